"""Contacts between leaders, prepared for a page: the chart, the pairs, the lists by day."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import Any, Protocol

import pandas as pd

from geo.dataset import Dataset
from geo.dataset.claims import ContactClaim, KnownClaim
from geo.mapping.inert import visible
from geo.rows import read_rows
from geo.subjects import contacts
from geo.view import View
from geo.view.keeping import once, per_dataset
from geo.words import moments, numbers, terms
from pages.diplomacy import chart
from pages.drawing import columns, markup

LANES = 16


@dataclass(frozen=True)
class Choices:
    """What can be chosen: it depends on the dataset alone, not on the moment."""

    names: list[str]
    first: date
    last: date


@per_dataset
def choices(dataset: Dataset) -> Choices | None:
    """Everybody who ever took part, and the days spoken of; None where there is no contact."""
    rows = dataset.claims[dataset.claims.table == "contacts"]
    if rows.empty:
        return None
    details = dataset.details["contacts"].reindex(rows.entry_id)
    own = {column: details[column].array for column in details.columns}
    found = contacts.contacts(rows.assign(**own, standing="current"))
    first, last = map(date.fromisoformat, (found.day.min(), found.day.max()))
    return Choices(contacts.participants(found), first, last)


@dataclass(frozen=True)
class Talks:
    """Calls and meetings, or statements and offers: the claims, and their list by day."""

    claims: pd.DataFrame
    days: markup.Markup


@dataclass(frozen=True)
class Pairs:
    """Who spoke with whom: what the chart needs, its sentence, and a table of pairs."""

    frame: pd.DataFrame
    values: dict[str, Any]
    sentence: str
    table: pd.DataFrame
    people: int


class _Contact(KnownClaim, ContactClaim, Protocol):
    who: tuple[str, ...]


def chosen(view: View, names: tuple[str, ...], begin: str, end: str) -> pd.DataFrame:
    """The contacts of the days from begin to end in which all of these took part."""
    rows = once(_contacts, view)
    return contacts.between(contacts.with_participants(rows, names), begin, end)


def _contacts(view: View) -> pd.DataFrame:
    return contacts.contacts(view.history("contacts"))


def listed(view: View, names: tuple[str, ...], begin: str, end: str, talk: bool) -> Talks:
    """Contacts under the day they speak of, each with who took part and its source."""
    rows = once(chosen, view, names, begin, end)
    rows = rows[rows.talk == talk]
    days = [
        markup.Markup("<h3>{}</h3>").format(moments.local(day))
        + markup.join(_contact(view, row) for row in of_day)
        for day, of_day in groupby(read_rows(rows, list(rows.columns)), attrgetter("day"))
    ]
    return Talks(rows, markup.join(days))


def _contact(view: View, row: _Contact) -> markup.Markup:
    """Who spoke, and about what, in a line; opened, the claim with its source."""
    struck = row.standing in ("superseded", "retracted")
    told = markup.Markup("<del>{}</del>" if struck else "{}").format(_told(row))
    kind = terms.heading(terms.plain(row.kind))
    return markup.Markup(
        '<details class="cm-line"><summary><b>{}</b> {}</summary>{}</details>'
    ).format(kind, told, markup.claim_list(view.dataset, [row]))


def _told(row: _Contact) -> markup.Markup:
    """The names and the subject; where no subject is given the claim itself, which has both."""
    if not row.position:
        return markup.text(row.summary)
    who = markup.join((markup.text(name) for name in row.who), ", ")
    return markup.Markup("{}: {}").format(who, markup.text(row.position))


def table(view: View, rows: pd.DataFrame) -> pd.DataFrame:
    """Contacts as a reader's table."""
    return pd.DataFrame(
        {
            "Day": [moments.local(day) for day in rows.day],
            "Kind": rows.kind.array,
            "Participants": columns.texts((", ".join(who) for who in rows.who), 200),
            "Claim": columns.texts(rows.summary, 400),
            "Position": columns.texts(rows.position, 200),
            "According to": columns.texts(rows.authority),
            "Reported": columns.reported(view, rows),
            "Standing": columns.standing(rows),
            "Source": columns.addresses(view, rows),
            "Id": rows.entry_id.array,
        }
    )


def pairs(view: View, names: tuple[str, ...], begin: str, end: str) -> Pairs:
    """The chart by participant and day, and how often each two were reported to have spoken."""
    rows = once(chosen, view, names, begin, end)
    spoken = rows[rows.talk]
    people = contacts.participants(spoken)
    shown = people[:LANES]
    days = [moments.local(day) for day in sorted(set(spoken.day))]
    text = f"{numbers.count(len(spoken), 'account')} of calls and meetings on "
    text += f"{numbers.count(len(days), 'day')}; most often named: "
    text += f"{numbers.listed(columns.texts(shown[:3], 60))}."
    values = chart.lanes_values(days, columns.texts(shown, 60))
    return Pairs(_marks(spoken, shown), values, text, _pair_columns(spoken), len(people))


def _pair_columns(spoken: pd.DataFrame) -> pd.DataFrame:
    table = contacts.pairs(spoken)
    return pd.DataFrame(
        {
            "Between": columns.texts(table.one),
            "and": columns.texts(table.other),
            "Accounts": table.accounts,
            "First day": [moments.local(day) for day in table.first_day],
            "Last day": [moments.local(day) for day in table.last_day],
            "Claims": ["|".join(ids) for ids in table.entry_ids],
        }
    )


def _marks(spoken: pd.DataFrame, names: list[str]) -> pd.DataFrame:
    rows = []
    for talk in read_rows(spoken, ["entry_id", "day", "kind", "who", "summary"]):
        for name in talk.who:
            others = numbers.listed(visible(one, 40) for one in talk.who if one != name)
            if name in names:
                told = visible(talk.summary, 160)
                day = moments.local(talk.day)
                rows.append((talk.entry_id, day, visible(name, 60), talk.kind, others, told))
    frame = pd.DataFrame(rows, columns=["entry_id", "day", "name", "kind", "others", "told"])
    return frame.assign(slot=frame.groupby(["day", "name"]).cumcount())
