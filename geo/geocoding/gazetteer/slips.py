"""Which differences between two names are typing errors, and which make another place.

The lengths are measured (bench/bench_geocoding.py): names of small places that an index lacks
against misspelt names of places that it has. A swap of two letters is hardly ever another place; a
changed consonant in a short name mostly is (Aktas and Aktau).
"""

from rapidfuzz.distance import OSA, Levenshtein

MOST_EDITS = 2
SAME = 0.95
"""Quality of a name that differs in transliteration only."""

_PER_EDIT = 1.2
_VOWELS = frozenset("aeiou")
# letters that the longer of the two names must have for the difference to count as a slip
_SWAPPED, _LOST_OR_ADDED, _VOWEL, _CONSONANT, _FIRST, _TWO = 4, 6, 8, 9, 10, 12


def quality(query: str, name: str, edits: int) -> float:
    """How good a match two loosened keys are that lie `edits` apart, from 0 to 0.95."""
    return max(0.0, SAME - _PER_EDIT * edits / max(len(query), len(name)))


def is_slip(query: str, name: str, edits: int) -> bool:
    """Whether the query is the name misspelt rather than the name of some other place."""
    if edits == 0:
        return True
    length = max(len(query), len(name))
    if query[0] != name[0] and (edits > 1 or length < _FIRST):
        return False
    return length >= (
        _letters_for_one(query, name) if edits == 1 else _letters_for_two(query, name)
    )


def _letters_for_one(query: str, name: str) -> int:
    changed = _changed_letters(query, name)
    if len(changed) > 1:  # two neighbours, which OSA counts as one edit
        return _SWAPPED
    if not changed:
        return _LOST_OR_ADDED
    return _VOWEL if changed[0] <= _VOWELS else _CONSONANT


def _letters_for_two(query: str, name: str) -> int:
    operations = Levenshtein.editops(query, name)
    only_changed = all(operation.tag == "replace" for operation in operations)
    return len(query) + len(name) if only_changed else _TWO


def _changed_letters(query: str, name: str) -> list[set[str]]:
    operations = Levenshtein.editops(query, name)
    if OSA.distance(query, name) < len(operations):
        return [set(query), set(name)]
    return [
        {query[operation.src_pos], name[operation.dest_pos]}
        for operation in operations
        if operation.tag == "replace"
    ]
