"""With how many random cases a property is tried: few in every run, many where asked for."""

import os

import pytest
from hypothesis import settings

# How many times as many `make thorough` draws.
MORE = int(os.environ.get("CRISIS_MAP_DRAWS", "1"))


# What another case of the same test holds in every run already.
THOROUGH = pytest.mark.skipif(MORE == 1, reason="runs in make thorough")


def draws(cases: int, **options: object) -> settings:
    """Settings with a third of so many cases in the usual run; each costs what the test does."""
    return settings(max_examples=max(4, cases * MORE // 3), **options)
