"""Events that killed people in UCDP's columns, read back with pandas."""

import io
from pathlib import Path

import pandas as pd
import pytest

from geo.dataset import load_dataset
from geo.exporting.formats import FORMATS
from geo.ledger import Selection
from geo.view import View
from tests.support import building

ADDRESS = "https://map.example/"
SOURCES = (
    *building.SOURCES[:1],
    {"source_id": "s2", "publisher": "Daily Two", "kind": "wire", "title": 'A "second", longer',
     "url": "https://two.example/", "published_at": "2022-01-08"},
)  # fmt: skip
INCIDENTS = [
    {"entry_id": "bridge", "occurred_from": "2022-01-05T18:00", "latitude": "42.9",
     "longitude": "71.3", "precision": "2"},
    {"entry_id": "march", "place": "Almaty", "occurred_from": "2022-01-04",
     "occurred_to": "2022-01-07"},
]  # fmt: skip


def killed(entry_id: str, event: str = "", **cells: str) -> dict[str, str]:
    own = {"entry_id": entry_id, "event": event, "counts": "event", "measure": "killed"}
    return {**own, "group": "all", **cells}


CASUALTIES = [
    killed("all", "bridge", low="2", best="3", high="5", attributed_to="Ministry"),
    killed("civilians", "bridge", group="civilians", best="2", source_id="s2|s1"),
    killed("guards", "bridge", group="military", best="1"),
    killed("some", "march", group="protesters", low="1", place="Almaty"),
    killed("four", "square", best="4", place="Almaty", attributed_to="One"),
    killed("nine", "square", low="9", high="9", place="Almaty", attributed_to="Two"),
    killed("by-then", occurred_from="", occurred_to="2022-01-06", best="1", place="Jambyl Region"),
    killed("who-knows-when", occurred_from="", best="1", place="Nowhere Known"),
    killed("toll", counts="toll", best="225"),
    killed("withdrawn", best="7"),
    killed("cancel", message="Cancel", replaces="withdrawn"),
    killed("hurt", measure="injured", best="12"),
]


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> View:
    path = tmp_path_factory.mktemp("ucdp") / "data"
    building.write_dataset(path, sources=SOURCES, incidents=INCIDENTS, casualties=CASUALTIES)
    dataset = load_dataset(path)
    assert dataset.errors == ()
    return View(dataset, Selection(known_on=dataset.about.default_moment))


def read(view: View) -> pd.DataFrame:
    data = FORMATS["ucdp"].make(view, ADDRESS)
    return pd.read_csv(io.BytesIO(data), dtype=str, keep_default_na=False).set_index("id")


def test_each_event_is_one_row_and_a_toll_is_none(view: View) -> None:
    rows = read(view)
    assert sorted(rows.index) == ["bridge", "by-then", "march", "square", "who-knows-when"]
    assert FORMATS["ucdp"].rows(view) == len(rows)


def test_numbers_are_those_of_everybody_and_of_the_sides_that_are_counted(view: View) -> None:
    bridge = read(view).loc["bridge"]
    assert bridge[["low", "best", "high", "group"]].tolist() == ["2", "3", "5", "all"]
    assert bridge[["deaths_a", "side_a", "deaths_civilians"]].tolist() == ["1", "military", "2"]
    assert bridge[["deaths_b", "side_b", "deaths_unknown", "type_of_violence"]].tolist() == [""] * 4


def test_a_part_is_no_total_and_says_whom_it_counts(view: View) -> None:
    march = read(view).loc["march"]
    assert march[["low", "best", "high", "group"]].tolist() == ["", "", "", "protesters"]
    assert march[["group_low", "group_best", "group_high"]].tolist() == ["1", "", ""]
    bridge = read(view).loc["bridge"]
    assert bridge[["group_low", "group_best", "group_high"]].tolist() == ["", "", ""]


def test_where_claims_differ_there_is_no_number_but_who_says_what(view: View) -> None:
    square = read(view).loc["square"]
    assert square[["low", "best", "high", "contested"]].tolist() == ["", "", "", "true"]
    assert square["value"].count(";") == 1
    assert square.entry_ids == "four|nine"


def test_days_and_places_are_as_exact_as_they_are_known(view: View) -> None:
    columns = ["year", "date_start", "date_end", "date_prec", "where_prec", "where_coordinates"]
    rows = read(view)[columns].agg("|".join, axis=1).to_dict()
    assert rows == {
        "bridge": "2022|2022-01-05|2022-01-05|1|2|Taraz",
        "march": "2022|2022-01-04|2022-01-07|2|1|Almaty",
        "square": "2022|2022-01-07|2022-01-07|1|1|Almaty",
        "by-then": "||2022-01-06||4|Jambyl Region",
        "who-knows-when": "|||||Nowhere Known",
    }


def test_sources_are_written_as_ucdp_writes_them(view: View) -> None:
    bridge = read(view).loc["bridge"]
    assert bridge.source_article == (
        '"Agency One,,First";"Daily Two,2022-01-08,A \'second\', longer"'
    )
    assert (bridge.number_of_sources, bridge.source_office) == ("2", "Agency One;Daily Two")
    assert (bridge.source_original, bridge.country) == ("Ministry", "Kazakhstan")
    assert bridge.source_urls == "https://two.example/"
    assert bridge[["latitude", "longitude"]].tolist() == ["42.9", "71.3"]


def test_filters_are_those_of_the_view(view: View) -> None:
    selection = Selection(known_on=view.at, places=("almaty",))
    assert sorted(read(View(view.dataset, selection)).index) == ["march", "square"]


def test_the_shipped_dataset_has_its_events() -> None:
    dataset = load_dataset(Path(__file__).resolve().parents[2] / "data" / "sri-lanka-2022")
    rows = read(View(dataset, Selection(known_on=dataset.claims.reported_at.max())))
    assert rows.loc["in-nittambuwa-2022-05-09", "best"] == "3"
    assert set(rows.where_prec) <= {*"1234567", ""}
