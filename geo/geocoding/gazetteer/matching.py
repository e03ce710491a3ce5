"""Names made comparable: one spelling key for look-ups, a looser one for typing errors."""

import re
import unicodedata
from collections.abc import Sequence

from rapidfuzz.distance import OSA

from geo.geocoding.gazetteer import kinds

LONGEST_NAME = 200
"""Characters. The longest place name in GeoNames has 169; anything longer is text, not a name."""

# Romanisation close to BGN/PCGN, which GeoNames' own Latin names follow, so that a name written in
# Cyrillic meets its Latin spelling even where nobody listed the Cyrillic one.
_CYRILLIC = {
    **dict(zip("абвгдезийклмнопрстуфыэ", "abvgdeziyklmnoprstufye", strict=True)),
    **{"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ь": ""},
    **{"ю": "yu", "я": "ya", "ё": "e", "є": "e", "і": "i", "ї": "i", "ґ": "g", "ў": "u"},
    **{"ә": "a", "ғ": "g", "қ": "k", "ң": "n", "ө": "o", "ұ": "u", "ү": "u", "һ": "h", "ҳ": "h"},
    **{"ҷ": "j", "ӣ": "i", "ӯ": "u", "ј": "j", "љ": "lj", "њ": "nj", "ћ": "c", "ђ": "dj"},
    **{"џ": "dz", "ѓ": "g", "ќ": "k", "ѕ": "dz", "ҙ": "z", "ҡ": "k", "ҫ": "s"},
}
# Latin letters that no Unicode decomposition takes apart.
_LATIN = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"} | {
    "ə": "a",
    "ŋ": "n",
    "ħ": "h",
    "ŧ": "t",
    "ĸ": "k",
}
_MARKS = range(0x0300, 0x0370)


class _Folding(dict[int, str]):
    """One character to its folded form, worked out at first sight and kept."""

    def __missing__(self, codepoint: int) -> str:
        letter = chr(codepoint)
        if (folded := _CYRILLIC.get(letter, _LATIN.get(letter))) is None:
            folded = _without_marks(letter)
        self[codepoint] = folded
        return folded


def _without_marks(letter: str) -> str:
    if unicodedata.category(letter)[0] not in "LNM":  # punctuation, spaces, controls, surrogates
        return ""
    parts = unicodedata.normalize("NFD", letter)
    return unicodedata.normalize("NFC", "".join(c for c in parts if ord(c) not in _MARKS))


_FOLDING = _Folding()
_FOLDING_LINES = _Folding({ord("\n"): "\n"})


def fold(name: str) -> str:
    """The key under which a name is looked up: letters and digits only, no case, no diacritics.

    Cyrillic becomes Latin; other scripts stay. Empty when nothing of the name is left, and for
    what is no name: too long, or not text.
    """
    if not is_text(name):
        return ""
    if not name.isascii():
        name = unicodedata.normalize("NFKC", name)
    return name.casefold().translate(_FOLDING)


def fold_all(names: Sequence[str]) -> list[str]:
    """`fold` of each name, several times as fast: all of them as one text of many lines."""
    lines = "\n".join("" if "\n" in name or not is_text(name) else name for name in names)
    return unicodedata.normalize("NFKC", lines).casefold().translate(_FOLDING_LINES).split("\n")


def is_text(name: str) -> bool:
    """Whether something may be a name at all."""
    return len(name) <= LONGEST_NAME and "\0" not in name


# Spellings that transliterations of one and the same name disagree about. Order matters: "!" stands
# for the sound of "ch" while every other c becomes k.
_WITH_H = (
    *(("dzh", "j"), ("zh", "j"), ("kh", "h"), ("gh", "g"), ("tsch", "!"), ("shch", "sh")),
    *(("sch", "sh"), ("tch", "!"), ("ch", "!"), ("ph", "f")),
)
_OTHERS = (("dj", "j"), ("ck", "k"), ("ou", "u"))
_LETTERS = str.maketrans({"q": "k", "c": "k", "w": "v", "y": "i", "x": "ks", "!": "c"})
_DOUBLED = re.compile(r"(.)\1+")  # of letters; the dot is no line end


def loosen(key: str) -> str:
    """A key with the choices of transliteration taken out: zh and j, q and k, y and i, nn and n."""
    for spelling, plain in (*_WITH_H, *_OTHERS) if "h" in key else _OTHERS:
        key = key.replace(spelling, plain)
    return _DOUBLED.sub(r"\1", key.translate(_LETTERS))


def loosen_all(keys: Sequence[str]) -> list[str]:
    """`loosen` of each key (which holds no line ends), several times as fast."""
    return loosen("\n".join(keys)).split("\n")


def resemblance(one: str, other: str) -> float:
    """How alike two names are once folded and loosened, from 0 to 1."""
    return OSA.normalized_similarity(loosen(fold(one)), loosen(fold(other)))


_QUALIFIER = re.compile(r"[,;()\[\]،，]")


def split_query(query: str) -> tuple[str, tuple[str, ...]]:
    """'City, Region, Country' and 'City (Country)' as the name and what restricts it."""
    if not _QUALIFIER.search(query):
        return query, ()
    parts = [part.strip() for part in _QUALIFIER.split(query[: LONGEST_NAME * 2])]
    name, *rest = [part for part in parts if fold(part)] or [""]
    return name, tuple(rest)


def without_settlement_word(name: str) -> str:
    """'г. Актау', 'City of Aktau' and 'Aktau township' without the word for what it is."""
    return kinds.without(name, kinds.SETTLEMENTS) if len(name) <= LONGEST_NAME else name


def without_kind_word(name: str) -> str:
    """The same, and 'Aktau district' without the word for district."""
    every = (*kinds.SETTLEMENTS, kinds.DISTRICT)
    return kinds.without(name, every) if len(name) <= LONGEST_NAME else name


def without_region_word(name: str) -> str:
    """'Mangystau Region' and 'Область Абай' without the word for what it is."""
    return kinds.without(name, [kinds.REGION]) if len(name) <= LONGEST_NAME else name


def kind_of(name: str) -> str:
    """The kind of place that the name itself says, such as district; "" where it says none."""
    return kinds.kind_of(name) if len(name) <= LONGEST_NAME else ""


def names_region(name: str) -> bool:
    """Whether the name itself says that a region is meant."""
    return kind_of(name) == kinds.REGION


def region_key(name: str) -> str:
    """The key under which regions are found, alike for 'Mangystau' and 'Mangistau Region'."""
    return loosen(fold(without_region_word(name)))
