"""Sizes are near enough to what memory holds for a bound on them to bound it."""

from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from markupsafe import Markup

from geo.ledger import Selection
from geo.view import View
from geo.view.sizes import size
from tests.support.building import SAMPLE, make_dataset

TEXT = "x" * 1_000_000


@pytest.mark.parametrize(
    ("value", "least"),
    [
        (TEXT, 1_000_000),
        (TEXT.encode(), 1_000_000),
        (Markup(TEXT), 1_000_000),
        ([TEXT], 1_000_000),
        ({"a": (1, TEXT)}, 1_000_000),
        ({TEXT: 1}, 1_000_000),
        (Selection(pd.Timestamp("2022-01-07T00:00Z"), text=TEXT), 1_000_000),
        (np.zeros(125_000), 1_000_000),
        (pa.table({"a": list(range(125_000))}), 1_000_000),
        (pd.DataFrame({"a": range(125_000)}), 1_000_000),
        (pd.Series([TEXT], dtype=object), 1_000_000),
        (pd.DataFrame({"a": [TEXT]}), 1_000_000),
    ],
)
def test_a_value_weighs_what_it_holds(value: object, least: int) -> None:
    assert least <= size(value) < 1.1 * least


def test_what_is_held_twice_weighs_once() -> None:
    assert size([TEXT, TEXT, {"again": TEXT}]) < 1_100_000


def test_of_very_many_alike_some_stand_for_all() -> None:
    measured: list[str] = []

    class Part:
        @property
        def nbytes(self) -> int:
            measured.append("once")
            return 1_000

    parts = [Part() for _ in range(100_000)]
    assert size(parts) == pytest.approx(100_000_000, rel=0.05)
    assert len(measured) < 2_000


def test_a_view_weighs_what_it_has_computed_and_not_its_dataset(tmp_path: Path) -> None:
    dataset = make_dataset(tmp_path / "data", **SAMPLE)
    view = View(dataset, Selection(pd.Timestamp("2022-01-09T00:00Z")))
    assert size(view) == 0
    number = len(view.known)
    before = size(view)
    # The first of the dataset's claims have cells of their own only for what the moment adds.
    assert number * 2 * 8 <= before < number * len(view.known.columns) * 8
    view.table("casualties")
    assert size(view) > before
    assert size([view, dataset]) - size(view) < 1_000


def test_a_view_weighs_claims_of_which_it_needs_a_copy(tmp_path: Path) -> None:
    dataset = make_dataset(tmp_path / "data", **SAMPLE)
    likely = View(dataset, Selection(pd.Timestamp("2022-01-09T00:00Z"), certainties=("Likely",)))
    assert size(likely) == 0
    kept = likely.evidence
    assert len(kept) < len(dataset.claims)
    assert size(likely) >= len(kept) * len(kept.columns) * 8
