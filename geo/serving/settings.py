"""What a deployment may choose, read from the environment."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from geo.serving.folders import NAME, name_of

SHIPPED = Path(__file__).resolve().parents[2] / "data" / "kazakhstan-2022"
# A host, perhaps behind a wildcard label, or an address in brackets; perhaps with a port.
_ORIGIN = re.compile(r"https?://(\*\.)?([a-z0-9-]+\.)*[a-z0-9-]+(:\d{1,5})?", re.IGNORECASE)
# Where the dashboard is: a host, perhaps a port, perhaps a path; nothing that needs escaping.
_PUBLIC = re.compile(
    r"https?://([a-z0-9-]+\.)*[a-z0-9-]+(:\d{1,5})?(/[a-z0-9._~-]+)*", re.IGNORECASE
)


@dataclass(frozen=True)
class Settings:
    """What a deployment may choose; empty texts mean the strict default.

    ``tiles`` is a URL template such as https://tiles.example.org/{z}/{x}/{y}.png,
    ``frame_ancestors`` names the origins that may embed the dashboard, ``feeds_origins`` those
    whose scripts may read the feeds, or "*" alone, and ``public_url`` is where readers find it,
    without a slash at the end: https://maps.example.org/crisis.
    """

    frame_ancestors: tuple[str, ...] = ()
    tiles: str = ""
    tiles_attribution: str = ""
    public_url: str = ""
    feeds_origins: tuple[str, ...] = ()

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> "Settings":
        """Reads CRISIS_MAP_FEEDS_ORIGINS, CRISIS_MAP_FRAME_ANCESTORS, CRISIS_MAP_PUBLIC_URL,
        CRISIS_MAP_TILES and CRISIS_MAP_TILES_ATTRIBUTION.

        Raises ValueError, naming the variable, for what is no origin, no URL or no URL template.
        """
        ancestors = environment.get("CRISIS_MAP_FRAME_ANCESTORS", "").replace("'self'", " ")
        tiles = environment.get("CRISIS_MAP_TILES", "").strip()
        settings = cls(
            frame_ancestors=tuple(ancestors.split()),
            tiles=tiles,
            tiles_attribution=environment.get("CRISIS_MAP_TILES_ATTRIBUTION", "").strip(),
            public_url=environment.get("CRISIS_MAP_PUBLIC_URL", "").strip().rstrip("/"),
            feeds_origins=tuple(environment.get("CRISIS_MAP_FEEDS_ORIGINS", "").lower().split()),
        )
        for origin in settings.frame_ancestors:
            if not _ORIGIN.fullmatch(origin):
                raise ValueError(f"CRISIS_MAP_FRAME_ANCESTORS: {origin!r} is no origin")
        for origin in settings.feeds_origins:
            is_one = _ORIGIN.fullmatch(origin) and "*" not in origin
            if not is_one and settings.feeds_origins != ("*",):
                raise ValueError(f"CRISIS_MAP_FEEDS_ORIGINS: {origin!r} is no origin")
        if tiles and not (_ORIGIN.fullmatch(settings.tiles_origin) and "{z}" in tiles):
            raise ValueError(f"CRISIS_MAP_TILES: {tiles!r} is no URL template with {{z}} in it")
        if settings.public_url and not _PUBLIC.fullmatch(settings.public_url):
            raise ValueError(
                f"CRISIS_MAP_PUBLIC_URL: {settings.public_url!r} is no URL such as "
                "https://maps.example.org/crisis"
            )
        return settings

    @property
    def public_origin(self) -> str:
        """Scheme, host and port of the public address, as browsers name a page's origin."""
        if not self.public_url:
            return ""
        url = urlsplit(self.public_url.lower())
        return f"{url.scheme}://{url.netloc}"

    @property
    def public_host(self) -> str:
        """The host of the public address, without its port."""
        return urlsplit(self.public_url).hostname or ""

    @property
    def tiles_origin(self) -> str:
        """The origin of the tiles; a leading {s} becomes a wildcard."""
        if not self.tiles:
            return ""
        url = urlsplit(self.tiles.replace("{s}", "*"))
        return f"{url.scheme}://{url.netloc}"


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings of this process."""
    return Settings.from_environment(os.environ)


class Chosen(NamedTuple):
    """Which datasets a deployment shows: one, those of a folder, or these after that one.

    ``most_bytes`` is what those that were read may take of the memory.
    """

    first: Path | None
    folder: Path | None = None
    most_bytes: int = 600 << 20


def chosen(environment: Mapping[str, str] = os.environ) -> Chosen:
    """What CRISIS_MAP_DATASET, CRISIS_MAP_DATASETS and CRISIS_MAP_DATASETS_MB say.

    Without the first two it is what comes with the map. Raises ValueError, naming the variable.
    """
    one = environment.get("CRISIS_MAP_DATASET", "")
    folder = environment.get("CRISIS_MAP_DATASETS", "")
    if not one and not folder:
        one, folder = str(SHIPPED), str(SHIPPED.parent)
    first = Path(one) if one else None
    if first and folder and not NAME.fullmatch(name_of(first)):
        raise ValueError(
            f"CRISIS_MAP_DATASET: {name_of(first)!r} cannot stand in an address beside other "
            "datasets; use letters, digits, dots and dashes"
        )
    megabytes = environment.get("CRISIS_MAP_DATASETS_MB") or "600"
    if not re.fullmatch("[0-9]{1,7}", megabytes):
        raise ValueError(f"CRISIS_MAP_DATASETS_MB: {megabytes!r} is no whole number")
    return Chosen(first, Path(folder) if folder else None, int(megabytes) << 20)
