import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.ledger import Selection
from geo.rows import write_rows
from geo.subjects.services import RANK, by_place, counted, cut, latest_states, matrix, plans
from geo.view import View
from tests.support.building import make_dataset

_MOMENTS = ["begins", "ends", "reported_from", "reported_at", "lapses_at"]
TYPES = dict.fromkeys(
    [
        "place_id",
        "place",
        "service",
        "state",
        "occurred_from",
        "summary",
        "entry_id",
        "trend",
        "occurred_to",
    ],
    "object",
) | dict.fromkeys(_MOMENTS, "datetime64[us, UTC]")
START = pd.Timestamp("2022-01-01T00:00Z")
HOURS = st.integers(0, 96)
LASTS = 24
CLAIMS = st.lists(
    st.tuples(
        st.sampled_from(["taraz", "almaty", ""]),
        st.sampled_from(["food", "internet"]),
        st.sampled_from(["operating", "limited", "suspended"]),
        st.none() | HOURS,
        st.none() | HOURS,
        HOURS,
    )
)


def at(hour: int | None) -> pd.Timestamp:
    return pd.NaT if hour is None else START + pd.Timedelta(hours=hour)


def claims_frame(drawn: list[tuple]) -> pd.DataFrame:
    rows = [
        (
            place_id,
            f"Name {i}",
            service,
            state,
            "",
            "",
            f"s{i:03}",
            "",
            "",
            at(begin),
            at(end),
            at(day),
            at(day),
            at(day + LASTS) if end is None else pd.NaT,
        )
        for i, (place_id, service, state, begin, end, day) in enumerate(drawn)
    ]
    return write_rows(rows, TYPES)


def state(tmp_path: object, *rows: dict[str, str], moment: str = "2022-01-09T00:00Z") -> dict:
    view = View(make_dataset(tmp_path, services=rows), Selection(pd.Timestamp(moment)))
    table = latest_states(view.table("services"), view.at)
    return {(row.place_id, row.service): row for row in table.itertuples()}


def test_the_claim_about_the_latest_time_counts_not_the_one_reported_last(
    tmp_path: object,
) -> None:
    states = state(
        tmp_path,
        {"occurred_from": "2022-01-08", "state": "operating", "reported_at": "2022-01-08"},
        {"occurred_from": "2022-01-05", "state": "suspended", "reported_at": "2022-01-08T22:00Z"},
    )
    row = states["taraz", "food"]
    assert (row.state, row.since, row.entry_id) == ("operating", "2022-01-08", "services-0")
    assert row.entry_ids == ["services-1", "services-0"]
    assert not row.contested


def test_a_claim_that_does_not_say_since_when_yields_to_one_that_does(tmp_path: object) -> None:
    states = state(
        tmp_path,
        {"occurred_from": "", "state": "suspended", "reported_at": "2022-01-08"},
        {"occurred_from": "2022-01-07", "state": "operating"},
    )
    assert states["taraz", "food"].state == "operating"
    assert not states["taraz", "food"].contested


def test_claims_of_one_day_that_differ_are_contested(tmp_path: object) -> None:
    states = state(
        tmp_path,
        {"occurred_from": "2022-01-07", "state": "operating"},
        {"occurred_from": "2022-01-07T20:00", "state": "limited"},
    )
    assert states["taraz", "food"].contested


@pytest.mark.parametrize("swapped", [False, True])
def test_of_one_day_without_hours_the_graver_state_is_shown(
    tmp_path: object, swapped: bool
) -> None:
    rows = [{"state": "suspended"}, {"state": "operating", "source_id": "s2"}]
    row = state(tmp_path, *(reversed(rows) if swapped else rows))["taraz", "food"]
    assert (row.state, row.contested) == ("suspended", True)


def test_hours_that_somebody_gave_make_an_order(tmp_path: object) -> None:
    noon, evening = (
        {"occurred_from": f"2022-01-07T{clock}", "reported_at": f"2022-01-07T{clock}+06:00"}
        for clock in ("12:00", "20:00")
    )
    states = state(tmp_path, evening | {"state": "operating"}, noon | {"state": "suspended"})
    assert states["taraz", "food"].state == "operating"


def test_what_is_over_or_not_begun_does_not_hold(tmp_path: object) -> None:
    states = state(
        tmp_path,
        {"occurred_from": "2022-01-06", "occurred_to": "2022-01-07", "state": "suspended"},
        {"service": "internet", "occurred_from": "2022-01-20", "state": "suspended"},
        {"service": "fuel", "occurred_from": "2022-01-06", "occurred_to": "2022-01-09"},
    )
    assert states.keys() == {("taraz", "fuel")}


@given(CLAIMS, st.randoms())
def test_the_order_of_rows_does_not_matter(drawn: list, random: object) -> None:
    frame = claims_frame(drawn)
    order = list(range(len(frame)))
    random.shuffle(order)
    one, other = latest_states(frame, at(48)), latest_states(frame.iloc[order], at(48))
    pd.testing.assert_frame_equal(one, other)


