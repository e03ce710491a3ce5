"""The states of the steps: replayed one after the other they are the states themselves."""

import json
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings

from geo.dataset import Dataset, load_dataset
from geo.ledger import Selection
from geo.mapping import states, themes
from geo.view import View, strip
from geo.view.values import read_at, write_minute
from tests.support.building import make_dataset
from tests.support.crisis import ROWS, SELECTIONS, SOURCES
from tests.support.paths import SHIPPED
from tests.view.test_agreement import MORE

ALL = Selection(pd.Timestamp("2022-01-07T17:59:59Z"))
SHARED: dict[str, Dataset] = {}
few = settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.fixture(autouse=True, scope="module")
def _share(tmp_path_factory: pytest.TempPathFactory) -> None:
    directory = tmp_path_factory.mktemp("states")
    SHARED["dataset"] = make_dataset(directory, sources=SOURCES, **(ROWS | MORE))


def replay(sent: states.States) -> list[dict]:
    """What the browser makes of them."""
    found: list[dict] = []
    marks: dict = {}
    events: dict = {}
    for i, step in enumerate(sent["steps"]):
        marks = change(marks, sent["marks"][i])
        found.append({**step, "marks": marks})
        if "events" in sent:
            events = change(events, sent["events"][i])
            found[-1]["events"] = events
    return found


def change(before: dict, differences: dict) -> dict:
    return {name: mine for name, mine in (before | differences).items() if mine is not None}


@few
@given(SELECTIONS)
def test_replayed_they_are_the_state_at_each_step(selection: Selection) -> None:
    data = SHARED["dataset"]
    moments = [read_at(write_minute(one.end, data), data) for one in strip.steps(data)]
    expected = [themes.state(View(data, replace(selection, known_on=at))) for at in moments]
    sent = json.loads(states.to_json(states.states(data, selection)))
    assert len(moments) > 3
    assert replay(sent) == json.loads(json.dumps(expected))
    assert sent["version"] == data.version


def test_what_does_not_change_is_sent_once() -> None:
    found = states.states(SHARED["dataset"], ALL)["marks"]
    assert all(one.keys() <= {"almaty", "taraz", "atyrau", "jambyl-region"} for one in found)
    assert any(len(one) < 4 for one in found[1:])


def test_beyond_the_bounds_there_are_none(monkeypatch: pytest.MonkeyPatch) -> None:
    data = SHARED["dataset"]
    whole = states.states(data, ALL)
    size, steps = len(states.to_json(whole)), len(whole["steps"])
    assert states.states(data, ALL, most_bytes=size) == whole
    assert states.states(data, ALL, most_bytes=size - 1)["steps"] == []
    assert states.states(data, ALL, most_steps=steps) == whole
    nothing = states.states(data, ALL, most_steps=steps - 1)
    assert (nothing["steps"], nothing["marks"]) == ([], [])
    monkeypatch.setattr(states, "MOST_READ", steps * len(data.claims) - 1)
    assert states.states(data, ALL)["steps"] == []


def test_those_of_the_shipped_dataset_are_within_the_bounds() -> None:
    data = load_dataset(SHIPPED)
    found = states.states(data, Selection(data.about.default_moment))
    size = len(states.to_json(found))
    assert len(found["steps"]) == len(strip.steps(data))
    assert size < states.MOST_BYTES
