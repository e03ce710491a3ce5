"""Events on the map: what each is drawn as, what is gathered, and how much is sent."""

import json
from pathlib import Path

import pandas as pd
import pytest

from geo.dataset import Dataset
from geo.ledger import Selection
from geo.mapping import states, themes
from geo.mapping.themes import events as theme
from geo.mapping.themes.signs import SIGNS, of_event
from geo.subjects import events as subject
from geo.view import View, events
from tests.mapping.test_states import replay
from tests.subjects.test_events import COUNT, POINT, ROWS, view
from tests.support.building import make_dataset
from tests.support.hostile import TEXTS

ROUGH = {**POINT, "precision": "3"}


def incident(name: str, latitude: str = "43.1", **more: str) -> dict[str, str]:
    return {"entry_id": name, "occurred_from": "2022-01-06", **POINT, "latitude": latitude, **more}


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return make_dataset(tmp_path_factory.mktemp("points"), **ROWS)


def test_an_event_is_drawn_at_its_own_point_by_its_kind_and_deaths(dataset: Dataset) -> None:
    found = theme.points(view(dataset), "week")
    assert found.keys() == {"clash", "own-7"}
    clash = found["clash"]
    assert (clash["p"], clash["s"]) == ([71.5, 43.1], of_event("Battles"))
    assert clash["w"] == "Armed clash, Taraz. 5 Jan 2022, 18:00. 3 to 5 people killed."
    assert clash["g"] > found["own-7"]["g"]
    assert theme.SMALLEST < found["own-7"]["r"] < clash["r"] < theme.LARGEST
    assert theme.note(view(dataset), "week").endswith("3 more have no point.")
    assert {of_event(kind) for kind in subject.KINDS} <= SIGNS.keys()


def test_what_is_known_roughly_and_what_differs_is_flagged(tmp_path: Path) -> None:
    rows = [incident("rough", **ROUGH), incident("differs")]
    counts = [{"event": "differs", **COUNT, "low": n, "high": n, "attributed_to": who}
              for n, who in (("3", "One"), ("30", "Other"))]  # fmt: skip
    found = theme.points(view(make_dataset(tmp_path, incidents=rows, casualties=counts)), "week")
    assert found["rough"]["f"] == ["area"]
    assert found["differs"]["f"] == ["contested"]
    assert "claims differ" in found["differs"]["w"]


def test_only_a_dataset_with_points_is_offered_the_theme(tmp_path: Path, dataset: Dataset) -> None:
    plain = make_dataset(tmp_path, incidents=[{"occurred_from": "2022-01-06"}])
    assert "events" not in [one["id"] for one in themes.options(plain)]
    assert "events" not in themes.state(view(plain))
    state = themes.state(view(dataset), "day")
    assert "events" in state["themes"]
    assert (state["span"], state["events"].keys()) == ("day", {"own-7"})
    assert state["notes"]["events"] == "1 event on 7 Jan 2022. 1 more has no point."


def test_of_too_many_the_gravest_of_each_cell_is_sent_at_its_own_point() -> None:
    many = pd.DataFrame({
        "key": [str(i) for i in range(400)],
        "latitude": [40 + (i % 20) / 10 for i in range(400)],
        "longitude": [70 + (i // 20) / 10 for i in range(400)],
        "precision": ["3" if i == 399 else "1" for i in range(400)],
    })  # fmt: skip
    assert list(theme.gather(many, 400).number) == [1] * 400
    few = theme.gather(many, 30)
    assert 2 < len(few) <= 30
    assert few.number.sum() == 400
    assert few.key.iloc[0] == "0"
    # Each is one of them, and no place between them.
    assert few.merge(many, on=["key", "latitude", "longitude"]).shape[0] == len(few)
    assert few.number[few.key == "399"].tolist() == [1]


def test_no_more_bytes_than_the_bound_are_sent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [incident(f"e-{i}", f"{40 + i / 50:.2f}") for i in range(60)]
    whole = view(make_dataset(tmp_path, incidents=rows))
    assert len(theme.points(whole, "week")) == 60
    monkeypatch.setattr(theme, "MOST_BYTES", 2_000)
    sent = theme.points(whole, "week", 60)
    assert len(json.dumps(sent)) <= 2_000
    assert sum(one.get("n", 1) for one in sent.values()) == 60


def test_the_steps_replayed_are_the_events_of_each_day(dataset: Dataset) -> None:
    sent = json.loads(states.to_json(states.states(dataset, view(dataset).selection)))
    shown = replay(sent)
    assert [set(one["events"]) for one in shown][-1] == {"clash", "own-7"}
    for one in shown:
        moment = pd.Timestamp(one["at"], tz=dataset.about.zone) + pd.Timedelta(seconds=59)
        state = themes.state(View(dataset, Selection(moment.tz_convert("UTC"))))
        assert one["events"] == json.loads(json.dumps(state["events"]))
        assert one["span"] == state["span"] == events.SPAN


@pytest.mark.parametrize("text", TEXTS[:6])
def test_no_text_of_a_dataset_is_markup_on_the_map(tmp_path: Path, text: str) -> None:
    rows = [incident("e", place=f"Town {text}".strip())]
    [point] = theme.points(view(make_dataset(tmp_path, incidents=rows)), "week").values()
    assert not set("<>{}`$\"'\\") & set(point["w"])
