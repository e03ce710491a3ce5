"""With how many random cases a property is tried: few in every run, many where asked for."""

import os

from hypothesis import settings

# How many times as many `make thorough` draws.
MORE = int(os.environ.get("CRISIS_MAP_DRAWS", "1"))


def draws(cases: int, **options: object) -> settings:
    """Settings with half so many cases in the usual run; each costs what the test does with it."""
    return settings(max_examples=max(4, cases * MORE // 2), **options)
