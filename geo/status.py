"""The status of a place: its latest current status claim, and how old that is."""

import pandas as pd

from geo import times
from geo.ledger import CURRENT
from geo.rows import read_rows


def latest_status(
    status: pd.DataFrame, at: pd.Timestamp, stale_after: pd.Timedelta
) -> pd.DataFrame:
    """One row per place_id that has a current status claim on what happened by ``at`` (UTC).

    The latest is the one about the latest time, then the one reported last. ``age`` counts from the
    end of what it speaks of, or from its report where that came first; ``stale`` is past
    ``stale_after``. Unlocated claims have no place that could have a status.
    """
    current = status[(status.standing == CURRENT) & ~(status.begins > at)]
    latest: dict[str, tuple] = {}
    for position, claim in enumerate(read_rows(current, _NEEDED)):
        as_of = claim.ends if claim.ends < claim.reported_at else claim.reported_at
        order = as_of, claim.reported_at, claim.entry_id, position
        if claim.place_id and order > latest.get(claim.place_id, ()):
            latest[claim.place_id] = order
    as_of = times.utc_series([order[0] for order in latest.values()])
    age = (at - as_of).clip(lower=pd.Timedelta(0))
    chosen = current.iloc[[order[-1] for order in latest.values()]].set_index("place_id")
    columns = {"as_of": as_of, "age": age, "stale": age > stale_after}
    return chosen.assign(**{name: column.array for name, column in columns.items()})


_NEEDED = ["place_id", "entry_id", "ends", "reported_at"]
