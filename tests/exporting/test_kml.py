"""The KML keeps to the schema of the OGC; a claim has its time span and its severity's style."""

import re
from html.parser import HTMLParser
from pathlib import Path
from zoneinfo import ZoneInfo

import pandas as pd
import pytest
from fastkml import KML
from fastkml.validator import get_schema_parser
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from geo.dataset import load_dataset
from geo.dataset.vocabulary import SEVERITY
from geo.exporting import kml
from geo.exporting.markup import html_text, legal, without_tags
from geo.ledger import Selection
from geo.view import View
from tests.support import building, crisis

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
    assert fire.begin.dt.isoformat() == "2022-01-05T18:00:00+06:00"
    assert fire.end.dt.isoformat() == "2022-01-05T20:30:00+06:00"


def test_a_day_is_written_as_a_day_and_hours_with_their_offset(
    document: etree._Element, view: View
) -> None:
    """Programs that show UTC would show the day before, east of Greenwich."""
    spans = {
        one.get("id").removeprefix("claim-"): [part.text for part in span]
        for one in document.iterfind(".//k:Placemark", NAMESPACE)
        if (span := one.find("k:TimeSpan", NAMESPACE)) is not None
    }
    for claim in view.claims.itertuples():
        written = [text for text in (claim.occurred_from, claim.occurred_to) if text]
        found = spans.get(claim.entry_id, [])
        assert [text.removesuffix(":00+06:00") for text in found] == written
    assert {len(text) for span in spans.values() for text in span} == {10, 25}


def test_a_day_beside_an_hour_begins_before_it_ends(tmp_path: Path) -> None:
    """Programs take a day for its first moment."""
    times = [("2022-01-05T11:00", "2022-01-05"), ("2022-01-05", "2022-01-06T02:00")]
    rows = [{"occurred_from": first, "occurred_to": last} for first, last in times]
    dataset = load_dataset(building.write_dataset(tmp_path / "data", incidents=rows))
    found = etree.fromstring(
        kml.situation(View(dataset, Selection(known_on=dataset.about.default_moment)))
    )
    spans = [[part.text for part in one] for one in found.iterfind(".//k:TimeSpan", NAMESPACE)]
    assert spans == [
        ["2022-01-05T11:00:00+06:00", "2022-01-05T23:59:59+06:00"],
        ["2022-01-05T00:00:00+06:00", "2022-01-06T02:00:00+06:00"],
    ]


def test_data_does_not_repeat_what_the_placemark_says(document: etree._Element, view: View) -> None:
    (fire,) = document.iterfind(".//k:Placemark[@id='claim-incidents-0']", NAMESPACE)
    told = {one.get("name"): one.findtext("k:value", namespaces=NAMESPACE)
            for one in fire.iterfind(".//k:Data", NAMESPACE)}  # fmt: skip
    assert told.keys().isdisjoint({"summary", "entry_id", "place", "occurred_from", "publisher"})
    assert (told["source_id"], told["standing"]) == ("s1", "current")
    assert "false" not in told.values()


def test_an_offset_with_seconds_is_written_in_utc() -> None:
    """XML Schema has no such offset; before 1924 Almaty had one of 5:07:48."""
    moment = pd.Timestamp("1916-07-04T00:00Z")
    assert kml._local(moment, ZoneInfo("Asia/Almaty")) == "1916-07-04T00:00:00+00:00"


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


class Seen(HTMLParser):
    """What a program that takes a text for HTML makes of it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text, self.others = "", []
        self.feed(f"<p>{text}</p>")
        self.close()

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self.others += [tag] if tag != "p" else []

    def handle_comment(self, data: str) -> None:
        self.others.append(data)

    handle_decl = handle_pi = unknown_decl = handle_comment


MARKUP = st.text(alphabet=st.sampled_from("<>/!?-&;#x0aBlt[]=\"' \n")) | st.text()


@given(MARKUP)
@example("<script>alert(1)</script>")
@example("5 < 6 &amp; 7 &lt; 8 &copy=1 &region=2 &#60;b>")
@example("<")
@example("&")
def test_text_is_shown_as_typed_where_it_is_taken_for_html(text: str) -> None:
    seen = Seen(html_text(text))
    assert (seen.text, seen.others) == (legal(text), [])


@given(MARKUP)
def test_data_has_no_tags_where_it_is_taken_for_html(text: str) -> None:
    assert Seen(without_tags(text)).others == []


@pytest.mark.parametrize("text", ["5 < 6 & 7 > 3", "AT&T", "Tom & Jerry", "https://x/?a=1&b=2"])
def test_what_html_reads_as_it_is_stays_as_it_is(text: str) -> None:
    assert html_text(text) == text


def test_hostile_text_is_text_in_every_name_description_and_value(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    dataset = crisis.make_hostile(tmp_path_factory.mktemp("hostile") / "data")
    view = View(dataset, Selection(known_on=dataset.claims.reported_at.max()))
    read = KML.from_string(kml.situation(view).decode().split("?>", 1)[1])
    (whole,) = read.features
    folders = {folder.name: folder.features for folder in whole.features}
    features = [whole, *(one for some in folders.values() for one in some)]
    texts = [text for one in features for text in (one.name, one.description) if text]
    values = [data.value for one in features for data in one.extended_data.elements]
    assert any("script" in text for text in texts)
    assert any("script" in value for value in values)
    for text in (*texts, *values):
        assert Seen(text).others == []
    claims = dict(zip(view.claims.entry_id, view.claims.summary, strict=True))
    for one in folders["Claims"]:
        typed = legal(claims[one.id.removeprefix("claim-")])
        assert Seen(one.description or "").text == re.sub("\r\n?", "\n", typed).strip()
