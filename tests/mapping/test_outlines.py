from geo.mapping import outlines

SQUARE = [(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0), (0.0, 0.0)]
HOLE = [(1.0, 1.0), (1.0, 3.0), (3.0, 3.0), (3.0, 1.0), (1.0, 1.0)]


def test_polygons_of_both_kinds_are_read_and_heights_left_out() -> None:
    rings = [[[*point, 120.5] for point in ring] for ring in (SQUARE, HOLE)]
    assert outlines.read_polygons({"type": "Polygon", "coordinates": rings}) == [[SQUARE, HOLE]]
    many = {"type": "MultiPolygon", "coordinates": [rings, rings]}
    assert outlines.read_polygons(many) == [[SQUARE, HOLE], [SQUARE, HOLE]]


def test_bounds_are_those_of_all_polygons() -> None:
    other = [(x + 10, y - 2) for x, y in SQUARE]
    assert outlines.bounds([[SQUARE, HOLE], [other]]) == (0, -2, 14, 4)


def test_a_hole_is_not_inside() -> None:
    polygons = [[SQUARE, HOLE]]
    assert outlines.contains(polygons, (0.5, 0.5))
    assert not outlines.contains(polygons, (2, 2))
    assert not outlines.contains(polygons, (5, 2))
