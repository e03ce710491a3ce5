"""The index on disk is whole or absent, whoever builds it, and whatever kills the builder."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from geo.geocoding.gazetteer import Gazetteer, index
from geo.geocoding.gazetteer.compiling import index_name
from geo.geocoding.gazetteer.index import Damaged, Index, open_index
from tests.support import gazetteers

ROOT = Path(__file__).parents[2]

# Builds a small index and says when it begins and when it is done.
BUILDER = """
import json, sys, time
from pathlib import Path
from geo.geocoding.gazetteer import Gazetteer

cities = json.loads(Path(sys.argv[2]).read_text())

def read():
    print("builds", flush=True)
    time.sleep(float(sys.argv[3]))
    return cities

def progress(step, done, total):
    print(f"{step} {done}/{total}", flush=True)
    if step == sys.argv[4] and str(done) == sys.argv[5]:
        time.sleep(60)

places = Gazetteer(folder=Path(sys.argv[1]), read=read, progress=progress)
print("found", len(places.search("Aktau").matches), flush=True)
"""


@pytest.fixture
def cities(tmp_path: Path) -> Path:
    path = tmp_path / "cities.json"
    path.write_text(json.dumps(gazetteers.SMALL), encoding="utf-8")
    return path


def start(folder: Path, cities: Path, *, pause: float = 0, stop: tuple[str, int] = ("", 0)) -> str:
    arguments = [str(folder), str(cities), str(pause), stop[0], str(stop[1])]
    return subprocess.Popen(
        [sys.executable, "-c", BUILDER, *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )


def build(folder: Path) -> Path:
    small = Gazetteer(folder=folder, read=gazetteers.read_small)
    small.close()
    return folder / index_name()


def read_nothing() -> list:
    raise AssertionError("the index must not be built")


def test_a_whole_index_is_opened_and_not_built_again(tmp_path: Path) -> None:
    build(tmp_path)
    assert open_index(tmp_path, read=read_nothing).by_key("aktau")


def test_two_processes_at_once_build_one_index(tmp_path: Path, cities: Path) -> None:
    processes = [start(tmp_path / "cache", cities, pause=1.0) for _ in range(2)]
    outputs = [process.communicate(timeout=60)[0] for process in processes]
    assert sum(output.count("builds") for output in outputs) == 1
    assert all("found 3" in output for output in outputs)


@pytest.mark.parametrize(
    "stop", [("Folding names", 0), ("Writing the index", 0), ("Writing the index", 3)]
)
def test_a_build_that_is_killed_leaves_nothing_that_is_taken_for_an_index(
    tmp_path: Path, cities: Path, stop: tuple[str, int]
) -> None:
    folder = tmp_path / "cache"
    process = start(folder, cities, stop=stop)
    for line in process.stdout:
        if line.strip().startswith(f"{stop[0]} {stop[1]}/"):
            break
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    assert not (folder / index_name()).exists()
    assert [path.suffix for path in folder.glob("*.tmp")] == [".tmp"]
    started = time.monotonic()
    places = Gazetteer(folder=folder, read=gazetteers.read_small)
    assert time.monotonic() - started < 30  # the dead builder's lock is not waited for
    assert len(places.search("Aktau").matches) == 3
    assert not list(folder.glob("*.tmp"))


@pytest.mark.parametrize("damage", ["empty", "text", "cut short", "another layout", "not all"])
def test_a_damaged_index_is_built_again(tmp_path: Path, damage: str) -> None:
    path = build(tmp_path)
    content = path.read_bytes()
    if damage == "another layout":
        with sqlite3.connect(path) as database:
            database.execute("UPDATE meta SET value = '0' WHERE key = 'layout'")
    elif damage == "not all":
        with sqlite3.connect(path) as database:
            database.execute("DROP TABLE meta")
    else:
        kinds = {"empty": b"", "text": b"not a database" * 1000, "cut short": content[:-8192]}
        path.write_bytes(kinds[damage])
    with pytest.raises(Damaged):
        Index.open(path)
    assert open_index(tmp_path, read=gazetteers.read_small).by_key("aktau")


def test_damage_that_shows_only_when_read_is_repaired_in_use(tmp_path: Path) -> None:
    path = build(tmp_path)
    content = bytearray(path.read_bytes())
    for page in range(4096, len(content), 4096):  # all but the first page, which opening reads
        content[page : page + 64] = b"\xff" * 64
    with sqlite3.connect(path) as database:
        roots = dict(database.execute("SELECT name, rootpage FROM sqlite_schema"))
    meta = (roots["meta"] - 1) * 4096
    content[meta : meta + 4096] = path.read_bytes()[meta : meta + 4096]
    path.write_bytes(content)
    places = Gazetteer(folder=tmp_path, read=gazetteers.read_small)
    assert len(places.search("Aktau").matches) == 3
    assert Index.open(path).by_key("taraz")


def test_a_folder_that_cannot_be_written_is_replaced_with_a_warning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setattr(index, "temporary_folder", lambda: tmp_path / "instead")
    with pytest.warns(UserWarning, match="CRISIS_MAP_CACHE_DIR"):
        opened = open_index(tmp_path / "file" / "cache", read=gazetteers.read_small)
    assert opened.path.parent == tmp_path / "instead"


def test_the_cache_folder_is_the_users_unless_a_variable_names_one(tmp_path: Path) -> None:
    assert index.cache_folder({"CRISIS_MAP_CACHE_DIR": str(tmp_path)}) == tmp_path
    assert index.cache_folder({}).name == "crisis-map"


def test_an_index_that_lacks_an_area_of_its_cities_is_repaired_in_use(tmp_path: Path) -> None:
    path = build(tmp_path)
    with sqlite3.connect(path) as database:
        database.execute("DELETE FROM area")
    places = Gazetteer(folder=tmp_path, read=gazetteers.read_small)
    assert places.search("Suva").matches[0].city.country == "FJ"
    assert Index.open(path).by_key("taraz")[0][1].timezone == "Asia/Almaty"
