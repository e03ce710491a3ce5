"""The themes of the map: their numbers are those of every other part; their texts run nothing."""

import json

import pandas as pd
import pytest
from hypothesis import given

from geo.dataset import Dataset
from geo.ledger import Selection
from geo.mapping import themes
from geo.mapping.inert import inert
from geo.mapping.themes import people
from geo.mapping.themes.parts import LONGEST_LABEL, LONGEST_NOTE, Drawn, Scene
from geo.ranges import RANGE
from geo.rows import read_rows
from geo.subjects.tonight import Tonight
from geo.view import View
from geo.view.key_figure import Label
from geo.view.key_figures import MEASURES, key_figures
from geo.view.situation import situation
from geo.words import numbers
from geo.words.key_figures import services_cut
from tests.mapping.test_signs import contrast
from tests.support.building import PLACES, make_dataset, place
from tests.support.crisis import ROWS, SELECTIONS, SOURCES
from tests.view.test_agreement import MORE, many

SHARED: dict[str, Dataset] = {}
EVENING = Selection(pd.Timestamp("2022-01-07T17:59:59Z"))


@pytest.fixture(autouse=True, scope="module")
def _share(tmp_path_factory: pytest.TempPathFactory) -> None:
    directory = tmp_path_factory.mktemp("themes")
    SHARED["dataset"] = make_dataset(directory, sources=SOURCES, **(ROWS | MORE))


Marks = dict[str, themes.Mark]


def of_theme(state: themes.State, theme: str) -> Marks:
    """The marks of one theme by place."""
    return {name: mine[theme] for name, mine in state["marks"].items() if theme in mine}


def marks(view: View, theme: str) -> Marks:
    return of_theme(themes.state(view), theme)


@many
@given(SELECTIONS)
def test_the_numbers_of_the_map_are_those_of_every_other_part(selection: Selection) -> None:
    view = View(SHARED["dataset"], selection)
    table = situation(view).set_index("place_id")
    table = table[table.kind != "country"]
    state = themes.state(view)
    check_severities(of_theme(state, "severity"), table)
    check_curfews(of_theme(state, "curfew"), view)
    check_services(of_theme(state, "services"), table)
    check_nationwide(state["notes"].get("services", ""), view)
    for measure in MEASURES:
        check_people(measure.value, people.draw(measure, scene_of(view)), table, state)


def check_severities(shown: Marks, table: pd.DataFrame) -> None:
    assert {name: one["s"] for name, one in shown.items()} == table.severity.to_dict()
    for flag, column in (("curfew", table.curfew), ("curfew-lapsed", table.curfew_lapsed),
                         ("curfew-tonight", table.curfew_tonight & ~table.curfew),
                         ("stale", table.stale)):  # fmt: skip
        flagged = {name for name, one in shown.items() if flag in one.get("f", [])}
        assert flagged == set(table.index[column])


def check_curfews(shown: Marks, view: View) -> None:
    nights = {night.place_id: night for night in read_rows(view.tonight, Tonight)}
    assert {name for name, one in shown.items() if one["s"] == "Curfew"} == set(nights)
    for name, night in nights.items():
        begins = "all day" if night.hours == "all day" else f"{night.begins:%H:%M}"
        if night.contested:
            rivals = {view.dataset.rows[one].daily_from for one in night.entry_ids} - {""}
            begins = inert(f"{' or '.join(sorted(rivals))} ≠".strip(), LONGEST_LABEL)
        assert shown[name]["t"] == begins
        assert inert(night.hours) in shown[name]["w"]
        assert f"{night.local:%H:%M} there" in shown[name]["w"]
        assert night.is_now == ("curfew" in shown[name]["f"])


def check_services(shown: Marks, table: pd.DataFrame) -> None:
    cut = table.services_suspended[table.services_suspended.notna()]
    assert {name: int(one.get("t", 0)) for name, one in shown.items()} == cut.to_dict()
    assert all((one["s"] == "Cut") == ("t" in one) == ("r" in one) for one in shown.values())


def check_nationwide(note: str, view: View) -> None:
    cut = next(one for one in key_figures(view) if one.label == Label.SUSPENDED)
    assert note == inert(services_cut(cut), LONGEST_NOTE)
    assert all(service in note for service in cut.nationwide)


