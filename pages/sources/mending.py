"""What is to be mended: rows that cannot be used, warnings, places not located or not reviewed."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from geo.dataset import Dataset
from geo.dataset.issues import Issue, shorten
from geo.mapping.inert import visible
from geo.subjects import sources
from geo.view import View
from geo.view.keeping import per_dataset
from geo.words import numbers
from pages.frame import current, paged, session


def draw(view: View) -> None:
    """Everything about the dataset that is not as it should be, and what to do about it."""
    problems, warnings = current.edition().problems, _warnings(view.dataset)
    st.text(
        f"{numbers.count(len(problems), 'error')} in the files, "
        f"{numbers.count(len(warnings), 'warning')}. "
        "No row is dropped in silence: what cannot be used is listed here."
    )
    _errors(view, problems)
    _doubts(view, warnings)
    st.header("Places", anchor="places")
    _unlocated(view)
    _unreviewed(view)


def _warnings(data: Dataset) -> list[Issue]:
    """About what is shown: of a row that cannot be used nothing is repeated."""
    unusable = {(issue.table, issue.line) for issue in data.errors}
    return [
        issue
        for issue in data.issues
        if issue.level == "warning" and (issue.table, issue.line) not in unusable
    ]


def _errors(view: View, problems: Sequence[Issue]) -> None:
    """Where they stand and no more: a row may not be meant for readers yet, or hold anything."""
    if not problems:
        return
    st.header("What cannot be used", anchor="errors")
    table = pd.DataFrame(
        {
            "Table": [issue.table for issue in problems],
            "Line": pd.array([issue.line or None for issue in problems], dtype="Int64"),
            "Column": [visible(issue.column, 80) for issue in problems],
        }
    )
    part = table.iloc[paged.part(len(table), "errors")]
    st.dataframe(part, hide_index=True, key=session.TABLE("errors"),
                 alt=f"{numbers.count(len(table), 'error')} in the dataset's files",
                 placeholder="")  # fmt: skip
    st.caption("'python -m geo check' shows these rows and says what to do, as does the log.")
    current.download(view, table, "this list", "errors")


def _doubts(view: View, warnings: Sequence[Issue]) -> None:
    if not warnings:
        return
    st.header("What should be looked at", anchor="warnings")
    table = pd.DataFrame(
        {
            "Where": [_where(issue) for issue in warnings],
            "Value": [visible(shorten(issue.value), 80) for issue in warnings],
            "What is wrong": [visible(issue.problem, 300) for issue in warnings],
            "What to do": [visible(issue.advice, 300) for issue in warnings],
        }
    )
    part = table.iloc[paged.part(len(table), "warnings")]
    st.dataframe(part, hide_index=True, key=session.TABLE("warnings"),
                 alt=f"{numbers.count(len(table), 'warning')} about the dataset",
                 placeholder="")  # fmt: skip
    current.download(view, table, "the warnings", "warnings")


def _where(issue: Issue) -> str:
    line = f", line {issue.line}" if issue.line else ""
    return f"{issue.table}{line}{f', {issue.column}' if issue.column else ''}"


def _unlocated(view: View) -> None:
    table = _names(view.dataset)
    if table.empty:
        st.text("Every claim is about a place that the dataset knows.")
        return
    st.text(
        f"{numbers.count(len(table), 'name')} could not be located. Their claims are listed, not "
        "drawn. To mend it, add the place to places.csv, or correct its name in the claim. "
        "'python -m geo geocode' proposes coordinates."
    )
    shown = pd.DataFrame(
        {
            "Name": [visible(name, 80) for name in table["name"]],
            "Claims": table.claims,
            "Ids": ["|".join(ids) for ids in table.entry_ids],
        }
    )
    part = shown.iloc[paged.part(len(shown), "unlocated")]
    st.dataframe(part, hide_index=True, key=session.TABLE("unlocated"), placeholder="")
    current.download(view, shown, "the names", "unlocated")


@per_dataset
def _names(data: Dataset) -> pd.DataFrame:
    return sources.unlocated(data.claims)


def _unreviewed(view: View) -> None:
    places = sources.unreviewed_places(view.dataset)
    if places.empty:
        st.text("Every place was reviewed by a person or stands in GeoNames as the map has it.")
        return
    st.text(
        f"{numbers.count(len(places), 'place')} on the map by a geocoder alone. To mend it, check "
        "the position and write the place into places.csv with 'reviewed'."
    )
    shown = pd.DataFrame(
        {
            "Place": [visible(name, 80) for name in places.name],
            "Region": [visible(name, 80) for name in places.admin1],
            "Latitude": places.latitude.array,
            "Longitude": places.longitude.array,
            "Placed by": [visible(name, 80) for name in places.geocoded_by],
        }
    )
    part = shown.iloc[paged.part(len(shown), "unreviewed")]
    st.dataframe(part, hide_index=True, key=session.TABLE("unreviewed"), placeholder="")
    current.download(view, shown, "these places", "unreviewed")
