import json
from pathlib import Path

import pytest

from geo.dataset import dictionary
from geo.dataset.columns import Table
from geo.dataset.schema import TABLES

DATA = Path(__file__).resolve().parents[2] / "data"
PACKAGES = sorted(DATA.glob("*/datapackage.json"))


def test_the_data_dictionary_is_the_one_that_the_schema_gives() -> None:
    """`python -m geo dictionary > data/README.md` writes it anew."""
    assert (DATA / "README.md").read_text(encoding="utf-8") == dictionary.dictionary()


@pytest.mark.parametrize("path", PACKAGES, ids=lambda path: path.parent.name)
def test_the_shipped_descriptors_have_the_schemas_of_the_code(path: Path) -> None:
    """`python -m geo describe DATASET` writes them anew."""
    text = path.read_text(encoding="utf-8")
    assert dictionary.datapackage(text) == text


def test_there_is_a_shipped_dataset() -> None:
    assert PACKAGES


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_every_table_and_column_is_described_with_its_words(table: Table) -> None:
    text = dictionary.dictionary()
    assert f"## {table.name}.csv" in text
    for column in table.columns:
        assert f"| {column.name} |" in text
        assert all(word in text for word in column.vocabulary)


def test_every_table_row_of_the_dictionary_has_five_cells() -> None:
    lines = [line for line in dictionary.dictionary().splitlines() if line.startswith("|")]
    assert all(line.replace("\\|", "").count("|") == 6 for line in lines)


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_a_resource_is_a_frictionless_table_schema(table: Table) -> None:
    resource = dictionary.resource(table)
    schema = resource["schema"]
    assert resource["path"] == f"{table.name}.csv"
    assert [field["name"] for field in schema["fields"]] == table.names
    assert {field["type"] for field in schema["fields"]} <= {"string", "integer", "number"}
    assert schema["primaryKey"] == [table.key]


def test_what_else_a_descriptor_says_stays() -> None:
    written = json.loads(
        dictionary.datapackage('{"title": "Т", "resources": [1], "odd": {"a": 1}}')
    )
    assert (written["title"], written["odd"]) == ("Т", {"a": 1})
    assert [one["name"] for one in written["resources"]] == list(TABLES)


@pytest.mark.parametrize(
    ("created", "written"),
    [
        ("2026-11-23", "2026-11-23T00:00:00Z"),
        ("2026-11-23T08:00:00+06:00", "2026-11-23T08:00:00+06:00"),
        ("yesterday", "yesterday"),
        (7, 7),
    ],
)
def test_the_day_of_making_is_written_as_the_standard_wants(
    created: object, written: object
) -> None:
    package = dictionary.datapackage(json.dumps({"created": created}))
    assert json.loads(package)["created"] == written


@pytest.mark.parametrize("text", ["[]", "7", "", "{"])
def test_a_descriptor_that_is_no_object_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - json's own message for most
        dictionary.datapackage(text)
