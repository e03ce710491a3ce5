"""What other sites and programs get from the running dashboard."""

import urllib.request
from collections.abc import Callable
from urllib.error import HTTPError

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def test_the_embedded_map_draws_and_answers_under_its_own_policy(
    open_page: Callable[..., Page],
) -> None:
    page = open_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda said: problems.append(said.text) if said.type == "error" else None)
    page.goto("/embed?at=2022-01-07")
    expect(page.locator("#map .place")).not_to_have_count(0)
    page.locator("#situation button").first.click()
    expect(page.locator("#chosen")).to_be_visible()
    # Browsers ask for an icon by themselves.
    assert [one for one in problems if "favicon" not in one and "404" not in one] == []


@pytest.mark.parametrize(
    "path",
    ["/feeds/situation.geojson", "/feeds/claims.csv", "/feeds/claims.hxl.csv",
     "/feeds/changes.atom", "/embed", "/api"],
)  # fmt: skip
def test_every_feed_is_served_beside_the_pages(server: str, path: str) -> None:
    with urllib.request.urlopen(f"{server}{path}", timeout=60) as answer:
        assert answer.status == 200
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert len(answer.headers.get_all("Content-Security-Policy")) == 1


def test_an_unknown_feed_is_a_problem_and_not_a_page(server: str) -> None:
    for path in ("/feeds", "/feeds/situation.kml", "/api/none"):
        with pytest.raises(HTTPError) as refusal:
            urllib.request.urlopen(f"{server}{path}", timeout=60)
        assert refusal.value.code == 404
        assert refusal.value.headers["Content-Type"] == "application/problem+json"
        assert refusal.value.headers["X-Content-Type-Options"] == "nosniff"
        assert b"/feeds/claims.csv" in refusal.value.read()


def test_nothing_can_be_posted(server: str) -> None:
    request = urllib.request.Request(f"{server}/feeds/claims.csv", data=b"x", method="POST")
    with pytest.raises(HTTPError) as refusal:
        urllib.request.urlopen(request, timeout=60)
    assert refusal.value.code == 405
