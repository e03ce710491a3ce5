"""Small datasets for properties: anything may replace anything that came before."""

import tempfile
from pathlib import Path

from hypothesis import strategies as st

from geo.dataset import Dataset
from tests.support.building import make_dataset

DAYS = [f"2022-01-{day:02}" for day in range(3, 10)]
TABLE_CELLS = {
    "status": {"severity": ["Extreme", "Severe", "Minor"]},
    "incidents": {"summary": ["One.", "Two."]},
    "casualties": {"best": ["3", "5", ""], "measure": ["killed", "injured"]},
    "restrictions": {"kind": ["curfew", "checkpoint"], "occurred_to": ["", "2022-01-06"]},
    "services": {"state": ["operating", "suspended"], "occurred_to": ["", "2022-01-07"]},
    "deployments": {"phase": ["announced", "deployed"]},
    "contacts": {"kind": ["call", "meeting"]},
}


@st.composite
def histories(draw: st.DrawFn) -> dict[str, list[dict[str, str]]]:
    """Tables of claims; later ones may update or cancel earlier ones of the same table."""
    tables: dict[str, list[dict[str, str]]] = {}
    for number in range(draw(st.integers(1, 14))):
        table = draw(st.sampled_from(list(TABLE_CELLS)))
        rows = tables.setdefault(table, [])
        row = {
            "entry_id": f"{table}-{number:02}",
            "place": draw(st.sampled_from(["Taraz", "Almaty", "Nowhere"])),
            "reported_at": draw(st.sampled_from(DAYS)),
            "occurred_from": draw(st.sampled_from(["", *DAYS])),
            "source_id": draw(st.sampled_from(["s1", "s2"])),
        }
        row |= {name: draw(st.sampled_from(cells)) for name, cells in TABLE_CELLS[table].items()}
        if row.get("occurred_to") and row["occurred_from"] > row["occurred_to"]:
            row["occurred_from"] = ""
        if rows and draw(st.booleans()):
            named = draw(st.lists(st.sampled_from([one["entry_id"] for one in rows]), max_size=2))
            message = draw(st.sampled_from(["Update", "Cancel"]))
            row |= {"message": message, "replaces": "|".join(dict.fromkeys(named))} if named else {}
            if message == "Cancel" and named and table == "casualties":
                row |= {"best": ""}
        rows.append(row)
    return tables


def read(tables: dict[str, list[dict[str, str]]]) -> Dataset:
    with tempfile.TemporaryDirectory() as directory:
        return make_dataset(Path(directory) / "dataset", **tables)
