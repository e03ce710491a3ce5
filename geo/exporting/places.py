"""Places without their claims: what files of places hold where there are very many claims.

A file of places with every claim of each would be hundreds of megabytes; so it has how many there
are and where they stand.
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urljoin

import pandas as pd

from geo.dataset.vocabulary import MEASURE
from geo.exporting.moments import iso_column
from geo.exporting.records import records
from geo.ranges import RANGE
from geo.view import View
from geo.view.address import dataset_pairs, to_query, write_query
from geo.view.keeping import situation

# From the dashboard's root.
CLAIMS = "feeds/claims.csv"
# Of no more claims the files of places list all.
MOST_CLAIMS = 5_000
_COLUMNS = (
    "place_id", "name", "kind", "admin1", "latitude", "longitude", "severity", "severity_basis",
    "severity_reason", "stale_judgement", "trend", "status_as_of", "stale", "curfew_hours",
    "services_suspended",
    *(f"{measure}_{part}" for measure in MEASURE
      for part in (*RANGE, "group", "value", "contested")),
    "claims", "last_reported_at",
)  # fmt: skip
_MOMENTS = ("status_as_of", "last_reported_at")


def list_claims(view: View) -> bool:
    """Whether a file of the places of a view lists their claims."""
    return len(view.claims) <= MOST_CLAIMS


def brief(view: View, address: str = "") -> list[dict[str, Any]]:
    """One record a place: what is known of it, how many claims it has, and where those are.

    What is empty or does not hold is left out.
    """
    table = situation(view)[list(_COLUMNS)]
    zone = view.dataset.about.zone
    table = table.assign(**{name: iso_column(table[name], zone) for name in _MOMENTS})
    addresses = claims_of_places(view, table.place_id, address)
    return [
        {**_holding(record), "claims_url": addresses[record["place_id"]]}
        for record in records(table)
    ]


def _holding(record: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: value
        for name, value in record.items()
        if value is not None and value is not False and value != ""
    }


def claims_of_places(view: View, place_ids: pd.Series, address: str = "") -> dict[str, str]:
    """Where the claims of each place are, under the filters of a view."""
    pairs = dataset_pairs(address) + to_query(view.selection, view.dataset)
    base = write_query(pair for pair in pairs if pair[0] != "place")
    return {
        place_id: urljoin(address, f"{CLAIMS}?{base}&{write_query([('place', place_id)])}")
        for place_id in place_ids
    }


def claims_address(view: View, address: str = "") -> str:
    """Where all claims of a view are."""
    pairs = dataset_pairs(address) + to_query(view.selection, view.dataset)
    return urljoin(address, f"{CLAIMS}?{write_query(pairs)}")
