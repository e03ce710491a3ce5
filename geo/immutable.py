"""Keeps in memory, compressed once, what the server gives out and what never changes.

Streamlit reads its scripts from the disk for each reader and sends them as they are, 2.7 MB for a
first visit; what else it sends it compresses anew for each reader. Over a poor line the first costs
most, on a busy machine the second.
"""

import gzip
import re
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

from anyio import to_thread
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

A_YEAR = "public, max-age=31536000, immutable"
# A component's build puts a hash of the content into the names of its files.
_HASHED = re.compile(r"/component/.*\.[0-9a-f]{8}\.(js|css)$")
_TEXT = re.compile(r"text/|application/(javascript|json)|image/svg")
_CONDITIONS = ("range", "if-none-match", "if-modified-since")
_SMALLEST = 1000  # bytes; below it compression costs more than it saves


@dataclass(frozen=True)
class _Answer:
    headers: Sequence[tuple[bytes, bytes]]
    body: bytes


class ImmutableAnswers:
    """Answers again what it has seen to be immutable, by path, query and encoding.

    ``room`` is in bytes; what was not asked for longest makes way.
    """

    def __init__(self, app: ASGIApp, room: int = 48_000_000) -> None:
        self.app = app
        self.room = room
        self.kept: OrderedDict[tuple[str, bytes, bool], _Answer] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET":
            await self.app(scope, receive, send)
            return
        asked = Headers(scope=scope)
        may_compress = "gzip" in asked.get("accept-encoding", "")
        key = (scope["path"], scope.get("query_string", b""), may_compress)
        if any(name in asked for name in _CONDITIONS):
            await self.app(scope, receive, send)
        elif key in self.kept:
            self.kept.move_to_end(key)
            await _send(self.kept[key], send)
        else:
            answer = await self._pass_on(scope, receive, send)
            if answer:
                self._keep(key, await to_thread.run_sync(_compressed, answer, may_compress))

    async def _pass_on(self, scope: Scope, receive: Receive, send: Send) -> _Answer | None:
        """Lets the application answer; gives a copy where the answer is whole and immutable."""
        headers: Sequence[tuple[bytes, bytes]] | None = None
        parts: list[bytes] = []
        is_whole = False

        async def note(message: Message) -> None:
            nonlocal headers, is_whole
            if message["type"] == "http.response.start":
                found = MutableHeaders(scope=message)
                if message["status"] == 200 and _is_immutable(scope["path"], found):
                    found["Cache-Control"] = A_YEAR
                    headers = tuple(found.raw)  # before anything outside adds its own
            elif headers is not None:
                parts.append(message.get("body", b""))
                is_whole = not message.get("more_body", False)
            await send(message)

        await self.app(scope, receive, note)
        return _Answer(headers, b"".join(parts)) if headers and is_whole else None

    def _keep(self, key: tuple[str, bytes, bool], answer: _Answer) -> None:
        self.kept[key] = answer
        while sum(len(one.body) for one in self.kept.values()) > self.room:
            self.kept.popitem(last=False)


def _is_immutable(path: str, headers: Headers) -> bool:
    return "immutable" in headers.get("cache-control", "") or bool(_HASHED.search(path))


def _compressed(answer: _Answer, may_compress: bool) -> _Answer:
    """The answer as it is kept, gzip where the reader takes it and it makes a text smaller."""
    headers = MutableHeaders(raw=list(answer.headers))
    headers.add_vary_header("Accept-Encoding")
    is_text = _TEXT.match(headers.get("content-type", ""))
    body = answer.body
    if may_compress and is_text and len(body) >= _SMALLEST and "content-encoding" not in headers:
        body = gzip.compress(body)
        headers["Content-Encoding"] = "gzip"
        headers["Content-Length"] = str(len(body))
        if headers.get("etag", "").startswith('"'):
            headers["ETag"] = f"W/{headers['etag']}"  # no longer the same bytes
    return _Answer(tuple(headers.raw), body)


async def _send(answer: _Answer, send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": list(answer.headers)})
    await send({"type": "http.response.body", "body": answer.body})
