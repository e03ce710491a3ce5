"""A directory made by somebody else: only its own regular files are read, and never without end."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from geo.dataset import DatasetError, load_dataset, read_dataset, read_files
from geo.dataset.files import LARGEST_DESCRIPTOR, LARGEST_FILE
from tests.support.building import write_dataset

SECRET = "SECRET_TOKEN=s3cr3t"


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    return write_dataset(tmp_path / "data", status=[{}])


def replace(path: Path, target: Path) -> None:
    path.unlink()
    path.symlink_to(target)


def test_what_is_read_makes_the_same_dataset_as_the_directory(directory: Path) -> None:
    contents = read_files(directory)
    assert set(contents) == {path.name for path in directory.iterdir()}
    dataset = read_dataset(contents, directory)
    loaded = load_dataset(directory)
    assert dataset.version == loaded.version
    assert dataset.claims.equals(loaded.claims)
    assert dataset.directory == directory


def test_a_link_to_the_whole_directory_is_followed(directory: Path, tmp_path: Path) -> None:
    release = tmp_path / "current"
    release.symlink_to(directory)
    assert load_dataset(release).errors == ()


def test_a_link_from_file_to_file_inside_the_directory_is_followed(directory: Path) -> None:
    (directory / "of today").mkdir()
    (directory / "status.csv").rename(directory / "of today" / "status.csv")
    (directory / "status.csv").symlink_to(Path("of today") / "status.csv")
    assert len(load_dataset(directory).claims) == 1


LINKS: dict[str, Callable[[Path], Path]] = {
    "a file beside it": lambda outside: outside,
    "a way out of it": lambda outside: Path("..") / outside.name,
    "the environment": lambda _: Path("/proc/self/environ"),
    "a device": lambda _: Path("/dev/zero"),
}


@pytest.mark.parametrize("kind", LINKS)
@pytest.mark.parametrize("name", ["contacts.csv", "datapackage.json"])
def test_a_link_out_of_the_directory_is_refused_and_named(
    directory: Path, tmp_path: Path, kind: str, name: str
) -> None:
    outside = tmp_path / "outside.csv"
    outside.write_text(SECRET)
    replace(directory / name, LINKS[kind](outside))
    with pytest.raises(DatasetError, match=f"{name} is a link") as error:
        load_dataset(directory)
    assert SECRET not in str(error.value)
    assert str(tmp_path) not in str(error.value)


def test_a_link_by_way_of_a_linked_folder_is_refused(directory: Path, tmp_path: Path) -> None:
    (tmp_path / "status.csv").write_text(SECRET)
    (directory / "inner").symlink_to(tmp_path)
    replace(directory / "status.csv", Path("inner") / "status.csv")
    with pytest.raises(DatasetError, match=r"status\.csv is a link"):
        load_dataset(directory)


def test_links_in_a_circle_are_refused(directory: Path) -> None:
    replace(directory / "status.csv", directory / "services.csv")
    replace(directory / "services.csv", directory / "status.csv")
    with pytest.raises(DatasetError, match=r"\.csv"):
        load_dataset(directory)


def test_a_link_to_nothing_is_a_missing_table(directory: Path) -> None:
    replace(directory / "sources.csv", directory / "gone.csv")
    found = load_dataset(directory).issues
    assert ("sources", "The table is missing.") in {(one.table, one.problem) for one in found}


SPECIAL: dict[str, Callable[[Path], object]] = {"a pipe": os.mkfifo, "a folder": Path.mkdir}


@pytest.mark.parametrize("kind", SPECIAL)
def test_what_is_no_file_is_refused_and_never_waited_for(directory: Path, kind: str) -> None:
    (directory / "contacts.csv").unlink()
    SPECIAL[kind](directory / "contacts.csv")
    with pytest.raises(DatasetError, match=r"contacts\.csv is not a file"):
        load_dataset(directory)


@pytest.mark.parametrize(
    ("name", "largest"), [("status.csv", LARGEST_FILE), ("datapackage.json", LARGEST_DESCRIPTOR)]
)
def test_a_file_is_read_no_further_than_the_largest_there_may_be(
    directory: Path, name: str, largest: int
) -> None:
    os.truncate(directory / name, largest + 1)
    with pytest.raises(DatasetError, match=rf"{name} is over {largest >> 20} MB"):
        load_dataset(directory)


def test_no_message_holds_the_path_of_the_server(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for directory in (tmp_path / "missing", tmp_path, tmp_path / "file", tmp_path / ("x" * 5000)):
        with pytest.raises(DatasetError) as error:
            load_dataset(directory)
        assert str(tmp_path) not in str(error.value)


def test_a_file_that_may_not_be_read_is_named(
    directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def deny(path: Path, *_: object) -> int:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr("geo.dataset.files.os.open", deny)
    with pytest.raises(DatasetError, match=r"datapackage\.json cannot be read: Permission denied"):
        load_dataset(directory)


def test_contents_without_a_table_are_no_dataset() -> None:
    with pytest.raises(DatasetError, match="no table"):
        read_dataset({"datapackage.json": b"{}"})
