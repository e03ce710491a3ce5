"""Short tables have the columns of the page, and no cell has more than one address."""

import io
from collections.abc import Callable

import pandas as pd
import pytest

from geo.dataset import Dataset
from geo.exporting import tables
from geo.exporting.formats import FORMATS
from geo.ledger import Selection
from geo.rows import split
from geo.view import View
from tests.support import crisis

SHORT = ("situation-short-csv", "claims-short-csv", "addresses-csv")


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> View:
    dataset: Dataset = crisis.make(tmp_path_factory.mktemp("short") / "data")
    return View(dataset, Selection(known_on=dataset.about.default_moment))


def read(view: View, name: str) -> pd.DataFrame:
    data = FORMATS[name].make(view, "https://map.example/")
    return pd.read_csv(io.BytesIO(data), dtype=str, keep_default_na=False)


@pytest.mark.parametrize("name", SHORT)
def test_no_cell_has_two_addresses(view: View, name: str) -> None:
    cells = read(view, name).drop(columns="licence").stack()
    assert cells.str.count("https?://").max() == 1
    assert len(cells.unstack()) == FORMATS[name].rows(view)


@pytest.mark.parametrize(
    ("name", "long"),
    [("situation-short-csv", tables.situation), ("claims-short-csv", tables.claims)],
)
def test_they_are_narrow_and_their_columns_are_called_as_in_the_long_ones(
    view: View, name: str, long: Callable[[View], pd.DataFrame]
) -> None:
    table, whole = read(view, name), long(view)
    own = {"publisher", "source_url", "as_known_on", "dataset_version", "permalink", "licence"}
    assert set(table.columns) - own <= set(whole.columns)
    assert len(table.columns) < 30


def test_claims_are_those_of_the_view_the_newest_first(view: View) -> None:
    table = read(view, "claims-short-csv")
    assert table.entry_id.tolist() == view.claims.entry_id.tolist()[::-1]
    row = table.set_index("entry_id").loc["status-2"]
    assert (row.publisher, row.source_url) == ("Daily «Two»", "")


def test_a_place_has_the_source_of_its_severity(view: View) -> None:
    row = read(view, "situation-short-csv").set_index("place_id").loc["taraz"]
    assert (row.severity, row.status_entry_id) == ("Severe", "status-0")
    assert (row.publisher, row.source_url) == ("Agency One", "https://one.example/a?b=1&c=2")


def test_every_source_of_every_claim_has_a_row_of_its_own(view: View) -> None:
    table = read(view, "addresses-csv")
    pairs = set(zip(table.entry_id, table.source_id, strict=True))
    rows = zip(view.claims.entry_id, view.claims.source_id, strict=True)
    assert pairs == {(entry_id, one) for entry_id, cell in rows for one in split(cell)}
    assert len(table) == len(pairs)
    assert set(table.url[table.source_id == "s1"]) == {"https://one.example/a?b=1&c=2"}
