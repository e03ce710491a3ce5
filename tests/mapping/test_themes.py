"""The themes of the map: their numbers are those of every other part; their texts run nothing."""

import json

import pandas as pd
import pytest
from hypothesis import given

from geo.dataset import Dataset
from geo.ledger import Selection
from geo.mapping import themes
from geo.mapping.inert import inert
from geo.mapping.themes.curfew import DIFFERENT
from geo.rows import read_rows
from geo.subjects.tonight import Tonight
from geo.view import View
from geo.view.situation import situation
from tests.support.building import PLACES, make_dataset, place
from tests.support.crisis import ROWS, SELECTIONS, SOURCES
from tests.view.test_agreement import MORE, many

SHARED: dict[str, Dataset] = {}
EVENING = Selection(pd.Timestamp("2022-01-07T17:59:59Z"))


@pytest.fixture(autouse=True, scope="module")
def _share(tmp_path_factory: pytest.TempPathFactory) -> None:
    directory = tmp_path_factory.mktemp("themes")
    SHARED["dataset"] = make_dataset(directory, sources=SOURCES, **(ROWS | MORE))


def marks(view: View, theme: str) -> dict[str, themes.Mark]:
    """The marks of one theme by place."""
    found = themes.state(view)["marks"]
    return {place_id: mine[theme] for place_id, mine in found.items() if theme in mine}


@many
@given(SELECTIONS)
def test_severities_and_rings_are_those_of_the_situation(selection: Selection) -> None:
    view = View(SHARED["dataset"], selection)
    table = situation(view)
    table = table[table.kind != "country"].set_index("place_id")
    shown = marks(view, "severity")
    assert {name: one["s"] for name, one in shown.items()} == table.severity.to_dict()
    for flag, column in (("curfew", table.curfew), ("curfew-lapsed", table.curfew_lapsed),
                         ("curfew-tonight", table.curfew_tonight & ~table.curfew),
                         ("stale", table.stale)):  # fmt: skip
        assert {name for name, one in shown.items() if flag in one.get("f", [])} == set(
            table.index[column]
        )


@many
@given(SELECTIONS)
def test_the_curfews_of_the_map_are_those_of_tonight(selection: Selection) -> None:
    view = View(SHARED["dataset"], selection)
    shown = marks(view, "curfew")
    nights = {night.place_id: night for night in read_rows(view.tonight, Tonight)}
    assert {name for name, one in shown.items() if one["s"] == "Curfew"} == set(nights)
    for name, night in nights.items():
        begins = "all day" if night.hours == "all day" else f"{night.begins:%H:%M}"
        assert shown[name]["t"] == (DIFFERENT if night.contested else begins)
        assert inert(night.hours) in shown[name]["w"]
        assert f"{night.local:%H:%M} there" in shown[name]["w"]
        assert night.is_now == ("curfew" in shown[name]["f"])


def test_no_curfew_is_marked_only_where_a_claim_rules_it_out(tmp_path: object) -> None:
    over = {"place": "Taraz", "daily_from": "23:00", "daily_to": "07:00",
            "occurred_from": "2022-01-04", "occurred_to": "2022-01-06"}  # fmt: skip
    data = make_dataset(tmp_path, restrictions=[over], status=[{"place": "Almaty"}])
    shown = marks(View(data, EVENING), "curfew")
    assert {name: one["s"] for name, one in shown.items()} == {"taraz": "CurfewNone"}
    assert "No curfew known tonight" in shown["taraz"]["w"]


def test_a_theme_is_offered_where_the_dataset_can_have_it(tmp_path: object) -> None:
    data = make_dataset(tmp_path, status=[{"place": "Taraz"}])
    assert [one["id"] for one in themes.options(data)] == ["severity"]
    assert themes.state(View(data, EVENING))["themes"] == ["severity"]


def test_a_moment_is_said_as_the_address_has_it() -> None:
    end, inside = (
        themes.state(View(SHARED["dataset"], Selection(pd.Timestamp(moment))))
        for moment in ("2022-01-07T17:59:59Z", "2022-01-07T12:30:59Z")
    )
    assert (end["at"], end["said"]) == (
        "2022-01-07T23:59", "as known at the end of Fri 7 Jan 2022 (UTC+6)"
    )  # fmt: skip
    assert inside["at"] == "2022-01-07T18:30"
    assert inside["said"] == "as known on Fri 7 Jan 2022, 18:30 (UTC+6)"


HOSTILE = "{{ 7 * 7 }} ${1} ` \\ ' \" </script><img src=x onerror=alert(1)>"


def test_every_text_is_inert(tmp_path: object) -> None:
    named = [*PLACES, place("hostile", HOSTILE, "city", "Jambyl Region")]
    who = {"place": HOSTILE, "attributed_to": HOSTILE}
    data = make_dataset(
        tmp_path,
        places=named,
        status=[{"place": HOSTILE}],
        restrictions=[who | {"daily_from": "23:00", "daily_to": "07:00"},
                      {"place": HOSTILE, "daily_from": "19:00", "daily_to": "07:00"}],
    )  # fmt: skip
    texts: list[str] = []

    def gather(value: object) -> None:
        if isinstance(value, str):
            texts.append(value)
        elif isinstance(value, dict):
            gather(list(value.values()))
        elif isinstance(value, list):
            for one in value:
                gather(one)

    gather([themes.state(View(data, EVENING)), themes.places(data)])
    assert any(inert(HOSTILE) in text for text in texts)
    assert not set("".join(texts)) & set("<>\"'{}$\\`")


def test_places_are_told_once_and_countries_are_none() -> None:
    found = themes.places(SHARED["dataset"])
    assert set(found) == {"jambyl-region", "taraz", "almaty", "atyrau"}
    assert found["taraz"] == {"n": "Taraz", "k": "city", "p": [71.4, 43.0]}


def test_a_capital_and_what_is_no_settlement_are_told_apart(tmp_path: object) -> None:
    own = [*PLACES, place("astana", "Nur-Sultan", "city", "", aliases="Astana"),
           place("pad", "Launch pad", "site", "")]  # fmt: skip
    found = themes.places(make_dataset(tmp_path, places=own, status=[{"place": "Taraz"}]))
    assert {name for name, one in found.items() if one.get("c")} == {"astana"}
    assert {name for name, one in found.items() if one.get("v")} == {"pad"}


@pytest.mark.parametrize("dark", [False, True])
def test_each_theme_has_a_legend_in_well_formed_pictures(dark: bool) -> None:
    found = themes.legends(dark)
    assert set(found) == {theme.id for theme in themes.THEMES}
    for lines in found.values():
        keys = [line["key"] for line in lines]
        assert len(set(keys)) == len(keys)
        assert all(line["svg"].startswith("data:image/svg+xml;base64,") for line in lines)
        assert all(0 < len(line["words"]) <= 34 for line in lines)


def test_the_state_is_json() -> None:
    json.dumps(themes.state(View(SHARED["dataset"], EVENING)), allow_nan=False)
