"""One holder for all: read once, off the readers' threads, and the same for everybody."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from geo.dataset import DatasetError
from geo.serving import files, library
from geo.serving.editions import AS_IT_IS, LAST_GOOD, WITHOUT_ROWS
from tests.support.building import write_dataset
from tests.support.holdings import Loads, Times, break_row, hold

READERS = 28


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    return write_dataset(tmp_path / "data", status=[{"summary": "One."}])


def test_many_first_readers_wait_for_one_reading(directory: Path) -> None:
    loads, together = Loads(go_on=False), Barrier(READERS + 1)
    holding = hold(directory, make=loads)

    def read(_: int) -> library.Edition:
        together.wait(60)
        return holding.edition()

    with ThreadPoolExecutor(READERS) as pool:
        readers = [pool.submit(read, number) for number in range(READERS)]
        together.wait(60)
        assert loads.begun.wait(60)
        assert holding.peek() is None
        assert holding.health().status == "starting"
        loads.go_on.set()
        editions = [reader.result(60) for reader in readers]
    holding.stop()
    assert loads.count == 1
    assert len({id(edition) for edition in editions}) == 1


def test_after_a_change_many_readers_and_lookers_cause_one_reading_and_no_reader_waits(
    directory: Path,
) -> None:
    loads = Loads()
    holding = hold(directory, make=loads)
    holding.look(0)
    old = holding.edition()
    loads.go_on.clear()
    loads.begun.clear()
    write_dataset(directory, status=[{"summary": "Two."}])
    holding.look(1)
    with ThreadPoolExecutor(READERS) as pool:
        lookers = [pool.submit(holding.look, 2) for _ in range(READERS)]
        assert loads.begun.wait(60)
        for _ in range(READERS):
            assert holding.edition() is old
            assert holding.health().is_good
        loads.go_on.set()
        for looker in lookers:
            looker.result(60)
    assert loads.count == 2
    assert list(holding.edition().dataset.claims.summary) == ["Two."]


def test_health_of_many_at_once_after_a_change_reads_nothing(directory: Path) -> None:
    loads = Loads()
    holding = hold(directory, make=loads)
    holding.look(0)
    write_dataset(directory, status=[{"summary": "Two."}])
    routes = files.routes(holding.health, {}, lambda country: None)
    with TestClient(Starlette(routes=routes)) as client, ThreadPoolExecutor(READERS) as pool:
        answers = list(pool.map(lambda _: client.get("/health"), range(READERS)))
    assert {answer.status_code for answer in answers} == {200}
    assert loads.count == 1


def test_another_content_of_the_same_size_and_time_is_seen(directory: Path) -> None:
    holding = hold(directory)
    times = Times(holding)
    times.look()
    table = directory / "status.csv"
    before = table.stat()
    table.write_bytes(table.read_bytes().replace(b"One.", b"Two."))
    os.utime(table, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert table.stat().st_size == before.st_size
    times.look()
    assert list(holding.edition().dataset.claims.summary) == ["Two."]


def remove(directory: Path) -> None:
    directory.rename(directory.with_name("elsewhere"))


def empty(directory: Path) -> None:
    for path in directory.iterdir():
        path.unlink()


def check_out_partly(directory: Path) -> None:
    (directory / "sources.csv").unlink()


def lose_a_table(directory: Path) -> None:
    (directory / "status.csv").write_bytes(b"\xff\xfe")


BROKEN: dict[str, Callable[[Path], None]] = {
    "removed": remove,
    "empty": empty,
    "partly checked out": check_out_partly,
    "a broken row": break_row,
    "a table of rubbish": lose_a_table,
}


@pytest.mark.parametrize("is_restarted", [False, True])
@pytest.mark.parametrize("state", BROKEN)
def test_whatever_becomes_of_the_files_all_see_the_same_last_good_one(
    directory: Path, state: str, is_restarted: bool
) -> None:
    holding = hold(directory)
    times = Times(holding)
    times.look()
    good = holding.edition()
    contents = {path.name: path.read_bytes() for path in directory.iterdir()}
    BROKEN[state](directory)
    if is_restarted:
        holding = hold(directory)
        times = Times(holding)
    times.look()
    shown = holding.edition()
    assert holding.edition() is holding.peek() is shown
    assert list(shown.dataset.claims.summary) == ["One."]
    assert (shown.dataset is good.dataset) != is_restarted
    assert (shown.showing, shown.changed_at) == (LAST_GOOD, good.changed_at)
    health = holding.health()
    assert (health.is_good, health.facts["showing"]) == (True, LAST_GOOD)
    assert health.facts["errors"] == len(shown.problems) > 0
    directory.mkdir(exist_ok=True)
    for name, content in contents.items():
        (directory / name).write_bytes(content)
    times.look()
    assert holding.edition().dataset is shown.dataset
    assert (holding.edition().showing, holding.health().facts["errors"]) == (AS_IT_IS, 0)


def test_a_dataset_with_a_broken_row_from_the_beginning_is_well(directory: Path) -> None:
    break_row(directory)
    holding = hold(directory)
    holding.look(0)
    health = holding.health()
    assert health.is_good
    facts = {name: health.facts[name] for name in ("claims", "errors", "showing")}
    assert facts == {"claims": 1, "errors": 1, "showing": WITHOUT_ROWS}
    assert health.facts["version"] == holding.edition().dataset.version
    assert health.facts["changed_at"] == "2022-01-20T12:00:00Z"


def test_where_there_was_never_anything_to_read_nothing_is_well(tmp_path: Path) -> None:
    holding = hold(tmp_path / "nowhere")
    holding.look(0)
    assert holding.health().status == "unhealthy"
    assert str(tmp_path) not in str(holding.health().facts)
    assert holding.peek() is None
    with pytest.raises(DatasetError) as error:
        holding.edition()
    assert str(tmp_path) not in str(error.value)
    write_dataset(tmp_path / "nowhere", status=[{}])
    for at in (1, 2):
        holding.look(at)
    assert holding.health().is_good


def test_the_watching_goes_on_by_itself_until_it_is_stopped(
    directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library, "LOOK_EVERY_SECONDS", 0.01)
    loads = Loads()
    holding = hold(directory, make=loads)
    holding.start()
    holding.start()
    assert list(holding.edition().dataset.claims.summary) == ["One."]
    loads.begun.clear()
    write_dataset(directory, status=[{"summary": "Two."}])
    assert loads.begun.wait(60)
    holding.stop()


def test_there_is_one_holding_of_a_directory(
    directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library, "HOLDINGS", {})
    monkeypatch.setenv("CRISIS_MAP_DATASET", str(directory))
    assert library.current() is library.current()
    assert library.current().holding() is library.of(directory)
    assert library.of(directory / "other") is not library.of(directory)
