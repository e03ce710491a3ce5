import itertools

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.ranges import RANGE, Range, combine_ranges, is_contested
from geo.rows import write_rows
from geo.subjects import casualties_in_time
from geo.subjects.casualties import KEY, figures
from geo.words.numbers import range_in_words
from tests.support.building import make_dataset

COUNTS = st.none() | st.integers(0, 500)


@st.composite
def ranges(draw: st.DrawFn) -> Range:
    """Any range that validation lets pass: in order, each part possibly unknown."""
    low, best, high = sorted(draw(st.tuples(*[st.integers(0, 500)] * 3)))
    kept = draw(st.tuples(*[st.booleans()] * 3))
    return tuple(
        value if keep else None for value, keep in zip((low, best, high), kept, strict=True)
    )


CLAIMS = st.lists(
    st.tuples(
        ranges(),
        st.sampled_from(["Ministry", "Hospital", "Channel"]),
        st.sampled_from(["taraz", "almaty", ""]),
        st.sampled_from(["Here", "There"]),
        st.integers(0, 3),
    )
)
TYPES = {
    **dict.fromkeys([*KEY, "place", "scope", "qualifier", "authority", "entry_id"], "object"),
    **dict.fromkeys(RANGE, "Int64"),
    "reported_at": "datetime64[us, UTC]",
}


def claims_frame(drawn: list[tuple]) -> pd.DataFrame:
    rows = [
        (
            place_id,
            "killed",
            "all",
            "",
            name,
            "city",
            "",
            who,
            f"c{i:03}",
            *_cells(one),
            _at(day),
        )
        for i, (one, who, place_id, name, day) in enumerate(drawn)
    ]
    return write_rows(rows, TYPES)


def _cells(bounds: Range) -> list:
    return [pd.NA if value is None else value for value in bounds]


def _at(day: int) -> pd.Timestamp:
    return pd.Timestamp("2022-01-07T00:00Z") + pd.Timedelta(days=day)


def one_figure(*drawn: tuple[Range, str]) -> dict:
    rows = [(bounds, who, "taraz", "Taraz", day) for day, (bounds, who) in enumerate(drawn)]
    table = figures(claims_frame(rows))
    assert len(table) == 1
    row = table.iloc[0].to_dict()
    return {name: None if value is pd.NA else value for name, value in row.items()}


@given(CLAIMS)
def test_low_best_and_high_stay_in_order_and_within_what_was_claimed(drawn: list) -> None:
    for row in figures(claims_frame(drawn)).itertuples():
        values = [value for value in (row.low, row.best, row.high) if not pd.isna(value)]
        assert values == sorted(values)
        numbers = {value for claim in drawn for value in claim[0] if value is not None}
        assert set(values) <= numbers


@given(CLAIMS, st.randoms())
def test_the_order_of_rows_does_not_matter(drawn: list, random: object) -> None:
    frame = claims_frame(drawn)
    order = list(range(len(frame)))
    random.shuffle(order)
    pd.testing.assert_frame_equal(figures(frame), figures(frame.iloc[order]))


@given(CLAIMS)
def test_every_claim_is_in_one_figure_of_its_own_place(drawn: list) -> None:
    table = figures(claims_frame(drawn))
    ids = [entry_id for ids in table.entry_ids for entry_id in ids]
    assert sorted(ids) == [f"c{i:03}" for i in range(len(drawn))]
    for row in table.itertuples():
        mine = [drawn[int(entry_id[1:])] for entry_id in row.entry_ids]
        assert {place_id for _, _, place_id, _, _ in mine} == {row.place_id}
        assert row.place_id or len({name for *_, name, _ in mine}) == 1


@given(st.lists(st.tuples(ranges(), st.sampled_from("abc"))))
def test_contested_is_symmetric_and_needs_two_authorities_without_a_common_number(
    drawn: list,
) -> None:
    bounds, who = [one for one, _ in drawn], [one for _, one in drawn]
    found = is_contested(who, bounds)
    assert is_contested(who[::-1], bounds[::-1]) == found
    assert found == any(
        one[1] != other[1] and not (numbers(one[0]) & numbers(other[0]))
        for one, other in itertools.combinations(drawn, 2)
    )


def numbers(bounds: Range) -> set[int]:
    """Every count up to beyond the largest drawn that a claim leaves possible."""
    low, best, high = bounds
    first = next((value for value in (low, best) if value is not None), 0)
    last = next((value for value in (high, best) if value is not None), 600)
    return set(range(first, last + 1))


@given(st.lists(ranges()), st.booleans())
def test_no_number_comes_from_claims_without_one(drawn: list[Range], contested: bool) -> None:
    low, best, high = combine_ranges([*drawn, (None, None, None)], contested)
    if not any(value is not None for bounds in drawn for value in bounds):
        assert (low, best, high) == (None, None, None)
    assert combine_ranges(drawn, contested) == (low, best, high)


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        ([((60, None, None), "a")], (60, None, None, False)),
        ([((None, 500, None), "a")], (None, 500, None, False)),
        ([((None, None, 40), "a")], (None, None, 40, False)),
        ([((None, None, None), "a")], (None, None, None, False)),
        ([((0, 0, 0), "a")], (0, 0, 0, False)),
        ([((12, 12, 12), "a"), ((18, 18, 18), "b")], (12, None, 18, True)),
        ([((12, 12, 12), "a"), ((18, 18, 18), "a")], (12, 18, 18, False)),
        ([((60, None, None), "a"), ((164, 164, 164), "b")], (60, 164, None, False)),
        ([((60, None, None), "a"), ((35, 35, 35), "b")], (35, None, None, True)),
        ([((10, 15, 20), "a"), ((20, 25, 30), "b")], (10, 25, 30, False)),
        ([((None, 5, None), "a"), ((None, None, None), "b")], (None, 5, None, False)),
    ],
)
def test_a_figure_is_the_hull_of_its_claims_open_where_one_is_open(
    claims: list, expected: tuple
) -> None:
    figure = one_figure(*claims)
    assert tuple(figure[name] for name in (*RANGE, "contested")) == expected


