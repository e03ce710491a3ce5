"""Text that a spreadsheet would run as a formula, made harmless and brought back."""

import re

# OWASP, "CSV Injection": = + - @ tab CR, and their full-width forms, which some locales read alike.
_SIGN = "[=+\\-@＝＋－＠]"
# Blanks and invisible signs in front do not hinder every program.
_BLANK = "\\s\\x00-\\x1f\\x7f\u200b\u2060\ufeff"
# A cell does not stay whole everywhere: a spreadsheet set to a language whose decimals have commas
# splits a CSV file at semicolons, whatever the quotes say; others at tabs, at bars or at the ends
# of lines. Quotes in front of what is left then do not hinder.
_SPLITS = ";|\t\r\n"

# An apostrophe in front makes text of all of it; that of a text which begins with one counts as
# part of the text, so that taking one away again always gives back what was there.
_FIRST = re.compile(f"'*(?:[\t\r\n]|[{_BLANK}\"]*{_SIGN})")
# Takes all that it looks at, so that a long row of separators is read once.
_LATER = re.compile(f"([{_SPLITS}][{_SPLITS}{_BLANK}\"]*+)('*+)({_SIGN}?)")


def is_formula(text: str) -> bool:
    """Whether a spreadsheet might run a cell with this text."""
    return bool(_FIRST.match(text))


def neutralise(text: str) -> str:
    """The text with an apostrophe wherever a spreadsheet might run what follows.

    That is at its beginning, and in front of a sign behind a semicolon, bar, tab or line end.
    """
    # Most cells have no separator and begin with a letter or a digit.
    if any(map(text.__contains__, _SPLITS)):
        text = _LATER.sub(_mark, text)
    return text if text[:1].isalnum() or not is_formula(text) else f"'{text}"


def restore(text: str) -> str:
    """What ``neutralise`` was given."""
    if "'" not in text:
        return text
    text = text[1:] if text[0] == "'" and is_formula(text[1:]) else text
    return _LATER.sub(_unmark, text)


def _mark(found: re.Match) -> str:
    before, apostrophes, sign = found.groups()
    return f"{before}'{apostrophes}{sign}" if sign else found[0]


def _unmark(found: re.Match) -> str:
    before, apostrophes, sign = found.groups()
    return f"{before}{apostrophes[1:]}{sign}" if sign else found[0]
