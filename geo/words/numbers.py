"""Numbers, counts and lists in words."""

from collections.abc import Iterable

from geo.ranges import known


def range_in_words(low: int | None, best: int | None, high: int | None) -> str:
    """A range as a reader says it: '35', '60 or more', '12 to 18', 'about 500', 'up to 40'."""
    low, best, high = known((low, best, high))
    if low is not None and high is not None:
        return f"{low:,}" if low == high else f"{low:,} to {high:,}"
    if low is not None:
        return f"{low:,} or more"
    if high is not None:
        return f"up to {high:,}"
    return "no number given" if best is None else f"about {best:,}"


def in_short(low: int | None, best: int | None, high: int | None) -> str:
    """The same for a sign on the map: '35', '60+', '12–18', '~500', '≤40'; '' without a number."""
    low, best, high = known((low, best, high))
    if low is not None and high is not None:
        return f"{low:,}" if low == high else f"{low:,}–{high:,}"
    if low is not None:
        return f"{low:,}+"
    if high is not None:
        return f"≤{high:,}"
    return "" if best is None else f"~{best:,}"


def count(number: int, noun: str, plural: str = "") -> str:
    """'1 place', '2 places', '1,200 claims'."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def listed(words: Iterable[str], most: int = 6) -> str:
    """'a, b and c'; what is over ``most`` is counted."""
    words = list(words)
    if len(words) > most:
        return ", ".join(words[:most]) + f" and {len(words) - most} more"
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))
