"""Whom a claim's line names as its sources."""

from pathlib import Path

import pytest

from geo.dataset import load_dataset
from pages.drawing import markup
from tests.support.building import write_dataset

ONE = {"source_id": "one", "publisher": "TASS", "kind": "wire", "title": "First"}
SOURCES = [
    ONE,
    ONE | {"source_id": "two", "url": "https://tass.example/2"},
    ONE | {"source_id": "three", "url": "https://tass.example/3"},
    ONE | {"source_id": "other", "publisher": "Other"},
]


@pytest.mark.parametrize(
    ("ids", "told"),
    [
        ("one", "TASS (no web address)"),
        ("one|two", "TASS (1 more without a web address)"),
        ("two|three|other", "TASS (2), Other (no web address)"),
    ],
)
def test_a_publisher_of_several_sources_is_named_once(ids: str, told: str, tmp_path: Path) -> None:
    incidents = [{"source_id": "one|two|three|other"}]
    dataset = load_dataset(write_dataset(tmp_path / "data", sources=SOURCES, incidents=incidents))
    links = markup.source_links(dataset, ids)
    assert links.striptags() == told
    assert str(links).count("<a ") == sum(one in ids for one in ("two", "three"))
