"""Claims as plain rows are made as they are asked for."""

from pathlib import Path

import pandas as pd
import pytest

from geo.dataset import claim_rows
from geo.dataset.claim_rows import BLOCK, ClaimRows
from tests.support.building import SAMPLE, make_dataset


def frame(name: str, rows: int) -> pd.DataFrame:
    return pd.DataFrame({"entry_id": [f"{name}-{i}" for i in range(rows)], "number": range(rows)})


def test_each_row_is_there_with_the_columns_of_its_own_frame() -> None:
    long = frame("a", 2 * BLOCK + 1)
    rows = ClaimRows([long, frame("none", 0), frame("b", 3).assign(more="x")])
    assert [rows[one].number for one in long.entry_id] == long.number.tolist()
    assert (rows["b-2"].number, rows["b-2"].more) == (2, "x")
    assert list(rows) == [*long.entry_id, "b-0", "b-1", "b-2"]
    assert (len(rows), rows.get("c-1"), "b-1" in rows) == (2 * BLOCK + 4, None, True)


def test_only_those_near_what_is_asked_for_are_made(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[int] = []
    read = claim_rows.read_rows
    monkeypatch.setattr(
        claim_rows, "read_rows", lambda part, kind: made.append(len(part)) or read(part, kind)
    )
    rows = ClaimRows([frame("a", 10 * BLOCK)])
    for _ in range(2):
        assert rows[f"a-{3 * BLOCK}"] is rows[f"a-{3 * BLOCK}"]
        assert rows[f"a-{BLOCK - 1}"].number == BLOCK - 1
    assert made == [BLOCK, BLOCK]


def test_a_dataset_has_a_row_for_every_claim(tmp_path: Path) -> None:
    data = make_dataset(tmp_path, **SAMPLE)
    assert set(data.rows) == set(data.claims.entry_id)
    for table, claims in data.ledger.items():
        assert {one for one in data.rows if data.rows[one].table == table} == set(claims.entry_id)
        assert all(data.rows[one]._fields == tuple(claims.columns) for one in claims.entry_id)
