"""A place in three lines."""

from pathlib import Path

import pandas as pd

from geo.dataset import Dataset
from geo.ledger import Hours, Selection
from geo.view import View
from geo.view.glance import Fact, glance
from tests.support.building import make_dataset

NIGHT = {"daily_from": "23:00", "daily_to": "07:00", "occurred_from": "2022-01-05"}
EARLY = {"daily_from": "19:00", "daily_to": "07:00", "source_id": "s2"}


def facts(folder: Path, place: str = "taraz", **tables: list[dict]) -> dict[str, Fact]:
    return told_at("2022-01-07T23:59:59", make_dataset(folder / "data", **tables), place)


def told_at(
    local: str, dataset: Dataset, place: str = "taraz", hours: Hours = "all"
) -> dict[str, Fact]:
    moment = pd.Timestamp(local, tz=dataset.about.zone).tz_convert("UTC")
    here = View(dataset, Selection(known_on=moment, hours=hours)).about_place(place)
    return {fact.label: fact for fact in glance(here)}


def test_the_status_is_its_claim_with_who_says_so(tmp_path: Path) -> None:
    status = {"severity": "Extreme", "trend": "easing", "summary": "It was bad."}
    told = facts(tmp_path, status=[status, status | {"severity": "Severe"}])["Extreme, easing"]
    assert told.words == "It was bad."
    assert told.by == "Agency One, 7 Jan"
    assert told.note == "1 other judgement of the same time"
    assert told.sign == "Extreme"


def test_people_are_told_with_their_group_and_what_nobody_counts_is_said(tmp_path: Path) -> None:
    injured = {"measure": "injured", "best": "13", "low": "13", "high": "13", "group": "police"}
    told = facts(tmp_path, casualties=[injured])
    assert told["Injured"].words == "13 (police)"
    assert told["Killed"].words == "not known"


def test_a_number_of_people_is_credited_to_who_gave_it_and_not_to_who_gave_another(
    tmp_path: Path,
) -> None:
    hospital = {"low": "3", "best": "3", "high": "3", "attributed_to": "Hospital"}
    event = hospital | {"counts": "event", "event": "square", "attributed_to": "Witness"}
    told = facts(tmp_path, casualties=[hospital, event])["Killed"]
    assert (told.words, told.by) == ("3", "Hospital, 7 Jan")


def test_what_was_taken_back_is_named_beside_the_number_with_its_day(tmp_path: Path) -> None:
    given = {"reported_at": "2022-01-06", "occurred_from": "2022-01-06"}
    list_ = [{"entry_id": "list", "low": "103", "best": "103", "high": "103"},
             {"entry_id": "young", "low": "2", "best": "2", "high": "2", "group": "children"},
             {"entry_id": "hurt", "best": "9", "measure": "injured"}]  # fmt: skip
    police = {"low": "18", "best": "18", "high": "18", "group": "police"}
    rows = [
        *(one | given for one in list_),
        police | given | {"entry_id": "police"},
        police | {"low": "16", "best": "16", "high": "16"}
        | {"message": "Update", "replaces": "police"},
        {"message": "Cancel", "replaces": "list|young|hurt"},
    ]  # fmt: skip
    told = facts(tmp_path / "after", casualties=rows)
    assert told["Killed"].words == "16 (police)"
    assert told["Killed"].note == (
        "103 and 2 (children), withdrawn 7 Jan; 18 (police), corrected 7 Jan"
    )
    # What is not known any more is told with what was.
    assert (told["Injured"].words, told["Injured"].note) == (
        "not known",
        "about 9, withdrawn 7 Jan",
    )
    told = facts(tmp_path / "before", casualties=[one | given for one in [*list_, police]])
    assert told["Killed"].note == ""


