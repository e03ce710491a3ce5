"""Resolutions as rows for places.csv, added to it without touching what is there."""

import csv
import hashlib
import io
import os
import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pandas as pd

from geo.dataset.schema import PLACES
from geo.geocoding.gazetteer.index import temporary_folder
from geo.geocoding.gazetteer.locking import held
from geo.geocoding.gazetteer.matching import fold
from geo.geocoding.resolution import Resolution
from geo.writing import write_whole

_LOCK_SECONDS = 30.0
_COLUMNS = [column.name for column in PLACES.columns]


def outcome(resolution: Resolution) -> str:
    """A sentence on how looking a name up went."""
    if resolution.ambiguous or not resolution.located:
        return f"It is listed as unlocated. {resolution.reason or ''}".strip()
    credit = f"It is placed by {resolution.geocoded_by}, not reviewed."
    return f"{credit} {resolution.reason or ''}".strip()


def place_rows(
    resolutions: Iterable[Resolution], *, taken: Iterable[str], on: date | None
) -> pd.DataFrame:
    """A row of places.csv, all text, for each name that was located without doubt.

    Names that mean one place make one row, with the others as aliases. `taken` are place_ids that
    the rows must not use.
    """
    rows: dict[object, dict[str, str]] = {}
    used = set(taken)
    for resolution in resolutions:
        if not resolution.located:
            continue
        key = resolution.geonames_id or (resolution.kind, resolution.name)
        if key in rows:
            rows[key]["aliases"] = f"{rows[key]['aliases']}|{_cell(resolution.query)}".strip("|")
        else:
            rows[key] = _row(resolution, _new_id(resolution, used), on)
    return pd.DataFrame(list(rows.values()), columns=_COLUMNS, dtype="str")


def _row(found: Resolution, place_id: str, on: date | None) -> dict[str, str]:
    values = {
        "place_id": place_id,
        "name": found.name,
        "kind": found.kind,
        "aliases": "" if found.query == found.name else _cell(found.query),
        "country": found.country,
        "admin1": found.admin1,
        "latitude": f"{found.latitude:.5f}",
        "longitude": f"{found.longitude:.5f}",
        "timezone": found.timezone,
        "geonames_id": found.geonames_id,
        "precision": found.precision,
        "geocoded_by": found.geocoded_by,
        "geocoded_on": on,
    }
    return {name: str(values.get(name) or "") for name in _COLUMNS}


def _cell(name: str) -> str:
    """A name as one of several in a cell."""
    return " ".join(name.replace("|", " ").split())


def _new_id(found: Resolution, used: set[str]) -> str:
    plain = " ".join(re.findall(r"[^\W_]+", found.name or ""))
    words = [fold(word) for word in plain.split()]
    stem = "-".join(re.findall(r"[a-z0-9]+", " ".join(words))) or f"place-{found.geonames_id or 1}"
    place_id, number = stem, 2
    while place_id in used:
        place_id, number = f"{stem}-{number}", number + 1
    used.add(place_id)
    return place_id


class NotPlaces(ValueError):
    """The file is not a places.csv that rows can be added to."""


def append_rows(path: Path, rows: pd.DataFrame) -> list[str]:
    """Add rows at the end of a places.csv and return the place_ids that were added.

    The file appears with all of them or none, and keeps every byte that it has. Rows whose
    place_id is there already are left out. Raises NotPlaces or OSError, having changed nothing.
    """
    path = path.resolve()
    lock = hashlib.blake2s(os.fsencode(path), digest_size=8).hexdigest()
    with held(temporary_folder() / f"{lock}.lock", timeout_seconds=_LOCK_SECONDS):
        there = path.read_bytes()
        header, taken = _read_header(there)
        new = rows[~rows["place_id"].isin(taken)]
        if len(new):
            write_whole(path, there + _csv_lines(new, header, there), is_alone=True)
        return list(new["place_id"])


def _read_header(content: bytes) -> tuple[list[str], set[str]]:
    try:
        reader = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
        taken = {row.get("place_id") or "" for row in reader}
    except (UnicodeDecodeError, csv.Error) as error:
        raise NotPlaces(f"It is not CSV in UTF-8: {error}.") from error
    header = list(reader.fieldnames or ())
    if missing := [name for name in _COLUMNS if name not in header]:
        raise NotPlaces(f"Its header lacks {', '.join(missing)}.")
    return header, taken


def _csv_lines(rows: pd.DataFrame, header: list[str], before: bytes) -> bytes:
    """The rows in the file's own order of columns and with its own ends of line."""
    end = "\r\n" if b"\r\n" in before else "\n"
    text = io.StringIO(newline="")
    if not before.endswith(b"\n"):
        text.write(end)
    writer = csv.DictWriter(text, header, restval="", extrasaction="ignore", lineterminator=end)
    writer.writerows(rows.to_dict("records"))
    return text.getvalue().encode("utf-8")
