import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect

from geo import web
from geo.mapping import assets

ROOT = Path(__file__).resolve().parents[2]
GOOD = web.Health(True, {"claims": 3})


async def _echo(socket: WebSocket) -> None:
    await socket.accept()
    await socket.send_text("welcome")
    await socket.close()


def client(
    settings: web.Settings = web.Settings(),  # noqa: B008
    health: web.Health = GOOD,
    allowed: tuple[str, ...] = (),
    base_path: str = "",
) -> TestClient:
    pages = [
        Route("/", lambda request: PlainTextResponse("page")),
        Route("/component/some.map/index.html", lambda request: PlainTextResponse("frame")),
        WebSocketRoute("/stream", _echo),
    ]
    routes = web.routes(lambda: health, assets.mounts(), assets.map_script, base_path)
    app = Starlette(
        routes=[*routes, *pages],
        middleware=web.middleware(settings, ["window.x = 1"], lambda: allowed),
    )
    return TestClient(app, base_url="http://map.example")


def directives(policy: str) -> dict[str, list[str]]:
    parts = [part.split() for part in policy.split(";")]
    return {name: sources for name, *sources in parts}


def policy_of(path: str, settings: web.Settings = web.Settings()) -> dict[str, list[str]]:  # noqa: B008
    return directives(client(settings).get(path).headers["content-security-policy"])


@pytest.mark.parametrize(
    "path", ["/", "/component/some.map/index.html", "/health", "/nothing", "/vendor/leaflet/x.js"]
)
def test_every_answer_carries_the_security_headers(path: str) -> None:
    headers = client().get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "default-src 'self'" in headers["content-security-policy"]


@pytest.mark.parametrize("path", ["/", "/component/some.map/index.html"])
def test_no_policy_names_a_remote_origin_by_default(path: str) -> None:
    sources = {source for sources in policy_of(path).values() for source in sources}
    assert not [source for source in sources if "//" in source or "*" in source]


def test_pages_run_no_inline_script_but_the_ones_named_by_hash() -> None:
    scripts = policy_of("/")["script-src"]
    assert scripts == ["'self'", web.script_hash("window.x = 1")]


def test_the_hash_is_the_one_that_browsers_compute() -> None:
    # The example of the CSP specification, Level 3, section 2.3.1.
    expected = "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"
    assert web.script_hash("alert('Hello, world.');") == expected


def test_only_the_frame_of_a_component_may_evaluate_scripts() -> None:
    assert "'unsafe-eval'" in policy_of("/component/some.map/index.html")["script-src"]
    assert "'unsafe-eval'" not in policy_of("/")["script-src"]


def test_inline_scripts_are_found_and_files_are_not() -> None:
    page = '<script src="a.js"></script><script>\n one</script><script type="module">two</script>'
    assert web.inline_scripts(page) == ["\n one", "two"]


def test_embedding_is_for_this_origin_and_the_named_ones() -> None:
    environment = {"CRISIS_MAP_FRAME_ANCESTORS": "'self' https://news.example"}
    settings = web.Settings.from_environment(environment)
    assert policy_of("/")["frame-ancestors"] == ["'self'"]
    for path in ("/", "/component/some.map/index.html"):
        ancestors = policy_of(path, settings)["frame-ancestors"]
        assert ancestors == ["'self'", "https://news.example"]


def test_pictures_come_from_the_origin_of_the_tiles_in_the_map_alone() -> None:
    environment = {"CRISIS_MAP_TILES": "https://{s}.tiles.example/{z}/{x}/{y}.png"}
    settings = web.Settings.from_environment(environment)
    assert policy_of("/component/some.map/index.html", settings)["img-src"][-1] == (
        "https://*.tiles.example"
    )
    assert policy_of("/", settings)["img-src"] == ["'self'", "data:", "blob:"]


@pytest.mark.parametrize(
    "tiles",
    [
        "https://tiles.example/{z};script-src *",
        "https://a.example; script-src https://b.example/{z}",
        "javascript:alert(1)//{z}",
        "https://tiles.example/static.png",
        "https://'unsafe-eval'/{z}",
        "//tiles.example/{z}",
    ],
)
def test_tiles_cannot_widen_the_policy(tiles: str) -> None:
    try:
        settings = web.Settings.from_environment({"CRISIS_MAP_TILES": tiles})
    except ValueError:
        return
    assert ";" not in settings.tiles_origin
    assert directives(web.component_policy(settings))["script-src"] == [
        "'self'",
        "'unsafe-inline'",
        "'unsafe-eval'",
    ]


@given(st.text())
def test_no_environment_can_add_a_directive(text: str) -> None:
    environment = {"CRISIS_MAP_FRAME_ANCESTORS": text, "CRISIS_MAP_TILES": text}
    try:
        settings = web.Settings.from_environment(environment)
    except ValueError:
        return
    assert web.component_policy(settings).count(";") == web.component_policy(web.Settings()).count(
        ";"
    )


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


@pytest.mark.parametrize("origin", ["http://map.example", "https://front.example"])
def test_sockets_of_this_and_of_allowed_origins_open(origin: str) -> None:
    visitor = client(allowed=("https://front.example",))
    headers = {"origin": origin, "host": "map.example"}
    with visitor.websocket_connect("/stream", headers=headers) as socket:
        assert socket.receive_text() == "welcome"


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://map.example.evil"])
def test_sockets_of_other_sites_are_refused(origin: str) -> None:
    headers = {"origin": origin, "host": "map.example"}
    with pytest.raises(WebSocketDisconnect), client().websocket_connect("/stream", headers=headers):
        pass


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
