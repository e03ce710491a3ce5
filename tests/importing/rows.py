"""Rows of event databases, invented: nothing of the sort happened."""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

UCDP = {
    "id": "101", "year": "2022", "type_of_violence": "1", "conflict_new_id": "1",
    "side_a": "Government of Kazakhstan", "side_b": "Invented Front",
    "source_article": '"Invented Wire,2022-01-06,Shots at a bridge"', "where_prec": "1",
    "where_coordinates": "Taraz town", "adm_1": "Jambyl  region", "adm_2": "", "latitude": "42.9",
    "longitude": "71.37", "country": "Kazakhstan", "event_clarity": "1", "date_prec": "1",
    "date_start": "2022-01-05 00:00:00.000", "date_end": "2022-01-05 00:00:00.000",
    "deaths_a": "1", "deaths_b": "0", "deaths_civilians": "2", "deaths_unknown": "0",
    "low": "2", "best": "3", "high": "5",
}  # fmt: skip


def write_rows(
    path: Path, rows: Sequence[Mapping[str, str]], usual: Mapping[str, str] = UCDP,
    delimiter: str = ",", encoding: str = "utf-8",
) -> Path:  # fmt: skip
    """A CSV file of rows that say only what differs from the usual one."""
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, delimiter=delimiter)
        names = list(dict.fromkeys([*usual, *(name for row in rows for name in row)]))
        writer.writerow(names)
        writer.writerows([{**usual, **row}.get(name, "") for name in names] for row in rows)
    return path
