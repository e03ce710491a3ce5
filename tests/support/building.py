"""Small datasets for tests, written as a curator would write them."""

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from geo.dataset import Dataset, load_dataset
from geo.dataset.columns import Table, in_languages
from geo.dataset.schema import LEDGER, TABLES, declare

Rows = Sequence[Mapping[str, str]]

CRISIS = {"country": "KZ", "timezone": "Asia/Almaty", "default_moment": "2022-01-07"}
CLAIM = {
    "place": "Taraz",
    "occurred_from": "2022-01-07",
    "reported_at": "2022-01-07",
    "source_id": "s1",
    "certainty": "Likely",
    "message": "Alert",
    "summary": "Something was claimed.",
}
# What the cells of a claim hold where a test does not say; elsewhere the first term of the list.
USUAL = {
    "severity": "Moderate",
    "trend": "steady",
    "event_type": "Riots",
    "sub_event_type": "Mob violence",
    "service": "food",
    "state": "limited",
    "force": "CSTO",
    "phase": "deployed",
    "participants": "A|B",
}
SOURCES = (
    {"source_id": "s1", "publisher": "Agency One", "kind": "wire", "title": "First"},
    {"source_id": "s2", "publisher": "Daily Two", "kind": "independent_media", "title": "Second"},
    {"source_id": "s3", "publisher": "Channel Three", "kind": "state_media", "title": "Third"},
)


def place(
    place_id: str, name: str, kind: str, admin1: str, zone: str = "Asia/Almaty", **more: str
) -> dict:
    """One row of places.csv."""
    row = {"place_id": place_id, "name": name, "kind": kind, "admin1": admin1, "timezone": zone}
    where = {"latitude": "43.0", "longitude": "71.4", "country": "KZ", "precision": "1"}
    return row | where | {"geocoded_by": "reviewed"} | more


PLACES = (
    place("kazakhstan", "Kazakhstan", "country", "", precision="3"),
    place("jambyl-region", "Jambyl Region", "region", "Jambyl Region", precision="3"),
    place("taraz", "Taraz", "city", "Jambyl Region", aliases="Dzhambul", name_ru="Тараз"),
    place("almaty", "Almaty", "city", "Almaty City", aliases="Alma-Ata|Алматы"),
    place("atyrau", "Atyrau", "city", "Atyrau Region", "Asia/Atyrau"),
)


def write_dataset(
    directory: Path, places: Rows = PLACES, sources: Rows = SOURCES, **tables: Rows
) -> Path:
    """A directory with all tables; each claim needs only what its test is about."""
    directory.mkdir(parents=True, exist_ok=True)
    package = {"name": "test", "title": "Test crisis", "crisis": CRISIS}
    (directory / "datapackage.json").write_text(json.dumps(package))
    for name, table in TABLES.items():
        if table.ledger:
            rows = [_claim(name, i, row) for i, row in enumerate(tables.get(name, ()))]
        else:
            rows = list(places if name == "places" else sources)
        with (directory / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            names = in_languages(table, [key for row in rows for key in row]).names
            writer = csv.DictWriter(file, names, restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    return directory


def make_dataset(directory: Path, **tables: Rows) -> Dataset:
    """``write_dataset``, read again."""
    return load_dataset(write_dataset(directory, **tables))


def _claim(table: str, i: int, row: Mapping[str, str]) -> dict[str, str]:
    return {"entry_id": f"{table}-{i}"} | CLAIM | own_cells(table) | dict(row)


def own_cells(table: str) -> dict[str, str]:
    """What a claim of this table needs beside the cells of every claim."""
    needed = [column for column in TABLES[table].own if column.required]
    return {one.name: USUAL.get(one.name) or next(iter(one.vocabulary), "A") for one in needed}


@contextmanager
def declared(table: Table) -> Iterator[None]:
    """The schema with one ledger table more."""
    declare(table)
    try:
        yield
    finally:
        LEDGER.remove(table)
        del TABLES[table.name]


# Two cities, their region and country, an unlocated place, rival and retracted figures and hours.
SAMPLE = {
    "status": [
        {"entry_id": "taraz-severe", "severity": "Severe"},
        {
            "entry_id": "almaty-minor",
            "place": "Almaty",
            "severity": "Minor",
            "certainty": "Possible",
        },
        {"entry_id": "atlantis", "place": "Atlantis", "severity": "Extreme"},
    ],
    "services": [
        {"entry_id": "taraz-shops", "source_id": "s2|s3", "summary": "Shops are shut."},
        {
            "entry_id": "region-fuel",
            "place": "Jambyl Region",
            "service": "fuel",
            "state": "suspended",
        },
    ],
    "casualties": [
        {"entry_id": "toll", "low": "60", "certainty": "Possible"},
        {"entry_id": "toll-2", "best": "35", "attributed_to": "Hospital"},
        {"entry_id": "police-toll", "best": "2", "group": "police"},
        {"entry_id": "wrong", "best": "900", "measure": "injured", "attributed_to": "Channel"},
        {
            "entry_id": "cancel",
            "message": "Cancel",
            "replaces": "wrong",
            "reported_at": "2022-01-08",
        },
        {"entry_id": "national", "place": "Kazakhstan", "low": "100", "measure": "detained"},
    ],
    "restrictions": [
        {"entry_id": "night", "place": "Jambyl Region", "daily_from": "19:00", "daily_to": "07:00"},
        {
            "entry_id": "early",
            "daily_from": "18:00",
            "daily_to": "06:00",
            "reported_at": "2022-01-08",
        },
    ],
}
