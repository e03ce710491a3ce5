"""A ledger table is declared once, in the schema, and is then told, shown and exported like any."""

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner
from markupsafe import Markup
from openpyxl import load_workbook
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from geo.__main__ import cli
from geo.dataset import Dataset, dictionary, load_dataset
from geo.dataset.columns import Column, Table
from geo.exporting import atom
from geo.exporting.formats import FORMATS
from geo.ledger import Selection
from geo.serving import feeds
from geo.serving.feed_routes import feed_routes
from geo.serving.settings import Settings
from geo.view import View
from geo.view.address import choices
from pages.frame import menu
from pages.map import tables
from pages.map.place.sections import sections
from tests.support.building import declared, write_dataset
from tests.support.holdings import Alone, Held
from tests.support.opening import head, open_page
from tests.support.paths import LONGEST_RUN, ROOT

DISPLACEMENT = Table(
    "displacement",
    "People displaced",
    "entry_id",
    (
        Column("measure", "enum", "which way they went", "#indicator+displacement", True,
               ("fled", "returned")),
        Column("low", "count", "at least so many people", "#affected+displaced+low"),
        Column("best", "count", "the source's own number", "#affected+displaced+best"),
        Column("high", "count", "at most so many people", "#affected+displaced+high"),
    ),
)  # fmt: skip
CLAIM = {
    "entry_id": "left-taraz",
    "measure": "fled",
    "best": "1200",
    "summary": "Some 1,200 people left Taraz.",
}
AT = pd.Timestamp("2022-01-08T00:00", tz="UTC")


@pytest.fixture(scope="module", autouse=True)
def _declared() -> Iterator[None]:
    with declared(DISPLACEMENT):
        yield


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    rows = {"displacement": [CLAIM], "casualties": [{"best": "3"}]}
    return write_dataset(tmp_path_factory.mktemp("declared") / "crisis", **rows)


@pytest.fixture(scope="module")
def dataset(directory: Path) -> Dataset:
    return load_dataset(directory)


@pytest.fixture
def view(dataset: Dataset) -> View:
    return View(dataset, Selection(known_on=AT))


def run(*arguments: str) -> str:
    result = CliRunner().invoke(cli, arguments)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_its_claims_are_checked_and_counted(directory: Path) -> None:
    assert "2 claims" in run("check", str(directory))


def test_a_cell_outside_its_vocabulary_is_an_issue(tmp_path: Path) -> None:
    wrong = write_dataset(tmp_path / "crisis", displacement=[CLAIM | {"measure": "flew"}])
    (issue,) = load_dataset(wrong).errors
    assert (issue.table, issue.column, issue.value) == ("displacement", "measure", "flew")


def test_its_changes_are_told_by_their_summary(directory: Path) -> None:
    asked = ("changes", str(directory), "--since", "2022-01-06", "--until", "2022-01-08")
    assert "new  Taraz: Some 1,200 people left Taraz (Agency One)." in run(*asked)
    (row,) = [row for row in json.loads(run(*asked, "--json")) if row["kind"] == "displacement"]
    assert row["subject"] == "left-taraz"
    assert row["after"] == CLAIM["summary"]
    assert row["entry_ids"] == ["left-taraz"]


def test_it_has_entries_in_the_atom_feed(view: View) -> None:
    told = atom.feed(view, "https://map.example").decode()
    assert "<title>Taraz: Some 1,200 people left Taraz (Agency One).</title>" in told
    assert '<category term="displacement">' in told


def test_it_has_a_section_in_the_panel_of_a_place(view: View) -> None:
    here = view.about_place("taraz")
    told = {one[:2]: one.body(here) for one in sections(here)}
    assert CLAIM["summary"] in Markup(told["People displaced", 1]).striptags()


def test_a_filter_offers_it(dataset: Dataset) -> None:
    assert "displacement" in choices(dataset)["kind"]


def script(root: str, page: str) -> None:
    """A page below its sidebar, as the frame runs it."""
    import runpy

    from pages.frame import controls, current, panels

    controls.draw_controls(current.dataset())
    runpy.run_path(f"{root}/pages/{page}/page.py")
    panels.draw_panels()


