"""The KML keeps to the schema of the OGC; a claim has its time span and its severity's style."""

import pytest
from fastkml import KML
from fastkml.validator import get_schema_parser
from lxml import etree

from geo.dataset.vocabulary import SEVERITY
from geo.exporting import kml
from geo.ledger import Selection
from geo.view import View
from tests.support import crisis

NAMESPACE = {"k": "http://www.opengis.net/kml/2.2"}


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> View:
    dataset = crisis.make(tmp_path_factory.mktemp("kml") / "data")
    return View(dataset, Selection(known_on=dataset.claims.reported_at.max()))


@pytest.fixture(scope="module")
def document(view: View) -> etree._Element:
    return etree.fromstring(kml.situation(view, "https://map.example/"))


def test_it_keeps_to_the_schema_of_the_ogc(
    document: etree._Element, tmp_path_factory: pytest.TempPathFactory
) -> None:
    schema = get_schema_parser()
    assert schema.validate(document), schema.error_log
    hostile = crisis.make_hostile(tmp_path_factory.mktemp("hostile") / "data")
    view = View(hostile, Selection(known_on=hostile.about.default_moment))
    parser = etree.XMLParser(huge_tree=True)
    assert schema.validate(etree.fromstring(kml.situation(view), parser)), schema.error_log


def test_fastkml_reads_folders_and_spans(view: View) -> None:
    read = KML.from_string(kml.situation(view).decode().split("?>", 1)[1])
    folders = {folder.name: folder for folder in read.features[0].features}
    claims = {one.id: one for one in folders["Claims"].features}
    assert len(claims) == len(view.claims)
    fire = claims["claim-incidents-0"]
    assert fire.begin.dt.isoformat() == "2022-01-05T12:00:00+00:00"
    assert fire.end.dt.isoformat() == "2022-01-05T14:30:00+00:00"


def test_every_severity_has_a_style_and_every_style_is_there(document: etree._Element) -> None:
    styles = {f"#{one.get('id')}" for one in document.iterfind(".//k:Style", NAMESPACE)}
    used = {one.text for one in document.iterfind(".//k:styleUrl", NAMESPACE)}
    assert styles == {f"#{severity.lower()}" for severity in SEVERITY}
    assert used <= styles


def test_only_a_claim_about_a_city_has_a_point(document: etree._Element, view: View) -> None:
    placed = {
        one.get("id").removeprefix("claim-")
        for one in document.iterfind(".//k:Placemark", NAMESPACE)
        if one.get("id").startswith("claim-") and one.find("k:Point", NAMESPACE) is not None
    }
    assert placed == set(view.claims.entry_id[view.claims.scope == "city"])
