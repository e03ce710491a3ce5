"""What the map rests on."""

from pathlib import Path

import pandas as pd
import pytest

from geo.dataset import Dataset, load_dataset
from geo.subjects import sources as sourcing
from tests.support.building import make_dataset

ROWS = (
    {"entry_id": "a", "source_id": "s1|s2"},
    {"entry_id": "b", "source_id": "s1"},
    {"entry_id": "c", "source_id": "s3|s1"},
)


@pytest.fixture
def dataset(tmp_path: Path) -> Dataset:
    made = make_dataset(tmp_path / "dataset", status=ROWS)
    assert not made.errors
    return made


def test_a_source_knows_the_claims_that_rest_on_it(dataset: Dataset) -> None:
    table = sourcing.usage(dataset.claims, dataset.sources)
    assert list(table.index) == ["s1", "s3", "s2"]
    assert table.entry_ids["s1"] == ["a", "b", "c"]
    assert (table["first"]["s1"], table.claims["s1"]) == (2, 3)


def test_a_source_without_a_claim_is_listed_with_none(dataset: Dataset) -> None:
    table = sourcing.usage(dataset.claims[:0], dataset.sources)
    assert list(table.claims) == [0, 0, 0]
    assert list(table.entry_ids) == [[], [], []]


def test_each_claim_counts_once_for_the_kind_it_relies_on_first(dataset: Dataset) -> None:
    table = sourcing.shares(dataset.claims, dataset.sources).set_index("kind")
    assert table.claims.to_dict() == {"wire": 2, "state_media": 1}
    assert table.share.sum() == pytest.approx(1)


def test_a_publisher_has_the_claims_that_rely_on_it_first(dataset: Dataset) -> None:
    table = sourcing.publishers(dataset.claims, dataset.sources)
    assert table.to_dict("records") == [
        {"publisher": "Agency One", "kind": "wire", "claims": 2},
        {"publisher": "Channel Three", "kind": "state_media", "claims": 1},
    ]


def test_no_claim_gives_no_share(dataset: Dataset) -> None:
    assert sourcing.shares(dataset.claims[:0], dataset.sources).empty
    assert sourcing.publishers(dataset.claims[:0], dataset.sources).empty


def test_two_pages_of_one_publisher_are_not_several_publishers(dataset: Dataset) -> None:
    assert sourcing.shared_by_several(dataset.claims, dataset.sources) == 2
    alike = dataset.sources.assign(publisher="Agency One")
    assert sourcing.shared_by_several(dataset.claims, alike) == 0


def test_a_name_without_a_place_is_listed_with_its_claims(tmp_path: Path) -> None:
    rows = ({"entry_id": "x", "place": "Nowhere"}, {"entry_id": "y", "place": "Nowhere"})
    made = make_dataset(tmp_path / "dataset", status=(*ROWS, *rows))
    table = sourcing.unlocated(made.claims)
    assert table.to_dict("records") == [{"name": "Nowhere", "claims": 2, "entry_ids": ["x", "y"]}]


def test_only_places_that_nobody_reviewed_are_listed(dataset: Dataset) -> None:
    assert sourcing.unreviewed_places(dataset).empty
    places = dataset.places.assign(geocoded_by="gazetteer")
    assert len(sourcing.unreviewed_places(Dataset(**vars(dataset) | {"places": places}))) == 5


def test_a_month_is_no_day_of_publication() -> None:
    sources = pd.DataFrame({"published_at": ["2022-01-07", "2022-01", ""]}, index=["a", "b", "c"])
    assert sourcing.undated(sources, ["a", "b", "c"]) == 2


def test_the_shares_of_the_bundled_dataset_are_of_all_its_claims() -> None:
    directory = Path(__file__).resolve().parents[2] / "data" / "kazakhstan-2022"
    bundled = load_dataset(directory)
    table = sourcing.shares(bundled.claims, bundled.sources)
    assert table.claims.sum() == len(bundled.claims)
    assert sourcing.usage(bundled.claims, bundled.sources)["first"].sum() == len(bundled.claims)
