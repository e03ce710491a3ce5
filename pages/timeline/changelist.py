"""What changed between two moments, told by place, with the counts and the table behind it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pandas as pd
import streamlit as st

from geo import changes
from geo.changes import COLUMNS
from geo.dataset import Dataset
from geo.ledger import breadth
from geo.rows import read_rows, split
from geo.subjects import catalogue
from geo.view import View
from geo.words import moments, numbers, terms
from pages.drawing import columns, markup
from pages.drawing.markup import Markup
from pages.frame import current, paged, session

MOST = 6


class Asked(NamedTuple):
    """Which changes: since a moment (ISO 8601), at one place or "" for all, of these kinds or ()
    for all.
    """

    since: str
    place_id: str = ""
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True)
class Told:
    """The rows of ``geo.changes.tell``, their sum in a line, each in words, and as a table.

    ``unhoured`` are those by reports without an hour, told apart where they may have come before or
    after the time between.
    """

    rows: pd.DataFrame
    sentence: str
    by_place: Markup
    unhoured: Markup
    table: pd.DataFrame


def tell(view: View, asked: Asked) -> Told:
    """What changed."""
    return current.once(_tell, view, *asked)


def rows(view: View, asked: Asked) -> pd.DataFrame:
    """The rows of ``geo.changes.tell`` that are asked for."""
    found = current.once(_compare, view, asked.since)
    if asked.place_id:
        found = found[found.place_id == asked.place_id]
    return found[found.kind.isin(asked.kinds)] if asked.kinds else found


def since(view: View, asked: Asked) -> str:
    """'the end of Thu 6 Jan 2022'."""
    return moments.end_or_minute(pd.Timestamp(asked.since).tz_convert(view.dataset.about.zone))


def _tell(view: View, since: str, place_id: str, kinds: tuple[str, ...]) -> Told:
    asked = Asked(since, place_id, kinds)
    found = rows(view, asked)
    sure, unsure = found[~found.hour_unknown], found[found.hour_unknown]
    return Told(
        found,
        _sentence(view, asked, found),
        _by_place(view.dataset, sure),
        _by_place(view.dataset, unsure),
        _columns(found, view.dataset.about.zone),
    )


def _compare(view: View, since: str) -> pd.DataFrame:
    return changes.tell(current.share(view.known_on(pd.Timestamp(since))), view)


def _sentence(view: View, asked: Asked, found: pd.DataFrame) -> str:
    """'137 changes at 19 places since 6 Jan, 23:59'; and how many by reports without an hour."""
    where = "" if asked.place_id else f" at {numbers.count(found.name.nunique(), 'place')}"
    unsure = int(found.hour_unknown.sum())
    more = f", {unsure:,} of them by reports without an hour" if unsure else ""
    return f"{numbers.count(len(found), 'change')}{where} since {since(view, asked)}{more}"


def nothing(view: View) -> None:
    """Why there is no change to tell, and what to do."""
    if view.selection.is_filtered:
        why = "No change passes these filters. Take a filter away in the sidebar, or compare with"
    else:
        why = "Nothing new was reported between the two moments. Compare with"
    st.info(f"{why} an earlier moment, or step on.", icon=":material/hourglass_empty:")


def _by_place(dataset: Dataset, changed: pd.DataFrame) -> Markup:
    kinds, scope = list(catalogue.by_fact()), dataset.places.kind.to_dict()

    def where(row: changes.ToldChange) -> tuple[int, str]:
        return breadth(scope.get(row.place_id, "")), row.name

    def when(row: changes.ToldChange) -> tuple:
        return *where(row), kinds.index(row.kind), row.changed_at

    shown = sorted(changes.gather(read_rows(changed, changes.ToldChange)), key=when)
    tell = _teller(dataset)
    return markup.join(
        _place(name, list(map(tell, rows))) for (_, name), rows in groupby(shown, where)
    )


def _place(name: str, items: list[Markup]) -> Markup:
    """The first changes of a place, the rest behind a line to open."""
    more = Markup("")
    if len(items) > MOST + 2:
        more = Markup(
            '<details><summary>{} more</summary><ul class="cm-claims">{}</ul></details>'
        ).format(len(items) - MOST, markup.join(items[MOST:]))
        items = items[:MOST]
    return Markup(
        '<section class="cm-place"><h3>{}</h3><ul class="cm-claims">{}</ul>{}</section>'
    ).format(markup.text(name), markup.join(items), more)


def _teller(dataset: Dataset) -> Callable[[changes.ToldChange], Markup]:
    """Tells a change; tags, moments and sources, which many share, are written once."""
    tag = cache(markup.tag)
    moment = cache(lambda at: moments.short_moment(at, dataset.about.zone))
    links = cache(lambda ids: markup.source_links(dataset, ids))

    def tell(row: changes.ToldChange) -> Markup:
        return Markup('<li><p>{} {}</p><p class="cm-meta">{} · {}</p></li>').format(
            tag(row.direction),
            markup.text(f"{terms.heading(row.words)}."),
            moment(row.changed_at),
            links(_sources(dataset, row)),
        )

    return tell


def _sources(dataset: Dataset, row: changes.ToldChange) -> str:
    """The sources of the claim that brought a change; of several changes some of theirs."""
    cells = [dataset.rows[one].source_id for one in row.entry_ids[: 1 if row.number == 1 else MOST]]
    return "|".join(dict.fromkeys(one for cell in cells for one in split(cell)))


def by_place(_: View, told: Told) -> None:
    """One sentence each, under the name of its place; those of an unknown hour apart."""
    if told.by_place:
        markup.show(told.by_place)
    if told.unhoured:
        st.header("On these days, hour unknown", anchor="hour-unknown", divider="gray")
        st.caption(
            "By reports of a day that only partly lies between the two moments, and that give no "
            "hour: each may have been published before, between or after them."
        )
        markup.show(told.unhoured)


def _columns(changed: pd.DataFrame, zone: ZoneInfo) -> pd.DataFrame:
    entries = catalogue.by_fact()
    return pd.DataFrame(
        {
            "Place": columns.texts(changed.name),
            "Since": changed.changed_at.dt.tz_convert(zone).dt.tz_localize(None).array,
            "Hour": changed.hour_unknown.map({True: moments.HOUR_UNKNOWN, False: ""}).array,
            "Kind": [entries[kind].plural for kind in changed.kind],
            "Change": changed.direction.array,
            "What changed": columns.texts(changed.sentence, 400),
            "Before": columns.texts(changed.before, 200),
            "After": columns.texts(changed.after, 200),
            "Claims": [", ".join(ids) for ids in changed.entry_ids],
        }
    )


def as_table(later: View, told: Told) -> None:
    """The same as a table, with the values before and after, and its download."""
    zone = later.dataset.about.zone
    st.dataframe(
        told.table.iloc[paged.part(len(told.table), "changes")],
        key=session.TABLE("changes"),
        hide_index=True,
        column_config={
            "Place": st.column_config.TextColumn(pinned=True),
            "Since": st.column_config.DatetimeColumn(
                f"Since ({zone.key})", format="D MMM YYYY, HH:mm"
            ),
            "What changed": st.column_config.TextColumn(width="large"),
        },
        alt=f"{numbers.count(len(told.table), 'change')}, one a row, by place and time",
        placeholder="",
    )
    joined = told.rows[list(COLUMNS)].assign(entry_ids=told.rows.entry_ids.map("|".join))
    current.download(later, joined, "changes", "changes")
