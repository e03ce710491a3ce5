"""What was known when. The frames are made by hand, so that thousands of ledgers can be tried."""

from zoneinfo import ZoneInfo

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo import ledger, times
from geo.dataset import linking, messages
from geo.dataset.schema import STATUS
from geo.ledger import CURRENT, RETRACTED, RETRACTION, SUPERSEDED, Selection
from tests.support.building import CLAIM

ALMATY = ZoneInfo("Asia/Almaty")
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


def link_undated(claims: pd.DataFrame) -> pd.DataFrame:
    """The claims linked, none of which says when what it tells began."""
    never = pd.Series(pd.NaT, claims.index, dtype="datetime64[us, UTC]")
    return messages.link_messages(claims.assign(begins=never))[0]


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
    return link_undated(claims)


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


def of_the_day(message: str = "Cancel", at: str = "2022-01-07", **cells: str) -> pd.DataFrame:
    """One claim of the 6th, and a message of the 7th that names it."""
    names = {"entry_id": "later", "message": message, "replaces": "first", "reported_at": at}
    rows = [CLAIM | {"entry_id": "first", "reported_at": "2022-01-06"}, CLAIM | names | cells]
    frame = pd.DataFrame(rows, columns=STATUS.names, dtype=object).fillna("")
    claims = linking.gather_claims({"status": frame.assign(line=[2, 3])}, ALMATY)
    begins = [times.to_utc(times.read_begin(text), ALMATY) for text in claims.occurred_from]
    return messages.link_messages(claims.assign(begins=times.utc_series(begins)))[0]


@pytest.mark.parametrize(
    ("moment", "hours", "expected"),
    [
        ("2022-01-07T00:00:00", "all", {"first": (CURRENT, False)}),
        ("2022-01-07T14:00:00", "known", {"first": (CURRENT, False)}),
        ("2022-01-07T14:00:00", "all", {"first": (RETRACTED, False), "later": (RETRACTION, True)}),
        ("2022-01-07T23:59:59", "all", {"first": (RETRACTED, False), "later": (RETRACTION, False)}),
        (
            "2022-01-07T23:59:59",
            "known",
            {"first": (RETRACTED, False), "later": (RETRACTION, False)},
        ),
    ],
)
def test_a_report_without_an_hour_is_known_in_its_day_or_at_the_end_of_it(
    moment: str, hours: ledger.Hours, expected: dict
) -> None:
    at = pd.Timestamp(f"{moment}+06:00")
    known = ledger.as_known_on(of_the_day(), at, hours)
    found = zip(known.standing, known.hour_unknown, strict=True)
    assert dict(zip(known.entry_id, found, strict=True)) == expected


def test_a_message_may_replace_what_was_reported_at_some_hour_of_its_day() -> None:
    claims = of_the_day("Update", "2022-01-06T12:00+06:00", occurred_from="2022-01-06")
    assert standings(claims, pd.Timestamp("2022-01-06T23:59:59+06:00"))["first"] == SUPERSEDED
    assert standings(claims, pd.Timestamp("2022-01-06T11:00+06:00")) == {"first": CURRENT}


def test_a_replacement_about_a_time_to_come_takes_effect_when_it_begins() -> None:
    claims = of_the_day("Update", "2022-01-07", occurred_from="2022-01-10T07:00")
    for hours in ledger.HOURS:
        before, begun = (
            ledger.as_known_on(claims, pd.Timestamp(f"2022-01-10T{clock}+06:00"), hours)
            for clock in ("06:59", "07:00")
        )
        assert list(before.standing) == [CURRENT, CURRENT]
        assert list(begun.standing) == [SUPERSEDED, CURRENT]


def test_which_message_ended_a_claim_depends_on_which_can_be_known() -> None:
    rows = [
        CLAIM | {"entry_id": "first", "reported_at": "2022-01-06"},
        CLAIM | {"entry_id": "noon", "reported_at": "2022-01-07T12:00+06:00"},
        CLAIM | {"entry_id": "some-hour", "reported_at": "2022-01-07"},
    ]
    frame = pd.DataFrame(rows, columns=STATUS.names, dtype=object).fillna("")
    frame = frame.assign(line=[2, 3, 4], message=["Alert", "Update", "Update"],
                         replaces=["", "first", "first"])  # fmt: skip
    claims = linking.gather_claims({"status": frame}, ALMATY)
    claims = link_undated(claims)
    (first,) = claims[claims.entry_id == "first"].itertuples()
    for clock, hours, expected in [
        ("10:00", "all", "some-hour"), ("10:00", "known", ""), ("13:00", "known", "noon"),
    ]:  # fmt: skip
        at = pd.Timestamp(f"2022-01-07T{clock}+06:00")
        assert ledger.ended_by(first, "superseded", at, hours) == expected


