"""What was known when. The frames are made by hand, so that thousands of ledgers can be tried."""

from zoneinfo import ZoneInfo

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo import ledger
from geo.dataset import linking, messages
from geo.dataset.schema import STATUS
from geo.ledger import CURRENT, RETRACTED, RETRACTION, SUPERSEDED, Selection
from tests.support.building import CLAIM

EPOCH = pd.Timestamp("2022-01-01T00:00Z")
HOUR = pd.Timedelta(hours=1)
NAMES = st.sampled_from([f"c{i}" for i in range(8)])
# entry_id -> hour of report, its offset in hours, kind of message, what it replaces
LEDGERS = st.dictionaries(
    NAMES,
    st.tuples(
        st.integers(0, 6),
        st.integers(-12, 12),
        st.sampled_from(["Alert", "Update", "Cancel"]),
        st.sets(NAMES, max_size=3),
    ),
    min_size=1,
)
MOMENTS = st.integers(-1, 8).map(lambda hour: EPOCH + hour * HOUR)


def link(drawn: dict[str, tuple]) -> pd.DataFrame:
    rows = []
    for entry_id, (hour, offset, message, named) in drawn.items():
        local = (EPOCH + (hour + offset) * HOUR).strftime("%Y-%m-%dT%H:%M")
        moment = f"{local}{'-' if offset < 0 else '+'}{abs(offset):02d}:00"
        kind = message if named else "Alert"
        replaces = "" if kind == "Alert" else "|".join(sorted(named))
        own = {"entry_id": entry_id, "reported_at": moment, "message": kind, "replaces": replaces}
        rows.append(CLAIM | own)
    frame = pd.DataFrame(rows, columns=STATUS.names, dtype=object).fillna("")
    frame = frame.assign(line=range(2, 2 + len(rows)))
    claims = linking.gather_claims({"status": frame}, ZoneInfo("Asia/Almaty"))
    return messages.link_messages(claims)[0]


def standings(claims: pd.DataFrame, at: pd.Timestamp) -> dict[str, str]:
    known = ledger.as_known_on(claims, at)
    return dict(zip(known.entry_id, known.standing, strict=True))


@given(LEDGERS, MOMENTS, MOMENTS)
def test_what_is_known_stays_known_and_only_loses_standing(
    drawn: dict[str, tuple], one: pd.Timestamp, other: pd.Timestamp
) -> None:
    claims = link(drawn)
    earlier, later = standings(claims, min(one, other)), standings(claims, max(one, other))
    assert earlier.keys() <= later.keys()
    allowed = {
        CURRENT: {CURRENT, SUPERSEDED, RETRACTED},
        SUPERSEDED: {SUPERSEDED, RETRACTED},
        RETRACTED: {RETRACTED},
        RETRACTION: {RETRACTION, SUPERSEDED, RETRACTED},
    }
    assert all(later[entry_id] in allowed[standing] for entry_id, standing in earlier.items())


@given(LEDGERS, MOMENTS, st.randoms())
def test_the_order_of_rows_does_not_matter(
    drawn: dict[str, tuple], at: pd.Timestamp, random: object
) -> None:
    shuffled = list(drawn.items())
    random.shuffle(shuffled)
    assert standings(link(drawn), at) == standings(link(dict(shuffled)), at)


@given(LEDGERS, MOMENTS)
def test_a_report_after_the_moment_changes_nothing(
    drawn: dict[str, tuple], at: pd.Timestamp
) -> None:
    known_alone = {key: one for key, one in drawn.items() if EPOCH + one[0] * HOUR <= at}
    expected = standings(link(known_alone), at) if known_alone else {}
    assert standings(link(drawn), at) == expected


