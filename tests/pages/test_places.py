"""Every list of places offers each under any of its names, and holds the one place for all."""

import pytest
from streamlit.testing.v1 import AppTest

from geo.dataset import load_dataset
from geo.dataset.placing import each_name
from tests.support.opening import open_page
from tests.support.paths import JANUARY

LISTS = {"map": "Place", "timeline": "Only this place", "curfews": "Place", "casualties": "Place",
         "peacekeepers": "Place"}  # fmt: skip


def picker(app: AppTest, page: str) -> object:
    [found] = [one for one in app.main.selectbox if one.label == LISTS[page]]
    return found


@pytest.mark.parametrize("page", LISTS)
def test_a_list_of_places_finds_each_by_any_name_and_then_calls_it_by_its_own(page: str) -> None:
    app = open_page(page)
    listed = picker(app, page)
    dataset = load_dataset(JANUARY)
    options = {dataset.find_place(option): option for option in listed.options}
    names = each_name(dataset.places.loc[list(options)].reset_index())
    missed = [
        name
        for name, place_id, _ in names
        if not any(name.lower() in option.lower() and dataset.find_place(option) == place_id
                   for option in listed.options)
    ]  # fmt: skip
    assert missed == []
    assert len(options) > 10
    [almaty] = [option for option in listed.options if "Alma-Ata" in option]
    app = listed.set_value(almaty).run()
    assert not app.exception
    assert picker(app, page).value == "almaty"
    assert listed.proto.placeholder == "Find a place: Alma-Ata, Нур-Султан, Chimkent…"
