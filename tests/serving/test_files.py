"""The files of the map and the dataset's health, beside the pages."""

from starlette.applications import Starlette
from starlette.testclient import TestClient

from geo.mapping import assets
from geo.serving import files
from geo.serving.holding import Health
from tests.support.grounds import ground_of

SCRIPT = ground_of("KZ").map_script
MAPS = {"KZ": SCRIPT}
GOOD = Health("ok", {"claims": 3})


def client(health: Health = GOOD, base_path: str = "") -> TestClient:
    routes = files.routes(lambda: health, assets.mounts(), MAPS.get, base_path)
    return TestClient(Starlette(routes=routes), base_url="http://map.example")


def test_health_says_good_or_not() -> None:
    good = client().get("/health")
    assert (good.status_code, good.json()) == (200, {"status": "ok", "claims": 3})
    assert good.headers["cache-control"] == "no-store"
    bad = client(health=Health("unhealthy", {"problem": "no"})).get("/health")
    assert (bad.status_code, bad.json()) == (503, {"status": "unhealthy", "problem": "no"})


def test_files_of_the_map_are_served_and_kept() -> None:
    for path in (*assets.script_files(), *assets.style_files()):
        address = assets.address(path).removeprefix("../..")
        answer = client().get(address)
        assert answer.content == path.read_bytes()
        assert answer.headers["cache-control"] == files.A_YEAR
        plain = address.split("?")[0]
        for other in (plain, f"{plain}?v=0", f"{address}0", f"{address}&v=0"):
            assert client().get(other).headers["cache-control"] == files.AN_HOUR


def test_nothing_outside_the_served_directories_is_reached() -> None:
    for path in ("/assets/../inert.py", "/assets/%2e%2e/inert.py", "/map/../KZ.js"):
        assert client().get(path).status_code == 404


def test_the_map_is_served_by_its_ground() -> None:
    answer = client().get(assets.map_address("KZ", SCRIPT).removeprefix("../.."))
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["cache-control"] == files.A_YEAR
    assert answer.text.index("window.crisisMap =") < answer.text.index("crisisMap.addOutlines(")
    assert client().get("/map/KZ.js?v=1").headers["cache-control"] == files.AN_HOUR
    assert client().get("/map/ZZ.js").status_code == 404
    assert client().get("/map/..%2fKZ.js").status_code == 404


def test_routes_follow_the_base_path() -> None:
    below = client(base_path="maps/crisis/")
    assert below.get("/maps/crisis/health").status_code == 200
    assert below.get("/maps/crisis/assets/map.js").status_code == 200
    assert below.get("/health").status_code == 404