@given(LEDGERS)
def test_the_last_moment_agrees_with_a_plain_reading_of_the_messages(
    drawn: dict[str, tuple],
) -> None:
    """Without circles: a claim is replaced as soon as one valid message names it."""
    forward = {  # only what was reported strictly before, so that no circle can arise
        key: (hour, offset, message, {one for one in named if drawn.get(one, (99,))[0] < hour})
        for key, (hour, offset, message, named) in drawn.items()
    }
    found = standings(link(forward), EPOCH + 9 * HOUR)
    for entry_id, (*_, message, named) in forward.items():
        by = {kind for *_, kind, others in forward.values() if entry_id in others}
        expected = RETRACTION if message == "Cancel" and named else CURRENT
        expected = SUPERSEDED if "Update" in by else expected
        expected = RETRACTED if "Cancel" in by else expected
        assert found[entry_id] == expected


def test_a_retracted_claim_is_current_until_the_second_of_its_retraction() -> None:
    claims = link({"c0": (0, 6, "Alert", set()), "c1": (3, 5, "Cancel", {"c0"})})
    second = pd.Timedelta(seconds=1)
    assert standings(claims, EPOCH + 3 * HOUR - second) == {"c0": CURRENT}
    assert standings(claims, EPOCH + 3 * HOUR) == {"c0": RETRACTED, "c1": RETRACTION}


def test_a_claim_that_a_cancelled_update_had_superseded_does_not_stand_again() -> None:
    claims = link(
        {
            "c0": (0, 0, "Alert", set()),
            "c1": (1, 0, "Update", {"c0"}),
            "c2": (2, 0, "Cancel", {"c1"}),
        }
    )
    found = standings(claims, EPOCH + 3 * HOUR)
    assert found == {"c0": SUPERSEDED, "c1": RETRACTED, "c2": RETRACTION}


def evidence() -> pd.DataFrame:
    columns = [
        "entry_id",
        "table",
        "admin1",
        "scope",
        "place_id",
        "certainty",
        "source_kinds",
        "search_text",
    ]
    rows = [
        ("a", "status", "West", "city", "x", "Observed", "wire", "calm\nx"),
        ("b", "services", "West", "region", "w", "Likely", "wire|ngo", "shops shut\nwest"),
        ("c", "status", "", "country", "land", "Possible", "state_media", "calm everywhere"),
        ("d", "contacts", "", "", "", "Unknown", "ngo", "a call"),
    ]
    return pd.DataFrame(rows, columns=columns)


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({}, "abcd"),
        ({"certainties": ("Observed", "Likely")}, "ab"),
        ({"source_kinds": ("ngo",)}, "bd"),
        ({"source_kinds": ("wire", "state_media")}, "abc"),
        ({"certainties": ("Likely",), "source_kinds": ("state_media",)}, ""),
        ({"tables": ("status",)}, "ac"),
        ({"regions": ("West",)}, "ab"),
        ({"regions": (ledger.NATIONAL,)}, "c"),
        ({"regions": (ledger.UNLOCATED,)}, "d"),
        ({"places": ("x", "land")}, "ac"),
        ({"text": "CALM"}, "ac"),
        ({"text": "everywhere calm"}, "c"),
        ({"text": "  "}, "abcd"),
        ({"text": ".*"}, ""),
        ({"tables": ("status",), "regions": ("West",), "text": "calm"}, "a"),
    ],
)
def test_each_filter_leaves_what_was_asked_for(filters: dict, expected: str) -> None:
    selection = Selection(known_on=EPOCH, **filters)
    left = ledger.match_subject(ledger.match_evidence(evidence(), selection), selection)
    assert "".join(left.entry_id) == expected
    assert selection.is_filtered == bool(filters)


def test_no_claim_passes_every_filter_without_an_error() -> None:
    nothing = evidence().head(0)
    selection = Selection(
        EPOCH, regions=("West",), tables=("status",), certainties=("Likely",), text="a",
        source_kinds=("ngo",), places=("x",),
    )  # fmt: skip
    assert ledger.match_subject(ledger.match_evidence(nothing, selection), selection).empty
