"""Several datasets in one server: named by their folders, read when asked for, let go when many."""

import gc
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from geo.dataset import DatasetError
from geo.serving import files, library
from geo.serving.feed_routes import feed_routes
from geo.serving.library import Library, UnknownDatasetError
from geo.serving.settings import SHIPPED, Chosen, Settings, chosen
from tests.support.building import write_dataset
from tests.support.holdings import break_row, hold

NAMES = ("alpha", "beta", "gamma")
CSV = "/feeds/claims.csv"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in NAMES:
        path = write_dataset(tmp_path / "all" / name, status=[{"summary": f"Of {name}."}])
        retitle(path, f"Crisis {name}")
    return tmp_path / "all"


@pytest.fixture
def datasets(folder: Path) -> Iterator[Library]:
    found = Library(Chosen(None, folder))
    yield found
    found.stop()


def retitle(directory: Path, title: object) -> None:
    path = directory / "datapackage.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"title": title}))


def make_unreadable(directory: Path) -> None:
    (directory / "status.csv").unlink()
    (directory / "status.csv").mkdir()


def read(datasets: Library, *names: str) -> None:
    """Reads these datasets, as if somebody had asked for them in turn."""
    for name in names:
        datasets.holding(name).edition()


def were_read(datasets: Library) -> list[str]:
    return [name for name, _ in datasets.editions()]


def visitor(datasets: Library) -> TestClient:
    settings = Settings(public_url="https://map.example")
    own = files.routes(datasets.health, {}, lambda country: None)
    return TestClient(Starlette(routes=[*feed_routes(datasets, settings), *own]))


def test_what_ships_are_the_first_and_the_others_beside_it() -> None:
    assert chosen({}) == Chosen(SHIPPED, SHIPPED.parent)
    names = Library(chosen({})).names
    assert names[0] == SHIPPED.name
    assert {path.parent.name for path in SHIPPED.parent.glob("*/datapackage.json")} == set(names)


def test_one_dataset_or_a_folder_or_one_before_a_folder(folder: Path, tmp_path: Path) -> None:
    one = write_dataset(tmp_path / "one")
    own, every = {"CRISIS_MAP_DATASET": str(one)}, {"CRISIS_MAP_DATASETS": str(folder)}
    inside = {"CRISIS_MAP_DATASET": str(folder / "beta")}
    assert Library(chosen(own)).names == ("one",)
    assert Library(chosen(every)).names == NAMES
    assert Library(chosen(own | every)).names == ("one", *NAMES)
    assert Library(chosen(inside | every)).names == ("beta", "alpha", "gamma")
    assert Library(chosen(own)).named() == ""
    assert Library(chosen(every)).named() == "alpha"


@pytest.mark.parametrize(
    ("name", "value"),
    [("CRISIS_MAP_DATASET", "/srv/a crisis"), ("CRISIS_MAP_DATASETS_MB", "1 GB")],
)
def test_what_cannot_be_served_is_refused_by_name(name: str, value: str) -> None:
    with pytest.raises(ValueError, match=f"{name}:"):
        chosen({"CRISIS_MAP_DATASETS": "/srv", name: value})


def test_only_folders_that_lie_there_have_names(folder: Path, tmp_path: Path) -> None:
    elsewhere = write_dataset(tmp_path / "elsewhere")
    (folder / "linked").symlink_to(elsewhere)
    write_dataset(folder / "with space")
    write_dataset(folder / ".hidden")
    (folder / "no-dataset").mkdir()
    datasets = Library(Chosen(None, folder))
    assert datasets.names == NAMES
    for name in (
        "linked",
        "../elsewhere",
        "alpha/../beta",
        str(elsewhere),
        ".",
        "Alpha",
        "alpha\0",
    ):
        with pytest.raises(UnknownDatasetError):
            datasets.holding(name)
    assert set(library.HOLDINGS) & {folder / "linked", elsewhere} == set()


