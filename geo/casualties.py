"""Figures of people: what the current claims give as low, best and high, and where they clash."""

from collections.abc import Sequence

import pandas as pd

from geo.schema import Issue

KEY = ["place_id", "measure", "group", "subset"]
RANGE = ["low", "best", "high"]
Range = tuple[int | None, int | None, int | None]


def figures(claims: pd.DataFrame) -> pd.DataFrame:
    """One row per place, measure, group and subset over current casualty claims (UCDP's range).

    low: the least number that a claim gives; high: the greatest, empty as soon as one claim is open above
    ('over 60'); best: the one reported last, empty where
    the figure is contested. Empty is unknown, never zero. Figures are never added up.
    ``contested``: two authorities give ranges that do not overlap. ``entry_ids``: the claims, in order of reporting.
    """
    groups: dict[tuple, list] = {}
    ordered = claims.sort_values(["reported_at", "entry_id"])
    for claim in ordered[_NEEDED].itertuples(index=False):
        groups.setdefault(claim[: len(KEY)], []).append(claim)
    rows = [(*key, *_combine(group)) for key, group in sorted(groups.items())]
    columns = [*KEY, *RANGE, "scope", "qualifier", "contested", "authorities", "entry_ids"]
    return pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(RANGE, "Int64"))


_NEEDED = [*KEY, *RANGE, "scope", "qualifier", "authority", "entry_id"]


def _combine(claims: list) -> tuple:
    ranges = [(claim.low, claim.best, claim.high) for claim in claims]
    authorities = [claim.authority for claim in claims]
    contested = is_contested(authorities, ranges)
    qualifiers = dict.fromkeys(claim.qualifier for claim in claims if claim.qualifier)
    return (
        *combine_ranges(ranges, contested),
        claims[-1].scope,
        ", ".join(qualifiers),
        contested,
        len(set(authorities)),
        [claim.entry_id for claim in claims],
    )


def combine_ranges(ranges: list[Range], contested: bool) -> Range:
    """The hull of ranges in order of reporting; keeps low <= best <= high."""
    known = [_known(one) for one in ranges]
    known = [one for one in known if any(value is not None for value in one)]
    bests = list(dict.fromkeys(best for _, best, _ in known if best is not None))
    settled = bests and not contested
    best = next((one[1] for one in reversed(known) if one[1] is not None), None)
    gives_low = any(low is not None for low, _, _ in known)
    floors = [low if low is not None else best for low, best, _ in known]
    tops = [high if high is not None else best for _, best, high in known]
    low = min((floor for floor in floors if floor is not None), default=None)
    bounded = bool(tops) and None not in tops
    gives_high = any(high is not None for _, _, high in known)
    return (
        low if gives_low or len(bests) > 1 else None,
        best if settled else None,
        max(tops) if bounded and (gives_high or len(bests) > 1) else None,
    )


def _known(values: Range) -> Range:
    low, best, high = (None if value is None or pd.isna(value) else int(value) for value in values)
    return low, best, high


def is_contested(authorities: Sequence[str], ranges: Sequence[Range]) -> bool:
    """Whether two authorities give ranges without a number in common; open ends reach everywhere."""
    spans = [(who, *_span(values)) for who, values in zip(authorities, ranges, strict=True)]
    return any(
        one[0] != other[0] and (one[2] < other[1] or other[2] < one[1])
        for i, one in enumerate(spans)
        for other in spans[i + 1 :]
    )


def _span(values: Range) -> tuple[float, float]:
    low, best, high = _known(values)
    floor = low if low is not None else best
    top = high if high is not None else best
    return (
        float("-inf") if floor is None else floor,
        float("inf") if top is None else top,
    )


def range_in_words(low: int | None, best: int | None, high: int | None) -> str:
    """A range as a reader says it: '35', '60 or more', '12 to 18', 'about 500', 'up to 40'."""
    low, best, high = _known((low, best, high))
    if low is not None and high is not None:
        return f"{low:,}" if low == high else f"{low:,} to {high:,}"
    if low is not None:
        return f"{low:,} or more"
    if high is not None:
        return f"up to {high:,}"
    return "no number given" if best is None else f"about {best:,}"


def allocate(figures: pd.DataFrame, places: pd.DataFrame, measure: str, group: str = "all") -> dict:
    """A national best figure beside the sum of those known by region, and what no region accounts for.

    A region's own figure stands for all of it; where it has none, those of its cities are added.
    Contested figures have no best number and are listed in ``left_out``. Returns national,
    allocated, remainder (people, None where unknown), by_region, left_out.
    """
    rows = figures[(figures.measure == measure) & (figures.group == group) & (figures.subset == "")]
    rows = rows.assign(admin1=rows.place_id.map(places.admin1))
    national = rows[(rows.scope == "country") & rows.best.notna()].best
    local = rows[rows.scope.isin(["city", "region"])]
    by_region = {
        admin1: int(part[part.scope == part.scope.max()].best.sum())
        for admin1, part in local[local.best.notna()].groupby("admin1")
    }
    total = int(national.iloc[0]) if len(national) == 1 else None
    allocated = sum(by_region.values())
    return {
        "national": total,
        "allocated": allocated,
        "remainder": None if total is None else total - allocated,
        "by_region": by_region,
        "left_out": list(local[local.best.isna()].place_id),
    }


def check_rival_counts(claims: pd.DataFrame, details: pd.DataFrame) -> list[Issue]:
    """Warns when one authority has two figures of one place, measure, group and subset at once."""
    rows = claims[(claims.table == "casualties") & (claims.message != "Cancel")]
    rows = rows.join(details, on="entry_id")
    rows = rows.assign(until=rows[["superseded_at", "retracted_at"]].min(axis=1))
    issues = []
    for _, group in rows.groupby([*KEY, "authority"]):
        for earlier, later in zip(group.itertuples(), list(group.itertuples())[1:], strict=False):
            if pd.isna(earlier.until) or earlier.until > later.reported_at:
                problem = f"{later.authority} has another current figure, {earlier.entry_id}."
                advice = "If this is a later count, make it an Update that replaces the other."
                issues.append(Issue("warning", "casualties", int(later.line), "replaces",
                                    later.entry_id, problem, advice))  # fmt: skip
    return issues
