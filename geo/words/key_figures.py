"""The key figures in words: what each counts, how many, of whom, and since yesterday."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from geo.ranges import Range
from geo.words import moments, numbers, terms
from geo.words.countries import country_name
from geo.words.deployments import EXCEEDS, PARTED, as_counted
from geo.words.figures import Rival, in_rivalry, since


class Part(Protocol):
    """What is known of one group, contributor or kind of place."""

    @property
    def of(self) -> str: ...

    @property
    def bounds(self) -> Range: ...

    @property
    def place(self) -> str: ...

    @property
    def rivals(self) -> Sequence[Rival]: ...

    @property
    def since(self) -> str: ...

    @property
    def counted_as(self) -> str: ...

    @property
    def parted(self) -> bool: ...


class Corrected(Protocol):
    """A number that the one which stands corrects."""

    @property
    def of(self) -> str: ...

    @property
    def was(self) -> Range: ...

    @property
    def now(self) -> Range: ...

    @property
    def place(self) -> str: ...


class KeyFigure(Protocol):
    """A figure as ``geo.view.key_figure`` has it."""

    @property
    def label(self) -> str: ...

    @property
    def scope(self) -> str: ...

    @property
    def state(self) -> str: ...

    @property
    def whole(self) -> Range | None: ...

    @property
    def parts(self) -> Sequence[Part]: ...

    @property
    def force(self) -> str: ...

    @property
    def place(self) -> str: ...

    @property
    def rivals(self) -> Sequence[Rival]: ...

    @property
    def retracted(self) -> Sequence[Part]: ...

    @property
    def corrected(self) -> Sequence[Corrected]: ...

    @property
    def since(self) -> str: ...

    @property
    def as_of(self) -> str: ...

    @property
    def differing(self) -> int: ...

    @property
    def begin_unknown(self) -> int: ...

    @property
    def among(self) -> int: ...

    @property
    def contested(self) -> bool: ...

    @property
    def is_of_shown(self) -> bool: ...

    @property
    def exceeding(self) -> Sequence[Part]: ...

    @property
    def nationwide(self) -> Sequence[str]: ...

    @property
    def by_decision(self) -> Sequence[str]: ...


def label(figure: KeyFigure) -> str:
    """'Killed (people)', 'Curfew in force (places)'."""
    return _LABELS[figure.label]


def value(figure: KeyFigure) -> str:
    """'164', 'about 500', 'police 16; protesters 26', 'not known'.

    A contested figure is its rivals, each with its authority: '20, prosecutors; 60 or more, TASS'.
    """
    if figure.state in _STATES:
        return _STATES[figure.state]
    if figure.rivals:
        return in_rivalry(figure.rivals, _counted(figure, "all"))
    if figure.whole is not None:
        return " ".join(filter(None, (_amount(figure.whole), since(figure.since))))
    return "; ".join(_part(part, figure) for part in figure.parts)


def _part(part: Part, figure: KeyFigure) -> str:
    """'police 16', 'Myanmar, civilians 217 or more', 'police (18, One; 26, Other)', 'Belarus 500
    (as announced)'.
    """
    name = country_name if figure.scope == "force" else terms.plain
    of = "" if part.of == "all" else name(part.of)
    amount = PARTED if part.parted else _amount(part.bounds)
    amount += f" {since(part.since)}" if part.since else ""
    if part.rivals:
        amount = f"({in_rivalry(part.rivals, _of_part(figure, part))})"
    noted = f" ({as_counted(part.counted_as)})" if part.counted_as else ""
    return f"{', '.join(filter(None, (part.place, of)))} {amount}{noted}".strip()


def _amount(bounds: Range) -> str:
    return numbers.range_in_words(*bounds)


def _of_part(figure: KeyFigure, part: Part) -> "_Counted | None":
    counted = _counted(figure, part.of)
    return counted._replace(since=part.since) if counted else None


class _Counted(NamedTuple):
    """The people of a figure of a country."""

    measure: str
    group: str
    subset: str = ""
    since: str = ""


def _counted(figure: KeyFigure, group: str) -> _Counted | None:
    """Who is counted; None of a force, whose claims all count the same."""
    if figure.scope != "country":
        return None
    return _Counted(figure.label, group, since=figure.since)


def scope(figure: KeyFigure) -> str:
    """Of whom or what the figure is, and what of it was withdrawn or corrected."""
    told = (
        ("withdrawn", [_part(part, figure) for part in figure.retracted]),
        ("corrected", [_corrected(one) for one in figure.corrected]),
    )
    taken = (f"{how}: {', '.join(numbers_)}" for how, numbers_ in told if numbers_)
    return "; ".join((_scope(figure), *taken))


def _corrected(one: Corrected) -> str:
    """'security forces from 18 to 16'."""
    of = "" if one.of == "all" else terms.plain(one.of)
    whose = ", ".join(filter(None, (one.place, of)))
    return f"{whose} from {_amount(one.was)} to {_amount(one.now)}".strip()


def change(how: str, before: KeyFigure) -> str:
    """How a figure stood a day before; ``how`` is a ``geo.view.key_figure.Change``.

    Nothing of one that was known at neither time.
    """
    return {
        "none": "" if before.state == "unknown" else "unchanged in 24 h",
        "other": f"24 h before: {value(before)}",
        "other scope": f"24 h before: {value(before)} ({scope(before)})",
    }[how]


_LABELS = {
    "killed": "Killed (people)",
    "injured": "Injured (people)",
    "detained": "Detained (people)",
    "curfew_tonight": "Curfew tonight (places)",
    "curfew": "Curfew in force this minute (places)",
    "announced": "Peacekeepers announced (people)",
    "deployed": "Peacekeepers in place (people)",
    "suspended": "Services cut (places)",
}
_STATES = {"unknown": "not known", "gone": "all have left", "passed": "none still to come"}
# Of the whole, of its parts, of nothing that is known.
_SCOPES = {
    "country": ("national total", "national, no total known", "no national figure"),
    "force": ("whole force, {}", "by country, not added up", "no number known"),
}
_PLURALS = {"city": "cities", "country": "countries"}


def _scope(figure: KeyFigure) -> str:
    if figure.state == "gone":
        return "by the last reports"
    if figure.state == "passed":
        return "all who were announced have come or gone since"
    if figure.scope == "places":
        return "; ".join(filter(None, (_places(figure), services(figure))))
    whole, parts, nothing = _SCOPES[figure.scope]
    more = numbers.listed([_part(one, figure) for one in figure.exceeding])
    if figure.whole is None:
        more = f"{EXCEEDS}: {more}" if more else ""
        return "; ".join(filter(None, (parts if figure.parts else nothing, more)))
    told = ", ".join(filter(None, (whole.format(figure.force), figure.place, as_of(figure))))
    return f"{told}; {terms.EXCEEDED}: {more}" if more else told


def as_of(figure: KeyFigure) -> str:
    """'as of 16 May 2022'; '' of what has no day, and of rivals of several, who each say theirs."""
    days = {one.as_of[:10] for one in figure.rivals}
    return f"as of {moments.local(figure.as_of)}" if figure.as_of and len(days) < 2 else ""


def _places(figure: KeyFigure) -> str:
    """'20 cities and 14 regions of the dataset; claims differ on the hours in 1 place'."""
    whose = "places shown" if figure.is_of_shown else "places of the dataset"
    unknown = _begin_unknown(figure)
    if not figure.parts:
        return f"none of the {figure.among:,} {whose}, by any claim{unknown}"
    whose = "of the places shown" if figure.is_of_shown else "of the dataset"
    differ = f"claims differ on the hours in {numbers.count(figure.differing, 'place')}"
    return f"{in_kinds(figure)} {whose}{unknown}" + (f"; {differ}" if figure.differing else "")


def _begin_unknown(figure: KeyFigure) -> str:
    """'; in 39 of them from an hour not known'; of those in force this minute they are none."""
    if not figure.begin_unknown:
        return ""
    of_them = " of them" if figure.label == "curfew_tonight" else " more" * bool(figure.parts)
    return f"; in {figure.begin_unknown:,}{of_them} {moments.FROM_UNKNOWN}"


def in_kinds(figure: KeyFigure) -> str:
    """'5 cities and 2 regions': what the places are that are counted."""
    return numbers.listed(kinds(figure))


def kinds(figure: KeyFigure) -> list[str]:
    """'5 cities', '2 regions'."""
    return [
        numbers.count(part.bounds[1] or 0, terms.plain(part.of), _PLURALS.get(part.of, ""))
        for part in figure.parts
    ]


def services_cut(figure: KeyFigure) -> str:
    """'Cut in 5 cities and 2 regions; in the whole country: internet.'; '' where none is."""
    where = f"cut in {in_kinds(figure)}" if figure.parts else ""
    told = "; ".join(filter(None, (where, services(figure))))
    return f"{terms.heading(told)}." if told else ""


def services(figure: KeyFigure) -> str:
    """'in the whole country: internet; not counted, as closed by decision: education'."""
    told = (
        ("in the whole country", figure.nationwide),
        ("not counted, as closed by decision", figure.by_decision),
    )
    return "; ".join(
        f"{head}: {numbers.listed(map(terms.plain, named))}" for head, named in told if named
    )
