"""Events of one claim each are counted column by column, and come to what all others come to."""

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from geo.rows import read_rows, write_rows
from geo.subjects import casualties, plain_events
from geo.subjects.casualties import COLUMNS, Counted
from tests.support.drawing import draws

NUMBERS = st.one_of(st.none(), st.integers(0, 9))
DAYS = st.sampled_from(["2022-01-05", "2022-01-06T10:00"])


@st.composite
def claims(draw: st.DrawFn) -> pd.DataFrame:
    """A few claims on few people: events of their own, shared events, tolls, rivals, unlocated."""
    rows = []
    for i in range(draw(st.integers(0, 8))):
        low, best, high = sorted(draw(st.lists(st.integers(0, 9), min_size=3, max_size=3)))
        at = pd.Timestamp("2022-01-07", tz="UTC") + pd.Timedelta(hours=draw(st.integers(0, 2)))
        rows.append(
            Counted(
                place_id=draw(st.sampled_from(["", "almaty", "taraz"])),
                measure="killed",
                group=draw(st.sampled_from(["all", "civilians"])),
                subset="",
                since=draw(st.sampled_from(["", "", "2022-01-05"])),
                low=draw(st.sampled_from([None, low])),
                best=draw(st.sampled_from([None, best])),
                high=draw(st.sampled_from([None, high])),
                counts=draw(st.sampled_from(["event", "event", "event", "toll"])),
                event=draw(st.sampled_from(["", f"own-{i}", "shared"])),
                collection=draw(st.sampled_from(["", "One 1", "Two 2"])),
                place=draw(st.sampled_from(["Here", "There"])),
                scope="city",
                qualifier=draw(st.sampled_from(["", "", "about", "at least"])),
                authority=draw(st.sampled_from(["Agency", "Ministry"])),
                certainty=draw(st.sampled_from(["Likely", "Likely", "Unlikely"])),
                entry_id=f"c{draw(st.integers(0, 99)):02}-{i}",
                speaks_of=draw(DAYS),
                reported_from=at,
                reported_at=at,
                contested_by=draw(st.sampled_from(["", "", "", "x"])),
                exceeds=draw(st.sampled_from(["", "", "", "y"])),
                exceeded_by="",
            )
        )
    kinds = dict.fromkeys(Counted._fields, "object") | dict.fromkeys(
        ["low", "best", "high"], "Int64"
    )
    kinds |= dict.fromkeys(["reported_from", "reported_at"], "datetime64[us, UTC]")
    return write_rows(rows, kinds)


@draws(200)
@given(claims())
def test_figures_are_those_of_claims_weighed_one_by_one(drawn: pd.DataFrame) -> None:
    weighed = write_rows(casualties.settled(read_rows(drawn, Counted)), COLUMNS)
    pd.testing.assert_frame_equal(casualties.figures(drawn), weighed)


def test_a_shared_event_a_toll_and_a_clash_are_weighed() -> None:
    base = {
        "place_id": "almaty", "measure": "killed", "group": "all", "subset": "", "since": "",
        "counts": "event", "certainty": "Likely",
        "event": "", "entry_id": "a", "low": None, "best": 1, "high": None, "collection": "",
        "speaks_of": "", "authority": "", "qualifier": "",
    }  # fmt: skip
    rows = pd.DataFrame(
        [
            base,
            base | {"place_id": "b", "event": "e"},
            base | {"place_id": "b", "event": "e", "entry_id": "c"},
            base | {"place_id": "c", "counts": "toll"},
            base | {"place_id": "d"},
            base | {"place_id": "e", "certainty": "Unlikely"},
            base | {"place_id": ""},
        ]
    )
    is_clashing = rows.place_id == "d"
    found = plain_events.are_plain(plain_events.code(rows), is_clashing.to_numpy())
    assert found.tolist() == [True, *[False] * 6]


@draws(100)
@given(claims(), st.data())
def test_what_is_made_out_once_counts_any_of_the_claims(
    drawn: pd.DataFrame, data: st.DataObject
) -> None:
    every = plain_events.in_order(drawn)
    is_known = np.array(
        data.draw(st.lists(st.booleans(), min_size=len(every), max_size=len(every)))
    )
    rows = np.flatnonzero(is_known)
    some = every.take(rows)
    found = casualties.People(every).figures(rows, some[plain_events.CLASHES])
    pd.testing.assert_frame_equal(found, casualties.figures(some))
