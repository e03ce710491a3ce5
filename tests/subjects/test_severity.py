from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.dataset.vocabulary import EVENTS, RESTRICTION, SERVICE, SEVERITY
from geo.subjects import severity as rule
from geo.subjects.evidence import Common, Count, Evidence, Incident, Measure, Service
from geo.subjects.severity import Reason, derive

DAY = pd.Timedelta(days=1)
LASTS = pd.Timedelta(hours=48)
START = pd.Timestamp("2022-01-07T00:00Z")  # the places of these tests lie in UTC
NOON = START + DAY / 2
NIGHT = START + DAY - pd.Timedelta(seconds=1)
BASE = {
    "place_id": "taraz",
    "entry_id": "a",
    "certainty": "Likely",
    "occurred_from": "2022-01-07",
    "begins": START,
    "ends": None,
    "reported_at": NIGHT,
}


def incident(sub: str = "Armed clash", **more: Any) -> Incident:
    kind = next(event for event, subs in EVENTS.items() if sub in subs)
    return Incident(**BASE | {"event_type": kind, "sub_event_type": sub} | more)


def count(**more: Any) -> Count:
    one = {"measure": "killed", "low": 3, "best": None, "high": None, "counts": "event"}
    return Count(**BASE | one | {"as_of": ""} | more)


def measure(kind: str = "curfew", hours: str = "19:00", **more: Any) -> Measure:
    own = {"kind": kind, "daily_from": hours, "daily_to": "07:00", "part": "", "lapses_at": None}
    return Measure(**BASE | own | more)


def service(name: str = "food", state: str = "suspended", **more: Any) -> Service:
    own = {"service": name, "state": state, "trend": "", "entry_id": name}
    return Service(**BASE | own | {"reported_from": START, "lapses_at": None} | more)


NOTHING = Common()


def told(at: pd.Timestamp = NOON, common: Common = NOTHING, **claims: Any) -> tuple:
    found = derive(Evidence(**claims), common, at, LASTS)
    return (found.severity, found.reason) if found else ()


def timed(hour: float, **more: Any) -> dict[str, Any]:
    begins = START + pd.Timedelta(hours=hour)
    return {"occurred_from": begins.strftime("%Y-%m-%dT%H:%M"), "begins": begins} | more


EXTREME = ("Extreme", Reason.FIGHTING)
UNREST = ("Moderate", Reason.UNREST)
KILLED = ("Severe", Reason.KILLED)


def test_nothing_is_known_of_a_place_without_claims() -> None:
    assert told() == ()


@pytest.mark.parametrize("sub", rule.FIGHTING)
def test_fighting_that_goes_on_is_extreme(sub: str) -> None:
    assert told(incidents=(incident(sub),)) == EXTREME


def test_an_incident_without_hours_counts_for_its_whole_day_and_for_no_other() -> None:
    one = (incident(),)
    assert told(START - pd.Timedelta(seconds=1), incidents=one) == ()
    assert told(START, incidents=one) == told(NIGHT, incidents=one) == EXTREME
    assert told(START + DAY, incidents=one) == UNREST
    assert told(START + 2 * DAY, incidents=one) == ()


def test_an_incident_with_hours_is_over_at_its_end_or_half_a_day_after_its_begin() -> None:
    ended = (incident(**timed(8), ends=START + DAY / 2),)
    assert told(NOON - DAY / 24, incidents=ended) == EXTREME
    assert told(NOON, incidents=ended) == UNREST
    unended = (incident(**timed(8)),)
    assert told(START + DAY / 24 * 19, incidents=unended) == EXTREME
    assert told(START + DAY / 24 * 20, incidents=unended) == UNREST


@pytest.mark.parametrize("certainty", ["Possible", "Unlikely", "Unknown"])
def test_what_is_not_even_likely_is_tension_at_most(certainty: str) -> None:
    doubtful = {"incidents": (incident(certainty=certainty),)}
    assert told(**doubtful) == (UNREST if certainty == "Possible" else ())
    assert told(casualties=(count(certainty=certainty),)) == ()


def test_deaths_are_severe_for_a_day() -> None:
    assert told(casualties=(count(),)) == KILLED
    assert told(START + 2 * DAY - DAY / 24, casualties=(count(),)) == KILLED
    assert told(START + 2 * DAY, casualties=(count(),)) == ()
    shot = count(**timed(8), ends=START + DAY / 3)
    assert told(START + DAY, casualties=(shot,)) == KILLED
    assert told(START + DAY / 3 * 4, casualties=(shot,)) == ()


@pytest.mark.parametrize(
    ("more", "is_deadly"),
    [
        ({"low": 0, "best": 0, "high": 0}, False),
        ({"low": None}, True),  # "several people"
        ({"low": pd.NA, "best": 2}, True),
        ({"measure": "injured"}, False),
        ({"counts": "toll"}, False),  # its day is that of the count
        ({"counts": "", "as_of": "2022-01-09"}, True),
        ({"begins": START - 3 * DAY, "ends": START + DAY}, False),  # which of the days?
        ({"begins": None, "ends": START + DAY}, False),
    ],
)
def test_only_people_known_to_have_been_killed_that_day_count(more: dict, is_deadly: bool) -> None:
    assert told(casualties=(count(**more),)) == (KILLED if is_deadly else ())


