"""Essential services: the latest state of each at a place, and claims that disagree with it."""

import pandas as pd

# From working to not working, as a reader ranks them.
RANK = {"operating": 0, "limited": 1, "suspended": 2}


def latest_states(services: pd.DataFrame, at: pd.Timestamp) -> pd.DataFrame:
    """One row per place_id and service: the current claim about the latest time by ``at`` (UTC).

    Claims whose time is over by then are left out. ``contested``: another claim about the same day
    or later gives another state. ``entry_ids``: every claim that holds at that moment.
    """
    begun = services.begins.isna() | (services.begins <= at)
    lasting = services.ends.isna() | (services.ends > at)
    holding = services[begun & lasting].sort_values(["begins", "reported_at", "entry_id"])
    rows = []
    for (place_id, service), group in holding.groupby(["place_id", "service"], sort=True):
        latest = group.iloc[-1]
        same_day = group[group.begins >= latest.begins - pd.Timedelta(days=1)]
        rows.append(
            {
                "place_id": place_id,
                "service": service,
                "state": latest.state,
                "since": latest.occurred_from,
                "summary": latest.summary,
                "entry_id": latest.entry_id,
                "contested": same_day.state.nunique() > 1,
                "entry_ids": list(group.entry_id),
            }
        )
    columns = ["place_id", "service", "state", "since", "summary", "entry_id", "contested"]
    return pd.DataFrame(rows, columns=[*columns, "entry_ids"])
