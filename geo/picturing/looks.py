"""What pictures look like: the colours of the light map, letters, and sizes of letters."""

# As on the light map in the browser (geo/mapping/files/map.css).
GROUND, WATER, REGION = "#ecebe6", "#d3dee5", "#fbfaf7"
LINE, BORDER, INK, HALO = "#cfcdc6", "#b3b1a8", "#17222c", "#ffffff"
FAINT, WATERS, RING, FORCE = "#55606a", "#4d6577", "#4b3a9b", "#566420"
CHOICE, SHEET, RIM = "#000000", "#ffffff", "#aab4bb"

# The first of them that is there; whoever opens an SVG may have others than who made it.
FONTS = ("Noto Sans", "Source Sans 3", "DejaVu Sans")
FAMILY = ", ".join([*(f"'{font}'" for font in FONTS), "sans-serif"])

SMALL, PLAIN, TITLE = 11.0, 13.0, 19.0
# By the rank of a place: size, weight, colour of its name.
NAMES = ((11.0, 400, FAINT), (12.0, 500, INK), (12.0, 500, INK), (14.0, 700, INK), (17.0, 700, INK))
