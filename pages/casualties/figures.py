"""Figures of people as tables, with the claims that they rest on."""

from functools import partial
from typing import NamedTuple

import pandas as pd
import streamlit as st

from geo.dataset import Dataset
from geo.dataset.vocabularies import rank
from geo.dataset.vocabulary import MEASURE
from geo.ledger import breadth
from geo.mapping.inert import visible
from geo.ranges import RANGE
from geo.rows import read_rows
from geo.subjects import casualties
from geo.view import View
from geo.words import figures as words
from geo.words import moments, numbers, terms
from geo.words.numbers import range_in_words
from pages.casualties import toll
from pages.drawing import columns, markup
from pages.frame import claim_ids, current, paged, session
from pages.frame import nothing as empty

# In the downloads; on screen the range in words says the same.
NUMBERS = ("Low", "Best", "High")


class _Place(NamedTuple):
    place_id: str
    kind: str
    name: str


def places_counted(dataset: Dataset) -> list[str]:
    """The places with a claim on people at any time, the widest scope first."""
    claims = dataset.claims
    known = set(claims.place_id[(claims.table == "casualties") & (claims.place_id != "")])
    rows = read_rows(dataset.places.reset_index(), _Place)
    return [row.place_id for row in sorted(rows, key=_by_scope) if row.place_id in known]


def _by_scope(place: _Place) -> tuple[int, str]:
    return breadth(place.kind), place.name


def nothing(measure: str, place: str) -> None:
    """Says why there is no chart, and what to do."""
    name = markup.in_markdown(visible(place, 80))
    st.info(
        f"At this moment no claim gave a number of people {measure} in {name}. That is not zero. "
        "Choose another place, measure or group, or a later day on the strip.",
        icon=":material/hourglass_empty:",
    )


def claims_of_chart(view: View, claims: pd.DataFrame, picked: str | None) -> None:
    """The claims behind the chart as a table; the one picked there or here, with its sources."""
    table = _claim_columns(view, claims)
    shown = paged.part(len(table), "toll-claims")
    event = st.dataframe(
        claim_ids.linked(view, table.iloc[shown]),
        key=session.TABLE("toll-claims"),
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        column_config={
            "Reported": st.column_config.TextColumn(pinned=True),
            "People": st.column_config.TextColumn(width=120),
            "Source": st.column_config.LinkColumn(display_text="open", width="small"),
            "Id": claim_ids.column(),
        },
        column_order=[name for name in table.columns if name not in NUMBERS],
        alt=f"{numbers.count(len(table), 'claim')} of the chart, in order of reporting",
        placeholder="",
    )
    current.download(view, table, "the claims of the chart", "toll-claims")
    rows, on_page = event.selection.rows, claims.entry_id.iloc[shown]
    chosen = on_page.iloc[rows[0]] if rows and rows[0] < len(on_page) else picked
    found = claims[claims.entry_id == chosen]
    if found.empty:
        st.caption("Choose a mark in the chart or a row of the table to see its claim and source.")
        return
    markup.show(markup.claim_list(view.dataset, found.itertuples()))


def _claim_columns(view: View, claims: pd.DataFrame) -> pd.DataFrame:
    ended = claims.superseded_at.mask(claims.standing == "retracted", claims.retracted_at)
    ended = ended.where(claims.standing.isin(["superseded", "retracted"])).tolist()
    zone = view.dataset.about.zone
    return pd.DataFrame(
        {
            "Reported": columns.reported(view, claims),
            "People": people(claims),
            "Who is counted": toll.series(claims),
            "According to": columns.texts(claims.authority),
            "Standing": columns.standing(claims),
            "Until": ["" if pd.isna(one) else moments.long_moment(one, zone) for one in ended],
            "In its own words": columns.texts(claims.qualifier, 60),
            **{name: claims[name.lower()].array for name in NUMBERS},
            "Claim": columns.texts(claims.summary, 400),
            "Certainty": claims.certainty.array,
            "Source": columns.addresses(view, claims),
            "Id": claims.entry_id.array,
        }
    )


def people(rows: pd.DataFrame) -> list[str]:
    """The range of each row in words."""
    return [range_in_words(*one) for one in read_rows(rows, RANGE)]


def current_figures(view: View) -> pd.DataFrame:
    """The figures that stand; see ``casualties.figures``."""
    return view.figures


def has_events(dataset: Dataset) -> bool:
    """Whether any claim of the dataset counts the people of one event."""
    return bool((dataset.ledger["casualties"].counts == casualties.EVENT).any())


def events(view: View) -> None:
    """The figures of single events, with how many there are and what those of one database sum."""
    shown = current.once(event_columns, view)
    if shown.empty:
        st.info(f"No event with a number of people was known at this moment{empty.under(view)}.")
        return
    told = f"{numbers.count(int(shown.Events.sum()), 'event')} with people counted, "
    told += "each apart from every total. Those of one database are added up, all others are not."
    st.text(told)
    pinned = {"Place": st.column_config.TextColumn(pinned=True)}
    order = [name for name in shown.columns if name not in NUMBERS]
    part = shown.iloc[paged.part(len(shown), "events")]
    st.dataframe(part, key=session.TABLE("events"), hide_index=True, alt=told,
                 column_config=pinned, column_order=order, placeholder="")  # fmt: skip
    current.download(view, shown, "the events", "events")


