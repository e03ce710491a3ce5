"""The places of a dataset as the map knows them from the beginning."""

import math
import re

from geo.dataset import Dataset
from geo.ledger import LOCAL, breadth
from geo.mapping.grounds import ground
from geo.mapping.inert import inert
from geo.mapping.outlines import unwrapped
from geo.mapping.themes.parts import Place
from geo.rows import read_rows
from geo.words.countries import capital

_ID = re.compile(r"[a-z0-9-]+")
_NO_SETTLEMENTS = ("camp", "site", "sea", "border", "road", "river")


def places(dataset: Dataset) -> dict[str, Place]:
    """Every place but for countries, by place_id; one without coordinates has no ``p``.

    Raises ValueError for a place_id that is no slug.
    """
    here = ground(dataset)
    columns = ["place_id", "name", "kind", "longitude", "latitude"]
    seat = dataset.find_place(capital(dataset.about.country))
    found = {}
    for row in read_rows(dataset.places.reset_index(), columns):
        if row.kind == "country":
            continue
        if not _ID.fullmatch(row.place_id):
            raise ValueError(f"{row.place_id!r} is no place_id")
        place = Place(n=inert(row.name, 120), k=inert(row.kind, 40))
        if math.isfinite(row.longitude) and math.isfinite(row.latitude):
            longitude = unwrapped(float(row.longitude), here.middle)
            place["p"] = [round(longitude, 5), round(float(row.latitude), 5)]
        if row.place_id == seat and breadth(row.kind) == LOCAL:
            place["c"] = 1
        if row.kind == "region" and here.is_point(row.kind, row.place_id):
            place["o"] = 1
        if row.kind in _NO_SETTLEMENTS:
            place["v"] = 1
        found[row.place_id] = place
    return found
