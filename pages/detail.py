"""The place that was chosen: all that was known of it at the moment, each with its source."""

import pandas as pd
import streamlit as st

from geo import casualties, changes, curfews, services
from geo.dataset import Dataset
from geo.view import View
from pages import markup, shared, words
from pages.markup import Markup

DAY = pd.Timedelta(hours=24)


def draw(view: View, situation: pd.DataFrame) -> None:
    """The list to pick a place from, and below it the place."""
    dataset = view.dataset
    place_id = _pick(dataset, situation)
    if place_id is None:
        st.info(
            "Click a place on the map, choose a row in the table below, or pick it from the list.",
            icon=":material/touch_app:",
        )
        return
    place = dataset.places.loc[place_id]
    here = shared.share(view.about_place(place_id))
    st.subheader(_plain_heading(place["name"]), anchor=False)
    _names(place)
    if here.claims.empty:
        st.info("Nothing about this place had been reported at this moment.")
    _status(here, place_id)
    _in_force(view, place_id, place.timezone)
    _casualties(here)
    _services(here)
    _listed(here, "deployments", "Forces")
    _listed(here, "incidents", "Incidents")
    _changes(here)
    _all_claims(here)


def _pick(dataset: Dataset, situation: pd.DataFrame) -> str | None:
    """The list of places; those with claims under the filters come first."""
    shown = list(situation.sort_values("name").place_id)
    others = dataset.places.sort_values("name").index.difference(shown, sort=False)
    return st.selectbox(
        "Place",
        [*shown, *others],
        index=None,
        key="place",
        bind="query-params",
        placeholder="Pick a place",
        format_func=lambda place_id: dataset.labels.get(place_id, place_id),
    )


def _plain_heading(name: str) -> str:
    """A dataset's name as a Markdown heading that shows it as typed."""
    return "".join(f"\\{sign}" if sign in "\\`*_{}[]()<>#+-.!|~$:&" else sign for sign in name)


def _names(place: pd.Series) -> None:
    other = " · ".join(dict.fromkeys(name for name in (place.name_ru, place.name_kk) if name))
    where = place.admin1 if place.kind == "city" else words.SCOPE[place.kind]
    how = "" if place.geocoded_by in ("reviewed", "geonames") else (
        f"Its position is from {place.geocoded_by} and was not reviewed."
    )  # fmt: skip
    markup.show(
        Markup('<p class="cm-meta">{} · {} {}</p>').format(
            markup.text(other), markup.text(where), markup.text(how)
        )
    )


def _status(here: View, place_id: str) -> None:
    if place_id not in here.status.index:
        st.markdown("**Severity unknown:** no claim says how things stood here.")
        return
    status = here.status.loc[place_id]
    hours = status.age.total_seconds() / 3600
    old = " This is old; things may have changed." if status.stale else ""
    st.markdown(
        f"**{status.severity}**, {status.trend if status.trend != 'unknown' else 'trend unknown'}; "
        f"{words.age(hours)}.{old}"
    )
    claim = here.claims[here.claims.entry_id == status.entry_id]
    markup.show(markup.claim_list(here.dataset, claim.itertuples()))


def _in_force(view: View, place_id: str, zone: str) -> None:
    """What holds here at the moment, from claims on the place, its region and its country."""
    local = curfews.local_time(view.at, zone)
    held = curfews.in_force(view.standing("restrictions"), place_id, view.dataset.places, local)
    with st.expander(
        f"In force at {local:%H:%M} local time: {words.count(len(held), 'restriction')}",
        expanded=bool((held.kind == "curfew").any()),
    ):
        if held.empty:
            st.caption("No restriction was known to be in force.")
        for row in held.sort_values("kind").itertuples():
            markup.show(_restriction(row, view.dataset))


def _restriction(row: tuple, dataset: Dataset) -> Markup:
    hours = f" {row.daily_from}-{row.daily_to} local time" if row.daily_from else ""
    until = f", now until {row.until:%H:%M on %d %b}" if row.until else ", no end given"
    name = words.RESTRICTIONS[row.kind] + (f" ({row.level})" if row.level else "")
    head = Markup("<p><strong>{}{}</strong>{} · {} · for {} ({})</p>").format(
        name, hours, until, row.basis, markup.text(row.place), words.SCOPE[row.scope]
    )
    return head + markup.claim_list(dataset, [row])


def _casualties(here: View) -> None:
    claims = here.history("casualties")
    figures = casualties.figures(here.table("casualties"))
    with st.expander(
        f"Casualties: {words.count(len(figures), 'figure')}", expanded=not figures.empty
    ):
        if figures.empty:
            st.caption("No figure was known. That is not zero.")
        for figure in figures.itertuples():
            group = "" if figure.group == "all" else f", {words.plain(figure.group)}"
            people = casualties.range_in_words(figure.low, figure.best, figure.high)
            head = Markup("<p><strong>{}{}{}: {} people</strong> {}</p>").format(
                figure.measure.capitalize(), group,
                markup.text(f", {figure.subset}") if figure.subset else "", people,
                markup.tag("contested") if figure.contested else "",
            )  # fmt: skip
            rows = claims[claims.entry_id.isin(figure.entry_ids)]
            markup.show(head + markup.claim_list(here.dataset, rows.itertuples()))


def _services(here: View) -> None:
    states = services.latest_states(here.table("services"), here.at)
    worst = states.sort_values(["state", "service"], key=_rank)
    with st.expander(f"Services: {words.count(len(states), 'service')} known"):
        if states.empty:
            st.caption("No claim says which services worked.")
        rows = here.claims.set_index("entry_id", drop=False)
        for state in worst.itertuples():
            head = Markup("<p><strong>{}: {}</strong> {}</p>").format(
                words.plain(state.service).capitalize(), state.state,
                markup.tag("claims disagree") if state.contested else "",
            )  # fmt: skip
            found = rows.loc[state.entry_ids] if state.contested else rows.loc[[state.entry_id]]
            markup.show(head + markup.claim_list(here.dataset, found.itertuples()))


def _rank(column: pd.Series) -> pd.Series:
    return -column.map(services.RANK) if column.name == "state" else column


def _listed(here: View, table: str, title: str) -> None:
    rows = here.table(table)
    if rows.empty:
        return
    with st.expander(f"{title}: {words.count(len(rows), 'claim')}"):
        markup.show(markup.claim_list(here.dataset, rows.itertuples()))


def _changes(here: View) -> None:
    told = changes.changes(shared.share(here.earlier(DAY)), here)
    with st.expander(f"In the last 24 hours: {words.count(len(told), 'change')}"):
        if told.empty:
            st.caption("Nothing that was known of this place changed.")
        markup.show(markup.bullets(markup.text(sentence) for sentence in told.sentence))


def _all_claims(here: View) -> None:
    with st.expander(f"All {words.count(len(here.claims), 'claim')}, in order of reporting"):
        markup.show(markup.claim_list(here.dataset, here.claims.itertuples()))
