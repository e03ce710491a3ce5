"""Contacts between leaders as a chart, a table of pairs, and lists by day with their sources."""

from datetime import date

import pandas as pd
import streamlit as st

from geo import contacts
from geo.dataset import Dataset
from geo.ledger import as_known_on
from geo.mapping.inert import visible
from geo.view import View
from pages import drawing, markup, shared, talkchart, words

LANES = 16


def all_of(dataset: Dataset) -> pd.DataFrame:
    """Every contact claim of the dataset: the choices do not change with the moment."""
    rows = dataset.claims[dataset.claims.table == "contacts"]
    last = dataset.claims.reported_at.max()
    details = dataset.details["contacts"].reindex(rows.entry_id)
    own = {column: details[column].array for column in details.columns}
    return as_known_on(rows.assign(**own), last)


def days_of(dataset: Dataset) -> tuple[date, date]:
    """The first and the last day that a contact of the dataset speaks of."""
    days = contacts.contacts(all_of(dataset)).day
    return date.fromisoformat(days.min()), date.fromisoformat(days.max())


def pairs(view: View, spoken: pd.DataFrame) -> None:
    """The chart by participant and day, and how often each two were reported to have spoken."""
    if spoken.empty:
        st.text("No call or meeting matches. Choose other names or days.")
        return
    names = contacts.participants(spoken)
    _chart(view, spoken, names[:LANES])
    if len(names) > LANES:
        st.caption(f"The {LANES} with the most accounts, of {len(names)}. All are in the table.")
    table = contacts.pairs(spoken)
    shown = pd.DataFrame(
        {
            "One": [visible(name, 80) for name in table.one],
            "Other": [visible(name, 80) for name in table.other],
            "Accounts": table.accounts,
            "First day": table.first_day.map(words.local),
            "Last day": table.last_day.map(words.local),
            "Claims": ["|".join(ids) for ids in table.entry_ids],
        }
    )
    st.dataframe(shown, hide_index=True, key="pairs",
                 alt=f"{words.count(len(shown), 'pair')} who spoke with each other")  # fmt: skip
    shared.download(view, shown, "these pairs", "pairs")


def _chart(view: View, spoken: pd.DataFrame, names: list[str]) -> None:
    frame = _marks(spoken, names)
    days = [words.local(day) for day in sorted(set(spoken.day))]
    text = f"{words.count(len(spoken), 'account')} of calls and meetings on "
    text += f"{words.count(len(days), 'day')}; most often named: {words.listed(names, 3)}."
    values = talkchart.lanes_values(days, [visible(name, 60) for name in names])
    picked = drawing.draw(
        talkchart.by_participant(), values, {"marks": frame}, "talk-chart", text, pick=True
    )
    found = spoken[spoken.entry_id == picked]
    if found.empty:
        st.caption("Each mark is one account. Choose one to see it with its source.")
    else:
        markup.show(markup.claim_list(view.dataset, found.itertuples()))


def _marks(spoken: pd.DataFrame, names: list[str]) -> pd.DataFrame:
    rows = []
    for talk in spoken.itertuples():
        for name in talk.who:
            others = words.listed([visible(one, 40) for one in talk.who if one != name])
            if name in names:
                rows.append(
                    (talk.entry_id, words.local(talk.day), visible(name, 60), talk.kind, others,
                     visible(talk.summary, 160))
                )  # fmt: skip
    frame = pd.DataFrame(rows, columns=["entry_id", "day", "name", "kind", "others", "told"])
    return frame.assign(slot=frame.groupby(["day", "name"]).cumcount())


def by_day(view: View, rows: pd.DataFrame, key: str, empty: str) -> None:
    """Contacts under the day they speak of, each with who took part and its source."""
    if rows.empty:
        st.text(empty)
        return
    for day, of_day in rows.groupby("day", sort=True):
        items = [_contact(view, row) for row in of_day.itertuples()]
        markup.show(markup.Markup("<h3>{}</h3>").format(words.local(day)) + markup.join(items))
    table = _columns(view, rows)
    with st.expander("The same as a table"):
        st.dataframe(table, hide_index=True, key=key,
                     column_config={"Source": st.column_config.LinkColumn(display_text="open")},
                     alt=f"{words.count(len(table), 'claim')}, one a row, by day")  # fmt: skip
        shared.download(view, table, "these claims", key)


def _contact(view: View, row: tuple) -> markup.Markup:
    who = markup.join((markup.text(name) for name in row.who), ", ")
    position = markup.Markup(" {}").format(markup.text(row.position)) if row.position else ""
    head = markup.Markup("<p><strong>{}</strong>: {}{}</p>").format(
        row.kind.capitalize(), who, position and markup.Markup(" ·{}").format(position)
    )
    return head + markup.claim_list(view.dataset, [row])


def _columns(view: View, rows: pd.DataFrame) -> pd.DataFrame:
    first = rows.source_id.str.split("|").str[0]
    zone = view.dataset.about.zone
    return pd.DataFrame(
        {
            "Day": rows.day.map(words.local),
            "Kind": rows.kind,
            "Took part": [visible(", ".join(who), 200) for who in rows.who],
            "Claim": [visible(summary, 400) for summary in rows.summary],
            "Position": [visible(text, 200) for text in rows.position],
            "According to": [visible(name, 80) for name in rows.authority],
            "Reported": [words.reported(claim, zone) for claim in rows.itertuples()],
            "Standing": rows.standing.map(words.STANDING),
            "Source": view.dataset.sources.url.reindex(first).replace("", None).array,
            "Id": rows.entry_id,
        }
    )
