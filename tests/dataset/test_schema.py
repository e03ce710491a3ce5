import re

import pytest

from geo.dataset.columns import CLAIM, Column, Table
from geo.dataset.issues import Issue, shorten
from geo.dataset.rules import RULES
from geo.dataset.schema import CRISIS, LEDGER, TABLES

HASHTAG = re.compile(r"#[a-z][a-z0-9]*(\+[a-z][a-z0-9_]*)*")


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_columns_have_names_and_tags_of_their_own(table: Table) -> None:
    assert len(set(table.names)) == len(table.names)
    assert table.key in table.names
    tags = [column.hxl for column in table.columns]
    assert len(set(tags)) == len(tags)
    assert all(HASHTAG.fullmatch(tag) for tag in tags)


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_a_vocabulary_goes_with_enum_and_absence_with_optional(table: Table) -> None:
    for column in table.columns:
        assert bool(column.vocabulary) == (column.kind == "enum"), column.name
        assert not (column.required and column.may_be_absent), column.name
        assert len(set(column.vocabulary)) == len(column.vocabulary)


@pytest.mark.parametrize("table", LEDGER, ids=lambda table: table.name)
def test_every_ledger_table_begins_with_the_columns_of_a_claim(table: Table) -> None:
    assert table.columns[: len(CLAIM)] == CLAIM


def test_an_issue_reads_as_one_line_that_names_the_place_in_the_file() -> None:
    issue = Issue("error", "status", 7, "severity", "x" * 10**6, "is wrong.", "Mend it.")
    text = str(issue)
    assert text.startswith("error: status.csv, line 7, severity: 'xxx")
    assert text.endswith("…': is wrong. Mend it.")
    assert len(text) < 200
    whole = Issue("warning", "status", 0, "", "", "The table is missing.", "Add it.")
    assert str(whole) == "warning: status.csv: The table is missing. Add it."


def test_a_long_text_is_cut_to_its_length() -> None:
    assert shorten("abc", 3) == "abc"
    assert shorten("abcd", 3) == "ab…"


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_what_a_table_declares_is_about_columns_that_it_has(table: Table) -> None:
    named = {*sum(table.ranges, ()), *sum(table.windows, ()), *table.counted_by}
    named |= {name for one in table.dependents for name in (one.column, one.on)}
    assert named <= set(table.names)


EXAMPLES = [
    (table.name, column)
    for table in (*TABLES.values(), CRISIS)
    for column in table.columns
    if column.example
]


@pytest.mark.parametrize(("table", "column"), EXAMPLES, ids=lambda one: getattr(one, "name", one))
def test_an_example_of_a_cell_passes_its_own_check(table: str, column: Column) -> None:
    assert RULES[column.kind].holds(column.example)
    assert not column.vocabulary or column.example in column.vocabulary
