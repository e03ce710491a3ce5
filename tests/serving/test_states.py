"""The states of the map as they are served: once for every moment, and made before anybody asks."""

from threading import Event

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from geo.dataset import Dataset
from geo.mapping import states as mapping
from geo.serving import states
from geo.serving.feed_routes import feed_routes
from geo.serving.settings import Settings
from tests.support.building import make_dataset
from tests.support.holdings import Alone, Held

STATUS = [{"place": "Taraz"}, {"place": "Almaty", "reported_at": "2022-01-09"}]


@pytest.fixture
def dataset(tmp_path: object) -> Dataset:
    return make_dataset(tmp_path / "data", status=STATUS)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[Dataset]:
    """The datasets of which the states were made."""
    found: list[Dataset] = []
    make = mapping.states

    def count(data: Dataset, *filters: object, **options: object) -> mapping.States:
        found.append(data)
        return make(data, *filters, **options)

    monkeypatch.setattr(mapping, "states", count)
    return found


def client(held: Held) -> TestClient:
    return TestClient(Starlette(routes=feed_routes(Alone(held), Settings(), "/crisis")))


def test_they_are_the_same_for_every_moment_and_made_once(
    dataset: Dataset, made: list[Dataset]
) -> None:
    reader = client(Held(dataset))
    first = reader.get("/crisis/states.json")
    assert first.headers["content-type"] == "application/json"
    sent = first.json()
    assert [step["at"] for step in sent["steps"]] == [
        "2022-01-07T23:59", "2022-01-08T23:59", "2022-01-09T23:59",
    ]  # fmt: skip
    assert [sorted(one) for one in sent["marks"]] == [["taraz"], [], ["almaty"]]
    later = reader.get("/crisis/states.json?at=2022-01-09")
    assert (later.json(), later.headers["etag"]) == (sent, first.headers["etag"])
    known = {"If-None-Match": first.headers["etag"]}
    assert reader.get("/crisis/states.json", headers=known).status_code == 304
    assert made == [dataset]


def test_filters_are_those_of_the_feeds(dataset: Dataset) -> None:
    reader = client(Held(dataset))
    sent = reader.get("/crisis/states.json?place=Taraz").json()
    assert [sorted(one) for one in sent["marks"]] == [["taraz"], [], []]
    refused = reader.get("/crisis/states.json?theme=curfew")
    assert (refused.status_code, refused.headers["content-type"]) == (
        400, "application/problem+json",
    )  # fmt: skip


def test_those_of_what_is_shown_are_made_ahead_once(
    dataset: Dataset, made: list[Dataset], tmp_path: object
) -> None:
    held, going = Held(dataset), Event()
    ahead = states.Ahead(Alone(held), head_start=0)
    ahead.look(going)
    ahead.look(going)
    assert made == [dataset]
    assert client(held).get("/crisis/states.json").json()["version"] == dataset.version
    assert made == [dataset]
    held.dataset = other = make_dataset(tmp_path / "other", status=STATUS[:1])
    ahead.look(going)
    assert made == [dataset, other]


def test_a_server_that_stops_makes_nothing_more(dataset: Dataset, made: list[Dataset]) -> None:
    stopped = Event()
    stopped.set()
    states.Ahead(Alone(Held(dataset))).look(stopped)
    assert made == []


def test_one_that_is_made_ahead_fails_alone(
    dataset: Dataset, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ValueError("nothing foresaw this")

    monkeypatch.setattr(mapping, "states", fail)
    states.Ahead(Alone(Held(dataset)), head_start=0).look(Event())
    assert "could not be made ahead" in caplog.text