DAYS = st.sampled_from(
    ["2022-01-05", "2022-01-06", "2022-01-06T08:00+06:00", "2022-01-06T20:00+06:00", "2022-01-07"]
)
DATED = st.dictionaries(
    NAMES,
    st.tuples(DAYS, st.sampled_from(["Alert", "Update", "Cancel"]), st.sets(NAMES, max_size=2)),
    min_size=1,
)


def link_dated(drawn: dict[str, tuple]) -> pd.DataFrame:
    rows = [
        CLAIM
        | {"entry_id": entry_id, "reported_at": reported, "message": message if named else "Alert",
           "replaces": "|".join(sorted(named))}
        for entry_id, (reported, message, named) in drawn.items()
    ]  # fmt: skip
    frame = pd.DataFrame(rows, columns=STATUS.names, dtype=object).fillna("")
    claims = linking.gather_claims({"status": frame.assign(line=range(len(rows)))}, ALMATY)
    return link_undated(claims)


@given(DATED, st.integers(0, 80), st.integers(0, 80))
def test_known_hours_are_a_part_of_all_and_both_only_grow(
    drawn: dict[str, tuple], one: int, other: int
) -> None:
    claims = link_dated(drawn)
    moments = [
        pd.Timestamp("2022-01-05T00:00+06:00") + hour * HOUR for hour in sorted([one, other])
    ]
    known = {
        (hours, at): set(ledger.as_known_on(claims, at, hours).entry_id)
        for hours in ledger.HOURS
        for at in moments
    }
    for at in moments:
        assert known["known", at] <= known["all", at]
        frame = ledger.as_known_on(claims, at, "all")
        assert set(frame.entry_id[~frame.hour_unknown]) == known["known", at]
    for hours in ledger.HOURS:
        assert known[hours, moments[0]] <= known[hours, moments[1]]


@given(DATED)
def test_at_the_end_of_a_day_every_hour_is_known(drawn: dict[str, tuple]) -> None:
    claims = link_dated(drawn)
    for day in ("2022-01-05", "2022-01-06", "2022-01-07"):
        at = pd.Timestamp(f"{day}T23:59:59+06:00")
        every, known = (ledger.as_known_on(claims, at, hours) for hours in ledger.HOURS)
        pd.testing.assert_frame_equal(every, known)
        assert not every.hour_unknown.any()


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
        "search_names",
    ]
    rows = [
        ("a", "status", "West", "city", "x", "Observed", "wire", "calm", "xanadu\nwest"),
        ("b", "services", "West", "region", "w", "Likely", "wire|ngo", "shops shut", "west"),
        (
            "c",
            "status",
            "",
            "country",
            "land",
            "Possible",
            "state_media",
            "calm everywhere",
            "land",
        ),
        ("d", "contacts", "", "", "", "Unknown", "ngo", "a call", ""),
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
        ({"text": "west"}, "ab"),
        ({"text": "west Calm"}, "a"),
        ({"text": "wést"}, "ab"),
        ({"tables": ("status",), "regions": ("West",), "text": "calm"}, "a"),
    ],
)
def test_each_filter_leaves_what_was_asked_for(filters: dict, expected: str) -> None:
    selection = Selection(known_on=EPOCH, **filters)
    left = ledger.match_subject(ledger.match_evidence(evidence(), selection), selection)
    assert "".join(left.entry_id) == expected
    assert selection.is_filtered == bool(filters)


WORDS = st.sampled_from(["calm", "West", "shops", "x", "a", "every", "land", "", ".", "е"])


@given(st.lists(WORDS), st.text() | WORDS)
def test_another_word_never_finds_more(words: list[str], word: str) -> None:
    few, more = (
        set(ledger.match_subject(evidence(), Selection(EPOCH, text=text)).entry_id)
        for text in (" ".join([*words, word]), " ".join(words))
    )
    assert few <= more


def test_no_claim_passes_every_filter_without_an_error() -> None:
    nothing = evidence().head(0)
    selection = Selection(
        EPOCH, regions=("West",), tables=("status",), certainties=("Likely",), text="a",
        source_kinds=("ngo",), places=("x",),
    )  # fmt: skip
    assert ledger.match_subject(ledger.match_evidence(nothing, selection), selection).empty
