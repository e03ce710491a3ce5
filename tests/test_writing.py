"""A file appears whole or not at all, and as readable as its owner lets new files be."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from geo.writing import write_whole


@pytest.fixture
def umask() -> Iterator[None]:
    before = os.umask(0o027)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_it_writes_a_new_file_and_over_an_old_one_and_leaves_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    for content in (b"one", b"two, longer", b""):
        write_whole(path, content)
        assert path.read_bytes() == content
        assert list(tmp_path.iterdir()) == [path]


@pytest.mark.usefixtures("umask")
def test_a_new_file_has_the_permissions_that_the_process_gives(tmp_path: Path) -> None:
    write_whole(tmp_path / "a", b"x")
    assert mode(tmp_path / "a") == 0o640


@pytest.mark.usefixtures("umask")
@pytest.mark.parametrize("kept", [0o600, 0o644, 0o666])
def test_an_old_file_keeps_its_permissions(tmp_path: Path, kept: int) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"x")
    path.chmod(kept)
    write_whole(path, b"y")
    assert (mode(path), path.read_bytes()) == (kept, b"y")


def test_a_link_stays_one_and_its_file_is_written(tmp_path: Path) -> None:
    (tmp_path / "of today").mkdir()
    path = tmp_path / "a"
    path.symlink_to(tmp_path / "of today" / "b")
    write_whole(path, b"x")
    assert path.is_symlink()
    assert (tmp_path / "of today" / "b").read_bytes() == b"x"


@pytest.mark.parametrize("step", ["write", "fsync", "replace"])
def test_a_failure_at_any_step_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")

    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(f"geo.writing.os.{step}", fail)
    with pytest.raises(OSError, match="No space"):
        write_whole(path, b"new")
    monkeypatch.undo()
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("letter", ["x", "ж", "語", "🗺"])
def test_the_longest_name_there_may_be_is_written(tmp_path: Path, letter: str) -> None:
    path = tmp_path / (letter * (255 // len(letter.encode())))
    write_whole(path, b"x")
    assert path.read_bytes() == b"x"


def test_what_a_killed_writer_left_is_cleared_once_it_is_old(tmp_path: Path) -> None:
    path, other = tmp_path / "a[1]", tmp_path / ".b.csv.0123456789abcdef.tmp"
    old, young = (tmp_path / f".a[1].{digit * 16}.tmp" for digit in "01")
    for left in (old, young, other):
        left.write_bytes(b"half")
    os.utime(old, (0, 0))
    os.utime(other, (0, 0))
    write_whole(path, b"x")
    assert sorted(tmp_path.iterdir()) == sorted([path, young, other])
    write_whole(path, b"y", is_alone=True)
    assert sorted(tmp_path.iterdir()) == sorted([path, other])
