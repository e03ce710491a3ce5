"""How much room letters take, by rule of thumb: no two machines draw them with the same font.

The widths are those of DejaVu Sans, which is wider than most; a text that is narrower than thought
leaves a gap and covers nothing.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

_NARROW, _WIDE = frozenset("iljItf.,:;!|'’()[]/ ·-"), frozenset("mwMW@%—…ЖШЩЮМФжшщюфм")
_BOLD = 1.1


@lru_cache(maxsize=1 << 13)
def width(text: str, size: float, is_bold: bool = False) -> float:
    """Units that a line of text is wide."""
    return sum(map(_letter, text)) * size * (_BOLD if is_bold else 1)


@lru_cache(maxsize=1 << 12)
def _letter(sign: str) -> float:
    if unicodedata.combining(sign) or unicodedata.category(sign) in ("Mn", "Cf"):
        return 0.0
    if unicodedata.east_asian_width(sign) in ("W", "F"):
        return 1.0
    if sign in _NARROW:
        return 0.36
    if sign in _WIDE:
        return 0.9
    return 0.68 if sign.isupper() else 0.62


def lines(text: str, size: float, room: float) -> list[str]:
    """The text in as many lines as it takes; a word that is wider than a line is cut into some."""
    return list(_lines(text.split(), size, room))


def _lines(words: Iterable[str], size: float, room: float) -> Iterator[str]:
    line = ""
    for word in (part for whole in words for part in _parts(whole, size, room)):
        longer = f"{line} {word}" if line else word
        if line and width(longer, size) > room:
            yield line
            longer = word
        line = longer
    if line:
        yield line


def _parts(word: str, size: float, room: float) -> Iterator[str]:
    most = max(int(room / (size * 0.7)), 1)
    if width(word, size) <= room:
        yield word
    else:
        yield from (word[i : i + most] for i in range(0, len(word), most))
