"""Pictures hold what the map shows: every place by its words, text as text, and nothing cut."""

import re
import struct
from dataclasses import replace
from io import BytesIO
from xml.etree import ElementTree as ET

import pytest
from pypdf import PdfReader

from geo.dataset import Dataset, load_dataset
from geo.exporting.citation import cite
from geo.ledger import Selection
from geo.mapping import assets, themes
from geo.picturing import SHAPES, Picture, looks, picture
from geo.picturing.names import Named, Taken, meet, place
from geo.view import View
from tests.support.building import PLACES, make_dataset
from tests.support.hostile import write_hostile
from tests.support.paths import ROOT

SVG = "{http://www.w3.org/2000/svg}"
NAMES = ["kazakhstan-2022", "sri-lanka-2022"]


@pytest.fixture(scope="module", params=NAMES)
def shipped(request: pytest.FixtureRequest) -> Dataset:
    return load_dataset(ROOT / "data" / request.param)


def of(dataset: Dataset, theme: str = "severity", chosen: str = "", address: str = "") -> Picture:
    places = (chosen,) if chosen else ()
    view = View(dataset, Selection(dataset.about.default_moment, places=places))
    return picture(view, theme, cite(view, address))


def parsed(told: Picture, shape: str = "wide") -> ET.Element:
    return ET.fromstring(told.svg(shape))


def group(svg: ET.Element, name: str) -> ET.Element:
    found = svg.find(f".//{SVG}g[@id='{name}']")
    assert found is not None, name
    return found


def texts(element: ET.Element) -> list[str]:
    return ["".join(one.itertext()) for one in element.iter(f"{SVG}text")]


def test_every_theme_of_the_screen_can_be_drawn(shipped: Dataset) -> None:
    view = View(shipped, Selection(shipped.about.default_moment))
    for theme in themes.state(view)["themes"]:
        svg = parsed(of(shipped, theme), "page")
        # A second element of the same name would be another one for a drawing program.
        ids = [one.get("id") for one in svg.iter() if one.get("id")]
        assert len(ids) == len(set(ids))


def test_every_place_is_drawn_with_its_words_and_named_or_counted(shipped: Dataset) -> None:
    svg = parsed(of(shipped))
    places = {one.get("id", ""): one for one in group(svg, "places")}
    known = themes.places(shipped)
    points = {name for name, one in known.items() if one["k"] != "region" or one.get("o")}
    assert places.keys() == {f"place-{name}" for name in points}
    state = themes.state(View(shipped, Selection(shipped.about.default_moment)))
    for place_id in points:
        told = places[f"place-{place_id}"].findtext(f"{SVG}title") or ""
        assert told.startswith(shipped.places.name[place_id])
        assert f"Severity: {state['marks'][place_id]['severity']['s']}." in told
    named = len(texts(group(svg, "names")))
    left = [one for one in texts(group(svg, "notes")) if one.startswith("No room on the map")]
    assert named + sum(int(one.split(" names of ")[1].split()[0]) for one in left) == len(points)


def test_it_says_title_moment_licence_version_sources_and_boundaries(shipped: Dataset) -> None:
    told = of(shipped, address="https://map.example.org/")
    words = " ".join(texts(parsed(told)))
    for one in (told.cited.title, told.cited.moment, told.cited.boundaries, told.cited.licence,
                told.cited.state, told.cited.permalink, "Sources: ", "Natural Earth"):  # fmt: skip
        assert one in words
    assert told.cited.permalink not in " ".join(texts(parsed(of(shipped))))


def test_card_keeps_the_notice_the_sources_and_its_size(shipped: Dataset) -> None:
    told = of(shipped)
    svg = parsed(told, "card")
    assert (svg.get("width"), svg.get("height")) == ("1200", "630")
    words = " ".join(texts(group(svg, "notes")))
    assert told.cited.boundaries in words
    assert "Sources: " in words
    lowest = max(float(one.get("y", 0)) for one in group(svg, "notes"))
    assert lowest < SHAPES["card"].height - 4


def test_colours_are_those_of_the_light_map_on_the_screen() -> None:
    sheet = (assets.OWN / "map.css").read_text(encoding="utf-8")
    light = dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6});", sheet.split("}")[0]))
    names = {name: getattr(looks, name.upper(), None) for name in light}
    shown = {name: colour for name, colour in names.items() if colour}
    assert len(shown) > 12
    assert shown == {name: light[name] for name in shown}


def test_nothing_is_framed_that_was_not_chosen(shipped: Dataset) -> None:
    assert looks.CHOICE not in {one.get("stroke") for one in parsed(of(shipped)).iter()}


def test_chosen_place_is_framed_and_the_others_stay(shipped: Dataset) -> None:
    chosen = next(
        iter(themes.state(View(shipped, Selection(shipped.about.default_moment)))["marks"])
    )
    framed, plain = parsed(of(shipped, chosen=chosen)), parsed(of(shipped))
    assert len(group(framed, "places")) == len(group(plain, "places"))
    assert len(list(framed.iter())) > len(list(plain.iter()))
    assert [one.get("id") for one in group(framed, "places")][-1] == f"place-{chosen}"


