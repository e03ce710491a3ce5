"""What the dashboard serves beside its pages: assets and health."""

import logging
import os
import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

logger = logging.getLogger(__name__)

AN_HOUR = "public, max-age=3600"
A_YEAR = "public, max-age=31536000, immutable"
# A host, perhaps behind a wildcard label, or an address in brackets; perhaps with a port.
_ORIGIN = re.compile(r"https?://(\*\.)?([a-z0-9-]+\.)*[a-z0-9-]+(:\d{1,5})?", re.IGNORECASE)
# Where the dashboard is: a host, perhaps a port, perhaps a path; nothing that needs escaping.
_PUBLIC = re.compile(
    r"https?://([a-z0-9-]+\.)*[a-z0-9-]+(:\d{1,5})?(/[a-z0-9._~-]+)*", re.IGNORECASE
)


@dataclass(frozen=True)
class Health:
    """Whether the dataset is good, and facts about it that may be told to anybody."""

    good: bool
    facts: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True)
class Settings:
    """What a deployment may choose; empty texts mean the strict default.

    ``tiles`` is a URL template such as https://tiles.example.org/{z}/{x}/{y}.png,
    ``frame_ancestors`` names the origins that may embed the dashboard, and ``public_url`` is where
    readers find it, without a slash at the end: https://maps.example.org/crisis.
    """

    frame_ancestors: tuple[str, ...] = ()
    tiles: str = ""
    tiles_attribution: str = ""
    public_url: str = ""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> "Settings":
        """Reads CRISIS_MAP_FRAME_ANCESTORS, CRISIS_MAP_PUBLIC_URL, CRISIS_MAP_TILES and
        CRISIS_MAP_TILES_ATTRIBUTION.

        Raises ValueError, naming the variable, for what is no origin, no URL or no URL template.
        """
        ancestors = environment.get("CRISIS_MAP_FRAME_ANCESTORS", "").replace("'self'", " ")
        tiles = environment.get("CRISIS_MAP_TILES", "").strip()
        settings = cls(
            frame_ancestors=tuple(ancestors.split()),
            tiles=tiles,
            tiles_attribution=environment.get("CRISIS_MAP_TILES_ATTRIBUTION", "").strip(),
            public_url=environment.get("CRISIS_MAP_PUBLIC_URL", "").strip().rstrip("/"),
        )
        for origin in settings.frame_ancestors:
            if not _ORIGIN.fullmatch(origin):
                raise ValueError(f"CRISIS_MAP_FRAME_ANCESTORS: {origin!r} is no origin")
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


class _CachedFiles(StaticFiles):
    """Static files that browsers keep."""

    def file_response(
        self, full_path: str | Path, stat_result: object, scope: Scope, status_code: int = 200
    ) -> Response:
        response = super().file_response(full_path, stat_result, scope, status_code)
        response.headers["Cache-Control"] = _lifetime(scope)
        return response


def routes(
    check: Callable[[], Health],
    mounts: Mapping[str, Path],
    maps: Callable[[str], str | None],
    base_path: str = "",
) -> list[BaseRoute]:
    """The routes beside Streamlit's: ``/health``, the map by country, and files.

    ``mounts`` leads from a path such as /vendor/leaflet to the directory served there; ``maps``
    gives the script for a country code, or None.
    """
    base = f"/{base_path.strip('/')}" if base_path.strip("/") else ""
    return [
        Route(f"{base}/health", health_endpoint(check)),
        Route(f"{base}/map/{{country}}.js", map_endpoint(maps)),
        *(
            Mount(base + path, _CachedFiles(directory=directory, check_dir=False))
            for path, directory in mounts.items()
        ),
    ]


def map_endpoint(maps: Callable[[str], str | None]) -> Callable[[Request], Response]:
    """Answers with the script of a country's map, or 404."""

    def answer(request: Request) -> Response:
        script = maps(request.path_params["country"])
        if script is None:
            return Response(status_code=404)
        return Response(
            script,
            media_type="text/javascript",
            headers={"Cache-Control": _lifetime(request.scope)},
        )

    return answer


def _lifetime(scope: Scope) -> str:
    """Browsers keep for good what carries a version in its address."""
    return A_YEAR if b"v=" in scope.get("query_string", b"") else AN_HOUR


def health_endpoint(check: Callable[[], Health]) -> Callable[[Request], Response]:
    """Answers 200 where the dataset is good, 503 where it is not, with the facts as JSON."""

    def answer(request: Request) -> Response:
        health = check()
        status = "ok" if health.good else "unhealthy"
        return JSONResponse(
            {"status": status, **health.facts},
            status_code=200 if health.good else 503,
            headers={"Cache-Control": "no-store"},
        )

    return answer


def error_reporter(
    tell: Callable[[str], object], reference: Callable[[], str] = lambda: secrets.token_hex(4)
) -> Callable[[Exception], bool]:
    """A handler that logs an error under a short reference and tells the reader only that.

    It returns True, by which Streamlit shows nothing of its own.
    """

    def report(error: Exception) -> bool:
        number = reference()
        logger.error("Error %s in a page", number, exc_info=error)
        tell(number)
        return True

    return report
