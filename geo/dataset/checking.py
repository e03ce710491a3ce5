"""What a curator should look at in claims that can be used: they are shown, and may be wrong."""

from collections.abc import Mapping

import pandas as pd

from geo.dataset import counts, duplicates, plausibility, replacing, whereabouts
from geo.dataset.about import About
from geo.dataset.issues import Issue


def check_claims(
    claims: pd.DataFrame,
    details: Mapping[str, pd.DataFrame],
    places: pd.DataFrame,
    sources: pd.DataFrame,
    about: About,
) -> list[Issue]:
    """Warnings of claims held to each other, to their places and to their sources.

    ``details`` has each table's own columns by entry_id.
    """
    return [
        *whereabouts.check_events(claims, places),
        *plausibility.check_dates(claims, sources, about.period, about.zone),
        *replacing.check_replaced(claims, details, places),
        *duplicates.check_claims(claims, details),
        *counts.check_counts(claims, details),
    ]
