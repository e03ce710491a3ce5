"""Numbers that count no people: dates, years, ages, money, and what is a name."""

import calendar
from typing import NamedTuple

from geo.ranges import Range
from geo.standing.tokens import Sentence, word_set

_SHORT, _FULL = ([name.lower() for name in names if name]
                 for names in (calendar.month_abbr, calendar.month_name))  # fmt: skip
_MONTHS = frozenset([*_SHORT, *_FULL, "sept"])
# Before a number that names a thing and counts nobody.
_LABELS = word_set(
    "bus route line flight train tram article law decree no number room building page channel "
    "school house day chapter paragraph resolution age aged phase grade"
)
_MONEY = frozenset("$€£¥₸₽₹#№%")
_AGED = word_set("boy girl man woman child")


class Number(NamedTuple):
    """A number between two places of a sentence, its qualifier included; ``number`` is None of
    'dozens'. ``digits`` is where the number itself begins."""

    first: int
    digits: int
    last: int
    number: int | None
    bounds: Range


def is_other(sentence: Sentence, one: Number) -> bool:
    """Whether it is a date, a year, an age, money or a name."""
    token = sentence[one.digits]
    before = sentence[one.first - 1] if one.first else None
    after = sentence[one.last] if one.last < len(sentence) else None
    if before and (
        before.word in _LABELS or before.text in _MONEY or _is_month(sentence, one.first - 1)
    ):
        return True
    if before and before.text == "." and one.first > 1 and _is_month(sentence, one.first - 2):
        return True
    if before and before.word == "of" and one.first > 1 and sentence[one.first - 2].word in _AGED:
        return True
    # '11th', '5km', '11-year-old', '3/4', 'B-52'
    if _touches(sentence, one) or _is_day(sentence, one.last):
        return True
    is_year = token.kind == "number" and len(token.text) == 4 and 1900 <= (one.number or 0) < 2100
    return is_year and not (after and after.kind == "word" and after.word in _COUNTED)


# After a number like a year that yet counts people.
_COUNTED = word_set("people persons troops soldiers peacekeepers detainees servicemen")


def _touches(sentence: Sentence, one: Number) -> bool:
    """Whether a letter or a sign that makes it another thing stands right beside it."""
    first, last = sentence[one.digits], sentence[one.last - 1]
    before = sentence[one.digits - 1] if one.digits else None
    after = sentence[one.last] if one.last < len(sentence) else None
    if before and before.end == first.start and (before.kind != "sign" or before.text in "-/._:"):
        return True
    if after is None or after.start != last.end:
        return bool(after and after.text in _MONEY)
    return after.kind != "sign" or after.text in "-/_:%°" or after.text in _MONEY


def _is_month(sentence: Sentence, place: int) -> bool:
    """Whether a month stands there; 'may' only as one of a capital letter."""
    token = sentence[place]
    return token.word in _MONTHS and not token.text[0].islower()


def _is_day(sentence: Sentence, last: int) -> bool:
    """Whether a month follows: '5 January', '5 of January', '5 and 6 January', '5. January'."""
    for place in range(last, min(last + 4, len(sentence))):
        if sentence[place].kind == "word" and _is_month(sentence, place):
            return True
        token = sentence[place]
        if not (token.kind == "number" or token.word in ("and", "to", "-", "–", "of", ",", ".")):
            return False
    return False
