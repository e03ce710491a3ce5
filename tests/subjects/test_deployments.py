import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from geo.dataset.vocabulary import PHASE
from geo.ledger import Selection
from geo.ranges import RANGE, Range
from geo.rows import write_rows
from geo.subjects.deployments import PERSONNEL, strengths, totals
from geo.view import View
from tests.support.building import make_dataset

TYPES = dict.fromkeys(
    ["force", "contributor", "unit", "phase", "scope", "authority", "entry_id"], "object"
) | dict.fromkeys(PERSONNEL, "Int64")
TYPES |= dict.fromkeys(
    ["begins", "ends", "reported_from", "reported_at"], "datetime64[us, UTC]"
) | dict.fromkeys(["speaks_of", "contested_by"], "object")


@st.composite
def ranges(draw: st.DrawFn) -> list:
    values = sorted(draw(st.tuples(*[st.integers(0, 5000)] * 3)))
    return [value if draw(st.booleans()) else pd.NA for value in values]


CLAIMS = st.lists(
    st.tuples(
        st.sampled_from(["", "RUS", "KGZ"]),
        st.sampled_from(["", "First brigade"]),
        st.sampled_from(PHASE),
        st.sampled_from(["country", "region", "city", ""]),
        st.sampled_from(["Ministry", "Alliance"]),
        ranges(),
        st.integers(0, 3),
    )
)


def claims_frame(drawn: list[tuple]) -> pd.DataFrame:
    rows = [
        (
            "Force",
            who,
            unit,
            phase,
            scope,
            authority,
            f"d{i:03}",
            *counts,
            pd.NaT,
            pd.NaT,
            _at(day),
            _at(day),
            "2022-01-07",
            "",
        )
        for i, (who, unit, phase, scope, authority, counts, day) in enumerate(drawn)
    ]
    return write_rows(rows, TYPES)


def _at(day: int) -> pd.Timestamp:
    return pd.Timestamp("2022-01-07T00:00Z") + pd.Timedelta(days=day)


def one_strength(*drawn: dict) -> dict:
    base = {"who": "RUS", "unit": "", "phase": "deployed", "scope": "country", "by": "Ministry"}
    rows = [tuple((base | one).values()) for one in drawn]
    table = strengths(claims_frame([(*row[:5], row[5], day) for day, row in enumerate(rows)]))
    assert len(table) == 1
    return table.iloc[0].to_dict()


def bounds(row: dict) -> Range:
    return tuple(None if pd.isna(row[name]) else row[name] for name in RANGE)


@given(CLAIMS)
def test_low_best_and_high_stay_in_order_and_nothing_is_added_up(drawn: list) -> None:
    table = strengths(claims_frame(drawn))
    claimed = {value for *_, counts, _ in drawn for value in counts if value is not pd.NA}
    for row in table.itertuples():
        values = [value for value in (row.low, row.best, row.high) if not pd.isna(value)]
        assert values == sorted(values)
        assert set(values) <= claimed
    ids = sorted(entry_id for ids in table.entry_ids for entry_id in ids)
    assert ids == [f"d{i:03}" for i in range(len(drawn))]


@given(CLAIMS, st.randoms())
def test_the_order_of_rows_does_not_matter(drawn: list, random: object) -> None:
    frame = claims_frame(drawn)
    order = list(range(len(frame)))
    random.shuffle(order)
    pd.testing.assert_frame_equal(strengths(frame), strengths(frame.iloc[order]))


def test_the_phases_of_the_whole_force_come_in_the_order_in_which_a_deployment_goes() -> None:
    drawn = [("", "", phase, "country", "M", [pd.NA] * 3, 0) for phase in sorted(PHASE)]
    assert list(strengths(claims_frame(drawn)).phase) == list(PHASE)


@given(CLAIMS)
def test_a_contingent_stands_once_in_a_phase_that_a_claim_gives(drawn: list) -> None:
    table = strengths(claims_frame(drawn))
    own = table[table.contributor != ""]
    assert not own.contributor.duplicated().any()
    for row in own.itertuples():
        assert row.phase in {one[2] for one in drawn if one[0] == row.contributor}


