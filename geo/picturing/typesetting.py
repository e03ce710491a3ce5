"""What sets pages and draws an SVG as PNG: Typst, which needs no browser and no network.

It brings letters of its own for Latin, Cyrillic, Greek, Arabic, Hebrew, Armenian and Georgian;
those of other scripts are the machine's.
"""

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import typst

from geo.picturing.looks import FONTS

FILES = Path(__file__).resolve().parent / "files"
POINTS = 72  # of an inch


def draw_png(svg: str, width: float, scale: float = 1) -> bytes:
    """The SVG as an image, ``width`` units wide, of so many pixels to a unit."""
    return _compile("image.typ", {"svg": svg, "width": f"{width}"}, "png", POINTS * scale)


def set_pdf(template: str, data: Mapping[str, Any], svg: str, paper: str) -> bytes:
    """A template of ours with its data and an SVG. The same arguments make the same bytes."""
    told = {"data": json.dumps(data), "svg": svg, "paper": paper, "fonts": json.dumps(_known())}
    return _compile(template, told, "pdf")


def _compile(
    template: str, inputs: Mapping[str, str], form: Literal["pdf", "png"], ppi: float = POINTS
) -> bytes:
    # Text reaches a template as a value, which Typst never reads as its markup.
    compiler = typst.Compiler(root=FILES, font_paths=_fonts())
    source = (FILES / template).read_bytes()
    made = compiler.compile(source, format=form, ppi=ppi, sys_inputs=dict(inputs), timestamp=0)
    pages = [made] if isinstance(made, bytes) else made or []
    return pages[0]


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    """Its own and the machine's, looked for once."""
    return typst.Fonts()


@lru_cache(maxsize=1)
def _known() -> list[str]:
    """Those of our fonts that are there, and what is always there."""
    families = _fonts().families()
    return [font for font in (*FONTS, "Libertinus Serif") if font in families]