def test_different_groups_measures_and_subsets_are_never_put_together(tmp_path: object) -> None:
    rows = [
        {"low": "1"},
        {"low": "2", "group": "police"},
        {"low": "3", "measure": "injured"},
        {"low": "4", "subset": "women"},
        {"low": "5", "place": "Jambyl Region"},
    ]
    dataset = make_dataset(tmp_path, casualties=rows)
    claims = dataset.claims.join(dataset.details["casualties"], on="entry_id")
    table = figures(claims)
    assert sorted(table.low) == [1, 2, 3, 4, 5]
    assert list(map(len, table.entry_ids)) == [1] * 5


@pytest.mark.parametrize(
    ("bounds", "words"),
    [
        ((35, 35, 35), "35"),
        ((60, None, None), "60 or more"),
        ((12, 14, 18), "12 to 18"),
        ((None, 1500, None), "about 1,500"),
        ((None, None, 40), "up to 40"),
        ((None, None, None), "no number given"),
        ((0, 0, 0), "0"),
        ((pd.NA, pd.NA, pd.NA), "no number given"),
    ],
)
def test_a_range_in_words(bounds: Range, words: str) -> None:
    assert range_in_words(*bounds) == words


def figures_of(*rows: tuple[str, str, Range]) -> tuple[pd.DataFrame, pd.DataFrame]:
    table = [
        (place_id, "killed", "all", "", scope, *_cells(bounds)) for place_id, scope, bounds in rows
    ]
    types = {**dict.fromkeys([*KEY, "scope"], "object"), **dict.fromkeys(RANGE, "Int64")}
    admin1 = {"taraz": "Jambyl", "shu": "Jambyl", "jambyl": "Jambyl", "almaty": "Almaty"}
    return write_rows(table, types), pd.DataFrame({"admin1": admin1 | {"land": ""}})


def test_cities_are_added_only_where_the_region_has_no_figure_of_its_own() -> None:
    parts = [
        ("taraz", "city", (3, 3, 3)),
        ("shu", "city", (2, 2, 2)),
        ("land", "country", (10, 10, 10)),
    ]
    found = casualties_in_time.allocate(*figures_of(*parts), "killed")
    assert (found["national"], found["allocated"], found["remainder"]) == (10, 5, 5)
    found = casualties_in_time.allocate(
        *figures_of(*parts, ("jambyl", "region", (8, 8, 8))), "killed"
    )
    assert found["by_region"] == {"Jambyl": 8}
    assert found["remainder"] == 2


def test_a_figure_without_a_best_number_is_left_out_and_named() -> None:
    found = casualties_in_time.allocate(*figures_of(("taraz", "city", (60, None, None))), "killed")
    assert found["left_out"] == ["taraz"]
    assert (found["national"], found["allocated"], found["remainder"]) == (None, 0, None)


def count(entry_id: str, day: int, low: int, **more: str) -> dict[str, str]:
    numbers_ = dict.fromkeys(RANGE, str(low))
    return {"entry_id": entry_id, "reported_at": f"2022-01-0{day}", **numbers_, **more}


def rival_warnings(tmp_path: object, *rows: dict[str, str]) -> list[str]:
    issues = make_dataset(tmp_path, casualties=rows).issues
    return [one.value for one in issues if one.column == "replaces"]


def test_two_current_figures_of_one_authority_are_a_warning(tmp_path: object) -> None:
    assert rival_warnings(tmp_path, count("a", 7, 1), count("b", 8, 2)) == ["b"]


@pytest.mark.parametrize(
    "later",
    [
        {"message": "Update", "replaces": "a"},
        {"attributed_to": "Another"},
        {"group": "police"},
        {"measure": "injured"},
        {"subset": "women"},
        {"place": "Almaty"},
        {"place": "Nowhere"},
    ],
    ids=str,
)
def test_an_update_another_authority_or_another_figure_is_no_rival(
    tmp_path: object, later: dict[str, str]
) -> None:
    first = count("a", 7, 1)
    assert rival_warnings(tmp_path, first, count("b", 8, 2, **later)) == []


@pytest.mark.parametrize(
    ("later", "warns"),
    [
        ({}, False),
        ({"attributed_to": "Other"}, False),
        ({"place": "Almaty"}, True),
        ({"group": "police"}, True),
        ({"subset": "in hospital"}, True),
        ({"measure": "injured"}, True),
    ],
)
def test_an_update_that_takes_away_a_count_of_other_people_is_a_warning(
    tmp_path: object, later: dict[str, str], warns: bool
) -> None:
    first = {"entry_id": "a", "best": "149"}
    update = {"entry_id": "b", "best": "139", "message": "Update", "replaces": "a"}
    update |= {"reported_at": "2022-01-08"} | later
    dataset = make_dataset(tmp_path, casualties=[first, update])
    problems = [issue.problem for issue in dataset.issues]
    assert any("counts other people" in one for one in problems) == warns
