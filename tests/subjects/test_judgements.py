from pathlib import Path

import pytest

from geo.dataset.issues import Issue
from geo.subjects.judgements import check_judgements
from tests.support.building import PLACES, make_dataset, place

CLASH = {"event_type": "Battles", "sub_event_type": "Armed clash", "entry_id": "clash"}
RIOT = {"entry_id": "riot"}
Row = dict[str, str]
Rows = list[Row]


def departures(
    directory: Path, severity: str, more: Row | None = None, **tables: Rows
) -> list[Issue]:
    status = [{"severity": severity} | (more or {})]
    return check_judgements(make_dataset(directory, status=status, **tables))


@pytest.mark.parametrize(
    ("severity", "incidents", "departs"),
    [
        ("Extreme", [CLASH], False),
        ("Severe", [CLASH], True),
        ("Minor", [CLASH], True),
        ("Extreme", [RIOT], True),
        ("Moderate", [RIOT], False),
        ("Minor", [RIOT], True),
        ("Extreme", [], True),
        ("Severe", [], True),
        ("Moderate", [], False),  # its own sentence is enough
        ("Minor", [], False),
        ("Minor", [CLASH | {"place": "Almaty"}], False),
    ],
)
def test_a_judgement_is_named_where_other_claims_say_otherwise_or_nothing_supports_it(
    tmp_path: Path, severity: str, incidents: Rows, departs: bool
) -> None:
    assert bool(departures(tmp_path, severity, incidents=incidents)) == departs


def test_the_warning_says_what_the_rule_gives_and_from_which_claims(tmp_path: Path) -> None:
    assert departures(tmp_path, "Severe", incidents=[RIOT, RIOT | {"entry_id": "riot-2"}]) == [
        Issue(
            "warning", "status", 2, "severity", "Severe",
            "departs from the rule. By what was known then the rule gives Moderate: protests, "
            "riots or other violence within a day (riot, riot-2).",
            "Correct it, or say in judged_on why it departs.",
        )
    ]  # fmt: skip
    (alone,) = departures(tmp_path / "alone", "Severe")
    assert alone.problem == "departs from the rule. No claim known by then supports it."


def test_a_reason_answers_the_warning(tmp_path: Path) -> None:
    assert departures(tmp_path / "without", "Extreme")
    basis = {"judged_on": "The mayor said that nobody was in control."}
    assert departures(tmp_path / "with", "Extreme", basis) == []


def test_only_what_was_known_at_its_own_report_counts(tmp_path: Path) -> None:
    later = CLASH | {"reported_at": "2022-01-08"}
    assert departures(tmp_path / "later", "Minor", incidents=[later]) == []
    gone = [CLASH, {"entry_id": "cancel", "message": "Cancel", "replaces": "clash"}]
    assert departures(tmp_path / "gone", "Minor", incidents=gone) == []


def test_no_hour_is_invented(tmp_path: Path) -> None:
    """A judgement of noon may or may not have known what was reported on that day."""
    noon = {"reported_at": "2022-01-07T12:00+06:00", "occurred_from": "2022-01-07T12:00"}
    for severity in ("Minor", "Extreme"):
        assert departures(tmp_path / severity, severity, noon, incidents=[CLASH]) == []
    known = CLASH | {"reported_at": "2022-01-07T11:00+06:00"}
    assert departures(tmp_path / "known", "Minor", noon, incidents=[known])
    night = known | {"reported_at": "2022-01-07T13:00+06:00"}
    assert departures(tmp_path / "night", "Extreme", noon, incidents=[night])


def test_a_judgement_of_a_day_may_be_of_any_moment_of_it(tmp_path: Path) -> None:
    hour = {"occurred_from": "2022-01-07T14:00", "occurred_to": "2022-01-07T16:00"}
    for severity in ("Extreme", "Moderate"):
        assert departures(tmp_path / severity, severity, incidents=[CLASH | hour]) == []


def test_a_country_or_region_is_as_bad_as_a_place_in_it_may_be(tmp_path: Path) -> None:
    for name in ("Kazakhstan", "Jambyl Region"):
        where = {"place": name}
        assert departures(tmp_path / f"a {name}", "Extreme", where, incidents=[CLASH]) == []
        assert departures(tmp_path / f"b {name}", "Minor", where, incidents=[CLASH]) == []
    where = {"place": "Jambyl Region"}
    elsewhere = [CLASH | {"place": "Almaty"}]
    assert departures(tmp_path / "c", "Extreme", where, incidents=elsewhere)


CURFEW = {"daily_from": "23:00", "daily_to": "07:00", "basis": "decreed"}
REGIONS = [place(f"region-{i}", f"Region {i}", "region", f"Region {i}") for i in range(4)]


def test_the_common_curfew_raises_no_place_but_a_stricter_one_does(tmp_path: Path) -> None:
    where = {"place": "Region 0"}
    curfews = [CURFEW | {"place": f"Region {i}"} for i in range(3)]
    many = {"places": (*PLACES, *REGIONS)}
    assert departures(tmp_path / "a", "Minor", where, restrictions=curfews, **many) == []
    stricter = [*curfews, CURFEW | where | {"daily_from": "19:00"}]
    assert departures(tmp_path / "b", "Minor", where, restrictions=stricter, **many)
    assert departures(tmp_path / "c", "Minor", where, restrictions=curfews[:1], **many)
    national = [*curfews[:1], CURFEW | {"place": "Kazakhstan"}]
    assert departures(tmp_path / "d", "Minor", where, restrictions=national, **many) == []


def test_the_common_curfew_stays_common_where_it_is_lifted_last(tmp_path: Path) -> None:
    lifted = {"occurred_to": "2022-01-06"}
    curfews = [CURFEW | {"place": f"Region {i}", "occurred_from": "2022-01-05"} for i in range(3)]
    rows = [curfews[0], *(one | lifted for one in curfews[1:])]
    where = {"place": "Region 0"}
    many = {"places": (*PLACES, *REGIONS)}
    assert departures(tmp_path / "a", "Minor", where, restrictions=rows, **many) == []
    june = {"occurred_from": "2022-06-07", "reported_at": "2022-06-07"}
    assert departures(
        tmp_path / "b", "Minor", where | june, restrictions=[*rows[1:], rows[0] | june], **many
    )
