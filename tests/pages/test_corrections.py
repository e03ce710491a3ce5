"""The page of corrections: what was taken back, and whether a pasted text still stands."""

import re
from html import unescape
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from geo.dataset import load_dataset
from geo.mapping.inert import visible
from geo.standing import stands
from pages.corrections import own_text
from pages.frame import session
from tests.support.building import write_dataset
from tests.support.opening import open_page
from tests.support.paths import SHIPPED

HOSTILE = "<img src=x onerror=alert(1)> **Today** 164 people were killed.\n\n{{ 7*7 }} \u202e"
WITHDRAWN = "claim?id=ca-kazakhstan-killed-164-withdrawn"


@pytest.fixture(autouse=True)
def shipped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CRISIS_MAP_DATASET", str(SHIPPED))


def html(app: AppTest) -> str:
    return "".join(one.proto.body for one in app.main.get("html"))


def words(app: AppTest) -> str:
    return unescape(re.sub("<[^>]*>", "", html(app)))


def check(text: str, **query: str) -> AppTest:
    """The page with a text in its field."""
    app = open_page("corrections", tab="stands", **query)
    app.main.text_area[0].set_value(text).run()
    assert not app.exception
    return app


def test_the_withdrawn_are_first_and_nothing_is_before_its_time() -> None:
    app = open_page("corrections", at="2022-01-09T22:00", region="Almaty City")
    assert [one.value for one in app.main.header] == ["✕ Withdrawn"]
    app = open_page("corrections", at="2022-01-09T22:00")
    assert [one.value for one in app.main.header] == ["✕ Withdrawn", "↻ Corrected"]
    told = words(app)
    assert told.count("Withdrawn by Information Ministry of Kazakhstan, 9 Jan 2022, 21:33") == 1
    assert "Kazakhstan, people killed: 164" in told
    assert "Health Ministry of Kazakhstan, 9 Jan 2022, 14:12 (UTC+6); stood for 7 h" in told
    assert told.index("164 dead") < told.index("103 of the 164") < told.index("killed: 18")
    assert "stood for 3 daysNow: members of the security forces killed: 16" in told
    assert WITHDRAWN in html(app)
    early = open_page("corrections", at="2022-01-05")
    assert (
        "Nothing was withdrawn or corrected by this moment. Up to the last report: 6 claims "
        in (early.main.info[0].value)
    )


def test_what_is_followed_has_the_filters_and_no_moment() -> None:
    app = open_page("corrections", at="2022-01-09T22:00", kind="casualties")
    assert re.findall('href="(./feeds/[^"]*)"', html(app)) == [
        "./feeds/corrections.atom?kind=casualties",
        "./feeds/corrections.csv?kind=casualties",
    ]


def test_a_dataset_without_corrections_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    directory = write_dataset(tmp_path / "data", status=[{"summary": "One."}])
    monkeypatch.setenv("CRISIS_MAP_DATASET", str(directory))
    app = open_page("corrections")
    assert "This dataset has no corrections" in app.main.info[0].value


def test_a_pasted_text_is_marked_and_told_and_neither_run_nor_kept() -> None:
    app = check(HOSTILE, at="2022-01-10", written="2022-01-09T18:00")
    kept = visible.cache_info().currsize
    assert [one.value for one in app.main.header] == ["1 withdrawn", "The text"]
    told = html(app)
    assert "<img" not in told
    assert "&lt;img src=x onerror=alert(1)&gt; **Today** <mark>164 people " in told
    assert 'aria-label="withdrawn"' in told
    assert "\u202e" not in told
    assert "withdrawn after 7 h, Information Ministry of Kazakhstan, 9 Jan 2022, 21:33" in told
    assert f'href="{WITHDRAWN}" title="This claim, and what became of it" target="_blank"' in told
    assert "164" not in str(dict(app.query_params))
    app.main.text_area[0].set_value(f"{HOSTILE} again").run()
    assert "again</p>" in html(app)
    assert visible.cache_info().currsize == kept
    app.switch_page("../sources/page.py").run()
    app.run()
    assert session.TEXT not in app.session_state


def test_the_answers_are_those_of_the_command_line_at_the_two_moments() -> None:
    text = "164 people were killed. 164 people were killed in Almaty. The internet was cut off."
    app = check(text, at="2022-01-09T20:00", written="2022-01-09T18:00")
    written, looked = (pd.Timestamp(f"2022-01-09T{at}:59+06:00") for at in ("18:00", "20:00"))
    found = stands(load_dataset(SHIPPED), text, written, looked)
    tags = re.findall(r'<span class="cm-tag">(\S+ [\w ]+)</span>', html(app))
    assert tags == [f"{own_text.SIGNS[one.verdict]} {one.verdict}" for one in found]
    assert tags[0] == "✓ stands"  # that it was withdrawn at 21:33 nobody knew
    # Without a moment of its own the text is of the moment of the page.
    assert "✕ withdrawn" in html(check(text, at="2022-01-10"))


def test_what_cannot_be_checked_is_told_and_what_to_do() -> None:
    app = open_page("corrections", at="2022-01-10", tab="stands")
    assert app.main.info[0].value.startswith("Paste or type")
    app = check("164 people were killed.", at="2022-01-10", written="2022-01-11T00:00")
    assert "Choose a later day" in app.main.info[0].value
    app = check("Nothing of note.", at="2022-01-10")
    assert app.main.info[0].value == "Nothing in it can be held against claims."
    # As of a browser that does not hold the bound of the field.
    app.main.text_area[0].set_value("164 people were killed. " * own_text.LONGEST).run()
    assert len(app.session_state[session.TEXT]) == own_text.LONGEST
