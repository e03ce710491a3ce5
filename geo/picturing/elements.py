"""Elements of an SVG, made by the library for XML: no text is ever put together with markup."""

from xml.etree import ElementTree as ET

from geo.mapping.inert import isolated, legal, visible
from geo.picturing.looks import HALO, INK

Element = ET.Element
_NAMESPACE = "http://www.w3.org/2000/svg"


def root(width: float, height: float, zoom: float) -> Element:
    """An SVG of so many units, shown ``zoom`` times as large in pixels."""
    return ET.Element(
        "svg",
        {
            "xmlns": _NAMESPACE,
            "width": number(width * zoom),
            "height": number(height * zoom),
            "viewBox": f"0 0 {number(width)} {number(height)}",
            "role": "img",
        },
    )


def add(parent: Element, name: str, /, **attributes: str | float) -> Element:
    """A new element in another; ``fill_opacity`` is written fill-opacity."""
    written = {
        key.rstrip("_").replace("_", "-"): value if isinstance(value, str) else number(value)
        for key, value in attributes.items()
    }
    return ET.SubElement(parent, name, written)


def layer(parent: Element, name: str, **attributes: str | float) -> Element:
    """A group that a drawing program lists by its name."""
    return add(parent, "g", id=name, **attributes)


def tell(element: Element, words: str, longest: int = 500) -> None:
    """What a screen reader and the pointer say of an element: its first child (SVG 2, 5.7)."""
    title = ET.Element("title")
    title.text = legal(visible(words, longest))
    element.insert(0, title)


def write(parent: Element, words: str, x: float, y: float, size: float, fill: str = INK,
          **attributes: str | float) -> Element:  # fmt: skip
    """Text as text, on its baseline; in the colour of what it stands in for an empty ``fill``."""
    own = attributes | ({"fill": fill} if fill else {})
    text = add(parent, "text", x=x, y=y, font_size=size, **own)
    text.text = legal(isolated(visible(words, 2_000)))
    return text


def halo(parent: Element, size: float = 3.0) -> Element:
    """A group of letters that only make room for others: drawing programs do not all know of
    paint-order, in which a text has its edge below itself.
    """
    return add(parent, "g", fill=HALO, stroke=HALO, stroke_width=size, stroke_linejoin="round",
               aria_hidden="true")  # fmt: skip


def number(value: float) -> str:
    """As few digits as tell a tenth of a unit."""
    return f"{value:.2f}".rstrip("0").rstrip(".") if value % 1 else f"{value:.0f}"


def serialise(element: Element) -> str:
    """The document without a declaration: an element that may stand in HTML."""
    return ET.tostring(element, encoding="unicode")
