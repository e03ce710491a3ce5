"""What the word filter looks through: what a claim says, its place by every name, who says it."""

import string
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

import pandas as pd

from geo import shipped
from geo.dataset.placing import names_by_place
from geo.folding import fold
from geo.rows import as_they_are, split

_SAID = ("summary", "place", "authority", "publisher", "entry_id")


def add_searched(claims: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """Adds what each claim can be found by, folded.

    ``search_text``: its own words, beside them those that mean the same, and who says them.
    ``search_names``: every name of its place and of the region that the place lies in.
    """
    summaries, *others = (claims[name].tolist() for name in _SAID)
    said = list(_fold_each(summaries))
    texts = zip(
        said,
        map(_meaning_the_same, _split_each(said)),
        _fold_each(list(map("\n".join, zip(*others, strict=True)))),
        strict=True,
    )
    names = names_by_place(places)
    region_ids = dict(places[places.kind == "region"][["name", "place_id"]].itertuples(index=False))
    where = list(zip(claims.place_id.tolist(), claims.admin1.tolist(), strict=True))
    # Claims about one place share one text.
    called = {}
    for place_id, admin1 in set(where):
        around = names.get(region_ids.get(admin1, ""), [admin1])
        called[place_id, admin1] = fold("\n".join([*names.get(place_id, ()), *around]))
    return claims.assign(
        search_text=as_they_are(list(map("\n".join, texts)), claims.index),
        search_names=as_they_are([called[one] for one in where], claims.index),
    )


# So many texts are folded at once, with a sign between that stands in none of them.
_AT_ONCE = 1000
_BREAK = "\0"


def _fold_each(texts: list[str]) -> Iterator[str]:
    """The texts folded: to call for each takes longer than the folding."""
    for start in range(0, len(texts), _AT_ONCE):
        some = texts[start : start + _AT_ONCE]
        folded = fold(_BREAK.join(some)).split(_BREAK)
        yield from folded if len(folded) == len(some) else map(fold, some)


def _split_each(texts: list[str]) -> Iterator[list[str]]:
    """The words of each text, many at once for the same reason."""
    for start in range(0, len(texts), _AT_ONCE):
        some = texts[start : start + _AT_ONCE]
        parts = _BREAK.join(some).translate(_BETWEEN).split(_BREAK)
        yield from map(str.split, parts) if len(parts) == len(some) else map(split_whole, some)


class _Synonyms(NamedTuple):
    """The shipped list: what a word, or the first word of a phrase, may lead to."""

    words: Mapping[str, str]
    phrases: Mapping[str, list[tuple[str, str]]]
    beginnings: frozenset[str]


def synonyms(text: str) -> str:
    """The words of the shipped list that mean the same as a word of the folded text, a line each.

    >>> synonyms("the lpg price")
    'lpg liquefied petroleum gas liquefied gas'
    """
    return _meaning_the_same(split_whole(text))


def _meaning_the_same(said: list[str]) -> str:
    known = _synonyms()
    met = known.beginnings.intersection(said)
    if not met:
        return ""
    spaced = f" {' '.join(said)} "
    lines = {known.words[word] for word in met if word in known.words}
    for word in met:
        lines |= {line for phrase, line in known.phrases.get(word, ()) if f" {phrase} " in spaced}
    return "\n".join(sorted(lines))


_BETWEEN = str.maketrans(dict.fromkeys(f"{string.punctuation}“”„«»…", " "))


def split_whole(text: str) -> list[str]:
    """The words of a text without what stands between them."""
    return text.translate(_BETWEEN).split()


@cache
def _synonyms() -> _Synonyms:
    words: dict[str, str] = {}
    phrases: dict[str, list[tuple[str, str]]] = {}
    for row in read_synonyms():
        forms = [" ".join(split_whole(fold(word))) for word in row]
        line = " ".join(forms)
        for form in forms:
            first, _, rest = form.partition(" ")
            if rest:
                phrases.setdefault(first, []).append((form, line))
            else:
                words[form] = line
    return _Synonyms(words, phrases, frozenset(words.keys() | phrases.keys()))


def read_synonyms() -> list[list[str]]:
    """The rows of the shipped list, which has one column and no quotes."""
    lines = (shipped.folder("words") / "synonyms.csv").read_text(encoding="utf-8").splitlines()
    return [split(line) for line in lines[1:]]
