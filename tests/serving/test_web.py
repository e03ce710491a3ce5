import tomllib
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from geo import web
from geo.mapping import assets

ROOT = Path(__file__).resolve().parents[2]
GOOD = web.Health(True, {"claims": 3})


def client(health: web.Health = GOOD, base_path: str = "") -> TestClient:
    routes = web.routes(lambda: health, assets.mounts(), assets.map_script, base_path)
    return TestClient(Starlette(routes=routes), base_url="http://map.example")


def test_health_says_good_or_not() -> None:
    good = client().get("/health")
    assert (good.status_code, good.json()) == (200, {"status": "ok", "claims": 3})
    assert good.headers["cache-control"] == "no-store"
    bad = client(health=web.Health(False, {"errors": 2})).get("/health")
    assert (bad.status_code, bad.json()) == (503, {"status": "unhealthy", "errors": 2})


def test_files_of_the_map_are_served_and_kept() -> None:
    for path in (*assets.script_files(), *assets.style_files()):
        address = assets.address(path).removeprefix("../..")
        answer = client().get(address)
        assert answer.content == path.read_bytes()
        assert answer.headers["cache-control"] == web.A_YEAR
        assert client().get(address.split("?")[0]).headers["cache-control"] == web.AN_HOUR


def test_nothing_outside_the_served_directories_is_reached() -> None:
    for path in ("/assets/../inert.py", "/assets/%2e%2e/inert.py", "/map/../KZ.js"):
        assert client().get(path).status_code == 404


def test_the_map_is_served_by_country() -> None:
    answer = client().get("/map/KZ.js?v=1")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["cache-control"] == web.A_YEAR
    assert answer.text.index("window.crisisMap =") < answer.text.index("crisisMap.addOutlines(")
    assert client().get("/map/ZZ.js").status_code == 404
    assert client().get("/map/..%2fKZ.js").status_code == 404


def test_routes_follow_the_base_path() -> None:
    below = client(base_path="maps/crisis/")
    assert below.get("/maps/crisis/health").status_code == 200
    assert below.get("/maps/crisis/assets/map.js").status_code == 200
    assert below.get("/health").status_code == 404


def test_an_error_is_logged_under_the_reference_that_the_reader_gets(
    caplog: pytest.LogCaptureFixture,
) -> None:
    told: list[str] = []
    report = web.error_reporter(told.append, reference=lambda: "0a1b")
    assert report(KeyError("secret")) is True
    assert told == ["0a1b"]
    assert "0a1b" in caplog.text
    assert "secret" in caplog.text


def test_references_differ() -> None:
    told: list[str] = []
    report = web.error_reporter(told.append)
    report(ValueError())
    report(ValueError())
    assert len(set(told)) == 2


def test_settings_of_streamlit_keep_the_promises() -> None:
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert config["browser"]["gatherUsageStats"] is False
    assert config["server"]["enableXsrfProtection"] is True
    assert config["server"]["maxUploadSize"] <= 5
    assert config["server"]["maxMessageSize"] <= 50
    assert config["client"]["showErrorDetails"] == "none"
    assert config["client"]["disableDataExport"] is True


@pytest.mark.parametrize(
    ("address", "origin", "host"),
    [
        ("https://maps.example.org/crisis/", "https://maps.example.org", "maps.example.org"),
        ("http://Maps.example:8501", "http://maps.example:8501", "maps.example"),
        ("", "", ""),
    ],
)
def test_the_public_address_names_an_origin_and_a_host(
    address: str, origin: str, host: str
) -> None:
    settings = web.Settings.from_environment({"CRISIS_MAP_PUBLIC_URL": address})
    assert settings.public_url == address.rstrip("/")
    assert (settings.public_origin, settings.public_host) == (origin, host)


@pytest.mark.parametrize(
    "address",
    [
        "maps.example.org",
        "ftp://maps.example.org",
        "https://user@maps.example.org",
        "https://maps.example.org?x=1",
        "https://maps.example.org/#x",
        "https://maps.example.org/a b",
        "https://*.example.org",
        "javascript:alert(1)",
    ],
)
def test_what_is_no_public_address_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="CRISIS_MAP_PUBLIC_URL"):
        web.Settings.from_environment({"CRISIS_MAP_PUBLIC_URL": address})
