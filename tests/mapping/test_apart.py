"""Places and a large state stand at addresses: what a page sends does not grow with the dataset."""

import json
from collections.abc import Mapping
from urllib.parse import parse_qsl, urlsplit

import pandas as pd
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit_folium import _get_feature_group_string, _get_map_string

from geo.dataset import Dataset
from geo.ledger import Selection
from geo.mapping import apart, layers, scripts, themes
from geo.mapping.basemap import BaseMap
from geo.serving.feed_routes import feed_routes
from geo.serving.maps import find_script
from geo.serving.settings import Settings
from geo.view import View, keeping
from geo.view.address import from_query
from tests.support.building import make_dataset, place
from tests.support.holdings import Alone, Held

MANY = 1_200
AT = pd.Timestamp("2022-01-07T17:59:59Z")


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """A dataset of very many places, each with a status."""
    towns = [place(f"town-{i}", f"Town {i}", "city", f"Region {i % 9}") for i in range(MANY)]
    status = [{"place": f"Town {i}"} for i in range(MANY)]
    return make_dataset(tmp_path_factory.mktemp("crowd"), places=towns, status=status)


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return make_dataset(tmp_path_factory.mktemp("few"), status=[{"place": "Taraz"}])


def view(dataset: Dataset, **filters: object) -> View:
    return keeping.share(View(dataset, Selection(AT, **filters)))


def given(shown: View) -> str:
    """What streamlit-folium gives the browser of the map of a view."""
    page = BaseMap(
        scripts.address(shown.dataset), "m", face=themes.face_around(shown.dataset, "severity")
    )
    page.get_root().render()
    group = layers.state({**apart.sent(shown), "selected": ""})
    return _get_map_string(page) + _get_feature_group_string(group, page)


def pairs(sent: Mapping[str, object]) -> list[tuple[str, str]]:
    return parse_qsl(urlsplit(str(sent["from"])).query)


def test_what_a_page_sends_of_very_many_places_is_no_more_than_of_few(
    crowd: Dataset, few: Dataset
) -> None:
    many = given(view(crowd))
    assert len(many.encode()) < len(given(view(few)).encode()) + 200
    assert "town-0" not in many
    assert len(apart.body(view(crowd))) > apart.MOST_BYTES


def test_a_small_state_is_sent_with_its_page(few: Dataset) -> None:
    assert apart.sent(view(few)) == {"state": themes.state(view(few))}


def test_the_places_are_in_the_script_of_their_map(crowd: Dataset, few: Dataset) -> None:
    script, address = scripts.script(crowd), scripts.address(crowd)
    name = urlsplit(address).path.rpartition("/")[2].removesuffix(".js")
    assert find_script(name, [Held(few), Held(crowd)]) == script
    _, _, handed = script.partition("crisisMap.addPlaces(")
    assert json.loads(handed.removesuffix(");")) == themes.places(crowd)
    assert address != scripts.address(few)


def test_the_address_of_a_state_carries_its_filters_and_gives_the_very_state(
    crowd: Dataset,
) -> None:
    shown = view(crowd, regions=("Region 2", "Region 1"), text="claimed", certainties=("Likely",))
    wide = keeping.share(View(crowd, Selection(AT, certainties=("Likely",))))
    for one in (wide, shown):
        address = apart.address(one)
        asked = [pair for pair in pairs({"from": address}) if pair[0] not in ("last", "v")]
        assert from_query(asked, crowd) == one.selection or one is shown
        client = TestClient(Starlette(routes=feed_routes(Alone(Held(crowd)), Settings())))
        answer = client.get("/" + address.removeprefix("../../"))
        assert (answer.status_code, answer.json()) == (200, themes.state(one))
        tag = {"If-None-Match": answer.headers["etag"]}
        assert client.get("/" + address.removeprefix("../../"), headers=tag).status_code == 304


def test_another_version_or_dataset_is_another_address(crowd: Dataset) -> None:
    sent = dict(pairs(apart.sent(view(crowd), "month", "towns")))
    assert sent["v"] == crowd.short_version
    assert (sent["last"], sent["dataset"]) == ("month", "towns")


def test_a_state_whose_address_would_be_too_long_is_sent_after_all(
    crowd: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "LONGEST", 30)
    assert apart.sent(view(crowd)) == {"state": themes.state(view(crowd))}


@pytest.mark.parametrize("query", ["last=year", "theme=curfew", "at=never"])
def test_what_is_not_known_of_a_state_is_refused(few: Dataset, query: str) -> None:
    client = TestClient(Starlette(routes=feed_routes(Alone(Held(few)), Settings())))
    answer = client.get(f"/state.json?{query}")
    assert answer.status_code == 400
    assert answer.json()["detail"].startswith(("last: ", "'theme'", "at: "))
