import re
from xml.etree import ElementTree

import pytest

from geo.dataset.vocabulary import SEVERITY
from geo.mapping import assets, signs, themes


def luminance(colour: str) -> float:
    """Relative luminance of #rrggbb (WCAG 2.2)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def lightened(colour: str, share: float) -> str:
    """A share of the colour, the rest of white."""
    parts = [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(part * share + 255 * (1 - share)):02x}" for part in parts)


def theme(selector: str) -> dict[str, str]:
    """The colours that map.css gives a theme."""
    css = (assets.OWN / "map.css").read_text(encoding="utf-8")
    block = css[css.index(selector + " {") :].split("}")[0]
    return dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", block))


def test_every_severity_has_a_sign() -> None:
    assert set(signs.SIGNS) == set(SEVERITY)


def test_signs_differ_without_their_colour() -> None:
    forms = {(sign.path, sign.glyph) for sign in signs.SIGNS.values()}
    hatches = {sign.hatch for sign in signs.SIGNS.values()}
    assert len(forms) == len(hatches) == len(signs.SIGNS)


@pytest.mark.parametrize("selector", [".crisis-map", ".crisis-map.is-dark"])
def test_lines_and_text_stand_out_from_the_ground(selector: str) -> None:
    colours = theme(selector)
    for ground in ("water", "land", "region"):
        assert contrast(colours["ink"], colours[ground]) >= 4.5
        assert contrast(colours["faint"], colours[ground]) >= 4.5
        assert contrast(colours["ring"], colours[ground]) >= 3
        assert contrast(colours["choice"], colours[ground]) >= 3


def test_open_signs_stand_out_from_their_fill() -> None:
    css = (assets.OWN / "map.css").read_text(encoding="utf-8")
    share = re.search(
        r"is-dark \.sign\.is-open \{ stroke: color-mix\(in srgb, var\(--own\) (\d+)%", css
    )
    assert share
    for sign in themes.SIGNS.values():
        light = theme(".crisis-map")["faint"] if sign.glyph == "?" else sign.colour
        mixed = lightened(sign.colour, int(share[1]) / 100)
        assert not sign.is_open or contrast(light, theme(".crisis-map")["halo"]) >= 3
        assert contrast(mixed, theme(".crisis-map.is-dark")["halo"]) >= 4.5


@pytest.mark.parametrize("dark", [False, True])
def test_the_legend_names_every_sign_in_well_formed_pictures(dark: bool) -> None:
    entries = signs.legend("people killed", dark)
    words = " ".join(entry.words for entry in entries)
    for wanted in (*signs.SIGNS, "curfew", "old", "derived", "selected", "region", "people killed"):
        assert wanted in words
    for entry in entries:
        assert ElementTree.fromstring(entry.svg).tag.endswith("svg")
        assert entry.image.startswith("data:image/svg+xml;base64,")
    assert len({entry.svg for entry in entries}) == len(entries)


def test_the_legend_says_nothing_of_size_where_all_are_equal() -> None:
    assert not [entry for entry in signs.legend() if "Larger" in entry.words]


def test_the_legend_and_the_map_use_the_same_colours() -> None:
    light = " ".join(entry.svg for entry in signs.legend("x"))
    dark = " ".join(entry.svg for entry in signs.legend("x", dark=True))
    for name in ("ring", "choice", "ink"):
        assert theme(".crisis-map")[name] in light
        assert theme(".crisis-map.is-dark")[name] in dark


def test_odd_values_have_the_smallest_sign() -> None:
    for value in (0.0, -1.0, float("nan"), float("inf")):
        assert signs.radius(value, 10) == signs.SMALLEST
    assert signs.radius(10, float("nan")) == signs.SMALLEST
