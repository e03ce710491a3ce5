"""The layers of a picture's map above its ground: regions, signs, events, arrows and names."""

from collections.abc import Iterable, Mapping
from html import unescape

from geo.mapping.inert import isolated, legal
from geo.mapping.outlines import Point, Polygons, contains, read_polygons
from geo.mapping.signs import SIGNS
from geo.picturing import arrows, gathering, signs
from geo.picturing.arrows import Way
from geo.picturing.elements import Element, add, halo, layer, tell, write
from geo.picturing.gathering import Gathering
from geo.picturing.ground import outline
from geo.picturing.lettering import width
from geo.picturing.looks import BORDER, CHOICE, FAINT, INK, NAMES, SMALL, WATERS
from geo.picturing.names import AFTER, Named, Room, Taken, around, place
from geo.picturing.projection import Box
from geo.picturing.scene import Scene, Spot

_SPACING = 1.5  # units between the letters of a country
_SHIFTS = ((0, 0), (0, 18), (0, -18), (40, 0), (-40, 0), (40, 18), (-40, 18), (0, 36), (0, -36))


def hatches(definitions: Element) -> None:
    """What fills a region in the theme of severities: light, with lines that say which it is."""
    for name, sign in SIGNS.items():
        pattern = add(definitions, "pattern", id=f"hatch-of-{name}", width=8, height=8,
                      patternUnits="userSpaceOnUse")  # fmt: skip
        add(pattern, "rect", width=8, height=8, fill=sign.colour, fill_opacity=0.15)
        add(pattern, "path", d=sign.hatch, fill="none", stroke=INK, stroke_opacity=0.07)


def draw_regions(parent: Element, scene: Scene) -> None:
    """What is said of whole regions: a light fill, never louder than a city's sign."""
    group = layer(parent, "claims-about-regions", stroke=BORDER, stroke_width=0.7)
    for place_id, mark in scene.shaded.items():
        path = outline(scene.ground.outlined.get(place_id, []), scene.project)
        if not path:
            continue
        sign = signs.sign_of(mark)
        fill = f"url(#hatch-of-{mark['s']})" if sign.hatch else sign.colour
        light = {} if sign.hatch else {"fill_opacity": 0.17}
        stale = {"opacity": 0.6} if signs.has(mark, "stale") else {}
        shape = add(group, "path", d=path, fill=fill, **light, **stale)
        tell(shape, _words(scene, place_id))
    _frame_region(group, scene)


def _frame_region(parent: Element, scene: Scene) -> None:
    """The border of the region that is chosen."""
    own = scene.ground.outlined.get(scene.chosen, []) if scene.chosen else []
    if path := outline(own, scene.project):
        add(parent, "path", d=path, fill="none", stroke=CHOICE, stroke_width=2.5)


def _words(scene: Scene, place_id: str) -> str:
    place_ = scene.places[place_id]
    return Spot(place_id, unescape(place_["n"]), 0, 0, scene.mark(place_id), False).words


def draw_places(parent: Element, scene: Scene) -> None:
    """The signs of places, the gravest on top."""
    group = layer(parent, "places")
    for spot in reversed(scene.spots):
        own = add(group, "g", id=f"place-{spot.place_id}",
                  transform=f"translate({spot.x:.1f} {spot.y:.1f})")  # fmt: skip
        tell(own, spot.words)
        if spot.mark is None and scene.is_crowd:
            add(own, "circle", r=2, fill=FAINT, fill_opacity=0.5)
        else:
            side = scene.sides.get(spot.place_id, 1)
            signs.draw(own, spot.mark, side, is_small=scene.is_crowd)
        if spot.place_id == scene.chosen:
            signs.draw_frame(own, None if scene.is_crowd else spot.mark)


def draw_events(parent: Element, found: Iterable[Gathering]) -> None:
    """Events at points of their own, the gravest on top."""
    group = layer(parent, "events")
    for one in sorted(found, key=lambda one: (signs.has(one.point, "area"), -one.point["g"]),
                      reverse=True):  # fmt: skip
        own = add(group, "g", transform=f"translate({one.x:.1f} {one.y:.1f})")
        tell(own, gathering.words(one))
        signs.draw_event(own, one.point, one.number)


