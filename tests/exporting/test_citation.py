"""A citation says what was looked at, in which state of the dataset, and where to see it again."""

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from geo.dataset import Dataset
from geo.dataset.provenance import Origin
from geo.exporting.citation import cite
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
        "Crisis Map. Test crisis: as known at the end of 7 January 2022 (UTC+6) "
        "(severity: Extreme, Severe; words: fuel; place: Taraz). "
        f"Dataset version {dataset.short_version}. {citation.permalink}."
    )


def test_without_an_address_it_is_the_query_alone(dataset: Dataset) -> None:
    view = View(dataset, Selection(known_on=dataset.about.default_moment))
    assert cite(view).permalink == "?at=2022-01-07T23:59"
    assert cite(view).filters_in_words == "no filters"


def test_moments_are_told_in_the_zone(dataset: Dataset) -> None:
    zone = dataset.about.zone
    assert spoken(pd.Timestamp("2022-01-07T12:30:00Z"), zone) == (
        "on 7 January 2022, 18:30 (UTC+6)"
    )
    assert local_iso(pd.NaT, zone) == ""


def test_a_person_is_shown_twelve_digits_and_a_machine_all(dataset: Dataset) -> None:
    citation = cite(View(dataset, Selection(known_on=dataset.about.default_moment)))
    assert citation.version == dataset.version
    assert f"Dataset version {dataset.version[:12]}." in citation.text
    assert dict(citation.items())["Dataset version"] == dataset.version


VERSIONS = ("1" * 64, "2" * 64)


@pytest.mark.parametrize(
    ("origin", "version", "since"),
    [
        (None, None, ""),
        (Origin(VERSIONS[0]), VERSIONS[0], ""),
        (Origin(VERSIONS[0], VERSIONS[1]), VERSIONS[0], VERSIONS[1]),
        (Origin(VERSIONS[0], changed=("status.csv",)), None, VERSIONS[0]),
        (Origin(VERSIONS[0], VERSIONS[1], ("status.csv",)), None, VERSIONS[0]),
    ],
)
def test_only_a_package_that_nobody_changed_is_cited_as_what_it_was_taken_from(
    dataset: Dataset, origin: Origin | None, version: str | None, since: str
) -> None:
    view = View(replace(dataset, origin=origin), Selection(dataset.about.default_moment))
    citation = cite(view)
    assert citation.version == (version or dataset.version)
    assert citation.changed_since == since
    words = f", changed since it was exported as {since[:12]}." if since else "."
    assert f"Dataset version {citation.version[:12]}{words}" in citation.text
    assert dict(citation.items()).get("Changed since it was exported as", "") == since
