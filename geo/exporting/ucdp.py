"""Events that killed people, in the columns of UCDP's Georeferenced Event Dataset (its codebook).

One event a row, so that rows can be counted and added up: a toll is no event, and not here.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

import pandas as pd

from geo.exporting import csvfile, happened
from geo.exporting.happened import Where
from geo.exporting.moments import local_iso
from geo.ranges import known, level
from geo.rows import read_rows, write_rows
from geo.subjects import casualties
from geo.subjects import events as subject
from geo.view import View
from geo.words import terms

_TEXTS = (
    "id", "year", "type_of_violence", "side_a", "side_b", "number_of_sources", "source_article",
    "source_office", "source_date", "source_headline", "source_original", "where_prec",
    "where_coordinates", "adm_1", "latitude", "longitude", "country", "event_clarity", "date_prec",
    "date_start", "date_end",
)  # fmt: skip
_COUNTS = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high", "low")
# Beside UCDP's: whom numbers count that are not of everybody, how a reader is told the numbers,
# and what the row rests on.
_OF_GROUP = ("group_low", "group_best", "group_high")
_OWN = ("group", "subset", "value", "contested", "certainty", "summary", "reported_on", "entry_ids")
COLUMNS = {
    **dict.fromkeys(_TEXTS, "object"),
    **dict.fromkeys((*_COUNTS, *_OF_GROUP), "Int64"),
    **dict.fromkeys(_OWN, "object"),
}
# 1 the spot itself, 3 its district, 4 its region, 5 along a line, 6 its country, 7 at sea.
_WHERE = {"district": "3", "township": "3", "region": "4", "border": "5", "road": "5",
          "river": "5", "country": "6", "sea": "7"}  # fmt: skip
# Its 3, a region's, is called 4 there.
_OF_POINT = {"1": "1", "2": "2", "3": "4"}
_SIDE_A = ("security_forces", "police", "military")
_SIDE_B = ("alleged_attackers",)


def events(view: View, address: str = "") -> bytes:
    """The events that killed people, one a row."""
    return csvfile.BOM + csvfile.write(csvfile.provided(table(view), view, address))


def number(view: View) -> int:
    """How many events there are."""
    return _killed(view).key.nunique()


def table(view: View) -> pd.DataFrame:
    """One event a row, in order of time; empty is not known, never zero.

    The numbers are those of everybody killed; where nobody gives that, they are empty, and those of
    the ``group`` with the most stand apart, as ``group_low`` and so on. Where claims differ
    (``contested``) there are none. UCDP's type of violence, its
    sides and its clarity are judgements of its own and empty: side_a is the security forces, side_b
    those called attackers, where their dead are counted apart.
    """
    killed = _killed(view)
    days = view.dataset.about.comparable_days
    figures = casualties.figures(killed.assign(place_id=killed.key), days)
    by_event = groupby(figures.itertuples(), key=lambda one: one.place_id)
    told = _told(view, killed)
    place = happened.placer(view.dataset)
    found = {key: _row(view, told[key], list(own), place(told[key])) for key, own in by_event}
    return write_rows([found[key] for key in told], COLUMNS)


def _killed(view: View) -> pd.DataFrame:
    """The counts of people killed in events of which the filters leave one, by ``key``."""
    every, mine = map(happened.killed, (view.standing("casualties"), view.table("casualties")))
    return every[every.key.isin(mine.key)]


def _told(view: View, killed: pd.DataFrame) -> dict[str, Any]:
    """By its key, in order of time, the claim that says when and where each event was.

    That is the incident that the counts name, where it is known, else the first count.
    """
    incidents = view.standing("incidents")
    incidents = incidents[incidents.entry_id.isin(killed.key)].assign(key=lambda one: one.entry_id)
    columns = [*happened.COLUMNS, "key"]
    rows = pd.concat([incidents[columns], killed[columns]], ignore_index=True)
    rows = subject.timed(rows.drop_duplicates("key")).sort_values(["day", "key"])
    return {row.key: row for row in read_rows(rows, [*columns, "day", "last_day", "timing"])}


def _row(view: View, event: Any, figures: Sequence[Any], where: Where) -> tuple:
    main = min(figures, key=_rank)
    ids = list(dict.fromkeys(one for each in figures for one in (*each.entry_ids, *each.rivals)))
    claims = [view.dataset.rows[one] for one in ids]
    time = happened.when(event)
    side_a, side_b, civilians = (
        _only(figures, groups) for groups in (_SIDE_A, _SIDE_B, ("civilians",))
    )
    return (
        event.key, time.first[:4], "", _side(side_a), _side(side_b),
        *_sources(happened.sources(claims, view.dataset)),
        "; ".join(dict.fromkeys(one.attributed_to for one in claims if one.attributed_to)),
        _where_prec(event, where), where.name, where.admin1, where.latitude, where.longitude,
        where.country, "", _date_prec(time.days), time.first, time.last,
        *(one.best if one else None for one in (side_a, side_b, civilians)), None,
        *_numbers(main), main.group, main.subset,
        casualties.in_words(main, view.dataset.rows), main.contested, event.certainty,
        event.summary, local_iso(event.reported_at, view.dataset.about.zone)[:10], "|".join(ids),
    )  # fmt: skip


def _numbers(figure: Any) -> Iterator[int | None]:
    """Best, high and low of everybody, then low, best and high of a group."""
    own: Any = (figure.low, figure.best, figure.high)
    low, best, high = (None, None, None) if _is_part(figure) else own
    yield from (best, high, low)
    yield from own if _is_part(figure) else (None, None, None)


def _is_part(figure: Any) -> bool:
    return bool(figure.group != "all" or figure.subset)


def _rank(figure: Any) -> tuple[bool, int]:
    """Everybody first, then the most."""
    return _is_part(figure), -(level(*known((figure.low, figure.best, figure.high))) or 0)


def _only(figures: Iterable[Any], groups: Sequence[str]) -> Any:
    """The one figure of some groups, of all of them where there is that; None for several."""
    own = [one for one in figures if one.group in groups]
    whole = [one for one in own if not one.subset] or own
    return whole[0] if len(whole) == 1 and not pd.isna(whole[0].best) else None


def _side(figure: Any) -> str:
    return terms.plain(figure.group) if figure else ""


def _where_prec(event: Any, where: Where) -> str:
    if not (pd.isna(event.latitude) or pd.isna(event.longitude)):
        return _OF_POINT.get(where.precision, "")
    return _WHERE.get(where.kind) or _OF_POINT.get(where.precision, "")


def _date_prec(days: int | None) -> str:
    """1 a day, 2 up to six days, 3 a week, 4 up to a month, 5 more; "" where not known."""
    if days is None:
        return ""
    limits = enumerate((1, 6, 7, 31), start=1)
    return next((str(code) for code, most in limits if days <= most), "5")


def _sources(sources: Sequence[Any]) -> Iterator[str]:
    """How many there are, and what each is: office, date, headline."""
    told = [(one.publisher, one.published_at, one.title.replace('"', "'")) for one in sources]
    yield str(len(told))
    yield ";".join('"' + ",".join(parts).replace('"', "'") + '"' for parts in told)
    yield from (";".join(parts) for parts in zip(*told, strict=True))
