"""Which numbers of a sentence count people, whom, and what befell them."""

from collections.abc import Sequence
from typing import NamedTuple

from geo.standing.befalling import LISTING, Place, Whom, befell, just_before
from geo.standing.numbers import Number, numbers
from geo.standing.tokens import Sentence, phrase_at, word_set
from geo.standing.vocabulary import Phrases, term_at


class Words(NamedTuple):
    """The words for groups of people, and for what befell them."""

    groups: Phrases
    measures: Phrases


class Counted(NamedTuple):
    """A number of people; ``last`` is the place after what says whom.

    ``groups`` are those it can count, the likeliest first: unnamed that of the number before.
    """

    number: Number
    last: int
    measure: str
    groups: tuple[str, ...]


_AUXILIARY = word_set(
    "were was are is be been being have has had also already now reportedly more of them others "
    "said to still then who whom and seriously badly were got"
)
_PREPOSITIONS = word_set(
    "in at on by from since after including among across during nationwide throughout and as "
    "overnight there here countrywide so but while with when"
)
_STOPS = (
    _AUXILIARY
    | _PREPOSITIONS
    | word_set("the that which percent per cent for or until than times a an not")
)
# What may stand before a noun though it looks like one in the plural.
_IN_S = word_set("forces press serious various")
_REACH = 4


def counted(sentence: Sentence, words: Words) -> list[Counted]:
    """The numbers that count people of whom the sentence says what befell them."""
    found = numbers(sentence)
    measures = _measures(sentence, words.measures)
    whom: list[tuple[Number, Whom]] = []
    for one in found:
        who = _whom(sentence, one, words, measures, bool(whom))
        if who:
            whom.append((one, who))
    named, group = befell(sentence, whom, measures), "all"
    told = []
    for (one, who), measure in zip(whom, named, strict=True):
        group = who.group or group
        if measure:
            told.append(Counted(one, who.last, measure, _groups(who.group, group)))
    return told


def _groups(own: str, before: str) -> tuple[str, ...]:
    return (own,) if own else tuple(dict.fromkeys((before, "all")))


def _measures(sentence: Sentence, phrases: Phrases) -> list[Place]:
    found = []
    for place in range(len(sentence)):
        term = term_at(sentence, place, phrases)
        if term:
            found.append((place, term[1], term[0]))
    return found


def _whom(
    sentence: Sentence, one: Number, words: Words, measures: Sequence[Place], has_others: bool
) -> Whom | None:
    """Whom a number counts; None where it counts no people."""
    noun = _after_of(sentence, one.last)
    named = _group_at(sentence, noun, words.groups)
    if named:
        return named
    if _leads_to_measure(sentence, one.last, {first for first, _, _ in measures}):
        return Whom("", one.last)
    if not _ends_there(sentence, noun):
        return None
    is_listed = has_others and one.first > 0 and sentence[one.first - 1].word in LISTING
    if is_listed or just_before(sentence, one, measures):
        return Whom("", one.last)
    return None


_OF = [("of", "them"), ("of", "the"), ("of", "these"), ("of", "those"), ("of",)]


def _after_of(sentence: Sentence, place: int) -> int:
    """The place after 'of them', 'of the'; the same where none of them stands there."""
    for phrase in _OF:
        if phrase_at(sentence, place, phrase):
            return place + len(phrase)
    return place


def _group_at(sentence: Sentence, first: int, groups: Phrases) -> Whom | None:
    """The group of the noun of a number: '18 police officers', '26 armed attackers'."""
    for place in range(first, min(first + _REACH, len(sentence))):
        token = sentence[place]
        term = term_at(sentence, place, groups)
        if term:
            return _widen(sentence, Whom(*term), groups)
        is_adjective = token.kind == "word" and token.word not in _STOPS
        if not is_adjective or (token.word.endswith("s") and token.word not in _IN_S):
            return None
    return None


def _widen(sentence: Sentence, who: Whom, groups: Phrases) -> Whom:
    """'members of the security forces' and 'police officers' by all of their words."""
    after = who.last
    if after < len(sentence):
        term = term_at(sentence, after, groups)
        if term and sentence[after].word in ("officers", "officer"):
            return Whom(who.group, term[1])
    return who


def _leads_to_measure(sentence: Sentence, place: int, measures: set[int]) -> bool:
    """Whether auxiliaries alone stand before what befell them: '18 of them had been killed'."""
    for at in range(place, min(place + _REACH + 1, len(sentence))):
        if at in measures:
            return True
        if sentence[at].word not in _AUXILIARY:
            return False
    return False


def _ends_there(sentence: Sentence, place: int) -> bool:
    """Whether no noun follows."""
    if place >= len(sentence):
        return True
    token = sentence[place]
    return token.kind == "sign" or token.word in _PREPOSITIONS
