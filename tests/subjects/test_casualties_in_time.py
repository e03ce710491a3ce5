"""How a figure came to be known: its claims, and what stood when."""

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo import ranges
from geo.dataset.disputes import contest
from geo.ledger import CURRENT, Selection, as_known_on
from geo.rows import split
from geo.subjects import casualties, casualties_in_time
from geo.view import View
from tests.support.building import Rows, make_dataset
from tests.support.drawing import draws

COUNTRY = {"place": "Kazakhstan", "source_id": "s1"}
EXACT = {"low": "164", "best": "164", "high": "164"}
TOLL = (
    COUNTRY | {"entry_id": "first", "reported_at": "2022-01-09T12:00+06:00"} | EXACT,
    COUNTRY
    | {"entry_id": "cancel", "reported_at": "2022-01-10", "message": "Cancel", "replaces": "first"},
    COUNTRY
    | {"entry_id": "second", "reported_at": "2022-01-15", "low": "225", "best": "225"}
    | {"high": "225", "attributed_to": "Prosecutor"},
    COUNTRY
    | {"entry_id": "third", "reported_at": "2022-03-14", "low": "230", "best": "230"}
    | {"high": "230", "attributed_to": "Prosecutor", "message": "Update", "replaces": "second"},
)


def view_of(tmp_path: Path, rows: Rows, at: str = "2023-01-01") -> View:
    dataset = make_dataset(tmp_path / "dataset", casualties=rows)
    assert not dataset.errors
    return View(dataset, Selection(known_on=pd.Timestamp(at, tz="UTC")))


def test_a_retracted_toll_leaves_a_gap_and_not_a_zero(tmp_path: Path) -> None:
    view = view_of(tmp_path, TOLL)
    table = casualties_in_time.steps(view.history("casualties"), view.at)
    assert list(table.best) == [164, 225, 230]
    gap = table.begins[1] - table.ends[0]
    assert gap == pd.Timedelta(days=5)
    assert table.ends.iloc[-1] == view.at


def test_before_its_retraction_a_claim_stands(tmp_path: Path) -> None:
    view = view_of(tmp_path, TOLL, at="2022-01-09T17:59:59")
    table = casualties_in_time.steps(view.history("casualties"), view.at)
    assert list(table.best) == [164]
    assert list(casualties_in_time.points(view.history("casualties")).standing) == ["current"]


def test_points_say_how_each_claim_ended(tmp_path: Path) -> None:
    view = view_of(tmp_path, TOLL)
    marks = casualties_in_time.points(view.history("casualties")).set_index("entry_id")
    assert list(marks.index) == ["first", "second", "third"]
    assert list(marks.standing) == ["retracted", "superseded", "current"]
    assert marks.ended_at["second"] == marks.reported_at["third"]
    assert pd.isna(marks.ended_at["third"])


def test_a_claim_without_a_number_is_no_point(tmp_path: Path) -> None:
    view = view_of(tmp_path, (COUNTRY | {"qualifier": "several"},))
    assert casualties_in_time.points(view.history("casualties")).empty


def test_no_claim_gives_no_point_and_no_step(tmp_path: Path) -> None:
    view = view_of(tmp_path, TOLL, at="2021-12-31")
    history = view.history("casualties")
    assert casualties_in_time.points(history).empty
    assert casualties_in_time.steps(history, view.at).empty


@pytest.mark.parametrize(
    ("values", "level", "reach"),
    [
        ((164, 164, 164), 164, "exact"),
        ((12, None, 18), 12, "between"),
        ((60, None, None), 60, "at least"),
        ((None, None, 40), 40, "at most"),
        ((None, 500, None), 500, "about"),
        ((60, 70, None), 70, "at least"),
    ],
)
def test_a_range_is_drawn_at_its_best_and_says_which_end_is_open(
    values: tuple, level: int, reach: str
) -> None:
    assert ranges.level(*values) == level
    assert ranges.reach(*values) == reach


def test_rivals_that_share_no_number_make_a_contested_spell(tmp_path: Path) -> None:
    rows = (
        COUNTRY | EXACT | {"attributed_to": "One"},
        COUNTRY | {"low": "225", "best": "225", "high": "225", "attributed_to": "Two"}
        | {"reported_at": "2022-01-08"},
    )  # fmt: skip
    table = casualties_in_time.steps(
        view_of(tmp_path, rows).history("casualties"), pd.Timestamp("2023-01-01", tz="UTC")
    )
    assert list(table.contested) == [False, True]
    last = table.iloc[-1]
    assert last[["low", "best", "high", "level"]].isna().all()
    assert last.rivals == ["casualties-1", "casualties-0"]


DAYS = st.integers(1, 6)
NUMBER = st.one_of(st.none(), st.integers(0, 9))


