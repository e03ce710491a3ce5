"""A text as sentences of words, numbers, hours and signs, each of which knows where it stands."""

import calendar
import re
from collections.abc import Iterator
from typing import NamedTuple


class Token(NamedTuple):
    """A word, 'number', 'decimal', 'time' or sign; ``word`` is its text in lower case."""

    kind: str
    text: str
    word: str
    start: int
    end: int


Sentence = list[Token]

# Marks of scripts from Arabic to Burmese are parts of words, which Python does not hold them for.
_LETTER = "(?:[^\\W\\d_]|[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0900-\u109f\u200c\u200d])"
_TOKEN = re.compile(
    r"(?P<time>(?<![\w.])[0-9]{1,2}:[0-9]{2}(?![\w:])"
    r"|(?<![\w.])[0-9]{1,2}(?:[:.][0-9]{2})?[ \u00a0]?[ap]\.?m\b\.?)"
    r"|(?P<decimal>[0-9]+(?:\.[0-9]+)+)"
    r"|(?P<number>[0-9]{1,3}(?:[,\u00a0\u202f][0-9]{3})+(?![0-9])|[0-9]+)"
    rf"|(?P<word>{_LETTER}+(?:['’ʼʹ`]{_LETTER}+)*)"
    r"|(?P<sign>\S)",
    re.IGNORECASE,
)
_STOPS = frozenset(".!?…;")
_DAYS = frozenset(day.lower() for day in calendar.day_name)
# A list without a full stop is read in parts.
_LONGEST = 200


def word_set(words: str) -> frozenset[str]:
    """The words of a line, as a set."""
    return frozenset(words.split())


_SHORTENED = word_set(
    "jan feb mar apr jun jul aug sep sept oct nov dec gen col lt mr mrs ms dr no st"
)


def sentences(text: str) -> Iterator[Sentence]:
    """The tokens of each sentence; a line that ends ends a sentence where a next one is empty."""
    found: Sentence = []
    for match in _TOKEN.finditer(text):
        token = _token(match)
        if found and _ends(found, token, text):
            yield found
            found = []
        found.append(token)
    if found:
        yield found


def _token(match: re.Match[str]) -> Token:
    text = match.group()
    return Token(match.lastgroup or "", text, text.lower().replace("’", "'"), *match.span())


def _ends(sentence: Sentence, token: Token, text: str) -> bool:
    """Whether a sentence was over before the token."""
    if len(sentence) >= _LONGEST:
        return True
    between = text[sentence[-1].end : token.start]
    if between.count("\n") > 1:
        return True
    last = sentence[-1].text
    if last[-1] not in _STOPS or not between:
        return False
    if sentence[-1].kind == "time" and token.word in _DAYS:  # '11 p.m. Friday'
        return False
    is_short = last == "." and len(sentence) > 1 and sentence[-2].word in _SHORTENED
    return not is_short and not token.text[0].islower()


def phrase_at(sentence: Sentence, place: int, phrase: tuple[str, ...]) -> bool:
    """Whether the words of a phrase stand at a place of a sentence."""
    here = sentence[place : place + len(phrase)]
    return len(here) == len(phrase) and all(
        one.word == word for one, word in zip(here, phrase, strict=True)
    )


def phrase_before(sentence: Sentence, place: int, phrase: tuple[str, ...]) -> bool:
    """Whether the words of a phrase stand just before a place of a sentence."""
    begin = place - len(phrase)
    return begin >= 0 and phrase_at(sentence, begin, phrase)
