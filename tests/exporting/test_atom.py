"""Feed readers get what changed, day by day, each entry with a lasting id and a link."""

from itertools import cycle
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import feedparser
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo import times
from geo.changes import changes
from geo.dataset import Dataset, load_dataset
from geo.exporting import atom
from geo.ledger import Selection
from geo.view import View
from geo.view.address import from_query, query_string
from tests.support import crisis
from tests.support.drawing import draws
from tests.support.histories import DAYS, histories
from tests.support.histories import read as read_tables

ROOT = Path(__file__).resolve().parents[2]


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


def seen(dataset: Dataset, moment: pd.Timestamp, **filters: tuple[str, ...]) -> View:
    return View(dataset, Selection(known_on=moment, **filters))


def keys(table: pd.DataFrame) -> set[tuple]:
    """What an entry is known by."""
    return set(zip(table.day, table.place_id, table.kind, table.subject, strict=True))


def every_change(
    dataset: Dataset, until: str = "2199-12-31", **filters: tuple[str, ...]
) -> set[tuple]:
    """What each local day with reports changed, compared with the one before."""
    zone = dataset.about.zone
    reported = dataset.claims.reported_at.dt.tz_convert(zone).dt.strftime("%Y-%m-%d")
    days = sorted(day for day in set(reported) if day <= until)
    before = pd.Timestamp("1990-01-01", tz="UTC")
    found = set()
    for day in days:
        end = times.read_moment(day, zone)
        steps = (seen(dataset, moment, **filters) for moment in (before, end))
        found |= keys(changes(*steps).assign(day=day))
        before = end
    return found


def at_hours(tables: dict, hours: list[int]) -> dict:
    """The tables, each claim reported at an hour of its day."""
    clock = (f"T{hour:02}:30+06:00" for hour in cycle(hours))
    return {
        name: [row | {"reported_at": row["reported_at"] + next(clock)} for row in rows]
        for name, rows in tables.items()
    }


@draws(6, derandomize=True)
@given(histories(), st.lists(st.integers(0, 23), min_size=1, max_size=5), st.integers(0, 23))
def test_who_reads_once_a_day_gets_every_change(tables: dict, hours: list, read: int) -> None:
    dataset = read_tables(at_hours(tables, hours))
    midnight = pd.Timestamp(DAYS[0], tz=dataset.about.zone).tz_convert("UTC")
    moments = [midnight + pd.Timedelta(days=day, hours=read) for day in range(len(DAYS) + 1)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(atom, "ENOUGH", 1)
        got = [keys(atom.newest(seen(dataset, moment))) for moment in moments]
    assert every_change(dataset) <= set().union(*got)


@pytest.fixture(scope="module")
def shipped() -> Dataset:
    return load_dataset(ROOT / "data" / "kazakhstan-2022")


def test_a_busy_day_is_whole(shipped: Dataset) -> None:
    day = "2022-01-07"
    view = seen(shipped, times.read_moment(day, shipped.about.zone))
    got = atom.newest(view)
    wanted = {key for key in every_change(shipped, until=day) if key[0] == day}
    assert {key for key in keys(got) if key[0] == day} == wanted
    assert len(wanted) > atom.ENOUGH
    assert got.day.nunique() == atom.FEWEST_DAYS
    feed = feedparser.parse(atom.feed(view))
    assert len({entry.id for entry in feed.entries}) == len(feed.entries) == len(got)


ADDRESS = "https://map.example/base/"


def archive(view: View | None) -> list[tuple[View, feedparser.FeedParserDict]]:
    """The feed of a view and the documents that it and they name as older."""
    documents = []
    while view is not None:
        document = feedparser.parse(atom.feed(view, ADDRESS))
        assert not document.bozo
        documents.append((view, document))
        older = urlsplit(links(document).get("prev-archive", ""))
        asked = parse_qsl(older.query)
        view = View(view.dataset, from_query(asked, view.dataset)) if asked else None
    return documents


def links(document: feedparser.FeedParserDict) -> dict[str, str]:
    return {link.rel: link.href for link in document.feed.links}


@pytest.mark.parametrize("places", [(), ("almaty",)])
def test_what_is_older_is_in_the_archive(dataset: Dataset, places: tuple[str, ...]) -> None:
    documents = archive(seen(dataset, dataset.claims.reported_at.max(), places=places))
    assert len(documents) > 1
    entries = [entry.id for _, document in documents for entry in document.entries]
    assert len(set(entries)) == len(entries)
    got = set().union(*(keys(atom.newest(view)) for view, _ in documents))
    assert got == every_change(dataset, places=places)


def test_a_feed_says_where_it_is_and_an_archive_what_it_is_of(dataset: Dataset) -> None:
    last = dataset.claims.reported_at.max()
    current, *older = archive(seen(dataset, last, places=("taraz",)))
    feed = f"{ADDRESS}feeds/changes.atom?place=Taraz"
    assert links(current[1])["self"] == feed
    assert "fh_archive" not in current[1].feed
    assert "current" not in links(current[1])
    early = feedparser.parse(
        atom.feed(seen(dataset, times.read_moment("2022-01-06", dataset.about.zone)), ADDRESS)
    )
    assert links(early)["self"] == f"{ADDRESS}feeds/changes.atom?at=2022-01-06T23:59"
    assert links(early)["current"] == f"{ADDRESS}feeds/changes.atom"
    assert "fh_archive" in early.feed
    for view, document in older:
        assert links(document)["self"].endswith(f"?{query_string(view.selection, dataset)}")


@pytest.mark.parametrize("page", ["", "curfews", "?at=2022-01-07", "map?place=Taraz"])
def test_feeds_are_beside_the_page_that_a_file_comes_from(dataset: Dataset, page: str) -> None:
    view = seen(dataset, dataset.claims.reported_at.max())
    feed = feedparser.parse(atom.feed(view, ADDRESS + page))
    assert links(feed)["self"] == f"{ADDRESS}feeds/changes.atom"


def test_a_file_that_knows_no_address_names_none(dataset: Dataset) -> None:
    feed = feedparser.parse(atom.feed(seen(dataset, dataset.about.default_moment)))
    assert links(feed).keys() == {"alternate"}
