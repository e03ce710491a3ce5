"""One process at a time: a lock that the system itself lets go of when its holder dies."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path


@contextmanager
def held(path: Path, *, timeout_seconds: float) -> Iterator[None]:
    """Hold the lock file `path`, waiting up to `timeout_seconds` for another process.

    SQLite's exclusive transaction is used as the lock: it works alike on every system that Python
    runs on, and a killed process leaves nothing behind that would have to be cleared away.

    Raises sqlite3.OperationalError when the lock cannot be had, or the folder not written.
    """
    with closing(sqlite3.connect(path, timeout=timeout_seconds, isolation_level=None)) as lock:
        lock.execute("BEGIN EXCLUSIVE")
        try:
            yield
        finally:
            lock.execute("ROLLBACK")
