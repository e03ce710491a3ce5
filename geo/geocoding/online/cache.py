"""Answers of online services, kept on disk: what was found for long, what was not for short."""

import hashlib
import json
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

DAY = 86_400.0
KEEP_HITS = 180 * DAY
KEEP_MISSES = 1 * DAY
MOST_ANSWERS = 50_000
"""Rows; the oldest go first."""

_BUSY_SECONDS = 5.0
_MODE = 0o600
# Files of the first format hold keys in clear.
_FORMAT = 2
_TABLE = """
CREATE TABLE IF NOT EXISTS answer (
    key BLOB PRIMARY KEY, stored REAL NOT NULL, expires REAL NOT NULL, answers TEXT NOT NULL
) WITHOUT ROWID
"""


class AnswerCache:
    """A table of answers in a SQLite file that several processes may use at once.

    It never raises: a cache that cannot be read or written is an empty one. A damaged file is
    replaced. Errors of a service are not stored, since there is no answer to store. Only its owner
    may read the file, and of a key, which may hold what gives access to a service, only a hash
    stands in it.
    """

    def __init__(self, path: Path, clock: Callable[[], float] = time.time) -> None:
        self._path = path
        self._clock = clock

    def get(self, key: str) -> list[Any] | None:
        """The stored answers ([] for a known miss), or None when there are none or too old."""
        rows = self._run("SELECT answers, stored, expires FROM answer WHERE key = ?", (_hash(key),))
        # an entry from the future was written under a wrong clock, and would never expire
        if not rows or not rows[0][1] <= self._clock() < rows[0][2]:
            return None
        return _answers(rows[0][0])

    def put(self, key: str, answers: list[Any]) -> None:
        """Keep `answers`, which JSON can hold; an empty list is a miss."""
        now = self._clock()
        expires = now + (KEEP_HITS if answers else KEEP_MISSES)
        row = (_hash(key), now, expires, json.dumps(answers))
        self._run("INSERT OR REPLACE INTO answer VALUES (?,?,?,?)", row)
        self._run("DELETE FROM answer WHERE expires <= ?", (now,))
        self._run(
            "DELETE FROM answer WHERE key IN "
            "(SELECT key FROM answer ORDER BY stored DESC LIMIT -1 OFFSET ?)",
            (MOST_ANSWERS,),
        )

    def _run(self, sql: str, values: tuple[Any, ...]) -> list[tuple]:
        try:
            return self._execute(sql, values)
        except sqlite3.OperationalError:  # locked for too long, or not writable
            return []
        except sqlite3.DatabaseError:
            return self._start_anew()
        except OSError:
            return []

    def _execute(self, sql: str, values: tuple[Any, ...]) -> list[tuple]:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._path.touch(mode=_MODE)
        if self._path.stat().st_mode & 0o777 != _MODE:
            self._path.chmod(_MODE)
        with closing(sqlite3.connect(self._path, timeout=_BUSY_SECONDS)) as database, database:
            _prepare(database)
            return database.execute(sql, values).fetchall()

    def _start_anew(self) -> list[tuple]:
        """Put a damaged file aside; what it held can be asked again."""
        try:
            self._path.replace(self._path.with_suffix(".damaged"))
        except OSError:
            return []
        return []


def _prepare(database: sqlite3.Connection) -> None:
    """Makes the table, and overwrites what an earlier format had in one of this name."""
    if database.execute("PRAGMA user_version").fetchone()[0] != _FORMAT:
        database.execute("PRAGMA secure_delete = ON")
        database.execute("BEGIN IMMEDIATE")
        # Another process may have been here first.
        if database.execute("PRAGMA user_version").fetchone()[0] != _FORMAT:
            database.execute("DROP TABLE IF EXISTS answer")
            database.execute(_TABLE)
            database.execute(f"PRAGMA user_version = {_FORMAT}")


def _hash(key: str) -> bytes:
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).digest()


def _answers(text: str) -> list[Any] | None:
    try:
        answers = json.loads(text)
    except ValueError:
        return None
    return answers if isinstance(answers, list) else None
