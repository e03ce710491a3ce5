"""The whole style sheet of the pages, which browsers get before any element."""

from pages.frame import figures_style, frame_style, style

SHEET = "\n".join((style.STYLE, frame_style.STYLE, figures_style.STYLE))
