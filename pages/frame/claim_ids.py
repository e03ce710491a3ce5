"""Ids of claims in a table on the screen, each of which leads to the claim's own page.

A file has the ids themselves: what is saved is the table that is handed in.
"""

from collections.abc import Iterable
from typing import Any

import pandas as pd
import pyarrow as pa
import streamlit as st

from geo.view import View, values
from geo.view.address import claim_address, with_query
from pages.frame import link


def linked(view: View, table: pd.DataFrame, name: str = "Id") -> pd.DataFrame:
    """The table with addresses in place of ids, which ``column`` shows as the ids again."""
    return table.assign(**{name: _addresses(view, table[name])})


def linked_arrow(view: View, table: pa.Table, name: str = "Id") -> pa.Table:
    """The same of a table that was made without pandas."""
    found = _addresses(view, table.column(name).to_pylist())
    return table.set_column(table.column_names.index(name), name, pa.array(found))


def _addresses(view: View, ids: Iterable[str]) -> list[str]:
    """With dataset and moment, which no script adds to what stands in a table."""
    here, at = link.page_address(), [("at", values.write_at(view.at, view.dataset))]
    return [with_query(claim_address(one, here), at) for one in ids]


def column() -> Any:
    """How the column of the ids is shown."""
    return st.column_config.LinkColumn(
        display_text="[?&]id=([^&]+)", help="The claim in full, and what became of it"
    )
