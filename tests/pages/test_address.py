"""A link is read in every form that means something; what cannot be shown of it is told."""

import re
from datetime import datetime
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from pages.frame import address
from tests.support import opening
from tests.support.opening import open_page

VAIN = "The link asks for what cannot be shown."
OUTSIDE = "The moment in the link is outside the reports: "
UNREAD = "The moment in the link could not be read: "


def notices(app: AppTest) -> list[str]:
    """What the main column tells of the link; nothing of it may stand in the sidebar."""
    assert not app.sidebar.warning
    if not app.main.warning:
        return []
    assert [one.value for one in app.main.warning] == [VAIN]
    lists = [one.proto.body for one in app.main.get("html") if "cm-list" in one.proto.body]
    return [unescape(one) for one in re.findall("<bdi>(.*?)</bdi>", lists[0])]


@pytest.mark.parametrize(
    ("at", "shown"),
    [
        ("2022-01-05T12:00", datetime(2022, 1, 5, 12)),
        ("2022-01-05T12:00:00", datetime(2022, 1, 5, 12)),
        ("2022-01-05", datetime(2022, 1, 5, 23, 59)),
        ("2022-01-05T12:00Z", datetime(2022, 1, 5, 18)),
        ("2022-01-05T12:00+05:00", datetime(2022, 1, 5, 13)),
        # The plus of an address that did not write it as %2B.
        ("2022-01-05T12:00 05:00", datetime(2022, 1, 5, 13)),
    ],
)
def test_a_link_is_read_in_every_form_that_feeds_and_citations_have(
    at: str, shown: datetime
) -> None:
    app = open_page(at=at)
    assert app.session_state["at"] == shown
    assert notices(app) == []
    assert app.query_params["at"] in (f"{shown:%Y-%m-%dT%H:%M}", [f"{shown:%Y-%m-%dT%H:%M}"])


@pytest.mark.parametrize(
    ("at", "shown", "notice"),
    [
        ("2022-01-01T00:00", datetime(2022, 1, 3), OUTSIDE),
        ("2030-01-01", datetime(2023, 3, 17, 23, 59), OUTSIDE),
        ("2022-02-30", datetime(2022, 1, 7, 23, 59), UNREAD),
        ("{{ 7*7 }}", datetime(2022, 1, 7, 23, 59), UNREAD),
    ],
)
def test_a_moment_that_cannot_be_shown_is_replaced_and_the_reader_told(
    at: str, shown: datetime, notice: str
) -> None:
    app = open_page(at=at)
    assert app.session_state["at"] == shown
    instead = f"Shown instead: {shown.day} {shown:%b %Y, %H:%M} (Asia/Almaty)."
    assert notices(app) == [f"{notice}{at!r}. {instead}"]
    assert notices(app.run()) == [f"{notice}{at!r}. {instead}"]
    app.session_state["at"] = datetime(2022, 1, 6, 12)
    assert notices(app.run()) == []


@pytest.mark.parametrize("place", ["taraz", "Taraz", "Тараз"])
def test_a_link_names_a_place_by_its_id_or_any_of_its_names(place: str) -> None:
    app = open_page(place=place)
    assert app.session_state["place"] == "taraz"


@pytest.mark.parametrize("place", ["Atlantis", "", "{{ 7*7 }}"])
def test_a_place_that_nobody_knows_is_no_place(place: str) -> None:
    app = open_page(place=place)
    assert app.session_state["place"] is None
    assert not app.exception


def test_what_a_link_asks_for_in_vain_is_told_until_something_is_chosen() -> None:
    app = open_page(
        "casualties",
        region=["Almaty City", "{{ 7*7 }}"],
        place="Atlantis",
        measure="mountains",
        utm="x",
    )
    assert notices(app) == [
        "region: '{{ 7*7 }}' is not known here. Left out.",
        "place: 'Atlantis' is not known here. Left out.",
        "measure: 'mountains' is not offered here. Shown instead: killed.",
    ]
    assert app.session_state["region"] == ["Almaty City"]
    assert "Filters: 1 set" in [one.label for one in app.expander]
    next(one for one in app.sidebar.button if one.label == "Reset filters").click().run()
    assert notices(app) == []


@pytest.mark.parametrize(
    ("name", "texts"), [("at", ["2022-01-05", "2022-01-06"]), ("q", ["gas", "fuel"])]
)
def test_what_is_asked_for_twice_is_told(name: str, texts: list[str]) -> None:
    app = open_page(**{name: texts})
    assert notices(app) == [f"{name} is given 2 times; the last one is taken: {texts[1]!r}."]
    [taken] = {"at": [datetime(2022, 1, 6, 23, 59)], "q": ["fuel"]}[name]
    assert app.session_state[name] == taken


def test_what_the_map_cannot_show_is_told() -> None:
    app = open_page(theme="foo", map="1,2", tab="bar", rows="claims:0", at="2022-01-05")
    assert notices(app) == [
        "theme: 'foo' is not known here. Left out.",
        "map: '1,2' is not a position of a map. Write latitude,longitude,zoom such as "
        "48.2,66.9,4.75. Left out.",
        "rows: 'claims:0' is no part of a table. Write claims:2. Left out.",
        "tab: 'bar' is not offered here. Left out.",
    ]
    assert {"theme", "map", "tab", "rows"}.isdisjoint(opening.link(app))
    [told] = notices(open_page(theme="killed", at="2022-01-03T00:00"))
    assert told == "theme: 'killed' has nothing to show at this moment; the map shows another."
    assert notices(open_page(theme="forces", map="48.2,66.9,4.75", at="2022-01-07")) == []


def test_the_notices_are_few_and_short_whatever_a_link_holds() -> None:
    app = open_page(region=[f"{i} {'x' * 5_000}" for i in range(100)], q="x" * 5_000)
    told = notices(app)
    assert len(told) == address.MOST
    assert max(map(len, told)) < 300


def test_a_place_outlives_the_page_that_has_no_list_of_places() -> None:
    app = open_page(place="Taraz")
    for page in ("casualties", "curfews"):
        app.switch_page(f"../{page}/page.py").run()
        assert not app.exception
    assert app.session_state["place"] == "taraz"
    assert "in <bdi>Taraz</bdi>:" in "".join(one.proto.body for one in app.main.get("html"))