def check_people(measure: str, drawn: Drawn, table: pd.DataFrame, state: themes.State) -> None:
    known = table[table[f"{measure}_highest"].notna()]
    assert drawn.is_offered == (len(known) >= 3) == (measure in state["themes"])
    assert set(drawn.marks) == set(known.index)
    for name, row in known.iterrows():
        one = drawn.marks[name]
        flags = one.get("f", [])
        assert inert(row[f"{measure}_value"]) in one["w"]
        assert ("contested" in flags) == row[f"{measure}_contested"]
        assert ("group-only" in flags) == (row[f"{measure}_group"] != "all")
        short = numbers.in_short(*(row[f"{measure}_{bound}"] for bound in RANGE))
        assert one["t"] == short if not flags else short in one["t"]


def scene_of(view: View) -> Scene:
    table = situation(view)
    rows = read_rows(table[table.kind != "country"], list(table.columns))
    return Scene(view, rows, {one.label: one for one in key_figures(view)})


def test_a_number_of_a_group_is_named_as_that_of_the_group(tmp_path: object) -> None:
    rows = [
        {"place": "Taraz", "group": "alleged_attackers", "best": "26", "low": "26", "high": "26"},
        {"place": "Taraz", "group": "security_forces", "best": "18", "low": "18", "high": "18"},
        {"place": "Almaty", "low": "60"},
        {"place": "Almaty", "low": "20", "high": "20", "attributed_to": "Prosecutors"},
        {"place": "Atyrau", "low": "1", "high": "1", "group": "military"},
        {"place": "Kazakhstan", "group": "police", "low": "7", "high": "7"},
    ]
    state = themes.state(View(make_dataset(tmp_path, casualties=rows), EVENING))
    shown = {name: mine["killed"] for name, mine in state["marks"].items() if "killed" in mine}
    assert {name: (one["t"], one["f"]) for name, one in shown.items()} == {
        "taraz": ("26 alleged attackers", ["group-only"]),
        "almaty": ("20 or 60+ ≠", ["contested"]),
        "atyrau": ("1 soldier", ["group-only"]),
    }
    assert "alleged attackers 26; security forces 18" in shown["taraz"]["w"]
    assert "60 or more, Agency One" in shown["almaty"]["w"]
    # Of rivals the least that any of them says is drawn.
    assert shown["taraz"]["r"] > shown["almaty"]["r"] > shown["atyrau"]["r"]
    assert state["notes"]["killed"] == "National: police 7; not on the map."


def test_people_at_fewer_than_three_places_are_no_map(tmp_path: object) -> None:
    rows = [{"place": place, "low": "3", "high": "3"} for place in ("Taraz", "Almaty")]
    state = themes.state(View(make_dataset(tmp_path, casualties=rows), EVENING))
    assert "killed" not in state["themes"]
    assert all("killed" not in mine for mine in state["marks"].values())


FORCES = [
    {"place": "Almaty", "contributor": "RUS", "task": "the airport"},
    {"place": "Almaty", "contributor": "TJK", "personnel_low": "100", "phase": "in_transit"},
    {"place": "Kazakhstan", "contributor": "BLR", "personnel_best": "500", "phase": "announced"},
    {"place": "Kazakhstan", "personnel_low": "2500", "personnel_high": "2500"},
]


def test_forces_are_where_claims_place_them(tmp_path: object) -> None:
    state = themes.state(View(make_dataset(tmp_path, deployments=FORCES), EVENING))
    (almaty,) = (mine["forces"] for mine in state["marks"].values() if "forces" in mine)
    assert (almaty["s"], almaty["t"]) == ("Force", "Russia")
    assert almaty["w"] == (
        "Almaty. In place: Russia. Not yet there: Tajikistan 100 or more, in transit. "
        "Tasks: the airport."
    )
    note = "Whole force: 2,500. Place not given: Belarus about 500, announced."
    assert state["notes"]["forces"] == note
    arrows = {(arrow["from"], arrow["to"]): arrow["bearing"] for arrow in state["arrows"]}
    assert set(arrows) == {("Russia", "almaty"), ("Tajikistan", "almaty"), ("Belarus", "")}
    assert 270 < arrows["Belarus", ""] < 360  # to the north-west
    assert arrows["Russia", "almaty"] < 90
    assert 90 < arrows["Tajikistan", "almaty"] < 270