def contingent(tmp_path: object, *rows: dict[str, str]) -> dict:
    rows = [{"contributor": "KGZ", "occurred_from": ""} | row for row in rows]
    dataset = make_dataset(tmp_path, deployments=rows)
    table = View(dataset, Selection(pd.Timestamp("2022-02-01T00:00Z"))).strengths
    assert len(table) == 1
    return table.iloc[0].to_dict()


def test_a_contingent_declared_in_place_is_deployed_with_the_number_announced(
    tmp_path: object,
) -> None:
    number = dict.fromkeys(PERSONNEL, "150")
    row = contingent(
        tmp_path,
        {"phase": "announced", **number, "reported_at": "2022-01-06"},
        {"phase": "in_transit", "reported_at": "2022-01-07"},
        {"phase": "deployed", "reported_at": "2022-01-09"},
        {"phase": "announced", "reported_at": "2022-01-10"},
    )
    assert (row["phase"], row["counted_as"], bounds(row)) == ("deployed", "announced", (150,) * 3)
    assert not row["leaving"]


def test_a_withdrawal_announced_is_not_yet_one(tmp_path: object) -> None:
    plan = {"phase": "withdrawn", "occurred_from": "2022-01-14", "reported_at": "2022-01-12"}
    plan |= dict.fromkeys(PERSONNEL, "20")
    row = contingent(tmp_path, {"phase": "deployed", "reported_at": "2022-01-09"}, plan)
    assert (row["phase"], row["leaving"], bounds(row)) == ("deployed", True, (None,) * 3)
    gone = {"phase": "withdrawn", "occurred_from": "2022-01-14", "reported_at": "2022-01-14"}
    row = contingent(tmp_path, {"phase": "deployed", "reported_at": "2022-01-09"}, plan, gone)
    assert (row["phase"], row["leaving"]) == ("withdrawn", False)


def test_a_contingent_that_is_gone_can_be_announced_anew(tmp_path: object) -> None:
    gone = {"phase": "withdrawn", "reported_at": "2022-01-14"}
    said_later = {"phase": "deployed", "reported_at": "2022-01-15"}
    assert contingent(tmp_path, gone, said_later)["phase"] == "withdrawn"
    anew = {"phase": "announced", "reported_at": "2022-01-20"}
    assert contingent(tmp_path, gone, said_later, anew)["phase"] == "announced"


def test_the_strength_of_a_unit_is_not_that_of_its_country() -> None:
    row = one_strength({"counts": [3000] * 3}, {"unit": "First", "by": "B", "counts": [300] * 3})
    assert (bounds(row), row["contested"]) == ((3000, 3000, 3000), False)
    assert len(row["entry_ids"]) == 2


def test_what_stands_in_a_city_is_a_part_of_what_stands_in_the_country() -> None:
    row = one_strength({"scope": "city", "counts": [50] * 3}, {"by": "B", "counts": [150] * 3})
    assert (bounds(row), row["contested"]) == ((150, 150, 150), False)


def test_rival_totals_are_contested() -> None:
    row = one_strength({"counts": [2030] * 3}, {"by": "Alliance", "counts": [2500] * 3})
    assert (bounds(row), row["contested"]) == ((None, None, None), True)
    assert row["rivals"] == ["d001", "d000"]


def test_a_contingent_of_unknown_strength_has_none() -> None:
    assert bounds(one_strength({"counts": [pd.NA] * 3})) == (None, None, None)


def test_totals_are_the_claims_on_the_whole_force_that_give_a_number(tmp_path: object) -> None:
    rows = [
        {"personnel_best": "2500"},
        {"personnel_low": "2000"},
        {"contributor": "RUS", "personnel_best": "3000"},
        {"phase": "announced", "personnel_best": "4000"},
        {},
    ]
    view = View(
        make_dataset(tmp_path, deployments=rows), Selection(pd.Timestamp("2022-01-09T00:00Z"))
    )
    found = totals(view.table("deployments"), "deployed")
    assert list(found.entry_id) == ["deployments-0", "deployments-1"]


def test_without_claims_there_is_no_strength(tmp_path: object) -> None:
    view = View(make_dataset(tmp_path), Selection(pd.Timestamp("2022-01-09T00:00Z")))
    assert strengths(view.table("deployments")).empty
    assert totals(view.table("deployments"), "deployed").empty
