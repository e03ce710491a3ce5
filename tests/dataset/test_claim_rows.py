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


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The first claim of each block that is made."""
    found: list[str] = []
    read = claim_rows.read_rows

    def note(part: pd.DataFrame, kind: list[str]) -> list:
        found.append(part.entry_id.iloc[0])
        return read(part, kind)

    monkeypatch.setattr(claim_rows, "read_rows", note)
    return found


def test_only_those_near_what_is_asked_for_are_made(made: list[str]) -> None:
    rows = ClaimRows([frame("a", 10 * BLOCK)])
    for _ in range(2):
        assert rows[f"a-{3 * BLOCK}"] is rows[f"a-{3 * BLOCK}"]
        assert rows[f"a-{BLOCK - 1}"].number == BLOCK - 1
    assert made == [f"a-{3 * BLOCK}", "a-0"]


def test_only_those_last_asked_for_are_kept(
    made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(claim_rows, "MOST_BLOCKS", 2)
    rows = ClaimRows([frame("a", 3 * BLOCK)])
    first, second, third = (f"a-{number * BLOCK}" for number in range(3))
    for one in (first, second, first, third, first, second):
        assert rows[one].entry_id == one
    assert made == [first, second, third, second]


def test_a_dataset_has_a_row_for_every_claim(tmp_path: Path) -> None:
    data = make_dataset(tmp_path, **SAMPLE)
    assert set(data.rows) == set(data.claims.entry_id)
    for table, claims in data.ledger.items():
        assert {one for one in data.rows if data.rows[one].table == table} == set(claims.entry_id)
        assert all(data.rows[one]._fields == tuple(claims.columns) for one in claims.entry_id)
