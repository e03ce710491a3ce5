"""The last version without errors is kept for this user alone, whole or not at all."""

import io
import json
import logging
import os
import stat
import zipfile
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as some

from geo.serving.last_good import LastGood, Stamp, digest, following

AT = pd.Timestamp("2022-01-07T12:00:00Z")
LATER = AT + pd.Timedelta(hours=1)
FILES = {"datapackage.json": b"{}", "status.csv": "Тараз,1\r\n".encode() * 100}
OTHER = FILES | {"status.csv": b"x"}
SECOND = pd.Timedelta(seconds=1)


@pytest.fixture
def kept(tmp_path: Path) -> LastGood:
    return LastGood(tmp_path / "cache" / "datasets", tmp_path / "data")


def test_what_is_kept_is_read_again(kept: LastGood) -> None:
    assert kept.read() is None
    assert kept.stamp() is None
    assert kept.keep(FILES, AT) == AT
    assert kept.read() == (FILES, Stamp(digest(FILES), AT))


def test_there_is_one_version_of_a_dataset(kept: LastGood) -> None:
    for number in range(5):
        kept.keep(FILES | {"status.csv": b"%d" % number}, AT)
    assert len(list(kept.folder.glob("*.zip"))) == 1
    other = LastGood(kept.folder, kept.directory / "other")
    other.keep(FILES, AT)
    assert other.path != kept.path


def test_nobody_else_can_read_it(kept: LastGood) -> None:
    kept.folder.mkdir(parents=True, mode=0o755)
    killed = kept.folder / f".{kept.path.name}.{'0' * 16}.tmp"
    killed.write_text("of a writer that was killed")
    before = os.umask(0)
    try:
        kept.keep(FILES, AT)
    finally:
        os.umask(before)
    assert stat.S_IMODE(kept.folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(kept.path.stat().st_mode) == 0o600
    assert {path.name for path in kept.folder.iterdir()} == {kept.path.name, "lock"}


def test_a_moment_that_was_sent_is_never_gone_back_on(kept: LastGood) -> None:
    assert kept.keep(FILES, LATER) == LATER
    assert kept.keep(FILES, LATER + SECOND) == LATER
    assert kept.keep(OTHER, AT) == LATER + SECOND
    assert kept.keep(FILES, AT) == LATER + 2 * SECOND
    assert following("new", AT, None) == Stamp("new", AT)


def test_processes_that_keep_the_same_at_once_agree(kept: LastGood) -> None:
    moments = [AT + number * SECOND for number in range(8)]
    with ThreadPoolExecutor(8) as pool:
        agreed = set(pool.map(lambda at: kept.keep(FILES, at), moments))
    assert len(agreed) == 1
    assert kept.read() == (FILES, Stamp(digest(FILES), *agreed))


@pytest.mark.parametrize("what", ["folder", "file"])
def test_what_cannot_be_written_is_logged_and_no_failure(
    kept: LastGood, what: str, caplog: pytest.LogCaptureFixture
) -> None:
    kept.folder.parent.mkdir()
    if what == "folder":
        kept.folder.write_text("no folder")
    else:
        kept.path.mkdir(parents=True)
    assert kept.keep(FILES, AT) == AT
    assert "cannot be kept" in caplog.text


def test_a_link_is_not_followed(kept: LastGood, tmp_path: Path) -> None:
    kept.keep(FILES, AT)
    kept.path.rename(tmp_path / "elsewhere.zip")
    kept.path.symlink_to(tmp_path / "elsewhere.zip")
    assert kept.stamp() is None
    assert kept.read() is None


def about(**other: object) -> str:
    """What an archive says of itself."""
    return json.dumps({"content": digest(FILES), "changed_at": AT.isoformat()} | other)


def archive(files: Mapping[str, bytes | str]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as made:
        for name, content in files.items():
            made.writestr(name, content)
    return data.getvalue()


SAYS = {
    "no object": "[]",
    "no JSON": b"\xff",
    "no moment": about(changed_at="soon"),
    "no zone": about(changed_at="2022-01-07"),
    "null": about(changed_at=None),
    "no content": about(content=7),
    "other content": about(content=digest(OTHER)),
    "long words": about() + " " * 5000,
}
DAMAGED = {"empty": b"", "no archive": b"PK\x03\x04", "says nothing": archive(FILES)}
DAMAGED |= {f"says {what}": archive(FILES | {"kept.json": said}) for what, said in SAYS.items()}
DAMAGED["changed"] = archive(OTHER | {"kept.json": about()})


@pytest.mark.parametrize("damage", DAMAGED)
def test_what_is_damaged_is_left_alone_with_one_line_in_the_log(
    kept: LastGood, damage: str, caplog: pytest.LogCaptureFixture
) -> None:
    kept.folder.mkdir(parents=True, mode=0o700)
    kept.path.write_bytes(DAMAGED[damage])
    assert kept.read() is None
    assert len(caplog.records) == 1
    assert kept.keep(FILES, AT) == AT
    assert kept.read() == (FILES, Stamp(digest(FILES), AT))


@given(data=some.data())
def test_no_damage_of_bytes_gets_through(
    tmp_path_factory: pytest.TempPathFactory, data: some.DataObject
) -> None:
    logging.getLogger("geo.serving.last_good").disabled = True
    kept = LastGood(tmp_path_factory.mktemp("kept"), Path("data"))
    kept.keep(FILES, AT)
    whole = bytearray(kept.path.read_bytes())
    begin = data.draw(some.integers(0, len(whole) - 1))
    whole[begin : begin + data.draw(some.integers(0, 8))] = data.draw(some.binary(max_size=8))
    kept.path.write_bytes(whole)
    found = kept.read()
    assert found is None or found[0] == FILES
    assert kept.stamp() == (found and found[1])
