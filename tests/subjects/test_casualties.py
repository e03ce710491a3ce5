"""What claims on people come to: tolls, events, rivals, history."""

import itertools

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.dataset import Dataset
from geo.exporting import tables
from geo.ledger import Selection
from geo.ranges import RANGE, Range, add_up, exceeds, meet
from geo.rows import write_rows
from geo.subjects import casualties, casualties_in_time
from geo.subjects.casualties import KEY, Counted, figures, rivals
from geo.view import View, panels
from geo.view.key_figure import Label
from geo.view.key_figures import key_figure
from geo.view.situation import situation
from geo.words import figures as words_of
from geo.words import key_figures as key_words
from geo.words.line_of_people import number_of
from geo.words.numbers import range_in_words
from pages.casualties.lines import lines
from tests.support.building import make_dataset

NOTHING = (None, None, None)
DAYS = ["2022-01-07", "2022-01-07T12:00", "2022-01-08", "2022-01-12", "2022-03-14"]
TYPES = dict.fromkeys(Counted._fields, "object") | {
    **dict.fromkeys(RANGE, "Int64"),
    **dict.fromkeys(["reported_from", "reported_at"], "datetime64[us, UTC]"),
}
USUAL = {
    "place_id": "taraz",
    "measure": "killed",
    "group": "all",
    "counts": "toll",
    "place": "Taraz",
    "scope": "city",
    "authority": "Ministry",
    "speaks_of": "2022-01-07",
    "day": 7,
    "bounds": NOTHING,
}


def claims_frame(drawn: list[dict]) -> pd.DataFrame:
    """Claims as a view has them; ``hour`` is that of the report, None where nobody gave it."""
    rows = []
    for i, more in enumerate(drawn):
        cells = dict.fromkeys(Counted._fields, "") | USUAL | {"entry_id": f"c{i:02}"} | more
        cells |= zip(RANGE, (pd.NA if one is None else one for one in cells["bounds"]), strict=True)
        begin = pd.Timestamp(f"2022-01-{cells['day']:02}T00:00Z")
        hour = cells.get("hour")
        cells["reported_from"] = begin + pd.Timedelta(hours=hour or 0)
        end = pd.Timedelta(hours=24) - pd.Timedelta(seconds=1)
        cells["reported_at"] = begin + (end if hour is None else pd.Timedelta(hours=hour))
        rows.append([cells[name] for name in Counted._fields])
    return write_rows(rows, TYPES)


def one_figure(*drawn: dict) -> dict:
    table = figures(claims_frame(list(drawn)))
    assert len(table) == 1
    return read(table)[0]


def read(table: pd.DataFrame) -> list[dict]:
    return [
        {name: None if value is pd.NA else value for name, value in row.items()}
        for row in table.to_dict("records")
    ]


def bounds_of(row: dict) -> Range:
    return tuple(row[name] for name in RANGE)


def exact(number: int, **more: object) -> dict:
    return {"bounds": (number,) * 3, **more}


def at_least(number: int, **more: object) -> dict:
    return {"bounds": (number, None, None), **more}


@st.composite
def ranges(draw: st.DrawFn) -> Range:
    """Any range that validation lets pass: in order, each part possibly unknown."""
    low, best, high = sorted(draw(st.tuples(*[st.integers(0, 50)] * 3)))
    kept = draw(st.tuples(*[st.booleans()] * 3))
    return tuple(
        value if keep else None for value, keep in zip((low, best, high), kept, strict=True)
    )


CLAIM = st.fixed_dictionaries(
    {
        "bounds": ranges(),
        "authority": st.sampled_from(["Ministry", "Hospital", "Channel"]),
        "place_id": st.sampled_from(["myanmar"] * 4 + ["bangladesh", ""]),
        "place": st.sampled_from(["Here", "There"]),
        "measure": st.sampled_from(["killed"] * 3 + ["injured"]),
        "group": st.sampled_from(["all"] * 3 + ["police"]),
        "counts": st.sampled_from(["toll", "event", "event", ""]),
        "collection": st.sampled_from(["", "UCDP GED", "ACLED"]),
        "event": st.sampled_from(["", "e1", "e2"]),
        "speaks_of": st.sampled_from(DAYS),
        "day": st.integers(7, 10),
        "hour": st.sampled_from([None, 0, 9]),
        "disputing": st.sampled_from([None, None, 0, 1]),
    }
)