def test_a_dataset_that_comes_is_found_and_one_that_is_exchanged_stays(
    datasets: Library, folder: Path, tmp_path: Path
) -> None:
    read(datasets, "beta")
    (folder / "beta").rename(tmp_path / "away")
    retitle(write_dataset(folder / "delta"), "Crisis delta")
    retitle(folder / "gamma", "Another title")
    datasets.find()
    assert datasets.names == ("alpha", "beta", "delta", "gamma")
    assert datasets.titles() == {
        "alpha": "Crisis alpha", "beta": "Crisis beta", "gamma": "Another title",
        "delta": "Crisis delta",
    }  # fmt: skip
    assert were_read(datasets) == ["beta"]


@pytest.mark.parametrize("descriptor", [b"{", b"[" * 9_999, b'{"title": 7}', b'{"title": ""}'])
def test_a_title_that_cannot_be_read_is_the_name(folder: Path, descriptor: bytes) -> None:
    (folder / "beta" / "datapackage.json").write_bytes(descriptor)
    title = Library(Chosen(None, folder)).titles()["beta"]
    assert title in ("beta", "7")


def test_an_empty_folder_shows_nothing_until_a_dataset_comes(tmp_path: Path) -> None:
    datasets = Library(Chosen(None, tmp_path))
    with visitor(datasets) as client:
        assert client.get("/health").status_code == 503
        assert client.get(CSV).status_code == 503
        with pytest.raises(DatasetError):
            datasets.holding()
        write_dataset(tmp_path / "new", status=[{}])
        datasets.find()
        assert client.get(CSV).status_code == 200
        assert client.get("/health").json()["status"] == "ok"
    datasets.stop()


def test_each_is_read_when_it_is_first_asked_for(datasets: Library) -> None:
    with visitor(datasets) as client:
        assert were_read(datasets) == []
        assert "Of beta." in client.get(f"{CSV}?dataset=beta").text
        assert were_read(datasets) == ["beta"]
        assert "Of alpha." in client.get(CSV).text
        assert were_read(datasets) == ["alpha", "beta"]


def test_feeds_name_their_dataset_in_every_link(datasets: Library) -> None:
    with visitor(datasets) as client:
        for name, query in (("alpha", ""), ("beta", "?dataset=beta")):
            link = f"https://map.example/?dataset={name}&at="
            for path in (CSV, "/feeds/situation.geojson", "/embed"):
                assert link in client.get(path + query).text.replace("&amp;", "&"), path
            atom = client.get(f"/feeds/changes.atom{query}").text.replace("&amp;", "&")
            assert link in atom
            assert f'href="https://map.example/feeds/changes.atom?dataset={name}"' in atom


def test_the_description_names_the_datasets_and_tells_of_the_one_asked_for(
    datasets: Library,
) -> None:
    with visitor(datasets) as client:
        first, second = (client.get(f"/api{query}").json() for query in ("", "?dataset=beta"))
    assert first["info"]["title"] == "Crisis alpha: feeds"
    assert second["info"]["title"] == "Crisis beta: feeds"
    for document in (first, second):
        which = document["components"]["parameters"]["dataset"]
        assert set(which["schema"]["enum"]) == set(NAMES)
        parameters = document["paths"][CSV]["get"]["parameters"]
        assert {"$ref": "#/components/parameters/dataset"} in parameters


@pytest.mark.parametrize("path", [CSV, "/states.json", "/api", "/embed"])
def test_a_dataset_that_is_not_there_is_a_404_and_loads_nothing(
    datasets: Library, path: str
) -> None:
    with visitor(datasets) as client:
        for asked in ("delta", "../alpha", "%2Fetc%2Fpasswd", "x" * 5_000, "%00"):
            answer = client.get(f"{path}?dataset={asked}")
            assert (answer.status_code, answer.headers["content-type"]) == (
                404, "application/problem+json",
            )  # fmt: skip
            assert len(answer.content) < 1_000
        assert client.get(f"{path}?dataset=alpha&dataset=beta").status_code == 400
    assert were_read(datasets) == []
    assert set(datasets._used) | set(datasets._readers) == set()


