"""The files are read when they changed and rest, and now and then whatever they say."""

import os
from pathlib import Path

import pytest

from geo.serving import watch
from geo.serving.watch import READ_EVERY_SECONDS, Watch
from tests.support.building import write_dataset

TABLE = "status.csv"


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    return write_dataset(tmp_path / "data", status=[{}])


def test_the_first_look_reads_and_the_next_waits(directory: Path) -> None:
    watched = Watch(directory)
    assert [watched.is_due(at) for at in (0, 1, 2)] == [True, False, False]


def test_files_are_read_once_they_rest(directory: Path) -> None:
    watched = Watch(directory)
    watched.is_due(0)
    with (directory / TABLE).open("a") as table:
        for at in (1, 2):
            table.write("x")
            table.flush()
            assert not watched.is_due(at)
    assert [watched.is_due(at) for at in (3, 4)] == [True, False]


def test_files_that_never_rest_are_read_all_the_same(directory: Path) -> None:
    watched, due = Watch(directory), []
    for at in range(20):
        (directory / TABLE).write_text("x" * at)
        due.append(watched.is_due(at))
    assert due.count(True) == 20 / READ_EVERY_SECONDS


@pytest.mark.parametrize("change", ["removed", "added", "replaced", "same size and time"])
def test_every_change_shows(directory: Path, change: str) -> None:
    watched, path = Watch(directory), directory / TABLE
    before = path.stat()
    watched.is_due(0)
    if change == "removed":
        path.unlink()
    elif change == "added":
        (directory / "datapackage.json").unlink()
    elif change == "replaced":
        (directory / "new").write_bytes(path.read_bytes())
        (directory / "new").replace(path)
    else:
        path.write_bytes(b"x" * before.st_size)
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert [watched.is_due(at) for at in (1, 2, 3)] == [False, True, False]


def test_now_and_then_they_are_read_whatever_they_say(
    directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "file_state", lambda directory: ())
    watched = Watch(directory)
    due = [watched.is_due(at) for at in range(11)]
    assert [at for at, is_due in enumerate(due) if is_due] == [0, 5, 10]