def test_names_from_right_to_left_are_kept_apart_and_shown_as_they_are(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    sanaa = {**PLACES[2], "place_id": "sanaa", "name": "صنعاء", "aliases": ""}
    svg = parsed(of(make_dataset(tmp_path_factory.mktemp("arabic"), places=[*PLACES, sanaa])))
    assert "\u2068صنعاء\u2069" in texts(group(svg, "names"))
    assert "[U+" not in " ".join(svg.itertext())


def test_without_a_number_there_is_no_map_of_it(tmp_path_factory: pytest.TempPathFactory) -> None:
    empty = make_dataset(tmp_path_factory.mktemp("empty"))
    with pytest.raises(ValueError, match="too little for a map of 'Killed'"):
        of(empty, "killed")


def test_hostile_texts_stay_text(tmp_path_factory: pytest.TempPathFactory) -> None:
    dataset = load_dataset(write_hostile(tmp_path_factory.mktemp("hostile")))
    svg = parsed(of(dataset))
    tags = {one.tag.removeprefix(SVG) for one in svg.iter()}
    assert tags <= {"svg", "title", "defs", "pattern", "clipPath", "g", "path", "rect", "circle",
                    "text", "tspan"}  # fmt: skip
    assert not [name for one in svg.iter() for name in one.attrib if name.startswith("on")]
    assert "</script><script>window.hostile = 1</script>" in " ".join(svg.itertext())
    assert b"%PDF" in of(dataset).pdf()[:8]


@pytest.mark.parametrize("scale", [1, 3])
def test_png_has_the_pixels_that_were_asked_for(scale: int) -> None:
    made = of(load_dataset(ROOT / "data" / NAMES[0])).png("card", scale)
    # PNG (third edition), 5.2 and 11.2.1: the signature, then width and height of the header.
    assert made[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", made[16:24]) == (1200 * scale, 630 * scale)


@pytest.mark.parametrize(("paper", "size"), [("a4", (595, 842)), ("letter", (612, 792))])
def test_pdf_is_one_page_that_says_all(paper: str, size: tuple[int, int]) -> None:
    told = of(load_dataset(ROOT / "data" / NAMES[0]), address="https://map.example.org/")
    reader = PdfReader(BytesIO(told.pdf(paper)))
    assert len(reader.pages) == 1
    box = reader.pages[0].mediabox
    assert (round(box.width), round(box.height)) == size
    words = " ".join(reader.pages[0].extract_text().split())
    for one in ("Detained", "3,811", "the gravest places", "Almaty", "What changed in 24 hours",
                "Sources: ", "Natural Earth", "more changes"):  # fmt: skip
        assert one in words
    for one in (told.cited.boundaries, told.cited.permalink, told.cited.moment):
        assert "".join(one.split()) in "".join(words.split())


def test_longer_page_flows_on_and_loses_nothing() -> None:
    told = of(load_dataset(ROOT / "data" / NAMES[0]))
    notice = " ".join(f"notice-{i}" for i in range(1_100))[:3_000]
    long = Picture(told.view, told.theme, replace(told.cited, boundaries=notice))  # type: ignore[type-var]
    pages = PdfReader(BytesIO(long.pdf())).pages
    assert len(pages) > 1
    words = "".join("".join(page.extract_text().split()) for page in pages)
    assert notice.split()[-2] in words


def test_same_view_makes_the_same_bytes() -> None:
    told = of(load_dataset(ROOT / "data" / NAMES[1]))
    assert told.pdf() == told.pdf()
    assert told.png() == told.png()


def test_names_lie_over_no_sign_and_no_other_name() -> None:
    crowd = [
        Named(f"town-{i}", f"Town {i}", "", 20.0 + 90 * (i % 12), 20.0 + 30 * (i // 12), 6,
              float(i % 4), True)
        for i in range(120)
    ]  # fmt: skip
    inside = (0.0, 0.0, 1060.0, 200.0)
    rooms = place(sorted(crowd, key=lambda one: -one.weight), inside, Taken())
    boxes = {name: room.box for name, room in rooms.items()}
    assert 10 < len(boxes) < len(crowd)
    for name, box in boxes.items():
        assert inside[0] <= box[0] < box[2] <= inside[2]
        assert not [other for other in boxes if other != name and meet(box, boxes[other])]
        signs = [(one.x - 6, one.y - 6, one.x + 6, one.y + 6) for one in crowd
                 if one.place_id != name]  # fmt: skip
        assert not [one for one in signs if meet(box, one)]


def test_very_many_places_are_dots_and_only_the_told_are_named(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    own = [{**PLACES[2], "place_id": f"town-{i}", "name": f"Town {i}", "aliases": "",
            "latitude": f"{43 + i % 40 / 5:.2f}", "longitude": f"{55 + i // 40:.2f}"}
           for i in range(600)]  # fmt: skip
    dataset = make_dataset(tmp_path_factory.mktemp("many"), places=[*PLACES, *own])
    svg = parsed(of(dataset))
    assert len(group(svg, "places")) > 600
    assert len(texts(group(svg, "names"))) < 20
