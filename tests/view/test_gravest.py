"""The gravest places in a line each: their order and their sentences."""

from pathlib import Path

import pandas as pd
import pytest

from geo.dataset import load_dataset
from geo.ledger import Selection
from geo.view import View
from geo.view.gravest import LEAST, MOST, MOST_WORDS, Grave, basis, gravest, when
from tests.support.building import make_dataset, place, write_dataset

FROM_5 = {"occurred_from": "2022-01-05", "reported_at": "2022-01-05"}
DAY = "2022-01-07T23:59:59"


def lines(folder: Path, at: str = DAY, **tables: list[dict]) -> dict[str, Grave]:
    """By name, in their order."""
    dataset = make_dataset(folder / "data", **tables)
    moment = pd.Timestamp(at, tz=dataset.about.zone).tz_convert("UTC")
    return {one.name: one for one in gravest(View(dataset, Selection(known_on=moment)))}


def status(place: str, severity: str, **more: str) -> dict[str, str]:
    return {"place": place, "severity": severity, "summary": f"How {place} was."} | more


def test_the_gravest_are_first_of_equals_the_deadliest_and_no_country(tmp_path: Path) -> None:
    told = lines(
        tmp_path,
        status=[
            status("Kazakhstan", "Extreme"),
            status("Almaty", "Moderate"),
            status("Atyrau", "Moderate"),
            status("Taraz", "Severe"),
        ],
        casualties=[{"place": "Atyrau", "best": "5"}],
    )
    assert list(told) == ["Taraz", "Atyrau", "Almaty"]


def test_an_older_status_is_below_a_fresh_one_and_says_its_day(tmp_path: Path) -> None:
    told = lines(tmp_path, status=[status("Almaty", "Severe", **FROM_5), status("Taraz", "Severe")])
    assert list(told) == ["Taraz", "Almaty"]
    assert told["Taraz"].whom == "Agency One, 7 Jan"
    assert told["Almaty"].whom == "Agency One, 5 Jan"


def test_it_says_the_days_that_it_ranks_by_and_that_the_killed_are_of_all_days(
    tmp_path: Path,
) -> None:
    judged = [status("Almaty", "Severe", **FROM_5), status("Taraz", "Severe")]
    told = lines(tmp_path / "judged", status=judged).values()
    assert basis(tuple(told)) == "Status: 5 to 7 Jan 2022."
    fought = {"event_type": "Battles", "sub_event_type": "Armed clash"}
    earlier = {"place": "Almaty", "best": "114", "counts": "event", "event": "e"} | FROM_5
    told = lines(
        tmp_path / "derived",
        incidents=[fought],
        casualties=[earlier, earlier | {"place": "Taraz", "event": "f", "best": "3"}],
    ).values()
    assert [one.name for one in told] == ["Taraz"]
    assert basis(tuple(told)) == ("Status: 7 Jan 2022. Killed: overall.")
    assert basis(()) == ""


def test_what_nobody_has_said_for_long_is_not_above_what_goes_on(tmp_path: Path) -> None:
    old = status("Almaty", "Extreme", **FROM_5)
    told = [status("Taraz", "Severe", occurred_from="2022-01-12", reported_at="2022-01-12"), old]
    # Of the 5th, a week later: three times 48 hours.
    assert list(lines(tmp_path, "2022-01-12T23:59:59", status=told)) == ["Taraz", "Almaty"]


def test_a_line_tells_the_claim_and_what_weighs(tmp_path: Path) -> None:
    told = lines(
        tmp_path,
        status=[status("Taraz", "Severe", trend="easing")],
        casualties=[{"low": "1", "group": "protesters"}],
        services=[{"service": "fuel", "state": "suspended"}, {"service": "cash"}],
    )["Taraz"]
    assert told.state == "Severe, easing"
    assert told.why == "How Taraz was."
    assert told.weighs == "1 or more killed (protesters); fuel cut"
    assert not told.is_contested


def test_rivals_are_told_and_marked(tmp_path: Path) -> None:
    told = lines(
        tmp_path,
        status=[status("Taraz", "Severe")],
        casualties=[{"low": "60"}, {"best": "35", "attributed_to": "Hospital"}],
    )["Taraz"]
    assert told.weighs == "35 to 60 or more killed"
    assert told.is_contested