def test_what_was_taken_is_severe_until_it_is_retaken_or_long_ago() -> None:
    taken = incident("Non-state actor overtakes territory", **timed(2))
    back = incident("Government regains territory", **timed(10), entry_id="b")
    nine = START + pd.Timedelta(hours=9)
    assert told(nine, incidents=(taken, back)) == ("Severe", Reason.TAKEN)
    assert told(NOON, incidents=(taken, back)) == UNREST
    assert told(START + 2 * DAY, incidents=(taken,)) == ("Severe", Reason.TAKEN)
    assert told(START + 3 * DAY, incidents=(taken,)) == ()
    again = replace_begin(taken, 11)
    assert told(NOON, incidents=(taken, back, again)) == ("Severe", Reason.TAKEN)


def replace_begin(one: Incident, hour: float) -> Incident:
    return one._replace(**timed(hour), entry_id="again")


def test_strict_control_needs_essential_services_suspended() -> None:
    out = service("food"), service("fuel")
    assert told(restrictions=(measure(),), services=out) == ("Severe", Reason.CUT_OFF)
    assert told(restrictions=(measure(),), services=out[:1]) == ("Moderate", Reason.MEASURES)
    assert told(services=out) == ("Moderate", Reason.SERVICES)
    half = service("food"), service("fuel", "limited")
    assert told(restrictions=(measure(),), services=half) == ("Moderate", Reason.MEASURES)
    assert told(restrictions=(measure("checkpoint"),), services=out)[0] == "Moderate"


def test_what_is_laid_on_the_whole_country_raises_no_place() -> None:
    one = {"restrictions": (measure(),), "services": (service("internet"), service("food"))}
    whole = Common(frozenset({measure().terms}), frozenset({"internet", "food"}))
    assert told(common=whole, **one) == ()
    assert told(common=replace(whole, services=frozenset()), **one)[1] == Reason.SERVICES
    stricter = one | {"restrictions": (measure(hours="17:00"),)}
    assert told(common=whole, **stricter) == ("Moderate", Reason.MEASURES)


def test_what_is_over_or_has_lapsed_raises_no_place() -> None:
    for table, one in (("restrictions", measure()), ("services", service())):
        assert told(NOON, **{table: (one,)})
        for end in ("ends", "lapses_at"):
            over = one._replace(**{end: NOON})
            assert told(NOON - DAY / 24, **{table: (over,)})
            assert told(NOON, **{table: (over,)}) == ()
        assert told(NOON, **{table: (one._replace(begins=NIGHT),)}) == ()


def test_of_a_service_the_claim_about_the_latest_time_counts() -> None:
    before = service("food", begins=START - 2 * DAY)
    after, other = service("food", "operating"), service("fuel", "operating")
    assert told(services=(after, before, other)) == ("Minor", Reason.CALM)
    again = before._replace(begins=NOON, occurred_from="2022-01-07T12:00")
    assert told(services=(after, again, other)) == ("Moderate", Reason.SERVICES)


def test_silence_is_not_calm() -> None:
    assert told(incidents=(incident("Agreement"),)) == ()
    assert told(restrictions=(measure("trade"), measure("threat_level"))) == ()
    assert told(services=(service("television"),)) == ()
    assert told(services=(service("food", "operating"),)) == ()  # is not daily life


def test_the_claims_are_named_in_order_of_reporting_with_the_time_they_speak_of() -> None:
    early = incident(entry_id="z", reported_at=NOON)
    found = derive(Evidence(incidents=(incident(), early)), Common(), NIGHT, LASTS)
    assert found
    assert (found.entry_ids, found.as_of) == (("z", "a"), NIGHT)


def test_every_word_of_the_rule_is_one_of_the_vocabularies() -> None:
    subs = {sub for subs in EVENTS.values() for sub in subs}
    assert {*rule.FIGHTING, *rule.TAKEN, *rule.RETAKEN, *rule.PLUNDER} <= subs
    assert set(rule.UNREST) <= set(EVENTS)
    assert {*rule.MEASURES, *rule.STRICT} <= set(RESTRICTION)
    assert set(rule.NEEDED) <= set(SERVICE)


CLAIMS = st.fixed_dictionaries(
    {
        "incidents": st.lists(
            st.builds(
                incident,
                st.sampled_from([sub for subs in EVENTS.values() for sub in subs]),
                certainty=st.sampled_from(["Observed", "Likely", "Possible", "Unlikely"]),
            ),
            max_size=3,
        ).map(tuple),
        "casualties": st.lists(st.builds(count, low=st.none() | st.integers(0, 3)), max_size=2).map(
            tuple
        ),
    }
)


@given(CLAIMS, CLAIMS)
def test_more_claims_of_violence_never_make_it_milder(some: dict, more: dict) -> None:
    alone = derive(Evidence(**some), Common(), NOON, LASTS)
    taken_back = any(one.sub_event_type in rule.RETAKEN for one in more["incidents"])
    both = {table: (*some[table], *more[table]) for table in some}
    together = derive(Evidence(**both), Common(), NOON, LASTS)
    if alone and not taken_back:
        assert together
        assert SEVERITY.index(together.severity) <= SEVERITY.index(alone.severity)
