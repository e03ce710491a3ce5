"""What was only reported stops counting after its last report; what was decreed never does."""

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.dataset import Dataset
from geo.ledger import Selection
from geo.view import View
from tests.support.building import make_dataset
from tests.support.drawing import draws
from tests.support.histories import DAYS, histories, read

CHECKPOINT = {"kind": "checkpoint", "basis": "enforced"}


def seen(dataset: Dataset, moment: str, **filters: str) -> View:
    return View(dataset, Selection(pd.Timestamp(moment, tz="UTC"), **filters))


def in_force(dataset: Dataset, moment: str) -> set[str]:
    return set(seen(dataset, moment).in_force.entry_id)


@pytest.mark.parametrize(
    ("cells", "stands"),
    [
        ({"basis": "decreed"}, True),
        ({"basis": "enforced"}, False),
        ({"basis": "reported"}, False),
        ({"basis": "reported", "occurred_to": "2022-03-01"}, True),
        ({"basis": "decreed", "occurred_to": "2022-01-19"}, False),
    ],
)
def test_only_a_decree_and_a_named_end_outlast_silence(
    tmp_path: Path, cells: dict, stands: bool
) -> None:
    dataset = make_dataset(tmp_path, restrictions=[CHECKPOINT | cells])
    assert bool(in_force(dataset, "2022-02-01")) == stands


def test_it_lapses_the_dataset_s_hours_after_its_last_report_or_its_begin(tmp_path: Path) -> None:
    ahead = CHECKPOINT | {"place": "Almaty", "occurred_from": "2022-01-12", "entry_id": "ahead"}
    dataset = make_dataset(tmp_path, restrictions=[CHECKPOINT, ahead])
    assert in_force(dataset, "2022-01-09T17:59:58") == {"restrictions-0"}
    assert in_force(dataset, "2022-01-09T17:59:59") == set()
    assert in_force(dataset, "2022-01-13T17:59:59") == {"ahead"}
    assert in_force(dataset, "2022-01-13T18:00:00") == set()


def test_a_second_report_of_the_same_keeps_it_up_and_one_of_another_thing_does_not(
    tmp_path: Path,
) -> None:
    again = CHECKPOINT | {"reported_at": "2022-01-09", "occurred_from": ""}
    other = again | {"kind": "movement"}
    dataset = make_dataset(tmp_path, restrictions=[CHECKPOINT, again, CHECKPOINT | other])
    view = seen(dataset, "2022-01-10T12:00")
    assert set(view.in_force.entry_id) == {"restrictions-1", "restrictions-2"}
    assert view.last_reports == {}
    later = seen(dataset, "2022-01-12")
    assert later.last_reports.keys() == {"restrictions-0", "restrictions-1", "restrictions-2"}
    assert set(later.last_reports.values()) == {pd.Timestamp("2022-01-09T17:59:59Z")}


def test_what_a_plan_is_to_replace_stands_until_then(tmp_path: Path) -> None:
    shut = {"service": "airport", "state": "suspended", "reported_at": "2022-01-06",
            "occurred_from": "2022-01-05"}  # fmt: skip
    opening = {"service": "airport", "state": "operating", "occurred_from": "2022-01-13T08:00",
               "message": "Update", "replaces": "services-0",
               "reported_at": "2022-01-12"}  # fmt: skip
    dataset = make_dataset(tmp_path, services=[shut, opening])

    def state(moment: str) -> list[tuple]:
        states = seen(dataset, moment).service_states
        return list(zip(states.state, states.stale, strict=True))

    assert state("2022-01-07") == [("suspended", False)]
    assert state("2022-01-11") == [("suspended", True)]  # Nobody had told of the opening yet.
    assert state("2022-01-13T01:59") == [("suspended", False)]
    assert state("2022-01-13T02:00") == [("operating", False)]


def test_filters_do_not_decide_what_has_lapsed(tmp_path: Path) -> None:
    again = {"reported_at": "2022-01-09", "state": "suspended", "occurred_from": ""}
    rows = [{"state": "suspended", "summary": "Shops were shut."}, again]
    dataset = make_dataset(tmp_path, services=rows)
    whole, some = (seen(dataset, "2022-01-11", **one) for one in ({}, {"text": "shops"}))
    assert whole.lapses == some.lapses
    assert list(some.service_states.stale) == [False]


@draws(12, derandomize=True)
@given(histories(), st.sampled_from([*DAYS, "2022-01-12", "2022-02-01"]))
def test_what_has_lapsed_depends_on_the_claims_and_the_moment_alone(tables: dict, day: str) -> None:
    rows = [row | {"basis": "reported"} for row in tables.get("restrictions", [])]
    dataset = read(tables | {"restrictions": rows})
    view = seen(dataset, day)
    ahead = pd.Timedelta(hours=48)
    for table in ("restrictions", "services"):
        for claim in view.table(table).itertuples():
            last = max(filter(pd.notna, [claim.reported_at, claim.begins]))
            if pd.notna(claim.ends):
                assert claim.entry_id not in view.lapses
            elif view.lapses[claim.entry_id] != last + ahead:
                # Only a plan that names it keeps it up for longer.
                assert view.lapses[claim.entry_id] > last + ahead
                assert dataset.claims.replaces.str.contains(claim.entry_id).any()
    lapsed = {name for name, at in view.lapses.items() if at <= view.at}
    assert set(view.last_reports) <= lapsed
    assert lapsed.isdisjoint(view.in_force.entry_id)
