"""What a picture shows: the state of the map in one theme, and where its places lie."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from typing import NamedTuple

from geo.mapping.grounds import Ground
from geo.mapping.themes import Arrow, Mark, Place, Point, State
from geo.picturing.names import Named
from geo.picturing.projection import Box, Projection
from geo.picturing.signs import badge_of, holds_text, reach, text_of

CROWD = 500  # places; above, they are dots, as on the screen
_AREAS = ("region", "country")


class Spot(NamedTuple):
    """A place that has a point on the map, and what is told of it there."""

    place_id: str
    name: str
    x: float
    y: float
    mark: Mark | None
    is_capital: bool

    @property
    def weight(self) -> float:
        return self.mark["g"] if self.mark else -1.0

    @property
    def words(self) -> str:
        """What a screen reader says of it."""
        told = unescape(self.mark["w"]) if self.mark else ""
        return told if told.startswith(self.name) else ". ".join(filter(None, (self.name, told)))


@dataclass(frozen=True)
class Scene:
    """The ground, the places and the state of a map in a theme; ``chosen`` is a place_id or ""."""

    ground: Ground
    places: Mapping[str, Place]
    state: State
    theme: str
    chosen: str
    project: Projection

    def mark(self, place_id: str) -> Mark | None:
        """What the theme tells of a place."""
        return self.state["marks"].get(place_id, {}).get(self.theme)

    @property
    def map(self) -> Box:
        return self.project.box

    @cached_property
    def spots(self) -> list[Spot]:
        """The places with a point, the chosen one and then the gravest first."""
        found = [
            Spot(place_id, unescape(place["n"]), *self.project(*place["p"]), self.mark(place_id),
                 bool(place.get("c")))
            for place_id, place in self.places.items()
            if "p" in place and (place["k"] not in _AREAS or place.get("o"))
        ]  # fmt: skip
        left, top, right, bottom = self.map
        shown = [one for one in found if left <= one.x <= right and top <= one.y <= bottom]
        return sorted(shown, key=self._order)

    def _order(self, one: Spot) -> tuple[bool, float, bool, str]:
        return one.place_id != self.chosen, -one.weight, not one.is_capital, one.place_id

    @property
    def is_crowd(self) -> bool:
        return len(self.spots) > CROWD

    @cached_property
    def sides(self) -> Mapping[str, int]:
        """On which side a badge stands: that on which the nearest place is not."""
        return {one.place_id: self._side(one) for one in self.spots if badge_of(one.mark, 1)}

    def _side(self, spot: Spot) -> int:
        others = (one for one in self.spots if one is not spot)
        near = min(others, key=lambda one: (one.x - spot.x) ** 2 + (one.y - spot.y) ** 2,
                   default=None)  # fmt: skip
        return -1 if near and near.x > spot.x else 1

    @cached_property
    def named(self) -> list[Named]:
        """The places whose names are wanted; of a crowd those of which something is told."""
        return [
            self._named(one)
            for one in self.spots
            if not self.is_crowd or one.weight > 0 or one.place_id == self.chosen
        ]

    def _named(self, one: Spot) -> Named:
        is_chosen = one.place_id == self.chosen
        text = text_of(one.mark) if one.mark and not holds_text(one.mark) else ""
        return Named(
            place_id=one.place_id,
            name=one.name,
            after=text,
            x=one.x,
            y=one.y,
            reach=self.reach(one) + (5 if is_chosen else 0),
            weight=one.weight,
            is_marked=one.mark is not None,
            is_framed=is_chosen,
            badge=None if self.is_crowd else badge_of(one.mark, self.sides.get(one.place_id, 1)),
        )

    def reach(self, one: Spot) -> float:
        """How far the sign of a place reaches from its middle."""
        return min(reach(one.mark), 6.0) if self.is_crowd else reach(one.mark)

    @property
    def events(self) -> Mapping[str, Point]:
        return self.state.get("events", {}) if self.theme == "events" else {}

    @property
    def arrows(self) -> list[tuple[Arrow, tuple[float, float], float]]:
        """The ways of forces, each with the point and the reach of the sign that it leads to."""
        spots = {one.place_id: one for one in self.spots}
        told = self.state["arrows"] if self.theme == "forces" else []
        return [
            (arrow, (spots[arrow["to"]].x, spots[arrow["to"]].y), reach(spots[arrow["to"]].mark))
            for arrow in told
            if arrow["to"] in spots
        ]

    @cached_property
    def shaded(self) -> dict[str, Mark]:
        """The regions of which the theme tells something as a whole, that have an outline."""
        return {
            place_id: mark
            for place_id, place in self.places.items()
            if place["k"] == "region" and not place.get("o") and (mark := self.mark(place_id))
        }