def test_only_a_curfew_unlike_that_of_most_places_is_told(tmp_path: Path) -> None:
    night = {"daily_from": "23:00", "daily_to": "07:00", "place": "Kazakhstan"} | FROM_5
    early = {"daily_from": "19:00", "daily_to": "07:00", "source_id": "s2"}
    told = lines(
        tmp_path,
        status=[status("Almaty", "Severe"), status("Taraz", "Severe")],
        restrictions=[night, early],
    )
    assert told["Almaty"].weighs == ""
    assert told["Taraz"].weighs == "curfew from 19:00 or 23:00"
    assert told["Taraz"].is_contested


def test_a_derived_severity_says_so_and_gives_the_reason(tmp_path: Path) -> None:
    told = lines(tmp_path, incidents=[{"summary": "A riot."}])["Taraz"]
    assert told.state == "Moderate, derived"
    assert told.why == "Protests, riots or other violence within a day"


def test_only_the_gravest_place_has_a_long_claim_where_something_else_weighs(
    tmp_path: Path,
) -> None:
    long = {"summary": "word " * 20 + "end."}
    told = lines(
        tmp_path,
        status=[status(name, "Severe") | long for name in ("Almaty", "Atyrau", "Taraz")],
        casualties=[{"place": "Almaty", "best": "5"}, {"place": "Atyrau", "best": "2"}],
    )
    assert told["Almaty"].why == long["summary"]
    assert told["Atyrau"].why == ""
    assert told["Atyrau"].weighs == "about 2 killed"
    assert told["Taraz"].why.endswith(" word…")


@pytest.mark.parametrize(("word", "number"), [("", MOST), ("A ", 5), ("A " * 15, LEAST)])
def test_lines_are_told_until_the_words_are_too_many(
    tmp_path: Path, word: str, number: int
) -> None:
    names = [f"{word}P{i}" for i in range(9)]
    places = [place(f"p{i}", name, "city", "") for i, name in enumerate(names)]
    judged = [
        status(name, "Severe", summary=f"Soldiers held the square in {name}, " + "sentence " * 30)
        for name in names
    ]
    dataset = load_dataset(write_dataset(tmp_path / "data", places=places, status=judged))
    moment = pd.Timestamp("2022-01-08", tz="UTC")
    found = gravest(View(dataset, Selection(known_on=moment)))
    assert [line.name for line in found] == names[:number]
    assert all(line.why.startswith("Soldiers held the square") for line in found)
    assert number == LEAST or sum(line.words for line in found) <= MOST_WORDS


def test_who_says_so_is_named_where_their_words_are_told(tmp_path: Path) -> None:
    who = "The Ministry of Interior Affairs of Kazakhstan"
    judged = {"attributed_to": who, "summary": "sentence " * 30}
    names = [f"P{i}" for i in range(6)]
    places = [place("kazakhstan", "Kazakhstan", "country", "")]
    places += [place(name.lower(), name, "city", "") for name in names]
    killed = [{"place": name, "best": "5"} for name in names[1:]]
    path = write_dataset(tmp_path / "data", places=places, casualties=killed,
                         status=[status(name, "Severe") | judged for name in names])  # fmt: skip
    moment = pd.Timestamp("2022-01-08", tz="UTC")
    first, *others = gravest(View(load_dataset(path), Selection(moment)))
    assert first.name == "P1"
    assert first.whom == "The Ministry of Interior Affairs, 7 Jan"
    # The deaths stand in the place of their words, and are said by others.
    assert {(one.why, one.whom) for one in others} == {("", "status of 7 Jan")}


def test_it_is_tonight_from_the_evening_on(tmp_path: Path) -> None:
    dataset = make_dataset(tmp_path / "data", status=[status("Taraz", "Severe")])
    hours = {"2022-01-07T12:59:59": "Tonight", "2022-01-07T11:59:59": "Now"}
    for moment, word in hours.items():
        assert when(View(dataset, Selection(pd.Timestamp(moment, tz="UTC")))) == word


def test_what_nobody_has_reported_for_long_is_not_told_as_of_tonight(tmp_path: Path) -> None:
    dataset = make_dataset(tmp_path / "data", status=[status("Taraz", "Severe")])
    for days, word in ((2, "Tonight"), (4, "Last reported")):
        moment = pd.Timestamp("2022-01-07T17:59:59", tz="UTC") + pd.Timedelta(days=days)
        assert when(View(dataset, Selection(moment))) == word
