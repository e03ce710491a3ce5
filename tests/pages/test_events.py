"""What happened at a place, and the page Events."""

import re
from pathlib import Path

import pytest
from markupsafe import Markup

from pages.frame import events as lines
from pages.map.place.section import Section
from pages.map.place.sections import sections
from tests.subjects.test_events import COUNT, ROWS, view
from tests.support.building import SOURCES, make_dataset

COLLECTION = ({**SOURCES[0], "collection": "Register 2"}, *SOURCES[1:])


def tab(parts: tuple[Section, ...]) -> Section | None:
    return next((one for one in parts if one.name == "Events"), None)


def test_the_panel_of_a_place_counts_its_events_and_sums_within_a_collection(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    more = {"entry_id": "k-fire", "event": "fire", "low": "1", "high": "2", **COUNT}
    kept = [one for one in ROWS["casualties"] if one["entry_id"] in ("k-all", "k-hurt")]
    incidents = [*ROWS["incidents"], {"entry_id": "fire", "occurred_from": "2022-01-03"}]
    data = make_dataset(tmp_path, sources=COLLECTION, incidents=incidents,
                        casualties=[*kept, more])  # fmt: skip
    here = view(data).about_place("taraz")
    found = tab(sections(here))
    assert found is not None
    assert found.number == 4
    assert found.above.startswith("4 events, 3 to 7 Jan 2022. Killed: 4 to 7, the sum of 2 events")
    assert found.above.endswith("Register 2.")
    told = Markup(found.body(here)).striptags()
    heads = re.findall(r"<b>(.*?)</b>", found.body(here))
    assert heads == ["reported 7 Jan 2022", "5 Jan 2022, 18:00", "4 to 6 Jan 2022", "3 Jan 2022"]
    assert "5 Jan 2022, 18:00 Armed clash, 3 to 5 people killed: Something was claimed." in told
    assert told.count("Agency One") == 7
    monkeypatch.setattr(lines, "MOST", 2)
    few = Markup(tab(sections(view(data).about_place("taraz"))).tell(here, ""))  # type: ignore[union-attr]
    assert few.count("<details") == 2
    assert "The newest 2 of 4" in few
    assert tab(sections(view(data).about_place("atyrau"))) is None
