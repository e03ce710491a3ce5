"""The headers that every answer carries: what browsers may load, run, frame and share."""

import re
from collections.abc import Collection, Iterable

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from geo.mapping.assets import script_hash
from geo.serving.settings import Settings

POLICY = "Content-Security-Policy"
# What begins an answer: to a request, and to a websocket that is refused (ASGI 3, extension).
STARTS = ("http.response.start", "websocket.http.response.start")
_EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}


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


def inline_scripts(page: str) -> list[str]:
    """The text of the scripts that an HTML page carries in itself."""
    return re.findall(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", page, re.DOTALL)


class SecurityHeaders:
    """Puts the security headers on every answer, whoever gives it.

    ``component`` is the path below which the files of the map's component are, and ``shared``
    the paths that other sites may show or read.
    """

    def __init__(
        self,
        app: ASGIApp,
        settings: Settings,
        scripts: Iterable[str] = (),
        component: str = "",
        shared: Collection[str] = (),
    ) -> None:
        self.app, self.component, self.shared = app, component, frozenset(shared)
        self.page = _EVERYWHERE | {
            POLICY: content_security_policy(settings, scripts),
            "Referrer-Policy": "same-origin",
        }
        # Tile services ask to be told which site their tiles are shown on.
        referrer = "strict-origin-when-cross-origin" if settings.tiles else "same-origin"
        self.frame = _EVERYWHERE | {
            POLICY: component_policy(settings),
            "Referrer-Policy": referrer,
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        headers = self._headers(scope["path"])

        async def send_with_headers(message: Message) -> None:
            if message["type"] in STARTS:
                message.setdefault("headers", [])
                own = MutableHeaders(scope=message)
                # A page with a stricter policy of its own keeps it (geo/serving/feeds.py, /embed).
                own.update(headers | {POLICY: own.get(POLICY, headers[POLICY])})
            await send(message)

        await self.app(scope, receive, send_with_headers)

    def _headers(self, path: str) -> dict[str, str]:
        is_frame = self.component and path.startswith(self.component)
        headers = self.frame if is_frame else self.page
        alone = {} if path in self.shared else {"Cross-Origin-Resource-Policy": "same-origin"}
        return headers | alone
