"""Grounds of maps for tests that need no dataset."""

from functools import cache

from geo.dataset.linking import type_columns
from geo.dataset.parsing import parse_table
from geo.dataset.schema import PLACES
from geo.mapping.grounds import Ground, make

NO_PLACES = type_columns(parse_table(",".join(PLACES.names).encode(), PLACES).rows, PLACES.columns)


@cache
def ground_of(*countries: str) -> Ground:
    """The ground of these countries, without places."""
    return make("-".join(countries) or "none", countries, NO_PLACES, {})
