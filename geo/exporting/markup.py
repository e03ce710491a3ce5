"""Text for XML 1.0: escaped, and without the signs that XML does not allow."""

import re
from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

# XML 1.0 (fifth edition), 2.2: what may not stand in a document even when escaped.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_SPECIAL = re.compile(f"[&<>]|{_FORBIDDEN.pattern}")


def legal(text: str) -> str:
    """The text with a replacement character for each sign that XML cannot hold."""
    return _FORBIDDEN.sub("\ufffd", text)


def shown(text: str) -> str:
    """The text as it may stand in an element."""
    return escape(legal(text)) if _SPECIAL.search(text) else text


def element(name: str, text: str, /, **attributes: str) -> str:
    """One element that holds text."""
    return f"<{name}{_attributes(attributes)}>{shown(text)}</{name}>"


def block(name: str, parts: Iterable[str], /, **attributes: str) -> str:
    """One element that holds others, already written."""
    return f"<{name}{_attributes(attributes)}>{''.join(parts)}</{name}>"


def _attributes(attributes: dict[str, str]) -> str:
    return "".join(
        f" {name.rstrip('_')}={quoteattr(legal(value))}" for name, value in attributes.items()
    )
