"""Tables as HXL 1.1: CSV with a row of hashtags below the header (hxlstandard.org)."""

import pandas as pd

from geo.dataset.columns import CLAIM
from geo.dataset.vocabulary import MEASURE
from geo.exporting import csvfile, tables
from geo.exporting.citation import cite
from geo.ranges import RANGE
from geo.view import View

PROVENANCE_TAGS = {
    "as_known_on": "#date+known",
    "dataset_version": "#meta+version",
    "source_urls": "#meta+source+url",
    "permalink": "#meta+permalink+url",
}
_PLACE_TAGS = {
    "place_id": "#loc+id",
    "admin1": "#adm1+name",
    "latitude": "#geo+lat",
    "longitude": "#geo+lon",
}
SITUATION_TAGS = {
    **_PLACE_TAGS,
    "name": "#loc+name",
    "kind": "#loc+type",
    "severity": "#severity",
    "trend": "#status+trend",
    "status_as_of": "#date+status",
    "status_age_hours": "#indicator+status_age+hours+num",
    "status_age_days": "#indicator+status_age+days+num",
    "status_rivals": "#meta+id+status+rivals",
    "stale": "#status+stale",
    "curfew": "#status+curfew",
    "curfew_tonight": "#status+curfew+tonight",
    "curfew_hours": "#activity+curfew+hours",
    "curfew_contested": "#status+curfew+contested",
    "curfew_lapsed": "#status+curfew+lapsed",
    "restrictions_in_force": "#indicator+restrictions+num",
    "restrictions_lapsed": "#indicator+restrictions+lapsed+num",
    "services_suspended": "#indicator+services+suspended+num",
    "services_limited": "#indicator+services+limited+num",
    "services_operating": "#indicator+services+operating+num",
    "services_lapsed": "#indicator+services+lapsed+num",
    **{f"{one}_{bound}": f"#affected+{one}+{bound}" for one in MEASURE for bound in RANGE},
    **{f"{measure}_contested": f"#status+{measure}+contested" for measure in MEASURE},
    "claims": "#indicator+claims+num",
    "contested": "#indicator+contested+num",
    "retracted": "#indicator+retracted+num",
    "last_reported_at": "#date+reported",
    "geocoded_by": "#meta+geocoded",
    "status_entry_id": "#meta+id+status",
    "entry_ids": "#meta+id+list",
    "source_id": "#meta+source+id",
    **PROVENANCE_TAGS,
}  # fmt: skip
_CLAIM_TAGS = {
    **{column.name: column.hxl for column in CLAIM},
    **_PLACE_TAGS,
    "table": "#meta+table",
    "standing": "#status+standing",
    "scope": "#loc+type",
    "superseded_by": "#meta+superseded",
    "retracted_by": "#meta+retracted",
    "authority": "#org+authority",
    "publisher": "#org+publisher",
    "timed": "#meta+reported+timed",
    "hour_unknown": "#meta+reported+hour_unknown",
    **PROVENANCE_TAGS,
}


def claim_tags() -> dict[str, str]:
    """The tag of each column of the claims of all tables."""
    return _CLAIM_TAGS | {name: column.hxl for name, column in tables.own_columns().items()}


def situation(view: View, address: str = "") -> bytes:
    """The situation, one place a row."""
    return _write(tables.situation(view), SITUATION_TAGS, view, address)


def claims(view: View, address: str = "") -> bytes:
    """The claims, one a row."""
    return _write(tables.claims(view), claim_tags(), view, address)


def _write(table: pd.DataFrame, tags: dict[str, str], view: View, address: str) -> bytes:
    table = tables.with_provenance(table, view, cite(view, address))
    hashtags = [tags[name] for name in table.columns]
    return csvfile.BOM + csvfile.write(table, second_row=hashtags)