def test_one_dataset_alone_is_never_named_and_known_by_its_name(folder: Path) -> None:
    datasets = Library(Chosen(folder / "beta"))
    with visitor(datasets) as client:
        plain = client.get(CSV)
        assert "dataset=" not in plain.text
        assert client.get(f"{CSV}?dataset=beta").headers["etag"] == plain.headers["etag"]
        assert client.get(f"{CSV}?dataset=alpha").status_code == 404
        assert "datasets" not in client.get("/health").json()
        assert "dataset" not in client.get("/api").json()["components"]["parameters"]
    datasets.stop()


def test_a_broken_one_takes_nothing_else_down(datasets: Library, folder: Path) -> None:
    make_unreadable(folder / "alpha")
    break_row(folder / "beta")
    with visitor(datasets) as client:
        assert client.get(CSV).status_code == 503
        assert client.get("/health").status_code == 200
        assert "Of beta." in client.get(f"{CSV}?dataset=beta").text
        health = client.get("/health").json()
        told = health["datasets"]
        assert {name: told[name]["status"] for name in told} == {
            "alpha": "unhealthy", "beta": "ok", "gamma": "unread",
        }  # fmt: skip
        assert told["beta"]["errors"] == 1
        assert str(folder) not in json.dumps(health)


def test_health_is_bad_once_all_are(datasets: Library, folder: Path) -> None:
    for name in NAMES:
        make_unreadable(folder / name)
        with pytest.raises(DatasetError):
            datasets.holding(name).edition()
    with visitor(datasets) as client:
        assert client.get("/health").status_code == 503


def weigh(monkeypatch: pytest.MonkeyPatch, each: int = 100) -> None:
    monkeypatch.setattr(library.Holding, "weight", lambda one: each if one.peek() else 0)


def test_the_one_not_asked_for_the_longest_goes_first(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    weigh(monkeypatch)
    write_dataset(folder / "delta")
    datasets = Library(Chosen(None, folder, most_bytes=300))
    read(datasets, "alpha", "beta", "gamma")
    datasets.make_room()
    assert were_read(datasets) == ["alpha", "beta", "gamma"]
    read(datasets, "delta", "beta")
    datasets.make_room()
    assert were_read(datasets) == ["alpha", "beta", "delta"]
    read(datasets, "gamma")
    assert were_read(datasets) == ["alpha", "beta", "delta", "gamma"]
    datasets.stop()


def test_one_that_somebody_looks_at_stays_until_they_go(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    weigh(monkeypatch)
    datasets = Library(Chosen(None, folder, most_bytes=1))
    reader = datasets.look_at("beta")
    read(datasets, "alpha", "beta", "gamma")
    datasets.make_room()
    assert were_read(datasets) == ["alpha", "beta", "gamma"]
    del reader
    gc.collect()
    datasets.make_room()
    assert were_read(datasets) == ["alpha", "gamma"]
    datasets.stop()


def test_what_was_let_go_leaves_the_memory_and_comes_back_the_same(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    weigh(monkeypatch)
    monkeypatch.setattr(library, "Holding", lambda place: hold(place, tmp_path / "cache"))
    datasets = Library(Chosen(None, folder, most_bytes=1))
    read(datasets, "beta", "gamma")
    before = library.of(folder / "beta").edition()
    sent = before.dataset.version, before.changed_at
    datasets.make_room()
    assert folder / "beta" not in library.HOLDINGS
    again = datasets.holding("beta").edition()
    assert again is not before
    assert (again.dataset.version, again.changed_at) == sent
    datasets.stop()


def test_a_dataset_weighs_its_files_and_what_was_made_of_it(datasets: Library) -> None:
    holding = datasets.holding("alpha")
    assert holding.weight() == 0
    read(datasets, "alpha")
    before = holding.weight()
    assert before > 0
    with visitor(datasets) as client:
        client.get("/states.json")
    assert holding.weight() > before
