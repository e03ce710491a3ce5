"""Text that a spreadsheet would run is marked as text, and comes back as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.dataset.formulas import is_formula, neutralise, restore


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", " =1", "\x00=1", "\ufeff=1", "'=1", "＝1+1"],
)
def test_what_a_spreadsheet_runs_gets_an_apostrophe(text: str) -> None:
    assert neutralise(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Almaty", "3 - 1", "'tis", "a=b", "10", " x", "Тараз"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert not is_formula(text)
    assert neutralise(text) == text


@given(st.text(alphabet=st.sampled_from("'=+-@ \t\r\n\x00ax＝")) | st.text())
def test_neutralising_loses_nothing(text: str) -> None:
    assert restore(neutralise(text)) == text
