"""One population a figure: whoever shows a number of places takes it from the same function, and
what has lapsed is in none of them.
"""

import pandas as pd
import pytest
from hypothesis import given

from geo.dataset import Dataset
from geo.exporting import tables
from geo.ledger import Selection
from geo.mapping.themes import state
from geo.view import View
from geo.view.key_figure import KeyFigure, Label, Scope
from geo.view.key_figures import key_figures
from geo.view.panels import curfews
from geo.view.situation import situation
from pages.curfews.tables import tonight_in_words
from pages.curfews.tonight import windows
from tests.support.building import make_dataset
from tests.support.crisis import ROWS, SELECTIONS, SOURCES
from tests.support.drawing import draws

REPORTED = {"basis": "reported", "daily_from": "17:00", "daily_to": "23:30"}
MORE = {
    "restrictions": [
        *ROWS["restrictions"],
        REPORTED | {"place": "Atyrau", "reported_at": "2022-01-05"},
        REPORTED | {"place": "Taraz", "source_id": "s2"},
        {"place": "Almaty", "kind": "checkpoint", "basis": "enforced", "reported_at": "2022-01-05"},
    ],
    "services": [
        *ROWS["services"],
        {"place": "Almaty", "service": "fuel", "state": "suspended", "reported_at": "2022-01-05",
         "occurred_from": "2022-01-05"},
        {"place": "Taraz", "service": "cash", "state": "suspended", "occurred_to": "2022-01-20"},
        {"place": "Kazakhstan", "service": "internet", "state": "suspended"},
    ],
}  # fmt: skip
many = draws(12)
SHARED: dict[str, Dataset] = {}


@pytest.fixture(autouse=True, scope="module")
def _share(tmp_path_factory: pytest.TempPathFactory) -> None:
    directory = tmp_path_factory.mktemp("agreement")
    SHARED["dataset"] = make_dataset(directory, sources=SOURCES, **(ROWS | MORE))


def number(figure: KeyFigure) -> int:
    """How many places a key figure counts."""
    assert figure.whole is not None
    assert set(figure.whole) == {sum(part.bounds[1] or 0 for part in figure.parts)}
    return figure.whole[1] or 0


def counted(total: str) -> int:
    """How many places the title of a panel counts."""
    return 0 if total == "none known" else int(total.split()[0])


def ringed(view: View, theme: str, flags: tuple[str, ...]) -> list[str]:
    """The places to which a theme of the map gives one of the flags."""
    marks = {name: mark[theme] for name, mark in state(view)["marks"].items() if theme in mark}
    return [name for name, mark in marks.items() if set(flags) & set(mark.get("f", ()))]


@many
@given(SELECTIONS)
def test_the_curfews_of_figure_panel_map_situation_page_and_export_are_the_same(
    selection: Selection,
) -> None:
    view = View(SHARED["dataset"], selection)
    found = {figure.label: figure for figure in key_figures(view)}
    table, exported = situation(view), tables.situation(view)
    tonight = number(found[Label.CURFEW_TONIGHT])
    assert tonight == counted(curfews(view).total) == int(table.curfew_tonight.sum())
    assert tonight == len(tonight_in_words(view)) == int(exported.curfew_tonight.sum())
    assert number(found[Label.CURFEW]) == int(table.curfew.sum())
    assert found[Label.CURFEW_TONIGHT].differing == int(table.curfew_contested.sum())
    assert (table.curfew_tonight >= table.curfew).all()
    assert ((table.curfew_hours != "") == table.curfew_tonight).all()
    assert not (table.curfew_tonight & table.curfew_lapsed).any()
    under = set(table.place_id[table.curfew_tonight])
    assert under == {one for window in windows(view) for one in window.place_ids}
    assert under == set(ringed(view, "curfew", ("curfew", "curfew-tonight")))
    assert under == set(ringed(view, "severity", ("curfew", "curfew-tonight")))


@many
@given(SELECTIONS)
def test_no_filter_of_places_kinds_or_words_changes_the_figure_of_a_country_or_force(
    selection: Selection,
) -> None:
    data = SHARED["dataset"]
    filtered = {one.label: one for one in key_figures(View(data, selection))}
    for figure in key_figures(View(data, selection.evidence_only)):
        if figure.scope != Scope.PLACES:
            assert filtered[figure.label] == figure
        assert filtered[figure.label].nationwide == figure.nationwide


@many
@given(SELECTIONS)
def test_a_count_of_places_is_of_those_shown(selection: Selection) -> None:
    view = View(SHARED["dataset"], selection)
    kinds = view.dataset.places.kind
    shown = [one for one in view.shown if kinds[one] != "country"]
    counted = [one for one in key_figures(view) if one.scope == Scope.PLACES]
    assert {one.among for one in counted} == {len(shown)}
    assert all(number(one) <= len(shown) for one in counted)


@many
@given(SELECTIONS)
def test_the_services_of_key_figure_and_situation_are_the_same(selection: Selection) -> None:
    view = View(SHARED["dataset"], selection)
    found = {figure.label: figure for figure in key_figures(view)}
    table = situation(view)
    own = table[table.kind != "country"]
    assert number(found[Label.SUSPENDED]) == int((own.services_suspended > 0).sum())


@many
@given(SELECTIONS)
def test_what_has_lapsed_is_in_no_number(selection: Selection) -> None:
    view = View(SHARED["dataset"], selection)
    lapsed = set(view.last_reports)
    assert all(at <= view.at for name, at in view.lapses.items() if name in lapsed)
    figures = [one for one in key_figures(view) if one.label not in (Label.KILLED, Label.INJURED)]
    counted = {name for figure in figures for name in figure.entry_ids}
    counted |= set(view.in_force.entry_id)
    counted |= {name for ids in view.tonight.entry_ids for name in ids}
    assert lapsed.isdisjoint(counted)
    states = view.service_states
    assert set(states.entry_id[states.stale]) <= lapsed
    assert lapsed.isdisjoint(states.entry_id[~states.stale])


def test_a_regional_curfew_alone_gives_its_cities_a_row_and_a_source(tmp_path: object) -> None:
    night = {"place": "Jambyl Region", "daily_from": "23:00", "daily_to": "07:00"}
    data = make_dataset(tmp_path, restrictions=[night | {"source_id": "s2"}])
    view = View(data, Selection(pd.Timestamp("2022-01-07T17:59:59Z")))
    rows = tables.sourced_situation(view).set_index("place_id")
    assert set(rows.index) == {"jambyl-region", "taraz"}
    taraz = rows.loc["taraz"]
    assert (taraz.claims, taraz.entry_ids, taraz.source_id) == (0, "", "s2")
    assert (taraz.curfew_tonight, taraz.curfew_hours) == (True, "23:00-07:00")
