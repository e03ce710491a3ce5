"""What was withdrawn or corrected, and no later news."""

from pathlib import Path

import pandas as pd
import pytest

from geo.dataset import Dataset, load_dataset
from geo.ledger import Selection
from geo.standing.corrections import corrections, newest_first, tabulate
from geo.subjects.correcting import corrects
from geo.view import View
from tests.support.building import make_dataset
from tests.support.paths import SHIPPED


@pytest.fixture(scope="module")
def shipped() -> Dataset:
    return load_dataset(SHIPPED)


def view(dataset: Dataset, text: str, **filters: tuple[str, ...]) -> View:
    return View(dataset, Selection(pd.Timestamp(text, tz=dataset.about.zone), **filters))


def told(shown: View) -> list[tuple[str, str]]:
    return [(str(one.kind), one.claim.entry_id) for one in corrections(shown)]


def test_the_withdrawn_164_is_first_among_the_casualties_of_the_country(shipped: Dataset) -> None:
    asked = {"places": ("kazakhstan",), "tables": ("casualties",)}
    first, *others = tabulate(view(shipped, "2023-03-17", **asked)).itertuples()
    assert (first.correction, first.entry_id) == (
        "withdrawn", "ca-kazakhstan-killed-164-withdrawn")  # fmt: skip
    assert (first.stood_for, first.corrected_by) == ("7 h", "Information Ministry of Kazakhstan")
    assert "technical error" in first.why
    assert first.instead.startswith("people killed: 238, Prosecutor General of Kazakhstan")
    assert "ca-kazakhstan-killed-238" in first.instead_ids.split("|")
    # Of 50 other Updates on people these two took something back.
    assert [(one.correction, one.entry_id, one.corrected_in) for one in others] == [
        ("corrected", "ca-kazakhstan-attackers-killed-149", "ca-kazakhstan-attackers-killed-67"),
        ("corrected", "ca-kazakhstan-security-killed-18", "ca-kazakhstan-security-killed-16"),
    ]


def test_nothing_is_taken_back_before_somebody_did(shipped: Dataset) -> None:
    before, after = (view(shipped, f"2022-01-09T{hour}") for hour in ("21:32", "21:34"))
    name = ("withdrawn", "ca-kazakhstan-killed-164-withdrawn")
    assert name not in told(before)
    assert told(after)[0] == name
    since = pd.Timestamp("2022-01-09T21:00", tz="Asia/Almaty")
    assert {one.kind for one in corrections(after, since)} == {"withdrawn"}
    assert newest_first(corrections(view(shipped, "2023-03-17")))[0].kind == "corrected"


COUNT = {"place": "Almaty", "counts": "toll", "as_of": "2022-01-06",
         "reported_at": "2022-01-06T10:00+06:00"}  # fmt: skip
# What is replaced, what replaces it, and whether that is a correction.
COUNTS = {
    "a later day of a running toll": ({"best": "12"}, {"best": "18", "as_of": "2022-01-07"}, False),
    "more of the same day, whose hours nobody gave": ({"best": "12"}, {"best": "18"}, False),
    "fewer killed by a later day": ({"best": "18"}, {"best": "16", "as_of": "2022-01-09"}, True),
    "fewer, and the ranges meet": (
        {"low": "18"}, {"best": "20", "as_of": "2022-01-09"}, False),
    "fewer in custody by a later day": (
        {"measure": "detained", "best": "18"},
        {"measure": "detained", "best": "16", "as_of": "2022-01-09"}, False),
    "fewer in custody at the same hour": (
        {"measure": "detained", "best": "18", "as_of": "2022-01-06T09:00"},
        {"measure": "detained", "best": "16", "as_of": "2022-01-06T09:00"}, True),
    "more for an earlier day": ({"best": "12"}, {"best": "18", "as_of": "2022-01-05"}, True),
    "the same number again": ({"best": "12"}, {"best": "12", "as_of": "2022-01-05"}, False),
    "other people": ({"best": "18"}, {"best": "16", "group": "police"}, False),
    "disputed by a curator": (
        {"best": "12"}, {"best": "18", "as_of": "2022-01-07", "disputes": "casualties-0"}, True),
    "fewer in custody after one event": (
        {"counts": "event", "as_of": "", "event": "fire", "measure": "detained", "best": "18"},
        {"counts": "event", "as_of": "", "event": "fire", "measure": "detained", "best": "16"},
        True),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "is_one"), COUNTS.values(), ids=COUNTS)
def test_a_newer_count_is_no_correction(
    old: dict[str, str], new: dict[str, str], is_one: bool, tmp_path: Path
) -> None:
    later = {"message": "Update", "replaces": "casualties-0", "reported_at": "2022-01-09"}
    rows = make_dataset(tmp_path / "data", casualties=[COUNT | old, COUNT | new | later]).rows
    assert corrects(rows["casualties-1"], rows["casualties-0"]) is is_one


HOURS = {"daily_from": "23:00", "daily_to": "07:00", "occurred_from": "2022-01-05T23:00"}
CURFEWS = {
    "another end": ({"occurred_to": "2022-01-09"}, False),
    "other hours from a later day": ({"daily_from": "20:00", "occurred_from": "2022-01-08"}, False),
    "other hours from the same hour on": ({"daily_from": "20:00"}, True),
    "other hours from an hour of the same day": (
        {"daily_from": "20:00", "occurred_from": "2022-01-05"}, False),
    "decreed, and not only reported": ({"basis": "reported"}, False),
    "withdrawn": ({"message": "Cancel"}, True),
}  # fmt: skip


@pytest.mark.parametrize(("new", "is_one"), CURFEWS.values(), ids=CURFEWS)
def test_what_became_of_a_decree_is_no_correction(
    new: dict[str, str], is_one: bool, tmp_path: Path
) -> None:
    later = {"message": "Update", "replaces": "restrictions-0", "reported_at": "2022-01-09"}
    rows = make_dataset(tmp_path / "data", restrictions=[HOURS, HOURS | later | new]).rows
    assert corrects(rows["restrictions-1"], rows["restrictions-0"]) is is_one


def test_the_last_message_stands_and_of_what_is_withdrawn_nothing(tmp_path: Path) -> None:
    rows = [
        COUNT | {"best": "18"},
        COUNT | {"best": "16", "as_of": "2022-01-07", "reported_at": "2022-01-07",
                 "message": "Update", "replaces": "casualties-0"},
        COUNT | {"best": "17", "as_of": "2022-01-08", "reported_at": "2022-01-08",
                 "message": "Update", "replaces": "casualties-1", "summary": "Then 17."},
        COUNT | {"reported_at": "2022-01-09", "message": "Cancel", "replaces": "casualties-2"},
    ]  # fmt: skip
    dataset = make_dataset(tmp_path / "data", casualties=rows)
    [one] = tabulate(view(dataset, "2022-01-08T23:59:59")).itertuples()
    assert (one.stood_for, one.instead, one.instead_ids) == ("1 day", "Then 17.", "casualties-2")
    shown = tabulate(view(dataset, "2022-01-09T23:59:59"))
    assert shown.entry_id.tolist() == ["casualties-2", "casualties-0"]
    assert shown.instead.tolist() == ["", ""]
