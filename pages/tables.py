"""The tables below the map, each with the download of exactly its rows."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from geo.casualties import RANGE, range_in_words
from geo.exporting import tables
from geo.mapping.inert import visible
from geo.view import View
from pages import shared, words

PEOPLE = {"killed": "Killed", "injured": "Injured", "detained": "Detained"}


def situation_table(
    view: View, situation: pd.DataFrame, choose: Callable[[str | None], None]
) -> None:
    """One row per place; a chosen row is the place shown in detail."""
    st.header("Situation by place", anchor="situation", divider="gray")
    st.caption(
        "Numbers are people, as ranges over the claims that stand; empty means not known, not "
        "zero. Choose a row to see the place above."
    )
    # The key changes when a place is chosen elsewhere, which clears the row chosen here.
    key = f"situation-{st.session_state.get('table-turn', 0)}"

    def hear() -> None:
        rows = st.session_state[key].selection.rows
        st.session_state.place = situation.place_id[rows[0]] if rows else None

    zone = view.dataset.about.zone
    st.dataframe(
        shared.once(_situation_columns, view),
        key=key,
        hide_index=True,
        on_select=hear,
        selection_mode="single-row",
        column_config={
            "Place": st.column_config.TextColumn(pinned=True),
            "Status age": st.column_config.NumberColumn(
                "Status age (hours)", format="%.0f", help="Since the end of what it speaks of"
            ),
            "Last report": st.column_config.DatetimeColumn(
                f"Last report ({zone.key})", format="D MMM YYYY, HH:mm"
            ),
        },
        alt=f"{words.count(len(situation), 'place')}, one a row, the most severe first",
    )
    shared.download(view, shared.once(tables.situation, view), "situation", "situation")


def _situation_columns(view: View) -> pd.DataFrame:
    situation = shared.situation(view)
    zone = view.dataset.about.zone
    people = {name: _ranges(situation, measure) for measure, name in PEOPLE.items()}
    stale = situation.stale.map({True: " (old)", False: ""})
    return pd.DataFrame(
        {
            "Place": [visible(name, 80) for name in situation.name],
            "Scope": situation.kind.map(words.SCOPE),
            "Region": [visible(name, 80) for name in situation.admin1],
            "Severity": situation.severity + stale,
            "Trend": situation.trend,
            "Status age": situation.status_age_hours,
            "Curfew in force": situation.curfew_hours,
            **people,
            "Services suspended": situation.services_suspended,
            "Services limited": situation.services_limited,
            "Contested figures": situation.contested,
            "Claims": situation.claims,
            "Last report": situation.last_reported_at.dt.tz_convert(zone).dt.tz_localize(None),
        }
    )


def _ranges(situation: pd.DataFrame, measure: str) -> list[str]:
    """Ranges as words; sorting goes by the number that they begin with only within a width."""
    bounds = situation[[f"{measure}_{bound}" for bound in RANGE]]
    contested = situation[f"{measure}_contested"]
    return [
        "" if all(map(pd.isna, values)) else range_in_words(*values) + (" !" if clash else "")
        for values, clash in zip(bounds.itertuples(index=False), contested, strict=True)
    ]


def all_claims(view: View) -> None:
    """Every claim that the filters leave, whatever its standing."""
    st.header("Claims", anchor="claims", divider="gray")
    st.caption(
        "Each row is one statement by one authority, with its source. Superseded and retracted "
        "claims stay listed and say so."
    )
    shared.claims_table(view, view.claims, "claims")
    shared.download(view, shared.once(tables.claims, view), "claims", "claims")
