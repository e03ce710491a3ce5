"""The sidebar: the moment, the filters, and three panels that follow them."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import chain

import pandas as pd
import streamlit as st

from geo.credit import credit
from geo.dataset import Dataset
from geo.dataset.issues import Issue, shorten
from geo.dataset.schema import LEDGER
from geo.dataset.vocabulary import CERTAINTY, MEASURE, SEVERITY, SOURCE_KIND
from geo.ledger import NATIONAL, UNLOCATED
from geo.view import View
from geo.words import numbers, terms
from geo.words.countries import country_name
from pages import markup, shared

Rows = list[tuple[str, str, str]]  # what, how much, by whom
MOST = 16
FILTERS = ("region", "severity", "kind", "certainty", "source")
STEPS = (("-1 d", timedelta(days=-1)), ("-6 h", timedelta(hours=-6)),
         ("+6 h", timedelta(hours=6)), ("+1 d", timedelta(days=1)))  # fmt: skip


def draw_controls(dataset: Dataset) -> None:
    """The moment and the filters, which every page needs before it can begin."""
    with st.sidebar:
        _tell_unknown()
        _moment(dataset)
        _filters(dataset)


def draw_panels() -> None:
    """The three panels, on every page."""
    view = shared.view()
    with st.sidebar:
        _curfews(view)
        _casualties(view)
        _peacekeepers(view)


def tell_problems(problems: Sequence[Issue], dataset: Dataset) -> None:
    """A banner that lists what is wrong with the files, by table, line and column."""
    files = numbers.count(len(problems), "error")
    shown = "what is left without them" if dataset.errors else "the last version without errors"
    st.warning(
        f"The dataset's files have {files}. What is shown is {shown}.",
        icon=":material/warning:",
    )
    with st.expander("What to mend"):
        markup.show(markup.bullets(markup.text(str(issue)) for issue in problems[:50]))
        if len(problems) > 50:
            st.caption(f"{len(problems) - 50:,} more: python -m geo check {dataset.directory.name}")


def bounds(dataset: Dataset) -> tuple[datetime, datetime]:
    """Local begin of the day of the first report, and end of that of the last."""
    reported, zone = dataset.claims.reported_at, dataset.about.zone
    default = dataset.about.default_moment
    first, last = (reported.min(), reported.max()) if len(reported) else (default, default)
    begin = min(first, default).tz_convert(zone).tz_localize(None).normalize()
    end = max(last, default).tz_convert(zone).tz_localize(None).normalize()
    return begin.to_pydatetime(), (end + pd.Timedelta(hours=23, minutes=59)).to_pydatetime()


def default_moment(dataset: Dataset) -> datetime:
    """The dataset's default moment as local time, to the minute."""
    local = dataset.about.default_moment.tz_convert(dataset.about.zone).tz_localize(None)
    return local.floor("min").to_pydatetime()


def step(by: timedelta, earliest: datetime, latest: datetime) -> None:
    """Moves the moment, within the first and the last report."""
    moment = (st.session_state.at or latest) + by
    st.session_state.at = min(max(moment, earliest), latest)


def _tell_unknown() -> None:
    """Once: what a link asked for and nothing here is called."""
    if unknown := st.session_state.pop("link-notice", None):
        st.warning(
            "The link asks for what this dataset does not have. Left out:",
            icon=":material/link_off:",
        )
        # Not in the warning, which would read the link's text as Markdown.
        markup.show(markup.bullets(map(markup.text, unknown[:MOST])))


def _tell_moment(zone: str) -> None:
    shown, notice = st.session_state.get("at-notice", (None, ""))
    if notice and shown == st.session_state.at:
        instead = f"{shown.day} {shown:%b %Y, %H:%M} ({zone})"
        st.warning(f"{notice} Shown instead: {instead}.", icon=":material/event_busy:")


def _moment(dataset: Dataset) -> None:
    earliest, latest = bounds(dataset)
    st.datetime_input(
        f"As known on ({dataset.about.zone.key})",
        value=default_moment(dataset),
        min_value=earliest,
        max_value=latest,
        step=timedelta(hours=1),
        format="YYYY-MM-DD",
        key="at",
        bind="query-params",
        required=True,
        help="Shows only what had been published by then, and not what had been replaced by then.",
    )
    _tell_moment(dataset.about.zone.key)
    with st.container(horizontal=True, gap="xsmall", key="steps"):
        for label, by in STEPS:
            st.button(
                label,
                key=f"step{label}",
                on_click=step,
                args=(by, earliest, latest),
                disabled=st.session_state.at == (earliest if by < timedelta(0) else latest),
                help=f"{'Back' if by < timedelta(0) else 'Forward'} by {_span(by)}",
            )