def event_columns(view: View) -> pd.DataFrame:
    """A row a place, measure, group and collection of events."""
    found = current.once(current_figures, view)
    return _columns(view, found[found.counts == casualties.EVENT])


def table(view: View) -> None:
    """Every current figure: one row per place, measure and group, the widest scope first."""
    shown = current.once(figure_columns, view)
    if shown.empty:
        under = empty.under(view)
        st.info(f"No figure was known at this moment{under}. That is not zero.")
        return
    st.caption(
        "A figure is what one claim says of one place, measure and group, the newest that stands, "
        "with the day that it is as of; where claims cannot be true together, who says what. "
        "Figures of places, groups and authorities are never added; events are, within one "
        "database, and are called a sum."
    )
    st.dataframe(
        shown.iloc[paged.part(len(shown), "figures")],
        key=session.TABLE("figures"),
        hide_index=True,
        column_config={
            "Place": st.column_config.TextColumn(pinned=True),
            "Said by": st.column_config.NumberColumn(help="How many authorities gave a figure"),
        },
        column_order=[name for name in shown.columns if name not in NUMBERS],
        alt=f"{numbers.count(len(shown), 'figure')}, one a row, national ones first",
        placeholder="",
    )
    current.download(view, shown, "the figures", "figures")


def figure_columns(view: View) -> pd.DataFrame:
    """The figures as a reader's table, in order of scope, place, measure and group."""
    return _columns(view, current.once(current_figures, view))


def _columns(view: View, figures: pd.DataFrame) -> pd.DataFrame:
    names = figures.place_id.map(view.dataset.places.name).fillna("Not located")
    rows = figures.assign(
        name=names,
        rank=figures.scope.map(breadth),
        order=figures.measure.map(partial(rank, MEASURE)),
    ).sort_values(["rank", "name", "order", "group", "subset"])
    return pd.DataFrame(
        {
            "Place": columns.texts(rows.name),
            "Scope": rows.scope.map(terms.scope).array,
            "Measure": rows.measure.array,
            "Who is counted": toll.series(rows),
            "People": values_of(view, rows),
            "Since": [moments.local(one) for one in rows.since],
            "As of": [words.as_of(one) for one in rows.as_of],
            "Events": rows.events.array,
            "Contested": marks_of(rows),
            **{name: rows[name.lower()].array for name in NUMBERS},
            "Said by": rows.authorities.array,
            "In their own words": columns.texts(rows.qualifier, 60),
            "Claims": ["|".join(ids) for ids in rows.entry_ids],
            "Before": ["|".join(ids) for ids in rows.history],
        }
    )


def values_of(view: View, figures: pd.DataFrame) -> list[str]:
    """Each figure in words: its range, the rivals of a contested one, what events add up to."""
    claims = view.dataset.rows
    values = (casualties.in_words(row, claims) for row in figures.itertuples(index=False))
    return columns.texts(values, 300)


def marks_of(figures: pd.DataFrame) -> list[str]:
    """That a figure is contested, or does not fit what it is part of."""
    marks = terms.CONTESTED, terms.EXCEEDS, terms.EXCEEDED
    rows = zip(figures.contested, figures.exceeds, figures.exceeded_by, strict=True)
    return [
        ", ".join(told for told, is_there in zip(marks, row, strict=True) if is_there)
        for row in rows
    ]


def contested(view: View) -> None:
    """Each figure of which claims cannot be true together, with who says what."""
    clashes = current.once(clashes_in_words, view)
    if not clashes:
        st.text("At this moment no two claims on people contradicted each other.")
        return
    figures = numbers.count(len(clashes), "figure")
    st.text(
        f"{figures} on which claims of about the same time cannot be true together."
        " All are shown; none is chosen."
    )
    for head, number, claims in clashes:
        markup.show(head)
        with st.expander(f"The {numbers.count(number, 'claim')} and their sources"):
            markup.show(claims)


def clashes_in_words(view: View) -> list[tuple[markup.Markup, int, markup.Markup]]:
    """For each contested figure: who says what, the number of claims, and the claims."""
    figures = current.once(current_figures, view)
    found = []
    for figure in figures[figures.contested].itertuples():
        name = view.dataset.places.name.get(figure.place_id, "Not located")
        head = markup.Markup("<p><strong>{}, {}, {}</strong></p>").format(
            markup.text(name), figure.measure, toll.counted(figure.group, figure.subset)
        )
        rivals = casualties.rivals(figure, view.dataset.rows)
        says = markup.bullets(markup.text(words.rival(one, figure)) for one in rivals)
        rows = view.evidence[view.evidence.entry_id.isin(figure.rivals)]
        found.append((head + says, len(rows), markup.claim_list(view.dataset, rows.itertuples())))
    return found
