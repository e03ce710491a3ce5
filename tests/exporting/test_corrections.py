"""Feed readers get what was taken back, with lasting ids, in documents that are bounded."""

from pathlib import Path

import feedparser
import pandas as pd
import pytest

from geo.dataset import Dataset, load_dataset
from geo.exporting import corrections
from geo.ledger import Selection
from geo.view import View
from tests.support.building import make_dataset
from tests.support.paths import SHIPPED

ADDRESS = "https://map.example/"


def read(dataset: Dataset, moment: str) -> feedparser.FeedParserDict:
    at = pd.Timestamp(moment, tz=dataset.about.zone).tz_convert("UTC")
    found = feedparser.parse(corrections.feed(View(dataset, Selection(at)), ADDRESS))
    assert not found.bozo
    return found


def test_withdrawals_and_corrections_are_categories_and_the_newest_is_first() -> None:
    dataset = load_dataset(SHIPPED)
    feed = read(dataset, "2023-03-17T23:59:59")
    kinds = [entry.tags[0].term for entry in feed.entries]
    assert kinds == ["corrected", *["withdrawn"] * 6, "corrected"]
    assert feed.feed.updated == feed.entries[0].updated
    told = feed.entries[1]
    assert "withdrawn after 7 h by Information Ministry" in told.content[0].value
    assert told.link == f"{ADDRESS}claim?id=ca-kazakhstan-killed-164-withdrawn"
    related = [link.href for link in told.links if link.rel == "related"]
    assert related == [f"{ADDRESS}claim?id=ca-kazakhstan-killed-164-cancel",
                       f"{ADDRESS}?at=2022-01-09T21:33:00&place=Kazakhstan"]  # fmt: skip
    early = read(dataset, "2022-01-10")
    before = {entry.id: (entry.title, entry.content[0].value) for entry in early.entries}
    after = {entry.id: (entry.title, entry.content[0].value) for entry in feed.entries}
    assert before == {one: after[one] for one in before}, "an entry keeps its id and its words"


def test_older_ones_stand_in_the_archive_and_none_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(corrections, "ENOUGH", 3)
    rows: list[dict[str, str]] = [{"place": "Almaty", "best": "1"} for _ in range(8)]
    rows += [{"place": "Almaty", "message": "Cancel", "replaces": f"casualties-{one}",
              "reported_at": f"2022-01-1{one // 2}T10:00+06:00"} for one in range(8)]  # fmt: skip
    dataset = make_dataset(tmp_path / "data", casualties=rows)
    last, seen = "2022-01-20", []
    while last:
        feed = read(dataset, last)
        seen.append([entry.id for entry in feed.entries])
        links = {link.rel: link.href for link in feed.feed.links}
        last = links.get("prev-archive", "").partition("at=")[2]
    assert [len(ids) for ids in seen] == [4, 4], "those of one time stay together"
    assert len({one for ids in seen for one in ids}) == 8
