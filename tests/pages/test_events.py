"""What happened at a place, and the page Events."""

import re
from pathlib import Path

import pytest
from markupsafe import Markup

from pages.events import days, table
from pages.frame import events as lines
from pages.map.place.section import Section
from pages.map.place.sections import sections
from tests.subjects.test_events import COUNT, ROWS, view
from tests.support.building import SOURCES, make_dataset, write_dataset
from tests.support.opening import open_page

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


def test_the_page_shows_a_span_by_day_and_kind_and_the_claims_of_the_chosen_event(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    directory = write_dataset(tmp_path / "data", **ROWS)
    monkeypatch.setenv("CRISIS_MAP_DATASET", str(directory))
    app = open_page("events", at="2022-01-07", last="3 days")
    [told] = [one.value for one in app.main.caption if one.value.startswith("5 events")]
    assert told.startswith("5 events of 5 to 7 Jan 2022: Riots 3, Battles 1 and Kind not given 1.")
    assert "Of 1 the hour is known. Of 3 not even the day." in told
    [span] = [one for one in app.main.get("button_group") if one.options[0] == "day"]
    span.set_value("day").run()
    assert any(one.value.startswith("2 events on 7 Jan 2022") for one in app.main.caption)
    app.session_state["event"] = ["clash"]
    app.run()
    assert not app.exception
    body = "".join(one.proto.body for one in app.main.get("html"))
    assert "3 to 5 people killed" in body
    assert body.count("<details") == 1
    again = open_page("events", at="2022-01-07", event=["clash", "<b>"])
    body = "".join(one.proto.body for one in again.main.get("html"))
    assert body.count("<details") == 1
    assert "event: &#39;&lt;b&gt;&#39; is not known here at this moment. Left out." in body


def test_the_bars_of_the_days_hold_each_event_once(tmp_path: Path) -> None:
    data = make_dataset(tmp_path / "data", **ROWS)
    values, bars, told = days.prepare(view(data), "all")
    assert bars.number.sum() == 5
    assert bars.number[bars.vague].sum() == 3
    assert list(values["kinds"]) == ["Battles", "Riots", "Kind not given"]
    assert told.startswith("5 events a day, by kind: Battles 1, Riots 3 and Kind not given 1")
    # The highest of all bars fills its lane, and none leaves it.
    riots = bars[bars.kind == "Riots"]
    assert riots.high.max() <= 1 + days.TALLEST
    listed = table.event_columns(view(data), "all")
    assert list(listed["Time known by"][listed.Id == "by"]) == ["by a day"]
