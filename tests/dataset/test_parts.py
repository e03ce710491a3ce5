"""A part that is larger than its whole is a warning that names both."""

from pathlib import Path

import pytest

from geo.dataset import Dataset
from tests.support.building import make_dataset, place

WHOLE = {"entry_id": "whole", "low": "100", "best": "100", "high": "100"}
NATIONAL = {"place": "Kazakhstan"}


def warned(dataset: Dataset) -> list[str]:
    return [one.value for one in dataset.issues if one.column == "low"]


def with_part(tmp_path: Path, number: int, *more: dict, **cells: str) -> Dataset:
    part = {"entry_id": "part", **dict.fromkeys(("low", "best", "high"), str(number))}
    return make_dataset(tmp_path, casualties=[WHOLE, {**part, "source_id": "s2", **cells}, *more])


@pytest.mark.parametrize(
    "cells",
    [{"group": "police"}, {"subset": "women"}, {"group": "civilians", "subset": "shot"}],
    ids=str,
)
def test_a_group_or_a_part_of_it_is_not_more_than_everybody(
    tmp_path: Path, cells: dict[str, str]
) -> None:
    assert warned(with_part(tmp_path / "more", 101, **cells)) == ["part"]
    assert warned(with_part(tmp_path / "same", 100, **cells)) == []


def test_the_warning_names_both_and_the_claims_know_each_other(tmp_path: Path) -> None:
    dataset = with_part(tmp_path, 149, group="civilians")
    (issue,) = dataset.issues
    assert issue.level == "warning"
    assert "149 killed (civilians, taraz) are more than the whole" in issue.problem
    assert "100 killed (all, taraz) by whole" in issue.problem
    rows = dataset.rows
    assert (rows["part"].exceeds, rows["whole"].exceeded_by) == ("whole", "part")


@pytest.mark.parametrize(
    ("part", "whole"),
    [("Taraz", "Jambyl Region"), ("Taraz", "Kazakhstan"), ("Jambyl Region", "Kazakhstan")],
)
def test_a_place_has_no_more_than_its_region_or_country(
    tmp_path: Path, part: str, whole: str
) -> None:
    rows = [
        WHOLE | {"place": whole},
        {"entry_id": "part", "low": "101", "place": part},
        {"entry_id": "other", "low": "101", "place": "Almaty", "measure": "injured"},
    ]
    assert warned(make_dataset(tmp_path, casualties=rows)) == ["part"]


def test_a_place_of_another_country_is_no_part(tmp_path: Path) -> None:
    places = (
        place("kazakhstan", "Kazakhstan", "country", "", precision="3"),
        place("osh", "Osh", "city", "Osh Region", country="KG"),
    )
    rows = [WHOLE | NATIONAL, {"entry_id": "part", "low": "101", "place": "Osh"}]
    assert warned(make_dataset(tmp_path, places=places, casualties=rows)) == []


@pytest.mark.parametrize(
    "cells",
    [
        {"as_of": "2022-01-08"},  # a day later there may be more
        {"as_of": "2022-01-05"},
        {"counts": "event"},
        {"measure": "injured"},
        {"disputes": "whole"},
        {"reported_at": "2022-01-09"},  # when the whole was replaced
    ],
    ids=str,
)
def test_what_is_of_another_time_or_disputed_is_held_against_nothing(
    tmp_path: Path, cells: dict[str, str]
) -> None:
    newer = {"message": "Update", "replaces": "whole", "reported_at": "2022-01-08", "low": "500"}
    dataset = with_part(tmp_path, 149, newer, group="police", **cells)
    assert warned(dataset) == []


@pytest.mark.parametrize(
    ("measure", "whole", "is_marked"),
    [("killed", 100, True), ("killed", 150, False), ("detained", 100, False)],
)
def test_who_was_killed_is_among_those_of_any_later_day(
    tmp_path: Path, measure: str, whole: int, is_marked: bool
) -> None:
    """It is marked and not warned of: a later toll may have been counted anew."""
    numbers = dict.fromkeys(("low", "best", "high"), str(whole))
    everybody = {"measure": measure, "attributed_to": "Ministry"}
    dataset = make_dataset(tmp_path, casualties=[
        {"entry_id": "part", "low": "101", "group": "police", "measure": measure},
        everybody | {"entry_id": "month", "low": "500", "as_of": "2022-02-07"},
        everybody | {"entry_id": "year", "as_of": "2023-01-07", **numbers},
    ])  # fmt: skip
    assert dataset.issues == ()
    assert dataset.rows["part"].exceeds == ("year" if is_marked else "")


def test_a_part_of_the_day_before_is_not_more_either(tmp_path: Path) -> None:
    assert warned(with_part(tmp_path, 149, group="police", as_of="2022-01-06")) == ["part"]
    hurt = {"measure": "hospitalised", "group": "police", "as_of": "2022-01-06"}
    whole = WHOLE | {"measure": "hospitalised"}
    later = make_dataset(tmp_path / "b", casualties=[whole, {"low": "149", **hurt}])
    assert warned(later) == []  # people leave hospitals


def test_civilians_and_security_forces_together_are_not_more_than_everybody(
    tmp_path: Path,
) -> None:
    forces = {"entry_id": "forces", "low": "11", "group": "security_forces"}
    dataset = with_part(tmp_path, 90, forces, group="civilians")
    assert sorted(warned(dataset)) == ["forces", "part"]
    assert "together are more than everybody" in dataset.issues[0].problem
