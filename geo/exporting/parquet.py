"""The claims as Apache Parquet, with types: for pandas, DuckDB, R and others that analyse them."""

import io
from collections.abc import Iterable, Mapping

import pandas as pd
import pyarrow as pa
from pyarrow import parquet

from geo.dataset.columns import CLAIM
from geo.exporting import tables
from geo.exporting.citation import cite
from geo.rows import split
from geo.view import View

_MOMENT = pa.timestamp("us", tz="UTC")
_MOMENTS = ("reported_at", "reported_from", "begins", "ends")
# Several in a cell, with | between.
_LISTS = (
    *(column.name for column in CLAIM if column.kind == "slugs"),
    "contested_by", "exceeds", "exceeded_by", "participants", "source_urls",
)  # fmt: skip


def claims(view: View, address: str = "") -> bytes:
    """The claims, one a row, with the columns that CSV has, and the same provenance.

    Moments are in UTC, counts are whole numbers, what names several is a list, and null is what is
    not known. ``occurred_from`` and ``occurred_to`` stay text, since they are days or hours;
    ``begins`` and ``ends`` are the moments that these mean, ``reported_from`` the begin of a day of
    which no hour is known. What holds for all rows is in the file's metadata, by key.
    """
    citation = cite(view, address)
    table = tables.with_provenance(tables.claims(view), view, citation)
    moments = {name: view.claims[name].array for name in _MOMENTS}
    table = table.drop(columns=["as_known_on", "dataset_version", "permalink"]).assign(**moments)
    arrays = {str(name): _array(str(name), table[name]) for name in table.columns}
    told = {**dict(citation.items()), "Hours rule": view.selection.hours}
    return _written(pa.table(arrays), {_key(name): value for name, value in told.items()})


def _written(table: pa.Table, metadata: Mapping[str, str]) -> bytes:
    buffer = io.BytesIO()
    parquet.write_table(table.replace_schema_metadata(metadata), buffer, compression="zstd")
    return buffer.getvalue()


def _key(name: str) -> str:
    """'As known on' as a key: 'as_known_on'."""
    return name.lower().replace(" ", "_")


def _array(name: str, column: pd.Series) -> pa.Array:
    if name in _MOMENTS:
        return pa.array(column, _MOMENT, from_pandas=True)
    if name in _LISTS:
        return pa.array(map(split, column), pa.list_(pa.string()))
    if pd.api.types.is_bool_dtype(column.dtype):
        return pa.array(column, pa.bool_())
    if pd.api.types.is_integer_dtype(column.dtype):
        return pa.array(column, pa.int64(), from_pandas=True)
    if pd.api.types.is_float_dtype(column.dtype):
        return pa.array(column, pa.float64(), from_pandas=True)
    return pa.array(_known(column), pa.string())


def _known(texts: Iterable[str]) -> list[str | None]:
    return [text or None for text in texts]
