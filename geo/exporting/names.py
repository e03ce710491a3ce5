"""Names of files: safe in every file system, and saying what is inside, where and as known when."""

import re
import unicodedata

from geo.view import View
from geo.view.values import write_at

LONGEST = 40


def file_name(view: View, what: str, extension: str) -> str:
    """Such as kazakhstan-2022_claims_almaty_known-on-2022-01-07.csv, in [a-z0-9._-] only.

    A view through filters other than its place says 'filtered'.
    """
    selection = view.selection
    places = [view.dataset.places.name[one] for one in selection.places]
    parts = [view.dataset.about.name, what, *places]
    others = (selection.regions, selection.severities, selection.tables, selection.certainties)
    if any((*others, selection.source_kinds, selection.text)):
        parts.append("filtered")
    moment = write_at(view.at, view.dataset).removesuffix("T23:59")
    moment = moment.replace(":", "").replace("+", "-plus")
    parts.append(f"known-on-{moment}")
    return "_".join(filter(None, map(slug, parts))) + f".{extension}"


def slug(text: str) -> str:
    """The text in small letters, digits and hyphens; cut after LONGEST characters."""
    plain = unicodedata.normalize("NFKD", text[: LONGEST * 4]).encode("ascii", "ignore").decode()
    return re.sub("[^a-z0-9]+", "-", plain.lower()).strip("-")[:LONGEST].strip("-")
