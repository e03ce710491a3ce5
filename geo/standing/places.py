"""The places of a dataset that a text names, by every name and in every script that it has."""

from collections.abc import Mapping
from itertools import pairwise
from typing import NamedTuple

from geo.dataset import Dataset
from geo.dataset.placing import each_name
from geo.folding import fold
from geo.standing.tokens import Sentence, Token, sentences

Names = Mapping[str, list[tuple[tuple[str, ...], str]]]


class Named(NamedTuple):
    """A place that is named between two places of a sentence; "" is the whole country."""

    first: int
    last: int
    place_id: str


def names(dataset: Dataset) -> Names:
    """The names by their first word, the longest first; a name before an alias of another place."""
    found: dict[tuple[str, ...], str] = {}
    for name, place_id, _ in each_name(dataset.places.reset_index()):
        words = tuple(_word(one) for part in sentences(name) for one in part if _is_word(one))
        if words:
            found.setdefault(words, place_id)
    by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for words in sorted(found, key=len, reverse=True):
        by_first.setdefault(words[0], []).append((words, found[words]))
    return by_first


def named(sentence: Sentence, known: Names) -> list[Named]:
    """The places that a sentence names, in its order; written small it is another word."""
    found: list[Named] = []
    words = [place for place, token in enumerate(sentence) if _is_word(token)]
    at = 0
    while at < len(words):
        match = _longest(sentence, words, at, known) or _country(sentence, words[at])
        if match:
            length, place_id = match
            found.append(Named(words[at], words[at + length - 1] + 1, place_id))
        at += match[0] if match else 1
    return found


def _longest(sentence: Sentence, words: list[int], at: int, known: Names) -> tuple[int, str] | None:
    first = sentence[words[at]]
    if first.text[0].islower():
        return None
    for name, place_id in known.get(_word(first), ()):
        here = words[at : at + len(name)]
        tokens = [sentence[one] for one in here]
        if tuple(map(_word, tokens)) == name and _is_together(tokens):
            return len(name), place_id
    return None


def _country(sentence: Sentence, place: int) -> tuple[int, str] | None:
    """'the country', 'nationwide'."""
    word = sentence[place].word
    is_country = word == "country" and place and sentence[place - 1].word == "the"
    return (1, "") if is_country or word in ("nationwide", "countrywide") else None


# Between the words of a name there is a space, a hyphen, a bracket.
_GAP = 2


def _is_together(tokens: list[Token]) -> bool:
    return all(other.start - one.end <= _GAP for one, other in pairwise(tokens))


def _is_word(token: Token) -> bool:
    return token.kind in ("word", "number")


def _word(token: Token) -> str:
    """A word as names are compared, without the 's of a possessor."""
    return fold(token.text.replace("’", "'").removesuffix("'s"))
