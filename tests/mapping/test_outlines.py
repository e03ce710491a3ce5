import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.mapping import outlines

SQUARE = [(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0), (0.0, 0.0)]


def wavy_neighbours(steps: int = 60) -> dict[str, outlines.Polygons]:
    """Two regions beside each other with a crooked border between them."""
    border = [(1 + 0.05 * math.sin(i * 1.7), i / steps) for i in range(steps + 1)]
    west = [(0.0, 0.0), *border, (0.0, 1.0), (0.0, 0.0)]
    east = [(2.0, 1.0), *border[::-1], (2.0, 0.0), (2.0, 1.0)]
    return {"west": [[west]], "east": [[east]]}


def edges(ring: outlines.Ring) -> set[frozenset]:
    return {frozenset(pair) for pair in itertools.pairwise(ring)}


@pytest.mark.parametrize("tolerance", [0.0, 0.02, 0.06, 0.5])
def test_a_shared_border_is_the_same_on_both_sides(tolerance: float) -> None:
    small = outlines.simplify(wavy_neighbours(), tolerance)
    west, east = small["west"][0][0], small["east"][0][0]
    inner = {edge for edge in edges(west) if all(0 < x < 2 for x, _ in edge)}
    assert inner
    assert inner <= edges(east)


def test_simplifying_takes_points_away_and_keeps_junctions() -> None:
    regions = wavy_neighbours()
    small = outlines.simplify(regions, 0.06)
    assert len(small["west"][0][0]) < len(regions["west"][0][0]) / 2
    assert {(1.0, 0.0)} <= set(small["west"][0][0]) & set(small["east"][0][0])


@given(st.floats(0.001, 0.3))
def test_no_point_strays_further_than_the_tolerance(tolerance: float) -> None:
    before = wavy_neighbours()["west"][0][0]
    after = outlines.simplify({"west": [[before]]}, tolerance)["west"][0][0]
    lines = list(itertools.pairwise(after))
    for point in before:
        assert min(outlines._distance(point, a, b) for a, b in lines) <= tolerance + 1e-12


def test_clipping_keeps_what_is_inside() -> None:
    assert outlines.clip([[SQUARE]], (-1, -1, 9, 9)) == [[SQUARE]]
    half = outlines.clip([[SQUARE]], (2, -1, 9, 9))
    assert outlines.bounds(half) == (2, 0, 4, 4)
    assert outlines.clip([[SQUARE]], (5, 5, 9, 9)) == []


def test_clipping_keeps_a_hole() -> None:
    hole = [(1.0, 1.0), (1.0, 3.0), (3.0, 3.0), (3.0, 1.0), (1.0, 1.0)]
    clipped = outlines.clip([[SQUARE, hole]], (0, 0, 2, 4))
    assert outlines.contains(clipped, (0.5, 0.5))
    assert not outlines.contains(clipped, (1.5, 2.0))


def test_snapping_drops_what_collapses() -> None:
    speck = [(1.0, 1.0), (1.0001, 1.0), (1.0, 1.0001), (1.0, 1.0)]
    assert outlines.snap([[speck], [SQUARE]], 2) == [[SQUARE]]


def test_outer_rings_are_written_counterclockwise_and_holes_clockwise() -> None:
    hole = [(1.0, 1.0), (3.0, 1.0), (3.0, 3.0), (1.0, 3.0), (1.0, 1.0)]
    written = outlines.write_geometry([[SQUARE[::-1], hole]])
    outer, inner = written["coordinates"][0]
    assert outlines._area(outer) > 0 > outlines._area(inner)
    assert outlines.read_polygons(written) == [[outer, inner]]