@st.composite
def ledgers(draw: st.DrawFn) -> list[dict]:
    drawn = draw(st.lists(CLAIM, max_size=12))
    named: dict[int, set[int]] = {}
    for i, one in enumerate(drawn):
        other = one["disputing"]
        if other is not None and other != i and other < len(drawn):
            named.setdefault(i, set()).add(other)
            named.setdefault(other, set()).add(i)
    return [
        one | {"contested_by": "|".join(f"c{j:02}" for j in sorted(named.get(i, ())))}
        for i, one in enumerate(drawn)
    ]


def claim(drawn: list[dict], entry_id: str) -> dict:
    return USUAL | drawn[int(entry_id[1:])]


@given(ledgers())
def test_every_bound_was_said_by_one_claim_or_is_the_sum_within_one_collection(
    drawn: list[dict],
) -> None:
    for row in read(figures(claims_frame(drawn))):
        mine = [claim(drawn, one) for one in row["entry_ids"]]
        bounds = bounds_of(row)
        values = [value for value in bounds if value is not None]
        assert values == sorted(values)
        if row["contested"]:
            assert bounds == NOTHING
        elif row["events"] is None or row["events"] == 1:
            assert bounds == NOTHING or bounds in {
                add_up([one["bounds"]]) if row["events"] else one["bounds"] for one in mine
            }
        elif bounds != NOTHING:
            assert row["collection"]
            assert_is_sum(drawn, row)


def assert_is_sum(drawn: list[dict], row: dict) -> None:
    """Some choice of one claim of the collection an event has these bounds as its sum."""
    events: dict[str, set[Range]] = {}
    ids = [*row["entry_ids"], *row["history"]]
    for entry_id in ids:
        one = claim(drawn, entry_id)
        if one["collection"] == row["collection"]:
            events.setdefault(one["event"] or entry_id, set()).add(one["bounds"])
    assert len(events) == row["events"]
    assert bounds_of(row) in {add_up(choice) for choice in itertools.product(*events.values())}


@given(ledgers())
def test_no_figure_mixes_days_events_collections_groups_or_countries(drawn: list[dict]) -> None:
    for row in read(figures(claims_frame(drawn))):
        mine = [claim(drawn, one) for one in (*row["entry_ids"], *row["history"])]
        for name in ("place_id", "measure", "group"):
            assert {one[name] for one in mine} == {row[name]}
        assert row["place_id"] or len({one["place"] for one in mine}) == 1
        if row["counts"] == "event":
            assert {one["collection"] for one in mine} <= {"", row["collection"]}
            assert row["contested"] or bounds_of(row) == NOTHING or (
                row["collection"] or row["events"] == 1
            )  # fmt: skip
            continue
        shown = [claim(drawn, one) for one in row["entry_ids"]]
        stand = [one for one in shown if one["bounds"] != NOTHING and not one["contested_by"]]
        days = [pd.Timestamp(one["speaks_of"][:10]) for one in stand]
        assert not days or max(days) - min(days) <= pd.Timedelta(days=1)
        if bounds_of(row) != NOTHING:
            said = {one["bounds"] for one in shown if one["speaks_of"] == row["as_of"]}
            assert bounds_of(row) in said


@given(ledgers())
def test_every_claim_is_in_one_figure_as_standing_or_as_history(drawn: list[dict]) -> None:
    table = figures(claims_frame(drawn))
    ids = [one for row in table.itertuples() for one in (*row.entry_ids, *row.history)]
    assert sorted(ids) == [f"c{i:02}" for i in range(len(drawn))]
    assert not table.duplicated([*KEY, "counts", "collection"])[table.place_id != ""].any()


