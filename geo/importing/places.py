"""The places that rows name: those of the dataset that are meant, and rows for the others."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pandas as pd

from geo.dataset import placing, whereabouts
from geo.dataset.merging import distance_km
from geo.geocoding.gazetteer.matching import fold, without_settlement_word
from geo.geocoding.reviewed import place_names
from geo.importing.countries import country_code
from geo.importing.identity import slug
from geo.importing.regions import Regions

# Two points of one name in one region lie so near to each other if they are one place.
_NEAR_KM = 30.0
_WIDE = ("region", "country", "district", "sea")
# What a place of the same name inside is not.
_HOLDING = ("region", "country")
_BRACKETS = re.compile(r" \([^()]*\)$")


class Named(NamedTuple):
    """A place as a row names it; ``country`` is ISO 3166-1 alpha-2, degrees are as written."""

    name: str
    kind: str
    admin1: str
    country: str
    latitude: str
    longitude: str
    precision: str

    @property
    def point(self) -> tuple[float, float] | None:
        return (float(self.latitude), float(self.longitude)) if self.latitude else None


@dataclass
class Found:
    """A place, of the dataset or new, by what is known of it while a file is read."""

    place_id: str
    name: str
    kind: str
    country: str
    admin1: str
    point: tuple[float, float]
    row: dict[str, str] = field(default_factory=dict)


@dataclass
class Gazetteer:
    """The places of a dataset, to which those that a file names are added."""

    zone: str
    credit: str
    today: str
    regions: Regions
    names: dict[str, str] = field(default_factory=dict)
    places: dict[str, Found] = field(default_factory=dict)
    by_key: dict[str, list[str]] = field(default_factory=dict)

    def know(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Takes in the rows of places.csv."""
        for row in rows:
            point = (float(row["latitude"]), float(row["longitude"]))
            found = Found(row["place_id"], row["name"], row["kind"], row["country"],
                          row["admin1"] or (row["name"] if row["kind"] == "region" else ""),
                          point)  # fmt: skip
            self._add(found, place_names(row))

    def find(self, named: Named) -> Found | None:
        """The place that is meant, made where the dataset has none and there is a point for it."""
        named = named._replace(admin1=self.regions.official(named.admin1, named.country))
        name = named.admin1 if named.kind == "region" and named.admin1 else named.name
        ids = [*self._by_name(named), *self.by_key.get(_key(name, named.kind), ())]
        meant = [one for one in map(self.places.__getitem__, ids) if _is_meant(one, named)]
        if meant:
            found = min(meant, key=lambda one: _distance(one, named))
            self._call(found, named.name)
            return found
        return self._make(named, named.point) if named.point else None

    def _by_name(self, named: Named) -> list[str]:
        """The place that is called exactly so, also where it is taken for one of another kind."""
        known = self.names.get(placing.fold(named.name), "")
        is_wide = known and (named.kind in _HOLDING) != (self.places[known].kind in _HOLDING)
        return [known] if known and not is_wide else []

    def new_rows(self) -> list[dict[str, str]]:
        """The rows of places.csv that are new."""
        return [found.row for found in self.places.values() if found.row]

    def text(self, found: Found, name: str) -> str:
        """What a claim calls the place: as its source does, where that means no other place."""
        is_its = self.names.get(placing.fold(name)) == found.place_id
        return name if is_its else found.name

    def _make(self, named: Named, point: tuple[float, float]) -> Found:
        name = self._free_name(named)
        place_id = self._free_id(name)
        row = {
            "place_id": place_id,
            "name": name,
            "kind": named.kind,
            "aliases": "",
            "country": named.country,
            "admin1": "" if named.kind == "country" else named.admin1,
            "latitude": named.latitude,
            "longitude": named.longitude,
            "timezone": self._zone_of(named.country, point),
            "precision": named.precision,
            "geocoded_by": self.credit,
            "geocoded_on": self.today,
        }
        if named.kind == "region":
            row["admin1"] = name
        found = Found(place_id, name, named.kind, named.country, row["admin1"], point, row)
        self._add(found, [name])
        self._call(found, named.name)
        return found

    def _free_name(self, named: Named) -> str:
        """A name that no other place has: the plain one, else with what tells it apart."""
        if named.kind in _HOLDING:
            plain = named.admin1 if named.kind == "region" else named.name
        else:
            plain = without_settlement_word(named.name)
        where = named.admin1 or named.country
        wanted = [plain, named.name, f"{plain} ({where})", f"{named.name} ({where})"]
        more = (f"{named.name} ({where} {number})" for number in range(2, 10_000))
        names = (one for one in (*wanted, *more) if placing.fold(one) not in self.names)
        return next(names).replace("|", "/")

    def _free_id(self, name: str) -> str:
        stem = slug(name)
        ids = (stem, *(f"{stem}-{number}" for number in range(2, 10_000)))
        return next(one for one in ids if one not in self.places)

    def _zone_of(self, country: str, point: tuple[float, float]) -> str:
        zones = whereabouts.zones().get(country, frozenset())
        if self.zone in zones or not zones:
            return self.zone
        return min(zones) if len(zones) == 1 else self.regions.zone_at(*point, self.zone)

    def _call(self, found: Found, name: str) -> None:
        """Lets a new place have a name as an alias that no other place has."""
        is_one_name = not set(",;|") & set(name)
        if found.row and is_one_name and placing.fold(name) not in self.names:
            self._index(found, [name])
            found.row["aliases"] = "|".join(filter(None, (found.row["aliases"], name)))

    def _add(self, found: Found, names: Iterable[str]) -> None:
        self.places[found.place_id] = found
        self._index(found, names)

    def _index(self, found: Found, names: Iterable[str]) -> None:
        for name in names:
            self.names.setdefault(placing.fold(name), found.place_id)
            # A name that was told apart by its region still is that name.
            for key in {_key(one, found.kind) for one in (name, _BRACKETS.sub("", name))}:
                ids = self.by_key.setdefault(key, [])
                if found.place_id not in ids:
                    ids.append(found.place_id)