@given(CLAIMS)
def test_every_claim_that_holds_is_in_one_row_of_its_place_and_service(drawn: list) -> None:
    table = latest_states(claims_frame(drawn), at(48))
    ids = sorted(entry_id for ids in table.entry_ids for entry_id in ids)
    assert ids == [
        f"s{i:03}"
        for i, (_, _, _, begin, end, _) in enumerate(drawn)
        if (begin is None or begin <= 48) and (end is None or end > 48)
    ]
    for row in table.itertuples():
        mine = [drawn[int(entry_id[1:])] for entry_id in row.entry_ids]
        assert {one[:2] for one in mine} == {(row.place_id, row.service)}
        assert row.state in {one[2] for one in mine}
        # It has lapsed where every claim of that state has, and then no number counts it.
        lapsed = [one[4] is None and one[5] + LASTS <= 48 for one in mine if one[2] == row.state]
        assert row.stale == all(lapsed)
        assert not row.contested or len({one[2] for one in mine}) > 1
        # Each unlocated claim is about a place of its own.
        assert row.place_id or len(mine) == 1


@pytest.mark.parametrize("moment", ["2022-01-01T00:00Z", "2022-01-09T00:00Z"])
def test_without_claims_there_is_no_state(tmp_path: object, moment: str) -> None:
    assert state(tmp_path, moment=moment) == {}


def table_of(tmp_path: object, *rows: dict[str, str], moment: str = "2022-01-09T00:00Z") -> tuple:
    view = View(make_dataset(tmp_path, services=rows), Selection(pd.Timestamp(moment)))
    return view.service_states, view.table("services"), view.at


def test_a_state_lapses_two_days_after_its_last_report_and_is_counted_no_more(
    tmp_path: object,
) -> None:
    rows = [{"state": "suspended"}, {"state": "suspended", "reported_at": "2022-01-08"}]
    before, *_ = table_of(tmp_path, *rows, moment="2022-01-10T17:59:58Z")
    after, *_ = table_of(tmp_path, *rows, moment="2022-01-10T17:59:59Z")
    assert (list(before.stale), len(counted(before))) == ([False], 1)
    assert (list(after.state), list(after.stale), len(counted(after))) == (["suspended"], [True], 0)
    assert after.last_reported[0] == pd.Timestamp("2022-01-08T17:59:59Z")


def test_a_state_with_an_end_of_its_own_stands_until_then(tmp_path: object) -> None:
    row = {"state": "suspended", "occurred_to": "2022-01-20"}
    states, *_ = table_of(tmp_path, row, moment="2022-01-19T00:00Z")
    assert list(states.stale) == [False]


def test_a_newer_state_that_lapsed_does_not_bring_back_an_older_one(tmp_path: object) -> None:
    rows = [
        {"state": "suspended", "occurred_from": "2022-01-05", "occurred_to": "2022-01-20"},
        {"state": "operating", "occurred_from": "2022-01-07"},
    ]
    states, *_ = table_of(tmp_path, *rows, moment="2022-01-12T00:00Z")
    assert (list(states.state), list(states.stale)) == (["operating"], [True])


def test_an_opening_announced_for_a_day_to_come_is_a_plan_and_no_state(tmp_path: object) -> None:
    rows = [
        {"service": "airport", "state": "suspended", "reported_at": "2022-01-07"},
        {"service": "airport", "state": "operating", "occurred_from": "2022-01-13T08:00",
         "reported_at": "2022-01-08"},
    ]  # fmt: skip
    states, claims, at = table_of(tmp_path, *rows)
    assert list(states.state) == ["suspended"]
    (plan,) = plans(claims, at)
    assert (plan.state, plan.since) == ("operating", "2022-01-13T08:00")
    assert plans(claims, pd.Timestamp("2022-01-14T00:00Z")) == []


def test_the_matrix_has_a_row_for_each_place_and_only_what_is_still_reported(
    tmp_path: object,
) -> None:
    rows = [
        {"service": "fuel", "state": "suspended"},
        {"service": "cash", "state": "limited", "reported_at": "2022-01-08"},
        {"place": "Almaty", "service": "fuel", "state": "operating", "reported_at": "2022-01-01",
         "occurred_from": "2022-01-01"},
    ]  # fmt: skip
    states, *_ = table_of(tmp_path, *rows)
    assert by_place(states) == {"taraz": {"fuel": "suspended", "cash": "limited"}}
    assert matrix(states).to_dict("index") == {"taraz": {"fuel": "suspended", "cash": "limited"}}
    assert matrix(states, ["cash", "retail"]).to_dict("index") == {
        "taraz": {"cash": "limited", "retail": ""}
    }
    assert matrix(states, ["retail"]).empty


def test_what_is_damaged_is_worse_than_limited_and_better_than_suspended() -> None:
    assert sorted(RANK, key=RANK.__getitem__) == ["operating", "limited", "damaged", "suspended"]


def test_services_cut_at_most_places_come_first_and_what_is_closed_by_decision_last(
    tmp_path: object,
) -> None:
    out = {"state": "suspended"}
    rows = [
        {"service": "retail"},
        out | {"service": "fuel"},
        out | {"service": "internet"},
        out | {"service": "internet", "place": "Almaty"},
        *(out | {"service": "education", "place": one} for one in ("Taraz", "Almaty", "Atyrau")),
    ]
    states, *_ = table_of(tmp_path, *rows)
    assert list(matrix(states)) == ["internet", "fuel", "retail", "education"]
    assert set(cut(states).service) == {"internet", "fuel"}
