"""One row per place at a moment: status, what is in force, figures, services and claims."""

import pandas as pd

from geo.dataset.vocabulary import MEASURE, SEVERITY
from geo.ledger import RETRACTED
from geo.ranges import RANGE
from geo.rows import read_rows, write_rows
from geo.subjects import casualties
from geo.view.view import View

COLUMNS = (
    "place_id", "name", "kind", "admin1", "severity", "trend", "status_as_of", "status_age_hours",
    "status_age_days", "status_rivals", "stale", "curfew", "curfew_hours",
    "restrictions_in_force", "services_suspended", "services_limited",
    *(f"{measure}_{bound}" for measure in MEASURE for bound in RANGE),
    *(f"{measure}_contested" for measure in MEASURE),
    "claims", "contested", "retracted", "last_reported_at", "latitude", "longitude", "geocoded_by",
    "status_entry_id", "entry_ids",
)  # fmt: skip


def situation(view: View) -> pd.DataFrame:
    """The places that the filters leave, one row each with the COLUMNS, by severity and name.

    Every value is of the place's own scope: a regional claim counts for the region only, but a
    regional restriction is in force in its cities too. Figures are people, the others numbers of
    claims or services, ages hours; where the status speaks of a day without an hour only days.
    """
    parts = [part(view) for part in (_statuses, _restrictions, _services, _figures)]
    claims = _claims(view.claims)
    columns = ["place_id", "name", "kind", "admin1", "latitude", "longitude", "geocoded_by"]
    shown = view.dataset.places
    rows = []
    for place in read_rows(shown[shown.index.isin(claims.keys())].reset_index(), columns):
        row = place._asdict() | _BLANK
        for part in (*parts, claims):
            row |= part.get(place.place_id, {})
        rows.append(row)
    rows.sort(key=lambda row: (SEVERITY.index(row["severity"]), row["name"]))
    return write_rows(([row[name] for name in COLUMNS] for row in rows), _TYPES)


_BOUNDS = [f"{measure}_{bound}" for measure in MEASURE for bound in RANGE]
_BLANK = {
    "severity": "Unknown",
    "trend": "unknown",
    "status_as_of": pd.NaT,
    "status_age_hours": float("nan"),
    "status_age_days": pd.NA,
    "status_rivals": "",
    "stale": False,
    "curfew": False,
    "curfew_hours": "",
    "restrictions_in_force": 0,
    "services_suspended": pd.NA,  # nobody said, which is not none
    "services_limited": pd.NA,
    **dict.fromkeys(_BOUNDS, pd.NA),
    **{f"{measure}_contested": False for measure in MEASURE},
    "contested": 0,
    "status_entry_id": "",
}
_MOMENT = "datetime64[us, UTC]"
_FLAGS = ["stale", "curfew", *(f"{measure}_contested" for measure in MEASURE)]
_COUNTS = ["restrictions_in_force", "claims", "contested", "retracted"]
_SERVICES = ["services_suspended", "services_limited"]
_TYPES = {
    **dict.fromkeys(COLUMNS, "object"),
    **dict.fromkeys([*_BOUNDS, *_SERVICES, "status_age_days"], "Int64"),
    **dict.fromkeys(_FLAGS, "bool"),
    **dict.fromkeys(_COUNTS, "int64"),
    **dict.fromkeys(["status_as_of", "last_reported_at"], _MOMENT),
    **dict.fromkeys(["status_age_hours", "latitude", "longitude"], "float64"),
}
_HOUR = pd.Timedelta(hours=1)
Rows = dict[str, dict]


def _statuses(view: View) -> Rows:
    columns = ["severity", "trend", "as_of", "age", "days", "timed", "stale", "entry_id", "rivals"]
    return {
        status.place_id: {
            "severity": status.severity,
            "trend": status.trend,
            "status_as_of": status.as_of,
            "status_age_hours": round(status.age / _HOUR, 1) if status.timed else float("nan"),
            "status_age_days": status.days,
            "status_rivals": "|".join(status.rivals),
            "stale": status.stale,
            "status_entry_id": status.entry_id,
        }
        for status in read_rows(view.status.reset_index(), ["place_id", *columns])
    }


def _restrictions(view: View) -> Rows:
    rows: Rows = {}
    hours: dict[str, dict[str, None]] = {}
    for held in read_rows(view.whole.in_force, ["place_id", "kind", "hours"]):
        row = rows.setdefault(held.place_id, {"restrictions_in_force": 0})
        row["restrictions_in_force"] += 1
        if held.kind == "curfew":
            hours.setdefault(held.place_id, {})[held.hours] = None
    for place_id, daily in hours.items():
        rows[place_id] |= {"curfew": True, "curfew_hours": "; ".join(daily)}
    return rows


def _services(view: View) -> Rows:
    states = view.whole.service_states
    rows: Rows = {}
    for place_id, state in zip(states.place_id, states.state, strict=True):
        row = rows.setdefault(place_id, {"services_suspended": 0, "services_limited": 0})
        if state != "operating":
            row[f"services_{state}"] += 1
    return rows


def _figures(view: View) -> Rows:
    rows: Rows = {}
    for figure in read_rows(view.whole.figures, [*casualties.KEY, *RANGE, "contested"]):
        row = rows.setdefault(figure.place_id, {"contested": 0})
        row["contested"] += figure.contested
        if figure.group == "all" and not figure.subset:
            bounds = {f"{figure.measure}_{bound}": getattr(figure, bound) for bound in RANGE}
            row |= bounds | {f"{figure.measure}_contested": figure.contested}
    return rows


def _claims(claims: pd.DataFrame) -> Rows:
    rows: Rows = {}
    columns = ["place_id", "entry_id", "standing", "reported_at"]
    for claim in read_rows(claims[claims.place_id != ""], columns):
        row = rows.setdefault(claim.place_id, {"claims": 0, "retracted": 0, "entry_ids": []})
        row["claims"] += 1
        row["retracted"] += claim.standing == RETRACTED
        row["entry_ids"].append(claim.entry_id)
        row["last_reported_at"] = claim.reported_at
    return {
        place_id: row | {"entry_ids": "|".join(row["entry_ids"])} for place_id, row in rows.items()
    }
