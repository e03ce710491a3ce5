"""Widgets of two pages that share a key share its value too, so they must be of one kind."""

import ast
from collections import defaultdict
from pathlib import Path

PAGES = Path(__file__).resolve().parents[2] / "pages"


def keys() -> dict[str, set[str]]:
    """Every literal ``key=`` of a call in the pages, with the functions that are given it."""
    found: dict[str, set[str]] = defaultdict(set)
    for path in PAGES.glob("*/*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                for given in node.keywords:
                    if given.arg == "key" and isinstance(given.value, ast.Constant):
                        found[given.value.value].add(node.func.attr)
    return found


def test_a_key_belongs_to_one_kind_of_widget() -> None:
    assert "place" in keys()
    assert not {key: kinds for key, kinds in keys().items() if len(kinds) > 1}
