"""When a row became known: the rule, since most files do not say it."""

from collections.abc import Sequence


def reported(
    begin: str, end: str, given: str, basis: str, published: Sequence[str]
) -> tuple[str, str]:
    """``reported_at`` and ``reported_basis`` of a claim.

    What the file says itself; else nothing, so that it is the earliest date of its sources. A
    source of before the event cannot have told of it and does not count. Where no source is left,
    the day on which the event ended: before that the whole of it was not known.

    >>> reported("2017-04-04", "2017-04-04", "", "", ["2017-04-05", "2017-10-07"])
    ('', '')
    >>> reported("2017-04-04", "2017-04-04", "", "", ["2017-04-03", "2017-04-05"])
    ('2017-04-05', 'published')
    >>> reported("2017-04-01", "2017-04-30", "", "", [])
    ('2017-04-30', 'not_before')
    """
    if given:
        return given, basis
    fair = [day for day in published if day[:10] >= begin[: len(day[:10])]]
    if fair and len(fair) == len(published):
        return "", basis
    days = [day for day in fair if len(day) >= len("2022-01-07")]
    if days:
        return min(days), "published"
    last = (end or begin)[:10]
    return last, "not_before" if last else ""
