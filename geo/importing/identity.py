"""Ids that stay what they are from one import to the next."""

import hashlib
import re

from geo.dataset.rules import LONGEST_SLUG
from geo.geocoding.gazetteer.matching import fold

_VERSION = re.compile(r"-v[1-9][0-9]*$")
# Room for what claims of a row, and versions of them, add to the row's id.
_LONGEST = LONGEST_SLUG - 40


def slug(text: str) -> str:
    """A text as the slug that names it in an id; the same text has always the same.

    >>> slug("MMR 12345"), slug("東京")
    ('mmr-12345', '130016b2')
    """
    folded = " ".join(fold(word) for word in re.findall(r"[^\W_]+", text))
    found = "-".join(re.findall(r"[a-z0-9]+", folded))
    if _VERSION.search(found):
        found = f"{found}-id"  # no later version of something else
    if found and len(found) <= _LONGEST:
        return found
    digest = hashlib.sha256(text.encode()).hexdigest()[:8]
    return f"{found[: _LONGEST - 9].strip('-')}-{digest}".strip("-")


def joined(*parts: str) -> str:
    """Parts of an id as one."""
    return "-".join(filter(None, parts))


def without_version(entry_id: str) -> tuple[str, int]:
    """The id of a claim's first version, and which version it is.

    >>> without_version("ucdp-317576-killed-v3"), without_version("ucdp-317576")
    (('ucdp-317576-killed', 3), ('ucdp-317576', 1))
    """
    found = _VERSION.search(entry_id)
    return (entry_id[: found.start()], int(found[0][2:])) if found else (entry_id, 1)
