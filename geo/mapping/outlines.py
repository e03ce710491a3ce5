"""Outlines made small: shared borders stay shared, and what is outside a window is cut away."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

Point = tuple[float, float]  # longitude, latitude in degrees
Ring = list[Point]  # the last point is the first
Polygons = list[list[Ring]]  # of each polygon its outer ring and its holes
Window = tuple[float, float, float, float]  # west, south, east, north


def read_polygons(geometry: Mapping) -> Polygons:
    """The polygons of a GeoJSON Polygon or MultiPolygon."""
    coordinates = geometry["coordinates"]
    polygons = [coordinates] if geometry["type"] == "Polygon" else coordinates
    return [[[(x, y) for x, y, *_ in ring] for ring in rings] for rings in polygons]


def write_geometry(polygons: Polygons) -> dict:
    """A GeoJSON MultiPolygon, outer rings counterclockwise (RFC 7946, 3.1.6)."""
    return {
        "type": "MultiPolygon",
        "coordinates": [
            [_wind(ring, counterclockwise=position == 0) for position, ring in enumerate(rings)]
            for rings in polygons
        ],
    }


def _wind(ring: Ring, counterclockwise: bool) -> Ring:
    return ring if (_area(ring) > 0) == counterclockwise else ring[::-1]


def _area(ring: Sequence[Point]) -> float:
    """Twice the signed area; positive for counterclockwise rings."""
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring))


def snap(polygons: Polygons, digits: int) -> Polygons:
    """Rounds to ``digits`` decimals, so that two sides of a border have the very same points."""
    snapped = [
        [_close(_without_repeats((round(x, digits), round(y, digits)) for x, y in ring))
         for ring in rings]
        for rings in polygons
    ]  # fmt: skip
    return _drop_collapsed(snapped)


def _without_repeats(points: Iterable[Point]) -> Ring:
    kept: Ring = []
    for point in points:
        if not kept or kept[-1] != point:
            kept.append(point)
    return kept


def _close(points: Ring) -> Ring:
    return points if not points or points[0] == points[-1] else [*points, points[0]]


def _drop_collapsed(polygons: Polygons) -> Polygons:
    """Without rings of no area; a polygon without its outer ring goes altogether."""
    return [
        [rings[0], *(hole for hole in rings[1:] if len(hole) >= 4 and _area(hole))]
        for rings in polygons
        if rings and len(rings[0]) >= 4 and _area(rings[0])
    ]


def simplify(regions: Mapping[str, Polygons], tolerance: float) -> dict[str, Polygons]:
    """Takes away points that lie within ``tolerance`` degrees of the line without them.

    A border between two regions is cut into the same arcs on both sides and each arc is
    simplified in one direction, so that no gap opens between them.
    """
    junctions = _find_junctions(
        ring for polygons in regions.values() for rings in polygons for ring in rings
    )
    return {
        name: _drop_collapsed(
            [[_simplify_ring(ring, junctions, tolerance) for ring in rings] for rings in polygons]
        )
        for name, polygons in regions.items()
    }


def _find_junctions(rings: Iterable[Ring]) -> set[Point]:
    """The points where more than two lines meet."""
    neighbours: dict[Point, set[Point]] = defaultdict(set)
    for ring in rings:
        for a, b in pairwise(ring):
            neighbours[a].add(b)
            neighbours[b].add(a)
    return {point for point, others in neighbours.items() if len(others) > 2}


def _simplify_ring(ring: Ring, junctions: set[Point], tolerance: float) -> Ring:
    points = ring[:-1]
    cuts = [i for i, point in enumerate(points) if point in junctions]
    if not cuts:
        # A ring of its own: cut at two points that both sides of it would choose.
        first, second = points.index(min(points)), points.index(max(points))
        cuts = sorted({first, second})
    turned = points[cuts[0] :] + points[: cuts[0]]
    ends = [cut - cuts[0] for cut in cuts] + [len(points)]
    turned.append(turned[0])
    arcs = [_simplify_arc(turned[a : b + 1], tolerance) for a, b in pairwise(ends)]
    return _without_repeats(point for arc in arcs for point in arc)


def _simplify_arc(arc: Ring, tolerance: float) -> Ring:
    is_backward = (arc[0], arc[1]) > (arc[-1], arc[-2])
    forward = arc[::-1] if is_backward else arc
    kept = _douglas_peucker(forward, tolerance)
    return kept[::-1] if is_backward else kept


def _douglas_peucker(line: Ring, tolerance: float) -> Ring:
    """Douglas and Peucker (1973), with a stack instead of recursion."""
    keep = {0, len(line) - 1}
    spans = [(0, len(line) - 1)]
    while spans:
        start, end = spans.pop()
        if end - start < 2:
            continue
        far = max(range(start + 1, end), key=lambda i: _distance(line[i], line[start], line[end]))
        if _distance(line[far], line[start], line[end]) > tolerance:
            keep.add(far)
            spans += [(start, far), (far, end)]
    return [line[i] for i in sorted(keep)]


def _distance(point: Point, a: Point, b: Point) -> float:
    """From a point to the stretch between two others, in degrees of the plane."""
    (x, y), (ax, ay), (bx, by) = point, a, b
    dx, dy = bx - ax, by - ay
    length = dx * dx + dy * dy
    along = max(0.0, min(1.0, ((x - ax) * dx + (y - ay) * dy) / length)) if length else 0.0
    return ((x - ax - along * dx) ** 2 + (y - ay - along * dy) ** 2) ** 0.5


def clip(polygons: Polygons, window: Window) -> Polygons:
    """The part inside the window (Sutherland and Hodgman 1974); its edges may run on the rim."""
    west, south, east, north = window
    edges = [(0, west, 1), (0, east, -1), (1, south, 1), (1, north, -1)]
    clipped = []
    for rings in polygons:
        inside = rings
        for axis, limit, sign in edges:
            inside = [_cut(ring, axis, limit, sign) for ring in inside if ring]
        clipped.append(inside)
    return _drop_collapsed(clipped)


def _cut(ring: Ring, axis: int, limit: float, sign: int) -> Ring:
    """The part of the ring whose coordinate on ``axis`` is beyond ``limit`` in direction sign."""
    return _close(list(_cut_points(ring, axis, limit, sign)))


def _cut_points(ring: Ring, axis: int, limit: float, sign: int) -> Iterator[Point]:
    for a, b in pairwise(ring):
        from_a, from_b = (a[axis] - limit) * sign, (b[axis] - limit) * sign
        if from_a >= 0:
            yield a
        if (from_a < 0) != (from_b < 0) and from_a != from_b:
            part = from_a / (from_a - from_b)
            yield (a[0] + part * (b[0] - a[0]), a[1] + part * (b[1] - a[1]))


def bounds(polygons: Iterable[list[Ring]]) -> Window:
    """West, south, east and north of the polygons."""
    points = [point for rings in polygons for point in rings[0]]
    longitudes, latitudes = zip(*points, strict=True)
    return min(longitudes), min(latitudes), max(longitudes), max(latitudes)


def contains(polygons: Polygons, point: Point) -> bool:
    """Whether the point lies in one of the polygons and in none of its holes."""
    return any(sum(_is_in_ring(ring, point) for ring in rings) % 2 == 1 for rings in polygons)


def _is_in_ring(ring: Ring, point: Point) -> bool:
    x, y = point
    inside = False
    for (ax, ay), (bx, by) in pairwise(ring):
        if (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax):
            inside = not inside
    return inside
