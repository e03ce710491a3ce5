"""The themes of people: how many were killed, injured or detained, and of whom that is known.

The number of a group never stands for everybody: it is named as that of the group.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from geo.dataset import Dataset
from geo.ledger import LOCAL, breadth
from geo.mapping.signs import radius
from geo.mapping.themes.parts import Drawn, Mark, Scene, mark
from geo.ranges import RANGE, level
from geo.rows import read_rows
from geo.subjects import casualties
from geo.view.figure import Figure
from geo.view.keeping import per_dataset
from geo.view.key_figure import KeyFigure, Label, State
from geo.view.situation import Leading, leading
from geo.words import figures as figure_words
from geo.words import key_figures as said
from geo.words import numbers, terms

# Fewer places with a number are no map.
FEWEST = 3
DIFFERENT = "≠"
_MOST_RIVALS = 2


def draw(measure: Label, scene: Scene) -> Drawn:
    """A circle for each place with a number of people."""
    claims = scene.view.dataset.rows
    largest = _largest(scene.view.dataset).get(measure, 0)
    marks = {}
    for row in scene.rows:
        mine = scene.people.get((row.place_id, measure.value), [])
        if found := leading(mine, claims):
            text = _text(found.figure, claims)
            marks[row.place_id] = _mark(_words(row, measure, found.figure), text, found, largest)
    return Drawn(marks, _national(scene.figures[measure]), is_offered=len(marks) >= FEWEST)


@per_dataset
def _largest(dataset: Dataset) -> Mapping[str, int]:
    """The highest number that any claim on less than a country gives, by measure: the scale.

    The same at every moment, so that a circle grows only where its number does.
    """
    claims = dataset.ledger["casualties"]
    found: dict[str, int] = {}
    local = claims[claims.scope.map(breadth).between(1, LOCAL)]
    given = local[["measure", *RANGE]].drop_duplicates()
    for row in read_rows(given, ["measure", *RANGE]):
        number = level(row.low, row.best, row.high)
        found[row.measure] = max(found.get(row.measure, 0), number or 0)
    return found


def _mark(words: Sequence[str], text: str, shown: Leading, largest: int) -> Mark:
    figure, number, _ = shown
    flags = {"contested": figure.contested, "group-only": _is_part(figure)}
    share = min(number / largest, 1) ** 0.5 if largest else 0
    weight = 1 + 3 * share if number else 0
    told = [flag for flag, holds in flags.items() if holds]
    sign = "PeopleGroup" if flags["group-only"] else "People"
    return mark(sign, words, weight, text, told, radius(number, largest))


def _is_part(figure: Figure) -> bool:
    """Whether it counts only a group of the people, or a part of one."""
    return figure.group != "all" or bool(figure.subset)


def _text(figure: Figure, claims: Mapping[str, Any]) -> str:
    """'26', '60+ ≠', '26 alleged attackers', '68 people, a part': a number and of whom it is."""
    number = _contested(figure, claims) if figure.contested else _number(figure)
    if not _is_part(figure):
        return number
    part = ", a part" if figure.subset else ""
    return f"{number} {_who(figure)}{part}"


def _who(figure: Figure) -> str:
    """The shortest name for them: 'security forces', 'soldiers', 'alleged attacker'."""
    if _number(figure) == "1":
        return terms.who(figure.group, is_one=True)
    names = terms.who(figure.group), terms.plain(figure.group)
    return names[0] if figure.group == "all" else min(names, key=len)


def _number(figure: Figure) -> str:
    return numbers.in_short(figure.low, figure.best, figure.high) or "not added up:"


def _contested(figure: Figure, claims: Mapping[str, Any]) -> str:
    """What rivals give for the same people; the sign alone where those are many, of others or all
    in doubt.
    """
    same = [
        numbers.in_short(*rival.bounds)
        for rival in casualties.rivals(figure, claims)
        if (rival.measure, rival.group, rival.subset)
        == (figure.measure, figure.group, figure.subset)
        and not rival.in_doubt
    ]
    given = list(dict.fromkeys(filter(None, same)))
    told = " or ".join(given) if len(given) <= _MOST_RIVALS else ""
    return f"{told} {DIFFERENT}".strip()


def _words(row: Any, measure: Label, figure: Figure) -> tuple[str, ...]:
    """'Taraz. Injured: police 20, as of 8 Jan 2022.' Rivals say themselves as of when they are."""
    value = getattr(row, f"{measure.value}_value")
    if figure.subset:
        value = f"{terms.who(figure.group)} ({figure.subset}): {value}"
    if figure.contested:
        value = f"contested: {value}"
    elif as_of := figure_words.as_of(figure.as_of):
        value = f"{value}, as of {as_of}"
    head = terms.heading(terms.plain(measure.value))
    part = "Known of a group or a part only, not of everybody." if _is_part(figure) else ""
    return f"{row.name}. {head}: {value}.", part


def _national(figure: KeyFigure) -> str:
    """'National: 225, as of 15 Jan 2022; not on the map.'"""
    if figure.state != State.KNOWN:
        return ""
    differ = " (claims differ)" if figure.contested else ""
    told = ", ".join(filter(None, (f"{said.value(figure)}{differ}", said.as_of(figure))))
    return f"National: {told}; not on the map."
