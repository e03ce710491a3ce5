import ast
import random

import pytest
from playwright.sync_api import Browser

from pages.map.tables import FIGURE_SPACE, number_first
from tests.support.paths import ROOT

RANGES = {
    (None, None, None): "",
    (0, 0, 0): "0",
    (8, 8, 8): "8",
    (None, 12, None): "12 (about)",
    (18, 22, 26): "18 to 26",
    (None, None, 40): "40 at most",
    (60, None, None): "60 or more",
    (748, 748, 748): "748",
    (None, 1000, None): "1,000 (about)",
    (3811, 3811, 3811): "3,811",
    (12_000, None, 1_500_000): "12,000 to 1,500,000",
    (1_500_000, 1_500_000, 1_500_000): "1,500,000",
}


@pytest.mark.parametrize(("bounds", "words"), RANGES.items(), ids=str)
def test_a_range_begins_with_its_number(bounds: tuple, words: str) -> None:
    assert number_first(*bounds).lstrip(FIGURE_SPACE) == words


@pytest.mark.browser
def test_ranges_sort_by_their_numbers_as_the_table_sorts_texts(browser: Browser) -> None:
    ordered = [number_first(*bounds) for bounds in RANGES]
    mixed = random.Random(1).sample(ordered, len(ordered))
    page = browser.new_page()
    found = page.evaluate("(all) => all.sort((one, other) => one.localeCompare(other))", mixed)
    page.close()
    assert found == ordered


def test_no_table_reads_none_where_a_cell_is_empty() -> None:
    for path in sorted((ROOT / "pages").rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and ast.unparse(call.func) == "st.dataframe":
                given = {word.arg for word in call.keywords}
                assert "placeholder" in given, f"{path.name}:{call.lineno}"
