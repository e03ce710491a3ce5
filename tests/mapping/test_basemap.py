import csv
import json
import re
from pathlib import Path

import pytest
import shapely
from streamlit_folium import _get_map_string

from geo.dataset.outlines import Outline
from geo.mapping import assets, outlines, scripts
from geo.mapping.basemap import BaseMap, Tiles
from geo.mapping.grounds import make
from tests.support.building import make_dataset
from tests.support.grounds import NO_PLACES, ground_of

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / "data" / "basemap").glob("*-regions.geojson"))
PLACES = ROOT / "data" / "kazakhstan-2022" / "places.csv"
SCRIPT = "../../map/KZ.js"

SQUARE = [[[(60.0, 40.0), (80.0, 40.0), (80.0, 50.0), (60.0, 50.0), (60.0, 40.0)]]]


def read(path: Path) -> dict:
    return json.loads(path.read_text(encoding="utf-8"))


def region_at(longitude: float, latitude: float) -> str:
    """The place_id of the region of Kazakhstan there; empty where there is none."""
    for feature in read(ROOT / "data/basemap/KZ-regions.geojson")["features"]:
        polygons = outlines.read_polygons(feature["geometry"])
        if outlines.contains(polygons, (longitude, latitude)):
            return feature["properties"]["place_id"] or feature["properties"]["name"]
    return ""


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_outlines_are_small_and_whole(path: Path) -> None:
    regions, land = read(path), read(Path(str(path).replace("-regions", "-land")))
    west, south, east, north = land["bbox"]
    for collection in (regions, land):
        ids = [feature["id"] for feature in collection["features"]]
        assert len(set(ids)) == len(ids)
        for feature in collection["features"]:
            for rings in outlines.read_polygons(feature["geometry"]):
                assert all(ring[0] == ring[-1] and len(ring) >= 4 for ring in rings)
                assert shapely.LinearRing(rings[0]).is_ccw
                assert all(west <= x <= east and south <= y <= north for x, y in rings[0])
    assert path.stat().st_size + len(json.dumps(land)) < 300_000


def test_regions_are_those_of_january_2022() -> None:
    regions = read(ROOT / "data/basemap/KZ-regions.geojson")["features"]
    ids = {feature["properties"]["place_id"] for feature in regions}
    # Abai, Jetisu and Ulytau were formed in June 2022 (decree 887 of 4 May 2022).
    assert len(regions) == 17
    assert not {name for name in ids if re.search("abai|jetisu|zhetysu|ulytau", name)}


def test_every_region_of_the_dataset_has_an_outline() -> None:
    with PLACES.open(encoding="utf-8", newline="") as file:
        wanted = {row["place_id"] for row in csv.DictReader(file) if row["kind"] == "region"}
    regions = read(ROOT / "data/basemap/KZ-regions.geojson")["features"]
    assert wanted <= {feature["properties"]["place_id"] for feature in regions}


def test_outlines_lie_where_they_should() -> None:
    assert region_at(71.37, 42.90) == "jambyl-region"  # Taraz
    assert region_at(78.37, 45.02) == "almaty-region"  # Taldykorgan
    assert region_at(80.25, 50.42) == "east-kazakhstan-region"  # Semey
    assert region_at(69.60, 42.31) == "turkistan-region"  # Shymkent has no outline of its own
    assert region_at(76.95, 43.25) == "almaty"
    assert region_at(71.45, 51.15) == "nur-sultan"
    assert region_at(63.3, 45.9) == "Baikonur"
    assert region_at(74.6, 42.87) == ""  # Bishkek


def test_the_names_of_the_list_and_of_the_outlines_agree() -> None:
    with (ROOT / "data/basemap/KZ-places.csv").open(encoding="utf-8", newline="") as file:
        listed = {row["region"]: (row["name"], row["place_id"]) for row in csv.DictReader(file)}
    regions = read(ROOT / "data/basemap/KZ-regions.geojson")["features"]
    assert listed == {
        feature["id"]: (feature["properties"]["name"], feature["properties"]["place_id"])
        for feature in regions
    }


