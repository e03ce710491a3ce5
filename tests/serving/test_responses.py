"""Answers are kept compressed once, and sent in the coding that the reader takes."""

import gzip
import random

import pytest
from starlette.requests import Request
from starlette.responses import Response
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from geo.serving.responses import Answer, deliver, pack

# Of which each compresses to more than goes out at once, to less, and to nothing worth it.
LONG = random.Random(1).randbytes(300_000)
CONTENTS = [LONG, b"letters " * 50_000, b"few letters", b""]


def client(answer: Answer) -> TestClient:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        response: Response = deliver(Request(scope), answer, {"X-Common": "1"})
        await response(scope, receive, send)

    return TestClient(app)


@pytest.mark.parametrize("content", CONTENTS, ids=len)
def test_plain_and_compressed_content_are_the_same(content: bytes) -> None:
    answer = pack(content, "text/plain", {"X-Own": "2"})
    for coding in ("identity", "gzip"):
        with client(answer).stream("GET", "/", headers={"Accept-Encoding": coding}) as sent:
            raw = b"".join(sent.iter_raw())
        is_packed = sent.headers.get("content-encoding") == "gzip"
        assert is_packed == (coding == "gzip" and len(content) > 1024)
        assert (gzip.decompress(raw) if is_packed else raw) == content
        assert int(sent.headers["content-length"]) == len(raw)
        assert (sent.headers["x-common"], sent.headers["x-own"]) == ("1", "2")
        head = client(answer).head("/", headers={"Accept-Encoding": coding})
        assert head.content == b""
        assert head.headers == sent.headers


def test_only_the_compressed_content_is_kept() -> None:
    content = b"letters " * 50_000
    answer = pack(content, "text/plain")
    assert len(answer.content) < len(content) / 10
    assert answer.size > len(answer.content)
