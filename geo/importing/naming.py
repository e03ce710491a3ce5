"""The places that rows name, before it is known which places of the dataset they are."""

import re
from collections.abc import Iterator, Mapping, Sequence

from geo.importing.cells import Cell, Failure, columns_read, evaluate
from geo.importing.conditions import holding
from geo.importing.numbers import number
from geo.importing.places import Found, Named, countries_of
from geo.importing.profile import PlaceMap, Profile
from geo.importing.sheet import Sheet, take_rows


def name_places(
    profile: Profile, sheet: Sheet, country: str, failures: list[Failure]
) -> list[Named | None]:
    """The place that each row names, by the first part of the profile that is about it."""
    named: list[Named | None] = [None] * len(sheet)
    left = set(range(len(sheet)))
    for spec in profile.places:
        wanted = [i for i in holding(spec.when, sheet) if i in left]
        if wanted:
            found = _of_case(
                spec,
                take_rows(sheet, wanted, columns_read(spec.cells.values(), sheet)),
                country,
                wanted,
                failures,
            )
            named = [found.get(i, one) for i, one in enumerate(named)]
            left -= set(wanted)
    failures += [(i, "", "", "names no place by this profile.", "Correct the row, or the profile.")
                 for i in sorted(left)]  # fmt: skip
    return named


def _of_case(
    spec: PlaceMap, sheet: Sheet, country: str, wanted: Sequence[int], failures: list[Failure]
) -> dict[int, Named]:
    own: list[Failure] = []
    cells = {name: evaluate(cell, sheet, own) for name, cell in spec.cells.items()}
    empty = [""] * len(sheet)
    given = cells.get("country", empty)
    cells["country"] = countries_of(given, country)
    for name in ("latitude", "longitude"):
        cells[name] = [number(cell) for cell in cells.get(name, empty)]
    rows = map(Named, *(cells.get(name, empty) for name in Named._fields))
    found = {}
    for i, one in enumerate(rows):
        if problem := _problem(one, given[i]):
            own.append((i, column_of(spec.cells, problem[0]), *problem[1:]))
        found[wanted[i]] = one
    failures += [(wanted[i], *rest) for i, *rest in own]  # type: ignore[misc]
    return found


def unplaced(
    profile: Profile, named: Sequence[Named | None], places: Sequence[Found | None], bad: set[int]
) -> Iterator[Failure]:
    """Names that mean no place of the dataset, of which no place can be made."""
    for i, (one, place) in enumerate(zip(named, places, strict=True)):
        if one and not place and i not in bad:
            problem = "is no place of the dataset, and there are no coordinates to make it one."
            column = column_of(profile.places[0].cells, "name")
            yield i, column, one.name, problem, "Add it to places.csv, or give coordinates."


def _problem(named: Named, country: str) -> tuple[str, str, str, str] | None:
    """The field of a place that is wrong, its cell, what is wrong with it, what to do."""
    if not named.name:
        return "name", "", "No place is named.", "Name it."
    if not named.country:
        return "country", country, "is no country that is known.", "Correct it, or add it to words."
    if not named.latitude and not named.longitude:
        return None
    for name, most in (("latitude", 90), ("longitude", 180)):
        text = getattr(named, name)
        if not _DEGREES.fullmatch(text) or abs(float(text)) > most:
            return name, text, f"is no {name}.", f"Write degrees from -{most} to {most}."
    if named.precision not in ("1", "2", "3"):
        return "precision", named.precision, "is no precision.", "Make it 1, 2 or 3."
    return None


_DEGREES = re.compile(r"-?\d{1,3}(\.\d+)?", re.ASCII)


def column_of(cells: Mapping[str, Cell], name: str) -> str:
    """Where a cell comes from, as far as it comes from one column."""
    cell = cells.get(name)
    return cell.columns[0] if cell and cell.columns else name