def test_the_largest_force_is_named_first_though_its_number_is_given_elsewhere(
    tmp_path: object,
) -> None:
    rows = [
        {"place": "Almaty", "contributor": "ARM", "personnel_best": "100"},
        {"place": "Almaty", "contributor": "KGZ"},
        {"place": "Almaty", "contributor": "RUS"},
        {"place": "Kazakhstan", "contributor": "KGZ", "personnel_best": "150"},
        {"place": "Kazakhstan", "contributor": "RUS", "personnel_best": "3000"},
        {"place": "Kazakhstan", "contributor": "BLR", "personnel_best": "500"},
        {"place": "Kazakhstan", "contributor": "TJK", "personnel_best": "600"},
    ]
    state = themes.state(View(make_dataset(tmp_path, deployments=rows), EVENING))
    mine = state["marks"]["almaty"]["forces"]
    assert mine["t"] == "Russia, Kyrgyzstan +1"
    assert mine["w"].startswith("Almaty. In place: Russia; Kyrgyzstan; Armenia")
    assert state["notes"]["forces"].startswith("Place not given: Tajikistan about 600; Belarus")


def test_who_has_left_is_nowhere(tmp_path: object) -> None:
    left = {"place": "Kazakhstan", "contributor": "RUS", "phase": "withdrawn"}
    home = {"place": "Almaty", "contributor": "TJK", "phase": "withdrawn"}
    data = make_dataset(tmp_path, deployments=[*FORCES[:2], left, home])
    state = themes.state(View(data, EVENING))
    assert all("forces" not in mine for mine in state["marks"].values())
    assert state["arrows"] == []


def test_every_sign_and_flag_is_in_the_legend_of_its_theme() -> None:
    keys = {theme: {line["key"] for line in lines} for theme, lines in themes.legends().items()}
    for day in range(3, 13):
        view = View(SHARED["dataset"], Selection(pd.Timestamp(f"2022-01-{day:02}T17:59:59Z")))
        for mine in themes.state(view)["marks"].values():
            for theme, one in mine.items():
                # A ring of dots, and a sign of its own, are in the legend instead.
                shown = {one["s"], *one.get("f", [])} - {"CurfewLapsed", "group-only"}
                assert shown <= keys[theme]


def test_the_colours_of_signs_carry_white_text() -> None:
    for sign in themes.SIGNS.values():
        assert not sign.holds or contrast(sign.colour, "#ffffff") >= 4.5


def test_signs_of_different_themes_differ_without_their_colour() -> None:
    forms = {(one.path, one.is_open, one.radius) for one in themes.SIGNS.values() if one.holds}
    assert len(forms) == 4
    assert not {one.path for one in themes.SIGNS.values() if one.holds} & {
        themes.SIGNS[name].path for name in ("Extreme", "Severe", "Moderate")
    }


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
        casualties=[*(who | {"place": name, "low": "3", "subset": HOSTILE}
                      for name in (HOSTILE, "Taraz", "Almaty", "Kazakhstan")),
                    {"place": HOSTILE, "low": "9", "high": "9", "subset": HOSTILE}],
        services=[{"place": HOSTILE, "state": "suspended"}],
        deployments=[{"place": HOSTILE, "task": HOSTILE, "force": HOSTILE, "contributor": "RUS"},
                     {"contributor": "BLR", "attributed_to": HOSTILE, "personnel_best": "3"},
                     {"place": "Kazakhstan", "attributed_to": HOSTILE, "personnel_low": "9"},
                     {"place": "Kazakhstan", "personnel_high": "3"}],
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


def test_each_theme_has_a_legend_of_short_words() -> None:
    found = themes.legends()
    assert list(found) == [theme.id for theme in themes.THEMES]
    for lines in found.values():
        keys = [line["key"] for line in lines]
        assert len(set(keys)) == len(keys)
        assert all(0 < len(line["words"]) <= 34 for line in lines)


def test_the_state_is_json() -> None:
    json.dumps(themes.state(View(SHARED["dataset"], EVENING)), allow_nan=False)
