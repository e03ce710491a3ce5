from pathlib import Path
from typing import Any

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from geo.dataset.vocabulary import PHASE
from geo.ledger import Selection
from geo.ranges import RANGE, Range
from geo.rows import write_rows
from geo.subjects.counting import Rival
from geo.subjects.deployments import PERSONNEL, strengths
from geo.view import View
from geo.words.deployments import strength
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


def test_without_claims_there_is_no_strength(tmp_path: object) -> None:
    view = View(make_dataset(tmp_path), Selection(pd.Timestamp("2022-01-09T00:00Z")))
    assert strengths(view.table("deployments")).empty


def of_force(directory: Path, *rows: dict[str, str]) -> dict[tuple[str, str], Any]:
    """The strengths by contributor and phase, of claims about the whole country."""
    base = {"place": "Kazakhstan", "occurred_from": ""}
    dataset = make_dataset(directory, deployments=[base | row for row in rows])
    assert not dataset.errors
    table = View(dataset, Selection(pd.Timestamp("2022-02-01T00:00Z"))).strengths
    return {(row.contributor, row.phase): row for row in table.itertuples()}


def people(number: int, **cells: str) -> dict[str, str]:
    return dict.fromkeys(PERSONNEL, str(number)) | cells


ARMENIA_GOES = {"contributor": "ARM", "phase": "withdrawn", "reported_at": "2022-01-14"}


def test_a_number_of_a_whole_force_ends_once_some_of_any_contingent_have_left(
    tmp_path: Path,
) -> None:
    rows = [people(2500, phase="announced"), people(2030, reported_at="2022-01-10")]
    rows += [people(150, contributor="KGZ"), people(100, contributor="ARM")]
    here = of_force(tmp_path / "here", *rows)
    assert here["", "deployed"].best == 2030
    assert not any(row.parted for row in here.values())
    for name, who in (("all", {}), ("some", {"unit": "first company"})):
        parted = of_force(tmp_path / name, *rows, ARMENIA_GOES | who)
        for phase in ("announced", "deployed"):
            assert (parted["", phase].parted, parted["", phase].counted_as) == (True, "")
            assert pd.isna(parted["", phase].best)
        assert parted["KGZ", "deployed"].best == 150
    # Of a contingent of which only some have left, nobody knows how many stay.
    assert parted["ARM", "deployed"].parted


def test_what_is_left_of_a_force_has_the_number_of_a_later_day(tmp_path: Path) -> None:
    rows = [people(2500), ARMENIA_GOES]
    same_day = people(2400, reported_at="2022-01-14", attributed_to="One")
    assert of_force(tmp_path / "same", *rows, same_day)["", "deployed"].parted
    later = of_force(tmp_path / "later", *rows, people(1900, reported_at="2022-01-15"))
    assert (later["", "deployed"].best, later["", "deployed"].parted) == (1900, False)
    # A withdrawal that is announced ends nothing.
    plan = ARMENIA_GOES | {"occurred_from": "2022-01-20"}
    assert of_force(tmp_path / "plan", people(2500), plan)["", "deployed"].best == 2500


@given(CLAIMS)
def test_no_number_stands_of_people_of_whom_some_left_since(drawn: list) -> None:
    frame = claims_frame(drawn)
    days = [f"2022-01-{7 + one[-1]:02}" for one in drawn]
    table = strengths(frame.assign(speaks_of=pd.Series(days, frame.index, dtype=object)))
    for row in table[table.phase != "withdrawn"].itertuples():
        mine = [one for one in drawn if row.contributor in ("", one[0])]
        left = [one[-1] for one in mine if one[2] == "withdrawn"]
        if left and row.counted_as:
            assert row.as_of > f"2022-01-{7 + max(left):02}"
        if row.parted:
            assert left
            assert (bounds(row._asdict()), row.contested) == ((None,) * 3, False)


def test_a_dispute_about_a_size_ends_with_a_number_of_some_days_later(tmp_path: Path) -> None:
    rows = [
        people(2500, entry_id="old", attributed_to="Site", reported_at="2022-01-09"),
        people(2030, attributed_to="Office", reported_at="2022-01-10", disputes="old"),
    ]
    before = of_force(tmp_path / "before", *rows)["", "deployed"]
    assert (before.contested, len(before.rivals)) == (True, 2)
    newer = people(2000, attributed_to="Channel", reported_at="2022-01-13")
    after = of_force(tmp_path / "after", *rows, newer)["", "deployed"]
    assert (after.contested, after.rivals, after.best) == (False, [], 2000)


def test_a_contingent_of_more_than_the_whole_force_is_marked(tmp_path: Path) -> None:
    whole = people(2500, entry_id="whole", phase="announced")
    russia = {"contributor": "RUS", "phase": "announced"}
    here = {"contributor": "RUS", "reported_at": "2022-01-09"}
    found = of_force(tmp_path / "more", whole, people(3000, **russia), here)
    row = found["RUS", "deployed"]
    assert (row.exceeds, found["", "announced"].exceeds) == (["whole"], [])
    assert strength(row, "people", wholes=[Rival("whole", (2500, 2500, 2500), "", "")]) == (
        "3,000 people (as announced; more than the whole force, 2,500)"
    )
    same = of_force(tmp_path / "same", whole, people(2500, **russia))
    assert same["RUS", "announced"].exceeds == []
    # Than one of its rivals alone is not than the whole force.
    rival = people(3100, phase="announced", attributed_to="Other")
    assert (
        of_force(tmp_path / "two", whole, rival, people(3000, **russia))["RUS", "announced"].exceeds
        == []
    )
    # A number of people in place is not set beside one of people announced.
    assert (
        of_force(tmp_path / "phase", whole, people(3000, contributor="RUS"))[
            "RUS", "deployed"
        ].exceeds
        == []
    )
