"""The rows behind the charts of curfews and restrictions."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

import pandas as pd

from geo.mapping.inert import visible
from geo.rows import read_rows
from geo.subjects import curfew_question, curfew_spans
from geo.subjects.curfews import local_time
from geo.subjects.tonight import Tonight
from geo.view import View
from geo.words import moments as words
from geo.words import numbers, terms

_DAY = timedelta(days=1)
# Said where a claim gives no end and its bar ends because nobody reported it again.
LAST = ", no longer reported"


def tonight_in_words(view: View) -> pd.DataFrame:
    """The places with a curfew tonight as a reader's table; see ``geo.subjects.tonight``."""
    rows, labels, nights = view.dataset.rows, view.dataset.labels, view.tonight
    differ = nights.contested.map({True: terms.VERDICTS[curfew_question.CONTRADICTORY], False: ""})
    return pd.DataFrame(
        {
            "Place": [visible(labels.get(one, one), 80) for one in nights.place_id],
            "Local time": [words.weekday(local) for local in nights.local],
            "Now": [_now(night) for night in read_rows(nights, Tonight)],
            "Hours tonight, local": [visible(hours, 200) for hours in nights.hours],
            "Claims differ": differ,
            "From, local": [_begins(night) for night in read_rows(nights, Tonight)],
            "Until, local": ["" if end is None else words.weekday(end) for end in nights.until],
            "According to": [_authorities(rows, ids) for ids in nights.entry_ids],
            "Claims": [", ".join(ids) for ids in nights.entry_ids],
        }
    ).sort_values("Place")


def _now(night: Tonight) -> str:
    if night.begin_unknown:
        return curfew_question.HOUR_UNKNOWN
    return terms.VERDICTS[curfew_question.YES] if night.is_now else "later"


def _begins(night: Tonight) -> str:
    if not night.without_hour:
        return words.weekday(night.begins)
    return f"{night.begins:%a}, {curfew_question.HOUR_UNKNOWN}"


def _authorities(rows: Mapping[str, Any], entry_ids: list[str]) -> str:
    return ", ".join(dict.fromkeys(visible(rows[one].authority, 80) for one in entry_ids))


def _at(view: View) -> str:
    return words.moment(view.at, view.dataset.about.zone)


def _today(view: View) -> date:
    return local_time(view.at, view.dataset.about.zone.key).date()


def _day_hours(view: View) -> pd.DataFrame:
    labels, places = view.dataset.labels, view.dataset.places
    table = curfew_spans.day_hours(view.standing("restrictions"), places, _today(view))
    # The population of ``tonight``: the places shown, but for countries.
    is_counted = table.place_id.isin(view.shown) & (table.place_id.map(places.kind) != "country")
    table = table[is_counted]
    return pd.DataFrame(
        {
            "place": [visible(labels[one], 60) for one in table.place_id],
            "begin": table.begin,
            "end": table.end,
            "verdict": table.verdict,
            "curfew": table.verdict.map(terms.VERDICTS),
            "label": [_hours(*pair) for pair in zip(table.begin, table.end, strict=True)],
            "Claims": [", ".join(ids) for ids in table.holding + table.denying],
        }
    ).sort_values(["place", "begin"])


def alike(shown: pd.DataFrame) -> pd.DataFrame:
    """The same rows with one place for all that have the same hours: '33 places (Aktau…)'."""
    days: dict[tuple, list[str]] = {}
    for place, rows in shown.groupby("place", sort=True):
        hours = zip(rows.begin, rows.end, rows.verdict, strict=True)
        days.setdefault(tuple(hours), []).append(str(place))
    firsts = {places[0]: _named(places) for places in days.values()}
    kept = shown[shown.place.isin(firsts)]
    return kept.assign(place=kept.place.map(firsts))


def _named(places: list[str]) -> str:
    return places[0] if len(places) == 1 else f"{len(places)} places ({places[0]}…)"


def _hours(begin: float, end: float) -> str:
    return f"{_clock(begin)}-{_clock(end)}"


def _clock(hour: float) -> str:
    minutes = round(hour * 60)
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _bounds(view: View, claims: pd.DataFrame) -> tuple[datetime, datetime]:
    """From the day before the first begin to two days after the last end, or the moment."""
    zone = view.dataset.about.zone.key
    moments = [*claims.begins.dropna(), *claims.ends.dropna(), view.at]
    first, last = (local_time(moment, zone) for moment in (min(moments), max(moments)))
    return _midnight(first), _midnight(last) + 2 * _DAY


def _midnight(local: datetime) -> datetime:
    return local.replace(hour=0, minute=0, second=0, microsecond=0)


def _bars(view: View, rows: pd.DataFrame, left: datetime, claims: pd.DataFrame) -> pd.DataFrame:
    by_id = claims.set_index("entry_id").loc[rows.entry_id]
    several = rows.kind.nunique() > 1
    kinds = [terms.heading(terms.restriction(kind)) for kind in rows.kind]
    places = pd.Series([visible(name, 40) for name in rows.place], index=rows.index)
    bars = pd.DataFrame(
        {
            "entry_id": rows.entry_id,
            "name": places + ", " + rows.kind.map(terms.restriction) if several else places,
            "x": (rows.begin - left) / _DAY,
            "x_end": (rows.end - left) / _DAY,
            "basis": rows.basis,
            "open_end": rows.open_end,
            "label": [f"{basis} {visible(level, 20) or hours}{LAST * lapses}".strip()
                      for basis, level, hours, lapses
                      in zip(rows.basis, rows.level, rows.hours, rows.lapses, strict=True)],
            "what": [f"{kind} {visible(level, 40)} {hours}".strip() for kind, level, hours
                     in zip(kinds, rows.level, rows.hours, strict=True)],
            "begins": [words.local(text) or "not given" for text in by_id.occurred_from],
            "ends": [words.local(text) or "not given" + lapses * LAST for text, lapses
                     in zip(by_id.occurred_to, rows.lapses, strict=True)],
            "who": [visible(name, 80) for name in by_id.authority],
        }
    )  # fmt: skip
    return _rows(bars.sort_values(["name", "x", "entry_id"], ignore_index=True))


def _rows(bars: pd.DataFrame) -> pd.DataFrame:
    """Bars that cover each other go to lines of their own, of which the first bears the name."""
    room = 0.15 * (bars.x_end.max() - bars.x.min())
    ends: list[tuple[str, float]] = []
    rows, names = [], []
    for name, x, x_end in zip(bars.name, bars.x, bars.x_end, strict=True):
        mine = [i for i, (other, _) in enumerate(ends) if other == name]
        row = next((i for i in mine if ends[i][1] <= x), len(ends))
        names.append("" if mine and row != mine[0] else name)
        # A bar shorter than its label takes the room of the label.
        ends[row : row + 1] = [(name, max(x_end, x + room))]
        rows.append(row)
    return bars.assign(row=rows, name=names)


def _labels(left: datetime, right: datetime) -> dict[float, str]:
    days = (right - left).days
    step = max(1, -(-days // 14))
    return {
        float(day): words.short_day(at)
        for day in range(0, days + 1, step)
        for at in [left + day * _DAY]
    }


def _notice(number: int, unit: str) -> str:
    if number == 0:
        return f"the same {unit}"
    return numbers.count(abs(number), unit) + (" ahead" if number > 0 else " after it ended")


def _earlier(text: str | None) -> str:
    if text is None:
        return "not reported before"
    return words.local(text) or "no end given"
