"""The theme of curfews: tonight, from which hour, and where claims differ or none is known."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from geo.mapping.themes.parts import Drawn, Mark, Scene, mark
from geo.mapping.themes.rings import ring
from geo.rows import read_rows
from geo.subjects.curfew_question import NO, judge, says
from geo.subjects.curfews import by_place, clocks, enclosing, holding_at
from geo.subjects.tonight import Tonight
from geo.view import View
from geo.view.weights import begins
from geo.words import moments, numbers

DIFFERENT, _NO_HOUR = "≠", "hour ?"
_A_DAY = timedelta(days=1)
_OVER = "No curfew known tonight: what was known of one is over or yet to begin."


def draw(scene: Scene) -> Drawn:
    """A mark for each place with a curfew tonight, with one that lapsed, or with none for sure."""
    nights = {night.place_id: night for night in read_rows(scene.view.tonight, Tonight)}
    marks = {}
    for row in scene.rows:
        if night := nights.get(row.place_id):
            marks[row.place_id] = _tonight(row, night, scene.view)
        elif row.curfew_lapsed:
            marks[row.place_id] = _lapsed(row)
    names = scene.view.dataset.places.name
    for place_id in _known_over(scene, marks):
        marks[place_id] = mark("CurfewNone", (f"{names[place_id]}.", _OVER), 0)
    return Drawn(marks, _note(list(nights.values())))


def _tonight(row: Any, night: Tonight, view: View) -> Mark:
    text = _rivals(night, view) if night.contested else _begin(night)
    flags = [ring(row)[0], *(["contested"] if night.contested else [])]
    weight = 3 if night.contested else 2
    return mark("Curfew", (f"{row.name}.", *_words(night)), weight, text, flags)


def _lapsed(row: Any) -> Mark:
    flag, words = ring(row)
    return mark("CurfewLapsed", (f"{row.name}.", words), 1, flags=[flag])


def _begin(night: Tonight) -> str:
    if night.without_hour:
        return _NO_HOUR
    is_longer = night.until is not None and night.until - night.begins > _A_DAY
    if is_longer or night.hours == moments.ALL_DAY:
        return moments.ALL_DAY
    return moments.clock(night.begins)


def _rivals(night: Tonight, view: View) -> str:
    """'19:00 or 23:00 ≠'; the one hour where claims differ on the end alone."""
    return f"{' or '.join(begins(night, view))} {DIFFERENT}".strip()


def _words(night: Tonight) -> Iterator[str]:
    """'Curfew tonight, not yet in force: 23:00-07:00 local time. It is 22:59 there.'"""
    head = "Curfew in force" if night.is_now else "Curfew tonight, not yet in force"
    head = "Curfew that day" if night.begin_unknown else head
    if night.contested:
        yield f"{head}; claims differ on its hours: {night.hours}, local time."
    else:
        yield f"{head}: {night.hours}" + _local_time(night)
    yield f"It is {moments.clock(night.local)} there."


def _local_time(night: Tonight) -> str:
    is_hourless = night.hours in (moments.ALL_DAY, moments.FROM_UNKNOWN)
    return "." if is_hourless else " local time."


def _known_over(scene: Scene, marks: Mapping[str, Mark]) -> list[str]:
    """The places shown of which claims say that no curfew runs, and none that one may."""
    view = scene.view
    shown = view.shown - set(marks)
    restrictions, places = view.standing("restrictions"), view.dataset.places
    claims = by_place(restrictions[restrictions.kind == "curfew"])
    if not (claims and shown):
        return []
    kinds, local = places.kind.to_dict(), clocks(places, view.at)
    return [
        place_id
        for place_id, above in enclosing(places).items()
        if place_id in shown and kinds[place_id] != "country"
        and judge(says(claim, local[place_id])
                  for claim in holding_at(claims, place_id, above)) == NO
    ]  # fmt: skip


def _note(nights: list[Tonight]) -> str:
    places = [night for night in nights if night.contested]
    if not nights:
        return "No curfew known tonight."
    differ = f"; claims differ at {numbers.count(len(places), 'place')}" if places else ""
    return f"Tonight at {numbers.count(len(nights), 'place')}, each by its own clock{differ}."
