"""The headers that every answer carries."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from geo.mapping.assets import script_hash
from geo.serving.headers import SecurityHeaders, component_policy, inline_scripts
from geo.serving.settings import Settings

FRAME = "/component/some.map/"


def client(settings: Settings = Settings()) -> TestClient:  # noqa: B008
    def page(request: object) -> Response:
        return PlainTextResponse("page")

    paths = ("/", "/feed", f"{FRAME}index.html", "/x/component/some.map/index.html")
    guard = Middleware(
        SecurityHeaders,
        settings=settings,
        scripts=["window.x = 1"],
        component=FRAME,
        shared=["/feed"],
    )
    app = Starlette(routes=[Route(path, page) for path in paths], middleware=[guard])
    return TestClient(app, base_url="http://map.example")


def directives(policy: str) -> dict[str, list[str]]:
    parts = [part.split() for part in policy.split(";")]
    return {name: sources for name, *sources in parts}


def policy_of(path: str, settings: Settings = Settings()) -> dict[str, list[str]]:  # noqa: B008
    return directives(client(settings).get(path).headers["content-security-policy"])


@pytest.mark.parametrize("path", ["/", f"{FRAME}index.html", "/feed", "/nothing"])
def test_every_answer_carries_the_security_headers(path: str) -> None:
    headers = client().get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert "default-src 'self'" in headers["content-security-policy"]


def test_only_what_is_shared_may_be_loaded_by_pages_of_other_sites() -> None:
    assert client().get("/").headers["cross-origin-resource-policy"] == "same-origin"
    assert "cross-origin-resource-policy" not in client().get("/feed").headers


@pytest.mark.parametrize("path", ["/", f"{FRAME}index.html"])
def test_no_policy_names_a_remote_origin_by_default(path: str) -> None:
    sources = {source for sources in policy_of(path).values() for source in sources}
    assert not [source for source in sources if "//" in source or "*" in source]


def test_pages_run_no_inline_script_but_the_ones_named_by_hash() -> None:
    assert policy_of("/")["script-src"] == ["'self'", script_hash("window.x = 1")]


def test_the_hash_is_the_one_that_browsers_compute() -> None:
    # The example of the CSP specification, Level 3, section 2.3.1.
    expected = "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"
    assert script_hash("alert('Hello, world.');") == expected


@pytest.mark.parametrize(
    "path", ["/", "/x/component/some.map/index.html", "/component/some.map", "/component/other/x"]
)
def test_only_the_frame_of_the_component_may_evaluate_scripts(path: str) -> None:
    assert "'unsafe-eval'" in policy_of(f"{FRAME}index.html")["script-src"]
    assert "'unsafe-eval'" not in policy_of(path)["script-src"]


def test_inline_scripts_are_found_and_files_are_not() -> None:
    page = '<script src="a.js"></script><script>\n one</script><script type="module">two</script>'
    assert inline_scripts(page) == ["\n one", "two"]


def test_embedding_is_for_this_origin_and_the_named_ones() -> None:
    environment = {"CRISIS_MAP_FRAME_ANCESTORS": "'self' https://news.example"}
    settings = Settings.from_environment(environment)
    assert policy_of("/")["frame-ancestors"] == ["'self'"]
    for path in ("/", f"{FRAME}index.html"):
        ancestors = policy_of(path, settings)["frame-ancestors"]
        assert ancestors == ["'self'", "https://news.example"]


def test_pictures_come_from_the_origin_of_the_tiles_in_the_map_alone() -> None:
    environment = {"CRISIS_MAP_TILES": "https://{s}.tiles.example/{z}/{x}/{y}.png"}
    settings = Settings.from_environment(environment)
    assert policy_of(f"{FRAME}index.html", settings)["img-src"][-1] == "https://*.tiles.example"
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
        settings = Settings.from_environment({"CRISIS_MAP_TILES": tiles})
    except ValueError:
        return
    assert ";" not in settings.tiles_origin
    assert directives(component_policy(settings))["script-src"] == [
        "'self'",
        "'unsafe-inline'",
        "'unsafe-eval'",
    ]


@given(st.text())
def test_no_environment_can_add_a_directive(text: str) -> None:
    environment = {"CRISIS_MAP_FRAME_ANCESTORS": text, "CRISIS_MAP_TILES": text}
    try:
        settings = Settings.from_environment(environment)
    except ValueError:
        return
    assert component_policy(settings).count(";") == component_policy(Settings()).count(";")
