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
            return
        if key not in self.kept:
            answer = await self._ask(scope, receive, send)
            if answer is None:
                return
            self._keep(key, await to_thread.run_sync(_compressed, answer, may_compress))
        self.kept.move_to_end(key)
        await _send(self.kept[key], send)

    async def _ask(self, scope: Scope, receive: Receive, send: Send) -> _Answer | None:
        """The application's answer if it is immutable; any other has been sent on."""
        headers: Sequence[tuple[bytes, bytes]] | None = None
        parts: list[bytes] = []

        async def hold(message: Message) -> None:
            nonlocal headers
            if message["type"] == "http.response.start" and message["status"] == 200:
                found = MutableHeaders(scope=message)
                if _is_immutable(scope["path"], found):
                    found["Cache-Control"] = A_YEAR
                    headers = found.raw
            if headers is None:
                await send(message)
            else:
                parts.append(message.get("body", b""))

        await self.app(scope, receive, hold)
        return None if headers is None else _Answer(headers, b"".join(parts))

    def _keep(self, key: tuple[str, bytes, bool], answer: _Answer) -> None:
        self.kept[key] = answer
        while len(self.kept) > 1 and self._size() > self.room:
            self.kept.popitem(last=False)

    def _size(self) -> int:
        return sum(len(answer.body) for answer in self.kept.values())


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
