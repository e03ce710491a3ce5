"""Severities in words: whose they are, and by which part of the written rule."""

from collections.abc import Sequence

DERIVED = "derived from reports, no editor's judgement"

_REASONS = {
    "": "",
    "fighting": "shooting or clashes going on",
    "killed": "people killed there within a day",
    "taken": "something taken there and not retaken",
    "cut off": "strict control with essential services suspended",
    "unrest": "protests, riots or other violence within a day",
    "measures": "measures that the whole country does not have",
    "services": "services limited or suspended",
    "calm": "services at work, and no claim of anything graver",
}


def reason(part: str) -> str:
    """What a part of the rule rests on, named as in ``geo.subjects.severity.Reason``."""
    return _REASONS[part]


def origin(basis: str, why: str, stale_judgement: str) -> str:
    """Whose a severity is, where no editor's: 'Derived from reports, …: services limited.'

    '' for a judgement. ``why`` is a reason in words; a stale judgement beside it is named.
    """
    if basis != "derived":
        return ""
    return f"{DERIVED[0].upper()}{DERIVED[1:]}: {because(why, stale_judgement)}"


def because(why: str, stale_judgement: str) -> str:
    """Why a severity is derived, and which judgement is out of date beside it."""
    if not stale_judgement:
        return f"{why}."
    return f"{why}. An editor's judgement, {stale_judgement}, is out of date."


def mark(basis: str, is_stale: bool) -> str:
    """What stands after a severity in a cell: ' (derived)', ' (old)' or nothing."""
    return " (derived)" if basis == "derived" else " (old)" if is_stale else ""


def departure(severity: str, part: str, entry_ids: Sequence[str]) -> str:
    """What the rule gives, by which part and from which claims; '' for none."""
    if not severity:
        return "No claim known by then supports it."
    most = ", ".join(entry_ids[:4]) + (" and others" if len(entry_ids) > 4 else "")
    return f"By what was known then the rule gives {severity}: {reason(part)} ({most})."
