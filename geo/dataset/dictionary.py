"""A dataset described for others: Frictionless schemas and the data dictionary, from the schema."""

import json
from collections.abc import Iterable
from typing import Any

from geo.dataset import rules
from geo.dataset.columns import Column, Table, in_languages
from geo.dataset.schema import CRISIS, TABLES
from geo.dataset.vocabularies import LISTS, extended, read_vocabularies

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_TYPES = {"count": "integer", "latitude": "number", "longitude": "number", "url": "string"}
_KINDS = {
    "slug": "slug",
    "slugs": "slugs, | between",
    "text": "text",
    "texts": "texts, | between",
    "enum": "one of a list",
    "local": "local date or datetime",
    "moment": "date, or datetime with offset",
    "day": "date",
    "published": "datetime with offset, date, month or year",
    "iso3166_2": "ISO 3166-2",
    "days": "number of days",
    "clock": "HH:MM",
    "count": "whole number",
    "iso2": "ISO 3166-1 alpha-2",
    "iso2s": "list of ISO 3166-1 alpha-2",
    "iso3": "ISO 3166-1 alpha-3",
    "language": "ISO 639-1",
    "url": "web address",
    "latitude": "degrees",
    "longitude": "degrees",
    "zone": "IANA time zone",
    "known_on": "date or datetime",
    "hours": "number of hours",
}


def datapackage(existing: str, columns: Iterable[str] = ()) -> str:
    """A datapackage.json with its resources written anew; all else stays as it was.

    The lists are those of the schema with the dataset's own words. Of ``columns``, those of the
    files, and of those that it had, the ones in a language are kept.
    But for ``created``, of which the standard wants a datetime: a day alone becomes its beginning.
    Raises ValueError when ``existing`` is no JSON object.
    """
    package = json.loads(existing)
    if not isinstance(package, dict):
        raise ValueError("It holds no JSON object.")
    names = [*_field_names(package), *columns]
    crisis = package.get("crisis")
    own, _ = read_vocabularies(crisis.get("vocabularies") if isinstance(crisis, dict) else None)
    tables = (in_languages(extended(table, own), names) for table in TABLES.values())
    resources = [resource(table) for table in tables]
    return write_json(dated(package) | {"$schema": PROFILE, "resources": resources})


def _field_names(package: dict[str, Any]) -> list[str]:
    """The names of all fields in a descriptor of any form."""
    schemas = [one.get("schema") for one in _objects(package.get("resources"))]
    fields = [one.get("fields") for one in _objects(schemas)]
    return [str(one.get("name")) for each in fields for one in _objects(each)]


def _objects(values: Any) -> list[dict]:
    return [one for one in values if isinstance(one, dict)] if isinstance(values, list) else []


def dated(package: dict[str, Any]) -> dict[str, Any]:
    """The descriptor with a datetime (RFC 3339) where ``created`` is only a day."""
    created = package.get("created")
    is_day = isinstance(created, str) and rules.is_date(created)
    return package | ({"created": f"{created}T00:00:00Z"} if is_day else {})


