"""A dataset may add words to lists of the schema, each with what to call it."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from geo.__main__ import cli
from geo.dataset import Dataset, load_dataset
from geo.dataset.vocabularies import LISTS, read_vocabularies
from geo.exporting.formats import FORMATS
from geo.ledger import Selection
from geo.view import View
from geo.words import terms
from pages.map.place.sections import sections
from tests.support.building import CRISIS, PLACES, SOURCES, place, write_dataset

OWN = {
    "measure": {"abducted": {"en": "abducted", "es": "secuestradas"}},
    "group": {"miners": {"es": "mineros"}},
    "restriction": {"road_toll": {"en": "toll for trucks"}},
    "service": {"ferry": {"en": "ferries"}},
    "place_kind": {"mine": {"en": "mine"}},
    "source_kind": {"union": {"en": "Trade union"}},
}
ROWS = {
    "casualties": [{"place": "Shaft", "measure": "abducted", "group": "miners", "best": "7"}],
    "restrictions": [{"place": "Shaft", "kind": "road_toll"}],
    "services": [{"place": "Shaft", "service": "ferry"}],
    "status": [{"place": "Shaft"}],
}
SHAFT = place("shaft", "Shaft", "mine", "Jambyl Region")
UNION = SOURCES[0] | {"kind": "union"}


def load(directory: Path, vocabularies: Any) -> Dataset:
    write_dataset(directory, places=[*PLACES, SHAFT], sources=[UNION, *SOURCES[1:]], **ROWS)
    package = {"name": "own", "crisis": CRISIS | {"vocabularies": vocabularies}}
    (directory / "datapackage.json").write_text(json.dumps(package))
    return load_dataset(directory)


@pytest.fixture
def dataset(tmp_path: Path) -> Dataset:
    found = load(tmp_path, OWN)
    terms.use(found.own_words)
    yield found
    terms.use({})


def test_its_own_words_are_good_cells(dataset: Dataset) -> None:
    assert dataset.issues == ()
    assert len(dataset.claims) == 4
    assert dataset.terms("measure") == (*LISTS["measure"], "abducted")


def test_without_the_lists_the_same_cells_are_errors(tmp_path: Path) -> None:
    errors = load(tmp_path, {}).errors
    assert {(one.table, one.column) for one in errors} == {
        ("casualties", "measure"), ("casualties", "group"), ("restrictions", "kind"),
        ("services", "service"), ("places", "kind"), ("sources", "kind"),
    }  # fmt: skip


def test_they_are_called_as_the_dataset_calls_them(dataset: Dataset) -> None:
    assert terms.people("abducted", "miners") == "mineros abducted"
    assert terms.restriction("road_toll") == "toll for trucks"
    assert terms.source_kind("union") == "Trade union"
    assert terms.scope("mine") == "mine"
    assert terms.plain("public_transport") == "public transport"


def test_a_view_with_them_is_shown_and_written_in_every_format(dataset: Dataset) -> None:
    view = View(dataset, Selection(dataset.claims.reported_at.max()))
    here = view.about_place("shaft")
    told = [section.body(here) for section in sections(here)]
    assert "mineros" in str(told)
    assert "Abducted" in str(told)
    for name, form in FORMATS.items():
        assert form.make(view, ""), name
    assert b"abducted" in FORMATS["csv"].make(view, "")


def test_a_package_of_it_loads_with_them_again(dataset: Dataset, tmp_path: Path) -> None:
    from geo.exporting.package import files

    packed = files(View(dataset, Selection(dataset.claims.reported_at.max())))
    for name, content in packed.items():
        (tmp_path / name).write_bytes(content)
    assert load_dataset(tmp_path).errors == ()


def test_figures_can_be_asked_for_by_them(dataset: Dataset) -> None:
    call = ["figures", str(dataset.directory), "--place", "Shaft", "--measure"]
    assert "7" in CliRunner().invoke(cli, [*call, "abducted"]).output
    refused = CliRunner().invoke(cli, [*call, "rumoured"])
    assert refused.exit_code == 1
    assert "'abducted'" in refused.stderr


@pytest.mark.parametrize(
    ("block", "said"),
    [
        (7, "no JSON object"),
        ([], "no JSON object"),
        ({"weather": {}}, "no list"),
        ({"severity": {"Dire": {"en": "Dire"}}}, "no list"),
        ({"measure": ["abducted"]}, "no JSON object"),
        ({"measure": {"abducted": {}}}, "no label"),
        ({"measure": {"abducted": "abducted"}}, "no label"),
        ({"measure": {"abducted": {"en": ""}}}, "no label in en"),
        ({"measure": {"abducted": {"en": "\u200b"}}}, "no label in en"),
        ({"measure": {"abducted": {"en": "a\nb"}}}, "no label in en"),
        ({"measure": {"abducted": {"en": "x" * 61}}}, "no label in en"),
        ({"measure": {"abducted": {"english": "abducted"}}}, "no ISO 639-1 code"),
        ({"measure": {"killed": {"en": "killed"}}}, "already"),
        ({"measure": {"Abducted": {"en": "abducted"}}}, "no term"),
        ({"measure": {"{{ 7 }}": {"en": "abducted"}}}, "no term"),
        ({"measure": {"civilians": {"en": "civilians"}}}, "another list"),
        ({"measure": {"x": {"en": "x"}}, "group": {"x": {"en": "y"}}}, "another list"),
    ],
)
def test_what_cannot_be_used_is_one_error_and_the_rest_is(block: Any, said: str) -> None:
    found, (issue,) = read_vocabularies(block)
    assert (issue.level, issue.table) == ("error", "datapackage")
    assert issue.column.startswith("crisis.vocabularies")
    assert said in issue.problem
    assert issue.advice
    assert found == ({"measure": {"x": "x"}} if "group" in str(block) else {})
