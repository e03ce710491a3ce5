"""A begin of which only the day is given: no hour of it is invented, and a report may bound it."""

import json
from datetime import date, datetime
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

from geo.__main__ import cli
from geo.dataset import Dataset
from geo.exporting import tables
from geo.ledger import Selection
from geo.mapping.themes import state
from geo.subjects import curfews
from geo.subjects.curfew_question import HOUR_UNKNOWN, NO, YES, answer
from geo.subjects.curfew_spans import day_hours
from geo.view import View
from geo.view.key_figure import Label
from geo.view.key_figures import key_figure
from geo.view.panels import curfews as panel
from geo.view.situation import situation
from geo.words import key_figures as words
from pages.curfews.tables import tonight_in_words
from tests.support.building import make_dataset, write_dataset

# Laid on a region, on the 9th and until further notice, at an hour that nobody gives.
END = pd.Timestamp("2022-02-01", tz="UTC")
CURFEW = {"entry_id": "laid", "place": "Jambyl Region", "occurred_from": "2022-01-09",
          "reported_at": "2022-01-09"}  # fmt: skip
TIMED = CURFEW | {"reported_at": "2022-01-09T14:45+06:00"}
LIFTED = CURFEW | {"entry_id": "lifted", "message": "Update", "replaces": "laid",
                   "occurred_to": "2022-01-10T05:00", "reported_at": "2022-01-10"}  # fmt: skip


def begun_by(dataset: Dataset) -> dict[str, str]:
    rows = View(dataset, Selection(END)).table("restrictions")
    return dict(zip(rows.entry_id, rows.begun_by, strict=True))


@pytest.mark.parametrize(
    ("claims", "found"),
    [
        ([CURFEW], "2022-01-09T23:59:00"),
        ([TIMED], "2022-01-09T14:45:00"),
        # Announced before, and told of afterwards: neither says when on the day.
        ([CURFEW | {"reported_at": "2022-01-08T14:45+06:00"}], "2022-01-09T23:59:00"),
        ([CURFEW | {"reported_at": "2022-01-10T14:45+06:00"}], "2022-01-09T23:59:00"),
        ([TIMED | {"reported_basis": "not_before"}], "2022-01-09T23:59:00"),
        # The clock of the place decides on which day a report came.
        ([CURFEW | {"reported_at": "2022-01-08T20:00+00:00"}], "2022-01-09T02:00:00"),
        ([TIMED, LIFTED], "2022-01-09T14:45:00"),
        # What it took the place of was of another place, or began at another time.
        ([TIMED | {"place": "Taraz"}, LIFTED], "2022-01-09T23:59:00"),
        ([TIMED | {"occurred_from": "2022-01-09T20:00"}, LIFTED], "2022-01-09T23:59:00"),
        ([CURFEW | {"occurred_from": "2022-01-09T19:00"}], ""),
        ([CURFEW | {"occurred_from": ""}], ""),
        ([CURFEW | {"daily_from": "19:00", "daily_to": "07:00"}], ""),
    ],
)
def test_it_had_begun_by_a_report_of_that_day_or_with_the_day(
    claims: list[dict], found: str, tmp_path: Path
) -> None:
    assert set(begun_by(make_dataset(tmp_path, restrictions=claims)).values()) == {found}


@pytest.mark.parametrize(
    ("at", "verdict", "says"),
    [
        ("2022-01-08T23:59", NO, "not begun"),
        ("2022-01-09T00:00", HOUR_UNKNOWN, "from an hour not known"),
        ("2022-01-09T14:44", HOUR_UNKNOWN, "from an hour not known"),
        ("2022-01-09T14:45", YES, "in force"),
        ("2022-01-10T00:00", YES, "in force"),
    ],
)
def test_the_answer_of_an_hour_says_neither_yes_nor_no_where_nobody_does(
    at: str, verdict: str, says: str, tmp_path: Path
) -> None:
    dataset = make_dataset(tmp_path, restrictions=[TIMED])
    claims = View(dataset, Selection(END)).table("restrictions")
    found = answer(claims, "taraz", dataset.places, datetime.fromisoformat(at))
    assert (found.verdict, list(found.claims.says)) == (verdict, [says])
    held = curfews.in_force(claims, "taraz", dataset.places, datetime.fromisoformat(at))
    assert list(held.begin_unknown) == ([] if verdict == NO else [verdict == HOUR_UNKNOWN])