@given(ledgers(), st.randoms())
def test_the_order_of_rows_does_not_matter(drawn: list[dict], random: object) -> None:
    frame = claims_frame(drawn)
    order = list(range(len(frame)))
    random.shuffle(order)
    pd.testing.assert_frame_equal(figures(frame), figures(frame.iloc[order]))


@given(ledgers())
def test_rivals_are_contested_on_both_sides(drawn: list[dict]) -> None:
    rows = read(figures(claims_frame(drawn)))
    for row in rows:
        own = {*row["entry_ids"]}
        assert row["contested"] == bool(row["rivals"])
        assert not row["contested"] or own & {*row["rivals"]}
    named = {one for row in rows for one in row["rivals"]}
    for row in rows:
        assert named.isdisjoint(row["entry_ids"]) or row["contested"]


@given(ranges(), ranges())
def test_ranges_meet_where_they_have_a_number_in_common(one: Range, other: Range) -> None:
    assert meet(one, other) == meet(other, one) == bool(numbers(one) & numbers(other))
    assert exceeds(one, other) == (min(numbers(one)) > max(numbers(other)))


def numbers(bounds: Range) -> set[int]:
    """Every count up to beyond the largest drawn that a range leaves possible."""
    low, best, high = bounds
    first = next((value for value in (low, best) if value is not None), 0)
    last = next((value for value in (high, best) if value is not None), 60)
    return set(range(first, last + 1))


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        ([at_least(60)], (60, None, None)),
        ([{"bounds": (None, 500, None)}], (None, 500, None)),
        ([{"bounds": (None, None, 40)}], (None, None, 40)),
        ([{}], NOTHING),
        ([exact(0)], (0, 0, 0)),
        ([exact(12), exact(18, day=8)], (18, 18, 18)),
        ([at_least(60), exact(164, authority="B", day=8)], (164, 164, 164)),
        ([exact(164, authority="B", day=8), {"day": 9}], (164, 164, 164)),
        ([exact(12, speaks_of="2022-01-08"), exact(10, day=9)], (12, 12, 12)),
    ],
    ids=str,
)
def test_a_toll_is_the_range_of_one_claim_the_newest(claims: list, expected: Range) -> None:
    figure = one_figure(*claims)
    assert (bounds_of(figure), figure["contested"]) == (expected, False)


def test_two_authorities_that_do_not_meet_are_rivals_and_never_a_hull() -> None:
    figure = one_figure(at_least(60), exact(20, authority="Prosecutors", day=8))
    assert (bounds_of(figure), figure["contested"]) == (NOTHING, True)
    assert figure["rivals"] == ["c01", "c00"]


def test_an_earlier_toll_of_the_same_authority_is_history() -> None:
    older = exact(5800, speaks_of="2022-01-09")
    figure = one_figure(older, exact(9900, speaks_of="2022-01-11", day=8))
    assert (bounds_of(figure), figure["as_of"]) == ((9900,) * 3, "2022-01-11")
    assert (figure["entry_ids"], figure["history"]) == (["c01"], ["c00"])


def test_an_old_toll_of_another_authority_is_history_and_no_rival() -> None:
    older = exact(5800, speaks_of="2022-01-09", authority="Office")
    newer = exact(9900, speaks_of="2022-01-11", day=8)
    figure = one_figure(older, newer)
    assert not figure["contested"]
    assert (bounds_of(figure), figure["history"]) == ((9900,) * 3, ["c00"])
    loose = figures(claims_frame([older, newer]), days=2)
    assert not read(loose)[0]["contested"]


def test_a_toll_of_a_later_day_may_be_higher_but_not_lower_than_another_authoritys() -> None:
    office = exact(5800, speaks_of="2022-01-09", authority="Office")
    for number, is_contested in ((7939, False), (5135, True)):
        ministry = exact(number, speaks_of="2022-01-10", day=8)
        assert one_figure(office, ministry)["contested"] == is_contested
        same_day = exact(number, speaks_of="2022-01-09", day=8)
        assert one_figure(office, same_day)["contested"]


