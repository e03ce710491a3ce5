import pandas as pd
import pytest

from geo.dataset import Dataset
from geo.ledger import Selection
from geo.view import View
from geo.view.situation import COLUMNS, situation
from tests.support.building import SAMPLE, make_dataset

AT = pd.Timestamp("2022-01-09T00:00Z")


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return make_dataset(tmp_path_factory.mktemp("situation"), **SAMPLE)


def view(dataset: Dataset, at: pd.Timestamp = AT) -> View:
    return View(dataset, Selection(at))


def rows(shown: View) -> dict[str, dict]:
    return {row["place_id"]: row for row in situation(shown).to_dict("records")}


def test_the_situation_of_a_place_is_of_its_own_scope(dataset: Dataset) -> None:
    table = rows(view(dataset))
    taraz, region, country = (table[name] for name in ("taraz", "jambyl-region", "kazakhstan"))
    assert (taraz["services_limited"], taraz["services_suspended"]) == (1, 0)
    assert (region["services_limited"], region["services_suspended"]) == (0, 1)
    assert (taraz["killed_group"], taraz["killed_contested"]) == ("all", True)
    assert all(pd.isna(taraz[f"killed_{bound}"]) for bound in ("low", "best", "high"))
    assert taraz["killed_value"] == "about 35, Hospital; 60 or more, Agency One"
    assert taraz["killed_highest"] == 35  # the least of rivals
    assert pd.isna(taraz["detained_low"])
    assert country["detained_low"] == 100
    assert pd.isna(country["killed_low"])
    assert (taraz["severity"], country["severity"]) == ("Severe", "Unknown")


def test_a_severity_that_nobody_judged_is_marked_as_derived_and_names_its_claims(
    dataset: Dataset,
) -> None:
    table = rows(view(dataset))
    columns = ("severity", "severity_basis", "severity_reason", "derived_from", "status_entry_id")
    region, taraz, country = (
        tuple(table[name][column] for column in columns)
        for name in ("jambyl-region", "taraz", "kazakhstan")
    )
    why = "measures that the whole country does not have"
    assert region == ("Moderate", "derived", why, "night", "")
    assert taraz == ("Severe", "judged", "", "", "taraz-severe")
    assert country == ("Unknown", "", "", "", "")


def test_a_regional_curfew_is_in_force_in_its_cities_and_rival_hours_are_both_shown(
    dataset: Dataset,
) -> None:
    table = rows(view(dataset, pd.Timestamp("2022-01-08T18:00Z")))
    hours = "18:00-06:00 (Agency One) or 19:00-07:00 (Agency One)"
    assert (table["taraz"]["curfew_hours"], table["taraz"]["curfew_contested"]) == (hours, True)
    assert (table["taraz"]["curfew"], table["taraz"]["curfew_tonight"]) == (True, True)
    assert table["taraz"]["restrictions_in_force"] == 2
    assert table["jambyl-region"]["curfew_hours"] == "19:00-07:00"
    assert not table["almaty"]["curfew"]


def test_claims_are_counted_and_listed_with_what_was_retracted(dataset: Dataset) -> None:
    taraz = rows(view(dataset))["taraz"]
    assert taraz["claims"] == len(taraz["entry_ids"].split("|")) == 8
    assert (taraz["retracted"], taraz["contested"]) == (1, 1)
    assert taraz["last_reported_at"] == pd.Timestamp("2022-01-08T17:59:59Z")


def test_the_situation_comes_by_severity_and_name_with_its_columns_and_types(
    dataset: Dataset,
) -> None:
    table = situation(view(dataset))
    assert tuple(table.columns) == COLUMNS
    assert list(table.name) == ["Taraz", "Jambyl Region", "Almaty", "Kazakhstan"]
    nothing = situation(view(dataset, pd.Timestamp("2021-01-01T00:00Z")))
    assert nothing.empty
    assert nothing.dtypes.equals(table.dtypes)


@pytest.mark.parametrize("column", ["killed_low", "killed_best", "missing_high", "detained_low"])
def test_what_no_claim_gives_is_unknown_and_not_zero(dataset: Dataset, column: str) -> None:
    assert pd.isna(rows(view(dataset))["almaty"][column])


def test_what_is_known_of_a_group_only_is_there_with_its_name(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    counts = [
        {"best": "13", "low": "13", "high": "13", "group": "security_forces"},
        {"qualifier": "dozens", "group": "alleged_attackers"},
        {"low": "40", "group": "civilians", "subset": "at the airport"},
        {"best": "3", "group": "security_forces", "counts": "event"},
    ]
    known = make_dataset(tmp_path_factory.mktemp("groups"), casualties=counts)
    taraz = rows(view(known))["taraz"]
    # Of nobody's count of everybody: whoever adds up the column would take it for one.
    assert all(pd.isna(taraz[f"killed_{bound}"]) for bound in ("low", "best", "high"))
    assert taraz["killed_group"] == "security_forces|alleged_attackers"
    told = "security forces 13; alleged attackers (dozens); security forces (about 3, in 1 event)"
    assert taraz["killed_value"] == told
    assert taraz["killed_as_of"] == "2022-01-07"
    assert taraz["killed_highest"] == 40
    assert not taraz["killed_contested"]
