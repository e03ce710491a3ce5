from pathlib import Path

import pytest

from geo.dataset import Dataset
from geo.view.credit import credit
from tests.support.building import make_dataset

CLAIMS = [
    {"entry_id": "own"},
    {"entry_id": "ministry", "attributed_to": "Ministry", "reported_at": "2022-01-06T23:30+06:00"},
    {"entry_id": "again", "attributed_to": "Ministry", "source_id": "s2"},
    {"entry_id": "third", "source_id": "s3", "reported_at": "2021-12-31T19:00+01:00"},
    {"entry_id": "doubt", "certainty": "Possible"},
    {"entry_id": "undated", "reported_basis": "not_before"},
]


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    directory: Path = tmp_path_factory.mktemp("credit")
    return make_dataset(directory, status=[{"severity": "Severe"} | row for row in CLAIMS])


@pytest.mark.parametrize(
    ("entry_ids", "words"),
    [
        ("", ""),
        ("own", "Agency One, published 7 Jan 2022"),
        ("ministry", "Ministry (Agency One), published 6 Jan 2022"),
        ("ministry again", "Ministry (Agency One, Daily Two), published 6 to 7 Jan 2022"),
        # Midnight has passed in Almaty: the day is that of the dataset's zone.
        ("third", "Channel Three, published 1 Jan 2022"),
        ("own third again", "Agency One, Channel Three and 1 more, published 1 to 7 Jan 2022"),
        ("doubt", "Agency One, published 7 Jan 2022, possible"),
        ("doubt own", "Agency One, published 7 Jan 2022"),
        ("undated", "Agency One, published 7 Jan 2022 or later"),
    ],
)
def test_a_figure_names_those_whom_it_rests_on(
    dataset: Dataset, entry_ids: str, words: str
) -> None:
    assert credit(dataset, entry_ids.split()) == words