def rooms(scene: Scene, taken: Taken) -> dict[str, Room]:
    """Where the names stand that have room."""
    quiet = [around(one.x, one.y, 3) for one in scene.spots] if scene.is_crowd else []
    found = place(scene.named, scene.map, taken, quiet)
    for room in found.values():
        taken.add(room.box)
    return found


def draw_names(parent: Element, scene: Scene, found: Mapping[str, Room]) -> None:
    """The names of places, the gravest on top."""
    edges = halo(parent)
    group = layer(parent, "names")
    for one in reversed(scene.named):
        if room := found.get(one.place_id):
            _write(edges, one, room, "")
            _write(group, one, room, NAMES[one.rank][2])


def _write(parent: Element, one: Named, room: Room, fill: str) -> None:
    size, weight, _ = NAMES[one.rank]
    baseline = room.box[1] + size * 0.95
    text = write(parent, one.name, room.x, baseline, size, fill, font_weight=str(weight),
                 text_anchor=room.anchor)  # fmt: skip
    if room.has_after:
        after = add(text, "tspan", dx=5, font_size=AFTER, font_weight="600")
        after.text = legal(isolated(one.after))


def draw_ground_names(parent: Element, scene: Scene, taken: Taken) -> None:
    """Quiet names of countries and waters, where nothing else stands."""
    group = layer(parent, "names-of-the-ground", font_size=SMALL)
    signs_ = Taken(around(one.x, one.y, scene.reach(one)) for one in scene.spots)
    for country in scene.ground.land:
        if label := country["properties"]["label"]:
            name = country["properties"]["name"].upper()
            within = read_polygons(country["geometry"])
            _name(group, name, label, scene, (taken, signs_), FAINT, within)
    for name, at, fill in _others(scene):
        _name(group, name, at, scene, (taken, signs_), fill)


def _others(scene: Scene) -> Iterable[tuple[str, Point, str]]:
    """Waters, and what lies apart of the regions."""
    for region in scene.ground.regions:
        if not region["properties"]["place_id"]:
            points = [one for rings in region["geometry"]["coordinates"] for one in rings[0]]
            xs, ys = zip(*points, strict=True)
            at = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
            yield region["properties"]["name"], at, FAINT
    for water in scene.ground.waters:
        if water["properties"]["kind"] == "name":
            yield water["properties"]["name"], water["geometry"]["coordinates"], WATERS


def _name(
    parent: Element, name: str, at: Point, scene: Scene, taken: tuple[Taken, Taken], fill: str,
    within: Polygons | None = None,
) -> None:  # fmt: skip
    """In its middle or a little beside it; that of a country within its outlines."""
    spacing = _SPACING if within else 0
    across, up = (width(name, SMALL) + spacing * len(name)) / 2, SMALL * 0.6
    x, y = scene.project(at[0], at[1])
    for right, down in _SHIFTS:
        spot = x + right, y + down
        box = spot[0] - across, spot[1] - up, spot[0] + across, spot[1] + up
        is_moved_out = bool(within and (right or down)) and not contains(
            within or [], scene.project.degrees(*spot)
        )
        if not is_moved_out and _is_free(box, scene.map, taken):
            text = write(parent, name, spot[0], spot[1] + 4, SMALL, fill, text_anchor="middle")
            text.set(*(("letter-spacing", f"{spacing}") if within else ("font-style", "italic")))
            taken[0].add(box)
            return


def _is_free(box: Box, map_: Box, taken: tuple[Taken, Taken]) -> bool:
    left, top, right, bottom = map_
    is_inside = (
        box[0] >= left + 2 and box[1] >= top + 2 and box[2] <= right - 2 and box[3] <= bottom - 2
    )
    return is_inside and not any(one.meets(box, 2) for one in taken)


def draw_arrows(parent: Element, found: list[Way]) -> None:
    """From where forces came."""
    if found:
        arrows.draw(layer(parent, "arrows"), found)
