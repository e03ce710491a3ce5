"""The claims as Parquet, read back with pandas."""

import io
from pathlib import Path

import pandas as pd
import pytest
from pyarrow import parquet

from geo.exporting import tables
from geo.exporting.citation import cite
from geo.exporting.formats import FORMATS
from geo.ledger import Selection
from geo.view import View
from tests.support import crisis

ADDRESS = "https://map.example/"


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> View:
    dataset = crisis.make(tmp_path_factory.mktemp("parquet") / "data")
    return View(dataset, Selection(known_on=dataset.about.default_moment, hours="known"))


@pytest.fixture(scope="module")
def data(view: View) -> bytes:
    return FORMATS["parquet"].make(view, ADDRESS)


@pytest.fixture(scope="module")
def table(data: bytes) -> pd.DataFrame:
    return pd.read_parquet(io.BytesIO(data)).set_index("entry_id")


def test_rows_and_columns_are_those_of_the_csv(view: View, table: pd.DataFrame) -> None:
    assert table.index.tolist() == view.claims.entry_id.tolist()
    assert set(table.columns) >= {*tables.claim_columns()} - {"entry_id"}


def test_columns_have_types(table: pd.DataFrame, data: bytes) -> None:
    for name in ("reported_at", "reported_from", "begins", "ends"):
        assert str(table[name].dtype) == "datetime64[us, UTC]"
    schema = parquet.read_schema(io.BytesIO(data))
    assert {str(schema.field(one).type) for one in ("low", "best", "high", "aircraft")} == {"int64"}
    assert {str(schema.field(one).type) for one in ("timed", "hour_unknown")} == {"bool"}
    assert {str(schema.field(one).type) for one in ("latitude", "longitude")} == {"double"}


def test_moments_counts_and_lists_are_what_they_were(table: pd.DataFrame) -> None:
    assert table.reported_at["status-2"] == pd.Timestamp("2022-01-06T04:15Z")
    assert table.begins["incidents-0"] == pd.Timestamp("2022-01-05T12:00Z")
    assert (table.low["casualties-0"], table.best["casualties-0"]) == (3, 4)
    assert table.source_id["status-2"].tolist() == ["s2", "s1"]
    assert table.source_urls["status-2"].tolist() == ["https://one.example/a?b=1&c=2"]
    assert table.participants["contacts-0"].tolist() == ["A", "B"]


def test_what_is_not_known_is_null_and_no_empty_text(table: pd.DataFrame) -> None:
    assert table.high.isna()["casualties-0"]
    assert table.attributed_to.isna()["status-2"]
    assert not (table.select_dtypes("str") == "").any(axis=None)


def test_the_file_says_where_it_is_from(view: View, data: bytes) -> None:
    metadata = parquet.read_metadata(io.BytesIO(data)).metadata
    told = {key.decode(): value.decode() for key, value in metadata.items()}
    citation = cite(view, ADDRESS)
    assert told["as_known_on"] == citation.as_known_on
    assert told["filters"] == "hours: known"
    assert told["hours_rule"] == "known"
    assert told["dataset_version"] == citation.version
    assert told["permalink"] == citation.permalink
    assert {"title", "licence", "software", "suggested_citation"} <= told.keys()


def test_it_is_a_file_of_its_own_kind(data: bytes, tmp_path: Path) -> None:
    assert FORMATS["parquet"].mime == "application/vnd.apache.parquet"
    (tmp_path / "claims.parquet").write_bytes(data)
    assert len(pd.read_parquet(tmp_path / "claims.parquet", columns=["best"]).columns) == 1
