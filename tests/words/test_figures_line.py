"""A figure of the line in few words: what its number is of goes before how it changed."""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd
import pytest

from geo.dataset import Dataset, load_dataset
from geo.ledger import Selection
from geo.view import View
from geo.view.figures_line import LineFigure, line_of_figures
from geo.words import figures_line as said
from geo.words.line_of_people import LONGEST_LINE, LONGEST_NUMBER
from tests.support.building import make_dataset
from tests.support.paths import JANUARY

END = pd.Timestamp("2022-01-07T17:59:59Z")
NATIONAL = {"place": "Kazakhstan"}
EARLIER = {"reported_at": "2022-01-06", "occurred_from": "2022-01-06"}
MORE = EARLIER | {"entry_id": "more"}
FEWER = {"message": "Update", "replaces": "more"}
NIGHT = {"daily_from": "23:00", "daily_to": "07:00"}


def told(directory: Path, text: str = "", **tables: list[dict]) -> Mapping[str, tuple[str, str]]:
    view = View(make_dataset(directory, **tables), Selection(known_on=END, text=text))
    return {said.label(one): (said.number(one), said.line(one)) for one in line_of_figures(view)}


def exactly(number: int, prefix: str = "") -> dict[str, str]:
    return {f"{prefix}{bound}": str(number) for bound in ("low", "best", "high")}


def test_a_dataset_has_the_figures_that_its_claims_can_give(tmp_path: Path) -> None:
    assert told(tmp_path / "none", status=[{}]) == {}
    found = told(tmp_path / "some", services=[{}], casualties=[NATIONAL | {"measure": "injured"}])
    assert list(found) == ["Injured", "Services cut"]
    found = told(tmp_path / "checkpoint", restrictions=[{"kind": "checkpoint"}])
    assert found == {}


@pytest.mark.parametrize(
    ("rows", "number", "line"),
    [
        ([exactly(164)], "164", "not known a day before"),
        ([exactly(164), exactly(100) | EARLIER], "164", "up 64 in a day; as of 7 Jan"),
        ([exactly(164), {"best": "100"} | EARLIER], "164", "a day before: about 100"),
        ([exactly(164) | EARLIER], "164", "unchanged; as of 6 Jan"),
        ([{"low": "60", "place": "Taraz"}], "not known", "no national figure"),
        ([exactly(18) | {"group": "police"}, exactly(26) | {"group": "protesters"}],
         "26 and 18", "protesters, police"),
        ([exactly(18) | {"group": "security_forces"}, exactly(26) | {"group": "alleged_attackers"}],
         "26 and 18", "“attackers”, security forces"),
        ([exactly(i + 1) | {"group": group} for i, group in
          enumerate(("security_forces", "journalists", "police"))],
         "3, 2 and 1", "by group, no total"),
        ([exactly(18) | {"group": "police"}], "18", "police, no total"),
        ([exactly(i + 1) | {"group": group} for i, group in
          enumerate(("police", "protesters", "military", "children"))],
         "4 groups", "by group, no total"),
        ([{"low": "60", "attributed_to": "One"}, exactly(20) | {"attributed_to": "Two"}],
         "20 or 60 or more", "2 claims differ; as of 7 Jan"),
        ([{"low": "61234", "attributed_to": "One"}, exactly(20123) | {"attributed_to": "Two"}],
         "20,123 to 61,234", "2 claims differ; as of 7 Jan"),
        ([exactly(18) | {"group": "police"}, exactly(164) | EARLIER | {"entry_id": "toll"},
          {"message": "Cancel", "replaces": "toll"}], "18", "police; 164 withdrawn"),
        ([exactly(16) | FEWER, exactly(18) | MORE], "16", "18 corrected; down 2 in a day"),
        ([exactly(16) | FEWER | {"group": "police"}, exactly(18) | MORE | {"group": "police"},
          exactly(26) | {"group": "protesters"}], "26 and 16", "by group; 18 corrected to 16"),
        ([exactly(16) | FEWER | {"group": "police"}, exactly(18) | MORE | {"group": "police"},
          exactly(164) | EARLIER | {"entry_id": "toll"}, {"message": "Cancel", "replaces": "toll"}],
         "16", "police; 164, 18 taken back"),
        # A number that grew corrects none.
        ([exactly(20) | FEWER, exactly(18) | MORE], "20", "up 2 in a day; as of 7 Jan"),
    ],
)  # fmt: skip
def test_a_number_of_people_is_told_with_whom_it_is_of(
    rows: list[dict], number: str, line: str, tmp_path: Path
) -> None:
    found = told(tmp_path, casualties=[NATIONAL | row for row in rows])
    assert found["Killed"] == (number, line)