def test_what_disputes_a_toll_is_its_rival_however_old_and_across_measures() -> None:
    killed = at_least(60, authority="TASS", contested_by="c01|c02")
    injured = exact(60, measure="injured", authority="TASS", contested_by="c00")
    later = exact(20, speaks_of="2023-01-05", authority="Prosecutors", contested_by="c00", day=9)
    hurt, dead = read(figures(claims_frame([killed, injured, later])))
    assert dead["rivals"] == ["c02", "c00", "c01"]
    assert dead["entry_ids"] == ["c00", "c02"]
    assert hurt["rivals"] == ["c01", "c00"]
    assert bounds_of(hurt) == bounds_of(dead) == NOTHING


def test_a_claim_in_whose_place_a_later_one_of_its_authority_stands_disputes_nothing() -> None:
    old = exact(60, authority="TASS", contested_by="c02")
    new = exact(25, authority="TASS", speaks_of="2022-01-08", day=8)
    other = exact(25, speaks_of="2022-01-08", contested_by="c00", day=8)
    assert not one_figure(old, new, other)["contested"]


def test_numbers_that_have_become_history_contest_nothing_of_what_followed() -> None:
    """Three ways to understand one speech, of which two were counts of everybody."""
    police = exact(149, authority="Police", contested_by="c01|c02")
    outlet = exact(160, authority="Outlet", contested_by="c00")
    civilians = exact(149, group="civilians", authority="Police", contested_by="c00")
    said = [police, outlet, civilians]
    assert [one["contested"] for one in read(figures(claims_frame(said)))] == [True, True]
    later = exact(151, speaks_of="2023-01-05", authority="Prosecutors", day=9)
    everybody, part = read(figures(claims_frame([*said, later])))
    assert (bounds_of(everybody), everybody["contested"]) == ((151,) * 3, False)
    assert everybody["history"] == ["c00", "c01"]
    assert (bounds_of(part), part["contested"]) == ((149,) * 3, False)


def test_a_report_without_an_hour_is_neither_before_nor_after_one_of_its_day() -> None:
    drawn = [exact(10, hour=23), at_least(5), {"bounds": (8, 9, 12), "hour": 1}]
    assert bounds_of(one_figure(*drawn)) == (10, 10, 10)  # the most precise
    assert bounds_of(one_figure(*drawn[1:])) == (8, 9, 12)


def event(number: int, name: str = "", **more: object) -> dict:
    own = {"counts": "event", "collection": "UCDP GED", "event": name, "authority": "UCDP"}
    return exact(number) | own | more


def test_events_are_other_people_each_and_are_summed_within_a_collection() -> None:
    figure = one_figure(
        *(event(number, speaks_of=day) for number, day in zip((1, 6, 30), DAYS[:3], strict=True))
    )
    assert (bounds_of(figure), figure["events"]) == ((37, 37, 37), 3)
    assert (figure["contested"], figure["history"]) == (False, [])
    assert words_of.value(_row(figure)) == "37, the sum of 3 events, UCDP GED"


def test_collections_are_not_added_and_events_of_none_are_only_counted() -> None:
    rows = read(figures(claims_frame([event(3), event(4, collection="ACLED"), exact(9)])))
    assert [(row["counts"], row["collection"], row["best"]) for row in rows] == [
        ("toll", "", 9), ("event", "ACLED", 4), ("event", "UCDP GED", 3),
    ]  # fmt: skip
    loose = one_figure(event(3, collection=""), event(4, collection=""))
    assert (bounds_of(loose), loose["events"]) == (NOTHING, 2)
    assert words_of.value(_row(loose)) == "2 events, not added up"


def test_claims_about_one_event_are_rivals_about_it_and_leave_no_sum() -> None:
    drawn = [event(3, "e1"), event(9, "e1", authority="Hospital", collection=""), event(4, "e2")]
    figure = one_figure(*drawn)
    assert (bounds_of(figure), figure["contested"], figure["events"]) == (NOTHING, True, 2)
    assert figure["rivals"] == ["c01", "c00"]
    settled = one_figure(event(3, "e1"), event(5, "e1", day=8), event(4, "e2"))
    assert (bounds_of(settled), settled["history"]) == ((9, 9, 9), ["c00"])


