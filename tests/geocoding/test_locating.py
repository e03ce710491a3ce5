from collections.abc import Iterable
from types import SimpleNamespace

import pandas as pd
import pytest

from geo.dataset.rules import RULES
from geo.dataset.schema import PLACES
from geo.geocoding.locating import locate_places

FOUND = {
    "name": "Guryev", "kind": "city", "latitude": 47.1, "longitude": 51.9, "country": "KZ",
    "admin1": None, "timezone": "Asia/Atyrau", "geonames_id": 610529, "score": 0.98,
    "match": "alias", "ambiguous": False, "candidates": (), "geocoded_by": "GeoNames",
    "precision": 1, "reason": None,
}  # fmt: skip
NOWHERE = pd.DataFrame(columns=[column.name for column in PLACES.columns])


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> dict[str, dict]:
    """What the geocoder says to each name."""
    known: dict[str, dict] = {}

    def locate_unknown(names: Iterable[str], **_: object) -> dict[str, SimpleNamespace]:
        return {name: SimpleNamespace(**FOUND | known.get(name, {})) for name in names}

    monkeypatch.setattr("geo.geocoding.resolve.locate_unknown", locate_unknown)
    return known


def test_what_is_found_for_sure_is_a_row_as_places_csv_would_have_it(answers: dict) -> None:
    rows, outcomes = locate_places(["Guryev"], "KZ", NOWHERE)
    row = rows.iloc[0].to_dict()
    assert (row["place_id"], row["name"], row["kind"]) == ("located-610529", "Guryev", "city")
    for column in PLACES.columns:
        assert row[column.name] or not column.required
        assert not row[column.name] or RULES[column.kind].holds(row[column.name])
    assert "not reviewed" in outcomes["Guryev"]


def test_an_ambiguous_or_unknown_name_is_not_placed_and_says_why(answers: dict) -> None:
    answers["Kent"] = {"ambiguous": True, "candidates": ("Kent, England", "Kent, Ohio")}
    answers["Atlantis"] = {"latitude": None, "reason": "it is a myth"}
    rows, outcomes = locate_places(["Kent", "Atlantis"], "KZ", NOWHERE)
    assert rows.empty
    assert "Kent, England; Kent, Ohio" in outcomes["Kent"]
    assert "it is a myth" in outcomes["Atlantis"]


def test_a_place_without_a_geonames_id_has_the_same_id_in_every_run(answers: dict) -> None:
    answers["Somewhere {{ 7 }}"] = {"geonames_id": None}
    rows, _ = locate_places(["Somewhere {{ 7 }}"], "KZ", NOWHERE)
    assert list(rows.place_id) == ["located-1b82a6270d94"]
