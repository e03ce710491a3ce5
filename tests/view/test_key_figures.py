from pathlib import Path

import pandas as pd

from geo.ledger import Selection
from geo.view import View
from geo.view.key_figures import GONE, LEFT_OUT, UNKNOWN, KeyFigure, change, key_figures
from tests.support.building import make_dataset

NATIONAL = {"place": "Kazakhstan"}


def exactly(number: int, prefix: str = "") -> dict[str, str]:
    return {f"{prefix}{bound}": str(number) for bound in ("low", "best", "high")}


END = pd.Timestamp("2022-01-08T00:00Z")


def figures(directory: Path, **tables: list[dict]) -> dict[str, KeyFigure]:
    view = View(make_dataset(directory, **tables), Selection(known_on=END))
    return {figure.label.partition(" (")[0]: figure for figure in key_figures(view)}


def test_a_national_total_goes_before_figures_of_groups(tmp_path: Path) -> None:
    rows = [NATIONAL | exactly(164), NATIONAL | exactly(16) | {"group": "police"}]
    killed = figures(tmp_path, casualties=rows)["Killed"]
    assert (killed.value, killed.scope) == ("164", "national total")
    assert killed.entry_ids == ("casualties-0",)
    assert killed.credit == "Agency One, published 7 Jan 2022"


def test_groups_and_places_are_never_added_up(tmp_path: Path) -> None:
    rows = [
        NATIONAL | exactly(26) | {"group": "protesters"},
        NATIONAL | exactly(18) | {"group": "security_forces"},
        {"low": "60"},
    ]
    killed = figures(tmp_path, casualties=rows)["Killed"]
    assert killed.value == "protesters 26; security forces 18"
    assert killed.scope == "national, no total known"
    assert set(killed.entry_ids) == {"casualties-0", "casualties-1"}


def test_no_national_figure_is_not_zero(tmp_path: Path) -> None:
    killed = figures(tmp_path, casualties=[{"low": "60"}])["Killed"]
    assert (killed.value, killed.scope, killed.credit) == (UNKNOWN, "no national figure", "")


def test_rival_totals_are_contested_and_name_both(tmp_path: Path) -> None:
    rows = [
        NATIONAL | exactly(5135) | {"measure": "detained", "attributed_to": "Ministry"},
        NATIONAL | exactly(5800) | {"measure": "detained", "attributed_to": "Office"},
    ]
    detained = figures(tmp_path, casualties=rows)["Detained"]
    assert detained.contested
    assert detained.credit == "Ministry (Agency One), Office (Agency One), published 7 Jan 2022"


def test_the_whole_force_goes_before_its_parts(tmp_path: Path) -> None:
    rows = [
        {**exactly(2500, "personnel_")},
        {**exactly(150, "personnel_"), "contributor": "KGZ"},
        {"phase": "announced", **exactly(100, "personnel_"), "contributor": "ARM"},
        {"phase": "announced", **exactly(150, "personnel_"), "contributor": "KGZ"},
    ]
    found = figures(tmp_path, deployments=[NATIONAL | row for row in rows])
    assert found["Peacekeepers deployed"].value == "2,500"
    assert found["Peacekeepers announced"].value == "Armenia 100; Kyrgyzstan 150"
    assert found["Peacekeepers announced"].scope == "by country, not added up"


def test_places_with_a_curfew_are_counted_and_the_claims_named(tmp_path: Path) -> None:
    hours = {"daily_from": "19:00", "daily_to": "07:00"}
    rows = [hours | {"place": place} for place in ("Jambyl Region", "Almaty")]
    curfews = figures(tmp_path, restrictions=rows)["Curfew in force"]
    assert curfews.value == "3"  # Taraz lies in the region
    assert curfews.scope == "2 cities, 1 region of the dataset"
    assert curfews.credit == ""


def test_a_change_is_told_with_its_scope_where_that_changed() -> None:
    now = KeyFigure("Killed", "164", "national total")
    assert change(now, now) == "unchanged in 24 h"
    assert change(now, KeyFigure("Killed", "26", "national total")) == "24 h before: 26"
    groups = KeyFigure("Killed", "police 18", "national, no total known")
    assert change(now, groups) == "24 h before: police 18 (national, no total known)"
    assert change(now, KeyFigure("Killed", UNKNOWN, "no national figure")).endswith(UNKNOWN)


def test_what_the_filters_leave_out_is_neither_unknown_nor_zero(tmp_path: Path) -> None:
    hours = {"daily_from": "19:00", "daily_to": "07:00"}
    data = make_dataset(
        tmp_path, casualties=[NATIONAL | exactly(164)], restrictions=[hours | {"place": "Almaty"}]
    )
    view = View(data, Selection(known_on=END, tables=("status",)))
    killed, injured, _, curfews, *_ = key_figures(view)
    assert (killed.value, curfews.value) == (LEFT_OUT, LEFT_OUT)
    assert injured.value == UNKNOWN
    assert change(killed, killed) == ""


def test_a_retracted_total_is_named_and_its_claim_is_behind_the_figure(tmp_path: Path) -> None:
    rows = [
        NATIONAL | exactly(164) | {"entry_id": "toll", "reported_at": "2022-01-06"},
        {"message": "Cancel", "replaces": "toll"},
        NATIONAL | exactly(16) | {"entry_id": "police", "group": "police"},
    ]
    killed = figures(tmp_path, casualties=rows)["Killed"]
    assert killed.value == "police 16"
    assert killed.scope == "national, no total known; retracted: 164"
    assert killed.entry_ids == ("police", "toll")


def test_a_force_that_is_gone_is_not_a_number_that_nobody_knows(tmp_path: Path) -> None:
    rows = [
        NATIONAL | exactly(2500, "personnel_") | {"entry_id": "there", "reported_at": "2022-01-06"},
        NATIONAL | {"phase": "withdrawn", "message": "Update", "replaces": "there"},
    ]
    deployed = figures(tmp_path, deployments=rows)["Peacekeepers deployed"]
    assert (deployed.value, deployed.entry_ids) == (GONE, ("deployments-1",))
