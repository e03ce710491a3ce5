"""Text that a spreadsheet would run as a formula, made harmless and brought back."""

import re

# OWASP, "CSV Injection": = + - @ tab CR, and their full-width forms, which some locales read alike.
# Blanks and invisible signs in front do not hinder every program. An apostrophe in front makes
# text of all of it; that of a text which begins with one counts as part of the text, so that
# taking one away again always gives back what was there.
_RUNS = re.compile("'*(?:[\t\r\n]|[\\s\\x00-\\x1f\\x7f\u200b\u2060\ufeff]*[=+\\-@＝＋－＠])")


def is_formula(text: str) -> bool:
    """Whether a spreadsheet might run a cell with this text."""
    return bool(_RUNS.match(text))


def neutralise(text: str) -> str:
    """The text with an apostrophe in front where a spreadsheet might run it."""
    return f"'{text}" if is_formula(text) else text


def restore(text: str) -> str:
    """What ``neutralise`` was given."""
    return text[1:] if text[:1] == "'" and is_formula(text[1:]) else text
