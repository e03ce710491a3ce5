"""Restrictions in local time, against a simulation that looks at every minute on its own."""

from datetime import date, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from geo.dataset import Dataset
from geo.ledger import Selection
from geo.subjects import curfews
from geo.subjects.curfew_question import UNKNOWN, answer
from geo.subjects.curfew_spans import day_hours
from geo.subjects.curfews import (
    enclosing,
    in_force,
    in_force_everywhere,
    running_spell,
    spells_between,
)
from geo.subjects.tonight import tonight
from geo.view import View
from tests.support.building import make_dataset
from tests.support.drawing import draws

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
FIRST = date(2022, 1, 5)
DAYS = st.integers(0, 3).map(lambda days: FIRST + days * DAY)
CLOCKS = st.times().map(lambda clock: clock.replace(second=0, microsecond=0))
EDGES = st.none() | DAYS | st.builds(datetime.combine, DAYS, CLOCKS)
INSTANTS = st.builds(datetime.combine, st.integers(-2, 6).map(lambda n: FIRST + n * DAY), CLOCKS)


def restriction(begin: object, end: object, hours: tuple[time, time] | None) -> SimpleNamespace:
    opens, closes = (f"{clock:%H:%M}" for clock in hours) if hours else ("", "")
    texts = [_iso(edge) for edge in (begin, end)]
    return SimpleNamespace(
        occurred_from=texts[0], occurred_to=texts[1], holds_to=texts[1],
        begun_by="",        daily_from=opens, daily_to=closes,
    )  # fmt: skip


def _iso(edge: date | datetime | None) -> str:
    if edge is None:
        return ""
    return edge.isoformat(timespec="minutes") if isinstance(edge, datetime) else edge.isoformat()


def simulate(begin: object, end: object, hours: tuple[time, time] | None, at: datetime) -> bool:
    """Whether a minute is restricted, from the words of the rule alone, by walking back to it."""
    if isinstance(end, datetime):
        if at >= end:
            return False
    elif end and at.date() > end:
        return False
    if isinstance(begin, datetime):
        if at < begin:
            return False
    elif begin and at.date() < begin:
        return False
    if hours is None:
        return True
    # Walk back minute by minute until the window that could hold this minute opened.
    opened = at
    while opened.time() != hours[0]:
        opened -= MINUTE
    is_date = begin is not None and not isinstance(begin, datetime)
    if is_date and opened.date() < begin:
        return False
    # Walk on from its opening: the window runs until the clock first shows the closing time.
    passing = opened + MINUTE
    while passing <= at:
        if passing.time() == hours[1]:
            return False
        passing += MINUTE
    return True


RULES = {"begin": EDGES, "end": EDGES, "hours": st.none() | st.tuples(CLOCKS, CLOCKS)}
NIGHT = (time(19), time(7))


@given(**RULES, at=INSTANTS)
@example(begin=FIRST, end=None, hours=NIGHT, at=datetime(2022, 1, 5, 1))
@example(begin=datetime(2022, 1, 5, 1), end=None, hours=NIGHT, at=datetime(2022, 1, 5, 1))
@example(begin=FIRST, end=FIRST, hours=NIGHT, at=datetime(2022, 1, 6, 0))
@example(begin=FIRST, end=None, hours=(time(7), time(7)), at=datetime(2022, 1, 6, 6, 59))
def test_in_force_is_what_a_walk_through_the_minutes_finds(
    begin: object, end: object, hours: tuple[time, time] | None, at: datetime
) -> None:
    spell = running_spell(restriction(begin, end, hours), at)
    assert (spell is not None) == simulate(begin, end, hours, at)


