"""The sentence of a claim where there is little room for it: without its place, cut at a word."""

import re
from textwrap import shorten

from geo.words.terms import heading

# What is left of 'in Almaty' is no sentence where more follows: 'in Almaty and Taraz', 'in Almaty
# Region'; and 'north of Almaty' is elsewhere.
_ELSEWHERE = "".join(f"(?<!{word})" for word in ("north", "south", "east", "west", "out", "side"))
_MORE = r"(?![\w'’-]| [A-Z]|,? (?:and|or) [A-Z]|, [A-Z])"
_VERBS = "was|were|is|are|had|has|stayed|remained|went|saw"
# No sentence is cut after one of these.
_DANGLING = frozenset((
    "a", "an", "and", "as", "at", "by", "for", "from", "had", "has", "have", "in", "into", "its",
    "of", "on", "or", "that", "the", "their", "to", "was", "were", "when", "where", "while", "who",
    "with",
))  # fmt: skip


def without_place(sentence: str, name: str) -> str:
    """'Soldiers held the square.' of 'Soldiers held the square in Almaty.', beside that name.

    Where the place is what the sentence is about: 'Was calm.' of 'Almaty was calm.'
    """
    name = re.escape(name)
    where = rf"{_ELSEWHERE} (?:in|of|at|across) (?:the city of )?{name}{_MORE}"
    told = re.sub(where, "", sentence)
    without, is_about_it = re.subn(rf"^{name} (?=(?:{_VERBS})\b)", "", told)
    return heading(without) if is_about_it else told


def clipped(sentence: str, letters: int) -> str:
    """As much of it as has room, with a sign that there is more: 'Crowds were on the streets…'."""
    short = shorten(sentence, letters, placeholder="…")
    if not short.endswith("…"):
        return short
    kept = short.removesuffix("…").split()
    while len(kept) > 1 and _dangles(kept[-1]):
        kept.pop()
    return " ".join(kept).rstrip(",;:") + "…"


def _dangles(word: str) -> bool:
    return word.isdigit() or word.casefold().strip(",;:") in _DANGLING
