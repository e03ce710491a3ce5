"""Hits are kept for long, misses for short, errors never; a broken cache is an empty one."""

import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from geo.geocoding.online.cache import DAY, KEEP_HITS, KEEP_MISSES, AnswerCache

ROOT = Path(__file__).parents[2]


class Clock:
    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def cache(tmp_path: Path, clock: Clock) -> AnswerCache:
    return AnswerCache(tmp_path / "deep" / "answers.sqlite", clock)


@pytest.mark.parametrize(("answers", "kept"), [([{"name": "Aktau"}], KEEP_HITS), ([], KEEP_MISSES)])
def test_an_answer_is_kept_for_its_time(
    cache: AnswerCache, clock: Clock, answers: list, kept: float
) -> None:
    cache.put("key", answers)
    clock.now += kept - 1
    assert cache.get("key") == answers
    clock.now += 1
    assert cache.get("key") is None


def test_hits_are_kept_longer_than_misses() -> None:
    assert KEEP_HITS > 30 * DAY > KEEP_MISSES


def test_an_answer_from_the_future_is_not_believed(cache: AnswerCache, clock: Clock) -> None:
    cache.put("key", [1])
    clock.now -= 3600
    assert cache.get("key") is None


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + b"\xff" * 4096])
def test_a_damaged_file_is_replaced(cache: AnswerCache, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "deep" / "answers.sqlite"
    path.parent.mkdir()
    path.write_bytes(content)
    assert cache.get("key") is None
    cache.put("key", [1])
    cache.put("key", [1])
    assert cache.get("key") == [1]


def test_an_entry_that_is_no_json_is_no_answer(cache: AnswerCache, tmp_path: Path) -> None:
    cache.put("key", [1])
    with sqlite3.connect(tmp_path / "deep" / "answers.sqlite") as database:
        database.execute("UPDATE answer SET answers = '[1'")
    assert cache.get("key") is None


def test_a_folder_that_cannot_be_made_means_no_cache(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    cache = AnswerCache(tmp_path / "file" / "answers.sqlite")
    cache.put("key", [1])
    assert cache.get("key") is None


def test_processes_write_one_cache_at_once(tmp_path: Path) -> None:
    path = tmp_path / "answers.sqlite"
    writer = (
        "import sys; from pathlib import Path; from geo.geocoding.online.cache import AnswerCache\n"
        "cache = AnswerCache(Path(sys.argv[1]))\n"
        "for number in range(40): cache.put(f'{sys.argv[2]}-{number}', [number])"
    )
    processes = [
        subprocess.Popen([sys.executable, "-c", writer, str(path), name], cwd=ROOT)
        for name in ("one", "other")
    ]
    assert [process.wait(timeout=60) for process in processes] == [0, 0]
    with sqlite3.connect(path) as database:
        rows = database.execute("SELECT key, answers FROM answer").fetchall()
    assert len(rows) == 80
    assert sorted(json.loads(text)[0] for _, text in rows) == sorted([*range(40)] * 2)


def test_only_the_owner_reads_the_file_and_no_key_stands_in_it(
    cache: AnswerCache, tmp_path: Path
) -> None:
    path = tmp_path / "deep" / "answers.sqlite"
    cache.put("https://me:secret@geo.example.org", [1])
    assert path.stat().st_mode & 0o777 == 0o600
    path.chmod(0o644)
    assert cache.get("https://me:secret@geo.example.org") == [1]
    assert path.stat().st_mode & 0o777 == 0o600
    assert all(b"secret" not in file.read_bytes() for file in path.parent.iterdir())


def test_what_an_earlier_version_wrote_in_clear_is_gone(cache: AnswerCache, tmp_path: Path) -> None:
    path = tmp_path / "deep" / "answers.sqlite"
    path.parent.mkdir()
    with sqlite3.connect(path) as database:
        database.execute(
            "CREATE TABLE answer (key TEXT PRIMARY KEY, stored REAL, expires REAL, answers TEXT) "
            "WITHOUT ROWID"
        )
        rows = [(f"https://me:secret@{number}.example.org", 0, 1e12, "[1]") for number in range(99)]
        database.executemany("INSERT INTO answer VALUES (?,?,?,?)", rows)
    assert b"secret" in path.read_bytes()
    assert cache.get("https://me:secret@1.example.org") is None
    assert all(b"secret" not in file.read_bytes() for file in path.parent.iterdir())
    cache.put("key", [1])
    assert cache.get("key") == [1]
