"""Where the files are that come with the software: outlines of countries, names of regions.

>>> folder("basemap").is_dir()
True
"""

from pathlib import Path

_CHECKOUT = Path(__file__).resolve().parents[1] / "data"
_INSTALLED = Path(__file__).resolve().parent / "shipped_files"


def folder(name: str) -> Path:
    """The folder of that name: in data/ of a checkout, or inside the installed package."""
    installed = _INSTALLED / name
    return installed if installed.is_dir() else _CHECKOUT / name
