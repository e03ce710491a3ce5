"""Which numbers of a sentence count people, whom, and what befell them."""

from collections.abc import Sequence
from typing import NamedTuple

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


class _Whom(NamedTuple):
    group: str
    last: int


_AUXILIARY = word_set(
    "were was are is be been being have has had also already now reportedly more of them others "
    "said to still then who whom and seriously badly were got"
)
# Between a measure and its number: 'the death toll rose to 164', 'killed at least 26'.
_GLUE = word_set(
    "toll has had have rose risen reached to stands stood is was at now from grew grown of the "
    "by number count "
    "climbed jumped increased increasing another a total its number further"
) | {":"}
# What leads from a noun to its number, and such nouns.
_LEADING = word_set("at to reached is was stands stood of now :")
_NOUNS = word_set("toll dead deaths fatalities detentions arrests injuries injured wounded")
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
_IN_S = word_set("forces csto press serious armed kazakhs")
_REACH = 4


def counted(sentence: Sentence, words: Words) -> list[Counted]:
    """The numbers that count people of whom the sentence says what befell them."""
    found = numbers(sentence)
    measures = _measures(sentence, words.measures)
    whom: list[tuple[Number, _Whom]] = []
    for one in found:
        who = _whom(sentence, one, words, measures, bool(whom))
        if who:
            whom.append((one, who))
    named, group = _befell(sentence, whom, measures), "all"
    told = []
    for (one, who), measure in zip(whom, named, strict=True):
        group = who.group or group
        if measure:
            told.append(Counted(one, who.last, measure, _groups(who.group, group)))
    return told


def _groups(own: str, before: str) -> tuple[str, ...]:
    return (own,) if own else tuple(dict.fromkeys((before, "all")))


_Place = tuple[int, int, str]


def _measures(sentence: Sentence, phrases: Phrases) -> list[_Place]:
    found = []
    for place in range(len(sentence)):
        term = term_at(sentence, place, phrases)
        if term:
            found.append((place, term[1], term[0]))
    return found


def _whom(
    sentence: Sentence, one: Number, words: Words, measures: Sequence[_Place], has_others: bool
) -> _Whom | None:
    """Whom a number counts; None where it counts no people."""
    noun = _after_of(sentence, one.last)
    named = _group_at(sentence, noun, words.groups)
    if named:
        return named
    if _leads_to_measure(sentence, one.last, {first for first, _, _ in measures}):
        return _Whom("", one.last)
    if not _ends_there(sentence, noun):
        return None
    is_listed = has_others and one.first > 0 and sentence[one.first - 1].word in _LISTING
    if is_listed or _direct(sentence, one, measures):
        return _Whom("", one.last)
    return None


_LISTING = frozenset((",", ";", "and", "including", "–", "—", "("))


_OF = [("of", "them"), ("of", "the"), ("of", "these"), ("of", "those"), ("of",)]


def _after_of(sentence: Sentence, place: int) -> int:
    """The place after 'of them', 'of the'; the same where none of them stands there."""
    for phrase in _OF:
        if phrase_at(sentence, place, phrase):
            return place + len(phrase)
    return place


def _group_at(sentence: Sentence, first: int, groups: Phrases) -> _Whom | None:
    """The group of the noun of a number: '18 police officers', '26 armed attackers'."""
    for place in range(first, min(first + _REACH, len(sentence))):
        token = sentence[place]
        term = term_at(sentence, place, groups)
        if term:
            return _widen(sentence, _Whom(*term), groups)
        is_adjective = token.kind == "word" and token.word not in _STOPS
        if not is_adjective or (token.word.endswith("s") and token.word not in _IN_S):
            return None
    return None


def _widen(sentence: Sentence, who: _Whom, groups: Phrases) -> _Whom:
    """'members of the security forces' and 'police officers' by all of their words."""
    after = who.last
    if after < len(sentence):
        term = term_at(sentence, after, groups)
        if term and sentence[after].word in ("officers", "officer"):
            return _Whom(who.group, term[1])
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


def _direct(sentence: Sentence, one: Number, measures: Sequence[_Place]) -> _Place | None:
    """What befell them, where it stands just before: 'killed 26', 'a death toll of 164'.

    After a noun it may be said where: 'the dead of the unrest at 164'.
    """
    ends = {measure[1]: measure for measure in measures}
    place, others = one.first, 0
    leads = place > 0 and sentence[place - 1].word in _LEADING
    while place > 0 and place not in ends:
        token = sentence[place - 1]
        if token.word not in _GLUE:
            others += 1
            if not leads or token.kind != "word" or others > _REACH:
                return None
        place -= 1
    is_noun = place > 0 and sentence[place - 1].word in _NOUNS
    return ends.get(place) if is_noun or not others else None


def _befell(
    sentence: Sentence, found: Sequence[tuple[Number, _Whom]], measures: Sequence[_Place]
) -> list[str]:
    """What befell the people of each number; '' where the sentence does not say."""
    direct = [_direct(sentence, one, measures) for one, _ in found]
    free = [
        [one for one in measures if one not in _without(direct, at)] for at in range(len(found))
    ]
    after = _after(sentence, found, free)
    named: list[str] = []
    for at, (one, _) in enumerate(found):
        own = direct[at]
        before = found[at - 1][0].last if at else 0
        earlier = [term for first, last, term in free[at] if before <= first and last <= one.first]
        choice = [own[2] if own else "", after[at], *reversed(earlier), *named[-1:]]
        named.append(next(filter(None, choice), ""))
    return named


def _without(direct: Sequence[_Place | None], at: int) -> set[_Place]:
    """What stands just before other numbers."""
    return {one for place, one in enumerate(direct) if one and place != at}


def _after(
    sentence: Sentence,
    found: Sequence[tuple[Number, _Whom]],
    free: Sequence[Sequence[_Place]],
) -> list[str]:
    """What is said of each number before the next one; of '26 attackers and 16 police' once."""
    said = [""] * len(found)
    following = len(sentence)
    for at in reversed(range(len(found))):
        one, who = found[at]
        own = [term for first, _, term in free[at] if one.last <= first < following]
        between = {token.word for token in sentence[who.last : following]}
        is_joined = between <= _LISTING and at + 1 < len(found)
        said[at] = own[0] if own else said[at + 1] if is_joined else ""
        following = one.first
    return said
