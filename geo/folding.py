"""Texts as a search compares them: without case, accents and what a keyboard may lack.

What a name means is decided elsewhere, and more strictly: here only what is found is at stake.
"""

import re
import unicodedata
from collections.abc import Sequence

# The accents of Latin, Cyrillic and Greek. Marks of other scripts are letters of their own.
_ACCENTS = re.compile("[\u0300-\u036f]+")
# Letters that no accent is taken from, as the next keyboard writes them; apostrophes stand in some
# spellings of a name and not in others.
_PLAIN = str.maketrans(
    dict(zip("әғқңөұүһієґћђҷҳҝҹəıøđðłħ", "агкноуухиегhдчхкчaioddlh", strict=True))
    | {"æ": "ae", "œ": "oe", "þ": "th"}
    | dict.fromkeys("'’‘ʼʹ′`´")
    | dict.fromkeys("‐‑‒–—−", "-")
)
_SHORT = re.compile("[a-zа-я]{1,3}")


def fold(text: str) -> str:
    """A text for comparing.

    >>> fold("Қарағанды"), fold("Öskemen"), fold("Ural'sk")
    ('караганды', 'oskemen', 'uralsk')
    """
    if text.isascii():
        return text.lower().replace("'", "").replace("`", "")
    spelled = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return _ACCENTS.sub("", spelled).translate(_PLAIN)


def split_words(text: str) -> list[str]:
    """The folded words to look for."""
    return fold(text).split()


def find(word: str, texts: Sequence[str]) -> set[int]:
    """Which of some folded texts hold a folded word.

    It may stand inside another word, as in compounds; one of up to three letters only where a word
    begins.

    >>> find("atm", ["atms were empty", "treatment"])
    {0}
    """
    found = {place for place, text in enumerate(texts) if word in text}
    if not _SHORT.fullmatch(word):
        return found
    begins = re.compile(rf"\b{word}").search
    return {place for place in found if begins(texts[place])}