def test_an_hour_not_known_contradicts_nobody_and_denies_nobody(tmp_path: Path) -> None:
    own = {"entry_id": "own", "place": "Taraz", "occurred_from": "2022-01-05",
           "daily_from": "08:00", "daily_to": "12:00"}  # fmt: skip
    dataset = make_dataset(tmp_path, restrictions=[CURFEW, own])
    claims = View(dataset, Selection(END)).table("restrictions")
    hours = {hour: answer(claims, "taraz", dataset.places, datetime(2022, 1, 9, hour)).verdict
             for hour in (7, 9, 13)}  # fmt: skip
    assert hours == {7: HOUR_UNKNOWN, 9: YES, 13: HOUR_UNKNOWN}
    parts = day_hours(claims, dataset.places, date(2022, 1, 9))
    region = parts[parts.place_id == "jambyl-region"]
    assert list(region.verdict) == [HOUR_UNKNOWN, YES]
    assert list(region.holding) == [["laid"], ["laid"]]


def test_the_places_of_an_hour_not_known_are_counted_apart_and_alike_everywhere(
    tmp_path: Path,
) -> None:
    # In Taraz and its region nobody says when it began; in Almaty it ran at nine.
    sure = {"entry_id": "sure", "place": "Almaty", "occurred_from": "2022-01-09T06:00"}
    write_dataset(tmp_path, restrictions=[CURFEW, sure])
    dataset = make_dataset(tmp_path, restrictions=[CURFEW, sure])
    view = View(dataset, Selection(known_on=pd.Timestamp("2022-01-09T03:00", tz="UTC")))
    now, tonight = key_figure(Label.CURFEW, view), key_figure(Label.CURFEW_TONIGHT, view)
    table, exported = situation(view), tables.situation(view)
    assert (now.whole, now.begin_unknown) == ((1, 1, 1), 2)
    assert (tonight.whole, tonight.begin_unknown) == ((3, 3, 3), 2)
    assert "in 2 more from an hour not known" in words.scope(now)
    for one in (table, exported):
        assert int(one.curfew.sum()) == int((one.restrictions_in_force > 0).sum()) == 1
        assert int(one.curfew_begin_unknown.sum()) == 2
        assert int((one.restrictions_begin_unknown > 0).sum()) == 2
    shown = tonight_in_words(view)
    assert list(shown["Now"]) == ["in force", HOUR_UNKNOWN, HOUR_UNKNOWN]
    assert "00:00" not in shown.to_csv()
    rows = {row.number: row.name for row in panel(view).rows}
    assert rows["from an hour not known"] == "2 places"
    assert state(view)["marks"]["taraz"]["curfew"]["t"] == "hour ?"
    told = CliRunner().invoke(cli, ["summary", str(tmp_path), "--json",
                                    "--known-on", "2022-01-09T09:00+06:00"])  # fmt: skip
    found = {one["label"]: one for one in json.loads(told.stdout)}
    assert (found["curfew"]["best"], found["curfew"]["begin_unknown"]) == (1, 2)


def test_a_place_by_command_tells_it_apart(tmp_path: Path) -> None:
    write_dataset(tmp_path, restrictions=[CURFEW])
    asked = ["in-force", str(tmp_path), "--place", "Taraz", "--at", "2022-01-09T09:00",
             "--known-on", "2022-01-09"]  # fmt: skip
    told = CliRunner().invoke(cli, asked).stdout
    assert "No restriction was known to be in force" in told
    assert "from an hour not known:\n  curfew" in told
    (row,) = json.loads(CliRunner().invoke(cli, [*asked, "--json"]).stdout)
    assert (row["begin_unknown"], row["until"]) == (True, None)