@pytest.mark.parametrize(
    ("addends", "total"),
    [
        ([(1, 1, 1), (2, 3, 5)], (3, 4, 6)),
        ([(1, 1, 1), (2, None, None)], (3, None, None)),
        ([(1, 1, 1), NOTHING], (1, None, None)),
        ([(None, 2, None), (None, 3, None)], (None, 5, None)),
        ([(None, None, 4), (2, 2, 2)], (2, None, 6)),
        ([NOTHING], NOTHING),
        ([], NOTHING),
    ],
)
def test_a_sum_is_open_where_an_addend_is(addends: list[Range], total: Range) -> None:
    assert add_up(addends) == total


def _row(figure: dict) -> object:
    return type("Row", (), figure)


AT = pd.Timestamp("2023-02-01T00:00Z")
SHYMKENT = (
    {"entry_id": "killed", "low": "60", "attributed_to": "TASS", "disputes": "injured"},
    {"entry_id": "injured", "measure": "injured", "best": "60", "low": "60", "high": "60",
     "attributed_to": "Khabar 24"},
    {"entry_id": "twenty", "low": "20", "best": "20", "high": "20", "as_of": "2023-01-05",
     "attributed_to": "prosecutors", "reported_at": "2023-01-05", "disputes": "killed"},
)  # fmt: skip


def test_a_contested_figure_is_told_as_who_says_what_of_whom_and_as_of_when(
    tmp_path: object,
) -> None:
    view = View(make_dataset(tmp_path, casualties=SHYMKENT), Selection(AT))
    dead = next(row for row in view.figures.itertuples() if row.measure == "killed")
    told = words_of.value(dead, rivals(dead, view.dataset.rows))
    assert told == (
        "20, prosecutors, as of 5 Jan 2023; 60 or more, TASS, as of 7 Jan 2022; "
        "60 injured, not killed, Khabar 24, as of 7 Jan 2022"
    )
    early = View(view.dataset, Selection(pd.Timestamp("2022-01-08T00:00Z")))
    dead = next(row for row in early.figures.itertuples() if row.measure == "killed")
    told = words_of.value(dead, rivals(dead, view.dataset.rows))
    assert told == "60 or more, TASS; 60 injured, not killed, Khabar 24"
    hurt = next(row for row in early.figures.itertuples() if row.measure == "injured")
    told = words_of.value(hurt, rivals(hurt, view.dataset.rows))
    assert told == "60, Khabar 24; 60 or more killed, not injured, TASS"


@pytest.mark.parametrize(
    ("certainties", "numbers", "headline", "amount"),
    [
        # Whoever says that they were hurt, not killed, leaves no number of dead in the headline.
        ({}, {"killed", "injured"}, "contested", 0),
        ({"killed": "Unlikely"}, {"killed", "injured"}, "contested", 0),
        ({"killed": "Unlikely"}, {"killed", "injured", "twenty"}, "20", 20),
        ({}, {"killed", "twenty"}, "20 or 60 or more", 20),
        ({"injured": "Unlikely"}, {"killed", "injured", "twenty"}, "20 or 60 or more", 20),
        ({"killed": "Unlikely"}, {"killed", "twenty"}, "20", 20),
        ({"killed": "Unlikely"}, {"killed"}, "no number given", None),
    ],
)
def test_what_is_unlikely_or_denied_is_no_headline_and_no_size_of_a_dot(
    certainties: dict, numbers: set, headline: str, amount: int | None, tmp_path: object
) -> None:
    rows = [row | {"certainty": certainties.get(row["entry_id"], "Likely")} for row in SHYMKENT
            if row["entry_id"] in numbers]  # fmt: skip
    rows = [row | {"disputes": "|".join({row.get("disputes")} & numbers)} for row in rows]
    view = View(make_dataset(tmp_path, casualties=rows), Selection(AT))
    dead = next(row for row in view.figures.itertuples() if row.measure == "killed")
    known = rivals(dead, view.dataset.rows)
    assert number_of((dead.low, dead.best, dead.high), known, "killed") == headline
    assert casualties.amount(dead, view.dataset.rows) == amount
    # One rule for panel, dot, page and export.
    panel_row = next(iter(panels.killed(view).rows), None)
    assert panel_row is None if amount is None else panel_row.number == headline
    line = next(one for one in lines(view, "taraz") if one.measure == "killed")
    assert line.entries[0].level == (amount or 0)
    table = situation(view).set_index("place_id")
    assert table.killed_highest.get("taraz") == amount or amount is None


