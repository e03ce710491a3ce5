"""Files that can say which software made them do."""

import io
import json
import zipfile
from pathlib import Path

import feedparser
import openpyxl
import pytest

from geo.exporting.formats import FORMATS
from geo.ledger import Selection
from geo.version import SOFTWARE, VERSION
from geo.view import View
from tests.support import crisis


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> View:
    dataset = crisis.make(tmp_path_factory.mktemp("software") / "data")
    return View(dataset, Selection(known_on=dataset.about.default_moment))


def made(view: View, name: str) -> bytes:
    return FORMATS[name].make(view, "https://map.example/")


def test_a_geojson_names_it(view: View) -> None:
    assert SOFTWARE in made(view, "geojson").decode()


def test_a_page_names_it(view: View) -> None:
    assert f'<meta name="generator" content="{SOFTWARE}">' in made(view, "html").decode()


def test_a_feed_names_it(view: View) -> None:
    generator = feedparser.parse(made(view, "atom")).feed.generator_detail
    assert (generator.name, generator.version) == ("Crisis Map", VERSION)


def test_a_workbook_names_it(view: View) -> None:
    book = openpyxl.load_workbook(io.BytesIO(made(view, "xlsx")))
    notes = {row[0].value: row[1].value for row in book["notes"].iter_rows()}
    assert notes["Software"] == SOFTWARE


def test_a_package_names_it(view: View, tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(made(view, "package"))) as archive:
        (name,) = [one for one in archive.namelist() if one.endswith("datapackage.json")]
        assert json.loads(archive.read(name))["exported"]["software"] == SOFTWARE