@draws(30)
@given(**RULES)
def test_the_spells_of_two_days_are_its_restricted_minutes(
    begin: object, end: object, hours: tuple[time, time] | None
) -> None:
    start = datetime(2022, 1, 4)
    stop = start + 2 * DAY
    spells = list(spells_between(restriction(begin, end, hours), start, stop))
    minutes = [start + n * 31 * MINUTE for n in range(2 * 24 * 60 // 31)]
    held = [minute for minute in minutes if any(a <= minute < b for a, b in spells)]
    assert held == [minute for minute in minutes if simulate(begin, end, hours, minute)]
    assert all(a < b for a, b in spells)
    assert all(one[1] <= other[0] for one, other in pairwise(spells))


@given(**RULES, at=INSTANTS)
def test_until_is_the_first_minute_that_is_free_or_of_the_next_window(
    begin: object, end: object, hours: tuple[time, time] | None, at: datetime
) -> None:
    claim = restriction(begin, end, hours)
    spell = running_spell(claim, at)
    if spell is None or spell[1] > at + 30 * DAY:
        return
    assert running_spell(claim, spell[1] - MINUTE) == spell
    assert running_spell(claim, spell[1]) != spell


@pytest.mark.parametrize("at", ["1900-01-01T00:00", "2199-12-31T23:59:59"])
@pytest.mark.parametrize("hours", [None, NIGHT])
def test_the_first_and_last_year_that_a_dataset_can_name_do_not_overflow(
    at: str, hours: tuple[time, time] | None
) -> None:
    claim = restriction(None, FIRST, hours)
    before = at.startswith("1900")
    in_window = before if hours is None else before and datetime.fromisoformat(at).time() < NIGHT[1]
    assert (running_spell(claim, datetime.fromisoformat(at)) is not None) == in_window


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    night = {"daily_from": "23:00", "daily_to": "07:00", "occurred_from": "2022-01-05"}
    rows = [
        {"entry_id": "taraz-19", "daily_from": "19:00", "daily_to": "07:00"},
        {"entry_id": "region-23", "place": "Jambyl Region", **night},
        {"entry_id": "country", "place": "Kazakhstan", "kind": "state_of_emergency"},
        {"entry_id": "taraz-open", "occurred_from": "", "kind": "checkpoint"},
        {"entry_id": "atyrau-19", "place": "Atyrau", "daily_from": "19:00", "daily_to": "07:00"},
        {"entry_id": "nowhere", "place": "Nowhere"},
    ]
    return make_dataset(tmp_path_factory.mktemp("curfews"), restrictions=rows)


def view(dataset: Dataset, at: str) -> View:
    return View(dataset, Selection(pd.Timestamp(at)))


def held(dataset: Dataset, place_id: str, at: str) -> dict[str, object]:
    restrictions = view(dataset, "2022-01-09T00:00Z").table("restrictions")
    rows = in_force(restrictions, place_id, dataset.places, datetime.fromisoformat(at))
    return dict(zip(rows.entry_id, rows.until, strict=True))


def test_contradictory_hours_are_both_in_force_with_what_holds_around(dataset: Dataset) -> None:
    assert held(dataset, "taraz", "2022-01-08T00:30") == {
        "taraz-19": datetime(2022, 1, 8, 7),
        "region-23": datetime(2022, 1, 8, 7),
        "country": None,
        "taraz-open": None,
    }
    assert held(dataset, "taraz", "2022-01-07T20:00").keys() == {
        "taraz-19",
        "country",
        "taraz-open",
    }


def test_a_regional_restriction_holds_in_the_region_and_nowhere_else(dataset: Dataset) -> None:
    assert held(dataset, "jambyl-region", "2022-01-06T23:30").keys() == {"region-23"}
    assert held(dataset, "almaty", "2022-01-06T23:30") == {}
    assert held(dataset, "kazakhstan", "2022-01-07T00:00") == {"country": None}


def test_what_covers_a_part_of_a_place_says_nothing_of_a_place_inside(tmp_path: Path) -> None:
    hours = {"kind": "curfew", "daily_from": "19:00", "daily_to": "07:00", "basis": "decreed"}
    parts = {"Kazakhstan": "major cities", "Jambyl Region": "all but Taraz"}
    rows = [{"entry_id": text[:3].lower(), "place": text, "part": parts[text], **hours}
            for text in parts]  # fmt: skip
    dataset = make_dataset(tmp_path / "parts", restrictions=rows)
    assert held(dataset, "taraz", "2022-01-07T20:00") == {}
    assert held(dataset, "jambyl-region", "2022-01-07T20:00").keys() == {"jam"}
    assert held(dataset, "kazakhstan", "2022-01-07T20:00").keys() == {"kaz"}
    seen = view(dataset, "2022-01-09T00:00Z")
    claims = seen.table("restrictions")
    assert answer(claims, "taraz", dataset.places, datetime(2022, 1, 7, 20)).verdict == UNKNOWN
    at = pd.Timestamp("2022-01-07T14:00Z")
    running = in_force_everywhere(claims, dataset.places, at)
    assert dict(zip(running.place_id, running.entry_id, strict=True)) == {
        "kazakhstan": "kaz", "jambyl-region": "jam",
    }  # fmt: skip
    assert list(tonight(claims, dataset.places, at).place_id) == ["jambyl-region"]
    hours_of_day = day_hours(claims, dataset.places, date(2022, 1, 7))
    assert set(hours_of_day.place_id) == {"kazakhstan", "jambyl-region"}


def test_nothing_is_in_force_before_the_first_window(dataset: Dataset) -> None:
    assert held(dataset, "taraz", "2022-01-07T01:00").keys() == {
        "region-23", "country", "taraz-open",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("at", "in_taraz", "in_atyrau"),
    [
        ("2022-01-07T12:59Z", False, False),
        ("2022-01-07T13:00Z", True, False),  # 19:00 at UTC+6
        ("2022-01-07T13:59Z", True, False),
        ("2022-01-07T14:00Z", True, True),  # 19:00 at UTC+5
        ("2022-01-08T00:59Z", True, True),
        ("2022-01-08T01:00Z", False, True),
        ("2022-01-08T02:00Z", False, False),
    ],
)
def test_the_same_hours_begin_later_in_the_western_zone(
    dataset: Dataset, at: str, in_taraz: bool, in_atyrau: bool
) -> None:
    restrictions = view(dataset, "2022-01-09T00:00Z").table("restrictions")
    running = in_force_everywhere(restrictions, dataset.places, pd.Timestamp(at))
    ids = set(zip(running.place_id, running.entry_id, strict=True))
    assert (("taraz", "taraz-19") in ids) == in_taraz
    assert (("atyrau", "atyrau-19") in ids) == in_atyrau
    assert "nowhere" not in set(running.entry_id)


@draws(15)
@given(st.integers(-72, 72))
def test_everywhere_is_what_each_place_has_at_its_own_hour(hours: int) -> None:
    dataset = SHARED["dataset"]
    at = pd.Timestamp("2022-01-07T00:00Z") + pd.Timedelta(hours=hours)
    restrictions = view(dataset, "2022-01-09T00:00Z").table("restrictions")
    running = in_force_everywhere(restrictions, dataset.places, at)
    found = {(row.place_id, row.entry_id): row.until for row in running.itertuples()}
    expected = {}
    for place_id, zone in dataset.places.timezone.items():
        local = curfews.local_time(at, zone)
        rows = in_force(restrictions, place_id, dataset.places, local)
        expected |= {(place_id, row.entry_id): row.until for row in rows.itertuples()}
    assert found == expected


SHARED: dict[str, Dataset] = {}


@pytest.fixture(autouse=True, scope="module")
def _share(tmp_path_factory: pytest.TempPathFactory) -> None:
    rows = [
        {"daily_from": "19:00", "daily_to": "07:00"},
        {"place": "Jambyl Region", "daily_from": "23:00", "daily_to": "05:00"},
        {"place": "Kazakhstan", "occurred_from": "2022-01-06T01:30", "occurred_to": "2022-01-08"},
        {"place": "Atyrau", "daily_from": "08:00", "daily_to": "10:00"},
    ]
    SHARED["dataset"] = make_dataset(tmp_path_factory.mktemp("shared"), restrictions=rows)


def test_a_city_lies_in_its_region_and_country(dataset: Dataset) -> None:
    chain = enclosing(dataset.places)
    assert chain["taraz"] == ("taraz", "jambyl-region", "kazakhstan")
    assert chain["almaty"] == ("almaty", "kazakhstan")
    assert chain["jambyl-region"] == ("jambyl-region", "kazakhstan")
    assert chain["kazakhstan"] == ("kazakhstan",)


def test_without_restrictions_nothing_is_in_force(tmp_path: object) -> None:
    empty = make_dataset(tmp_path)
    restrictions = view(empty, "2022-01-09T00:00Z").table("restrictions")
    assert in_force_everywhere(restrictions, empty.places, pd.Timestamp("2022-01-07T00:00Z")).empty
    assert in_force(restrictions, "taraz", empty.places, datetime(2022, 1, 7)).empty
