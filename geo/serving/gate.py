"""What stands between Streamlit and strangers: who may come in, and what they may ask for.

Only what the pages use is let through. Everything else that Streamlit or Starlette would answer
(uploads, metrics, programs' interfaces, sign-in) is refused here, and counted in the log.
"""

import logging
from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass, replace

from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Match
from starlette.types import ASGIApp, Receive, Scope, Send

from geo.serving import hosts, refusals
from geo.serving.errors import Errors
from geo.serving.headers import SecurityHeaders
from geo.serving.refusals import Refusal
from geo.serving.settings import Settings
from geo.serving.sockets import Inbox, Language
from geo.serving.tally import Tally

logger = logging.getLogger(__name__)

# Each open page holds one; a process has 1,024 descriptors where nobody raised that.
MOST_SOCKETS = 500
_HEALTH, _HOST_CONFIG, _STREAM = "/_stcore/health", "/_stcore/host-config", "/_stcore/stream"


@dataclass(frozen=True)
class Rules:
    """What may pass.

    All of it is below ``base``, "" or a path such as /crisis. ``pages`` are the pages' paths
    below that, "" for the first; ``component`` is the map's component; ``elements`` is how the
    paths of the pages' own elements begin; ``routes`` are the routes beside Streamlit's, which
    answer for themselves. ``hosts`` are the names that the server answers to, ``origins`` the sites
    that may open websockets beside its own, and ``own_host`` is a name that Streamlit lets pass.
    """

    language: Language
    base: str = ""
    pages: Iterable[str] = ("",)
    component: str = ""
    elements: str = ""
    routes: tuple[BaseRoute, ...] = ()
    hosts: frozenset[str] = frozenset()
    origins: frozenset[str] = frozenset()
    own_host: str = "localhost"
    most_sockets: int = MOST_SOCKETS

    @property
    def component_path(self) -> str:
        """Where the files of the map's component are."""
        return f"{self.base}/component/{self.component}/"


class Gate:
    """Lets through what the rules name, and answers the rest itself."""

    def __init__(self, app: ASGIApp, rules: Rules, tally: Tally) -> None:
        self.app, self.rules, self.tally = app, rules, tally
        base, self._open = rules.base, 0
        self._pages = frozenset(f"{base}/{page}".rstrip("/") for page in rules.pages)
        elements = (base + rules.elements,) if rules.elements else ()
        self._files = (f"{base}/static/", f"{base}/media/", rules.component_path, *elements)
        # A browser looks for the server below the page that it opened before it looks at the root.
        probes = {page + probe for page in self._pages for probe in (_HEALTH, _HOST_CONFIG)}
        self._exact = probes | {base + _HEALTH, base + _HOST_CONFIG, f"{base}/favicon.png"}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            refusal = self._host_refusal(scope) or self._request_refusal(scope)
            enter = self.app
        elif scope["type"] == "websocket":
            refusal = self._host_refusal(scope) or self._socket_refusal(scope)
            enter = self._connect
        else:
            refusal, enter = None, self.app
        if refusal:
            self._tell(refusal.what)
            enter = refusals.answer(refusal, scope, self.rules.base)
        await enter(scope, receive, send)

    def _host_refusal(self, scope: Scope) -> Refusal | None:
        named = Headers(scope=scope).getlist("host")
        name = hosts.name_in(named[0]) if len(named) == 1 else ""
        if not name:
            return refusals.NO_HOST
        return None if hosts.is_known(name, self.rules.hosts) else refusals.STRANGE_HOST

    def _request_refusal(self, scope: Scope) -> Refusal | None:
        path = scope["path"]
        fits = {route.matches(scope)[0] for route in self.rules.routes}
        if Match.FULL in fits:
            return None
        if Match.PARTIAL in fits:  # a method that the route has not; Streamlit would be asked next
            return refusals.READ_ONLY
        if self._is_streamlits(path):
            return None if scope["method"] in refusals.READ else refusals.READ_ONLY
        is_closed = path.startswith(f"{self.rules.base}/_stcore/")
        return refusals.CLOSED if is_closed else refusals.NO_PAGE

    def _is_streamlits(self, path: str) -> bool:
        is_page = path.rstrip("/") in self._pages
        return is_page or path in self._exact or path.startswith(self._files)

    def _socket_refusal(self, scope: Scope) -> Refusal | None:
        headers = Headers(scope=scope)
        origin = headers.get("origin")
        if scope["path"] != self.rules.base + _STREAM:
            return refusals.CLOSED
        if origin is not None and not self._is_friend(origin, headers["host"]):
            return refusals.FOREIGN
        return refusals.FULL if self._open >= self.rules.most_sockets else None

    def _is_friend(self, origin: str, host: str) -> bool:
        return origin in self.rules.origins or hosts.is_same_site(origin, host)

    def _tell(self, what: str) -> None:
        if total := self.tally.count(what):
            logger.warning("Refused %s: %s so far", what, f"{total:,}")

    async def _connect(self, scope: Scope, receive: Receive, send: Send) -> None:
        inbox = Inbox(receive, self.rules.language, self._tell)
        self._open += 1
        try:
            await self.app(_as_own(scope, self.rules.own_host), inbox.receive, send)
        finally:
            self._open -= 1
        if inbox.code:
            with suppress(OSError):  # the browser may have gone first
                await send({"type": "websocket.close", "code": inbox.code})


def _as_own(scope: Scope, host: str) -> Scope:
    """The websocket as if a page of ``host`` had opened it.

    Streamlit judges host and origin again: it knows no addresses in figures, and where host and
    origin differ it asks a remote service for this machine's own address, so that anybody could
    make this server call out.
    """
    own = {b"host": host.encode(), b"origin": f"http://{host}".encode()}
    headers = [(name, own.get(name, value)) for name, value in scope["headers"]]
    return {**scope, "headers": headers}


def middleware(
    settings: Settings, rules: Rules, scripts: Iterable[str] = (), shared: Collection[str] = ()
) -> list[Middleware]:
    """What every request passes through, outermost first.

    ``scripts`` are the inline scripts of the pages, ``shared`` the paths for other sites.
    """
    if settings.public_url:
        rules = replace(
            rules,
            hosts=rules.hosts | {settings.public_host},
            origins=rules.origins | {settings.public_origin},
        )
    tally = Tally()
    return [
        Middleware(
            SecurityHeaders,
            settings=settings,
            scripts=tuple(scripts),
            component=rules.component_path,
            shared=shared,
        ),
        Middleware(Errors, tally=tally),
        Middleware(Gate, rules=rules, tally=tally),
    ]
