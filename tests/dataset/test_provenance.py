"""A version proves content, and a package tells when it is no longer what was exported."""

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner

from geo.__main__ import cli
from geo.dataset import Dataset, load_dataset, read_dataset, read_files
from geo.dataset.provenance import Origin, version
from geo.exporting import package
from geo.exporting.citation import cite
from geo.ledger import Selection
from geo.view import View
from tests.support.building import SAMPLE, make_dataset, write_dataset


def view(dataset: Dataset) -> View:
    return View(dataset, Selection(known_on=dataset.claims.reported_at.max()))


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return make_dataset(tmp_path_factory.mktemp("original"), **SAMPLE)


@pytest.fixture(scope="module")
def files(original: Dataset) -> Mapping[str, bytes]:
    return package.files(view(original))


@pytest.fixture
def exported(files: Mapping[str, bytes], tmp_path: Path) -> Path:
    directory = tmp_path / "package"
    directory.mkdir()
    for name, content in files.items():
        (directory / name).write_bytes(content)
    return directory


def edit(path: Path, before: str, after: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8", newline="")


def test_the_version_is_a_whole_sha_256_of_the_content(original: Dataset) -> None:
    assert re.fullmatch("[0-9a-f]{64}", original.version)
    assert original.short_version == original.version[:12]
    assert version(read_files(original.directory)) == original.version


def test_no_byte_moves_from_one_file_to_another_unseen() -> None:
    contents = [
        {"status.csv": b"ab", "services.csv": b""},
        {"status.csv": b"a", "services.csv": b"b"},
        {"status.csv": b"ab"},
        {"services.csv": b"ab"},
        {"services.csv": b"", "status.csv": b"ab\n"},
        {"status.csv": b"", "services.csv": b"status.csv\0002\0ab"},
    ]
    assert len({version(one) for one in contents}) == len(contents)
    assert version(contents[0]) == version(dict(reversed(contents[0].items())))


def test_what_the_dataset_does_not_read_does_not_change_its_version() -> None:
    assert version({"status.csv": b"a", "notes.txt": b"b"}) == version({"status.csv": b"a"})


def test_a_dataset_that_was_never_exported_has_no_origin(original: Dataset) -> None:
    assert original.origin is None


def test_a_package_as_exported_is_cited_as_what_it_was_taken_from(
    original: Dataset, exported: Path
) -> None:
    dataset = load_dataset(exported)
    assert dataset.origin == Origin(original.version)
    assert dataset.version != original.version
    assert cite(view(dataset)).version == original.version


def no_line(path: Path) -> None:
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:-1]))


CHANGES: dict[str, tuple[str, Callable[[Path], object]]] = {
    "a cell": ("casualties.csv", lambda path: edit(path, ",35,", ",2250,")),
    "a table cut at the end of a line": ("services.csv", no_line),
    "a blank line": ("status.csv", lambda path: path.write_bytes(path.read_bytes() + b"\n")),
    "what the dataset says of itself": (
        "datapackage.json",
        lambda path: edit(path, "Test crisis", "Another crisis"),
    ),
}


@pytest.mark.parametrize("kind", CHANGES)
def test_a_file_that_was_changed_is_one_warning_and_is_said_in_what_is_exported(
    original: Dataset, exported: Path, kind: str
) -> None:
    name, change = CHANGES[kind]
    before = load_dataset(exported).issues
    change(exported / name)
    dataset = load_dataset(exported)
    (issue,) = [one for one in dataset.issues if "exported" in one.problem]
    assert (issue.level, issue.table, issue.line) == ("warning", Path(name).stem, 0)
    assert issue.problem == f"has changed since it was exported as {original.short_version}."
    assert not [one for one in before if "exported" in one.problem]
    assert dataset.origin == Origin(original.version, changed=(name,))
    assert issue.problem in CliRunner().invoke(cli, ["check", str(exported)]).output

    citation = cite(view(dataset))
    assert citation.version == dataset.version
    assert f"changed since it was exported as {original.short_version}" in citation.text
    stated = json.loads(package.files(view(dataset))["datapackage.json"])["exported"]
    assert stated["dataset_version"] == dataset.version
    assert stated["changed_since"] == original.version


def test_what_was_exported_from_a_changed_package_says_so_for_good(
    original: Dataset, exported: Path
) -> None:
    edit(exported / "casualties.csv", ",35,", ",36,")
    changed = load_dataset(exported)
    files = package.files(view(changed))
    again = read_dataset(files)
    assert again.origin == Origin(changed.version, original.version)
    assert package.files(view(again)) == files


def test_a_table_that_is_gone_is_the_error_that_it_was_and_counts_as_a_change(
    original: Dataset, exported: Path
) -> None:
    (exported / "contacts.csv").unlink()
    dataset = load_dataset(exported)
    assert dataset.origin == Origin(original.version, changed=("contacts.csv",))
    (issue,) = [one for one in dataset.issues if one.table == "contacts"]
    assert issue.problem == "The table is missing."


def test_without_the_list_of_sums_the_tables_are_still_compared(
    original: Dataset, exported: Path
) -> None:
    (exported / "SHA256SUMS").unlink()
    assert load_dataset(exported).origin == Origin(original.version)
    edit(exported / "status.csv", "Severe", "Minor")
    assert load_dataset(exported).origin == Origin(original.version, changed=("status.csv",))


def test_without_any_hash_a_package_is_not_believed_to_be_what_it_was(exported: Path) -> None:
    (exported / "SHA256SUMS").unlink()
    path = exported / "datapackage.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "resources": []}))
    dataset = load_dataset(exported)
    assert dataset.origin is not None
    assert set(dataset.origin.changed) == {one.name for one in exported.glob("*.csv")} - {
        "situation.csv", "figures.csv", "claims.csv",
    }  # fmt: skip
    assert "no hash" in next(one.problem for one in dataset.issues if one.table == "status")


def test_sums_of_a_dataset_that_was_not_exported_are_compared_too(tmp_path: Path) -> None:
    directory = write_dataset(tmp_path, status=[{}])
    digest = hashlib.sha256((directory / "status.csv").read_bytes()).hexdigest()
    sums = directory / "SHA256SUMS"
    sums.write_text(f"{digest} *status.csv\nno line of sums\n{digest}  other.txt\n")
    assert load_dataset(directory).issues == ()
    sums.write_text(f"{digest}  services.csv\n")
    (issue,) = load_dataset(directory).issues
    assert str(issue).startswith("warning: services.csv: has changed since its hash was taken.")
    sums.write_bytes(b"\xff" * 1000)
    assert load_dataset(directory).issues == ()


@pytest.mark.parametrize(
    "stated",
    [5, None, "../x", {"a": 1}, "0" * 63, "0" * 65, "G" * 64, ["0" * 64]],
    ids=lambda stated: str(stated)[:12],
)
def test_what_is_no_version_is_no_origin(tmp_path: Path, stated: object) -> None:
    path = write_dataset(tmp_path) / "datapackage.json"
    packed = {**json.loads(path.read_text()), "exported": {"dataset_version": stated}}
    path.write_text(json.dumps(packed))
    assert load_dataset(tmp_path).origin is None


@pytest.mark.parametrize("stated", ["x", [7], {"path": "status.csv"}, [{"path": ["status.csv"]}]])
def test_resources_of_any_form_are_read(tmp_path: Path, stated: object) -> None:
    path = write_dataset(tmp_path) / "datapackage.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "resources": stated}))
    assert load_dataset(tmp_path).origin is None
