"""Tables as HXL 1.1: CSV with a row of hashtags below the header (hxlstandard.org)."""

import pandas as pd

from geo.dataset.columns import CLAIM, in_languages, language_of
from geo.dataset.schema import PLACES
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
    "severity_basis": "#severity+origin",
    "severity_reason": "#severity+reason",
    "derived_from": "#meta+id+derived",
    "stale_judgement": "#severity+stale",
    "trend": "#status+trend",
    "status_as_of": "#date+status",
    "status_age_hours": "#indicator+status_age+hours+num",
    "status_age_days": "#indicator+status_age+days+num",
    "status_rivals": "#meta+id+status+rivals",
    "stale": "#status+stale",
    "curfew": "#status+curfew",
    "curfew_begin_unknown": "#status+curfew+begin+unknown",
    "curfew_tonight": "#status+curfew+tonight",
    "curfew_hours": "#activity+curfew+hours",
    "curfew_contested": "#status+curfew+contested",
    "curfew_lapsed": "#status+curfew+lapsed",
    "restrictions_in_force": "#indicator+restrictions+num",
    "restrictions_begin_unknown": "#indicator+restrictions+begin+unknown+num",
    "restrictions_lapsed": "#indicator+restrictions+lapsed+num",
    "services_suspended": "#indicator+services+suspended+num",
    "services_damaged": "#indicator+services+damaged+num",
    "services_limited": "#indicator+services+limited+num",
    "services_operating": "#indicator+services+operating+num",
    "services_lapsed": "#indicator+services+lapsed+num",
    **{f"{one}_{bound}": f"#affected+{one}+{bound}" for one in MEASURE for bound in RANGE},
    **{f"{measure}_highest": f"#affected+{measure}+any_group+max" for measure in MEASURE},
    **{f"{measure}_group": f"#group+{measure}+name" for measure in MEASURE},
    **{f"{measure}_value": f"#description+{measure}" for measure in MEASURE},
    **{f"{measure}_as_of": f"#date+{measure}+as_of" for measure in MEASURE},
    **{f"{measure}_since": f"#date+{measure}+since" for measure in MEASURE},
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
FIGURE_TAGS = {
    "place_id": "#loc+id",
    "name": "#loc+name",
    "measure": "#indicator+type",
    "group": "#group+name",
    "subset": "#group+subset",
    "since": "#date+since",
    "counts": "#indicator+counts",
    "collection": "#meta+collection",
    "value": "#description+value",
    **{bound: f"#affected+{bound}" for bound in RANGE},
    "as_of": "#date+as_of",
    "events": "#indicator+events+num",
    "scope": "#loc+type",
    "qualifier": "#description+qualifier",
    "contested": "#status+contested",
    "authorities": "#indicator+authorities+num",
    "rivals": "#meta+id+rivals",
    "history": "#meta+id+history",
    "entry_ids": "#meta+id+list",
    "exceeds": "#meta+id+exceeds",
    "exceeded_by": "#meta+id+exceeded",
    "source_id": "#meta+source+id",
    **PROVENANCE_TAGS,
}
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
    "contested_by": "#meta+id+contested",
    "exceeds": "#meta+id+exceeds",
    "exceeded_by": "#meta+id+exceeded",
    **PROVENANCE_TAGS,
}


def claim_tags() -> dict[str, str]:
    """The tag of each column of the claims of all tables."""
    return _CLAIM_TAGS | {name: column.hxl for name, column in tables.own_columns().items()}


def situation(view: View, address: str = "") -> bytes:
    """The situation, one place a row, with what it is called in every language of the dataset."""
    table = tables.situation(view)
    places = view.dataset.places
    tags = {one.name: one.hxl for one in in_languages(PLACES, places.columns).columns}
    at = table.columns.get_loc("name") + 1
    languages = [name for name in places.columns if language_of(str(name))]
    for name in reversed(languages):
        table.insert(at, name, places[name].reindex(table.place_id).array)
    return _write(table, SITUATION_TAGS | {name: tags[name] for name in languages}, view, address)


def figures(view: View, address: str = "") -> bytes:
    """The figures of people, one a row."""
    return _write(tables.figures(view), FIGURE_TAGS, view, address)


def claims(view: View, address: str = "") -> bytes:
    """The claims, one a row."""
    return _write(tables.claims(view), claim_tags(), view, address)


def _write(table: pd.DataFrame, tags: dict[str, str], view: View, address: str) -> bytes:
    table = tables.with_provenance(table, view, cite(view, address))
    hashtags = [tags[name] for name in table.columns]
    return csvfile.BOM + csvfile.write(table, second_row=hashtags)
