"""The files that the map loads in the browser: where they are, and under which address."""

import base64
import hashlib
import re
from functools import lru_cache
from pathlib import Path

from xstatic.pkg import leaflet

from geo.mapping.component import TO_ROOT
from geo.mapping.inert import to_json

LEAFLET = Path(leaflet.BASE_DIR)
OWN = Path(__file__).resolve().parent / "files"
ICON = OWN / "icon.svg"
# Each leans on those before it alone, as the page is drawn later.
SCRIPTS = (
    "text.js", "component.js", "view.js", "signs.js", "clicks.js", "tips.js", "labels.js",
    "dots.js", "places.js", "regions.js", "events.js", "arrows.js", "legend.js", "controls.js",
    "states.js", "stage.js", "map.js",
)  # fmt: skip


def mounts() -> dict[str, Path]:
    """The directories to serve, by path."""
    return {"/vendor/leaflet": LEAFLET, "/assets": OWN}


def guard_file() -> Path:
    """The script that runs first and tells the reader what fails after it."""
    return OWN / "guard.js"


def script_files() -> tuple[Path, ...]:
    """The scripts in the order in which they must run, the guard first."""
    own = (OWN / name for name in SCRIPTS)
    return guard_file(), LEAFLET / "leaflet.js", *own


def style_files() -> tuple[Path, ...]:
    """The style sheets in order."""
    return LEAFLET / "leaflet.css", OWN / "map.css", OWN / "controls.css"


def missing() -> list[str]:
    """The names of the files above that are not there."""
    return [path.name for path in (*script_files(), *style_files()) if not path.is_file()]


def address(path: Path) -> str:
    """Where a component's frame finds one of the files; changes when its content does."""
    for mount, directory in mounts().items():
        if path.is_relative_to(directory):
            return f"{TO_ROOT}{mount[1:]}/{path.name}?v={version(path)}"
    raise ValueError(f"{path} is in none of the directories that are served")


def map_address(name: str, script: str) -> str:
    """Where a component's frame finds the script of the map on a ground; changes with it."""
    return f"{TO_ROOT}map/{name}.js?v={version_of(script.encode())}"


@lru_cache(maxsize=64)
def version(path: Path) -> str:
    """Tells one content of a file from another."""
    return version_of(path.read_bytes() if path.is_file() else b"")


def version_of(content: bytes) -> str:
    """The version that stands in the address of this content."""
    return hashlib.sha256(content).hexdigest()[:8]


def whole_script(outlines: str) -> str:
    """All that runs after the guard as one script, with that of the outlines last.

    streamlit-folium fetches one script after the other, so each one more delays the map.
    """
    return "\n".join([*(read_script(path) for path in script_files()[1:]), outlines])


def style_script() -> str:
    """Puts the style sheets into the page, for a frame whose map must not be drawn before them."""
    sheets = "\n".join(path.read_text(encoding="utf-8") for path in style_files())
    return (
        'document.head.appendChild(document.createElement("style"))'
        f".textContent = {to_json(sheets)};"
    )


@lru_cache(maxsize=16)
def read_script(path: Path) -> str:
    """A script without the address of its source map, which no browser should look for."""
    return re.sub(r"//# sourceMappingURL=\S+", "", path.read_text(encoding="utf-8")).strip()


def script_hash(script: str) -> str:
    """The source expression that admits exactly this inline script (CSP Level 3, 2.3.1)."""
    digest = hashlib.sha256(script.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
