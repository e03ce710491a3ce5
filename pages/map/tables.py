"""The tables below the map, each with the download of exactly its rows."""

from collections.abc import Callable

import pandas as pd
import pyarrow as pa
import streamlit as st

from geo.exporting import tables
from geo.mapping.inert import visible
from geo.ranges import RANGE
from geo.rows import split
from geo.subjects import catalogue
from geo.view import View
from geo.words import moments, numbers, severity, terms
from pages.frame import cells, claim_ids, current

Choose = Callable[[str | None], None]
# Pixels: three lines of a claim.
CLAIM_ROW = 64
FIGURE_SPACE = "\u2007"
PEOPLE = {"killed": "Killed", "injured": "Injured", "detained": "Detained"}


# The columns of the situation that a dataset without a table cannot fill.
OF_TABLES = {
    "restrictions": ["Curfew tonight", "In force now"],
    "casualties": [*PEOPLE.values(), "Contested figures"],
    "services": ["Services suspended", "Services limited"],
}


def situation_table(view: View, situation: pd.DataFrame, choose: Choose) -> None:
    """One row per place; a click on a row shows its place in the panel."""
    st.caption(
        "Numbers are people; of a group where nobody gives that of all, of rivals where claims "
        "differ. Empty: not known, not zero. A click shows the place."
    )
    zone = view.dataset.about.zone
    cells.draw(
        current.once(_situation_columns, view).slice,
        situation.place_id.tolist(),
        "situation",
        choose,
        {
            "Place": st.column_config.TextColumn(pinned=True),
            "Derived from": st.column_config.TextColumn(
                help=f"The rule behind a severity that is {severity.DERIVED}"
            ),
            "Status age": st.column_config.NumberColumn(
                "Status age (days)",
                format="%d",
                help="Whole days since what it speaks of; 0 is the same day",
            ),
            "Curfew tonight": st.column_config.TextColumn("Curfew tonight (local time)", width=190),
            **{name: st.column_config.TextColumn(width=150) for name in PEOPLE.values()},
            "Last report": st.column_config.TextColumn(f"Last report ({zone.key})"),
        },
        f"{numbers.count(len(situation), 'place')}, one a row, the most severe first",
    )
    current.download_later(
        view, lambda: tables.situation(view), len(situation), "situation", "situation"
    )


def _situation_columns(view: View) -> pa.Table:
    situation = current.situation(view)
    zone = view.dataset.about.zone
    people = {name: _people(situation, measure) for measure, name in PEOPLE.items()}
    marks = map(severity.mark, situation.severity_basis, situation.stale)
    columns = pd.DataFrame(
        {
            "Place": [visible(name, 80) for name in situation.name],
            "Severity": situation.severity + pd.Series(list(marks), situation.index, dtype=object),
            "Trend": situation.trend,
            "Status age": situation.status_age_days,
            "Curfew tonight": [visible(hours, 200) for hours in situation.curfew_hours],
            **people,
            "Services suspended": situation.services_suspended,
            "Services limited": situation.services_limited,
            "In force now": situation.curfew,
            "Contested figures": situation.contested,
            "No longer reported": situation.restrictions_lapsed + situation.services_lapsed,
            "Derived from": situation.severity_reason,
            "Scope": situation.kind.map(terms.scope),
            "Region": [visible(name, 80) for name in situation.admin1],
            "Claims": situation.claims,
            "Last report": [moments.sortable(at, zone) for at in situation.last_reported_at],
        }
    )
    ledger = view.dataset.ledger
    lost = [name for table, names in OF_TABLES.items() if ledger[table].empty for name in names]
    return pa.Table.from_pandas(columns.drop(columns=lost), preserve_index=False)


def _people(situation: pd.DataFrame, measure: str) -> list[str]:
    """The figure of each place, its group where it is not of everybody, or its rivals."""
    columns = (*RANGE, "group", "value", "contested")
    rows = situation[[f"{measure}_{name}" for name in columns]].itertuples(index=False)
    return [
        _figure(number_first(low, best, high), group, visible(value, 200), contested)
        for low, best, high, group, value, contested in rows
    ]


def _figure(number: str, group: str, value: str, contested: bool) -> str:
    if contested:
        return f"contested: {value}"
    return number if group == "all" else value


def number_first(low: int | None, best: int | None, high: int | None) -> str:
    """A range that sorts as text by the number it begins with; '' where none is known.

    The number is filled up with figure spaces, which sort before digits and are as wide.
    """
    low, best, high = (
        None if one is None or pd.isna(one) else int(one) for one in (low, best, high)
    )
    if low is not None:
        number, more = low, " or more" if high is None else f" to {high:,}" if high > low else ""
    elif high is not None:
        number, more = high, " at most"
    elif best is not None:
        number, more = best, " (about)"
    else:
        return ""
    return f"{number:,}".rjust(9, FIGURE_SPACE) + more


def all_claims(view: View, choose: Choose) -> None:
    """Every claim that the filters leave, whatever its standing, the newest first."""
    st.caption(
        "Each row is what one authority says, with its source; the newest first. What was replaced "
        "(superseded) or taken back (retracted) stays listed. A click shows the place."
    )
    zone = view.dataset.about.zone
    cells.draw(
        lambda begin, number: claim_ids.linked_arrow(
            view, current.once(_claims_columns, view, (begin, number))
        ),
        view.claims.place_id.tolist()[::-1],
        "claims",
        choose,
        {
            "Reported": st.column_config.TextColumn(f"Reported ({zone.key})", width=130),
            "Place": st.column_config.TextColumn(width=110),
            "Kind": st.column_config.TextColumn(width=120),
            "Claim": st.column_config.TextColumn(width=430),
            "Source": st.column_config.LinkColumn(display_text="open", width="small"),
            "Id": claim_ids.column(),
        },
        f"{numbers.count(len(view.claims), 'claim')}, one a row, the newest first",
        row_height=CLAIM_ROW,
        links=["Source", "Id"],
    )
    current.download_later(view, lambda: tables.claims(view), len(view.claims), "claims", "claims")


def _claims_columns(view: View, part: tuple[int, int]) -> pa.Table:
    """What, where, known since when, by whom, and how it stands; from one on so many claims, the
    newest first.

    As Arrow, which is what the browser gets: a frame would be turned into it in every run.
    """
    data, zone, end = view.dataset, view.dataset.about.zone, len(view.claims) - part[0]
    claims = view.claims.iloc[end - part[1] : end].iloc[::-1]
    first = [split(cell)[0] for cell in claims.source_id]
    columns = {
        "Reported": [moments.sortable(at, zone) for at in claims.reported_at],
        "Place": [visible(name, 80) for name in claims.place],
        "Kind": claims.table.map(catalogue.labels()).array,
        "Claim": [visible(summary, 400) for summary in claims.summary],
        "Standing": claims.standing.map(terms.STANDING).array,
        "About": [moments.occurred(claim) for claim in claims.itertuples()],
        "According to": [visible(name, 80) for name in claims.authority],
        "Certainty": claims.certainty.array,
        "Publisher": [visible(name, 80) for name in claims.publisher],
        "Source": data.sources.url.reindex(first).replace("", None).array,
        "Id": claims.entry_id.array,
    }
    if view.claims.hour_unknown.any():
        marks = {True: moments.HOUR_UNKNOWN, False: ""}
        columns["Hour"] = claims.hour_unknown.map(marks).array
    return pa.Table.from_pandas(pd.DataFrame(columns), preserve_index=False)
