"""HXL: columns are found by the hashtags in a row of their own, whatever they are called."""

import re
from collections.abc import Mapping, Sequence

from geo.dataset.recognising import is_tags

# So far below the first row the hashtags stand at most.
_LOOKED_AT = 10
_PART = re.compile(r"([+-]?)\s*([a-z][a-z0-9_]*)")
Rows = Sequence[tuple[int, Sequence[str]]]


def find_tags(header: Sequence[str], rows: Rows) -> tuple[list[str], dict[str, str], int]:
    """The names of the columns, their hashtags, and how many rows stand above the data.

    A column without a name is called by its hashtag; without hashtags the header is as it was.
    """
    above = [header, *(cells for _, cells in rows[:_LOOKED_AT])]
    at = next((i for i, cells in enumerate(above) if is_tags(cells)), None)
    if at is None:
        return list(header), {}, 0
    tags = above[at]
    titles = above[at - 1] if at else tags
    names: list[str] = []
    for title, tag in zip(titles, tags, strict=False):
        name = title.strip() or tag.strip()
        names.append(f"{name} {tag}" if name in names else name)
    found = {name: tag for name, tag in zip(names, tags, strict=False) if tag.strip()}
    return names, found, at


def find_tagged(pattern: str, tags: Mapping[str, str]) -> str:
    """The column whose hashtag has what a pattern asks for and least beside; "" for none.

    >>> find_tagged("#affected+killed-f", {"A": "#affected+killed+f", "B": "#affected+killed+all"})
    'B'
    """
    name, wanted, unwanted = _parts(pattern)
    fitting: list[tuple[int, int, str]] = []
    for column, tag in tags.items():
        own, attributes, _ = _parts(tag)
        if own == name and wanted <= attributes and not unwanted & attributes:
            fitting.append((len(attributes), len(fitting), column))
    return min(fitting)[2] if fitting else ""


def _parts(tag: str) -> tuple[str, set[str], set[str]]:
    parts = _PART.findall(tag.strip().lower().removeprefix("#").replace("#", "+"))
    name = parts[0][1] if parts else ""
    with_sign = [(sign, part) for sign, part in parts[1:]]
    return (
        name,
        {part for sign, part in with_sign if sign != "-"},
        {part for sign, part in with_sign if sign == "-"},
    )
