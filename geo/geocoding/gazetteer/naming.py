"""The places that bear a name, and how."""

from collections.abc import Callable

from geo.geocoding.gazetteer.compiling import MAIN
from geo.geocoding.gazetteer.index import City, Index
from geo.geocoding.gazetteer.ranking import ALIAS, EXACT, Found

_ALTERNATE_QUALITY = 0.9

Restriction = Callable[[City], bool] | None


def find_named(index: Index, key: str, restrict: Restriction = None) -> list[Found]:
    """Those called exactly so, once folded: by their main name or by another one."""
    return [
        (city, EXACT, 1.0) if kind == MAIN else (city, ALIAS, _ALTERNATE_QUALITY)
        for kind, city in (index.by_key(key) if key else ())
        if restrict is None or restrict(city)
    ]
