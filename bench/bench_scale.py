"""Datasets of 1,000 to 250,000 claims: how long they take to load and to be seen at a new moment.

    python -m bench.bench_scale [1000 10000 …]

Beside them, in the same process: plain pandas, which reads the same files as text, turns the dates
into moments and joins places and sources, and DuckDB, if it is installed (pip install duckdb),
which does so in one query. Neither checks anything. Times are of the processor, which other work on
the machine changes little; each size has a process of its own, since memory is measured too.
"""

import gc
import importlib.util
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pandas as pd

from bench import large
from geo.dataset import Dataset, load_dataset
from geo.ledger import Selection
from geo.view import View
from geo.view.situation import situation

# Others than the one before, so that nothing of it is kept.
MOMENTS = ("2016-09-01", "2017-03-01", "2017-08-20", "2018-03-01")
TABLES = (*large.SHARES, "places", "sources")
DATES = ("occurred_from", "occurred_to", "reported_at")
ZONE = "Asia/Damascus"
JOIN = """
select claims.*, p.latitude, p.longitude, p.admin1, s.publisher, s.url
from (select * exclude (reported_at), cast(reported_at as timestamp) as reported_at
      from read_csv([{tables}], all_varchar = true, union_by_name = true)) as claims
left join read_csv('{places}', all_varchar = true) as p on claims.place = p.name
left join read_csv('{sources}', all_varchar = true) as s on claims.source_id = s.source_id
"""


def took(work: Callable[[], object]) -> float:
    """Seconds of the processor."""
    gc.collect()
    begun = time.process_time()
    work()
    return time.process_time() - begun


def by_pandas(folder: Path) -> pd.DataFrame:
    """The claims with their moments, places and sources."""
    read = {name: pd.read_csv(folder / f"{name}.csv", dtype=str, keep_default_na=False)
            for name in TABLES}  # fmt: skip
    claims = pd.concat([read[name] for name in large.SHARES], ignore_index=True)
    for name in DATES:
        local = pd.to_datetime(claims[name]).dt
        local = local.tz_localize(ZONE, ambiguous=True, nonexistent="shift_forward").dt
        claims[name] = local.tz_convert("UTC")
    placed = claims.merge(read["places"], left_on="place", right_on="name")
    return placed.merge(read["sources"], on="source_id")


def by_duckdb(folder: Path) -> object:
    """The same in one query."""
    import duckdb

    tables = ", ".join(f"'{folder / name}.csv'" for name in large.SHARES)
    return duckdb.sql(
        JOIN.format(tables=tables, places=folder / "places.csv", sources=folder / "sources.csv")
    ).fetchall()


def see(dataset: Dataset, day: str) -> None:
    """As known on a day: the figures, and how things stand in each place."""
    moment = pd.Timestamp(f"{day}T23:59:59", tz=ZONE).tz_convert("UTC")
    view = View(dataset, Selection(known_on=moment))
    situation(view)


def measure(folder: Path) -> dict[str, float]:
    """Of the dataset in a folder: seconds, and megabytes of the process at its largest."""
    found = {"pandas": min(took(lambda: by_pandas(folder)) for _ in range(3))}
    if importlib.util.find_spec("duckdb"):
        found["duckdb"] = min(took(lambda: by_duckdb(folder)) for _ in range(3))
    made: list[Dataset] = []
    found["load"] = took(lambda: made.append(load_dataset(folder)))
    dataset = made[0]
    see(dataset, MOMENTS[0])  # what is made once for a dataset
    gc.freeze()
    found["moment"] = min(took(partial(see, dataset, day)) for day in MOMENTS[1:])
    found["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return found


def main() -> None:
    """Prints a line for each size."""
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(measure(Path(sys.argv[2]))))
        return
    sizes = [int(text) for text in sys.argv[1:]] or list(large.PLACES_TO_CLAIMS)
    print("claims, places: load (times pandas, times DuckDB); a new moment; memory")
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            large.write(Path(folder), size)
            command = [sys.executable, "-m", "bench.bench_scale", "--one", folder]
            told = subprocess.run(command, check=True, capture_output=True, text=True)
        found = json.loads(told.stdout)
        duck = f", {found['load'] / found['duckdb']:.1f}" if "duckdb" in found else ""
        print(
            f"{size:,}, {large.PLACES_TO_CLAIMS[size]:,}: load {found['load']:.2f} s "
            f"({found['load'] / found['pandas']:.1f}{duck}; aim: 6); "
            f"moment {found['moment']:.2f} s; {found['memory']:.0f} MB"
        )


if __name__ == "__main__":
    main()
