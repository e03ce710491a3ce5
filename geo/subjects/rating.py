"""How severe things are in a place: as an editor judged, else as the written rule has it."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from geo.rows import read_rows, write_rows
from geo.subjects.evidence import Common, Evidence, common
from geo.subjects.severity import Derived, Reason, derive

JUDGED, DERIVED = "judged", "derived"

_DAY = pd.Timedelta(days=1)
_ADDED = ["basis", "reason", "derived_from", "stale_judgement"]


def rate(
    judged: pd.DataFrame,
    evidence: Mapping[str, Evidence],
    places: pd.DataFrame,
    at: pd.Timestamp,
    lasts: pd.Timedelta,
) -> pd.DataFrame:
    """The rows of ``latest_status``, and those that the rule gives where none is fresh.

    ``basis``: judged or derived. Of a derived one ``reason`` says which part of the rule gives it,
    ``derived_from`` from which claims, and the trend is unknown; ``stale_judgement`` is the
    severity that an editor gave it too long ago, in the claim ``entry_id``.
    """
    table = judged.reset_index()
    columns = list(table.columns)
    judgements = {one.place_id: one for one in read_rows(table, columns)}
    fresh = {place_id for place_id, one in judgements.items() if not one.stale}
    derived = derive_each(evidence, places, at, lasts, but=fresh)
    rows = [(*one, JUDGED, "", [], "") for one in judgements.values()
            if one.place_id not in derived]  # fmt: skip
    for place_id, one in derived.items():
        stale = judgements.get(place_id)
        cells = _cells(one, at) | {
            "place_id": place_id,
            "entry_id": stale.entry_id if stale else "",
        }
        own = DERIVED, one.reason, list(one.entry_ids), stale.severity if stale else ""
        rows.append((*(cells[name] for name in columns), *own))
    types = table.dtypes.astype(str).to_dict() | dict.fromkeys(_ADDED, "object")
    return write_rows(rows, types).set_index("place_id")


def _cells(derived: Derived, at: pd.Timestamp) -> dict[str, Any]:
    """What ``latest_status`` has of a judgement, for a severity that is derived."""
    age = max(at - derived.as_of, pd.Timedelta(0))
    return {
        "severity": derived.severity,
        "trend": "unknown",
        "as_of": derived.as_of,
        "age": age,
        "days": age // _DAY,
        "timed": True,
        "stale": False,
        "rivals": [],
    }


def derive_each(
    evidence: Mapping[str, Evidence],
    places: pd.DataFrame,
    at: pd.Timestamp,
    lasts: pd.Timedelta,
    but: set[str],
) -> dict[str, Derived]:
    """The severity by the rule of each place of which it can be told, ``but`` of some.

    That a whole country is calm cannot be told from what works in it.
    """
    shared = common(evidence, places, at)
    country, kind = (dict(zip(places.index, places[name], strict=True))
                     for name in ("country", "kind"))  # fmt: skip
    found = {
        place_id: derive(claims, shared.get(country.get(place_id, ""), Common()), at, lasts)
        for place_id, claims in evidence.items()
        if place_id not in but
    }
    return {
        place_id: one
        for place_id, one in found.items()
        if one is not None and (one.reason != Reason.CALM or kind.get(place_id) != "country")
    }
