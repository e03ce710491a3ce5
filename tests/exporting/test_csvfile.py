"""Cells of CSV files, and what every table says of where its rows are from."""

import csv
import io
from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pandas as pd
import pytest

from geo.dataset import Dataset, load_dataset
from geo.exporting import csvfile
from geo.ledger import Selection
from geo.view import View
from tests.support import building

ZONE = ZoneInfo("Asia/Almaty")
MOMENT = pd.Timestamp("2022-01-06T10:15", tz=ZONE)
URLS = {"s1": "https://one.example/", "s2": "https://two.example/", "s3": "https://three.example/"}
SOURCES = [source | {"url": URLS[source["source_id"]]} for source in building.SOURCES]
CLAIMS = {
    "status": [{"entry_id": "toll"}, {"entry_id": "both", "source_id": "s2|s1"}],
    "services": [{"entry_id": "shops", "source_id": "s3"}],
}


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    path = tmp_path_factory.mktemp("csv") / "data"
    text = building.write_dataset(path, sources=SOURCES, **CLAIMS) / "datapackage.json"
    licence = '"licenses": [{"name": "CC-BY-4.0", "path": "https://licence.example/"}], '
    text.write_text(text.read_text().replace("{", "{" + licence, 1))
    return load_dataset(path)


@pytest.fixture
def view(dataset: Dataset) -> View:
    return View(dataset, Selection(known_on=dataset.about.default_moment))


def read(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1", "'=1"),
        (MOMENT, "2022-01-06T10:15:00+06:00"),
        (MOMENT.tz_convert("UTC").to_pydatetime(), "2022-01-06T04:15:00+00:00"),
        (True, "true"),
        (7, "7"),
        (0.5, "0.5"),
        *((one, "") for one in (None, pd.NA, pd.NaT, float("nan"), float("inf"))),
    ],
)
def test_every_cell_is_written_whatever_its_column_holds(value: object, cell: str) -> None:
    assert csvfile.to_cells(pd.Series(["text", value], dtype=object)) == ["text", cell]


@pytest.mark.parametrize("value", [["a"], {"a": 1}, date(2022, 1, 6), datetime(2022, 1, 6, 10)])
def test_what_has_no_text_of_its_own_is_an_error_and_not_an_empty_cell(value: object) -> None:
    with pytest.raises(TypeError, match="no cell"):
        csvfile.to_cells(pd.Series([value], dtype=object))


def test_moments_are_written_with_the_offset_of_the_dataset(view: View) -> None:
    table = pd.DataFrame({"Since": [MOMENT.tz_convert("UTC"), pd.NaT]})
    cells = [row["Since"] for row in read(csvfile.write(csvfile.provided(table, view)))]
    assert cells == ["2022-01-06T10:15:00+06:00", ""]


def test_moments_without_a_zone_are_an_error(view: View) -> None:
    table = pd.DataFrame({"Since": [MOMENT.tz_localize(None)]})
    with pytest.raises(TypeError, match="no cell"):
        csvfile.write(csvfile.provided(table, view))


@pytest.mark.parametrize("name", ["entry_id", "entry_ids", "Claims", "Claim", "Ids", "Id"])
@pytest.mark.parametrize(
    ("cell", "sources"),
    [
        ("shops", ["s3"]),
        ("toll|both", ["s1", "s2"]),
        ("both, shops", ["s2", "s1", "s3"]),
        ("gone|shops", ["s3"]),
        ("The toll, shops", []),
        (2, []),
        ("", []),
    ],
)
def test_a_row_has_the_sources_of_the_claims_that_it_names(
    view: View, name: str, cell: object, sources: list[str]
) -> None:
    told = csvfile.provided(pd.DataFrame({name: [cell]}, index=[5]), view)
    assert told.source_urls.tolist() == ["|".join(URLS[one] for one in sources)]
    assert "source_id" not in told


def test_a_row_has_the_source_that_it_names(view: View) -> None:
    told = csvfile.provided(pd.DataFrame({"Id": ["s2", "s3"]}), view)
    assert told.source_urls.tolist() == [URLS["s2"], URLS["s3"]]


@pytest.mark.parametrize("make", [csvfile.situation, csvfile.claims, csvfile.sources])
def test_every_row_has_its_sources_and_the_licence(
    view: View, make: Callable[[View], bytes]
) -> None:
    for row in read(make(view)):
        assert row["source_urls"]
        assert row["licence"] == "CC-BY-4.0 https://licence.example/"


def test_a_table_that_names_no_claim_has_no_sources(view: View) -> None:
    told = csvfile.provided(pd.DataFrame({"Term": ["Alert", "Update"]}), view)
    assert told.source_urls.tolist() == ["", ""]
