"""The workbook has typed cells, a frozen header, filters and notes, as openpyxl reads it."""

import io
import zipfile
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from geo.dataset.schema import LEDGER
from geo.exporting import xlsx
from geo.ledger import Selection
from geo.view import View
from tests.support import crisis
from tests.support.building import make_dataset

ADDRESS = "https://map.example/"


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> View:
    dataset = crisis.make(tmp_path_factory.mktemp("xlsx") / "data")
    return View(dataset, Selection(known_on=dataset.claims.reported_at.max()))


@pytest.fixture(scope="module")
def book(view: View) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(xlsx.workbook(view, ADDRESS)))


def rows_of(book: openpyxl.Workbook, name: str) -> list[dict]:
    header, *rows = book[name].iter_rows(values_only=True)
    return [dict(zip(header, row, strict=True)) for row in rows]


def test_there_is_a_sheet_for_each_table(book: openpyxl.Workbook) -> None:
    tables = [table.name for table in LEDGER]
    assert book.sheetnames == ["notes", "situation", "figures", *tables, "sources"]


def test_every_table_has_a_frozen_header_and_a_filter(book: openpyxl.Workbook) -> None:
    for sheet in book.worksheets[1:]:
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref.startswith("A1:")


def test_a_large_workbook_has_the_cells_of_a_small_one(
    book: openpyxl.Workbook, view: View, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx, "MANY_CLAIMS", 0)
    data = xlsx.workbook(view, ADDRESS)
    assert data == xlsx.workbook(view, ADDRESS)
    large = openpyxl.load_workbook(io.BytesIO(data))
    assert cells_of(large) == cells_of(book)
    # Each text stands in its cell: nothing of all the rows is kept until the end.
    assert "xl/sharedStrings.xml" not in zipfile.ZipFile(io.BytesIO(data)).namelist()


def cells_of(book: openpyxl.Workbook) -> dict[str, list]:
    return {
        sheet.title: [
            (cell.coordinate, cell.value, cell.number_format, cell.quotePrefix)
            for row in sheet.iter_rows()
            for cell in row
        ]
        for sheet in book.worksheets
    }


def test_numbers_moments_and_truths_are_typed(book: openpyxl.Workbook) -> None:
    figure = next(row for row in rows_of(book, "casualties") if row["high"])
    assert (figure["best"], figure["high"]) == (26, 30)
    assert figure["low"] is None
    assert figure["reported_at"] == datetime(2022, 1, 8, 23, 59, 59)
    almaty = next(row for row in rows_of(book, "situation") if row["place_id"] == "almaty")
    assert almaty["killed_contested"] is True
    assert almaty["longitude"] == 71.4


def test_the_notes_say_where_it_is_from(book: openpyxl.Workbook) -> None:
    notes = dict(book["notes"].iter_rows(values_only=True))
    assert notes["Permalink"] == "https://map.example/?at=2022-01-10T23:59"
    assert notes["Times"] == "Moments are local time of Asia/Almaty."
    assert notes["Sheet casualties"] == "6 rows"


@pytest.mark.parametrize("text", ["x" * 40_000, "😀" * 16_384, "x" + "😀" * 20_000])
def test_a_text_too_long_for_a_cell_is_cut_and_the_notes_say_so(text: str, tmp_path: Path) -> None:
    dataset = make_dataset(tmp_path / "data", incidents=[{"summary": text}])
    view = View(dataset, Selection(known_on=dataset.about.default_moment))
    book = openpyxl.load_workbook(io.BytesIO(xlsx.workbook(view)))
    (row,) = rows_of(book, "incidents")
    # Excel counts units of UTF-16; of a pair of them it shows no half.
    assert len(row["summary"].encode("utf-16-le")) // 2 in (
        xlsx.LONGEST_CELL - 1,
        xlsx.LONGEST_CELL,
    )
    assert row["summary"].endswith("…")
    assert text.startswith(row["summary"][:-1])
    notes = dict(book["notes"].iter_rows(values_only=True))
    assert notes["Cut texts"].startswith("1 texts")


@pytest.mark.parametrize("text", ["x" * 32_767, "😀" * 16_383 + "x"])
def test_a_text_that_fills_a_cell_stays_whole(text: str, tmp_path: Path) -> None:
    dataset = make_dataset(tmp_path / "data", incidents=[{"summary": text}])
    view = View(dataset, Selection(known_on=dataset.about.default_moment))
    book = openpyxl.load_workbook(io.BytesIO(xlsx.workbook(view)))
    assert rows_of(book, "incidents")[0]["summary"] == text
    assert "Cut texts" not in dict(book["notes"].iter_rows(values_only=True))
