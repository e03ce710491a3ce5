"""The pages on casualties, peacekeepers, diplomacy and sources, run without a browser."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages.frame import session
from tests.support.hostile import write_hostile
from tests.support.opening import head, open_page
from tests.support.paths import JANUARY

PAGES = ("casualties", "peacekeepers", "diplomacy", "sources")
BEFORE, LAST = datetime(2022, 1, 3), datetime(2023, 3, 17, 23, 59)

Run = Callable[..., AppTest]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a page at a moment, with the filters and choices given."""

    def run_page(page: str, at: datetime | None = None, **state: object) -> AppTest:
        monkeypatch.setenv("CRISIS_MAP_DATASET", str(state.pop("dataset", JANUARY)))
        return open_page(page, ({"at": at} if at else {}) | state)

    return run_page


def texts(app: AppTest) -> str:
    """All the plain sentences of a page."""
    return "\n".join(one.value for one in [*app.text, *app.info, *app.markdown, *app.caption])


def tab(tabs: str, name: str) -> dict[str, object]:
    """What stands in the session while that one of the tabs is open."""
    return {session.OPENED(tabs): name}


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("at", [None, BEFORE, datetime(2022, 1, 10, 12), LAST])
def test_a_page_works_at_every_moment(run: Run, page: str, at: datetime | None) -> None:
    assert head(run(page, at))[0] == page.capitalize()


@pytest.mark.parametrize("page", PAGES)
def test_a_page_says_so_when_the_filters_leave_nothing(run: Run, page: str) -> None:
    app = run(page, q="no claim holds these words", **tab("method", "Sources"))
    assert "Reset the filters" in texts(app)


def test_pages_show_hostile_text_and_run_none(run: Run, tmp_path: Path) -> None:
    hostile = write_hostile(tmp_path / "hostile")
    for page in PAGES:
        assert "1337" not in texts(run(page, dataset=hostile)), page


def test_the_toll_tells_what_stands_and_what_was_retracted(run: Run) -> None:
    app = run("casualties", LAST, **tab("casualties", "How each figure came to be known"))
    assert "1 of them retracted" in texts(app)
    table = next(one.value for one in app.dataframe if "In its own words" in one.value)
    retracted = table[table.Standing == "retracted"]
    assert list(retracted.People) == ["164"]


def test_a_national_figure_stands_beside_what_its_own_authority_gave_by_place(run: Run) -> None:
    by_place = tab("casualties", "National figures and what is known by place")
    told = texts(run("casualties", LAST, **by_place))
    assert "238 people killed in the country" in told
    assert "it has given to no place" in told


def test_the_button_moves_on_to_the_last_report(run: Run) -> None:
    app = run("diplomacy", datetime(2022, 1, 7, 23, 59))
    app.button(key="to-last").click().run()
    assert app.session_state["at"] == LAST
    assert app.button(key="to-last").label == "Back to the end of Fri 7 Jan 2022"
    app.button(key="to-last").click().run()
    assert app.session_state["at"] == datetime(2022, 1, 7, 23, 59)


def test_rival_totals_are_told_one_by_one(run: Run) -> None:
    totals = tab("forces", "Totals of the whole force")
    told = texts(run("peacekeepers", datetime(2022, 1, 14, 23, 59), **totals))
    assert "announced: 2,500" in told
    assert "deployed: 2,030" in told


def test_participants_narrow_the_contacts(run: Run) -> None:
    names = ["Vladimir Putin (Russia)", "Kassym-Jomart Tokayev (Kazakhstan)"]
    app = run("diplomacy", LAST, who=names, **{"open-talks": True})
    table = next(one.value for one in app.dataframe if "Participants" in one.value)
    assert table["Participants"].map(lambda cell: all(name in cell for name in names)).all()
    others = tab("contacts", "Who spoke with whom")
    assert "accounts of calls and meetings" in texts(run("diplomacy", LAST, who=names, **others))


def test_the_sources_page_says_how_much_rests_on_state_media(run: Run) -> None:
    app = run("sources", **tab("method", "Sources"))
    assert "% on state media" in texts(app)
