"""Text for XML 1.0 and HTML: escaped, and without the signs that XML does not allow."""

import html
import re
from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from geo.mapping.inert import FORBIDDEN, legal

_SPECIAL = re.compile(f"[&<>]|{FORBIDDEN.pattern}")

# HTML, 13.2.5 (tokenization): where a tag, a comment or a character reference may begin. At its
# very end a text may be joined with another.
_TAG = re.compile("<(?=[A-Za-z/!?]|\\Z)")
_REFERENCE = re.compile("&#?[A-Za-z0-9]+;?")


def shown(text: str) -> str:
    """The text as it may stand in an element."""
    return escape(legal(text)) if _SPECIAL.search(text) else text


def html_text(text: str) -> str:
    """HTML that shows the text as typed, for files whose readers may take text for HTML or not.

    All that HTML would not read otherwise stays as it is, "5 < 6 & 7" and "AT&T" among it.
    """
    return without_tags(_REFERENCE.sub(_escape_reference, legal(text)))


def without_tags(text: str) -> str:
    """The text with no tag in it, should its reader take it for HTML; addresses stay whole."""
    return _TAG.sub("&lt;", text)


def _escape_reference(found: re.Match) -> str:
    return found[0] if html.unescape(found[0]) == found[0] else f"&amp;{found[0][1:]}"


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