def test_what_is_unlikely_makes_no_history_of_what_is_not(tmp_path: object) -> None:
    rows = [
        {"best": "20", "attributed_to": "Ministry"},
        {"best": "60", "attributed_to": "Channel", "certainty": "Unlikely",
         "occurred_from": "2022-01-12", "reported_at": "2022-01-12"},
        {"best": "900", "counts": "event", "certainty": "Unlikely", "measure": "injured"},
    ]  # fmt: skip
    view = View(make_dataset(tmp_path, casualties=rows), Selection(AT))
    found = {row.measure: row for row in view.figures.itertuples()}
    assert (found["killed"].best, found["killed"].contested) == (20, False)
    assert pd.isna(found["injured"].best)


SPANS = (
    {"entry_id": "may", "best": "9", "low": "9", "high": "9", "since": "2022-01-05"},
    {"entry_id": "all", "best": "4", "low": "4", "high": "4", "attributed_to": "Office"},
    {"entry_id": "other", "best": "7", "low": "7", "high": "7", "attributed_to": "Ministry",
     "since": "2022-01-06"},
    {"entry_id": "part", "group": "police", "best": "6", "low": "6", "high": "6"},
)  # fmt: skip


def test_counts_from_different_days_are_of_other_people_and_say_so(tmp_path: object) -> None:
    rows = [{"place": "Kazakhstan", "as_of": "2022-01-07"} | row for row in SPANS]
    view = View(make_dataset(tmp_path, casualties=rows), Selection(AT))
    assert not view.figures.contested.any()
    told = {row.entry_ids[0]: casualties.in_words(row, view.dataset.rows)
            for row in view.figures.itertuples()}  # fmt: skip
    assert told == {"may": "9 since 5 Jan 2022", "other": "7 since 6 Jan 2022", "all": "4",
                    "part": "6"}  # fmt: skip
    # A part is held against the whole of its own span alone.
    assert {one: list(row.exceeds) for one, row in zip(
        told, view.figures.itertuples(), strict=True)}["part"] == ["all"]  # fmt: skip
    exported = tables.figures(view).set_index("entry_ids").since
    assert exported.to_dict() == {"may": "2022-01-05", "other": "2022-01-06", "all": "", "part": ""}


@pytest.mark.parametrize(
    ("days", "number"),
    [
        # The newest is told first; of one day what counts from the beginning.
        (("2022-01-07", "2022-01-07", "2022-01-07"), "4"),
        (("2022-01-08", "2022-01-07", "2022-01-07"), "9 since 5 Jan 2022"),
        (("2022-01-08", "2022-01-07", "2022-01-08"), "9 since 5 Jan 2022"),
        (("2022-01-07", "2022-01-07", "2022-01-08"), "7 since 6 Jan 2022"),
    ],
)
def test_of_several_spans_one_number_is_the_headline(
    days: tuple, number: str, tmp_path: object
) -> None:
    rows = [{"place": "Kazakhstan", "as_of": day} | row
            for day, row in zip(days, SPANS, strict=False)]  # fmt: skip
    view = View(make_dataset(tmp_path, casualties=rows), Selection(AT))
    assert key_words.value(key_figure(Label.KILLED, view)) == number
    row = situation(view).set_index("place_id").loc["kazakhstan"]
    assert row.killed_value == number
    assert row.killed_since == (number.partition(" since ")[2] and f"2022-01-0{number[8]}")


