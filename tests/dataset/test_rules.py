from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.dataset.rules import LARGEST_COUNT, RULES
from geo.dataset.schema import CRISIS, TABLES

GOOD = {
    "slug": ["a", "almaty-shops-closed", "7-january"],
    "slugs": ["a", "a|b-c"],
    "text": ["", " ", "{{ 7 }}"],
    "texts": ["A", "A|B"],
    "local": ["2022-01-07", "2022-01-07T00:00", "2022-01-07T23:59:59"],
    "moment": [
        "2022-01-07",
        "2022-01-07T18:30Z",
        "2022-01-07T18:30:00+05:45",
        "2022-01-07T18:30-12:00",
        "2022-01-07T18:30+14:00",
        "2022-01-07T18:30-00:25",
    ],
    "day": ["2022-01-07", "2020-02-29"],
    "published": ["2022", "2022-01", "2022-01-07", "2022-01-07T18:30+06:00"],
    "iso3166_2": ["KZ-ALA", "KZ-75", "GB-ENG"],
    "days": ["1", "0.5"],
    "known_on": ["2022-01-07", "2022-01-07T18:30", "2022-01-07T18:30+06:00"],
    "clock": ["00:00", "19:00", "23:59"],
    "count": ["0", "007", str(LARGEST_COUNT)],
    "iso2": ["KZ", "XK", "GB"],
    "iso2s": ["KZ", "KZ|UZ"],
    "iso3": ["KAZ", "GBR"],
    "language": ["en", "kk"],
    "url": ["https://example.org/a?b=c&d=%20", "http://тест.рф/ы"],
    "latitude": ["-90", "43.25", "0"],
    "longitude": ["-180", "180.0"],
    "zone": ["Asia/Almaty", "UTC", "America/Argentina/Buenos_Aires", "Etc/GMT+5"],
    "hours": ["48", "0.5", "876000"],
}
BAD = {
    "slug": ["", "x" * 121, "A", "a_b", "a--b", "-a", "a-", "ä", "a b", "{{x}}", "a\n"],
    "slugs": ["a|", "|a", "a||b", "a | b", "A"],
    "texts": ["A|", "|", "A| |B"],
    "local": [
        "2022-02-30",
        "2022-1-7",
        "7.1.2022",
        "2022-01-07 18:30",
        "2022-01-07T18:30+06:00",
        "2022-01-07T24:00",
        "2022-01-07T18:60",
        "2022-01-07T",
        "0000-01-01",
        "9999-12-31",
        "٢٠٢٢-٠١-٠٧",
        "2022-01-07\n",
        "2022-W01-5",
        "20220107",
    ],
    "moment": [
        "2022-01-07T18:30",
        "2022-01-07T18:30+99:00",
        "2022-01-07T18:30+24:00",
        "2022-01-07T24:00Z",
        "2022-01-07Z",
        "2022-01-07+06:00",
        "9999-12-31",
        "1700-01-01T00:00Z",
        "2022-01-07T18:30+0600",
        "2022-01-07T18:30z",
        "2022-01-07T18:30+23:59",
        "2022-01-07T18:30+15:00",
        "2022-01-07T18:30+14:01",
        "2022-01-07T18:30-12:01",
        "Z",
        "",
    ],
    "day": ["2021-02-29", "2022-01", "9999-12-31", "soon"],
    "published": ["22", "2022-13", "2022-1", "0000", "2022-01-07T18:30"],
    "iso3166_2": ["KZ", "XX-ALA", "KZ-ALMA", "kz-ala"],
    "days": ["0", "one"],
    "clock": ["24:00", "7:00", "19:60", "19:00:00", "1900", "١٩:٠٠"],
    "count": ["-1", "1.5", "1,000", "1e3", "٣", str(LARGEST_COUNT + 1), "9" * 100_000, " 7"],
    "known_on": ["soon", "2022-01-07 18:30", "2022-02-30", "20220107", "2022-01-07T18:30+23:59"],
    "iso2": ["kz", "KAZ", "K", "КЗ", "XX", "UK", "ZZ", "AN", "CS", "EU"],
    "iso2s": ["kz", "KZ|", "KZ|XX", "KZ,UZ"],
    "iso3": ["KZ", "kaz", "RSU", "ZZZ"],
    "language": ["EN", "eng", "xx", "kz"],
    "url": [
        "example.org",
        "javascript:alert(1)",
        "https://",
        "https://a b",
        "https://x/'",
        "//x",
        'https://x/"',
        "https://[",
        "https://x/\n",
        "data:text/html,x",
        "https://x/`",
    ],
    "latitude": ["90.1", "-91", "north", "1e1", "nan", "+1", "43,25"],
    "longitude": ["181", "inf", ""],
    "zone": [
        "Almaty",
        "../UTC",
        "Asia",
        "\0",
        "a" * 1_000_000,
        "+06:00",
        "localtime",
        "posixrules",
        "Factory",
        "right/Asia/Almaty",
        "posix/UTC",
        "right/UTC",
        "UTC\n",
    ],
    "hours": ["0", "-1", "inf", "NaN", "1e300", "9999999", "4 8", "48h"],
}


