"""Numbers as people write them: "23+", "~200", "5-8", "over 60"."""

import re

RANGES = (("low", "best", "high"),)
_NUMBER = r"(\d{1,3}(?:[ ,]\d{3})+|\d+)"
_BETWEEN = re.compile(rf"{_NUMBER} ?(?:-|–|to) ?{_NUMBER}")
_LOWEST = re.compile(rf"(over |more than |at least )?{_NUMBER} ?(\+| or more)?", re.IGNORECASE)
_HIGHEST = re.compile(rf"(up to |at most |fewer than ) ?{_NUMBER}", re.IGNORECASE)
_ABOUT = re.compile(rf"(~|about |around |nearly |some ) ?{_NUMBER}", re.IGNORECASE)
_WHOLE = re.compile(r"(\d+)\.0+")
_DECIMAL_COMMA = re.compile(r"(-?\d{1,3}),(\d+)")


def number(cell: str) -> str:
    """A number without a decimal comma, or decimals that are none."""
    if found := _DECIMAL_COMMA.fullmatch(cell):
        return f"{found[1]}.{found[2]}"
    found = _WHOLE.fullmatch(cell)
    return found[1] if found else cell


def read_range(text: str, qualifier: str = "") -> dict[str, str]:
    """Low, best, high and the word for how precise they are; the text as ``best`` where none is.

    >>> read_range("23+"), read_range("5-8")["high"], read_range("nearly 200")["qualifier"]
    ({'low': '23', 'best': '', 'high': '', 'qualifier': 'at least'}, '8', 'nearly')
    """
    if found := _BETWEEN.fullmatch(text):
        return _cells(found[1], "", found[2], qualifier)
    if found := _ABOUT.fullmatch(text):
        word = "about" if found[1] == "~" else found[1].strip().lower()
        return _cells("", found[2], "", qualifier or word)
    if found := _HIGHEST.fullmatch(text):
        return _cells("", "", found[2], qualifier or found[1].strip().lower())
    found = _LOWEST.fullmatch(text)
    if found and (found[1] or found[3]):
        return _cells(found[2], "", "", qualifier or (found[1] or "at least").strip().lower())
    return _cells("", found[2] if found else text, "", qualifier)


def _cells(low: str, best: str, high: str, qualifier: str) -> dict[str, str]:
    plain = [re.sub("[ ,]", "", one) for one in (low, best, high)]
    return dict(zip(("low", "best", "high", "qualifier"), (*plain, qualifier), strict=True))
