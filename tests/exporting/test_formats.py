"""Every format holds the rows and the figures that the view has, and says where it is from."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable
from html import unescape

import hxl
import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from lxml import etree
from lxml import html as lxml_html
from pyarrow import parquet as pq

from geo.dataset import Dataset, load_dataset
from geo.dataset.schema import LEDGER
from geo.exporting import atom, csvfile, geojson, html, kml, package, tables, xlsx
from geo.exporting import hxl as hxl_format
from geo.exporting.citation import cite
from geo.exporting.formats import FORMATS
from geo.ledger import Selection
from geo.mapping.grounds import ground
from geo.view import View
from geo.view.situation import situation
from tests.support import crisis
from tests.support.building import write_dataset
from tests.support.drawing import draws

ADDRESS = "https://map.example/"
KML = {"k": "http://www.opengis.net/kml/2.2"}
FIGURES = [f"{measure}_{bound}" for measure in ("killed", "injured", "detained")
           for bound in ("low", "best", "high")]  # fmt: skip
# In an event, which no figure of the crisis is of.
KILLED = {"place": "Almaty", "counts": "event", "event": "incidents-0", "best": "2",
          "source_id": "s2|s1"}  # fmt: skip
# Of the same event, and fewer an hour later: a correction.
HURT = KILLED | {"measure": "injured", "best": "9", "reported_at": "2022-01-06T08:00+06:00"}
FEWER = HURT | {"best": "5", "reported_at": "2022-01-06T09:00+06:00", "message": "Update",
                "replaces": "casualties-7"}  # fmt: skip


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    path = tmp_path_factory.mktemp("formats") / "data"
    rows = crisis.ROWS | {"casualties": [*crisis.ROWS["casualties"], KILLED, HURT, FEWER]}
    return load_dataset(write_dataset(path, sources=crisis.SOURCES, **rows))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return crisis.make_hostile(tmp_path_factory.mktemp("hostile") / "data")


Cells = dict[str, tuple]


def expected(view: View) -> tuple[Cells, list[str]]:
    """Severity, curfew, claims and figures by place_id, and the entry_ids of the claims."""
    table = situation(view)
    rows = table[["place_id", "severity", "curfew", "claims", *FIGURES]].astype(object)
    cells = {
        place_id: tuple("" if value is None or value != value else str(value).lower()
                        for value in row)
        for place_id, *row in rows.where(rows.notna(), None).itertuples(index=False)
    }  # fmt: skip
    return cells, sorted(view.claims.entry_id)


def from_csv(data: bytes) -> Cells:
    rows = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    return {
        row["place_id"]: (row["severity"].lower(), row["curfew"], row["claims"],
                          *(row[name] for name in FIGURES))
        for row in rows
    }  # fmt: skip


def ids_of_csv(data: bytes) -> list[str]:
    rows = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    return sorted(row["entry_id"] for row in rows)


def from_hxl(data: bytes) -> Cells:
    figures = [f"#affected+{name.replace('_', '+')}" for name in FIGURES]
    tags = ["#severity", "#status+curfew", "#indicator+claims+num", *figures]
    return {
        row.get("#loc+id"): tuple((row.get(tag) or "").lower() for tag in tags)
        for row in hxl.data(io.BytesIO(data))
    }


def from_geojson(data: bytes) -> tuple[Cells, list[str]]:
    collection = json.loads(data)
    cells, ids = {}, [claim["entry_id"] for claim in collection["unlocated"]]
    for feature in collection["features"]:
        row = feature["properties"]
        ids += [claim["entry_id"] for claim in row["claim_list"]]
        values = [row[name] for name in ("severity", "curfew", "claims", *FIGURES)]
        cells[feature["id"]] = tuple(
            "" if value is None else str(value).lower() for value in values
        )
    return cells, sorted(ids)


def from_kml(data: bytes) -> tuple[Cells, list[str]]:
    document = etree.fromstring(data)
    cells, ids = {}, []
    for placemark in document.iterfind(".//k:Placemark", KML):
        kind, _, name = placemark.get("id").partition("-")
        fields = {one.get("name"): one.findtext("k:value", namespaces=KML)
                  for one in placemark.iterfind(".//k:Data", KML)}  # fmt: skip
        if kind == "claim":
            ids.append(name)
        elif kind == "place":
            cells[name] = tuple(
                fields.get(column, "").lower()
                for column in ("severity", "curfew", "claims", *FIGURES)
            )
    return cells, sorted(ids)


def from_xlsx(data: bytes) -> tuple[Cells, list[str]]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    header, *rows = book["situation"].iter_rows(values_only=True)
    cells = {}
    for row in (dict(zip(header, row, strict=True)) for row in rows):
        values = [row[name] for name in ("severity", "curfew", "claims", *FIGURES)]
        cells[row["place_id"]] = tuple(
            "" if value is None else str(value).lower() for value in values
        )
    ids = [row[0] for table in LEDGER
           for row in book[table.name].iter_rows(min_row=2, values_only=True)]  # fmt: skip
    return cells, sorted(ids)


@draws(10)
@given(selection=crisis.SELECTIONS)
def test_rows_and_figures_of_every_format_are_those_of_the_view(
    dataset: Dataset, selection: Selection
) -> None:
    view = View(dataset, selection)
    cells, ids = expected(view)
    assert from_csv(csvfile.situation(view)) == cells
    assert ids_of_csv(csvfile.claims(view)) == ids
    assert from_geojson(geojson.situation(view)) == (cells, ids)
    assert from_kml(kml.situation(view)) == (cells, ids)
    assert from_xlsx(xlsx.workbook(view)) == (cells, ids)
    files = package.files(view)
    assert from_csv(files["situation.csv"]) == cells
    assert ids_of_csv(files["claims.csv"]) == ids
    if cells:
        assert from_hxl(hxl_format.situation(view)) == cells
        read = hxl.data(io.BytesIO(hxl_format.claims(view)))
        assert sorted(row.get("#meta+id") for row in read) == ids
    page = lxml_html.fromstring(html.standalone(view))
    shown = {row.get("data-place"): row for row in page.iterfind('.//table[@id="situation"]//tr')}
    assert shown.keys() - {None} == cells.keys()
    assert sorted(row.get("id") for row in page.xpath('//table[@id="claims"]/tbody/tr')) == ids
    sources = sorted(tables.sources(view).source_id)
    assert sorted(one.get("id") for one in page.xpath("//ul[@class='sources']/li")) == [
        f"source-{one}" for one in sources
    ]


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_tells_moment_version_and_address(dataset: Dataset, name: str) -> None:
    view = View(dataset, Selection(known_on=dataset.about.default_moment, severities=("Extreme",)))
    data = FORMATS[name].make(view, ADDRESS)
    text = _all_text(name, data, view)
    citation = cite(view, ADDRESS)
    # A feed has the version only in words for people.
    is_feed = FORMATS[name].extension == "atom"
    assert (citation.short_version if is_feed else citation.version) in text
    assert citation.permalink == f"{ADDRESS}?at=2022-01-07T23:59&severity=Extreme"
    assert citation.permalink in text
    assert citation.as_known_on in text or citation.moment in text
    if FORMATS[name].what == "figures":
        assert "https://one.example/a?b=1&c=2" in text
    else:
        assert "s2" in text or "Daily «Two»" in text, "the sources of its rows"


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_view_makes_the_same_bytes(dataset: Dataset, name: str) -> None:
    views = [View(dataset, Selection(known_on=dataset.about.default_moment)) for _ in range(2)]
    first, second = (FORMATS[name].make(view, ADDRESS) for view in views)
    assert first == second


@pytest.mark.parametrize("name", FORMATS)
def test_a_view_of_nothing_is_still_a_file(dataset: Dataset, name: str) -> None:
    view = View(dataset, Selection(known_on=dataset.about.default_moment, text="no such word"))
    assert FORMATS[name].make(view, ADDRESS)
    assert FORMATS[name].rows(view) in (0, len(atom.newest(view)))


@pytest.mark.parametrize("name", FORMATS)
def test_hostile_text_breaks_no_format(hostile: Dataset, name: str) -> None:
    view = View(hostile, Selection(known_on=hostile.about.default_moment))
    data = FORMATS[name].make(view, ADDRESS)
    _READERS[name](data, view)


def _read_csv(data: bytes, view: View) -> None:
    text = data.decode("utf-8-sig")
    header, *rows = csv.reader(io.StringIO(text, newline=""))
    assert {len(row) for row in rows} <= {len(header)}
    runs = [cell for row in [header, *rows] for cell in row if re.match(r"[=+\-@\t\r＝]", cell)]
    assert runs == []
    # As spreadsheets split it that are set to another separator.
    for delimiter in ";|\t":
        split = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        assert not [cell for row in split for cell in row if re.match(r'[\s"]*[=+\-@＝]', cell)]


def _read_hxl(data: bytes, view: View) -> None:
    _read_csv(data, view)
    lines = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert len(list(hxl.data(io.BytesIO(data)))) == len(lines) - 2


def _read_geojson(data: bytes, view: View) -> None:
    collection = json.loads(data, parse_constant=_refuse)
    claims = [one for f in collection["features"] for one in f["properties"]["claim_list"]]
    summaries = {one["entry_id"]: one["summary"] for one in [*claims, *collection["unlocated"]]}
    expected = dict(zip(view.claims.entry_id, view.claims.summary, strict=True))
    assert summaries == expected, "raw text"


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON")


def _read_kml(data: bytes, view: View) -> None:
    document = etree.fromstring(data, etree.XMLParser(huge_tree=True))
    texts = [node.text for node in document.iter() if node.text]
    assert not [text for text in texts if "<script" in text], "programs may read HTML here"
    assert "</script><script>alert(1)</script>" in map(unescape, texts)
    assert '=HYPERLINK("http://x","y")' in texts


def _unzipped(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read("doc.kml")


def _read_xlsx(data: bytes, view: View) -> None:
    book = openpyxl.load_workbook(io.BytesIO(data))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d", "b", "inlineStr"}, "no formulas"
    assert any(cell.value == "+1" and cell.quotePrefix for cell in cells)
    assert all(len(cell.value) <= 32_767 for cell in cells if isinstance(cell.value, str))


def _read_parquet(data: bytes, view: View) -> None:
    table = pd.read_parquet(io.BytesIO(data))
    assert table.summary.tolist() == view.claims.summary.tolist(), "raw text"


def _read_html(data: bytes, view: View) -> None:
    page = lxml_html.fromstring(data.decode())
    assert len(page.xpath("//script[not(@type)]")) == len(html._scripts(ground(view.dataset)))
    assert page.xpath("//img") == []
    assert page.xpath("//*[@onerror]") == []
    assert "</script><script>alert(1)</script>" in page.text_content()
    assert "{{ 7*7 }}" in page.text_content()
    assert b"49" not in re.findall(rb"<td>([^<]*)</td>", data)
    assert len(data) < 3_000_000, "long texts are cut"


def _read_package(data: bytes, view: View) -> None:
    for name, content in package.files(view).items():
        if name.endswith(".csv"):
            _read_csv(content, view)


def _read_atom(data: bytes, view: View) -> None:
    etree.fromstring(data, etree.XMLParser(huge_tree=True))


_READERS: dict[str, Callable[[bytes, View], None]] = {
    "situation-csv": _read_csv,
    "figures-csv": _read_csv,
    "figures-hxl": _read_hxl,
    "csv": _read_csv,
    "sources-csv": _read_csv,
    "situation-hxl": _read_hxl,
    "hxl": _read_hxl,
    "situation-short-csv": _read_csv,
    "claims-short-csv": _read_csv,
    "addresses-csv": _read_csv,
    "corrections-csv": _read_csv,
    "ucdp": _read_csv,
    "acled": _read_csv,
    "parquet": _read_parquet,
    "geojson": _read_geojson,
    "kml": _read_kml,
    "kmz": lambda data, view: _read_kml(_unzipped(data), view),
    "xlsx": _read_xlsx,
    "html": _read_html,
    "package": _read_package,
    "atom": _read_atom,
    "corrections-atom": _read_atom,
}


def test_names_of_files_are_safe_and_say_place_and_moment(dataset: Dataset) -> None:
    selection = Selection(known_on=dataset.about.default_moment, places=("almaty",), text="../x")
    names = {FORMATS[name].file_name(View(dataset, selection)) for name in FORMATS}
    assert "test_claims_almaty_filtered_known-on-2022-01-07.csv" in names
    assert all(re.fullmatch(r"[a-z0-9_-]+(\.[a-z]+){1,2}", name) for name in names)
    assert len(names) == len(FORMATS), "one name for each format"


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_of_the_future_shows(dataset: Dataset, name: str) -> None:
    view = View(dataset, Selection(known_on=dataset.about.default_moment))
    text = _all_text(name, FORMATS[name].make(view, ADDRESS), view)
    # The Update and the Cancel of 9 and 10 January.
    assert "status-1" not in text
    assert "casualties-5" not in text


def _all_text(name: str, data: bytes, view: View) -> str:
    if name == "package":
        return "".join(content.decode() for content in package.files(view, ADDRESS).values())
    if name == "xlsx":
        book = openpyxl.load_workbook(io.BytesIO(data))
        rows = (row for sheet in book for row in sheet.iter_rows(values_only=True))
        return " ".join(str(cell) for row in rows for cell in row)
    if name == "kmz":
        data = _unzipped(data)
    if name == "parquet":
        table = pq.read_table(io.BytesIO(data))
        return f"{table.schema.metadata} {table.to_pylist()}"
    return data.decode().replace("&amp;", "&")
