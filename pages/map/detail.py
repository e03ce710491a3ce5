"""The place that was chosen: all that was known of it at the moment, each with its source."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pandas as pd
import streamlit as st

from geo.changes import comparing
from geo.dataset import Dataset
from geo.dataset.columns import language_of
from geo.dataset.vocabularies import rank
from geo.dataset.vocabulary import RESTRICTION
from geo.ledger import LOCAL, breadth
from geo.subjects import casualties, catalogue, curfew_question, curfews, services
from geo.subjects.casualties import Figure
from geo.subjects.curfew_question import Said
from geo.subjects.curfews import Held, Lapsed
from geo.subjects.rating import DERIVED
from geo.subjects.sources import REVIEWED
from geo.view import View
from geo.words import figures as words
from geo.words import moments, numbers, restrictions, severity, terms
from pages.drawing import markup
from pages.drawing.markup import Markup
from pages.frame import current, session

DAY = pd.Timedelta(hours=24)
DIFFER = terms.VERDICTS[curfew_question.CONTRADICTORY]
# Where nothing follows; naive, as all local times are.
NEVER = datetime.max  # noqa: DTZ901


@dataclass(frozen=True)
class Section:
    """One part of the panel: its label, what it says, and whether it begins open."""

    label: str
    body: Markup
    is_open: bool = False


def draw(view: View, place_id: str | None) -> None:
    """The place that was chosen, or how to choose one."""
    if place_id is None:
        st.info(
            "Click a place on the map, choose a row in the table below, or pick it from the list.",
            icon=":material/touch_app:",
        )
        return
    place = view.dataset.places.loc[place_id]
    st.subheader(markup.in_markdown(place["name"]), anchor=False)
    here = current.share(view.about_place(place_id))
    markup.show(current.once(head, here))
    for section in current.once(sections, here):
        with st.expander(section.label, expanded=section.is_open):
            markup.show(section.body)


def pick(view: View) -> str | None:
    """The list to pick a place from; those with claims under the filters come first."""
    labels = view.dataset.labels
    return st.selectbox(
        "Place",
        current.once(places_to_pick, view),
        index=None,
        placeholder="Pick a place",
        format_func=lambda place_id: labels.get(place_id, place_id),
        **session.PLACE.bound,
    )


def places_to_pick(view: View) -> list[str]:
    """Every place_id by name, those that the filters leave before the others."""
    names = view.dataset.places.name
    shown = set(current.situation(view).place_id)
    return sorted(names.index, key=lambda place_id: (place_id not in shown, names[place_id]))


def head(here: View) -> Markup:
    """Names in other languages, where it is, and its status with the claim that says so."""
    place = here.dataset.places.loc[here.selection.places[0]]
    languages = [cell for column, cell in place.items() if language_of(str(column))]
    names = " · ".join(dict.fromkeys(name for name in languages if name))
    where = terms.scope(place.kind)
    if breadth(place.kind) == LOCAL:
        where = ", ".join(filter(None, ("" if place.kind == "city" else where, place.admin1)))
    reviewed = place.geocoded_by in REVIEWED
    how = "" if reviewed else f"Its position is from {place.geocoded_by} and was not reviewed."
    line = Markup('<p class="cm-meta">{} · {} {}</p>').format(
        markup.text(names), markup.text(where), markup.text(how)
    )
    return line + _status(here, place.name)


def _status(here: View, place_id: str) -> Markup:
    if here.claims.empty:
        return Markup("<p>Nothing about this place had been reported at this moment.</p>")
    if place_id not in here.status.index:
        return Markup("<p><strong>Severity unknown:</strong> no claim says how things stood.</p>")
    status = here.status.loc[place_id]
    if status.basis == DERIVED:
        return _derived(here, status)
    trend = status.trend if status.trend != "unknown" else "trend unknown"
    hours = status.age.total_seconds() / 3600 if status.timed else math.nan
    line = Markup("<p><strong>{}</strong>, {}; {}.{}{}</p>").format(
        status.severity,
        trend,
        moments.age(hours, status.days),
        " This is old; things may have changed." if status.stale else "",
        " Of the same time there are other judgements, below." if status.rivals else "",
    )
    claims = here.claims.set_index("entry_id", drop=False).loc[[status.entry_id, *status.rivals]]
    return line + markup.claim_list(here.dataset, claims.itertuples())


def _derived(here: View, status: Any) -> Markup:
    """What the written rule gives and from which claims, and the judgement that is out of date."""
    why = severity.because(severity.reason(status.reason), status.stale_judgement)
    line = Markup("<p><strong>{}</strong> {}: {}</p>").format(
        status.severity, markup.tag(severity.DERIVED), why
    )
    rows = here.claims.set_index("entry_id", drop=False)
    claims = rows.loc[[*status.derived_from, *filter(None, [status.entry_id])]]
    return line + markup.claim_list(here.dataset, claims.itertuples())


def sections(here: View) -> tuple[Section, ...]:
    """What is known of a place beyond its status, in the order in which readers ask."""
    parts = [
        _SECTIONS[entry.section](here, table)
        for table, entry in catalogue.entries().items()
        if entry.section in _SECTIONS
    ]
    return tuple(filter(None, (*parts, _changes(here), _all_claims(here))))


def _in_force(here: View, table: str) -> Section:
    """What holds now, and later or earlier today, for the place, its region and its country."""
    place_id, places = here.selection.places[0], here.dataset.places
    local = curfews.local_time(here.at, places.timezone[place_id])
    claims = here.standing(table)
    held: list[Held] = list(curfews.in_force(claims, place_id, places, local).itertuples())
    others = at_other_hours(claims, place_id, places, local)
    told: list[tuple[Held | Said, str]] = [(row, _until(row)) for row in held]
    told += [(row, _next(row)) for row in others]
    lapsed = list(curfews.no_longer_reported(claims, place_id, places, local).itertuples())
    # As the vocabulary has them: curfews, the state of emergency and the threat level come first.
    told.sort(key=lambda one: rank(RESTRICTION, one[0].kind))
    differ = _hours_differ(row for row, _ in told)
    body = markup.join(_restriction(row, when, differ, here.dataset) for row, when in told)
    body = body or _nothing("No restriction was known to be in force.")
    count = numbers.count(len(held), "restriction")
    more = f", {len(others)} at other hours" if others else ""
    more += f", {len(lapsed)} no longer reported" if lapsed else ""
    return Section(
        f"In force at {moments.clock(local)} local time: {count}{more}",
        body + _lapsed(lapsed, here),
        any(row.kind == "curfew" for row, _ in told),
    )


def _lapsed(claims: Sequence[Lapsed], here: View) -> Markup:
    """What was last reported too long ago to count as in force."""
    rows = [
        _restriction(row, f"no longer counted: {_last_reported(row.reported_at, here)}", False,
                     here.dataset)
        for row in sorted(claims, key=lambda row: rank(RESTRICTION, row.kind))
    ]  # fmt: skip
    return Markup('<div class="cm-stale">{}</div>').format(markup.join(rows)) if rows else Markup()


def _last_reported(at: pd.Timestamp, here: View) -> str:
    """'last reported on 7 Jan 2022, 3 days ago'."""
    zone = here.dataset.about.zone
    days = (here.at.tz_convert(zone).date() - at.tz_convert(zone).date()).days
    return f"last reported on {moments.day(at.tz_convert(zone))}, {numbers.count(days, 'day')} ago"


def at_other_hours(
    claims: pd.DataFrame, place_id: str, places: pd.DataFrame, at: datetime
) -> list[Said]:
    """The claims on a place with daily hours that run on the local date but not at the hour.

    The first to come into force is first. Each has what ``curfew_question.answer`` adds.
    """
    daily = claims[claims.daily_from != ""]
    asked = (
        curfew_question.answer(daily, place_id, places, at, kind) for kind in daily.kind.unique()
    )
    rows: Iterable[Said] = (row for one in asked for row in one.claims.itertuples())
    paused = [row for row in rows if _pauses_today(row, at)]
    return sorted(paused, key=lambda row: row.next_turn or NEVER)


def _pauses_today(row: Said, at: datetime) -> bool:
    if row.says == curfew_question.AHEAD:
        return row.next_turn is not None and row.next_turn.date() == at.date()
    return row.says == curfew_question.PAUSES


def _hours_differ(rows: Iterable[Held | Said]) -> bool:
    return len({moments.daily_hours(row) for row in rows if row.kind == "curfew"}) > 1


def _nothing(why: str) -> Markup:
    return Markup("<p>{}</p>").format(why)


def _until(row: Held) -> str:
    return f"now until {_clock(row.until)}" if row.until else "no end given"


def _next(row: Said) -> str:
    return "not now; " + (f"next from {_clock(row.next_turn)}" if row.next_turn else "not again")


def _clock(local: datetime) -> str:
    return f"{moments.clock(local)} on {moments.short_day(local)}"


def _restriction(row: Held | Said | Lapsed, when: str, differ: bool, dataset: Dataset) -> Markup:
    hours = f" {moments.daily_hours(row)} local time" if row.daily_from else ""
    name = terms.heading(terms.restriction(row.kind)) + (f" ({row.level})" if row.level else "")
    title = Markup("<p><strong>{}{}</strong>, {} · {} · for {} ({}) {}</p>").format(
        markup.text(name), hours, when, row.basis, markup.text(row.place), terms.scope(row.scope),
        markup.tag(DIFFER) if differ and row.kind == "curfew" else "",
    )  # fmt: skip
    return title + markup.claim_list(dataset, [row])


def _casualties(here: View, table: str) -> Section:
    claims = here.history(table)
    figures = here.figures
    parts = [_figure(row, claims, here) for row in figures.itertuples()]
    return Section(
        f"Casualties: {numbers.count(len(figures), 'figure')}",
        markup.join(parts) or _nothing("No figure was known. That is not zero."),
        not figures.empty,
    )


def _figure(figure: Figure, claims: pd.DataFrame, here: View) -> Markup:
    group = "" if figure.group == "all" else f", {terms.plain(figure.group)}"
    title = Markup("<p><strong>{}{}{}: {}</strong>{} {}</p>").format(
        terms.heading(terms.plain(figure.measure)), group,
        markup.text(f", {figure.subset}") if figure.subset else "",
        markup.text(casualties.in_words(figure, here.dataset.rows)),
        f" · as of {words.as_of(figure.as_of)}" if not figure.contested else "",
        figure_tags(figure),
    )  # fmt: skip
    rows = claims[claims.entry_id.isin({*figure.entry_ids, *figure.rivals})]
    body = title + markup.claim_list(here.dataset, rows.itertuples())
    earlier = claims[claims.entry_id.isin(figure.history)]
    if earlier.empty:
        return body
    return (
        body
        + Markup('<p class="cm-meta">Before:</p>')
        + markup.claim_list(here.dataset, earlier.itertuples())
    )


def figure_tags(figure: Figure) -> Markup:
    """That a figure is contested, or does not fit what it is part of."""
    marks = (
        (figure.contested, terms.CONTESTED),
        (figure.exceeds, terms.EXCEEDS),
        (figure.exceeded_by, terms.EXCEEDED),
    )
    return markup.join((markup.tag(told) for is_there, told in marks if is_there), " ")


def _services(here: View, table: str) -> Section:
    states = here.service_states
    rows = here.claims.set_index("entry_id", drop=False)
    parts = [_plan(plan, rows, here) for plan in services.plans(here.table(table), here.at)]
    for state in states.sort_values(["stale", "state", "service"], key=_rank).itertuples():
        when = f", no longer counted: {_last_reported(state.last_reported, here)}"
        title = Markup('<p class="{}"><strong>{}: {}</strong>{} {}</p>').format(
            "cm-stale" if state.stale else "",
            terms.plain(state.service).capitalize(), state.state, when if state.stale else "",
            markup.tag("claims disagree") if state.contested and not state.stale else "",
        )  # fmt: skip
        found = rows.loc[state.entry_ids if state.contested else [state.entry_id]]
        parts.append(title + markup.claim_list(here.dataset, found.itertuples()))
    stale = int(states.stale.sum())
    more = f", {stale} no longer reported" if stale else ""
    return Section(
        f"Services: {numbers.count(len(states) - stale, 'service')} known{more}",
        markup.join(parts) or _nothing("No claim says which services worked."),
    )


def _plan(plan: services.Plan, rows: pd.DataFrame, here: View) -> Markup:
    """A state that was announced for a time to come, which it is not yet."""
    title = Markup("<p><strong>{}</strong>, to be {} from {}</p>").format(
        terms.plain(plan.service).capitalize(), plan.state, restrictions.point(plan.since)
    )
    return title + markup.claim_list(here.dataset, rows.loc[[plan.entry_id]].itertuples())


def _rank(column: pd.Series) -> pd.Series:
    return -column.map(services.RANK) if column.name == "state" else column


def _listed(here: View, table: str) -> Section | None:
    rows = here.table(table)
    if rows.empty:
        return None
    label = catalogue.entry(table).label
    body = markup.claim_list(here.dataset, rows.itertuples())
    return Section(f"{label}: {numbers.count(len(rows), 'claim')}", body)


_SECTIONS: Mapping[catalogue.Section, Callable[[View, str], Section | None]] = {
    catalogue.Section.IN_FORCE: _in_force,
    catalogue.Section.FIGURES: _casualties,
    catalogue.Section.SERVICES: _services,
    catalogue.Section.LISTED: _listed,
}


def _changes(here: View) -> Section:
    told = comparing.changes(here.earlier(DAY), here)
    label = f"In the 24 hours before: {numbers.count(len(told), 'change')}"
    body = markup.bullets(
        markup.text(sentence)
        + (markup.Markup(" {}").format(markup.tag(moments.HOUR_UNKNOWN)) if unknown else "")
        for sentence, unknown in zip(told.sentence, told.hour_unknown, strict=True)
    )
    return Section(label, body if len(told) else _nothing("Nothing known of this place changed."))


def _all_claims(here: View) -> Section:
    body = markup.claim_list(here.dataset, here.claims.itertuples())
    return Section(f"All {numbers.count(len(here.claims), 'claim')}, in order of reporting", body)
