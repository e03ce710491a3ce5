"""The files of a new dataset."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence

from geo.creating.places import place_rows
from geo.creating.wish import Wish
from geo.dataset.columns import in_languages
from geo.dataset.dictionary import datapackage
from geo.dataset.files import DESCRIPTOR
from geo.dataset.schema import PLACES, TABLES

_BOUNDARIES = (
    "Regions, their names and codes are those of the lists that came with the software. They are "
    "drawn roughly, for orientation, and imply no position on any boundary."
)


def new_files(wish: Wish) -> dict[str, bytes]:
    """Every file by name: the descriptor, each table with its header, a page on what is next."""
    places = place_rows(wish)
    in_language = [f"name_{one}" for one in wish.languages]
    names = {name: table.names for name, table in TABLES.items()}
    names[PLACES.name] = in_languages(PLACES, in_language).names
    rows = {PLACES.name: places}
    files = {f"{name}.csv": _table(header, rows.get(name, ())) for name, header in names.items()}
    return {
        DESCRIPTOR: datapackage(json.dumps(_descriptor(wish)), in_language).encode("utf-8"),
        **files,
        "README.md": _readme(wish, places).encode("utf-8"),
    }


def _descriptor(wish: Wish) -> dict[str, object]:
    return {
        "name": wish.name,
        "title": wish.title,
        "description": "",
        "version": "0.1.0",
        "created": wish.today.isoformat(),
        "crisis": {
            "countries": list(wish.countries),
            "from": wish.first.isoformat(),
            "to": wish.last.isoformat(),
            "timezone": wish.zone,
            "stale_after_hours": 48,
            "boundaries": _BOUNDARIES,
        },
    }


def _table(names: Sequence[str], rows: Iterable[Mapping[str, str]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, names, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode("utf-8")


def _readme(wish: Wish, places: Sequence[Mapping[str, str]]) -> str:
    regions = sum(row["kind"] == "region" for row in places)
    ledger = ", ".join(f"`{name}.csv`" for name, table in TABLES.items() if table.ledger)
    return f"""# {" ".join(wish.title.split())}

A dataset of Crisis Map: {regions} regions of {", ".join(wish.countries)}, and no claims yet.

1. `sources.csv`: one row for each article, statement or database that you rely on.
2. `places.csv`: the regions are there; add the towns, or let `python -m geo geocode` propose them.
3. {ledger}: one row for each claim. Take away the tables that this crisis does not need.
   How grave things are follows from the others: `status.csv` is for what an editor knows better.
4. Event data and filled-in sheets are read by `python -m geo import`.
5. `python -m geo check` of this folder says what is to be mended, by file and line.
6. Look at it: set `CRISIS_MAP_DATASET` to this folder and start the dashboard.

Title, licence and contributors stand in `datapackage.json`. Columns and words are told in the data
dictionary (`python -m geo dictionary`). The outlines are coarse; finer ones go into `basemap/`.
"""