def _key(name: str, kind: str) -> str:
    """Alike for spellings of one name of one kind of place."""
    if kind in _HOLDING:
        return f"{kind} {Regions.key(name)}"
    plain = fold(without_settlement_word(name)) or placing.fold(name)
    return f"{kind if kind in _WIDE else ''} {plain}"


def _is_meant(known: Found, named: Named) -> bool:
    if known.country != named.country:
        return False
    if known.kind in _HOLDING:
        return known.kind == named.kind
    if known.kind in _WIDE and known.admin1 == named.admin1:
        return True
    if named.point is None:
        return named.admin1 in ("", known.admin1)
    return _distance(known, named) <= _NEAR_KM


def _distance(known: Found, named: Named) -> float:
    return distance_km(known.point, named.point) if named.point else 0.0


def order(named: Iterable[Named]) -> list[Named]:
    """Each once, those that know best where a place is first, then the most frequent."""
    counts = Counter(named)
    return sorted(counts, key=lambda one: (one.precision, -counts[one], one))


def find_places(named: Sequence[Named | None], gazetteer: Gazetteer) -> list[Found | None]:
    """The place of each row; None where the row names none."""
    given = [one for one in named if one is not None]
    gazetteer.regions.learn(given)
    found = {one: gazetteer.find(one) for one in order(given)}
    return [None if one is None else found[one] for one in named]


def countries_of(cells: Sequence[str], usual: str) -> list[str]:
    """ISO 3166-1 alpha-2 of each cell, of an empty one the dataset's own; "" where unknown."""
    codes = {cell: country_code(cell) if cell else usual for cell in set(cells)}
    return [codes[cell] for cell in cells]


def gazetteer_of(
    places: pd.DataFrame, zone: str, credit: str, today: str, regions: Regions
) -> Gazetteer:
    """The gazetteer of the rows of places.csv, all text."""
    found = Gazetteer(zone, credit, today, regions)
    found.know(places.to_dict("records"))
    return found
