"""The examples in docstrings run, and say what they say."""

import doctest
import importlib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
# The doors of the library: where somebody new to it begins to read.
DOORS = (
    "geo.changes",
    "geo.dataset",
    "geo.exporting.formats",
    "geo.rows",
    "geo.shipped",
    "geo.view",
)
WITH_EXAMPLES = sorted(
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    for path in (ROOT / "geo").rglob("*.py")
    if ">>> " in path.read_text()
)


def test_the_doors_have_examples() -> None:
    assert set(DOORS) <= set(WITH_EXAMPLES)


@pytest.mark.parametrize("name", WITH_EXAMPLES)
def test_examples_say_what_they_say(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    module = importlib.import_module(name)
    outcome = doctest.testmod(module, optionflags=doctest.NORMALIZE_WHITESPACE)
    assert outcome.attempted > 0
    assert outcome.failed == 0
