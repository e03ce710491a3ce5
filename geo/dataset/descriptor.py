"""The JSON of a datapackage.json, of which nothing is believed but that it is bytes."""

import json
import math
from typing import Any, NoReturn

from geo.dataset.issues import Issue

# Deeper than any descriptor nests, and far from where Python's own functions give up.
_DEEPEST = 64


def report(column: str, value: object, problem: str, advice: str) -> Issue:
    """An error of the descriptor."""
    return Issue("error", "datapackage", 0, column, whole(str(value)), problem, advice)


def parse(data: bytes | None) -> tuple[dict[str, Any] | None, list[Issue]]:
    """The object as it is written, and what is wrong with it as JSON.

    Without an object there is one Issue, which says why. A number that JSON cannot write again is
    null. Text may hold halves of characters, which an Issue names: see ``whole``.
    """
    if data is None:
        advice = "Add it; until then times are read in UTC."
        return None, [report("", "", "The file is missing.", advice)]
    try:
        package = json.loads(data, parse_constant=_refuse)
        kept = _finite(package)
    except (ValueError, RecursionError) as error:
        return None, [report("", "", f"The file is no JSON ({error}).", "Mend it.")]
    if not isinstance(package, dict):
        return None, [report("", "", "The file holds no JSON object.", "Begin it with {.")]
    problem = "holds half of a character, or a number that is too large."
    return kept, [
        report(whole(name), "", problem, "Write it anew.")
        for name, value in package.items()
        if kept[name] != value or not _is_whole({name: value})
    ]


def whole(text: str) -> str:
    """The text as UTF-8 can hold it, with ? for each half of a character, which JSON can name."""
    return text.encode("utf-8", "replace").decode()


def _is_whole(value: object) -> bool:
    text = json.dumps(value, ensure_ascii=False)
    return whole(text) == text


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no number")


def _finite(value: Any, depth: int = 0) -> Any:
    """The value with null for what JSON can write but not write again."""
    if depth > _DEEPEST:
        raise ValueError(f"it nests deeper than {_DEEPEST} levels")
    if isinstance(value, list):
        return [_finite(one, depth + 1) for one in value]
    if isinstance(value, dict):
        return {name: _finite(one, depth + 1) for name, one in value.items()}
    return None if isinstance(value, float) and not math.isfinite(value) else value
