"""One row per place at a moment: status, what is in force, figures, services and claims."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd

from geo.dataset.vocabulary import MEASURE, SERVICE_STATE, SEVERITY
from geo.ranges import RANGE
from geo.rows import column, read_rows, write_rows
from geo.subjects import casualties, services, spans
from geo.subjects.curfews import enclosing, holding_at
from geo.subjects.tonight import Tonight
from geo.view.claims_on_places import count_claims
from geo.view.figure import Figure
from geo.view.view import View
from geo.words import figures as words
from geo.words import severity

COLUMNS = (
    "place_id", "name", "kind", "admin1", "severity", "severity_basis", "severity_reason",
    "derived_from", "stale_judgement", "trend", "status_as_of", "status_age_hours",
    "status_age_days", "status_rivals", "stale", "curfew", "curfew_begin_unknown",
    "curfew_tonight", "curfew_hours", "curfew_contested", "curfew_lapsed",
    "restrictions_in_force", "restrictions_begin_unknown", "restrictions_lapsed",
    "services_suspended", "services_damaged", "services_limited", "services_operating",
    "services_lapsed",
    *(f"{measure}_{part}" for measure in MEASURE
      for part in (*RANGE, "group", "value", "as_of", "since", "contested",
                   "highest")),
    "claims", "contested", "retracted", "last_reported_at", "latitude", "longitude", "geocoded_by",
    "status_entry_id", "entry_ids",
)  # fmt: skip


def situation(view: View) -> pd.DataFrame:
    """The places that the filters leave, one row each with the COLUMNS, by severity and name.

    Every value is of the place's own scope: a regional claim counts for the region only, but a
    regional restriction is in force in its cities too, and a curfew over a place without claims of
    its own gives it a row. Figures are people, the others numbers of claims or services, ages
    hours; where the status speaks of a day without an hour only days. What has lapsed is in the
    numbers called so, and in no other. ``<measure>_low``, ``_best`` and ``_high`` are of everybody:
    where only numbers of groups are known, they are empty, ``_group`` names the groups, the one
    with the most first, and ``_value`` tells their numbers apart. It says a contested figure by its
    rivals. ``_highest`` is the highest number of any group that is not in doubt.
    """
    parts = [part(view) for part in _PARTS]
    columns = ["place_id", "name", "kind", "admin1", "latitude", "longitude", "geocoded_by"]
    shown = view.dataset.places
    named = parts[-1].keys() | set(view.tonight.place_id)
    places = read_rows(shown[shown.index.isin(named)].reset_index(), columns)
    rows = []
    for place in places:
        row = place._asdict()
        for part in parts:
            row |= part.get(place.place_id, {})
        rows.append(row)
    rows.sort(key=_order)
    return _table(rows)


def _order(row: Mapping[str, Any]) -> tuple[int, str]:
    return SEVERITY.index(row.get("severity", _BLANK["severity"])), row["name"]


def _table(rows: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """The rows with what is blank in them; most columns are blank in all."""
    blank = _BLANK_ROW.take([0] * len(rows)).reset_index(drop=True)
    given = {
        name: column([row.get(name, _BLANK[name]) for row in rows], _TYPES[name])
        for name in set(COLUMNS) & set().union(*rows)
    }
    columns = {name: given[name] if name in given else blank[name] for name in COLUMNS}
    return pd.DataFrame(columns, copy=False)


_BOUNDS = [f"{measure}_{bound}" for measure in MEASURE for bound in (*RANGE, "highest")]
_TEXTS = [
    f"{measure}_{part}" for measure in MEASURE for part in ("group", "value", "as_of", "since")
]
_BLANK = {
    **dict.fromkeys(["place_id", "name", "kind", "admin1", "geocoded_by"], ""),
    **dict.fromkeys(["latitude", "longitude"], float("nan")),
    "severity": "Unknown",
    **dict.fromkeys(["severity_basis", "severity_reason", "derived_from", "stale_judgement"], ""),
    "trend": "unknown",
    "status_as_of": pd.NaT,
    "status_age_hours": float("nan"),
    "status_age_days": pd.NA,
    "status_rivals": "",
    "stale": False,
    "curfew": False,
    "curfew_begin_unknown": False,
    "curfew_tonight": False,
    "curfew_hours": "",
    "curfew_contested": False,
    "curfew_lapsed": False,
    "restrictions_in_force": 0,
    "restrictions_begin_unknown": 0,
    "restrictions_lapsed": 0,
    "services_suspended": pd.NA,  # nobody said, which is not none
    "services_damaged": pd.NA,
    "services_limited": pd.NA,
    "services_operating": pd.NA,
    "services_lapsed": 0,
    **dict.fromkeys(_BOUNDS, pd.NA),
    **dict.fromkeys(_TEXTS, ""),
    **{f"{measure}_contested": False for measure in MEASURE},
    "contested": 0,
    "status_entry_id": "",
    "claims": 0,
    "retracted": 0,
    "last_reported_at": pd.NaT,
    "entry_ids": "",
}
_MOMENT = "datetime64[us, UTC]"
_FLAGS = ["stale", "curfew", "curfew_begin_unknown", "curfew_tonight", "curfew_contested",
          "curfew_lapsed",
          *(f"{measure}_contested" for measure in MEASURE)]  # fmt: skip
_COUNTS = ["restrictions_in_force", "restrictions_begin_unknown", "restrictions_lapsed",
           "services_lapsed", "claims", "contested", "retracted"]  # fmt: skip
_RESTRICTIONS = ("restrictions_in_force", "restrictions_begin_unknown")
_SERVICES = [f"services_{state}" for state in SERVICE_STATE]
_TYPES = {
    **dict.fromkeys(COLUMNS, "object"),
    **dict.fromkeys([*_BOUNDS, *_SERVICES, "status_age_days"], "Int64"),
    **dict.fromkeys(_FLAGS, "bool"),
    **dict.fromkeys(_COUNTS, "int64"),
    **dict.fromkeys(["status_as_of", "last_reported_at"], _MOMENT),
    **dict.fromkeys(["status_age_hours", "latitude", "longitude"], "float64"),
}
_BLANK_ROW = write_rows([[_BLANK[name] for name in COLUMNS]], _TYPES)
_HOUR = pd.Timedelta(hours=1)
Rows = dict[str, dict]


def _statuses(view: View) -> Rows:
    columns = ["severity", "basis", "reason", "derived_from", "stale_judgement", "trend", "as_of",
               "age", "days", "timed", "stale", "entry_id", "rivals"]  # fmt: skip
    return {
        status.place_id: {
            "severity": status.severity,
            "severity_basis": status.basis,
            "severity_reason": severity.reason(status.reason),
            "derived_from": "|".join(status.derived_from),
            "stale_judgement": status.stale_judgement,
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
    for one in read_rows(view.in_force, ["place_id", "begin_unknown"]):
        row = rows.setdefault(one.place_id, dict.fromkeys(_RESTRICTIONS, 0))
        row[_RESTRICTIONS[one.begin_unknown]] += 1
    for night in read_rows(view.tonight, Tonight):
        rows.setdefault(night.place_id, {}).update(
            curfew=night.is_now,
            curfew_begin_unknown=night.begin_unknown,
            curfew_tonight=True,
            curfew_hours=night.hours,
            curfew_contested=night.contested,
        )
    return rows


class _Lapsed(NamedTuple):
    place_id: str
    kind: str
    part: str


def _lapsed(view: View) -> Rows:
    """What holds, or held, at each place and was last reported too long ago to count."""
    claims = view.standing("restrictions")
    lapsed = claims[claims.entry_id.isin(view.last_reports.keys())]
    if lapsed.empty:
        return {}
    kinds: dict[str, list[_Lapsed]] = {}
    for claim in read_rows(lapsed, _Lapsed):
        kinds.setdefault(claim.place_id, []).append(claim)
    under = set(view.tonight.place_id)
    rows: Rows = {}
    for place_id, above in enclosing(view.dataset.places).items():
        held = [claim.kind for claim in holding_at(kinds, place_id, above)]
        is_curfew = "curfew" in held and place_id not in under
        if held:
            rows[place_id] = {"restrictions_lapsed": len(held), "curfew_lapsed": is_curfew}
    return rows


def _services(view: View) -> Rows:
    states = view.service_states
    rows: Rows = {}
    counted, closed = services.counted(states), set(services.closed(states).entry_id)
    for one in read_rows(counted, ["place_id", "state", "entry_id"]):
        row = rows.setdefault(one.place_id, dict.fromkeys(_SERVICES, 0))
        # What is shut by decision is not cut; see ``services.BY_DECISION``.
        row[f"services_{one.state}"] += one.entry_id not in closed
    for place_id, number in states.place_id[states.stale].value_counts().items():
        rows.setdefault(str(place_id), {})["services_lapsed"] = number
    return rows


def _figures(view: View) -> Rows:
    rows: Rows = {}
    for (place_id, measure), figures in view.people.items():
        row = rows.setdefault(place_id, {"contested": 0})
        row["contested"] += sum(figure.contested for figure in figures)
        told = _told(figures, view.dataset.rows)
        row |= {f"{measure}_{part}": value for part, value in told.items()}
    return rows


class Leading(NamedTuple):
    """The figure of a measure that is shown of a place; its own number, and the highest of any.

    See ``casualties.amount``.
    """

    figure: Figure
    most: int
    highest: int


def leading(figures: Sequence[Figure], claims: Mapping[str, Any]) -> Leading | None:
    """Of the figures of a measure at a place that of everybody, else of the group with the most.

    Of those counted from several days on see ``spans.last``.

    None where none of them has a number.
    """
    figures = spans.last(figures)
    highest = [casualties.amount(one, claims) for one in figures]
    pairs = [(one, most) for one, most in zip(figures, highest, strict=True) if most is not None]
    if not pairs:
        return None
    return Leading(*max(pairs, key=_precedence), max(most for _, most in pairs))


def _told(figures: Sequence[Figure], claims: Mapping[str, Any]) -> dict[str, Any]:
    """What is known of a measure at a place; see ``leading``."""
    found = leading(figures, claims)
    if not found:
        return {}
    shown = found.figure
    named = told_with(shown, figures)
    return {
        **{bound: getattr(shown, bound) for bound in RANGE if is_of_everybody(shown)},
        "group": "|".join(dict.fromkeys(map(_people, named))),
        "value": in_words(named, claims),
        "as_of": shown.as_of,
        "since": shown.since,
        "contested": shown.contested,
        "highest": found.highest,
    }


def is_of_everybody(figure: Figure) -> bool:
    """Whether it counts all people at its place, and not a group or a part of them."""
    return figure.group == "all" and not figure.subset


def _people(figure: Figure) -> str:
    return f"{figure.group} ({figure.subset})" if figure.subset else figure.group


def told_with(shown: Figure, figures: Sequence[Figure]) -> list[Figure]:
    """The figures that the words for a measure name: the one shown; where it is of a group, beside
    it those of the others.
    """
    if shown.group == "all" or shown.subset:
        return [shown]
    others = [one for one in figures if not one.subset and one is not shown and one.group != "all"]
    return [shown, *others]


def in_words(named: Sequence[Figure], claims: Mapping[str, Any]) -> str:
    """What is known of a measure at a place, by the figures that ``told_with`` names."""
    if named[0].group == "all" or named[0].subset:
        return casualties.in_words(named[0], claims)
    return "; ".join(words.of_group(one, casualties.rivals(one, claims)) for one in named)


def _precedence(pair: tuple[Figure, int]) -> tuple[bool, bool, bool, int]:
    """Everybody before groups, groups before parts of them, tolls of everybody before events."""
    figure, most = pair
    is_all = is_of_everybody(figure)
    return is_all, is_all and figure.counts == "toll", not figure.subset, most


# What each place has in its row; a place without claims and curfew has none.
_PARTS = (_statuses, _restrictions, _lapsed, _services, _figures, count_claims)
