"""The status of a place: its latest current status claim, and how old that is."""

import pandas as pd

from geo.ledger import CURRENT


def latest_status(
    status: pd.DataFrame, at: pd.Timestamp, stale_after: pd.Timedelta
) -> pd.DataFrame:
    """One row per place_id that has a current status claim on what happened by ``at`` (UTC).

    The latest is the one about the latest time, then the one reported last. ``age`` counts from the
    end of what it speaks of, or from its report where that came first; ``stale`` is past
    ``stale_after``. Unlocated claims have no place that could have a status.
    """
    begun = status.begins.isna() | (status.begins <= at)
    current = status[(status.standing == CURRENT) & (status.place_id != "") & begun]
    as_of = current[["ends", "reported_at"]].min(axis=1)
    order = ["as_of", "reported_at", "entry_id"]
    latest = current.assign(as_of=as_of).sort_values(order).drop_duplicates("place_id", keep="last")
    age = (at - latest.as_of).clip(lower=pd.Timedelta(0))
    return latest.assign(age=age, stale=age > stale_after).set_index("place_id")
