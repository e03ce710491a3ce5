"""The ground of a dataset's map: land, regions and waters around what it is about."""

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from geo import world
from geo.dataset import Dataset
from geo.dataset import outlines as drawn
from geo.dataset.outlines import Outline, Own
from geo.mapping import assets, windows
from geo.mapping.around import Features, around, grain, region
from geo.mapping.outlines import Polygons, Window, bounds, turned, unwrapped
from geo.view.keeping import per_dataset


@dataclass(frozen=True, eq=False)
class Ground:
    """What lies below the signs, as GeoJSON features.

    Longitudes are those nearest to its ``middle``, and may lie beyond 180°. ``home`` is shown at
    first, ``reach`` is how far there is ground. ``name`` stands in its address.
    """

    name: str
    home: Window
    reach: Window
    land: Features
    regions: Features
    waters: Features

    @property
    def middle(self) -> float:
        return (self.home[0] + self.home[2]) / 2

    @cached_property
    def outlined(self) -> Mapping[str, Polygons]:
        """The regions that are drawn, by place_id; others of the dataset are points."""
        found: dict[str, Polygons] = {}
        for feature in self.regions:
            place_id = feature["properties"]["place_id"]
            found.setdefault(place_id, []).extend(feature["geometry"]["coordinates"])
        return found

    def is_point(self, kind: str, place_id: str) -> bool:
        """Whether a place of this kind is drawn where its coordinates are."""
        return kind != "country" and (kind != "region" or place_id not in self.outlined)

    @cached_property
    def map_script(self) -> str:
        """All that runs after the guard, and the outlines, as one script."""
        return assets.whole_script(self.script)

    @cached_property
    def script(self) -> str:
        """Hands the outlines to map.js; it may be inlined in a page."""
        parts = (
            _collection(self.land, self.reach),
            _collection(self.regions, self.home),
            _collection(self.waters, self.reach),
        )
        values = json.dumps(parts, ensure_ascii=True, allow_nan=False, separators=(",", ":"))
        # </script> inside it would end the script of a page.
        return "crisisMap.addOutlines(..." + values.replace("<", "\\u003c") + ");"


def _collection(features: Features, box: Window) -> dict[str, Any]:
    return {"type": "FeatureCollection", "bbox": list(box), "features": features}


@per_dataset
def ground(dataset: Dataset) -> Ground:
    """The ground of a dataset, whatever countries it names, and where it names none."""
    about = dataset.about
    path = hashlib.blake2s(str(dataset.directory.absolute()).encode("utf-8", "replace"))
    name = "-".join([*about.countries[:4], path.hexdigest()[:12]])
    told = frozenset(dataset.claims.place_id)
    return make(name, about.countries, dataset.places.reset_index(), dataset.outlines, told)


def make(
    name: str,
    countries: Sequence[str],
    places: pd.DataFrame,
    own: Own,
    told: Collection[str] = (),
) -> Ground:
    """The ground for these countries (ISO 3166-1 alpha-2) and rows of places.

    ``told`` are the places that claims are about.
    """
    shapes = list(_regions(countries, places, own))
    main = [shape for shape in shapes if shape.country in countries]
    middle = windows.middle(main, places)
    home = windows.home(main, countries, places, middle)
    land, waters = around(countries, own, home, middle)
    found = [region(shape, middle, grain(home)) for shape in shapes]
    regions = [one for one in found if one]
    reach = _reach(land, home)
    if len(countries) > 1:
        home = windows.closer(home, _boxes(places[places.place_id.isin(told)], shapes, middle))
    return Ground(name, home, reach, land, regions, waters)


def _boxes(places: pd.DataFrame, shapes: Iterable[Outline], middle: float) -> Iterator[Window]:
    """Where places are, regions with all of their outlines; countries are no place on the map."""
    outlined = {one.place_id: turned(one.polygons, middle) for one in shapes}
    columns = (places[name] for name in ("place_id", "kind", "longitude", "latitude"))
    for place_id, kind, x, y in zip(*columns, strict=True):
        if polygons := outlined.get(place_id):
            yield bounds(polygons)
        elif kind != "country":
            east = unwrapped(x, middle)
            yield east, y, east, y


def _regions(countries: Sequence[str], places: pd.DataFrame, own: Own) -> Iterator[Outline]:
    """All regions of the countries, and those of others that are places of the dataset."""
    known = drawn.regions_of(places)
    named = set(places.place_id[places.kind == "region"])
    others = places.country[(places.kind == "region") & ~places.country.isin(list(countries))]
    for country in (*countries, *sorted(set(others))):
        shapes = drawn.regions(country, own, known) or drawn.placed(_whole(country), known)
        yield from (one for one in shapes if country in countries or one.place_id in named)


def _whole(country: str) -> list[Outline]:
    """The outline of a country whose regions nobody has drawn."""
    return [
        Outline(one.name, country=country, place_id=country, made_of=one)
        for one in world.countries()
        if one.code == country
    ]


def _reach(land: Features, home: Window) -> Window:
    """As far as land is drawn, and the home at least."""
    boxes = [bounds(feature["geometry"]["coordinates"]) for feature in land]
    return windows.joined([*boxes, windows.padded(home, 1, 1)]) or home