def _span(by: timedelta) -> str:
    hours = round(abs(by).total_seconds() / 3600)
    return numbers.count(hours, "hour") if hours < 24 else numbers.count(hours // 24, "day")


def _filters(dataset: Dataset) -> None:
    # Before the first run has drawn them, the filters stand only in the address.
    given = {**st.query_params, **st.session_state}
    active = sum(bool(given.get(key)) for key in (*FILTERS, "q"))
    label = f"Filters: {active} set" if active else "Filters"
    with st.expander(label, expanded=active > 0, icon=":material/filter_list:"):
        st.text_input("Words", key="q", bind="query-params", max_chars=200,
                      placeholder="airport, Interior Ministry…",
                      help="Claims that hold every word, in any order.")  # fmt: skip
        _choice("Region", "region", _regions(dataset))
        _choice("Severity", "severity", SEVERITY, "Places by their status, a judgement.")
        _choice("Kind of claim", "kind", [table.name for table in LEDGER])
        _choice("Certainty", "certainty", CERTAINTY, "Which claims count at all (CAP).")
        present = set(dataset.sources.kind)
        kinds = [kind for kind in SOURCE_KIND if kind in present]
        _choice("Kind of source", "source", kinds)
        st.button("Reset filters", on_click=_reset, icon=":material/filter_list_off:")


def _choice(label: str, key: str, options: Sequence[str], tip: str = "") -> None:
    # Without format_func: the address then holds the very terms of the vocabulary, as feeds do.
    st.multiselect(
        label,
        list(options),
        key=key,
        bind="query-params",
        placeholder="All",
        help=tip or None,
    )


def _regions(dataset: Dataset) -> list[str]:
    regions = sorted({name for name in dataset.places.admin1 if name})
    unlocated = [UNLOCATED] if (dataset.claims.place_id == "").any() else []
    return [*regions, NATIONAL, *unlocated]


def _reset() -> None:
    for key in FILTERS:
        st.session_state[key] = []
    st.session_state.q = ""


def _curfews(view: View) -> None:
    rows, places = shared.once(curfew_rows, view)
    with st.expander(f"Curfews in force: {numbers.count(places, 'place')}", expanded=True):
        if not rows:
            st.caption("No curfew was known to be in force at this moment under these filters.")
        markup.show(markup.stacked(rows))


def curfew_rows(view: View) -> tuple[Rows, int]:
    """Hours and the places that have them, and how many places that are."""
    held = view.in_force[view.in_force.kind == "curfew"]
    windows: dict[str, dict[str, list[str]]] = {}
    for place_id, group in held.groupby("place_id", sort=False):
        window = " or ".join(dict.fromkeys(group.hours))
        name = view.dataset.places.name[place_id]
        windows.setdefault(window, {})[name] = group.entry_id.tolist()
    rows = [
        (f"{window}, local time", numbers.listed(sorted(claims), most=40),
         credit(view.dataset, dict.fromkeys(chain.from_iterable(claims.values()))))
        for window, claims in windows.items()
    ]  # fmt: skip
    return rows, sum(map(len, windows.values()))


def _casualties(view: View) -> None:
    rows = shared.once(casualty_rows, view)
    with st.expander(f"Casualties: {numbers.count(len(rows), 'figure')}", expanded=True):
        if not rows:
            st.caption("No figure was known at this moment under these filters. That is not zero.")
        markup.show(markup.stacked(rows[:MOST]))
        if len(rows) > MOST:
            st.caption(f"{len(rows) - MOST} more on the page Casualties.")


def casualty_rows(view: View) -> Rows:
    """The figures of whole groups, national before regional before local."""
    figures = view.figures
    names, order = view.dataset.labels, {"country": 0, "region": 1, "city": 2}
    ranked = sorted(
        figures[figures.subset == ""].itertuples(),
        key=lambda row: (MEASURE.index(row.measure), order.get(row.scope, 3), row.place_id),
    )
    return [
        (f"{row.measure.capitalize()}{_group(row)}, {names.get(row.place_id, 'not located')}",
         _people(row), credit(view.dataset, row.entry_ids))
        for row in ranked
    ]  # fmt: skip


def _group(figure: tuple) -> str:
    return "" if figure.group == "all" else f" ({terms.plain(figure.group)})"


def _people(figure: tuple) -> str:
    contested = ", contested" if figure.contested else ""
    number = numbers.range_in_words(figure.low, figure.best, figure.high)
    return f"{number} {'person' if number == '1' else 'people'}{contested}"


def _peacekeepers(view: View) -> None:
    rows = shared.once(strength_rows, view)
    with st.expander(f"Peacekeepers: {numbers.count(len(rows), 'figure')}", expanded=True):
        if not rows:
            st.caption("No strength was known at this moment under these filters.")
        markup.show(markup.stacked(rows))


def strength_rows(view: View) -> Rows:
    """The strengths that claims give, by contributor and phase."""
    strengths = view.strengths
    told = strengths[strengths[["low", "best", "high"]].notna().any(axis=1)]
    return [
        (f"{_force(row.contributor)}, {terms.plain(row.phase)}", _people(row),
         credit(view.dataset, row.entry_ids))
        for row in told.itertuples()
    ]  # fmt: skip


def _force(contributor: str) -> str:
    return country_name(contributor) if contributor else "Whole force"


def describe_filters(view: View) -> str:
    """The filters in words, or '' when there is none."""
    chosen = view.selection
    parts = [*chosen.regions, *chosen.severities, *(terms.KINDS[name] for name in chosen.tables)]
    parts += [*chosen.certainties, *(terms.SOURCE_KINDS[kind] for kind in chosen.source_kinds)]
    parts += [f'"{shorten(chosen.text, 40)}"'] if chosen.text else []
    return numbers.listed(parts, most=8)
