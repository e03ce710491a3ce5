import itertools
import math

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import MultiPolygon, Polygon, box

from scripts.simplifying import clip, simplify, snap, write_geometry

SQUARE = box(0, 0, 4, 4)
HOLE = box(1, 1, 3, 3)


def wavy_neighbours(steps: int = 60) -> dict[str, Polygon]:
    """Two regions beside each other with a crooked border between them."""
    border = [(1 + 0.05 * math.sin(i * 1.7), i / steps) for i in range(steps + 1)]
    west = Polygon([(0, 0), *border, (0, 1)])
    east = Polygon([(2, 1), *border[::-1], (2, 0)])
    return {"west": west, "east": east}


def edges(area: MultiPolygon) -> set[frozenset]:
    return {frozenset(pair) for pair in itertools.pairwise(area.geoms[0].exterior.coords)}


@pytest.mark.parametrize("tolerance", [0.0, 0.02, 0.06, 0.5])
def test_a_shared_border_is_the_same_on_both_sides(tolerance: float) -> None:
    small = simplify(wavy_neighbours(), tolerance)
    inner = {edge for edge in edges(small["west"]) if all(0 < x < 2 for x, _ in edge)}
    assert inner
    assert inner <= edges(small["east"])
    assert shapely.coverage_is_valid(list(small.values()))


def test_simplifying_takes_points_away_and_keeps_where_borders_meet() -> None:
    regions = wavy_neighbours()
    small = simplify(regions, 0.06)
    before, after = (shapely.get_num_coordinates(one["west"]) for one in (regions, small))
    assert after < before / 2
    shared = small["west"].intersection(small["east"])
    assert shared.covers(shapely.Point(1, 0))


@given(st.floats(0.001, 0.1))
def test_no_area_changes_by_more_than_the_triangles_that_go(tolerance: float) -> None:
    before = wavy_neighbours()
    after = simplify(before, tolerance)
    for name, area in before.items():
        gone = shapely.get_num_coordinates(area) - shapely.get_num_coordinates(after[name])
        assert area.symmetric_difference(after[name]).area <= gone * tolerance**2


def test_clipping_keeps_what_is_inside() -> None:
    assert clip(SQUARE, (-1, -1, 9, 9)).equals(SQUARE)
    assert clip(SQUARE, (2, -1, 9, 9)).bounds == (2, 0, 4, 4)
    assert clip(SQUARE, (5, 5, 9, 9)).is_empty


def test_clipping_keeps_a_hole() -> None:
    clipped = clip(SQUARE.difference(HOLE), (0, 0, 2, 4))
    assert clipped.contains(shapely.Point(0.5, 0.5))
    assert not clipped.contains(shapely.Point(1.5, 2))


def test_an_outline_that_crosses_itself_is_mended() -> None:
    bow_tie = Polygon([(0, 0), (4, 4), (4, 0), (0, 4)])
    assert snap(bow_tie, 2).is_valid
    assert clip(bow_tie, (0, 0, 9, 9)).area == pytest.approx(8)


def test_snapping_drops_what_collapses() -> None:
    speck = Polygon([(8, 8), (8.0001, 8), (8, 8.0001)])
    snapped = snap(MultiPolygon([speck, SQUARE]), 2)
    assert len(snapped.geoms) == 1
    assert snapped.equals(SQUARE)


def test_outer_rings_are_written_counterclockwise_and_holes_clockwise() -> None:
    written = write_geometry(MultiPolygon([SQUARE.reverse().difference(HOLE)]))
    assert written["type"] == "MultiPolygon"
    outer, inner = (shapely.LinearRing(ring) for ring in written["coordinates"][0])
    assert outer.is_ccw
    assert not inner.is_ccw
