"""What stands between Streamlit and strangers: who may come in, and what they may ask for."""

from collections.abc import Callable, Collection, Iterable
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Receive, Scope, Send

from geo.serving.headers import SecurityHeaders
from geo.serving.settings import Settings


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
    component: str = "",
    shared: Collection[str] = (),
) -> list[Middleware]:
    """What every request passes through, outermost first; the rest is for the headers."""
    return [
        Middleware(
            SecurityHeaders,
            settings=settings,
            scripts=tuple(scripts),
            component=component,
            shared=shared,
        ),
        Middleware(SameOriginSockets, allowed=allowed_origins),
    ]
