"""One row per place at a moment: status, what is in force, figures, services and claims."""

import pandas as pd

from geo import casualties, curfews, services
from geo.schema import MEASURE
from geo.view import View

COLUMNS = (
    "place_id", "name", "kind", "admin1", "severity", "trend", "status_as_of", "status_age_hours",
    "stale", "curfew", "curfew_hours", "restrictions_in_force", "services_suspended", "services_limited",
    *(f"{measure}_{bound}" for measure in MEASURE for bound in ("low", "best", "high")),
    *(f"{measure}_contested" for measure in MEASURE),
    "claims", "contested", "retracted", "last_reported_at", "latitude", "longitude", "geocoded_by",
    "status_entry_id", "entry_ids",
)  # fmt: skip


def situation(view: View) -> pd.DataFrame:
    """The places that the filters leave, one row each with the COLUMNS, in order of severity and name.

    Every value is of the place's own scope: a regional claim counts for the region only, but a
    regional restriction is in force in its cities. Counts are people, claims or services; ages hours.
    """
    claims = view.claims
    places = view.dataset.places
    shown = places[places.index.isin(set(claims.place_id))]
    frame = shown[["name", "kind", "admin1", "latitude", "longitude", "geocoded_by"]].copy()
    frame = _add_status(frame, view)
    frame = _add_restrictions(frame, view)
    frame = _add_services(frame, view)
    frame = _add_figures(frame, view)
    frame = _add_claims(frame, claims)
    rank = {"Extreme": 0, "Severe": 1, "Moderate": 2, "Minor": 3, "Unknown": 4}
    ordered = frame.assign(rank=frame.severity.map(rank)).sort_values(["rank", "name"])
    return ordered.reset_index(names="place_id")[list(COLUMNS)]


def _add_status(frame: pd.DataFrame, view: View) -> pd.DataFrame:
    status = view.status.reindex(frame.index)
    return frame.assign(
        severity=status.severity.fillna("Unknown"),
        trend=status.trend.fillna("unknown"),
        status_as_of=status.as_of,
        status_age_hours=(status.age.dt.total_seconds() / 3600).round(1),
        stale=status.stale.astype("boolean").fillna(False).astype(bool),
        status_entry_id=status.entry_id.fillna("").astype("str"),
    )


def _add_restrictions(frame: pd.DataFrame, view: View) -> pd.DataFrame:
    restrictions = view.standing("restrictions")
    running = curfews.in_force_everywhere(restrictions, view.dataset.places, view.at)
    running = running[running.place_id.isin(frame.index)]
    held = running[running.kind == "curfew"].merge(
        restrictions[["entry_id", "daily_from", "daily_to"]], on="entry_id"
    )
    hours = {
        place_id: "; ".join(dict.fromkeys(map(_hours, rows.daily_from, rows.daily_to)))
        for place_id, rows in held.groupby("place_id")
    }
    count = running.groupby("place_id").size()
    return frame.assign(
        curfew=frame.index.isin(held.place_id),
        curfew_hours=frame.index.map(hours).fillna("").astype("str"),
        restrictions_in_force=count.reindex(frame.index, fill_value=0),
    )


def _hours(opens: str, closes: str) -> str:
    return f"{opens}-{closes}" if opens else "all day"


def _add_services(frame: pd.DataFrame, view: View) -> pd.DataFrame:
    states = services.latest_states(view.standing("services"), view.at)
    counts = {
        f"services_{state}": states[states.state == state].groupby("place_id").size()
        for state in ("suspended", "limited")
    }
    filled = {name: count.reindex(frame.index, fill_value=0) for name, count in counts.items()}
    return frame.assign(**filled)


def _add_figures(frame: pd.DataFrame, view: View) -> pd.DataFrame:
    figures = casualties.figures(view.standing("casualties"))
    whole = figures[(figures.group == "all") & (figures.subset == "")]
    columns = {}
    for measure in MEASURE:
        rows = whole[whole.measure == measure].set_index("place_id").reindex(frame.index)
        columns |= {f"{measure}_{bound}": rows[bound] for bound in ("low", "best", "high")}
        contested = rows.contested.astype("boolean").fillna(False)
        columns[f"{measure}_contested"] = contested.astype(bool)
    return frame.assign(
        **columns, contested=figures[figures.contested].groupby("place_id").size().reindex(
            frame.index, fill_value=0
        )
    )  # fmt: skip


def _add_claims(frame: pd.DataFrame, claims: pd.DataFrame) -> pd.DataFrame:
    by_place = claims.groupby("place_id")
    retracted = claims[claims.standing == "retracted"].groupby("place_id").size()
    return frame.assign(
        claims=by_place.size().reindex(frame.index),
        retracted=retracted.reindex(frame.index, fill_value=0),
        last_reported_at=by_place.reported_at.max().reindex(frame.index),
        entry_ids=by_place.entry_id.agg("|".join).reindex(frame.index),
    )
