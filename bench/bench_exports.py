"""How long a view of 10,000 claims takes to each format, and how large the file is.

    python -m bench.bench_exports

Each format is made from a view that nothing has been asked of before. The aim is below 2 s each,
on one core: the second figure is the time of the processor, which other work on the machine does
not change. Beside them stands what people would otherwise use: pandas writing the same table.
"""

import io
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pandas as pd

from geo.dataset import Dataset, load_dataset
from geo.dataset.schema import LEDGER
from geo.dataset.vocabulary import CERTAINTY, SEVERITY
from geo.exporting import tables
from geo.exporting.formats import FORMATS, Format
from geo.ledger import Selection
from geo.view import View
from tests.support.building import place, write_dataset

CLAIMS = 10_000
CITIES = 200
AIM = 2.0  # seconds
ADDRESS = "https://map.example/"


def make_dataset(directory: Path) -> Dataset:
    """Claims of every kind over 200 cities, 50 sources and a month, each with its own words."""
    cities = [
        place(f"city-{i}", f"City {i}", "city", f"Region {i % 15}", latitude=str(41 + i % 14),
              longitude=str(50 + i % 35))
        for i in range(CITIES)
    ]  # fmt: skip
    sources = [
        {"source_id": f"s{i}", "publisher": f"Agency {i}", "kind": "wire", "title": f"Report {i}",
         "url": f"https://agency-{i}.example/report"}
        for i in range(50)
    ]  # fmt: skip
    rows: dict[str, list[dict[str, str]]] = {table.name: [] for table in LEDGER}
    own = {
        "status": lambda i: {"severity": SEVERITY[i % 4]},
        "casualties": lambda i: {"low": str(i % 50), "measure": ("killed", "injured")[i % 2]},
        "restrictions": lambda i: {"daily_from": "23:00", "daily_to": "07:00"},
        "services": lambda i: {"state": ("limited", "suspended")[i % 2]},
    }
    names = list(rows)
    for i in range(CLAIMS):
        table = names[i % len(names)]
        day = f"2022-01-{1 + i % 28:02}"
        claim = {
            "place": f"City {i % CITIES}",
            "occurred_from": day,
            "reported_at": f"{day}T{i % 24:02}:30+06:00",
            "source_id": f"s{i % 50}|s{(i * 7 + 1) % 50}" if i % 50 != (i * 7 + 1) % 50 else "s1",
            "certainty": CERTAINTY[i % 5],
            "summary": f"Claim {i}: what a source says happened there, in one plain sentence.",
        }
        rows[table].append(claim | own.get(table, lambda i: {})(i))
    return load_dataset(write_dataset(directory, places=cities, sources=sources, **rows))


def measure(make: Callable[[], bytes]) -> tuple[float, float, int]:
    """Seconds by the clock and of the processor, and bytes."""
    clock, processor = time.perf_counter(), time.process_time()
    data = make()
    return time.perf_counter() - clock, time.process_time() - processor, len(data)


def fresh(dataset: Dataset) -> View:
    """Everything, as known after the last report."""
    return View(dataset, Selection(known_on=dataset.claims.reported_at.max()))


def peak(make: Callable[[], bytes]) -> float:
    """The most memory in use beyond what was there before, in MB."""
    tracemalloc.start()
    make()
    used = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return used / 1e6


def main() -> None:
    """Prints a line for each format."""
    with tempfile.TemporaryDirectory() as directory:
        dataset = make_dataset(Path(directory) / "data")
        print(f"{len(dataset.claims):,} claims on {len(dataset.places):,} places")
        for one in FORMATS.values():
            one.make(fresh(dataset), ADDRESS)  # Files and outlines are read once.
            break
        print(f"{'format':15}{'clock s':>9}{'cpu s':>8}{'MB':>8}{'peak MB':>9}")
        for name, one in FORMATS.items():
            make = partial(_make, one, dataset)
            seconds, processor, size = measure(make)
            verdict = "" if processor < AIM else f"  over the aim of {AIM:.0f} s"
            line = f"{name:15}{seconds:9.2f}{processor:8.2f}{size / 1e6:8.2f}{peak(make):9.1f}"
            print(line + verdict)
        claims = tables.claims(fresh(dataset))
        beside = {
            "pandas to_csv": lambda: claims.to_csv(index=False).encode(),
            "pandas to_excel": lambda: _to_excel(claims),
        }
        for name, write in beside.items():
            seconds, processor, size = measure(write)
            print(f"{name:15}{seconds:9.2f}{processor:8.2f}{size / 1e6:8.2f}  (one table)")


def _make(file: Format, dataset: Dataset) -> bytes:
    return file.make(fresh(dataset), ADDRESS)


def _to_excel(claims: pd.DataFrame) -> bytes:
    buffer = io.BytesIO()
    claims.to_excel(buffer, index=False, engine="openpyxl")
    return buffer.getvalue()


if __name__ == "__main__":
    main()