def flat(cases: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(kind, text) for kind, texts in cases.items() for text in texts]


@pytest.mark.parametrize(("kind", "text"), flat(GOOD))
def test_a_cell_of_its_kind_passes(kind: str, text: str) -> None:
    assert RULES[kind].holds(text)


@pytest.mark.parametrize(("kind", "text"), flat(BAD), ids=lambda value: repr(value)[:30])
def test_a_cell_of_another_kind_fails(kind: str, text: str) -> None:
    assert not RULES[kind].holds(text)


def test_every_kind_of_column_has_a_rule_that_is_tested_both_ways() -> None:
    kinds = {column.kind for table in (*TABLES.values(), CRISIS) for column in table.columns}
    assert kinds <= RULES.keys()
    assert kinds - {"enum"} <= GOOD.keys()
    assert kinds - {"enum", "text"} <= BAD.keys()


@pytest.mark.parametrize("kind", RULES)
@given(text=st.text(min_size=1))
def test_a_rule_answers_for_any_text(kind: str, text: str) -> None:
    assert RULES[kind].holds(text) in (True, False)


@given(st.datetimes(datetime(1900, 1, 1), datetime(2199, 12, 31)))
def test_every_real_time_is_accepted_as_written(moment: datetime) -> None:
    text = moment.isoformat(timespec="seconds")
    assert RULES["local"].holds(text)
    assert RULES["moment"].holds(f"{text}+06:00")
    assert RULES["clock"].holds(text[11:16])


@given(st.from_regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", fullmatch=True))
def test_a_day_is_accepted_only_where_the_calendar_has_it(text: str) -> None:
    try:
        exists = 1900 <= date.fromisoformat(text).year < 2200
    except ValueError:
        exists = False
    assert RULES["day"].holds(text) == exists


@given(st.from_regex(r"[0-9]{2}:[0-9]{2}", fullmatch=True))
def test_a_clock_time_is_accepted_only_where_a_day_has_it(text: str) -> None:
    hour, minute = map(int, text.split(":"))
    assert RULES["clock"].holds(text) == (hour < 24 and minute < 60)
    if hour < 24 and minute < 60:
        assert time.fromisoformat(text) == time(hour, minute)


@pytest.mark.parametrize(
    ("kind", "text", "reason"),
    [
        ("moment", "2022-02-30", "February 2022 has 28 days"),
        ("moment", "2022-13-01", "no month 13"),
        ("moment", "9999-12-31", "the year 9999 is not from 1900 to 2199"),
        ("moment", "0025-01-07", "the year 25"),
        ("moment", "2022-01-07T25:00+06:00", "no time 25:00"),
        ("moment", "2022-01-07T24:00+06:00", "00:00 of the next day"),
        ("moment", "2022-01-07T18:30", "no UTC offset"),
        ("moment", "2022-01-07 18:30+06:00", "a T stands"),
        ("moment", "2022-01-07T18:30+15:00", "no clock is +15:00"),
        ("moment", "2022-01-07T18:30+0600", "a colon"),
        ("moment", "2022-01-07T18:30 MSK", "MSK is no UTC offset"),
        ("moment", "44568", "a spreadsheet's number for 2022-01-07"),
        ("moment", "07.01.2022", "the year comes first"),
        ("moment", "1/7/2022 18:30", "the year comes first"),
        ("moment", "2022-1-7", "two digits each"),
        ("local", "2022-01-07T18:30+06:00", "local times have no offset"),
        ("local", "2022-01-07T18:30Z", "local times have no offset"),
        ("local", "2022-04-31T18:30", "April 2022 has 30 days"),
        ("local", "2022-01-07T7:30", "the hour has two digits"),
        ("day", "2022-01-07T18:30", "it has a time"),
        ("day", "2022-06-31", "June 2022 has 30 days"),
        ("published", "2022-02-29", "February 2022 has 28 days"),
        ("latitude", "43,25", "not a comma"),
        ("latitude", "43.25N", "negative south"),
        ("latitude", "116.4", "may be swapped"),
        ("longitude", "76,95", "not a comma"),
    ],
)
def test_why_a_date_or_a_coordinate_is_none_is_told(kind: str, text: str, reason: str) -> None:
    rule = RULES[kind]
    assert not rule.holds(text)
    assert reason in rule.problem_of(text)


@given(st.text(max_size=40) | st.text("0123456789-T: +Z.", max_size=30))
def test_any_text_has_a_problem_that_ends_in_one_full_stop(text: str) -> None:
    for rule in RULES.values():
        problem = rule.problem_of(text)
        assert not problem or (problem.endswith(".") and not problem.endswith(".."))
