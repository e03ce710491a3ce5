"""Events: what makes one, when it was, whom it killed; and which of them a moment shows."""

from pathlib import Path

import pandas as pd
import pytest

from geo.dataset import Dataset
from geo.dataset.vocabulary import EVENTS
from geo.ledger import Selection
from geo.subjects import events as subject
from geo.view import View, events
from geo.words import events as words
from tests.support.building import make_dataset

POINT = {"latitude": "43.1", "longitude": "71.5", "precision": "1"}
COUNT = {"counts": "event", "measure": "killed", "group": "all"}
ROWS = {
    "incidents": [
        {"entry_id": "clash", "event_type": "Battles", "sub_event_type": "Armed clash",
         "occurred_from": "2022-01-05T18:00", "reported_at": "2022-01-05", **POINT},
        {"entry_id": "raid", "occurred_from": "2022-01-04", "occurred_to": "2022-01-06"},
        {"entry_id": "by", "occurred_from": "", "occurred_to": "2022-01-06", "place": "Almaty"},
        {"entry_id": "undated", "occurred_from": "", "reported_at": "2022-01-07"},
        {"entry_id": "denied", "reported_at": "2022-01-06"},
        {"entry_id": "denial", "message": "Cancel", "replaces": "denied",
         "reported_at": "2022-01-07"},
    ],
    "casualties": [
        {"entry_id": "k-all", "event": "clash", "low": "3", "high": "5", **COUNT},
        {"entry_id": "k-own", "event": "clash", "best": "9", **COUNT, "group": "civilians"},
        {"entry_id": "k-hurt", "event": "clash", "best": "90", **COUNT, "measure": "injured"},
        {"entry_id": "k-raid", "event": "raid", "best": "2", **COUNT, "group": "police"},
        {"entry_id": "k-raid-2", "event": "raid", "best": "4", **COUNT, "group": "civilians"},
        {"entry_id": "k-raid-3", "event": "raid", "best": "50", **COUNT, "subset": "in a shop"},
        {"entry_id": "k-mine", "event": "own-7", "best": "1", **COUNT, **POINT},
        {"entry_id": "k-nowhere", "event": "own-8", "best": "7", **COUNT},
        {"entry_id": "toll", "best": "100", "measure": "killed", "group": "all"},
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return make_dataset(tmp_path_factory.mktemp("events"), **ROWS)


def view(dataset: Dataset, at: str = "2022-01-07", **filters: tuple | str) -> View:
    moment = pd.Timestamp(f"{at}T23:59:59", tz=dataset.about.zone).tz_convert("UTC")
    return View(dataset, Selection(moment, **filters))  # type: ignore[arg-type]


def test_an_incident_is_an_event_and_so_is_a_count_at_a_point_of_its_own(dataset: Dataset) -> None:
    found = events.events(view(dataset)).set_index("key")
    assert set(found.index) == {"clash", "raid", "by", "undated", "own-7"}
    assert found.kind["own-7"] == ""
    assert list(subject.with_point(found).index) == ["clash", "own-7"]
    assert {"denied"} <= set(events.events(view(dataset, "2022-01-06")).key)
    assert set(subject.KINDS) == {*EVENTS, ""}


def test_the_killed_are_of_everybody_or_of_the_group_with_the_most(dataset: Dataset) -> None:
    found = {row.key: row for row in events.events(view(dataset)).itertuples()}
    told = {key: words.killed(row) for key, row in found.items()}
    assert told == {"clash": "3 to 5 people killed", "raid": "about 4 civilians killed", "by": "",
                    "undated": "", "own-7": "about 1 person killed"}  # fmt: skip
    assert [found[key].deaths for key in ("clash", "raid")] == [3, 4]
    assert pd.isna(found["by"].deaths)


def test_claims_that_differ_on_one_event_leave_its_number_open(tmp_path: Path) -> None:
    rivals = [{"event": "clash", **COUNT, "low": low, "high": low, "attributed_to": who}
              for low, who in (("3", "One"), ("30", "Other"))]  # fmt: skip
    data = make_dataset(tmp_path, incidents=ROWS["incidents"][:1], casualties=rivals)
    [row] = events.events(view(data)).itertuples()
    assert (row.contested, words.killed(row)) == (True, "killed: claims differ")


def test_how_exactly_the_time_is_known_is_told(dataset: Dataset) -> None:
    found = {row.key: words.when(row) for row in events.events(view(dataset)).itertuples()}
    assert found["clash"] == "5 Jan 2022, 18:00"
    assert found["raid"] == "4 to 6 Jan 2022"
    assert found["by"] == "by 6 Jan 2022"
    assert found["undated"] == "reported 7 Jan 2022"


def test_a_span_ends_with_the_day_of_the_moment(dataset: Dataset) -> None:
    assert events.window(view(dataset), "3 days") == ("2022-01-05", "2022-01-07")
    for span, keys in (("day", {"undated", "own-7"}), ("all", {"clash", "raid", "by", "undated",
                                                               "own-7"})):  # fmt: skip
        assert set(events.shown(view(dataset), span).key) == keys
    # One of several days is shown while any of them is.
    assert "raid" in set(events.shown(view(dataset, "2022-01-07"), "3 days").key)


def test_filters_leave_the_events_of_which_they_leave_a_claim(dataset: Dataset) -> None:
    def keys(**filters: tuple | str) -> set[str]:
        return set(events.events(view(dataset, **filters)).key)

    assert keys(places=("almaty",)) == {"by"}
    assert keys(tables=("casualties",)) == {"clash", "raid", "own-7"}
    found = events.events(view(dataset, tables=("incidents",))).set_index("key")
    assert found.deaths["clash"] == 3


def test_the_claims_of_an_event_are_of_all_tables(dataset: Dataset) -> None:
    found = events.claims(view(dataset), ("clash", "own-7"))
    assert dict(zip(found.entry_id, found.key, strict=True)) == {
        "clash": "clash", "k-all": "clash", "k-own": "clash", "k-hurt": "clash", "k-mine": "own-7",
    }  # fmt: skip
