"""What the dashboard serves beside its pages: assets, health, and the headers on every answer."""

import base64
import hashlib
import logging
import os
import re
import secrets
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

logger = logging.getLogger(__name__)

COMPONENTS = "/component/"
POLICY = "Content-Security-Policy"
AN_HOUR = "public, max-age=3600"
A_YEAR = "public, max-age=31536000, immutable"
# A host, perhaps behind a wildcard label, or an address in brackets; perhaps with a port.
_ORIGIN = re.compile(r"https?://(\*\.)?([a-z0-9-]+\.)*[a-z0-9-]+(:\d{1,5})?", re.IGNORECASE)


@dataclass(frozen=True)
class Health:
    """Whether the dataset is good, and facts about it that may be told to anybody."""

    good: bool
    facts: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True)
class Settings:
    """What a deployment may choose; empty texts mean the strict default.

    ``tiles`` is a URL template such as https://tiles.example.org/{z}/{x}/{y}.png, and
    ``frame_ancestors`` names the origins that may embed the dashboard.
    """

    frame_ancestors: tuple[str, ...] = ()
    tiles: str = ""
    tiles_attribution: str = ""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> "Settings":
        """Reads CRISIS_MAP_FRAME_ANCESTORS, CRISIS_MAP_TILES and CRISIS_MAP_TILES_ATTRIBUTION.

        Raises ValueError, naming the variable, for what is no origin or no URL template.
        """
        ancestors = environment.get("CRISIS_MAP_FRAME_ANCESTORS", "").replace("'self'", " ")
        tiles = environment.get("CRISIS_MAP_TILES", "").strip()
        settings = cls(
            frame_ancestors=tuple(ancestors.split()),
            tiles=tiles,
            tiles_attribution=environment.get("CRISIS_MAP_TILES_ATTRIBUTION", "").strip(),
        )
        for origin in settings.frame_ancestors:
            if not _ORIGIN.fullmatch(origin):
                raise ValueError(f"CRISIS_MAP_FRAME_ANCESTORS: {origin!r} is no origin")
        if tiles and not (_ORIGIN.fullmatch(settings.tiles_origin) and "{z}" in tiles):
            raise ValueError(f"CRISIS_MAP_TILES: {tiles!r} is no URL template with {{z}} in it")
        return settings

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


def content_security_policy(settings: Settings, scripts: Iterable[str] = ()) -> str:
    """The policy of the pages: nothing remote, and no script but files of this server.

    ``scripts`` are inline scripts to admit, by their hash. Styles are inline because that is
    how Streamlit's components write theirs.
    """
    return _policy(settings, [script_hash(script) for script in scripts], images=[])


def component_policy(settings: Settings) -> str:
    """The policy of a component's frame: streamlit-folium evaluates the map's script in there.

    Only here may pictures come from the origin of the online tiles, where they are turned on.
    """
    tiles = [settings.tiles_origin] if settings.tiles else []
    return _policy(settings, ["'unsafe-inline'", "'unsafe-eval'"], images=tiles)


def _policy(settings: Settings, scripts: list[str], images: list[str]) -> str:
    directives = {
        "default-src": ["'self'"],
        "script-src": ["'self'", *scripts],
        "style-src": ["'self'", "'unsafe-inline'"],
        "img-src": ["'self'", "data:", "blob:", *images],
        "font-src": ["'self'", "data:"],
        "worker-src": ["'self'", "blob:"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'self'", *settings.frame_ancestors],
    }
    return "; ".join(" ".join([name, *sources]) for name, sources in directives.items())


def script_hash(script: str) -> str:
    """The source expression that admits exactly this inline script (CSP Level 3, 2.3.1)."""
    digest = hashlib.sha256(script.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def inline_scripts(page: str) -> list[str]:
    """The text of the scripts that an HTML page carries in itself."""
    return re.findall(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", page, re.DOTALL)


class SecurityHeaders:
    """Puts the security headers on every answer, whoever gives it."""

    def __init__(self, app: ASGIApp, settings: Settings, scripts: Iterable[str] = ()) -> None:
        self.app = app
        everywhere = {
            "X-Content-Type-Options": "nosniff",
            "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        }
        page = {
            "Content-Security-Policy": content_security_policy(settings, scripts),
            "Referrer-Policy": "same-origin",
        }
        # Tile services ask to be told which site their tiles are shown on.
        referrer = "strict-origin-when-cross-origin" if settings.tiles else "same-origin"
        frame = {
            "Content-Security-Policy": component_policy(settings),
            "Referrer-Policy": referrer,
        }
        self.page, self.frame = everywhere | page, everywhere | frame

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = self.frame if COMPONENTS in scope["path"] else self.page

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = MutableHeaders(scope=message)
                # A page with a stricter policy of its own keeps it (geo/serving/feeds.py, /embed).
                policy = own.get(POLICY)
                own.update(headers)
                if policy:
                    own[POLICY] = policy
            await send(message)

        await self.app(scope, receive, send_with_headers)


class SameOriginSockets:
    """Refuses websockets that another site's page opens.

    Streamlit refuses them too, but to decide it asks a remote service for its own address,
    which would let anybody make this server call out.
    """

    def __init__(self, app: ASGIApp, allowed: Callable[[], Collection[str]]) -> None:
        self.app = app
        self.allowed = allowed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket" and not self._is_welcome(Headers(scope=scope)):
            await send({"type": "websocket.close", "code": 1008})
            return
        await self.app(scope, receive, send)

    def _is_welcome(self, headers: Headers) -> bool:
        origin = headers.get("origin")
        if origin is None or origin in self.allowed():
            return True
        return urlsplit(origin).netloc == headers.get("host")


def middleware(
    settings: Settings,
    scripts: Iterable[str] = (),
    allowed_origins: Callable[[], Collection[str]] = tuple,
) -> list[Middleware]:
    """What every request passes through, outermost first."""
    return [
        Middleware(SecurityHeaders, settings=settings, scripts=tuple(scripts)),
        Middleware(SameOriginSockets, allowed=allowed_origins),
    ]


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
