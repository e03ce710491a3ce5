"""Was it in force at this hour: yes, no, contradictory or not known, by claims that are named."""

from datetime import datetime, timedelta
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.dataset import Dataset, load_dataset
from geo.ledger import Selection
from geo.rows import read_rows
from geo.subjects import curfew_question, curfews
from geo.subjects.curfew_question import CONTRADICTORY, NO, UNKNOWN, YES, answer
from geo.subjects.curfews import Restriction
from geo.view import View
from tests.support.building import make_dataset
from tests.support.drawing import draws
from tests.support.paths import JANUARY

REGION = {
    "entry_id": "region",
    "place": "Jambyl Region",
    "occurred_from": "2022-01-05",
    "occurred_to": "2022-01-19T00:00",
    "daily_from": "23:00",
    "daily_to": "07:00",
}
CITY = {"entry_id": "city", "source_id": "s2", "daily_from": "19:00", "daily_to": "07:00"}


def ask(
    dataset: Dataset, place_id: str, at: str, known_on: str = "2022-02-01"
) -> curfew_question.Answer:
    view = View(dataset, Selection(known_on=pd.Timestamp(known_on, tz="UTC")))
    instant = datetime.fromisoformat(at)
    return answer(view.table("restrictions"), place_id, dataset.places, instant)


def said(found: curfew_question.Answer) -> dict[str, str]:
    return dict(zip(found.claims.entry_id, found.claims.says, strict=True))


def test_claims_that_disagree_on_the_hour_are_contradictory_and_both_named(tmp_path: Path) -> None:
    found = ask(make_dataset(tmp_path, restrictions=[REGION, CITY]), "taraz", "2022-01-07T20:00")
    assert found.verdict == CONTRADICTORY
    assert said(found) == {"region": "not at this hour", "city": "in force"}
    assert dict(zip(found.claims.entry_id, found.claims.next_turn, strict=True)) == {
        "region": datetime.fromisoformat("2022-01-07T23:00"),
        "city": datetime.fromisoformat("2022-01-08T07:00"),
    }
    assert found.next_change == datetime.fromisoformat("2022-01-07T23:00")


@pytest.mark.parametrize(
    ("at", "verdict"),
    [
        ("2022-01-07T23:30", YES),
        ("2022-01-08T06:59", YES),
        ("2022-01-08T07:00", NO),
        ("2022-01-06T23:30", YES),
        ("2022-01-06T20:00", NO),
        ("2022-01-04T23:30", NO),
    ],
)
def test_claims_that_agree_give_yes_or_no(tmp_path: Path, at: str, verdict: str) -> None:
    dataset = make_dataset(tmp_path, restrictions=[REGION, CITY])
    assert ask(dataset, "taraz", at).verdict == verdict


def test_a_claim_that_is_over_or_ahead_contradicts_nothing(tmp_path: Path) -> None:
    later = CITY | {"entry_id": "later", "occurred_from": "2022-01-25", "daily_from": "18:00"}
    dataset = make_dataset(tmp_path, restrictions=[REGION, CITY, later])
    found = ask(dataset, "taraz", "2022-01-20T20:00")
    assert found.verdict == YES
    assert said(found) == {"region": "over by then", "city": "in force", "later": "not begun"}


def test_before_its_first_window_a_claim_has_not_begun(tmp_path: Path) -> None:
    dataset = make_dataset(tmp_path, restrictions=[REGION, CITY])
    found = ask(dataset, "taraz", "2022-01-07T02:00")
    assert found.verdict == YES
    assert said(found) == {"region": "in force", "city": "not begun"}


def test_no_claim_is_not_known_and_not_no(tmp_path: Path) -> None:
    found = ask(make_dataset(tmp_path, restrictions=[CITY]), "almaty", "2022-01-07T20:00")
    assert (found.verdict, len(found.claims), found.next_change) == (UNKNOWN, 0, None)


def test_a_regional_claim_does_not_speak_of_other_regions(tmp_path: Path) -> None:
    dataset = make_dataset(tmp_path, restrictions=[REGION])
    assert ask(dataset, "atyrau", "2022-01-07T23:30").verdict == UNKNOWN
    assert ask(dataset, "jambyl-region", "2022-01-07T23:30").verdict == YES


def test_a_restriction_without_hours_or_end_changes_no_more(tmp_path: Path) -> None:
    dataset = make_dataset(tmp_path, restrictions=[{"kind": "curfew"}])
    found = ask(dataset, "taraz", "2022-01-08T20:00")
    assert (found.verdict, found.next_change) == (YES, None)


def test_hours_round_the_clock_run_into_each_other(tmp_path: Path) -> None:
    hours = {"daily_from": "07:00", "daily_to": "07:00", "occurred_to": "2022-01-19T00:00"}
    dataset = make_dataset(tmp_path, restrictions=[hours])
    found = ask(dataset, "taraz", "2022-01-09T20:00")
    assert found.next_change == datetime.fromisoformat("2022-01-19T00:00")


def test_what_is_no_longer_reported_is_not_known(tmp_path: Path) -> None:
    dataset = make_dataset(tmp_path, restrictions=[CITY | {"basis": "reported"}])
    assert ask(dataset, "taraz", "2022-01-09T20:00").verdict == YES
    found = ask(dataset, "taraz", "2022-01-10T20:00")
    assert (found.verdict, found.next_change) == (UNKNOWN, None)
    assert said(found) == {"city": "no longer reported"}


WRITTEN = st.sampled_from(["", "2022-01-06", "2022-01-07T21:30", "2022-01-08", "2022-01-09T03:00"])
CLOCK = st.sampled_from(["00:00", "03:30", "07:00", "19:00", "23:00"])


@draws(60)
@given(WRITTEN, WRITTEN, st.booleans(), CLOCK, CLOCK, st.integers(0, 4 * 96))
def test_the_next_turn_is_the_first_instant_at_which_it_is_otherwise(
    begin: str, end: str, daily: bool, opens: str, closes: str, quarters: int
) -> None:
    cells = dict.fromkeys(Restriction._fields, "")
    cells |= {"occurred_from": begin, "occurred_to": end, "holds_to": end}
    cells |= {"daily_from": opens, "daily_to": closes} if daily else {}
    (claim,) = read_rows(pd.DataFrame([cells]), Restriction)
    step = timedelta(minutes=15)
    after = datetime.fromisoformat("2022-01-05T00:00") + quarters * step
    now = curfews.running_spell(claim, after) is not None
    walked = (after + i * step for i in range(1, 96 * 8))
    turns = (at for at in walked if (curfews.running_spell(claim, at) is not None) != now)
    assert curfew_question.next_turn(claim, after) == next(turns, None)


def test_taraz_at_eight_on_the_seventh_as_known_that_evening_is_contradictory() -> None:
    dataset = load_dataset(JANUARY)
    found = ask(dataset, "taraz", "2022-01-07T20:00", "2022-01-07T17:59")
    assert found.verdict == CONTRADICTORY
    told = dict(zip(found.claims.daily_from, found.claims.says, strict=True))
    assert told == {"19:00": "in force", "23:00": "not at this hour"}
    assert found.claims.source_id.str.len().gt(0).all()