@pytest.mark.parametrize("page", [entry.folder for entry in menu.MENU])
def test_a_link_that_asks_for_it_opens_every_page(
    page: str, directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CRISIS_MAP_DATASET", str(directory))
    app = open_page(page, kind="displacement")
    assert app.session_state["kind"] == ["displacement"]
    assert head(app)[1].endswith("; filtered by People displaced")


def test_the_timeline_counts_its_changes(directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CRISIS_MAP_DATASET", str(directory))
    app = AppTest.from_function(
        script, args=(str(ROOT), "timeline"), default_timeout=LONGEST_RUN
    ).run()
    pills = [list(one.options) for one in app.main.get("button_group")]
    assert any("displacement 1" in options for options in pills)


def test_the_table_of_claims_names_its_kind(view: View) -> None:
    shown = tables._claims_columns(view, (0, len(view.claims))).to_pylist()
    assert {row["Id"]: row["Kind"] for row in shown}["left-taraz"] == "People displaced"


def _text(body: bytes, extension: str) -> str:
    """All that a file holds, as text."""
    if extension in ("zip", "kmz"):
        with zipfile.ZipFile(io.BytesIO(body)) as package:
            return "\n".join(package.read(name).decode() for name in package.namelist())
    if extension == "xlsx":
        book = load_workbook(io.BytesIO(body))
        return "\n".join(str(cell) for sheet in book for row in sheet.values for cell in row)
    if extension == "parquet":
        return str(pd.read_parquet(io.BytesIO(body)).to_dict())
    return body.decode()


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_holds_its_claim(name: str, view: View) -> None:
    made = FORMATS[name].make(view, "https://map.example")
    carried = {
        "sources": "Agency One",
        "killed": "number_of_sources",
        "incidents": "event_id_cnty",
        "corrections": "corrected",
        "figures": "#meta+id+history" if "hxl" in name else "history",
    }.get(FORMATS[name].what, "taraz" if name == "situation-short-csv" else "left-taraz")
    assert carried in _text(made, FORMATS[name].extension)


def test_its_columns_stand_beside_those_of_the_same_name_with_tags_of_their_own(
    view: View,
) -> None:
    made = FORMATS["hxl"].make(view, "").decode("utf-8-sig")
    table = pd.read_csv(io.StringIO(made), header=None, dtype=str, keep_default_na=False)
    cells = {row[0]: row for row in table.to_numpy().tolist()}
    by_tag = dict(zip(table.iloc[1], cells["left-taraz"], strict=True))
    assert by_tag["#indicator+displacement"] == "fled"
    assert by_tag["#affected+displaced+best"] == "1200"
    assert (by_tag["#indicator+type"], by_tag["#affected+best"]) == ("", "")
    toll = dict(zip(table.iloc[1], cells["casualties-0"], strict=True))
    assert (toll["#indicator+type"], toll["#affected+best"]) == ("killed", "3")
    assert (toll["#indicator+displacement"], toll["#affected+displaced+best"]) == ("", "")


def test_the_package_loads_again_with_it(view: View, tmp_path: Path) -> None:
    made = FORMATS["package"].make(view, "")
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        package.extractall(tmp_path)
    again = load_dataset(next(tmp_path.rglob("datapackage.json")).parent)
    assert not again.errors
    assert again.rows["left-taraz"].measure == "fled"


def test_every_feed_serves_it(dataset: Dataset) -> None:
    routes = feed_routes(Alone(Held(dataset)), Settings(public_url="https://map.example"))
    with TestClient(Starlette(routes=routes), base_url="https://map.example") as client:
        for feed in feeds.feeds():
            answer = client.get(f"{feed.path}?at=2022-01-08&kind=displacement")
            assert answer.status_code == 200, feed.path
        assert "left-taraz" in client.get("/feeds/claims.csv").text


def test_the_data_dictionary_and_the_schemas_describe_it() -> None:
    text = dictionary.dictionary()
    assert "## displacement.csv" in text
    assert "| measure | one of a list | yes | #indicator+displacement |" in text
    package = json.loads(dictionary.datapackage("{}"))
    assert "displacement" in [one["name"] for one in package["resources"]]
