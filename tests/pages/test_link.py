"""The link of a page shows it again: every page, with every control set to something else."""

import csv
import io
import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from urllib.parse import parse_qs

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from geo.serving.settings import Settings
from geo.view.parameters import PARAMETERS, SELECTING, of_page
from pages.frame import menu
from tests.support.opening import open_page

AT = datetime(2022, 1, 14, 12)
# On pages that show claims of every kind: on others they would leave nothing to choose from.
FILTERS = {"region": ["Almaty City", "National"], "kind": ["status", "casualties"],
           "certainty": ["Observed", "Likely"], "severity": ["Extreme", "Severe"],
           "source": ["state_media"], "q": "killed"}  # fmt: skip
CHOSEN = {
    "map": FILTERS | {"place": "almaty", "size": "people killed"},
    "timeline": {"place": "almaty", "since": "since…", "from": datetime(2022, 1, 6, 7),
                 "changes": ["figure", "service"], "only": True},
    "curfews": {"place": "almaty", "day": date(2022, 1, 8), "hour": "23:30", "zone": "Asia/Tokyo",
                "restriction": ["State of emergency", "Ban on gatherings"]},
    "casualties": {"place": "almaty", "measure": "injured", "group": "all", "parts": True,
                   "axis": "evenly spaced"},
    "peacekeepers": {"axis": "evenly spaced"},
    "diplomacy": {"who": ["Vladimir Putin (Russia)"], "first-day": date(2022, 1, 6),
                  "last-day": date(2022, 1, 12)},
    "sources": FILTERS,
}  # fmt: skip


def link(app: AppTest) -> dict[str, list[str]]:
    """The parameters of the link that the page offers."""
    [told] = [one.value for one in app.main.code if one.value.startswith("?")]
    return parse_qs(told.removeprefix("?"), keep_blank_values=True, strict_parsing=True)


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
        own = {parameter.name for parameter in of_page(page)}
        assert own == values.keys() - (SELECTING.keys() - {"place"})


@pytest.mark.parametrize("page", CHOSEN)
def test_a_link_shows_the_page_again_as_it_was(page: str) -> None:
    app = open_page(page)
    for name, value in ({"at": AT} | CHOSEN[page]).items():
        app.session_state[name] = value
    app.run()
    assert not app.exception
    again = open_page(page, **link(app))
    assert held(again) == held(app) | {"at": AT} | CHOSEN[page]
    assert link(again) == link(app)
    assert shown(again) == shown(app)


@pytest.mark.parametrize("page", CHOSEN)
def test_a_link_leaves_out_what_a_page_shows_by_itself(page: str) -> None:
    app = open_page(page)
    constant = {name for name in PARAMETERS if PARAMETERS[name].default is not None}
    assert "at" in link(app)
    assert not constant & link(app).keys()
    drawn = {one.name for one in of_page(page)} - {"from"}  # which "since…" brings
    assert drawn <= held(app).keys()
    assert held(app).keys() - drawn <= SELECTING.keys()


def test_a_control_that_the_moment_hides_stays_in_the_link() -> None:
    app = open_page("casualties", at="2022-01-03T00:00", where="Almaty", measure="injured")
    assert "where" not in app.session_state
    assert link(app) == {"at": ["2022-01-03T00:00"], "where": ["Almaty"], "measure": ["injured"]}


def test_the_citation_and_the_tables_have_the_link_of_the_page(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    saved: dict[str, Callable[[], bytes]] = {}
    monkeypatch.setattr(st, "download_button", lambda _, data, key, **__: saved.update({key: data}))
    app = open_page("casualties", where="Almaty", axis="to scale")
    app.session_state["open-citation"] = True
    app.run()
    offered = next(one.value for one in app.main.code)
    assert "where=Almaty&" in offered
    assert "axis=to+scale" in offered
    _, citation, cited = (one.value for one in app.main.code)
    assert cited == offered
    assert citation.endswith(f"{offered}.")
    table = csv.DictReader(io.StringIO(saved["download-toll-claims"]().decode("utf-8-sig")))
    assert {row["permalink"] for row in table} == {offered}


def test_a_link_begins_with_the_public_address(monkeypatch: pytest.MonkeyPatch) -> None:
    public = "https://maps.example.org/crisis"
    monkeypatch.setattr("pages.frame.link.settings", lambda: Settings(public_url=public))
    for page, address in {"map": f"{public}/", "curfews": f"{public}/curfews"}.items():
        offered = next(one.value for one in open_page(page).main.code)
        assert offered.startswith(f"{address}?at=")


def test_a_minute_later_is_another_link() -> None:
    app = open_page("sources")
    before = link(app)
    app.session_state["at"] = app.session_state["at"] - timedelta(minutes=1)
    assert link(app.run()) != before