def write_json(package: dict[str, Any]) -> str:
    """A descriptor as its file holds it; half of a character, which JSON may name, stays named."""
    text = json.dumps(package, ensure_ascii=False, indent=2) + "\n"
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def resource(table: Table) -> dict[str, Any]:
    """The Frictionless v2 resource of one table."""
    schema: dict[str, Any] = {
        "fields": [_field(column) for column in table.columns],
        "primaryKey": [table.key],
        "missingValues": [""],
    }
    return {
        "name": table.name,
        "title": table.title,
        "path": f"{table.name}.csv",
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def _field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    if column.vocabulary:
        constraints["enum"] = list(column.vocabulary)
    field = {
        "name": column.name,
        "type": _TYPES.get(column.kind, "string"),
        "description": f"{column.meaning} ({_KINDS[column.kind]})",
        "hxl": column.hxl,
    }
    if column.example:
        field["example"] = column.example
    return field | ({"constraints": constraints} if constraints else {})


def dictionary() -> str:
    """The data dictionary as Markdown: every table and column, for data/README.md."""
    parts = [_INTRODUCTION]
    parts += [_table_section(table) for table in TABLES.values()]
    parts += [
        "\n".join([*_CRISIS, *_HEAD, *(_row(column) for column in CRISIS.columns), _OWN_WORDS])
    ]
    return "\n".join(parts)


def _table_section(table: Table) -> str:
    columns = table.own if table.ledger else table.columns
    lines = [f"## {table.name}.csv", "", f"{table.title}."]
    if table.ledger:
        lines[-1] += " The columns of every claim, and these:"
    rows = [_row(column) for column in columns]
    if table.translated[0]:
        rows.insert(table.names.index(table.translated[1]) + 1, _IN_A_LANGUAGE)
    lines += ["", *_HEAD, *rows, ""]
    return "\n".join(lines)


_IN_A_LANGUAGE = (
    "| name_kk, name_sr-Latn ... | text | may be absent | #loc+name+i_kk | the name in a language, "
    "of which BCP 47 has the code; as many as there are; for example `Алматы` |"
)
_CRISIS = (
    "## The block `crisis` of datapackage.json",
    "",
    "The fields of a JSON object. Either `country` or `countries` is enough.",
    "",
)
_OWN_WORDS = f"""
`vocabularies` adds words to the lists {", ".join(f"`{name}`" for name in LISTS)}, each with what to
call it in a language or several, of which English is shown where it is there:
`{{"service": {{"ferry": {{"en": "ferries", "fr": "bacs"}}}}}}`.
"""
_HEAD = ("| column | form | needed | HXL | meaning |", "|---|---|---|---|---|")


def _row(column: Column) -> str:
    meaning = column.meaning.replace("|", "\\|")
    if column.vocabulary:
        meaning += ": " + ", ".join(column.vocabulary)
    if column.example:
        meaning += f"; for example `{column.example}`"
    form = _KINDS[column.kind].replace("|", "\\|")
    needed = (
        "yes" if column.required else "may be absent" if column.may_be_absent else "may be empty"
    )
    return f"| {column.name} | {form} | {needed} | {column.hxl} | {meaning} |"


def _introduction() -> str:
    claim = "\n".join(
        _row(column) for column in TABLES["status"].columns[: -len(TABLES["status"].own)]
    )
    return f"""# Data dictionary

A dataset is a directory of CSV files (UTF-8, comma, double quotes) with a `datapackage.json`
(Frictionless Data Package v2) that gives its title, licence, country, time zone, default moment
and the hours after which a status is stale and a report lapses (`crisis`). It has the tables that
its crisis needs: `sources.csv`, `places.csv` and any of the others. No file may be a link that
leads out of the directory. `python -m geo new` begins a dataset, `python -m geo check DATASET`
holds one to this page, line by line, which `python -m geo dictionary` writes from
`geo/dataset/schema.py`.

Outlines of all countries come with the software, coarse ones. A dataset may bring finer ones as
GeoJSON: `basemap/regions.geojson`, whose features have a `name` and the `country` and perhaps the
`iso` code (ISO 3166-2) or the `place_id` of a region, and `land.geojson` and `waters.geojson` (of
the `kind` sea, lake or river) beside it. A region is one of places.csv by its place_id, its code or
its name; one that has no outline is drawn as a point.

Every row of a ledger table is one claim: one statement, by one authority, about one place, with the
sources that carry it. An empty cell means that it is not known; it never means zero. An apostrophe
before = + - or @, at the beginning of a cell or behind a semicolon, a bar, a tab or the end of a
line in it, is not part of the text: exports put it where a spreadsheet would run what follows.

A search finds a claim by what it says, by who says it, and by every name of its place and region in
places.csv. Words of one meaning find one another when they stand on one line of
`words/synonyms.csv` (one column, `words`, with | between); that list comes with the software.

## Columns of every claim

{_HEAD[0]}
{_HEAD[1]}
{claim}
"""


_INTRODUCTION = _introduction()
