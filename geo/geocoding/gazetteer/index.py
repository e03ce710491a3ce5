"""The compiled index on disk: found, built when it is missing or damaged, and read."""

import contextlib
import os
import sqlite3
import tempfile
import threading
import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import platformdirs

from geo.geocoding.gazetteer import compiling, spelling
from geo.geocoding.gazetteer.compiling import Progress, Read, read_cities, silent
from geo.geocoding.gazetteer.locking import held
from geo.geocoding.gazetteer.spelling import Spelling

CACHE_VARIABLE = "CRISIS_MAP_CACHE_DIR"
_BUILD_TIMEOUT_SECONDS = 300.0
_PAGES_KB = 16_000  # of the index kept in memory, at most; SQLite's own 2 MB hold too little of it


class Damaged(Exception):
    """The index file cannot be read as what it should be."""


class City(NamedTuple):
    """One populated place as GeoNames has it. Degrees in WGS 84; population 0 is unknown.

    `admin1` is GeoNames' code of the first-level region, `region` its name where there is one.
    """

    geonames_id: int
    name: str
    latitude: float
    longitude: float
    population: int
    country: str
    admin1: str
    region: str | None
    timezone: str


def cache_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """Where the index lives: the user's cache, or what CRISIS_MAP_CACHE_DIR names."""
    if named := environ.get(CACHE_VARIABLE):
        return Path(named).expanduser()
    return platformdirs.user_cache_path("crisis-map")


_CITY = "city.id, city.name, latitude, longitude, population, area"
_AREA = "SELECT country, admin1, region, timezone FROM area WHERE id = ?"
_BY_KEY = f"SELECT {_CITY}, kind FROM name JOIN city ON city.id = name.city WHERE key = ?"
_BY_BOX = (
    f"SELECT {_CITY} FROM near JOIN city ON city.id = near.id "
    "WHERE north >= ? AND south <= ? AND east >= ? AND west <= ?"
)


class _Areas(dict[int, tuple[str, str, str | None, str]]):
    """Country, admin1, region and timezone by number: some 4,000, each read at its first use."""

    def __init__(self, read: Callable[[str, Sequence[Any]], list[tuple]]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, number: int) -> tuple[str, str, str | None, str]:
        rows = self._read(_AREA, (number,))
        if not rows:
            raise Damaged(f"there is no area {number}")
        self[number] = rows[0]
        return self[number]


@dataclass
class Index:
    """A compiled index, opened read-only. May be shared by threads."""

    path: Path
    stamp: tuple[int, int] | None
    _database: sqlite3.Connection
    _spelling: Spelling | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self._areas = _Areas(self._read)

    @classmethod
    def open(cls, path: Path) -> "Index":
        """Raises Damaged when the file is not a complete index of the installed data."""
        stamp = _stamp(path)
        try:
            # immutable: no locks and no journal, since the file is only ever replaced as a whole
            database = sqlite3.connect(
                f"{path.absolute().as_uri()}?mode=ro&immutable=1",
                uri=True,
                check_same_thread=False,
                cached_statements=32,
            )
        except sqlite3.Error as error:
            raise Damaged(str(error)) from error
        try:
            database.execute(f"PRAGMA cache_size = -{_PAGES_KB}")
            _check(database, path)
        except (sqlite3.Error, OSError, Damaged) as error:
            database.close()
            raise Damaged(f"{path}: {error}") from error
        return cls(path, stamp, database)

    def close(self) -> None:
        self._database.close()

    def by_key(self, key: str) -> list[tuple[int, City]]:
        """(MAIN or ALTERNATE, city) of every city that bears the folded name `key`."""
        rows = self._read(_BY_KEY, (key,))
        areas, make = self._areas, City._make
        return [(row[6], make(row[:5] + areas[row[5]])) for row in rows]

    def by_ids(self, ids: list[int]) -> list[City]:
        marks = ",".join("?" * len(ids))
        sql = f"SELECT {_CITY} FROM city WHERE id IN ({marks})"
        return self._cities(self._read(sql, ids))

    def in_box(self, south: float, north: float, west: float, east: float) -> list[City]:
        """Cities in a box of degrees that does not cross the antimeridian."""
        return self._cities(self._read(_BY_BOX, (south, north, west, east)))

    def _cities(self, rows: Iterable[tuple]) -> list[City]:
        areas, make = self._areas, City._make
        return [make(row[:5] + areas[row[5]]) for row in rows]

    def spelling(self) -> Spelling:
        """The arrays for typing errors, read at first use (about 30 MB)."""
        with self._lock:
            if self._spelling is None:
                rows = self._read("SELECT part, crc, data FROM spelling", ())
                try:
                    self._spelling = Spelling.decode(rows)
                except spelling.Damaged as error:
                    raise Damaged(str(error)) from error
            return self._spelling

    def country(self, key: str) -> str | None:
        """ISO 3166-1 alpha-2 of a folded code or name."""
        rows = self._read("SELECT iso FROM country_name WHERE key = ?", (key,))
        return rows[0][0] if rows else None

    def regions(self, key: str) -> list[tuple[str, str, str]]:
        """(country, GeoNames' code, name) of the first-level regions under a region key."""
        return self._read(
            "SELECT country, code, region.name FROM region_name "
            "JOIN region USING (country, code) WHERE key = ?",
            (key,),
        )

    def _read(self, sql: str, values: Sequence[Any]) -> list[tuple]:
        try:
            return self._database.execute(sql, values).fetchall()
        except sqlite3.DatabaseError as error:
            raise Damaged(f"{self.path}: {error}") from error


