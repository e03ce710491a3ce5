"""What befell the people of each number of a sentence."""

from collections.abc import Sequence
from typing import NamedTuple

from geo.standing.numbers import Number
from geo.standing.tokens import Sentence, word_set

# A measure between two places of a sentence.
Place = tuple[int, int, str]


class Whom(NamedTuple):
    """Whom a number counts, "" where no noun says, and the place after what says it."""

    group: str
    last: int


# Between a measure and its number: 'the death toll rose to 164', 'killed at least 26'.
_GLUE = word_set(
    "toll has had have rose risen reached to stands stood is was at now from grew grown of the "
    "by number count climbed jumped increased increasing another a total its further"
) | {":"}
# What leads from a noun to its number, and such nouns.
_LEADING = word_set("at to reached is was stands stood of now :")
_NOUNS = word_set("toll dead deaths fatalities detentions arrests injuries injured wounded")
_REACH = 4
# Between two numbers of the same people, or a number and a part of it.
LISTING = frozenset((",", ";", "and", "including", "–", "—", "("))


def just_before(sentence: Sentence, one: Number, measures: Sequence[Place]) -> Place | None:
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


def befell(
    sentence: Sentence, found: Sequence[tuple[Number, Whom]], measures: Sequence[Place]
) -> list[str]:
    """What befell the people of each number; '' where the sentence does not say."""
    direct = [just_before(sentence, one, measures) for one, _ in found]
    taken = set(direct)  # what stands just before a number is of no other
    free = [one for one in measures if one not in taken]
    after = _after(sentence, found, free)
    named: list[str] = []
    for at, (one, _) in enumerate(found):
        own = direct[at]
        before = found[at - 1][0].last if at else 0
        earlier = [term for first, last, term in free if before <= first and last <= one.first]
        choice = [own[2] if own else "", after[at], *reversed(earlier), *named[-1:]]
        named.append(next(filter(None, choice), ""))
    return named


def _after(
    sentence: Sentence,
    found: Sequence[tuple[Number, Whom]],
    free: Sequence[Place],
) -> list[str]:
    """What is said of each number before the next one; of '26 attackers and 16 police' once."""
    said = [""] * len(found)
    following = len(sentence)
    for at in reversed(range(len(found))):
        one, who = found[at]
        own = [term for first, _, term in free if one.last <= first < following]
        between = {token.word for token in sentence[who.last : following]}
        is_joined = between <= LISTING and at + 1 < len(found)
        said[at] = own[0] if own else said[at + 1] if is_joined else ""
        following = one.first
    return said
