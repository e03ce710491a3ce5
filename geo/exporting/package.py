"""A view as a citable Frictionless Data Package (v2) that this project loads again as a dataset."""

import hashlib
from collections.abc import Mapping
from typing import Any

import pandas as pd

from geo.dataset.columns import Table, in_languages
from geo.dataset.dictionary import PROFILE, dated, resource, write_json
from geo.dataset.schema import LEDGER, PLACES, TABLES
from geo.dataset.vocabularies import extended
from geo.exporting import archive, cff, context, csvfile, hxl, tables
from geo.exporting.citation import Citation, cite
from geo.exporting.records import filled, records
from geo.rows import split
from geo.version import SOFTWARE
from geo.view import View
from geo.view.address import to_query

DESCRIPTOR = "datapackage.json"
# What a reader sees beside what the tables say: the same as the files of these names.
_TAGS = {"situation": lambda: hxl.SITUATION_TAGS, "figures": lambda: hxl.FIGURE_TAGS,
         "claims": hxl.claim_tags}  # fmt: skip
_KEYS = {
    "situation": ["place_id"],
    "figures": [],  # those of places that are not located have no key
    "claims": ["entry_id"],
}


def package(view: View, address: str = "") -> bytes:
    """A zip of datapackage.json, the tables, what the view shows, README, CITATION.cff, SHA256SUMS.

    The tables are those of the dataset, with the claims that the view shows and those without which
    these would read otherwise (``geo.exporting.context``), so that the same selection of the
    package, loaded as a dataset, is the same view and packs to the same bytes. situation.csv,
    figures.csv and claims.csv hold exactly what the view shows. Outlines that the dataset brings
    are in basemap/.
    """
    return archive.pack(files(view, address))


def files(view: View, address: str = "") -> dict[str, bytes]:
    """The files of the package by name."""
    citation = cite(view, address)
    data = {f"{name}.csv": csvfile.write(table, line_end="\n")
            for name, table in dataset_tables(view).items()}  # fmt: skip
    shown = {"situation": tables.situation(view), "figures": tables.figures(view),
             "claims": tables.claims(view)}  # fmt: skip
    for name, table in shown.items():
        provided = tables.with_provenance(table, view, citation)
        shown[name] = provided
        data[f"{name}.csv"] = csvfile.write(provided, line_end="\n")
    descriptor = _descriptor(view, citation, data, shown)
    written = {DESCRIPTOR: write_json(descriptor).encode("utf-8")} | data
    written |= view.dataset.outline_files
    written["README.md"] = _readme(citation, shown).encode("utf-8")
    written["CITATION.cff"] = cff.citation_file(view, address).encode("utf-8")
    sums = [f"{hashlib.sha256(written[name]).hexdigest()}  {name}\n" for name in sorted(written)]
    return written | {"SHA256SUMS": "".join(sums).encode("ascii")}


def dataset_tables(view: View) -> dict[str, pd.DataFrame]:
    """Every table of the dataset as a curator would write it, with the rows that the view needs."""
    rows = context.needed(view)
    found = {table.name: _ledger_rows(view, rows, table.name) for table in LEDGER}
    cited = {one for cell in rows.source_id for one in split(cell)}
    sources = view.dataset.sources
    found["sources"] = sources[sources.index.isin(cited)].reset_index()
    found["places"] = view.dataset.places.reset_index()
    return {name: found[name][table.names] for name, table in _tables(view).items()}


def _tables(view: View) -> dict[str, Table]:
    """Every table of the schema, with the columns that this dataset has in a language."""
    named = TABLES | {PLACES.name: in_languages(PLACES, view.dataset.places.columns)}
    return {name: named[name] for name in TABLES}


def _ledger_rows(view: View, rows: pd.DataFrame, name: str) -> pd.DataFrame:
    rows = rows.assign(disputes=tables.naming(rows.disputes, rows.entry_id))
    rows = rows[rows.table == name]
    own = [column.name for column in TABLES[name].own]
    details = view.dataset.details[name].reindex(rows.entry_id)
    columns = {column: details[column].array for column in own}
    return rows.assign(reported_at=rows.reported_text, **columns)


def _descriptor(
    view: View, citation: Citation, data: Mapping[str, bytes], shown: Mapping[str, pd.DataFrame]
) -> dict[str, Any]:
    own = view.dataset.about.vocabularies
    resources = [resource(extended(table, own)) for table in _tables(view).values()]
    resources += [_shown_resource(name, table) for name, table in shown.items()]
    resources += map(_outline_resource, view.dataset.outline_files)
    for one in resources:
        content = {**data, **view.dataset.outline_files}[one["path"]]
        one |= {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}
    kept = {
        key: value
        for key, value in view.dataset.about.descriptor.items()
        if key not in ("$schema", "resources", "sources", "exported")
    }
    return {
        "$schema": PROFILE,
        **dated(kept),
        "sources": [_source(one) for one in records(tables.sources(view))],
        "exported": {
            "as_known_on": citation.as_known_on,
            "filters": list(citation.filters),
            "query": [list(pair) for pair in to_query(view.selection, view.dataset)],
            "dataset_version": citation.version,
            **filled({"changed_since": citation.changed_since}),
            "software": SOFTWARE,
            "permalink": citation.permalink,
            "citation": citation.text,
        },
        "resources": resources,
    }


def _outline_resource(path: str) -> dict[str, Any]:
    part = path.rpartition("/")[2].partition(".")[0]
    return {"name": f"basemap-{part}", "title": f"Outlines: {part}", "path": path,
            "format": "geojson", "mediatype": "application/geo+json",
            "encoding": "utf-8"}  # fmt: skip


def _source(record: dict) -> dict[str, str]:
    named = {"title": f"{record['publisher']}: {record['title']}", "path": record["url"]}
    return {name: str(value) for name, value in filled(named).items()}


def _shown_resource(name: str, table: pd.DataFrame) -> dict[str, Any]:
    tags = _TAGS[name]()
    key = _KEYS[name] or None
    fields = [
        {"name": column, "type": _type(table[column]), "hxl": tags[column]}
        for column in table.columns
    ]
    return {
        "name": name,
        "title": f"The {name} that the view shows",
        "path": f"{name}.csv",
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {"fields": fields, **filled({"primaryKey": key}), "missingValues": [""]},
    }


def _type(column: pd.Series) -> str:
    if pd.api.types.is_bool_dtype(column.dtype):
        return "boolean"
    if pd.api.types.is_integer_dtype(column.dtype):
        return "integer"
    return "number" if pd.api.types.is_float_dtype(column.dtype) else "string"


def _readme(citation: Citation, shown: Mapping[str, pd.DataFrame]) -> str:
    notes = "\n".join(f"- {name}: {value}" for name, value in citation.items() if value)
    counts = {name: len(table) for name, table in shown.items()}
    return f"""# {citation.title}

{notes}

`situation.csv` ({counts["situation"]:,} rows), `figures.csv` ({counts["figures"]:,} rows) and
`claims.csv` ({counts["claims"]:,} rows) hold exactly what the view shows. The other CSV files are
the dataset that it comes from, in its own form, with the claims shown and those without which they
would read otherwise, such as the message that retracts one. Nothing in them was reported after the
moment above.

An empty cell means that it is not known; it never means zero. An apostrophe before = + - or @, at
the beginning of a cell or behind a semicolon, a bar, a tab or the end of a line in it, marks text
that a spreadsheet would run, and is not part of it.

Columns are described in `datapackage.json` (Frictionless Data Package v2), with their HXL tags.
Check the files with `sha256sum -c SHA256SUMS`. `python -m geo check` reads this directory as a
dataset.
"""
