import json

import pytest
from click.testing import CliRunner

from geo.__main__ import cli
from tests.support.building import write_dataset

NATIONAL = {"place": "Kazakhstan"}
TOLLS = [
    NATIONAL | {"entry_id": "rioters", "best": "26", "high": "30", "group": "alleged_attackers"},
    NATIONAL | {"entry_id": "guards", "best": "18", "group": "security_forces", "source_id": "s2"},
    NATIONAL | {"entry_id": "hurt", "low": "400", "measure": "injured"},
    {"entry_id": "local", "best": "60"},
]
NIGHT = {"daily_from": "19:00", "daily_to": "07:00"}
CURFEWS = [NIGHT | {"entry_id": "early", "place": place} for place in ("Jambyl Region",)]


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> str:
    directory = tmp_path_factory.mktemp("summary")
    return str(write_dataset(directory, casualties=TOLLS, restrictions=CURFEWS))


def run(*arguments: str) -> str:
    result = CliRunner().invoke(cli, ["summary", *arguments], prog_name="python -m geo")
    assert result.exit_code == 0, result.output
    return result.stdout


def read(*arguments: str) -> dict[tuple[str, str], dict]:
    told = json.loads(run(*arguments, "--json"))
    return {(one["label"], one["group"]): one for one in told}


def test_groups_of_which_no_total_is_known_are_objects_of_their_own(dataset: str) -> None:
    found = read(dataset)
    assert ("killed", "all") not in found
    guards = found["killed", "security_forces"]
    bounds = {name: guards[name] for name in ("low", "best", "high")}
    assert bounds == {"low": None, "best": 18, "high": None}
    assert (guards["value"], guards["scope"], guards["place"]) == ("about 18", "country",
                                                                   "Kazakhstan")  # fmt: skip
    assert (guards["entry_ids"], guards["credit"]) == (
        ["guards"],
        "Daily Two, published 7 Jan 2022",
    )
    assert found["killed", "alleged_attackers"]["high"] == 30


def test_what_is_not_known_is_an_object_without_numbers(dataset: str) -> None:
    detained = read(dataset)["detained", "all"]
    assert (detained["value"], detained["state"]) == ("not known", "unknown")
    assert (detained["low"], detained["best"], detained["high"]) == (None, None, None)


def test_places_are_counted_and_their_kinds_named(dataset: str) -> None:
    curfew = read(dataset, "--known-on", "2022-01-07T23:59:59")["curfew", "all"]
    assert (curfew["best"], curfew["value"]) == (2, "2")  # Taraz lies in the region
    assert curfew["kinds"] == {"city": 1, "region": 1}
    assert curfew["entry_ids"] == ["early"]


def test_in_words_it_says_the_moment_its_zone_and_each_figure_with_its_claims(dataset: str) -> None:
    text = run(dataset, "--known-on", "2022-01-06T23:00")
    head, *lines = text.splitlines()
    assert head == "Test crisis, as known on Thu 6 Jan 2022, 23:00 (UTC+6)"
    assert lines[:3] == [
        "Killed (people): not known",
        "  no national figure",
        "Injured (people): not known",
    ]
    later = run(dataset, "--known-on", "2022-01-07").splitlines()
    assert later[1:4] == [
        "Killed (people): alleged attackers up to 30; security forces about 18",
        "  national, no total known; Agency One, Daily Two, published 7 Jan 2022",
        "  2 claims: rioters, guards",
    ]
