"""What works where, and which contingents are how far, on the command line."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from geo.__main__ import cli
from tests.support.building import write_dataset


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> str:
    services = [
        {"entry_id": "fuel", "service": "fuel", "state": "suspended"},
        {"entry_id": "cash", "service": "cash", "state": "limited", "place": "Almaty"},
        {"entry_id": "old", "service": "rail", "reported_at": "2022-01-02",
         "occurred_from": "2022-01-02"},
    ]  # fmt: skip
    deployments = [
        {"entry_id": "rus", "contributor": "RUS", "phase": "announced", "personnel_best": "3000",
         "place": "Kazakhstan", "occurred_from": "2022-01-06", "reported_at": "2022-01-06"},
        {"entry_id": "rus-here", "contributor": "RUS", "place": "Kazakhstan"},
    ]  # fmt: skip
    directory = tmp_path_factory.mktemp("tables") / "dataset"
    return str(write_dataset(directory, services=services, deployments=deployments))


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, words)


def test_what_works_where_is_one_matrix_of_recent_reports(dataset: str) -> None:
    lines = run("services", dataset, "--known-on", "2022-01-07").stdout.splitlines()
    assert lines[1].split() == ["place", "fuel", "cash"]
    assert lines[2].split() == ["Almaty", "limited"]
    assert lines[3].split() == ["Taraz", "suspended"]
    assert lines[-1] == "Cut in 1 city."


def test_only_the_services_asked_for_are_shown(dataset: str) -> None:
    found = run("services", dataset, "--service", "cash", "--known-on", "2022-01-07", "--json")
    assert [(row["place_id"], row["state"]) for row in json.loads(found.stdout)] == [
        ("almaty", "limited")
    ]
    nothing = run("services", dataset, "--service", "rail", "--known-on", "2022-01-07").stdout
    assert "That does not mean that they worked." in nothing


def test_a_service_that_does_not_exist_is_named_with_those_that_do(dataset: str) -> None:
    found = run("services", dataset, "--service", "fule")
    assert found.exit_code == 1
    assert "There is no service 'fule'. Use: retail," in found.stderr


def test_a_contingent_stands_once_in_its_latest_phase_with_the_number_announced(
    dataset: str,
) -> None:
    text = run("forces", dataset, "--known-on", "2022-01-07").stdout
    assert "CSTO, Russia: deployed; about 3,000 people (as announced); Agency One" in text
    assert text.count("Russia") == 1
    (row,) = json.loads(run("forces", dataset, "--known-on", "2022-01-07", "--json").stdout)
    assert (row["phase"], row["best"], row["entry_ids"]) == ("deployed", 3000, ["rus", "rus-here"])


def test_without_a_force_there_is_a_sentence(tmp_path: Path) -> None:
    directory = write_dataset(tmp_path / "empty")
    assert "No force was reported." in run("forces", str(directory)).stdout