def _stamp(path: Path) -> tuple[int, int] | None:
    """Tells one file under a name from another that replaced it."""
    try:
        state = path.stat()
    except OSError:
        return None
    return state.st_ino, state.st_mtime_ns


def _check(database: sqlite3.Connection, path: Path) -> None:
    meta = dict(database.execute("SELECT key, value FROM meta"))
    if meta.get("layout") != str(compiling.LAYOUT):
        raise Damaged("another layout")
    (pages,) = database.execute("PRAGMA page_count").fetchone()
    (size,) = database.execute("PRAGMA page_size").fetchone()
    if pages * size != path.stat().st_size:
        raise Damaged("the file is cut short")


def open_index(
    folder: Path | None = None, *, progress: Progress = silent, read: Read = read_cities
) -> Index:
    """The index for the installed GeoNames data, built first where it is missing or damaged.

    A folder that cannot be written is replaced by a temporary one, with a warning. Several
    processes may call this at once: one builds, the others wait and read what it built.
    """
    folder = folder or cache_folder()
    path = folder / compiling.index_name()
    with contextlib.suppress(Damaged):
        return Index.open(path)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return _build(path, progress, read)
    except (OSError, sqlite3.OperationalError) as error:
        temporary = temporary_folder()
        if temporary == folder:
            raise
        warnings.warn(
            f"The place index cannot be kept in {folder} ({error}); it is kept in {temporary}. "
            f"Set {CACHE_VARIABLE} to a folder that can be written.",
            stacklevel=2,
        )
        return open_index(temporary, progress=progress, read=read)


def temporary_folder() -> Path:
    """One per user, so that the next start finds what this one built."""
    user = os.getuid() if hasattr(os, "getuid") else 0
    folder = Path(tempfile.gettempdir()) / f"crisis-map-{user}"
    folder.mkdir(mode=0o700, exist_ok=True)
    if hasattr(os, "getuid") and folder.stat().st_uid != user:  # somebody else made it
        return Path(tempfile.mkdtemp(prefix="crisis-map-"))
    return folder


def _build(path: Path, progress: Progress, read: Read) -> Index:
    with held(path.with_name("build.lock"), timeout_seconds=_BUILD_TIMEOUT_SECONDS):
        with contextlib.suppress(Damaged):  # another process built it while this one waited
            return Index.open(path)
        compiling.compile_index(path, read=read, progress=progress)
    return Index.open(path)


def rebuild(index: Index, *, progress: Progress = silent, read: Read = read_cities) -> Index:
    """A fresh index in place of a damaged one, unless another process has replaced it already."""
    index.close()
    with held(index.path.with_name("build.lock"), timeout_seconds=_BUILD_TIMEOUT_SECONDS):
        if _stamp(index.path) != index.stamp:
            with contextlib.suppress(Damaged):
                return Index.open(index.path)
        compiling.compile_index(index.path, read=read, progress=progress)
    return Index.open(index.path)
