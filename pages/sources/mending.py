"""What a curator has to look at: issues, rows set aside, places not located or not reviewed."""

import pandas as pd
import streamlit as st

from geo.dataset import Dataset
from geo.dataset.issues import shorten
from geo.mapping.inert import visible
from geo.subjects import sources
from geo.view import View
from geo.view.keeping import per_dataset
from geo.words import numbers
from pages.frame import current, session


def draw(view: View) -> None:
    """Everything about the dataset that is not as it should be, and what to do about it."""
    data = view.dataset
    st.text(
        f"{numbers.count(len(data.errors), 'error')}, "
        f"{numbers.count(len(data.issues) - len(data.errors), 'warning')}, "
        f"{numbers.count(len(data.set_aside), 'row')} set aside. "
        "No row is dropped in silence: what cannot be used is listed here."
    )
    _issues(view)
    _set_aside(view)
    st.subheader("Places", anchor="places")
    _unlocated(view)
    _unreviewed(view)


def _issues(view: View) -> None:
    issues = view.dataset.issues
    if not issues:
        return
    table = pd.DataFrame(
        {
            "Level": [issue.level for issue in issues],
            "Where": [_where(issue) for issue in issues],
            "Value": [visible(shorten(issue.value), 80) for issue in issues],
            "What is wrong": [visible(issue.problem, 300) for issue in issues],
            "What to do": [visible(issue.advice, 300) for issue in issues],
        }
    )
    st.dataframe(table, hide_index=True, key=session.TABLE("issues"),
                 alt=f"{numbers.count(len(table), 'issue')} of the dataset")  # fmt: skip
    current.download(view, table, "the issues", "issues")


def _where(issue: object) -> str:
    line = f", line {issue.line}" if issue.line else ""
    return f"{issue.table}{line}{f', {issue.column}' if issue.column else ''}"


def _set_aside(view: View) -> None:
    rows = view.dataset.set_aside
    if rows.empty:
        return
    st.subheader("Rows set aside", anchor="set-aside")
    table = rows.assign(row=[visible(text, 300) for text in rows.row])
    names = {"table": "Table", "line": "Line", "row": "The row as written"}
    st.dataframe(table, hide_index=True, key=session.TABLE("set-aside"), column_config=names)
    current.download(view, table, "these rows", "set-aside")


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
    st.dataframe(shown, hide_index=True, key=session.TABLE("unlocated"))
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
    st.dataframe(shown, hide_index=True, key=session.TABLE("unreviewed"))
    current.download(view, shown, "these places", "unreviewed")
