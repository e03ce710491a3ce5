"""The files that a picture can be had as, for those who save it from a page."""

from collections.abc import Callable
from dataclasses import dataclass

from geo.picturing.picture import Picture


@dataclass(frozen=True)
class Form:
    """One kind of file; ``make`` gives its bytes, ``name`` its part of a file's name."""

    label: str
    mime: str
    extension: str
    name: str
    about: str
    make: Callable[[Picture], bytes]


_PNG, _PDF = "image/png", "application/pdf"

FORMS = {
    "png": Form("PNG", _PNG, "png", "map", "an image for documents, chats and slides",
                lambda told: told.png(scale=2)),
    "card": Form("PNG card", _PNG, "png", "card", "1200 by 630 pixels, as posts and previews "
                 "of links want it", lambda told: told.png("card")),
    "svg": Form("SVG", "image/svg+xml", "svg", "map", "a drawing to go on with, its words as text",
                lambda told: told.svg().encode()),
    "a4": Form("PDF, A4", _PDF, "pdf", "page-a4", "map, figures, gravest places, what changed in "
               "24 hours, sources", lambda told: told.pdf("a4")),
    "letter": Form("PDF, Letter", _PDF, "pdf", "page-letter", "the same on North American paper",
                   lambda told: told.pdf("letter")),
}  # fmt: skip
