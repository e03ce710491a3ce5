"""The link of a page shows it again: every page, with every control set to something else."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from urllib.parse import parse_qs, urlencode

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from geo.serving.settings import Settings
from geo.view.parameters import PARAMETERS, SELECTING, of_page
from pages.frame import menu, session
from tests.support import opening
from tests.support.opening import open_page

AT = datetime(2022, 1, 14, 12)
# On pages that show claims of every kind: on others they would leave nothing to choose from.
FILTERS = {"region": ["Almaty City", "National"], "kind": ["status", "casualties"],
           "certainty": ["Observed", "Likely"], "severity": ["Extreme", "Severe"],
           "source": ["state_media"], "q": "killed"}  # fmt: skip
ROWS = ["elsewhere:2"]  # of a table that is not open
CHOSEN = {
    "map": FILTERS | {"place": "almaty", "about": "casualties", "tab": "claims", "rows": ROWS},
    "timeline": {"place": "almaty", "since": "since…", "from": datetime(2022, 1, 6, 7),
                 "changes": ["figure", "service"], "only": True, "tab": "table", "rows": ROWS},
    "events": {"last": "month", "tab": "table", "rows": ROWS,
               "event": ["in-zhanaozen-2022-01-02-square"]},
    "curfews": {"place": "almaty", "day": date(2022, 1, 8), "hour": "23:30", "zone": "Asia/Tokyo",
                "restriction": ["State of emergency", "Ban on gatherings"], "tab": "spans",
                "rows": ROWS},
    "casualties": {"place": "almaty", "measure": "injured", "group": "all", "parts": True,
                   "axis": "evenly spaced", "tab": "over-time", "rows": ROWS},
    "peacekeepers": {"place": "almaty", "axis": "evenly spaced", "tab": "over-time", "rows": ROWS},
    "diplomacy": {"who": ["Vladimir Putin (Russia)"], "first-day": date(2022, 1, 6),
                  "last-day": date(2022, 1, 12), "tab": "pairs", "rows": ROWS},
    "corrections": FILTERS | {"tab": "stands", "rows": ROWS,
                              "written": datetime(2022, 1, 9, 18)},
    "sources": FILTERS | {"tab": "errors", "rows": ROWS},
    "claim": FILTERS | {"id": "ca-kazakhstan-killed-164-withdrawn"},
}  # fmt: skip
# The tabs that controls are in.
OVER_TIME = {session.TAB: "over-time"}
OPEN = {"curfews": {session.TAB: "spans"}, "casualties": OVER_TIME, "peacekeepers": OVER_TIME,
        "corrections": {session.TAB: "stands"}}  # fmt: skip
# What the map itself shows: browsers write it into the address, and no control holds it.
BY_BROWSER = {"theme": "curfew", "map": "48.2,66.9,4.75"}


def link(app: AppTest) -> dict[str, list[str]]:
    """The parameters of the link that the page offers."""
    query = opening.link(app).removeprefix("?")
    return parse_qs(query, keep_blank_values=True, strict_parsing=True)


def held(app: AppTest) -> dict[str, object]:
    """What the controls of the page hold."""
    state = app.session_state
    return {name: state[name] for name in PARAMETERS if name in state}


def shown(app: AppTest) -> str:
    """All that is drawn, but for what Streamlit numbers anew and for the values of controls."""
    numbered = r"id: \"[^\"]*\"|/media/\w+\.\w+|(?m:^\s*(set_|raw_)?values?: .*\n)"
    return re.sub(numbered, "", "\n".join(map(str, _protos(app))))


def _protos(app: AppTest) -> Iterator[object]:
    for block in (app.main, app.sidebar):
        yield from (one.proto for one in block if hasattr(one, "proto"))


def test_every_control_of_every_page_is_set_here() -> None:
    assert list(CHOSEN) == [entry.folder for entry in menu.MENU]
    for page, values in CHOSEN.items():
        own = {parameter.name for parameter in of_page(page)} - BY_BROWSER.keys()
        assert own == values.keys() - (SELECTING.keys() - {"place"})


@pytest.mark.parametrize("page", CHOSEN)
def test_a_link_shows_the_page_again_as_it_was(page: str) -> None:
    app = open_page(page, OPEN.get(page))
    for name, value in ({"at": AT} | CHOSEN[page]).items():
        app.session_state[name] = value
    app.run()
    assert not app.exception
    offered = link(app)
    again = open_page(page, OPEN.get(page), **offered)
    assert held(again) == held(app) | {"at": AT} | CHOSEN[page]
    assert link(again) == offered
    assert shown(again) == shown(app)


@pytest.mark.parametrize("page", CHOSEN)
def test_a_link_leaves_out_what_a_page_shows_by_itself(page: str) -> None:
    app = open_page(page, OPEN.get(page))
    constant = {name for name in PARAMETERS if PARAMETERS[name].default is not None}
    assert "at" in link(app)
    assert not constant & link(app).keys()
    # "since…" brings another; nothing but a link asks for a claim.
    drawn = {one.name for one in of_page(page)} - BY_BROWSER.keys() - {"from", "id"}
    assert drawn <= held(app).keys()
    # The parts of tables stand in the session of every page.
    assert held(app).keys() - drawn <= {*SELECTING, session.ROWS}


@pytest.mark.parametrize("page", ["map", "curfews"])
def test_the_link_of_a_page_keeps_what_its_map_shows(page: str) -> None:
    app = open_page(page, **BY_BROWSER)
    assert "map=48.2,66.9,4.75" in opening.link(app)
    offered = link(app)
    assert {name: offered[name] for name in BY_BROWSER} == {
        name: [value] for name, value in BY_BROWSER.items()
    }


def test_the_link_has_what_the_map_was_made_to_show_since_the_page_was_opened() -> None:
    app = open_page("map", at="2022-01-07")
    assert BY_BROWSER.keys().isdisjoint(link(app))
    app.session_state[session.SHOWN] = f"?{urlencode(BY_BROWSER)}"  # as the browser tells it
    assert "theme=curfew" in opening.link(app.run())
    assert "theme=curfew" in opening.link(app.run())
    app.session_state[session.SHOWN] = "?theme=<b>&map=no"
    assert BY_BROWSER.keys().isdisjoint(link(app.run()))


def test_the_tab_of_one_page_is_not_that_of_the_next() -> None:
    app = open_page("casualties", at="2022-01-07", tab="over-time")
    assert "known" in app.session_state[session.OPENED("casualties")]
    app.switch_page("../peacekeepers/page.py").run()
    assert not app.exception
    assert app.session_state["tab"] is None


def test_a_control_that_the_moment_hides_stays_in_the_link() -> None:
    app = open_page("casualties", at="2022-01-03T00:00", place="Almaty", measure="injured")
    assert "place" not in app.session_state
    assert link(app) == {"at": ["2022-01-03T00:00"], "place": ["Almaty"], "measure": ["injured"]}


def test_the_citation_and_the_tables_have_the_link_of_the_page(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    saved: dict[str, Callable[[], bytes]] = {}
    monkeypatch.setattr(st, "download_button", lambda _, data, key, **__: saved.update({key: data}))
    app = open_page("casualties", OVER_TIME, place="Almaty", axis="evenly spaced")
    offered = opening.link(app)
    assert "place=Almaty&" in offered
    assert "axis=evenly+spaced" in offered
    citation, _ = (one.value for one in app.main.code)
    assert citation.endswith(f"{offered}.")
    table = csv.DictReader(io.StringIO(saved["download-toll-claims"]().decode("utf-8-sig")))
    assert {row["permalink"] for row in table} == {offered}


def test_a_link_begins_with_the_public_address(monkeypatch: pytest.MonkeyPatch) -> None:
    public = "https://maps.example.org/crisis"
    for module in ("link", "heading"):
        monkeypatch.setattr(f"pages.frame.{module}.settings", lambda: Settings(public_url=public))
    for page, address in {"map": f"{public}/", "sources": f"{public}/sources"}.items():
        app = open_page(page)
        assert opening.link(app).startswith(f"{address}?at=")
        # The button has what the browser's own address is behind.
        assert copied_below(app) == address


def copied_below(app: AppTest) -> str:
    """The address that the button for the link puts before the query of the browser's own."""
    [button] = [one.proto for one in app.main.get("bidi_component")
                if one.proto.component_name == "crisis-map.header"]  # fmt: skip
    return json.loads(button.json)["address"]


def test_a_minute_later_is_another_link() -> None:
    app = open_page("sources")
    before = link(app)
    app.session_state["at"] = app.session_state["at"] - timedelta(minutes=1)
    assert link(app.run()) != before
