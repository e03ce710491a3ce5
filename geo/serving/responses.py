"""Answers of the feeds as HTTP wants them: compressed, conditional, shared, and refusals."""

import gzip
import json
import re
import zlib
from collections.abc import AsyncIterator, Iterable, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from http import HTTPStatus

import pandas as pd
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

PROBLEM = "application/problem+json"
RETRY_SECONDS = 10
ANYBODY = "*"
_SMALLEST_GZIP = 1024
# What a slow reader makes the server hold, beside the kept answer that all share.
_CHUNK = 64 * 1024
# What Python needs for an answer beside its content.
_OVERHEAD = 1024


@dataclass(frozen=True)
class Answer:
    """An answer as it is kept; ``length`` is that of its content before it was packed."""

    content: bytes
    is_packed: bool
    length: int
    mime: str
    headers: Mapping[str, str]
    status: HTTPStatus

    @property
    def size(self) -> int:
        """The bytes that it takes to keep it."""
        headers = sum(len(name) + len(value) for name, value in self.headers.items())
        return _OVERHEAD + len(self.content) + headers


def pack(
    content: bytes,
    mime: str,
    headers: Mapping[str, str] | None = None,
    status: HTTPStatus = HTTPStatus.OK,
) -> Answer:
    """An answer with this content, compressed unless it is small."""
    is_large = len(content) >= _SMALLEST_GZIP
    kept = gzip.compress(content, compresslevel=5, mtime=0) if is_large else content
    return Answer(kept, is_large, len(content), mime, headers or {}, status)


def problem(
    status: HTTPStatus, detail: str, headers: Mapping[str, str] | None = None, **more: object
) -> Answer:
    """An error as RFC 9457 has it, for readers and programs; ``more`` are members of its own."""
    body = {"type": "about:blank", "title": status.phrase, "status": status, "detail": detail}
    own = {"Cache-Control": "no-store", **(headers or {})}
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        own["Retry-After"] = str(RETRY_SECONDS)
    return pack(json.dumps(body | more, ensure_ascii=False).encode(), PROBLEM, own, status)


def not_modified(headers: Mapping[str, str]) -> Answer:
    """What a reader gets who has the content already."""
    return Answer(b"", False, 0, "", headers, HTTPStatus.NOT_MODIFIED)


def deliver(request: Request, answer: Answer, headers: Mapping[str, str]) -> Response:
    """The answer, with ``headers`` beside its own, in the coding that the reader takes."""
    own = {**headers, **answer.headers}
    if answer.status == HTTPStatus.NOT_MODIFIED:
        return Response(None, answer.status, own)
    is_packed = answer.is_packed and _accepts_gzip(request)
    if is_packed:
        own["Content-Encoding"] = "gzip"
    own["Content-Length"] = str(len(answer.content) if is_packed else answer.length)
    if request.method == "HEAD":
        return Response(None, answer.status, own, answer.mime)
    unpack = answer.is_packed and not is_packed
    if not unpack and len(answer.content) <= _CHUNK:
        return Response(answer.content, answer.status, own, answer.mime)
    return StreamingResponse(_chunks(answer.content, unpack), answer.status, own, answer.mime)


async def _chunks(content: bytes, unpack: bool) -> AsyncIterator[bytes]:
    """The content bit by bit, so that a slow reader holds no copy of it."""
    unpacking = zlib.decompressobj(zlib.MAX_WBITS | 16)
    for begin in range(0, len(content), _CHUNK):
        chunk = content[begin : begin + _CHUNK]
        yield unpacking.decompress(chunk) if unpack else chunk


def _accepts_gzip(request: Request) -> bool:
    for part in request.headers.get("accept-encoding", "").lower().split(","):
        coding, _, weight = part.strip().partition(";")
        if coding.strip() in ("gzip", "*"):
            return not re.fullmatch(r"\s*q=0(\.0*)?\s*", weight)
    return False


def is_fresh(request: Request, tag: str, modified: pd.Timestamp) -> bool:
    """Whether the reader has this already; the tag goes before the date (RFC 9110, 13.2.2).

    ``modified`` is to the second.
    """
    tags = request.headers.get("if-none-match")
    if tags is not None:
        named = {one.strip().removeprefix("W/") for one in tags.split(",")}
        return "*" in named or tag.removeprefix("W/") in named
    since = request.headers.get("if-modified-since", "")
    try:
        moment = pd.Timestamp(parsedate_to_datetime(since))
    except (ValueError, OverflowError):
        return False
    return moment.tz is not None and modified <= moment


class Sharing:
    """Leave for scripts of other sites to read; without ``origins`` for none (Fetch, 3.2).

    ``origins`` are such as https://news.example, or ANYBODY alone.
    """

    def __init__(self, origins: Iterable[str] = ()) -> None:
        self.origins = frozenset(origins)

    def headers(self, request: Request) -> dict[str, str]:
        """The headers of an answer to this request."""
        if not self.origins:
            return {"Vary": "Accept-Encoding"}
        if ANYBODY in self.origins:
            return {"Vary": "Accept-Encoding", **_leave(ANYBODY)}
        origin = request.headers.get("origin", "")
        leave = _leave(origin) if origin in self.origins else {}
        return {"Vary": "Accept-Encoding, Origin", **leave}

    def preflight(self, request: Request) -> Response:
        """What a browser wants to know before it lets such a script ask."""
        headers = self.headers(request)
        if "Access-Control-Allow-Origin" in headers:
            headers |= {
                "Access-Control-Allow-Methods": "GET, HEAD",
                "Access-Control-Allow-Headers": "If-None-Match, If-Modified-Since",
                "Access-Control-Max-Age": "86400",
            }
        return Response(status_code=HTTPStatus.NO_CONTENT, headers=headers)


def _leave(origin: str) -> dict[str, str]:
    exposed = "ETag, Retry-After"
    return {"Access-Control-Allow-Origin": origin, "Access-Control-Expose-Headers": exposed}
