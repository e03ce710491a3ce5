"""A citation says what was looked at, in which state of the dataset, and where to see it again."""

import json
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from geo.dataset import Dataset
from geo.exporting.citation import cite, origin_version
from geo.exporting.moments import local_iso, spoken
from geo.ledger import Selection
from geo.view import View
from tests.support.building import make_dataset


@pytest.fixture
def dataset(tmp_path: Path) -> Dataset:
    return make_dataset(tmp_path / "data", status=[{}])


def test_it_names_moment_filters_version_and_address(dataset: Dataset) -> None:
    chosen = Selection(
        known_on=dataset.about.default_moment,
        severities=("Severe", "Extreme"),
        text="fuel",
        places=("taraz",),
    )
    citation = cite(View(dataset, chosen), "https://map.example/")
    link = "https://map.example/?at=2022-01-07T23:59&severity=Extreme&severity=Severe"
    assert citation.permalink == f"{link}&q=fuel&place=Taraz"
    assert citation.filters == ("severity: Extreme, Severe", "words: fuel", "place: Taraz")
    assert citation.text == (
        "Crisis Map. Test crisis: as known at the end of 7 January 2022 (UTC+06:00) "
        "(severity: Extreme, Severe; words: fuel; place: Taraz). "
        f"Dataset version {dataset.version}. {citation.permalink}."
    )


def test_without_an_address_it_is_the_query_alone(dataset: Dataset) -> None:
    view = View(dataset, Selection(known_on=dataset.about.default_moment))
    assert cite(view).permalink == "?at=2022-01-07T23:59"
    assert cite(view).filters_in_words == "no filters"


def test_moments_are_told_in_the_zone(dataset: Dataset) -> None:
    zone = dataset.about.zone
    assert spoken(pd.Timestamp("2022-01-07T12:30:00Z"), zone) == (
        "on 7 January 2022, 18:30 (UTC+06:00)"
    )
    assert local_iso(pd.NaT, zone) == ""


@pytest.mark.parametrize("stated", ["0123456789ab", 5, None, "../x", {"a": 1}])
def test_a_package_keeps_the_version_that_it_was_taken_from(
    dataset: Dataset, stated: object
) -> None:
    exported = {"exported": {"dataset_version": stated}}
    about = replace(dataset.about, descriptor=json.loads(json.dumps(exported)))
    view = View(replace(dataset, about=about), Selection(known_on=dataset.about.default_moment))
    expected = stated if stated == "0123456789ab" else dataset.version
    assert origin_version(view) == expected
