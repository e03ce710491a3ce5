from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.dataset import Dataset
from geo.dataset.schema import LEDGER
from geo.ledger import HOURS, NATIONAL, STANDINGS, UNLOCATED, Selection
from geo.view import View
from geo.view.situation import situation
from tests.support import crisis
from tests.support.building import SAMPLE, make_dataset
from tests.support.drawing import draws

AT = pd.Timestamp("2022-01-09T00:00Z")


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return make_dataset(tmp_path_factory.mktemp("view"), **SAMPLE)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return crisis.make(tmp_path_factory.mktemp("crisis"))


def view(dataset: Dataset, at: pd.Timestamp = AT, **filters: tuple[str, ...] | str) -> View:
    return View(dataset, Selection(at, **filters))


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"regions": ("Almaty City",)}, {"almaty-minor"}),
        ({"regions": (NATIONAL,)}, {"national"}),
        ({"regions": (UNLOCATED,)}, {"atlantis"}),
        ({"severities": ("Minor",)}, {"almaty-minor"}),
        ({"severities": ("Severe",), "tables": ("services",)}, {"taraz-shops"}),
        ({"severities": ("Moderate",)}, {"region-fuel", "night"}),  # derived
        ({"severities": ("Unknown",)}, {"atlantis", "national"}),
        ({"severities": ("Severe",), "certainties": ("Possible",)}, set()),
        ({"severities": ("Unknown",), "certainties": ("Possible",)}, {"toll"}),
        ({"tables": ("services",)}, {"taraz-shops", "region-fuel"}),
        ({"certainties": ("Possible",)}, {"almaty-minor", "toll"}),
        ({"source_kinds": ("state_media",)}, {"taraz-shops"}),
        ({"text": "shops SHUT"}, {"taraz-shops"}),
        ({"text": "daily two"}, {"taraz-shops"}),
        ({"text": "no such words"}, set()),
        ({"places": ("almaty", "kazakhstan")}, {"almaty-minor", "national"}),
    ],
)
def test_each_filter_of_the_selection_leaves_what_was_asked_for(
    dataset: Dataset, filters: dict, expected: set[str]
) -> None:
    filtered = view(dataset, **filters)
    assert set(filtered.claims.entry_id) == expected
    table = situation(filtered)
    shown = set(filtered.claims.place_id) - {""}
    assert set(table.place_id) == shown


def test_a_table_has_the_current_claims_and_its_history_all_with_their_own_columns(
    dataset: Dataset,
) -> None:
    whole = view(dataset)
    assert set(whole.table("casualties").entry_id) == {"toll", "toll-2", "police-toll", "national"}
    history = whole.history("casualties").set_index("entry_id")
    assert set(history.index) == {one["entry_id"] for one in SAMPLE["casualties"]}
    assert history.best["wrong"] == 900
    assert history.low.dtype == "Int64"
    assert history.standing["cancel"] == "retraction"


@pytest.mark.parametrize("table", LEDGER, ids=lambda table: table.name)
def test_a_table_without_claims_keeps_its_columns(dataset: Dataset, table: object) -> None:
    nothing = view(dataset, pd.Timestamp("2021-01-01T00:00Z")).table(table.name)
    assert nothing.empty
    assert set(table.names) <= set(nothing.columns)


def test_filters_of_place_and_words_do_not_change_what_stands_at_a_place(
    dataset: Dataset,
) -> None:
    one, all_ = view(dataset, regions=("Almaty City",)), view(dataset)
    assert list(one.standing("casualties").entry_id) == list(all_.standing("casualties").entry_id)
    pd.testing.assert_frame_equal(one.status, all_.status)


def test_the_view_of_a_place_keeps_the_evidence_and_drops_the_other_filters(
    dataset: Dataset,
) -> None:
    here = view(dataset, text="nothing", certainties=("Possible",)).about_place("taraz")
    assert set(here.claims.entry_id) == {"toll"}


def test_another_moment_keeps_the_filters(dataset: Dataset) -> None:
    filtered = view(dataset, tables=("casualties",), places=("taraz",))
    earlier = filtered.earlier(pd.Timedelta(hours=36))
    assert earlier.at == AT - pd.Timedelta(hours=36)
    assert earlier.selection.tables == ("casualties",)
    assert set(earlier.current.entry_id) == {"toll", "toll-2", "police-toll", "wrong"}


@draws(15)
@given(crisis.SELECTIONS)
def test_what_is_picked_row_by_row_is_a_part_of_the_whole(
    whole: Dataset, selection: Selection
) -> None:
    shown = View(whole, selection)
    for standing in STANDINGS:
        assert shown.are(standing).tolist() == (shown.claims.standing == standing).tolist()
    for table in LEDGER:
        every = shown.standing(table.name)
        some = every.iloc[::2]
        pd.testing.assert_frame_equal(shown.standing_in(table.name, some.index), some)


def test_no_call_changes_the_dataset(dataset: Dataset) -> None:
    before = dataset.claims.copy(deep=True)
    situation(view(dataset, text="shops", certainties=("Likely",)))
    pd.testing.assert_frame_equal(dataset.claims, before)


@draws(15)
@given(crisis.SELECTIONS, st.integers(0, 23))
def test_known_hours_leave_a_part_of_all_claims(
    whole: Dataset, selection: Selection, hour: int
) -> None:
    at = selection.known_on - pd.Timedelta(hours=hour)
    # Without the filter on severity, which follows from what is known.
    every, known = (
        View(whole, replace(selection, known_on=at, severities=(), hours=hours)) for hours in HOURS
    )
    assert set(known.claims.entry_id) <= set(every.claims.entry_id)
    assert set(every.claims.entry_id[~every.claims.hour_unknown]) == set(known.claims.entry_id)
    assert not known.claims.hour_unknown.any()
    assert every.about_place("taraz").selection.hours == "all"
    assert known.about_place("taraz").selection.hours == "known"