def test_rivals_are_told_and_marked(tmp_path: Path) -> None:
    rivals = [{"low": "60"}, {"low": "5", "high": "5", "attributed_to": "Hospital"}]
    told = facts(tmp_path, casualties=rivals)["Killed"]
    assert told.words == "5, Hospital; 60 or more, Agency One"
    assert told.by == "7 Jan"
    assert told.is_contested


def test_the_curfew_of_tonight_in_force_or_differing_or_none_known(tmp_path: Path) -> None:
    told = facts(tmp_path / "one", restrictions=[NIGHT])["Curfew tonight"]
    assert (told.words, told.note) == ("23:00-07:00", "in force now")
    told = facts(tmp_path / "two", restrictions=[NIGHT, EARLY])["Curfew tonight"]
    assert told.words == "claims differ: 19:00-07:00 (Daily Two) or 23:00-07:00 (Agency One)"
    assert told.is_contested
    told = facts(tmp_path / "other", place="almaty", restrictions=[NIGHT])["Curfew tonight"]
    assert told.words == "none known"


def test_other_hours_that_were_published_later_on_the_day_are_named_with_theirs(
    tmp_path: Path,
) -> None:
    decree = NIGHT | {"place": "Jambyl Region", "reported_at": "2022-01-05"}
    early = EARLY | {"reported_at": "2022-01-07T21:58+06:00", "occurred_from": "2022-01-07",
                     "attributed_to": "Governor"}  # fmt: skip
    same = NIGHT | {"reported_at": "2022-01-07T22:30+06:00", "source_id": "s2"}
    dataset = make_dataset(tmp_path / "timed", restrictions=[decree, early, same])
    night = told_at("2022-01-07T20:00", dataset)["Curfew tonight"]
    assert (night.words, night.note) == ("23:00-07:00", "from 23:00 there")
    assert night.by == "Agency One, 5 Jan; published later, at 21:58: 19:00-07:00 (Governor)"
    assert not night.is_contested
    # It is of that place and that day, and once it is known it is a rival.
    assert told_at("2022-01-07T20:00", dataset, "almaty")["Curfew tonight"].words == "none known"
    assert "later" not in told_at("2022-01-06T20:00", dataset)["Curfew tonight"].by
    after = told_at("2022-01-07T22:00", dataset)["Curfew tonight"]
    assert after.is_contested
    assert "later" not in after.by
    # Where no hour is given, nobody knows that it was later.
    dataset = make_dataset(tmp_path / "day", restrictions=[decree, early | {
        "reported_at": "2022-01-07"}])  # fmt: skip
    assert "later" not in told_at("2022-01-07T20:00", dataset, hours="known")["Curfew tonight"].by


def test_what_a_dataset_does_not_have_is_not_asked(tmp_path: Path) -> None:
    assert list(facts(tmp_path, status=[{}])) == ["Moderate, steady"]


def test_what_is_cut_in_the_whole_country_is_told_at_its_places_as_of_the_country(
    tmp_path: Path,
) -> None:
    cut = {"place": "Kazakhstan", "service": "internet", "state": "suspended"}
    given = [cut, cut | {"service": "education"}, cut | {"service": "cash", "state": "limited"}]
    told = facts(tmp_path / "place", services=given)["Cut in the whole country"]
    assert (told.words, told.by) == ("internet", "Agency One, 7 Jan")
    # Each service has an authority of its own, and none is credited with another's.
    both = [cut, cut | {"service": "banking", "attributed_to": "National Bank"}]
    told = facts(tmp_path / "both", services=both)["Cut in the whole country"]
    assert (told.words, told.by) == (
        "banking and internet", "banking: National Bank, 7 Jan; internet: Agency One, 7 Jan",
    )  # fmt: skip
    # Of the country itself it is no line beside its own; at Almaty alone it is none of Taraz.
    assert "Cut in the whole country" not in facts(tmp_path / "own", "kazakhstan", services=given)
    local = [cut | {"place": "Almaty"}]
    assert "Cut in the whole country" not in facts(tmp_path / "local", services=local)