def test_everything_that_the_map_loads_is_served_here() -> None:
    links = [link for _, link in BaseMap(SCRIPT, "m").default_js]
    assert len(links) == 2
    assert all(link.startswith("../../") and "//" not in link for link in links)
    assert assets.missing() == []


def test_the_styles_come_before_what_is_drawn_and_by_themselves_cannot_fail(tmp_path: Path) -> None:
    assert BaseMap(SCRIPT, "m").default_css == []
    script = scripts.script(make_dataset(tmp_path))
    sheets = [path.read_text(encoding="utf-8") for path in assets.style_files()]
    text = json.loads(script.partition("textContent = ")[2].partition(";\n")[0])
    assert text == "\n".join(sheets)
    assert script.index("textContent = ") < script.index("window.crisisMap =")


def test_nothing_on_the_map_asks_for_another_script_or_style() -> None:
    def walk(element: object) -> list:
        return [element] + [one for child in element._children.values() for one in walk(child)]

    page = BaseMap(SCRIPT, "m", tiles=Tiles("https://tiles.example/{z}/{x}/{y}.png", "T"))
    for element in walk(page)[1:]:
        assert not getattr(element, "default_js", []), element
        assert not getattr(element, "default_css", []), element


def script_of(page: BaseMap) -> str:
    page.get_root().render()
    return _get_map_string(page)


def test_the_same_ground_is_the_same_script() -> None:
    assert script_of(BaseMap(SCRIPT, "a map")) == script_of(BaseMap(SCRIPT, "a map"))
    assert script_of(BaseMap(SCRIPT, "a map")) != script_of(BaseMap(SCRIPT, "a map", dark=True))


def test_the_ground_is_named_and_small() -> None:
    script = script_of(BaseMap(SCRIPT, "Map of {{ 7 * 7 }}"))
    assert "crisisMap.drawBase(map_div" in script
    assert "49" not in script
    assert len(script) < 4000


def test_tiles_are_there_only_when_asked_for() -> None:
    assert "tileLayer" not in script_of(BaseMap(SCRIPT, "m"))
    tiles = Tiles("https://tiles.example/{z}/{x}/{y}.png", "© <b>{{ 7 * 7 }}</b>")
    script = script_of(BaseMap(SCRIPT, "m", tiles=tiles))
    assert "https://tiles.example/{z}/{x}/{y}.png" in script
    assert "<b>" not in script
    assert "49" not in script


def test_outlines_become_a_script_that_may_be_inlined() -> None:
    hostile = Outline("</script>\u2028{{ 7 * 7 }}", label=(70.0, 45.0), made_of=SQUARE)
    script = make("KZ", ("KZ",), NO_PLACES, {"land": (hostile,)}).script
    assert "\\u003c/script>" in script
    assert "</script>" not in script
    assert script.isascii()


def test_a_missing_file_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(assets, "LEAFLET", tmp_path)
    assert assets.missing() == ["leaflet.js", "leaflet.css"]


def test_the_map_is_one_script_without_addresses_of_source_maps() -> None:
    ground = ground_of("KZ")
    names = ("crisisMapClicks", "crisisMapStage", "crisisMap")
    parts = ["@preserve", *(f"window.{name} =" for name in names), "crisisMap.addOutlines("]
    positions = [ground.map_script.index(part) for part in parts]
    assert positions == sorted(positions)
    assert "sourceMappingURL" not in ground.map_script
    address = assets.map_address("KZ", ground.map_script)
    assert re.fullmatch(r"\.\./\.\./map/KZ\.js\?v=[0-9a-f]{8}", address)
    assert address != assets.map_address("KZ", ground_of("UA").map_script)


def test_an_address_holds_the_version_of_the_content(tmp_path: Path) -> None:
    address = assets.address(assets.OWN / "map.js")
    assert re.fullmatch(r"\.\./\.\./assets/map\.js\?v=[0-9a-f]{8}", address)
    with pytest.raises(ValueError, match="none of the directories"):
        assets.address(tmp_path / "map.js")
