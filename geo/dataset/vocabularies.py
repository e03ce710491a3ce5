"""The words that a dataset adds to lists of the schema, each with what to call it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from geo.dataset import codes, vocabulary
from geo.dataset.columns import Table
from geo.dataset.descriptor import report, whole
from geo.dataset.issues import Issue
from geo.dataset.letters import without_unseen
from geo.dataset.rules import is_term

# The lists that may grow: nothing is reckoned from their words, as it is from a severity.
LISTS: Mapping[str, tuple[str, ...]] = {
    "measure": vocabulary.MEASURE,
    "group": vocabulary.GROUP,
    "restriction": vocabulary.RESTRICTION,
    "service": vocabulary.SERVICE,
    "contact": vocabulary.CONTACT,
    "place_kind": vocabulary.PLACE_KIND,
    "source_kind": vocabulary.SOURCE_KIND,
}
LONGEST_LABEL = 60
# The language that is shown, where a label has it.
_SHOWN = "en"
# List -> word -> what to call it.
Vocabularies = Mapping[str, Mapping[str, str]]


def read_vocabularies(block: Any) -> tuple[Vocabularies, list[Issue]]:
    """The words of ``crisis.vocabularies`` that can be used, and an Issue for each that cannot.

    The block is an object of lists, these of words, and each word an object of labels by language.
    """
    if block is None:
        return {}, []
    if not isinstance(block, dict):
        return {}, [_report("", block, "is no JSON object.", "Begin it with {.")]
    found: dict[str, dict[str, str]] = {}
    issues = []
    for name, words in block.items():
        if name not in LISTS:
            advice = f"Use one of: {', '.join(LISTS)}."
            issues.append(_report(name, name, "is no list that may be extended.", advice))
        elif not isinstance(words, dict):
            issues.append(_report(name, words, "is no JSON object.", "Begin it with {."))
        else:
            found[name], more = _read_words(name, words, found)
            issues += more
    return {name: words for name, words in found.items() if words}, issues


def _read_words(
    name: str, words: Mapping[str, Any], others: Vocabularies
) -> tuple[dict[str, str], list[Issue]]:
    good, issues = {}, []
    for word, labels in words.items():
        problem = _problem(name, word, labels, others)
        if problem:
            issues.append(_report(name, word, *problem))
        else:
            good[word] = without_unseen(labels.get(_SHOWN) or next(iter(labels.values()))).strip()
    return good, issues


def _problem(name: str, word: str, labels: Any, others: Vocabularies) -> tuple[str, str] | None:
    if not is_term(word):
        return "is no term.", "Use small letters, digits and _, such as martial_law."
    if word in LISTS[name]:
        return "is in the list already.", "Take it out."
    if any(word in one for one in others.values()) or any(word in one for one in LISTS.values()):
        return "is a word of another list.", "Choose another word."
    if not isinstance(labels, dict) or not labels:
        return "has no label.", f'Write {{"{word}": {{"en": "what to call it"}}}}.'
    for language, label in labels.items():
        if language not in codes.LANGUAGES:
            return f"has a label in {language!r}, no ISO 639-1 code.", "Write a code such as en."
        is_text = isinstance(label, str) and without_unseen(label).strip()
        if not is_text or len(label) > LONGEST_LABEL or not label.isprintable():
            advice = f"Write one line of at most {LONGEST_LABEL} characters."
            return f"has no label in {language} that can be shown.", advice
    return None


def _report(name: str, value: Any, problem: str, advice: str) -> Issue:
    column = "crisis.vocabularies" + (f".{whole(name)}" if name in LISTS else "")
    return report(column, value, problem, advice)


def terms_of(name: str, more: Vocabularies) -> tuple[str, ...]:
    """A list with the words that a dataset adds to it, which come last."""
    return *LISTS[name], *more.get(name, {})


def labels_of(more: Vocabularies) -> Mapping[str, str]:
    """What to call each word that a dataset adds."""
    return {word: label for words in more.values() for word, label in words.items()}


def extended(table: Table, more: Vocabularies) -> Table:
    """The table in whose columns a dataset's own words may stand."""
    grown = {LISTS[name]: terms_of(name, more) for name in more}
    own = (
        replace(column, vocabulary=grown.get(column.vocabulary, column.vocabulary))
        for column in table.own
    )
    return replace(table, own=tuple(own)) if grown else table


def rank(words: tuple[str, ...], word: str) -> int:
    """Where a word stands in a list of the schema; a dataset's own words come last."""
    return words.index(word) if word in words else len(words)
