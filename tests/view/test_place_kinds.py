"""Every kind of place but a region and a country is local, and is called what it is."""

import json
from pathlib import Path

import pytest

from geo.dataset.vocabulary import PLACE_KIND
from geo.exporting.formats import FORMATS
from geo.ledger import Selection
from geo.mapping import themes
from geo.subjects.curfews import enclosing
from geo.view import View
from geo.view.situation import situation
from geo.words import terms
from tests.support.building import PLACES, load_dataset, place, write_dataset

LOCAL = [kind for kind in PLACE_KIND if kind not in ("region", "country")]


@pytest.fixture(params=LOCAL)
def view(request: pytest.FixtureRequest, tmp_path: Path) -> View:
    """A place of each local kind, under the curfew of its region."""
    spot = place("spot", "Spot", request.param, "Jambyl Region", latitude="43.5")
    rows = {
        "status": [{"place": "Spot", "severity": "Severe"}],
        "casualties": [{"place": "Spot", "best": "3"}],
        "restrictions": [{"place": "Jambyl Region", "daily_from": "19:00", "daily_to": "07:00"}],
    }
    dataset = load_dataset(write_dataset(tmp_path, places=[*PLACES, spot], **rows))
    assert dataset.issues == ()
    return View(dataset, Selection(dataset.claims.reported_at.max()))


def test_it_lies_in_its_region_and_its_country(view: View) -> None:
    assert enclosing(view.dataset.places)["spot"] == ("spot", "jambyl-region", "kazakhstan")
    rows = situation(view).set_index("place_id")
    assert bool(rows.curfew["spot"]) == bool(rows.curfew["jambyl-region"])


def test_it_is_drawn_where_it_is_and_called_what_it_is(view: View) -> None:
    kind = view.dataset.places.kind["spot"]
    assert themes.places(view.dataset)["spot"]["k"] == kind
    assert "severity" in themes.state(view)["marks"]["spot"]
    collection = json.loads(FORMATS["geojson"].make(view, ""))
    (feature,) = (one for one in collection["features"] if one["properties"]["name"] == "Spot")
    assert feature["geometry"]["type"] == "Point"
    assert feature["properties"]["kind"] == kind == terms.scope(kind)


def test_every_format_has_it(view: View) -> None:
    for name, form in FORMATS.items():
        assert form.make(view, ""), name
