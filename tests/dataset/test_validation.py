import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.dataset.columns import Column, Dependent, Table
from geo.dataset.issues import Issue
from geo.dataset.schema import LEDGER, TABLES
from geo.dataset.validation import validate_table
from geo.dataset.vocabulary import EVENTS
from tests.support.building import CLAIM, PLACES, SOURCES, own_cells


def validate(table: str, *rows: dict[str, str]) -> list[Issue]:
    columns = TABLES[table].names
    own = own_cells(table) if TABLES[table].ledger else {}
    base = {"entry_id": "a"} | CLAIM | own
    cells = [{name: (base | row).get(name, "") for name in columns} for row in rows]
    frame = pd.DataFrame(cells, columns=columns, dtype=object)
    return validate_table(frame.assign(line=range(2, 2 + len(rows))), TABLES[table])


def where(issues: list[Issue]) -> list[tuple[int, str]]:
    return [(issue.line, issue.column) for issue in issues]


@pytest.mark.parametrize("table", LEDGER, ids=lambda table: table.name)
def test_a_good_claim_of_every_table_passes(table: object) -> None:
    assert validate(table.name, {}) == []


def test_good_reference_rows_pass() -> None:
    assert validate("places", *PLACES) == []
    assert validate("sources", *SOURCES) == []


@pytest.mark.parametrize("table", TABLES)
def test_an_empty_table_passes(table: str) -> None:
    assert validate(table) == []


@pytest.mark.parametrize(
    ("table", "column"),
    [(table.name, column.name) for table in LEDGER for column in table.columns if column.required],
)
def test_a_required_cell_that_is_empty_is_an_issue_at_its_line_and_column(
    table: str, column: str
) -> None:
    (issue,) = validate(table, {}, {column: ""})
    assert (issue.line, issue.column, issue.value) == (3, column, "")
    assert issue.problem == "Nothing is given."


@pytest.mark.parametrize(
    ("table", "column"),
    [
        (table.name, column.name)
        for table in TABLES.values()
        for column in table.columns
        if column.kind != "text"
    ],
)
def test_a_cell_of_another_kind_is_an_issue_with_its_value_and_advice(
    table: str, column: str
) -> None:
    found = [one for one in validate(table, {column: "{{ 7 }}|"}) if one.column == column]
    assert {(one.line, one.value) for one in found} == {(2, "{{ 7 }}|")}
    assert all(one.problem and one.advice for one in found)


def test_all_issues_come_at_once_in_the_order_of_the_lines() -> None:
    issues = validate("casualties", {"low": "few", "certainty": "Sure"}, {}, {"place": ""})
    assert where(issues) == [(2, "certainty"), (2, "low"), (4, "place")]


@pytest.mark.parametrize(
    ("begin", "end", "is_good"),
    [
        ("2022-01-07", "2022-01-07", True),
        ("2022-01-07T18:00", "2022-01-07", True),
        ("2022-01-07", "2022-01-07T00:00", True),
        ("2022-01-07T18:00", "2022-01-07T18:00", True),
        ("2022-01-07", "", True),
        ("", "2022-01-07", True),
        ("2022-01-08", "2022-01-07", False),
        ("2022-01-07T18:00", "2022-01-07T17:59", False),
        ("2022-01-08T00:00", "2022-01-07", False),
        ("2022-01-08", "2022-01-07T23:59:59", False),
    ],
)
def test_nothing_ends_before_it_begins(begin: str, end: str, is_good: bool) -> None:
    issues = validate("status", {"occurred_from": begin, "occurred_to": end})
    assert where(issues) == ([] if is_good else [(2, "occurred_to")])


@pytest.mark.parametrize(
    ("message", "replaces", "is_good"),
    [
        ("Alert", "", True),
        ("Update", "b", True),
        ("Cancel", "b|c", True),
        ("Alert", "b", False),
        ("Update", "", False),
        ("Cancel", "", False),
    ],
)
def test_only_an_update_or_cancel_says_what_it_replaces(
    message: str, replaces: str, is_good: bool
) -> None:
    issues = validate("status", {"message": message, "replaces": replaces})
    assert where(issues) == ([] if is_good else [(2, "replaces")])


COUNTS = st.none() | st.integers(0, 50)


@given(COUNTS, COUNTS, COUNTS)
def test_low_best_and_high_stand_in_this_order(
    low: int | None, best: int | None, high: int | None
) -> None:
    given_ = [value for value in (low, best, high) if value is not None]
    texts = ["" if value is None else str(value) for value in (low, best, high)]
    for table, prefix in (("casualties", ""), ("deployments", "personnel_")):
        names = [f"{prefix}{name}" for name in ("low", "best", "high")]
        issues = validate(table, dict(zip(names, texts, strict=True)))
        assert where(issues) == ([] if given_ == sorted(given_) else [(2, f"{prefix}low")])


