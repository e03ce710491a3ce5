"""What nginx makes of a process's answers to feeds: busy ones, private ones, ones that vary."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from tests.deploy.client import HOST, ask
from tests.deploy.proxy import Proxy, run_nginx, wait_until
from tests.support.serving import free_port

pytestmark = pytest.mark.nginx

FEED = "/feeds/claims.csv"
PUBLIC = {"Cache-Control": "public, max-age=300"}


@dataclass
class Process:
    """A stand-in for the dashboard that answers as it is told and counts."""

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=lambda: PUBLIC)
    body: bytes = b"entry_id"
    asked: int = 0
    port: int = 0

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        self.asked += 1
        request.send_response(self.status)
        for name, value in self.headers.items():
            request.send_header(name, value)
        request.send_header("X-Origin", request.headers.get("Origin", ""))
        request.send_header("Content-Length", str(len(self.body)))
        request.end_headers()
        request.wfile.write(self.body)


@contextmanager
def started() -> Iterator[Process]:
    process = Process()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            process.answer(self)

        def log_message(self, *_: object) -> None:
            """Nothing is written among the tests' own lines."""

    server = ThreadingHTTPServer((HOST, 0), Handler)
    process.port = server.server_port
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield process
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def process() -> Iterator[Process]:
    with started() as one:
        yield one


@pytest.fixture
def nginx(process: Process) -> Iterator[Proxy]:
    """nginx in front of the stand-in alone, with feeds that are old after a second."""
    changes = {
        "proxy_cache_valid 200 10s": "proxy_cache_valid 200 1s",
        "rate=5r/s": "rate=1000r/s",  # a test that waits for a state asks often
    }
    with run_nginx((process.port, free_port()), changes) as proxy:
        yield proxy


def test_feed_that_a_busy_process_refuses_is_the_last_one(nginx: Proxy, process: Process) -> None:
    first = ask(nginx.port, FEED)
    process.status, process.body = 503, b"busy"
    wait_until(
        lambda: ask(nginx.port, FEED).headers["X-Cache-Status"] == "STALE", "the feed is old"
    )
    again = ask(nginx.port, FEED)
    assert (again.status, again.body) == (200, first.body)


def test_refusal_of_a_busy_process_reaches_the_reader(nginx: Proxy, process: Process) -> None:
    process.status, process.headers = 503, {"Retry-After": "7", "Cache-Control": "no-store"}
    answer = ask(nginx.port, FEED)
    assert (answer.status, answer.headers["Retry-After"]) == (503, "7")


def test_busy_process_keeps_its_readers() -> None:
    with started() as one, started() as other, run_nginx((one.port, other.port)) as nginx:
        one.status = other.status = 503
        for number in range(10):
            ask(nginx.port, f"{FEED}?q={number}")
        assert {one.asked, other.asked} == {0, 10}


@pytest.mark.parametrize("value", ["private", "no-store", "max-age=0, no-cache"])
def test_feed_that_is_not_for_everybody_is_not_kept(
    nginx: Proxy, process: Process, value: str
) -> None:
    process.headers = {"Cache-Control": value}
    assert [ask(nginx.port, FEED).status for _ in range(3)] == [200, 200, 200]
    assert process.asked == 3


def test_feed_is_kept_for_each_origin_where_it_varies_by_it(nginx: Proxy, process: Process) -> None:
    process.headers = PUBLIC | {"Vary": "Origin"}
    for origin in ("https://one.example", "https://two.example") * 2:
        assert ask(nginx.port, FEED, {"Origin": origin}).headers["X-Origin"] == origin
