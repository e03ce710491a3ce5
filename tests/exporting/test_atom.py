"""Feed readers get what changed, day by day, each entry with a lasting id and a link."""

import feedparser
import pandas as pd
import pytest

from geo.dataset import Dataset
from geo.exporting import atom
from geo.ledger import Selection
from geo.view import View
from tests.support import crisis


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return crisis.make(tmp_path_factory.mktemp("atom") / "data")


def read(dataset: Dataset, day: str, **filters: tuple[str, ...]) -> feedparser.FeedParserDict:
    selection = Selection(known_on=pd.Timestamp(f"{day}T17:59:59Z"), **filters)
    feed = feedparser.parse(atom.feed(View(dataset, selection), "https://map.example/"))
    assert not feed.bozo
    return feed


def test_entries_are_newest_first_and_each_has_its_own_id(dataset: Dataset) -> None:
    feed = read(dataset, "2022-01-12")
    updated = [entry.updated for entry in feed.entries]
    assert updated == sorted(updated, reverse=True)
    assert len({entry.id for entry in feed.entries}) == len(feed.entries) > 5
    assert feed.feed.updated == updated[0]


def test_a_day_that_is_over_keeps_its_entries(dataset: Dataset) -> None:
    before = {entry.id: entry for entry in read(dataset, "2022-01-08").entries}
    after = {entry.id: entry for entry in read(dataset, "2022-01-09").entries}
    assert before.keys() & after.keys()
    assert {one: entry.title for one, entry in after.items() if one in before} == {
        one: entry.title for one, entry in before.items() if one in after
    }


def test_a_retraction_is_a_change(dataset: Dataset) -> None:
    titles = [entry.title for entry in read(dataset, "2022-01-12").entries]
    assert any("Taraz" in title and "225" in title for title in titles)


def test_links_lead_to_the_place_on_that_day(dataset: Dataset) -> None:
    links = {entry.link for entry in read(dataset, "2022-01-12").entries}
    assert "https://map.example/?at=2022-01-09T23:59&place=Taraz" in links


def test_a_feed_keeps_its_id_as_it_grows(dataset: Dataset) -> None:
    early, late = (read(dataset, day).feed.id for day in ("2022-01-08", "2022-01-12"))
    assert early == late != read(dataset, "2022-01-12", places=("almaty",)).feed.id


def test_filters_apply(dataset: Dataset) -> None:
    feed = read(dataset, "2022-01-12", places=("almaty",))
    assert feed.entries
    assert all(entry.title.startswith("Almaty") for entry in feed.entries)


def test_the_feed_is_no_longer_than_readers_want(
    dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(atom, "LONGEST_FEED", 3)
    assert len(read(dataset, "2022-01-12").entries) == 3
