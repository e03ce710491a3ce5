"""The page that every browser gets first: Streamlit's own, with a link to the pages' style."""

import re

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Mount
from starlette.testclient import TestClient

from geo.serving import files, index
from geo.serving.gate import Rules, middleware
from geo.serving.headers import inline_scripts
from geo.serving.settings import Settings
from geo.serving.sockets import Language

INDEX = """<!DOCTYPE html><html><head><title>Streamlit</title>
<script>window.begun = 1</script><script src="./static/js/index.js"></script>
  </head><body></body></html>"""
STYLE = ".cm-head { color: red }"
OTHER = "p:has(b) { visibility: hidden }"
PAGES = ("", "curfews")
LINK = re.compile(r'<link rel="stylesheet" href="\./((?:pages|other)\.css\?v=[0-9a-f]+)" />')


def client(base: str = "", style: str = STYLE) -> TestClient:
    """Behind the gate, before a stand-in for Streamlit."""
    styles = {"pages.css": style, "other.css": OTHER}
    routes = index.routes(INDEX, styles, PAGES, "Crisis Map", base)
    rules = Rules(Language(frozenset(), bytes.decode), base=base, pages=PAGES, routes=tuple(routes))
    app = Starlette(
        routes=[*routes, Mount("/", app=PlainTextResponse("Streamlit"))],
        middleware=middleware(Settings(), rules, scripts=inline_scripts(INDEX)),
    )
    return TestClient(app, base_url="http://localhost:8501", follow_redirects=False)


@pytest.mark.parametrize("base", ["", "/maps/crisis"])
def test_every_page_links_to_a_style_that_is_there(base: str) -> None:
    for page in PAGES:
        answer = client(base).get(f"{base}/{page}")
        assert answer.headers["content-type"].startswith("text/html")
        assert answer.headers["cache-control"] == "no-cache"
        linked = LINK.findall(answer.text.partition("</head>")[0])
        for address, text in zip(linked, (STYLE, OTHER), strict=True):
            style = client(base).get(f"{base}/{address}")
            assert (style.text, style.status_code) == (text, 200)
            assert style.headers["content-type"].startswith("text/css")
            assert style.headers["cache-control"] == files.A_YEAR


def test_a_page_has_its_title_and_is_streamlits_page_else() -> None:
    page = client().get("/curfews").text
    assert LINK.sub("", page).replace(">Crisis Map<", ">Streamlit<").split() == INDEX.split()


def test_the_policy_of_a_page_admits_the_scripts_and_the_style_that_it_has() -> None:
    answer = client().get("/curfews")
    policy = answer.headers["content-security-policy"]
    assert inline_scripts(answer.text) == inline_scripts(INDEX)
    assert re.search(r"script-src 'self' 'sha256-[^']+';", policy)
    assert "style-src 'self'" in policy


def test_a_style_under_another_version_is_kept_for_an_hour() -> None:
    for address in ("/pages.css", "/pages.css?v=0"):
        assert client().get(address).headers["cache-control"] == files.AN_HOUR
    old, new = (LINK.search(client(style=style).get("/").text) for style in (STYLE, "p {}"))
    assert old[1] != new[1]


def test_pages_and_style_are_only_read_and_only_below_the_base() -> None:
    for path in ("/", "/curfews", "/pages.css"):
        assert client().head(path).status_code == 200
        assert client().post(path).status_code == 405
        assert client("/maps").get(path).status_code == 404