@st.composite
def claims(draw: st.DrawFn) -> tuple[pd.DataFrame, pd.Timestamp]:
    """Casualty claims with moments at which they were reported, superseded and retracted."""
    rows = []
    for i in range(draw(st.integers(1, 6))):
        low, high = sorted((draw(st.integers(0, 9)), draw(st.integers(0, 9))))
        reported = draw(DAYS)
        ends = {
            f"{verb}_at": reported + after if after else None
            for verb in ("superseded", "retracted")
            if (after := draw(st.sampled_from([None, None, 1, 2, 3]))) or True
        }
        rows.append(
            {
                "entry_id": f"c{i}",
                "place_id": "p",
                "place": "P",
                "scope": "city",
                "measure": "killed",
                "group": draw(st.sampled_from(["all", "police"])),
                "subset": "",
                "since": draw(st.sampled_from(["", "", "2022-01-01"])),
                "certainty": draw(st.sampled_from(["Likely", "Likely", "Unlikely"])),
                "low": draw(st.sampled_from([low, None])),
                "best": draw(st.sampled_from([low, None])),
                "high": draw(st.sampled_from([high, None])),
                "qualifier": "",
                "counts": draw(st.sampled_from(["", "event"])),
                "event": "",
                "collection": draw(st.sampled_from(["", "GED"])),
                "speaks_of": draw(st.sampled_from(["2022-01-01", "2022-01-02", "2022-01-09"])),
                "disputed_by": draw(st.sampled_from(["", "", "c0", "c0|c1"])),
                "exceeds": "",
                "exceeded_by": "",
                "authority": draw(st.sampled_from("ab")),
                "message": draw(st.sampled_from(["Alert", "Alert", "Update", "Cancel"])),
                "reported_at": reported,
                **ends,
            }
        )
    frame = pd.DataFrame(rows)
    frame["disputed_by"] = _symmetrical(dict(zip(frame.entry_id, frame.disputed_by, strict=True)))
    frame["contested_by"] = ""
    for column in ("reported_at", "superseded_at", "retracted_at"):
        days = frame[column].astype("Float64")
        frame[column] = pd.Timestamp("2022-01-01", tz="UTC") + pd.to_timedelta(days, unit="D")
    for end in ("reported", "superseded", "retracted"):
        frame[f"{end}_from"] = frame[f"{end}_at"]
    frame = frame.astype(dict.fromkeys(["low", "best", "high"], "Int64"))
    until = pd.Timestamp("2022-01-01", tz="UTC") + pd.Timedelta(days=draw(st.integers(1, 10)))
    return frame, until


def _symmetrical(named: dict[str, str]) -> list[str]:
    pairs = {
        frozenset((one, other))
        for one, cell in named.items()
        for other in split(cell)
        if other in named and other != one
    }
    return ["|".join(sorted(b for pair in pairs if a in pair for b in pair - {a})) for a in named]


@draws(15)
@given(claims())
def test_a_step_equals_the_figures_known_at_every_moment(drawn: tuple) -> None:
    frame, until = drawn
    table = casualties_in_time.steps(as_known_on(frame, until), until)
    for hours in range(24, 24 * 10, 12):
        at = pd.Timestamp("2022-01-01", tz="UTC") + pd.Timedelta(hours=hours)
        if at >= until:
            continue
        known = as_known_on(frame, at)
        known = contest(known)
        expected = casualties.figures(known[known.standing == CURRENT])
        held = table[(table.begins <= at) & (at < table.ends)]
        compared = ["measure", "group", "subset", "since", "counts", "collection", "low", "best",
                    "high", "as_of", "events", "contested", "rivals", "entry_ids"]  # fmt: skip
        assert held[compared].to_dict("records") == expected[compared].to_dict("records")


REGIONAL = (
    COUNTRY | {"low": "100", "best": "100", "high": "100", "attributed_to": "Prosecutor"},
    {"place": "Taraz", "low": "10", "best": "10", "high": "10", "attributed_to": "Prosecutor"},
    {"place": "Almaty", "low": "60", "best": "60", "high": "60", "attributed_to": "Prosecutor"},
    {"place": "Atyrau", "low": "7", "best": "7", "high": "7", "attributed_to": "Governor"},
)


def test_only_what_one_authority_gave_by_place_is_added(tmp_path: Path) -> None:
    view = view_of(tmp_path, REGIONAL)
    found = casualties_in_time.allocations(view.table("casualties"), view.dataset.places, "killed")
    first, second = found
    assert first["authority"] == "Prosecutor"
    assert (first["national"], first["allocated"], first["remainder"]) == (100, 70, 30)
    assert first["by_region"] == {"Almaty City": 60, "Jambyl Region": 10}
    assert (second["authority"], second["national"], second["remainder"]) == (
        "Governor",
        None,
        None,
    )


def test_a_regions_own_figure_stands_for_its_cities(tmp_path: Path) -> None:
    region = {"place": "Jambyl Region", "low": "12", "best": "12", "high": "12"}
    rows = (*REGIONAL, region | {"attributed_to": "Prosecutor"})
    view = view_of(tmp_path, rows)
    first = casualties_in_time.allocations(view.table("casualties"), view.dataset.places, "killed")[
        0
    ]
    assert first["by_region"]["Jambyl Region"] == 12
    assert first["remainder"] == 28


def test_an_open_figure_is_left_out_of_the_sum_and_named(tmp_path: Path) -> None:
    rows = (*REGIONAL[:2], {"place": "Almaty", "low": "60", "attributed_to": "Prosecutor"})
    view = view_of(tmp_path, rows)
    first = casualties_in_time.allocations(view.table("casualties"), view.dataset.places, "killed")[
        0
    ]
    assert first["allocated"] == 10
    assert first["left_out"] == ["almaty"]