@pytest.mark.parametrize("counts", [("9" * 1000, "1", "nan"), ("inf", "0x10", "1e999")])
def test_what_is_no_count_is_one_issue_and_is_not_compared(counts: tuple[str, ...]) -> None:
    issues = validate("casualties", dict(zip(("low", "best", "high"), counts, strict=True)))
    bad = [name for name, cell in zip(("low", "best", "high"), counts, strict=True) if cell != "1"]
    assert sorted(one.column for one in issues if "whole number" in one.problem) == sorted(bad)


def test_a_daily_window_has_a_begin_and_an_end() -> None:
    assert where(validate("restrictions", {"daily_from": "19:00"})) == [(2, "daily_from")]
    assert where(validate("restrictions", {"daily_to": "07:00"})) == [(2, "daily_from")]
    assert validate("restrictions", {"daily_from": "19:00", "daily_to": "07:00"}) == []


@pytest.mark.parametrize("kind", EVENTS)
@pytest.mark.parametrize("sub", ["Mob violence", "Armed clash", "Other", "Attack"])
def test_a_sub_event_belongs_to_its_event(kind: str, sub: str) -> None:
    issues = validate("incidents", {"event_type": kind, "sub_event_type": sub})
    assert where(issues) == ([] if sub in EVENTS[kind] else [(2, "sub_event_type")])


@pytest.mark.parametrize("sign", ["\x00", "\x1b", "\u202e", "\u2066"])
def test_a_sign_that_no_reader_sees_is_a_warning(sign: str) -> None:
    (issue,) = validate("status", {}, {"summary": f"Calm{sign} again."})
    assert (issue.level, issue.line, issue.column) == ("warning", 3, "summary")
    assert f"U+{ord(sign):04X}" in issue.problem


FLOODS = Table(
    "floods",
    "Floods",
    "place_id",
    (
        *(Column(name, "count", name) for name in ("least", "likely", "most")),
        *(Column(name, "clock", name) for name in ("rises", "falls")),
        *(Column(name, "text", name) for name in ("water", "kind")),
    ),
    ledger=False,
    ranges=(("least", "likely", "most"),),
    windows=(("rises", "falls"),),
    dependents=(Dependent("kind", "water", (("river", ("ice",)), ("sea", ("tide",))), "See it."),),
)


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ({"least": "3", "most": "2"}, "least"),
        ({"rises": "10:00"}, "rises"),
        ({"falls": "10:00"}, "rises"),
        ({"water": "sea", "kind": "ice"}, "kind"),
        ({"water": "lake", "kind": "ice"}, None),
        ({"least": "2", "most": "3", "rises": "10:00", "falls": "11:00", "water": "sea"}, None),
    ],
)
def test_what_any_table_declares_of_its_columns_is_checked(
    row: dict[str, str], column: str | None
) -> None:
    cells = [{name: row.get(name, "") for name in FLOODS.names}]
    issues = validate_table(pd.DataFrame(cells).assign(line=2), FLOODS)
    assert [one.column for one in issues] == ([column] if column else [])


def test_a_cell_that_stands_many_times_is_an_issue_each_time() -> None:
    issues = validate("status", *[{"severity": "Bad"}] * 3, {})
    assert where(issues) == [(2, "severity"), (3, "severity"), (4, "severity")]


def test_letters_lost_in_many_cells_are_one_warning_at_the_first() -> None:
    rows = [{"name": "Taraz"}, *({"name": f"?скемен {i}", "aliases": "А?тау"} for i in range(9))]
    places = [PLACES[2] | row for row in rows]
    (issue,) = validate("places", *places)
    assert (issue.level, issue.line, issue.column) == ("warning", 3, "aliases")
    assert "lost letters to an encoding, here and in 17 more cells" in issue.problem


@pytest.mark.parametrize(
    ("text", "said"),
    [("Shops Ð·Ð°Ð²Ñ‚Ñ€Ð°", "wrong encoding"), ("Shops in А?тау", "lost letters"),
     ("Shops in Ta\u200braz", "U+200B"), ("Shops in Tаraz", "Cyrillic: а (U+0430)")],
)  # fmt: skip
def test_a_text_that_is_not_what_was_written_is_a_warning_at_its_place(
    text: str, said: str
) -> None:
    (issue,) = validate("status", {}, {"summary": text})
    assert (issue.level, issue.line, issue.column, issue.value) == ("warning", 3, "summary", text)
    assert said in issue.problem
    assert issue.advice


def test_a_required_text_of_signs_that_nobody_sees_is_not_given() -> None:
    issues = validate("status", {"summary": "\u200b\u2060"})
    assert issues[0].problem == "Nothing is given."
