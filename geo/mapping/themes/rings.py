"""The ring of a curfew around a sign, as a flag and in words."""

from typing import Any

# Of the four the first that holds is drawn.
_RINGS = {
    "curfew": ("curfew", "Curfew in force."),
    "curfew_begin_unknown": ("curfew-tonight", "Curfew that day, from an hour not known."),
    "curfew_tonight": ("curfew-tonight", "Curfew tonight, not yet in force."),
    "curfew_lapsed": (
        "curfew-lapsed",
        "A curfew was last reported longer ago, and is not counted.",
    ),
}


def ring(row: Any) -> tuple[str, str]:
    """The flag of a row of the situation and what it says; two empty texts where it has none."""
    return next((ring for name, ring in _RINGS.items() if getattr(row, name)), ("", ""))
