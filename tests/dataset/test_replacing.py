"""A message replaces what is of its own table, kind and place; all else is told."""

from pathlib import Path

import pytest

from geo.dataset.issues import Issue
from tests.support.building import PLACES, make_dataset, place

SHYMKENT = place("shymkent", "Shymkent", "city", "Shymkent")
VILLAGE = place("village", "Village", "city", "Jambyl Region")
REGION = place("atyrau-region", "Atyrau Region", "region", "Atyrau Region")
NEIGHBOUR = place("neighbour", "Neighbour", "country", "", "Asia/Bishkek", country="KG",
                  latitude="42.0", longitude="75.0")  # fmt: skip
ALL = [*PLACES, SHYMKENT, VILLAGE, REGION, NEIGHBOUR]


def issues(directory: Path, table: str, first: dict, second: dict) -> list[Issue]:
    """Of a claim and a message that replaces it."""
    message = {"message": "Update", "replaces": f"{table}-0", "reported_at": "2022-01-08"} | second
    return list(make_dataset(directory, places=ALL, **{table: [first, message]}).issues)


@pytest.mark.parametrize(
    ("table", "first", "second"),
    [
        ("status", {}, {"severity": "Minor"}),
        ("status", {}, {"place": "Jambyl Region"}),
        ("status", {"place": "Kazakhstan"}, {"place": "Taraz"}),
        ("status", {"place": "Jambyl Region"}, {"place": "Kazakhstan", "message": "Cancel"}),
        ("incidents", {}, {"sub_event_type": "Violent demonstration"}),
        ("restrictions", {"kind": "curfew"}, {"kind": "curfew", "daily_from": "20:00",
                                              "daily_to": "06:00"}),
        ("services", {"service": "fuel"}, {"service": "fuel", "state": "operating"}),
        ("casualties", {"best": "5"}, {"best": "6"}),
        ("casualties", {"best": "5"}, {"message": "Cancel"}),
        ("casualties", {"best": "5", "group": "children"}, {"message": "Cancel"}),
        ("contacts", {"kind": "call"}, {"kind": "meeting"}),
    ],
)  # fmt: skip
def test_of_what_belongs_together_nothing_is_said(
    tmp_path: Path, table: str, first: dict, second: dict
) -> None:
    assert issues(tmp_path, table, first, second) == []


@pytest.mark.parametrize("message", ["Update", "Cancel"])
@pytest.mark.parametrize(
    ("table", "first", "second", "said"),
    [
        ("restrictions", {"kind": "curfew"}, {"kind": "checkpoint"}, "another kind, curfew"),
        ("services", {"service": "fuel"}, {"service": "internet"}, "another service, fuel"),
        ("status", {"place": "Almaty"}, {}, "about Almaty, which neither holds Taraz"),
        ("status", {"place": "Village"}, {}, "about Village"),
        ("status", {"place": "Atyrau Region"}, {}, "about Atyrau Region"),
        ("status", {"place": "Atyrau Region"}, {"place": "Jambyl Region"}, "Atyrau Region"),
        ("status", {"place": "Neighbour"}, {}, "about Neighbour"),
        ("status", {"place": "Neighbour"}, {"place": "Kazakhstan"}, "about Neighbour"),
        ("deployments", {"place": "Almaty"}, {}, "about Almaty"),
    ],
)
def test_another_kind_service_or_place_is_a_warning_at_the_link(
    tmp_path: Path, table: str, first: dict, second: dict, said: str, message: str
) -> None:
    (issue,) = issues(tmp_path, table, first, second | {"message": message})
    assert (issue.level, issue.table, issue.line, issue.column, issue.value) == (
        "warning", table, 3, "replaces", f"{table}-0",
    )  # fmt: skip
    assert said in issue.problem
    assert issue.advice


@pytest.mark.parametrize(
    ("message", "second"),
    [
        ("Update", {"measure": "injured"}),
        ("Update", {"group": "police"}),
        ("Update", {"place": "Almaty"}),
        ("Cancel", {"measure": "injured"}),
        ("Cancel", {"place": "Almaty"}),
    ],
)
def test_a_count_of_others_that_is_replaced_is_one_warning(
    tmp_path: Path, message: str, second: dict
) -> None:
    number = {"best": "5"} if message == "Update" else {}
    found = issues(tmp_path, "casualties", {"best": "6"}, second | number | {"message": message})
    assert [(issue.level, issue.column) for issue in found] == [("warning", "replaces")]


def test_a_cancel_of_a_cancel_is_a_warning_since_the_claim_stays_away(tmp_path: Path) -> None:
    cancel = {"message": "Cancel", "reported_at": "2022-01-08"}
    rows = [{}, cancel | {"replaces": "status-0"}, cancel | {"replaces": "status-1"}]
    dataset = make_dataset(tmp_path, status=rows)
    (issue,) = dataset.issues
    assert (issue.level, issue.line, issue.value) == ("warning", 4, "status-1")
    assert dataset.claims.set_index("entry_id").retracted_by["status-0"] == "status-1"


@pytest.mark.parametrize("message", ["Update", "Cancel"])
def test_a_message_about_a_service_ends_no_curfew(tmp_path: Path, message: str) -> None:
    curfew = {"entry_id": "night", "kind": "curfew", "daily_from": "23:00", "daily_to": "07:00"}
    shops = {"message": message, "replaces": "night", "reported_at": "2022-01-08"}
    dataset = make_dataset(tmp_path, restrictions=[curfew], services=[shops])
    (issue,) = dataset.issues
    assert (issue.level, issue.table, issue.line, issue.column, issue.value) == (
        "error", "services", 2, "replaces", "night",
    )  # fmt: skip
    assert "restrictions.csv" in issue.problem
    night = dataset.claims.set_index("entry_id").loc["night"]
    assert night.superseded_by == night.retracted_by == ""
    assert len(dataset.claims) == 2
