from datetime import datetime

import pytest
from streamlit.testing.v1 import AppTest

from tests.support.paths import LONGEST_RUN, ROOT

OUTSIDE = "The moment in the link is outside the reports."
VAIN = "The link asks for what this dataset does not have. Left out:"
UNREAD = "The moment in the link could not be read."


def opened(at: str = "", place: str = "") -> AppTest:
    app = AppTest.from_file(
        str(ROOT / "pages" / "frame" / "navigation.py"), default_timeout=LONGEST_RUN
    )
    for name, value in {"at": at, "place": place}.items():
        if value:
            app.query_params[name] = value
    return app.run()


@pytest.mark.parametrize(
    ("at", "shown"),
    [
        ("2022-01-05T12:00", datetime(2022, 1, 5, 12)),
        ("2022-01-05T12:00:00", datetime(2022, 1, 5, 12)),
        ("2022-01-05", datetime(2022, 1, 5, 23, 59)),
        ("2022-01-05T12:00Z", datetime(2022, 1, 5, 18)),
        ("2022-01-05T12:00+05:00", datetime(2022, 1, 5, 13)),
    ],
)
def test_a_link_is_read_in_every_form_that_feeds_and_citations_have(
    at: str, shown: datetime
) -> None:
    app = opened(at)
    assert app.session_state["at"] == shown
    assert not app.warning
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
    app = opened(at)
    assert app.session_state["at"] == shown
    instead = f"Shown instead: {shown.day} {shown:%b %Y, %H:%M} (Asia/Almaty)."
    assert [one.value for one in app.warning] == [f"{notice} {instead}"]
    app.session_state["at"] = datetime(2022, 1, 6, 12)
    assert not app.run().warning


@pytest.mark.parametrize("place", ["taraz", "Taraz", "Тараз"])
def test_a_link_names_a_place_by_its_id_or_any_of_its_names(place: str) -> None:
    app = opened(place=place)
    assert app.session_state["place"] == "taraz"


@pytest.mark.parametrize("place", ["Atlantis", "", "{{ 7*7 }}"])
def test_a_place_that_nobody_knows_is_no_place(place: str) -> None:
    app = opened(place=place)
    assert app.session_state["place"] is None
    assert not app.exception


def test_what_a_link_asks_for_in_vain_is_told_once() -> None:
    app = AppTest.from_file(
        str(ROOT / "pages" / "frame" / "navigation.py"), default_timeout=LONGEST_RUN
    )
    app.query_params["region"] = ["Jambyl Region", "{{ 7*7 }}"]
    app.query_params["place"] = "Atlantis"
    app.run()
    assert [one.value for one in app.warning] == [VAIN]
    (told,) = (one.proto.body for one in app.get("html") if "Atlantis" in one.proto.body)
    assert "region: &#39;{{ 7*7 }}&#39;" in told
    assert app.session_state["region"] == ["Jambyl Region"]
    assert "Filters: 1 set" in [one.label for one in app.expander]
    assert not app.run().warning
