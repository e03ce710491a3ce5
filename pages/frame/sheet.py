"""The style sheets of the pages, which browsers get before any element, by the name of the file."""

from pages.frame import figures_style, frame_style, loading_style, style

LOADING = "loading.css"
SHEETS = {
    "pages.css": "\n".join((style.STYLE, frame_style.STYLE, figures_style.STYLE)),
    LOADING: loading_style.STYLE,
}
