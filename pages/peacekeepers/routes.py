"""From where to where contingents were said to come, as the sources name it."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from geo.dataset import Dataset
from geo.geocoding.origins import Point, locate_origins
from geo.mapping import shapes
from geo.mapping.grounds import ground
from geo.subjects import contingents
from geo.view import View
from geo.view.keeping import per_dataset
from geo.words import numbers
from pages.drawing import columns
from pages.frame import claim_ids, current, session
from pages.peacekeepers import forces


def prepare(view: View) -> pd.DataFrame:
    """The claims that name an origin, as a reader's table; nothing is asked of a network."""
    data = view.dataset
    points = _origins(data)
    rows = contingents.routes(view.history("deployments"), data.places, lambda _: points)
    located = [
        "not located" if pd.isna(latitude) else "town" if exact else "country as a whole"
        for latitude, exact in zip(rows.from_latitude, rows.exact, strict=True)
    ]
    return pd.DataFrame(
        {
            "From": columns.texts(rows.origin),
            "Located as": located,
            "To": columns.texts(rows.place),
            "Contingent": [forces.lane(code) for code in rows.contributor],
            "Phase": forces.stages(rows),
            "Claim": columns.texts(rows.summary, 400),
            "According to": columns.texts(rows.authority),
            "Reported": columns.reported(view, rows),
            "Standing": columns.standing(rows),
            "Source": columns.addresses(view, rows),
            "Id": rows.entry_id.array,
        }
    )


@per_dataset
def _origins(data: Dataset) -> Mapping[str, Point]:
    """The points of every origin that the dataset ever names."""
    names = dict.fromkeys(filter(None, data.details["deployments"].origin))
    countries = shapes.country_points(ground(data).land)
    return locate_origins(list(names), countries)


def draw(view: View) -> None:
    """All routes as the sources name them; the map shows from which countries forces came."""
    table = current.once(prepare, view)
    if table.empty:
        st.text("No claim says from where a contingent came.")
        return
    st.dataframe(claim_ids.linked(view, table), hide_index=True, key=session.TABLE("routes"),
                 column_config={"Source": st.column_config.LinkColumn(display_text="open"),
                                "Id": claim_ids.column()},
                 alt=f"{numbers.count(len(table), 'claim')} that name an origin",
                 placeholder="")  # fmt: skip
    current.download(view, table, "the routes", "routes")
