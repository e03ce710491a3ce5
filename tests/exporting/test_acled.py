"""Incidents in ACLED's columns, read back with pandas."""

import io
from pathlib import Path

import pandas as pd
import pytest

from geo.dataset import load_dataset
from geo.exporting.formats import FORMATS
from geo.ledger import Selection
from geo.view import View
from tests.support import building

INCIDENTS = [
    {"entry_id": "shots", "occurred_from": "2022-01-05T18:00", "event_type": "Battles",
     "sub_event_type": "Armed clash", "source_id": "s2|s1", "latitude": "42.9",
     "longitude": "71.3", "precision": "2"},
    {"entry_id": "march", "place": "Jambyl Region", "occurred_from": "2022-01-04",
     "occurred_to": "2022-01-06"},
    {"entry_id": "raid", "occurred_from": "", "occurred_to": "2022-01-06"},
    {"entry_id": "strike", "place": "Nowhere Known", "occurred_from": ""},
    {"entry_id": "later", "reported_at": "2022-01-09"},
]  # fmt: skip


def killed(event: str, **cells: str) -> dict[str, str]:
    return {"event": event, "counts": "event", "measure": "killed", "group": "all", **cells}


CASUALTIES = [
    killed("shots", best="4", source_id="s3"),
    killed("march", low="2", best="3", high="5", place="Jambyl Region"),
    killed("raid", low="7", best="7"),
    killed("strike", best="1", group="police", place="Nowhere Known"),
]


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> View:
    path = tmp_path_factory.mktemp("acled") / "data"
    building.write_dataset(path, incidents=INCIDENTS, casualties=CASUALTIES)
    dataset = load_dataset(path)
    assert dataset.errors == ()
    return View(dataset, Selection(known_on=dataset.about.default_moment))


def read(view: View) -> pd.DataFrame:
    data = FORMATS["acled"].make(view, "https://map.example/")
    table = pd.read_csv(io.BytesIO(data), dtype=str, keep_default_na=False)
    return table.set_index("event_id_cnty")


def cells(view: View, *columns: str) -> dict[str, str]:
    return read(view)[list(columns)].agg("|".join, axis=1).to_dict()


def test_each_incident_known_at_the_moment_is_one_row(view: View) -> None:
    assert sorted(read(view).index) == ["march", "raid", "shots", "strike"]
    assert FORMATS["acled"].rows(view) == 4


def test_one_number_is_fatalities_and_anything_else_a_note(view: View) -> None:
    assert cells(view, "fatalities", "notes") == {
        "shots": "4|Something was claimed.",
        "march": "|Something was claimed. When: 4 to 6 Jan 2022. Deaths: 2 to 5 people killed.",
        "raid": "|Something was claimed. When: by 6 Jan 2022. Deaths: 7 or more people killed.",
        "strike": "|Something was claimed. When: reported 7 Jan 2022. "
        "Deaths: about 1 police officer killed.",
    }


def test_days_and_places_are_as_exact_as_they_are_known(view: View) -> None:
    columns = ("event_date", "time_precision", "location", "admin1", "geo_precision", "latitude")
    assert cells(view, *columns) == {
        "shots": "2022-01-05|1|Taraz|Jambyl Region|2|42.9",
        "march": "2022-01-04|2|Jambyl Region|Jambyl Region|3|43.0",
        "raid": "||Taraz|Jambyl Region|1|43.0",
        "strike": "||Nowhere Known|||",
    }


def test_kinds_and_sources_are_acleds_and_what_is_not_known_is_empty(view: View) -> None:
    shots = read(view).loc["shots"]
    assert shots[["event_type", "sub_event_type"]].tolist() == ["Battles", "Armed clash"]
    assert (shots.source, shots.source_scale) == ("Daily Two; Agency One; Channel Three", "")
    assert shots[["actor1", "actor2", "tags"]].tolist() == [""] * 3
    assert shots.entry_ids == "shots|casualties-0"


def test_the_shipped_dataset_keeps_to_acleds_codes() -> None:
    dataset = load_dataset(Path(__file__).resolve().parents[2] / "data" / "kazakhstan-2022")
    found = View(dataset, Selection(known_on=dataset.about.default_moment))
    rows = read(found)
    assert len(rows) == len(found.table("incidents"))
    assert set(rows.geo_precision) <= {*"123", ""}
    assert set(rows.time_precision) <= {*"123", ""}
    assert rows.event_type.ne("").all()
