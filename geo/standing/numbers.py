"""The numbers of a sentence: in digits, in English words, as ranges, and what is no number."""

from geo.ranges import UNKNOWN, exactly
from geo.standing.other_numbers import Number, is_other
from geo.standing.tokens import Sentence, phrase_at, phrase_before

_TEENS = ("one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
          "fifteen sixteen seventeen eighteen nineteen")  # fmt: skip
_ROUND = "twenty thirty forty fifty sixty seventy eighty ninety"
_ONES = {word: number for number, word in enumerate(_TEENS.split(), 1)}
_TENS = {word: 10 * number for number, word in enumerate(_ROUND.split(), 2)}
_TIMES = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 1_000_000}
_MANY = ("dozens", "scores", "hundreds", "thousands")
_OPEN = [("no", "fewer", "than"), ("no", "less", "than"), ("at", "least"), ("more", "than"),
         ("upwards", "of"), ("over",), ("exceeded",)]  # fmt: skip
_ROUGH = [("close", "to"), ("about",), ("around",), ("some",), ("approximately",), ("nearly",),
          ("almost",), ("roughly",), ("estimated",)]  # fmt: skip
_MOST = [("up", "to"), ("at", "most"), ("fewer", "than"), ("less", "than")]
_DIGITS = 9  # no crisis has counted more people


def numbers(sentence: Sentence) -> list[Number]:
    """Those that may count people; none of a date, a year, an hour, money or what has a label."""
    found, place = [], 0
    while place < len(sentence):
        read = _read(sentence, place)
        if read is None:
            place += 1
            continue
        one = _qualified(sentence, place, *read)
        if not is_other(sentence, one):
            found.append(one)
        place = one.last
    return found


def _read(sentence: Sentence, place: int) -> tuple[int | None, int] | None:
    """The number that begins at a place, and the place after it."""
    token = sentence[place]
    if token.kind == "number":
        return _digits(sentence, place)
    if token.word in _MANY:
        return None, place + 1
    return _worded(sentence, place)


def _digits(sentence: Sentence, place: int) -> tuple[int | None, int] | None:
    figures = "".join(filter(str.isdigit, sentence[place].text))
    if len(figures) > _DIGITS:
        return None
    times = _TIMES.get(sentence[place + 1].word) if place + 1 < len(sentence) else None
    return int(figures) * (times or 1), place + (2 if times else 1)


def _worded(sentence: Sentence, place: int) -> tuple[int | None, int] | None:
    """'twelve', 'twenty-six', 'a hundred', 'two thousand five hundred and ten'."""
    total, part, begin = 0, 0, place
    if sentence[place].word in ("a", "an"):
        if place + 1 == len(sentence) or sentence[place + 1].word not in _TIMES:
            return None
        part, place = 1, place + 1
    last = place
    while place < len(sentence):
        word = sentence[place].word
        if word in _ONES or word in _TENS:
            value = _ONES.get(word) or _TENS[word]
            if part % 10 or (part and word in _TENS and part % 100) or (part % 100 and value > 9):
                break
            part += value
        elif word in _TIMES and part:
            part *= _TIMES[word]
            if _TIMES[word] >= 1000:
                total, part = total + part, 0
        elif not (word in ("-", "and") and last > begin and _goes_on(sentence, place)):
            break
        place += 1
        if word not in ("-", "and"):
            last = place
    return (total + part, last) if total + part and last > begin else None


def _goes_on(sentence: Sentence, place: int) -> bool:
    """Whether a hyphen or an 'and' joins two words of one number."""
    before = sentence[place - 1].word
    after = sentence[place + 1].word if place + 1 < len(sentence) else ""
    if sentence[place].word == "-":
        return before in _TENS and after in _ONES
    return before in _TIMES and (after in _ONES or after in _TENS)


def _qualified(sentence: Sentence, place: int, number: int | None, last: int) -> Number:
    """A number with what qualifies it: its bounds."""
    upper = _upper_end(sentence, last, number)
    if number is not None and upper is not None:
        high, after = upper
        first = place - 1 if phrase_before(sentence, place, ("between",)) else place
        return Number(first, place, after, number, (number, None, high))
    bounds = UNKNOWN if number is None else exactly(number)
    for phrases, reading in (
        (_OPEN, (number, None, None)),
        (_ROUGH, (None, number, None)),
        (_MOST, (None, None, number)),
    ):
        for phrase in phrases:
            if phrase_before(sentence, place, phrase):
                return Number(place - len(phrase), place, last, number, reading)
    if phrase_at(sentence, last, ("or", "more")):
        return Number(place, place, last + 2, number, (number, None, None))
    if phrase_at(sentence, last, ("+",)):
        return Number(place, place, last + 1, number, (number, None, None))
    return Number(place, place, last, number, bounds)


def _upper_end(sentence: Sentence, last: int, number: int | None) -> tuple[int, int] | None:
    """The upper end of '12 to 18', and the place after it."""
    if number is None or last + 1 >= len(sentence):
        return None
    if sentence[last].word not in ("to", "-", "–", "and"):
        return None
    is_between = sentence[last].word == "and"
    read = _read(sentence, last + 1)
    begins = last - 2
    if is_between and not (begins >= 0 and sentence[begins].word == "between"):
        return None
    if read is None or read[0] is None or read[0] <= number:
        return None
    return read[0], read[1]
