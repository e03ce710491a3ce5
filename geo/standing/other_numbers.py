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
    return (
        _is_named(sentence, one.first)
        or _is_date(sentence, one)
        or _touches(sentence, one)
        or _is_year(sentence, one)
    )


def _is_named(sentence: Sentence, first: int) -> bool:
    """Whether what stands before it makes it a name, money or an age: 'bus 60', 'a boy of 11'."""
    before = [token.word for token in sentence[max(first - 2, 0) : first]]
    if not before:
        return False
    is_age = before[-1] == "of" and before[0] in _AGED
    return is_age or before[-1] in _LABELS or before[-1] in _MONEY


def _is_date(sentence: Sentence, one: Number) -> bool:
    """Whether it is a day beside a month: '5 January', 'Jan. 5', '5 to 7 January'."""
    if one.number is None or one.number > _DAYS:
        return False
    place = one.digits - 1
    if place > 0 and sentence[place].text == ".":
        place -= 1
    if place >= 0 and _is_month(sentence, place):
        has_day = place > 0 and sentence[place - 1].kind == "number"
        return not has_day  # else it is what follows '10 January'
    return _is_day(sentence, one.last)


_DAYS = 31


def _is_year(sentence: Sentence, one: Number) -> bool:
    token = sentence[one.digits]
    after = sentence[one.last].word if one.last < len(sentence) else ""
    is_like = token.kind == "number" and len(token.text) == 4 and 1900 <= (one.number or 0) < 2100
    return is_like and after not in _COUNTED


# After a number like a year that yet counts people.
_COUNTED = word_set("people persons troops soldiers peacekeepers detainees servicemen")


def _touches(sentence: Sentence, one: Number) -> bool:
    """Whether what stands right beside it makes it another thing: '11th', '5km', '11-year-old'."""
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
        if not (token.kind == "number" or token.word in ("and", "to", "-", "–", "of", ".")):
            return False
    return False