@pytest.mark.parametrize(
    ("place", "source", "told"),
    [
        ("Jambyl Region", "s1", "35, officials; 25 in Jambyl Region, officials"),
        ("Taraz", "s2", "35, officials (Agency One); 25, officials (Daily Two)"),
    ],
)
def test_rivals_of_one_authority_are_told_apart_by_place_or_by_who_carried_them(
    tmp_path: object, place: str, source: str, told: str
) -> None:
    rows = [
        {"entry_id": "more", "low": "35", "best": "35", "high": "35"},
        {"entry_id": "fewer", "low": "25", "best": "25", "high": "25", "place": place,
         "source_id": source, "disputes": "more"},
    ]  # fmt: skip
    rows = [row | {"attributed_to": "officials"} for row in rows]
    view = View(make_dataset(tmp_path, casualties=rows), Selection(AT))
    figure = next(row for row in view.figures.itertuples() if row.place_id == "taraz")
    assert words_of.value(figure, rivals(figure, view.dataset.rows)) == told


def test_a_disputed_claim_is_marked_on_both_sides_while_both_stand(tmp_path: object) -> None:
    withdrawn = {"message": "Cancel", "replaces": "injured", "reported_at": "2022-01-09"}
    dataset = make_dataset(tmp_path, casualties=(*SHYMKENT[:2], withdrawn))
    assert contested_by(dataset, "2022-01-08T00:00Z") == {"killed": "injured", "injured": "killed"}
    assert contested_by(dataset, "2022-01-10T00:00Z") == {}


def contested_by(dataset: Dataset, at: str) -> dict[str, str]:
    claims = View(dataset, Selection(pd.Timestamp(at))).claims
    return {row.entry_id: row.contested_by for row in claims.itertuples() if row.contested_by}


def test_a_part_above_its_whole_is_marked_on_both(tmp_path: object) -> None:
    rows = [
        {"entry_id": "all", "best": "139"},
        {"entry_id": "civilians", "best": "149", "group": "civilians"},
    ]
    view = View(make_dataset(tmp_path, casualties=rows), Selection(AT))
    marks = {row.group: (row.exceeds, row.exceeded_by) for row in view.figures.itertuples()}
    assert marks == {"all": ([], ["civilians"]), "civilians": (["all"], [])}
    assert not view.figures.contested.any()


def test_different_groups_measures_and_subsets_are_never_put_together(tmp_path: object) -> None:
    rows = [
        {"low": "1"},
        {"low": "2", "group": "police"},
        {"low": "3", "measure": "injured"},
        {"low": "4", "subset": "women"},
        {"low": "5", "place": "Jambyl Region"},
    ]
    table = View(make_dataset(tmp_path, casualties=rows), Selection(AT)).figures
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
    table = figures(
        claims_frame(
            [
                {"place_id": place_id, "scope": scope, "bounds": bounds, "speaks_of": day}
                for place_id, scope, bounds, day in ((*row, "2022-01-07")[:4] for row in rows)
            ]
        )
    )
    admin1 = {"taraz": "Jambyl", "shu": "Jambyl", "jambyl": "Jambyl", "almaty": "Almaty"}
    return table, pd.DataFrame({"admin1": admin1 | {"land": ""}})


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


def test_a_figure_as_of_another_time_is_left_out_and_named() -> None:
    parts = [("land", "country", (10, 10, 10)), ("taraz", "city", (3, 3, 3), "2022-01-12")]
    found = casualties_in_time.allocate(*figures_of(*parts), "killed")
    assert (found["left_out"], found["allocated"]) == (["taraz"], 0)


def test_a_collections_number_rests_on_its_own_claim_beside_a_later_one_of_another() -> None:
    at_most = {"bounds": (None, None, 1), "counts": "event", "event": "e1", "day": 7}
    rows = read(
        figures(
            claims_frame(
                [
                    at_most | {"collection": "ACLED", "bounds": (None, None, 0)},
                    at_most | {"collection": "UCDP GED", "day": 8},
                ]
            )
        )
    )
    told = {row["collection"]: (bounds_of(row), row["entry_ids"]) for row in rows}
    assert told["ACLED"] == ((None, None, 0), ["c00"])
