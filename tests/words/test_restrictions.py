from types import SimpleNamespace

import pytest

from geo.dataset.vocabulary import RESTRICTION
from geo.words import restrictions, terms


def claim(**cells: str) -> SimpleNamespace:
    empty = dict.fromkeys(("level", "daily_from", "daily_to", "occurred_from", "occurred_to"), "")
    return SimpleNamespace(**{"kind": "curfew"} | empty | cells)


@pytest.mark.parametrize("kind", RESTRICTION)
def test_every_kind_of_restriction_has_one_plain_name(kind: str) -> None:
    name = terms.restriction(kind)
    assert name == name.lower()
    assert "_" not in name
    assert restrictions.name(claim(kind=kind)) == name


def test_a_restriction_is_named_with_its_level_and_hours() -> None:
    assert restrictions.name(claim(kind="threat_level", level="red")) == "red threat level"
    night = claim(daily_from="23:00", daily_to="07:00")
    assert restrictions.name(night) == "curfew 23:00-07:00"


@pytest.mark.parametrize(
    ("begin", "end", "words"),
    [
        ("", "", "with no begin given, no end given"),
        ("2022-01-05", "", "from 5 January 2022, no end given"),
        ("2022-01-05", "2022-01-19", "from 5 January 2022 through 19 January 2022"),
        ("2022-01-05T01:30", "2022-01-19T00:00",
         "from 01:30 on 5 January 2022 until 00:00 on 19 January 2022 local time"),
    ],
)  # fmt: skip
def test_a_span_is_as_precise_as_the_claim(begin: str, end: str, words: str) -> None:
    assert restrictions.span(claim(occurred_from=begin, occurred_to=end)) == words


@pytest.mark.parametrize(
    ("text", "begin", "end"),
    [
        ("", "at a time not given", "at a time not given"),
        ("2022-01-14", "on 14 January 2022", "with the end of 14 January 2022"),
        ("2022-01-15T07:00", "at 07:00 on 15 January 2022 local time",
         "at 07:00 on 15 January 2022 local time"),
    ],
)  # fmt: skip
def test_a_day_begins_on_it_and_ends_with_it(text: str, begin: str, end: str) -> None:
    one = claim(occurred_from=text, occurred_to=text)
    assert (restrictions.begin(one), restrictions.end(one)) == (begin, end)
