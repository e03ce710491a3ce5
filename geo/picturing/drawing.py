"""A picture of the map as one SVG: title, map, legend, scale and small print."""

import math

from geo.mapping import themes
from geo.mapping.grounds import ground
from geo.picturing import arrows, credits, gathering, layers, legend
from geo.picturing import ground as land
from geo.picturing.elements import Element, add, layer, root, tell
from geo.picturing.gathering import Gathering
from geo.picturing.looks import FAINT, FAMILY, INK, PLAIN, RIM, SHEET, SMALL, TITLE
from geo.picturing.names import Taken, around
from geo.picturing.paragraphs import Line, broken, height, put
from geo.picturing.projection import Box, fit, height_over_width
from geo.picturing.scene import Scene
from geo.picturing.shapes import SIDE, Shape
from geo.picturing.signs import reach_of_event
from geo.picturing.told import Told
from geo.words import numbers

LOWEST, HIGHEST = 0.48, 1.05  # how high a map is, of its width
NOTE = 12.0
LEAST_KEYS = 3  # rows of the legend that small print leaves room for


class Drawing:
    """One picture in a shape."""

    def __init__(self, told: Told, shape: Shape) -> None:
        self.told, self.shape = told, shape
        self.head = self._head()
        top = 0.0 if shape.column else height(self.head) + 12 * bool(self.head)
        self.scene = self._scene(top)
        self.points = gathering.gather(self.scene.events, self.scene.project)
        self.ways = arrows.ways(self.scene.arrows, self.scene.map)
        self.taken = Taken([*legend.boxes(self.scene.project), *(way.box for way in self.ways),
                            *(_around(one) for one in self.points)])  # fmt: skip
        self.rooms = layers.rooms(self.scene, self.taken)
        self.notes = self._notes()
        self.prints = self._prints()
        self.keys = self._keys()

    def draw(self) -> Element:
        """The whole of it."""
        bottom = self.scene.map[3]
        begin = height(self.head) + 8 if self.shape.column else bottom + 8
        foot = begin + len(self.keys) * legend.ROW + 4
        end = self.shape.height or foot + height(self.notes) + height(self.prints) + 8
        svg = root(self.shape.width, end, self.shape.zoom)
        svg.set("font-family", FAMILY)
        tell(svg, f"Map of {self.told.title}. {self.told.subtitle}", 1_000)
        add(svg, "rect", width=self.shape.width, height=end, fill=SHEET)
        put(layer(svg, "title", fill=INK), self.head, SIDE, 0)
        self._draw_map(svg)
        legend.draw(svg, self.keys, SIDE, begin)
        small = layer(svg, "notes", fill=FAINT)
        put(small, self.notes, SIDE, foot)
        put(small, self.prints, SIDE, foot + height(self.notes))
        return svg

    def _head(self) -> list[Line]:
        if not self.shape.is_alone:
            return []
        return [*broken(self.told.title, TITLE, self.shape.room, "700"),
                *broken(self.told.subtitle, PLAIN, self.shape.room)]  # fmt: skip

    def _scene(self, top: float) -> Scene:
        told, here, shape = self.told, ground(self.told.view.dataset), self.shape
        bottom = shape.height or top + shape.width * min(
            max(height_over_width(here.home) + 0.08, LOWEST), HIGHEST
        )
        project = fit(here.home, (shape.column, top, shape.width, bottom))
        places = themes.places(told.view.dataset)
        return Scene(here, places, told.state, told.theme, told.chosen, project)

    def _notes(self) -> list[Line]:
        told = [line for note in self.told.notes for line in broken(note, NOTE, self.shape.room)]
        if left := len(self.scene.named) - len(self.rooms):
            words = f"No room on the map for the names of {numbers.count(left, 'place')}."
            told += broken(words, NOTE, self.shape.room)
        return told

    def _prints(self) -> list[Line]:
        """The small print, or as many paragraphs of it as leave room for some of the legend."""
        if not self.shape.is_alone:
            return []
        left = self._left() - LEAST_KEYS * legend.ROW
        kept: list[Line] = []
        for told in credits.all_of(self.told.around, self.told.cited, self.shape.sources):
            found = broken(told, SMALL, self.shape.room)
            if height([*kept, *found]) <= left:
                kept += found
        return kept

    def _keys(self) -> list[list[legend.Entry]]:
        found = legend.entries(self.scene, [one.point for one in self.points])
        left = self._left() - height(self.prints)
        most = 99 if math.isinf(left) else max(int(left // legend.ROW), 1)
        return legend.first(found, most, self.shape.room)

    def _left(self) -> float:
        """How high the small print and the legend may be together."""
        return (self.shape.height or math.inf) - height(self.head) - height(self.notes) - 20

    def _draw_map(self, svg: Element) -> None:
        scene = self.scene
        left, top, right, bottom = scene.map
        definitions = add(svg, "defs")
        layers.hatches(definitions)
        edge = add(definitions, "clipPath", id="map-edge")
        add(edge, "rect", x=left, y=top, width=right - left, height=bottom - top)
        inside = layer(svg, "map", clip_path="url(#map-edge)")
        land.draw(inside, scene.ground, scene.project)
        layers.draw_regions(inside, scene)
        land.draw_waters(inside, scene.ground, scene.project)
        layers.draw_arrows(inside, self.ways)
        layers.draw_places(inside, scene)
        layers.draw_events(inside, self.points)
        layers.draw_names(inside, scene, self.rooms)
        layers.draw_ground_names(inside, scene, self.taken)
        legend.draw_scale(inside, scene.project)
        rim = f"M{left:g} {top:g}V{bottom:.1f}" if left else f"M0 {bottom:.1f}H{right:g}"
        add(svg, "path", d=rim, stroke=RIM, fill="none")


def _around(one: Gathering) -> Box:
    return around(one.x, one.y, reach_of_event(one.point))
