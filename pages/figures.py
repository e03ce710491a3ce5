"""Figures of people as tables, with the claims that they rest on."""

import pandas as pd
import streamlit as st

from geo.casualties import RANGE, range_in_words
from geo.mapping.inert import visible
from geo.schema import MEASURE
from geo.view import View
from pages import markup, shared, tollchart, words

_SCOPES = ("country", "region", "city", "")


def nothing(measure: str, place: str) -> None:
    """Says why there is no chart, and what to do."""
    st.info(
        f"No claim with a number of people {measure} was known for {visible(place, 80)} at this "
        "moment under these filters. That is not zero. Choose another place, measure or group, or "
        "move on in time with the button above.",
        icon=":material/hourglass_empty:",
    )


def nothing_at_all(view: View) -> None:
    """Says why the page has no claim at all."""
    why = "these filters leave none" if view.selection.is_filtered else "none had been reported yet"
    st.info(
        f"There is no claim on casualties to show: {why}. Reset the filters or move 'As known on' "
        "forward in the sidebar.",
        icon=":material/filter_list_off:",
    )


def claims_of_chart(
    view: View, claims: pd.DataFrame, points: pd.DataFrame, picked: str | None
) -> None:
    """The claims behind the chart as a table; the one picked there or here, with its sources."""
    shown = claims.sort_values(["reported_at", "entry_id"])
    table = _claim_columns(view, shown)
    event = st.dataframe(
        table,
        key="toll-claims",
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        column_config={
            "Reported": st.column_config.TextColumn(pinned=True),
            "People": st.column_config.TextColumn(width=120),
            "Source": st.column_config.LinkColumn(display_text="open", width="small"),
        },
        column_order=[name for name in table.columns if name not in _NUMBERS],
        alt=f"{words.count(len(table), 'claim')} of the chart, in order of reporting",
    )
    shared.download(view, table, "the claims of the chart", "toll-claims")
    rows = event.selection.rows
    chosen = shown.entry_id.iloc[rows[0]] if rows and rows[0] < len(shown) else picked
    found = shown[shown.entry_id == chosen]
    if found.empty:
        st.caption("Choose a mark in the chart or a row of the table to see its claim and source.")
        return
    markup.show(markup.claim_list(view.dataset, found.itertuples()))


# In the downloads; on screen the range in words says the same.
_NUMBERS = ("Low", "Best", "High")


def _claim_columns(view: View, claims: pd.DataFrame) -> pd.DataFrame:
    zone = view.dataset.about.zone
    first = claims.source_id.str.split("|").str[0]
    ended = claims.superseded_at.mask(claims.standing == "retracted", claims.retracted_at)
    ended = ended.where(claims.standing.isin(["superseded", "retracted"]))
    return pd.DataFrame(
        {
            "Reported": [words.reported(claim, zone) for claim in claims.itertuples()],
            "People": people(claims),
            "Who is counted": counted(claims),
            "According to": [visible(name, 80) for name in claims.authority],
            "Standing": claims.standing.map(words.STANDING).array,
            "Until": ["" if pd.isna(one) else words.moment(one, zone) for one in ended],
            "Its own word": [visible(word, 60) for word in claims.qualifier],
            **{name: claims[name.lower()].array for name in _NUMBERS},
            "Claim": [visible(summary, 400) for summary in claims.summary],
            "Certainty": claims.certainty.array,
            "Source": view.dataset.sources.url.reindex(first).replace("", None).array,
            "Id": claims.entry_id.array,
        }
    )


def people(rows: pd.DataFrame) -> list[str]:
    """The range of each row in words."""
    return [range_in_words(*one) for one in rows[RANGE].itertuples(index=False, name=None)]


def counted(rows: pd.DataFrame) -> list[str]:
    """Who is counted, in words, for each row."""
    return [tollchart.counted(*one) for one in zip(rows.group, rows.subset, strict=True)]


def table(view: View, figures: pd.DataFrame) -> None:
    """Every current figure: one row per place, measure and group, the widest scope first."""
    if figures.empty:
        st.info("No figure was known at this moment under these filters. That is not zero.")
        return
    st.caption(
        "A figure is the range over the claims that stand, of one place, measure and group. "
        "Figures of places, groups and authorities are never added."
    )
    shown = figure_columns(view, figures)
    st.dataframe(
        shown,
        key="figures",
        hide_index=True,
        column_config={
            "Place": st.column_config.TextColumn(pinned=True),
            "Authorities": st.column_config.NumberColumn(help="How many gave a figure"),
        },
        column_order=[name for name in shown.columns if name not in _NUMBERS],
        alt=f"{words.count(len(shown), 'figure')}, one a row, national ones first",
    )
    shared.download(view, shown, "the figures", "figures")


def figure_columns(view: View, figures: pd.DataFrame) -> pd.DataFrame:
    """The figures as a reader's table, in order of scope, place, measure and group."""
    names = figures.place_id.map(view.dataset.places.name).fillna("Not located")
    rows = figures.assign(name=names, rank=figures.scope.map(_SCOPES.index),
                          order=figures.measure.map(MEASURE.index))  # fmt: skip
    rows = rows.sort_values(["rank", "name", "order", "group", "subset"])
    return pd.DataFrame(
        {
            "Place": [visible(name, 80) for name in rows.name],
            "Scope": rows.scope.map(words.SCOPE).array,
            "Measure": rows.measure.array,
            "Who is counted": counted(rows),
            "People": people(rows),
            "Contested": rows.contested.map({True: "contested", False: ""}).array,
            **{name: rows[name.lower()].array for name in _NUMBERS},
            "Authorities": rows.authorities.array,
            "Sources' own word": [visible(word, 60) for word in rows.qualifier],
            "Claims": ["|".join(ids) for ids in rows.entry_ids],
        }
    )


def contested(view: View, figures: pd.DataFrame, claims: pd.DataFrame) -> None:
    """Each figure on which authorities give numbers that do not meet, with who says what."""
    clashes = figures[figures.contested]
    if clashes.empty:
        st.text("At this moment no two authorities contradicted each other on a figure.")
        return
    st.text(
        f"{words.count(len(clashes), 'figure')} on which authorities give numbers that do not meet."
        " Both are shown; none is chosen."
    )
    for figure in clashes.itertuples():
        name = view.dataset.places.name.get(figure.place_id, "Not located")
        head = markup.Markup("<p><strong>{}, {} ({}): {}</strong></p>").format(
            markup.text(name), figure.measure, tollchart.counted(figure.group, figure.subset),
            range_in_words(figure.low, figure.best, figure.high),
        )  # fmt: skip
        rows = claims.set_index("entry_id", drop=False).loc[figure.entry_ids]
        says = markup.bullets(
            markup.Markup("{}: {}").format(markup.text(row.authority), who_says)
            for row, who_says in zip(rows.itertuples(index=False), people(rows), strict=True)
        )
        markup.show(head + says)
        with st.expander(f"The {words.count(len(rows), 'claim')} and their sources"):
            markup.show(markup.claim_list(view.dataset, rows.itertuples()))