def test_counts_are_of_the_places_shown_and_national_figures_are_not_filtered(
    tmp_path: Path,
) -> None:
    rows = [
        NIGHT | {"place": "Almaty"},
        NIGHT | EARLIER | {"place": "Jambyl Region"},
        NIGHT | {"daily_from": "19:00", "source_id": "s2", "summary": "By the police."},
    ]
    tables = {"restrictions": rows, "casualties": [NATIONAL | exactly(3)]}
    whole = told(tmp_path / "whole", **tables)
    assert whole["Curfew tonight"] == ("3 of 4", "Taraz: claims differ")
    filtered = told(tmp_path / "filtered", "police", **tables)
    assert filtered["Curfew tonight"] == ("1 of 1", "filtered; Taraz: claims differ")
    assert filtered["Killed"] == ("3", "not filtered; as of 7 Jan")
    agreed = told(tmp_path / "agreed", "police", restrictions=rows[2:])
    assert agreed["Curfew tonight"] == ("1 of 1", "of the places shown")
    assert told(tmp_path / "nothing", "nothing", **tables)["Curfew tonight"] == (
        "none known", "in 0 places shown",
    )  # fmt: skip


def test_places_whose_claims_differ_mark_no_number_of_the_country(
    tmp_path: Path,
) -> None:
    taraz = [{"low": "60"}, exactly(5) | {"attributed_to": "Hospital"}]
    groups = [exactly(18) | {"group": "police"}, exactly(26) | {"group": "protesters"}]
    for number, rows, line, mark in (
        ("3", [exactly(3)], "Taraz: claims differ", ""),
        ("26 and 18", groups, "protesters, police", "Taraz: claims differ"),
    ):
        claims = [*taraz, *(NATIONAL | row for row in rows)]
        dataset = make_dataset(tmp_path / number, casualties=claims)
        [killed] = line_of_figures(View(dataset, Selection(known_on=END)))
        assert not killed.is_contested
        assert (said.number(killed), said.line(killed), said.mark(killed)) == (number, line, mark)
        groups_named = "police 18; protesters 26" if len(rows) > 1 else number
        assert said.aloud(killed) == groups_named
        assert said.differing(killed) == "Claims differ on the number at Taraz"


def test_a_force_is_told_by_how_far_it_has_come(tmp_path: Path) -> None:
    announced = NATIONAL | exactly(2500, "personnel_") | {"phase": "announced"}
    one = NATIONAL | exactly(150, "personnel_") | {"contributor": "KGZ"}
    found = told(tmp_path / "both", deployments=[announced, one])
    assert found["Peacekeepers"] == ("2,500", "announced")
    assert told(tmp_path / "one", deployments=[one])["Peacekeepers"] == (
        "150", "in place, Kyrgyzstan",
    )  # fmt: skip
    more = exactly(3000, "personnel_") | {"contributor": "RUS", "phase": "announced"}
    found = told(tmp_path / "more", deployments=[announced, NATIONAL | more])
    assert found["Peacekeepers"] == ("2,500", "announced; Russia alone 3,000")
    left = [one, announced | {"phase": "deployed"}, NATIONAL | {"contributor": "RUS"},
            NATIONAL | {"contributor": "RUS", "phase": "withdrawn", "unit": "a battalion"},
            NATIONAL | {"contributor": "KGZ", "phase": "withdrawn"}]  # fmt: skip
    assert told(tmp_path / "left", deployments=left)["Peacekeepers"] == (
        "some have left", "in place, Russia",
    )  # fmt: skip


def test_what_holds_in_the_whole_country_stands_beside_the_places(tmp_path: Path) -> None:
    out = {"state": "suspended", "service": "internet"}
    found = told(tmp_path, services=[out | NATIONAL, out, out | {"place": "Almaty"}])
    assert found["Services cut"] == ("2 cities", "nationwide: internet")


@pytest.fixture(scope="module")
def january() -> Dataset:
    return load_dataset(JANUARY)


@pytest.mark.parametrize("text", ["", "police"])
def test_every_figure_of_the_month_has_room(january: Dataset, text: str) -> None:
    for day in range(3, 20):
        end = pd.Timestamp(f"2022-01-{day:02}T23:59:59", tz="Asia/Almaty").tz_convert("UTC")
        figures = line_of_figures(View(january, Selection(known_on=end, text=text)))
        assert [str(one.name) for one in figures] == [
            "killed", "injured", "detained", "curfew", "peacekeepers", "services",
        ]  # fmt: skip
        assert all(map(has_room, figures))


def has_room(figure: LineFigure) -> bool:
    number, line = said.number(figure), said.line(figure)
    return 0 < len(number) <= LONGEST_NUMBER and len(line) <= LONGEST_LINE
