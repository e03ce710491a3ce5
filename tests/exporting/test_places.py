"""Files of places of very many claims: how many there are and where they stand, and no list."""

import json
import re
from html import unescape
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pandas as pd
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from geo.exporting import geojson, kml, places
from geo.ledger import Selection
from geo.serving.feed_routes import feed_routes
from geo.serving.settings import Settings
from geo.view import View
from geo.view.address import from_query
from tests.support.building import SAMPLE, make_dataset
from tests.support.holdings import Alone, Held

ADDRESS = "https://map.example/crisis/?dataset=one"
AT = pd.Timestamp("2022-01-09T12:00Z")


@pytest.fixture
def view(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> View:
    """Everything but what is said of services, of a dataset that counts as a very large one."""
    monkeypatch.setattr(places, "MOST_CLAIMS", 0)
    dataset = make_dataset(tmp_path, **SAMPLE)
    return View(dataset, Selection(AT, tables=("status", "casualties", "restrictions")))


def test_geojson_has_counts_and_links_to_those_very_claims(view: View) -> None:
    found = json.loads(geojson.situation(view, ADDRESS))
    assert not {"sources", "unlocated"} & set(found)
    assert found["claims_url"].startswith(
        "https://map.example/crisis/feeds/claims.csv?dataset=one&"
    )
    counted = view.claims.place_id[view.claims.place_id != ""].value_counts().to_dict()
    assert {f["id"]: f["properties"]["claims"] for f in found["features"]} == counted
    for feature in found["features"]:
        properties = feature["properties"]
        assert not {"claim_list", "entry_ids", "figures", "source_id"} & set(properties)
        assert None not in properties.values()
        pairs = parse_qsl(urlsplit(properties["claims_url"]).query)
        selection = from_query([one for one in pairs if one[0] != "dataset"], view.dataset)
        assert len(View(view.dataset, selection).claims) == properties["claims"]


def test_kml_has_the_places_alone(view: View) -> None:
    text = kml.situation(view, ADDRESS).decode()
    assert re.findall(r"<name>(Situation|Claims|Sources)</name>", text) == ["Situation"]
    assert text.count("<Placemark") == view.claims.place_id[view.claims.place_id != ""].nunique()
    assert "entry_ids" not in text
    links = re.findall(r'name="claims_url"><value>(.*?)</value>', text)
    assert unescape(links[0]) == places.claims_address(view, ADDRESS)


def test_the_links_are_addresses_of_this_server(view: View) -> None:
    client = TestClient(Starlette(routes=feed_routes(Alone(Held(view.dataset)), Settings())))
    for record in places.brief(view):
        answer = client.get("/" + record["claims_url"])
        assert answer.status_code == 200
        assert answer.text.count("\n") >= record["claims"] + 1


def test_of_fewer_claims_all_are_listed(view: View, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "MOST_CLAIMS", len(view.claims))
    found = json.loads(geojson.situation(view, ADDRESS))
    listed = [one for f in found["features"] for one in f["properties"]["claim_list"]]
    assert len(listed) + len(found["unlocated"]) == len(view.claims)
    assert "<name>Claims</name>" in kml.situation(view, ADDRESS).decode()
