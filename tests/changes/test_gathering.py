"""What nobody reports any longer, or one report put an end to, is told in few lines."""

from pathlib import Path

import pandas as pd
import pytest

from geo.changes import ToldChange, gather, tell
from geo.ledger import Selection
from geo.rows import read_rows
from geo.view import View
from tests.support.building import make_dataset

OLD = {"reported_at": "2022-01-06", "occurred_from": "2022-01-06"}
WORKS = OLD | {"state": "operating"}
CHECKPOINT = OLD | {"kind": "checkpoint", "basis": "reported"}


def told(directory: Path, since: str = "2022-01-08", **tables: list) -> list[ToldChange]:
    """The lines of the changes up to 10 January."""
    dataset = make_dataset(directory, **tables)
    views = (View(dataset, Selection(pd.Timestamp(day, tz="UTC"))) for day in (since, "2022-01-10"))
    return gather(read_rows(tell(*views), ToldChange))


def test_many_services_that_lapse_are_one_line_with_their_places(tmp_path: Path) -> None:
    rows = [WORKS | {"service": one} for one in ("food", "fuel", "rail")]
    rows += [WORKS | {"place": "Almaty"}, WORKS | {"service": "cash", "state": "limited"}]
    apart, gathered = told(tmp_path, services=rows)
    assert apart.sentence == (
        "Taraz: cash limited, last reported on 6 January 2022, no longer counted (Agency One)."
    )
    assert gathered.sentence == (
        "4 services last reported operating are no longer counted: "
        "Almaty (food), Taraz (food, fuel and rail)."
    )
    assert (gathered.place_id, gathered.direction, gathered.number) == ("", "lapsed", 4)
    assert len(gathered.entry_ids) == 4


def test_those_of_one_place_are_told_under_its_name(tmp_path: Path) -> None:
    rows = [WORKS | {"service": one} for one in ("food", "fuel", "rail", "cash", "retail")]
    (line,) = told(tmp_path, services=rows)
    assert line.name == "Taraz"
    assert line.words == (
        "5 services last reported operating are no longer counted: "
        "cash, food, fuel, rail and 1 more"
    )


def test_no_more_than_some_places_are_named(tmp_path: Path) -> None:
    places = [f"Place {i}" for i in range(9)]
    (line,) = told(tmp_path, services=[WORKS | {"place": one} for one in places])
    assert "Place 5 (food) and 3 more places" in line.words
    assert "Place 6" not in line.words


def test_one_restriction_of_two_carriers_lapses_once(tmp_path: Path) -> None:
    rows = [CHECKPOINT, CHECKPOINT | {"source_id": "s2", "occurred_from": "2022-01-05"}]
    (line,) = told(tmp_path, restrictions=rows)
    assert line.words == (
        "checkpoints, last reported on 6 January 2022, no longer counted (Agency One and Daily Two)"
    )
    assert len(line.entry_ids) == 2


@pytest.mark.parametrize(("number", "lines"), [(2, 2), (3, 1)])
def test_what_one_report_put_an_end_to_is_one_line(tmp_path: Path, number: int, lines: int) -> None:
    force = {"force": "CSTO", "contributor": "RUS", "occurred_from": "2022-01-07"}
    here = [force | {"summary": f"Guards site {i}."} for i in range(number)]
    gone = force | {
        "place": "Kazakhstan",
        "phase": "withdrawn",
        "message": "Update",
        "replaces": "|".join(f"deployments-{i}" for i in range(number)),
        "reported_at": "2022-01-09",
        "summary": "All had left.",
    }
    found = [one for one in told(tmp_path, deployments=[*here, gone]) if one.name == "Taraz"]
    assert len(found) == lines
    assert {one.direction for one in found} == {"overtaken"}
    assert "overtaken by later news of Kazakhstan: “All had left” (Agency One)" in found[0].words
