"""The panel of a place: what it says of restrictions at an hour."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import pytest
from markupsafe import Markup

from geo.dataset import Dataset
from geo.ledger import Selection
from geo.view import View
from geo.words import terms
from pages.map.place import status
from pages.map.place.section import Section
from pages.map.place.sections import sections
from tests.support.building import make_dataset

NIGHT = {"daily_from": "23:00", "daily_to": "07:00"}
EARLY = {"daily_from": "19:00", "daily_to": "07:00", "basis": "enforced", "source_id": "s2"}
REGION = {"place": "Jambyl Region", "occurred_from": "2022-01-05", "reported_at": "2022-01-05"}


class Opened(NamedTuple):
    """A part of the panel with what it tells."""

    section: Section
    body: str

    @property
    def above(self) -> str:
        return self.section.above


Panel = Callable[..., Opened]


def in_force(dataset: Dataset, place_id: str, at: str) -> Opened:
    moment = pd.Timestamp(at, tz=dataset.about.zone).tz_convert("UTC")
    here = View(dataset, Selection(known_on=moment)).about_place(place_id)
    section = sections(here)[0]
    return Opened(section, section.body(here))


@pytest.fixture
def panel(tmp_path: Path) -> Panel:
    """The section on restrictions in Taraz at a moment, by the claims given."""

    def open_panel(at: str, *rows: dict) -> Opened:
        return in_force(make_dataset(tmp_path / "data", restrictions=rows), "taraz", at)

    return open_panel


def plain(section: Opened) -> str:
    return Markup(section.body).striptags()


def test_curfew_an_hour_ahead_is_listed_as_not_now_with_its_claim(panel: Panel) -> None:
    section = panel("2022-01-08T18:00", EARLY)
    told = "Curfew 19:00-07:00 local time, not now; next from 19:00 on 8 Jan · enforced · for Taraz"
    assert plain(section).startswith(f"{told} (city)")
    assert "Something was claimed.Daily Two" in plain(section)
    assert section.section[:2] == ("In force", 0)
    assert section.above == "At 18:00 local time; 1 more at other hours of the day"


def test_curfew_of_the_coming_night_is_told_in_the_place_s_own_time(tmp_path: Path) -> None:
    region = NIGHT | REGION | {"place": "Atyrau"}
    dataset = make_dataset(tmp_path / "data", restrictions=[region])
    section = in_force(dataset, "atyrau", "2022-01-10T23:59")
    assert section.above == "At 22:59 local time; 1 more at other hours of the day"
    assert "not now; next from 23:00 on 10 Jan" in plain(section)


def test_curfew_that_runs_is_not_listed_as_at_other_hours(panel: Panel) -> None:
    section = panel("2022-01-08T20:00", EARLY)
    assert section.above == "At 20:00 local time"
    assert "local time, now until 07:00 on 9 Jan · enforced" in plain(section)


@pytest.mark.parametrize(
    ("claim", "is_told"),
    [
        ({"occurred_from": "2022-01-08"}, True),
        ({"occurred_from": "2022-01-09"}, False),
        ({"occurred_to": "2022-01-08T12:00"}, False),
        ({"occurred_to": "2022-01-08"}, True),
    ],
    ids=["begins tonight", "begins tomorrow", "ended at noon", "last night"],
)
def test_only_a_curfew_of_that_date_is_told(panel: Panel, claim: dict, is_told: bool) -> None:
    assert ("Curfew 19:00" in plain(panel("2022-01-08T18:00", EARLY | claim))) is is_told


def test_curfew_whose_last_window_is_over_is_not_said_to_come_again(panel: Panel) -> None:
    morning = {"daily_from": "02:00", "daily_to": "05:00", "occurred_to": "2022-01-08"}
    assert "local time, not now; not again ·" in plain(panel("2022-01-08T18:00", morning))


@pytest.mark.parametrize("hour", ["18:00", "20:00", "23:30"])
def test_differing_hours_are_tagged_as_on_the_page_of_curfews(panel: Panel, hour: str) -> None:
    section = panel(f"2022-01-08T{hour}", NIGHT | REGION, EARLY)
    assert section.body.count(terms.VERDICTS["contradictory"]) == 2


def test_two_claims_on_the_same_hours_do_not_differ(panel: Panel) -> None:
    section = panel("2022-01-08T18:00", NIGHT | REGION, NIGHT)
    assert section.body.count("23:00-07:00") == 2
    assert terms.VERDICTS["contradictory"] not in section.body


def test_curfews_come_first_those_in_force_above_those_of_other_hours(panel: Panel) -> None:
    kinds = ("assembly", "threat_level", "checkpoint", "state_of_emergency")
    rows = [*({"kind": kind} for kind in kinds), NIGHT | REGION, EARLY]
    told = plain(panel("2022-01-08T20:00", *rows))
    names = ("Curfew 19:00", "Curfew 23:00", "State of emergency", "Threat level", "Checkpoints",
             "Ban on gatherings")  # fmt: skip
    assert all(name in told for name in names)
    assert sorted(names, key=told.index) == list(names)


def test_a_derived_severity_says_so_and_names_its_claims_and_the_stale_judgement(
    tmp_path: Path,
) -> None:
    incident = {"occurred_from": "2022-01-11", "reported_at": "2022-01-11", "summary": "A riot."}
    judgement = {"severity": "Extreme", "summary": "All was lost."}
    dataset = make_dataset(tmp_path / "data", status=[judgement], incidents=[incident])
    moment = pd.Timestamp("2022-01-11T23:59:59", tz=dataset.about.zone)
    here = View(dataset, Selection(known_on=moment.tz_convert("UTC"))).about_place("taraz")
    section = status.section(here)
    assert section.above == (
        "Moderate, derived from reports, no editor's judgement: protests, riots or other violence "
        "within a day. An editor's judgement, Extreme, is out of date."
    )
    assert section.number == 2
    told = Markup(section.body(here)).striptags()
    assert "A riot." in told
    assert "All was lost." in told


def test_a_number_that_was_withdrawn_stays_among_those_of_its_place(tmp_path: Path) -> None:
    rows = [
        {"entry_id": "toll", "best": "103", "reported_at": "2022-01-06"},
        {"message": "Cancel", "replaces": "toll", "attributed_to": "Ministry"},
        {"measure": "injured", "best": "7", "entry_id": "more", "reported_at": "2022-01-06"},
        {"measure": "injured", "best": "5", "message": "Update", "replaces": "more"},
    ]
    dataset = make_dataset(tmp_path / "data", casualties=rows)
    moment = pd.Timestamp("2022-01-07T23:59:59", tz=dataset.about.zone)
    here = View(dataset, Selection(known_on=moment.tz_convert("UTC"))).about_place("taraz")
    [people] = [section for section in sections(here) if section.name == "Casualties"]
    told = Markup(people.body(here)).striptags()
    assert told.index(
        "Injured: about 5 · as of 7 Jan 2022 · about 7, corrected 7 Jan"
    ) < told.index("Withdrawn")
    assert "retracted by Ministry, 7 Jan 2022, after 1 day" in told
