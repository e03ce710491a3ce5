"""Dates that can be read and still cannot be right."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.dataset import Dataset, load_dataset
from geo.dataset.issues import Issue
from geo.dataset.plausibility import check_future
from geo.dataset.schema import SOURCES as SOURCE_TABLE
from tests.dataset.test_linking import text_frame
from tests.support.building import CRISIS, SOURCES, write_dataset

TODAY = date(2022, 2, 1)


def load(directory: Path, **tables: list[dict]) -> Dataset:
    return load_dataset(write_dataset(directory, **tables), today=TODAY)


def where(issues: tuple[Issue, ...]) -> list[tuple]:
    return [(one.level, one.table, one.line, one.column) for one in issues]


def set_period(directory: Path, begin: str, end: str) -> None:
    package = {"crisis": CRISIS | {"from": begin, "to": end}}
    (directory / "datapackage.json").write_text(json.dumps(package))


def test_a_report_of_the_next_century_is_an_error_and_does_not_move_the_clock(
    tmp_path: Path,
) -> None:
    dataset = load(tmp_path, status=[{}, {"reported_at": "2122-01-05"}])
    assert where(dataset.issues) == [("error", "status", 3, "reported_at")]
    assert list(dataset.claims.line) == [2]


def test_a_source_of_a_year_to_come_is_one_error_for_all_its_claims(tmp_path: Path) -> None:
    sources = [SOURCES[0] | {"published_at": "2222-01-07"}, *SOURCES[1:]]
    write_dataset(tmp_path, sources=sources, status=[{"reported_at": ""} for _ in range(9)])
    dataset = load_dataset(tmp_path, today=TODAY)
    assert where(dataset.issues) == [("error", "sources", 2, "published_at")]


@given(st.dates(date(2021, 12, 1), date(2022, 3, 1)), st.sampled_from(["", "T23:59+14:00"]))
def test_what_lies_more_than_a_day_ahead_has_not_been_published(day: date, hour: str) -> None:
    frame = text_frame("sources", [{"published_at": f"{day}{hour}"}])
    issues = list(check_future(frame, SOURCE_TABLE, TODAY))
    assert bool(issues) == (day > TODAY + timedelta(days=1))


@pytest.mark.parametrize("text", ["2022", "2022-02", "2022-01"])
def test_the_month_that_is_going_on_is_not_to_come(text: str) -> None:
    assert not list(
        check_future(text_frame("sources", [{"published_at": text}]), SOURCE_TABLE, TODAY)
    )


@pytest.mark.parametrize("table", ["status", "incidents", "casualties"])
@pytest.mark.parametrize(
    ("begin", "reported", "is_said"),
    [
        ("2022-07-01", "2022-01-07", True),
        ("2022-01-08", "2022-01-07", True),
        ("2022-01-07", "2022-01-07", False),
        ("2022-01-07T23:00", "2022-01-07", False),
        ("2022-01-07T12:00", "2022-01-07T11:59+06:00", True),
        ("2022-01-07T12:00", "2022-01-07T12:00+06:00", False),
        ("2022-01-07", "2022-01-06T18:30Z", False),
    ],
)
def test_an_event_reported_before_it_happened_is_a_warning(
    tmp_path: Path, table: str, begin: str, reported: str, is_said: bool
) -> None:
    row = {"occurred_from": begin, "reported_at": reported}
    row |= {"best": "3"} if table == "casualties" else {}
    issues = load(tmp_path, **{table: [row]}).issues
    assert where(issues) == [("warning", table, 2, "occurred_from")] * is_said


@pytest.mark.parametrize("table", ["restrictions", "services", "deployments", "contacts"])
def test_what_is_announced_ahead_is_no_mistake(tmp_path: Path, table: str) -> None:
    assert load(tmp_path, **{table: [{"occurred_from": "2022-01-20"}]}).issues == ()


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ({"occurred_from": "2021-01-07"}, "occurred_from"),
        ({"occurred_from": "2021-12-31T23:59"}, "occurred_from"),
        ({"occurred_from": "", "occurred_to": "2022-02-01", "reported_at": "2022-02-01"},
         "occurred_to"),
        ({"occurred_from": "", "reported_at": "2021-01-07"}, "reported_at"),
        ({"occurred_from": "2022-01-01", "reported_at": "2021-12-31T20:00+06:00"}, None),
        ({"occurred_from": "2022-01-31", "occurred_to": "2022-06-01"}, None),
        ({"occurred_from": "2022-01-31", "reported_at": "2022-02-01"}, None),
    ],
)  # fmt: skip
def test_a_date_outside_the_crisis_is_a_warning(
    tmp_path: Path, row: dict, column: str | None
) -> None:
    write_dataset(tmp_path, restrictions=[{}, row])
    set_period(tmp_path, "2022-01-01", "2022-01-31")
    issues = load_dataset(tmp_path, today=TODAY).issues
    assert where(issues) == ([("warning", "restrictions", 3, column)] if column else [])


def test_where_most_claims_lie_outside_the_crisis_its_days_are_the_one_cause(
    tmp_path: Path,
) -> None:
    rows = [{"summary": f"Claim {i}."} for i in range(20)]
    write_dataset(tmp_path, status=rows, contacts=[{"occurred_from": "2021-01-07"}])
    set_period(tmp_path, "2021-01-01", "2021-01-31")
    (issue,) = load_dataset(tmp_path, today=TODAY).issues
    assert (issue.level, issue.table, issue.column) == ("warning", "datapackage", "crisis.from")
    assert "20 of 21 claims" in issue.problem


PUBLISHED = [one | {"published_at": day} for one, day in
             zip(SOURCES, ("2022-01-07", "2022-01-08T10:00+06:00", ""), strict=True)]  # fmt: skip


@pytest.mark.parametrize(
    ("row", "is_said"),
    [
        ({"reported_at": "2022-01-06"}, True),
        ({"reported_at": "2022-01-07"}, False),
        ({"reported_at": "2022-01-07T00:30+06:00"}, False),
        ({"reported_at": ""}, False),
        ({"reported_at": "2022-01-08T09:59+06:00", "source_id": "s2"}, True),
        ({"reported_at": "2022-01-08", "source_id": "s2"}, False),
        ({"reported_at": "2022-01-06", "source_id": "s1|s3"}, False),
        ({"reported_at": "2022-01-06", "source_id": "s1|s2"}, True),
        ({"reported_at": "2022-01-06", "reported_basis": "carried"}, False),
        ({"reported_at": "2022-01-06", "reported_basis": "not_before"}, False),
    ],
)
def test_a_report_before_all_its_sources_is_a_warning(
    tmp_path: Path, row: dict, is_said: bool
) -> None:
    write_dataset(tmp_path, sources=PUBLISHED, status=[row | {"occurred_from": "2022-01-05"}])
    issues = load_dataset(tmp_path, today=TODAY).issues
    assert where(issues) == [("warning", "status", 2, "reported_at")] * is_said


def test_a_month_begins_on_its_first_day(tmp_path: Path) -> None:
    sources = [SOURCES[0] | {"published_at": "2022-01"}, *SOURCES[1:]]
    write_dataset(tmp_path, sources=sources, status=[{"reported_at": "2022-01-07"}])
    assert load_dataset(tmp_path, today=TODAY).issues == ()
