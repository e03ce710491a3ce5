"""How feeds answer: to scripts of other sites, to every spelling of a question, and in a crowd."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from email.utils import format_datetime
from http.client import HTTPConnection
from typing import NamedTuple

import anyio.to_thread
import pandas as pd
import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from geo.dataset import Dataset
from geo.serving import feeds, software
from geo.serving.feed_routes import feed_routes
from geo.serving.pool import Pool
from geo.serving.settings import Settings
from geo.view import View
from tests.support.building import make_dataset
from tests.support.holdings import Alone, Held

CSV, GEOJSON = "/feeds/claims.csv", "/feeds/situation.geojson"
PATIENCE = 60  # seconds, for what takes none
HERE = {"Origin": "https://here.example"}


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return make_dataset(tmp_path_factory.mktemp("routes") / "data", status=[{"place": "Taraz"}])


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[View]:
    """The views that the feed of claims was made of."""
    views: list[View] = []
    file = feeds.FORMATS["csv"]

    def make(view: View, address: str) -> bytes:
        views.append(view)
        return file.make(view, address)

    monkeypatch.setitem(feeds.FORMATS, "csv", replace(file, make=make))
    return views


def client(dataset: Dataset, settings: Settings = Settings(), **held: object) -> TestClient:  # noqa: B008
    routes = feed_routes(Alone(Held(dataset, **held)), settings, hosts=["map.example"])
    return TestClient(Starlette(routes=routes), base_url="https://map.example")


def test_every_spelling_of_a_question_finds_the_same_kept_answer(
    dataset: Dataset, made: list[View]
) -> None:
    spellings = (
        "?place=taraz&kind=status&kind=casualties&q=food%20shop&at=2022-01-07",
        "?q=food+shop&kind=casualties&at=2022-01-07T23:59&place=Dzhambul&kind=status",
        "?at=2022-01-07T23:59%2B06:00&place=Taraz&kind=status&kind=casualties&q=food+shop",
        "?place=taraz&kind=status&kind=casualties&q=food%20shop",
    )
    with client(dataset) as visitor:
        answers = [visitor.get(CSV + spelling) for spelling in spellings]
    assert [answer.status_code for answer in answers] == [200] * len(spellings)
    assert len({answer.headers["etag"] for answer in answers}) == 1
    assert len({answer.content for answer in answers}) == 1
    assert len(made) == 1


def test_hosts_that_are_not_known_share_one_answer(dataset: Dataset, made: list[View]) -> None:
    with client(dataset) as visitor:
        strange = [visitor.get(CSV, headers={"Host": f"{n}.evil.example"}).text for n in range(3)]
        known = visitor.get(CSV).text
    assert len(set(strange)) == 1
    assert "evil.example" not in strange[0]
    assert "https://map.example/?at=" in known
    assert len(made) == 2


def test_a_later_edition_of_the_data_is_news_and_an_upgrade_of_the_program_too(
    dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    long_ago, then = (pd.Timestamp(day, tz="UTC") for day in ("2020-01-01", "2022-01-01"))
    later = then + pd.Timedelta(seconds=1)
    since = {"If-Modified-Since": format_datetime(then.to_pydatetime(), usegmt=True)}
    monkeypatch.setattr(software, "CHANGED_AT", long_ago)
    with client(dataset, changed_at=then) as visitor:
        assert visitor.get(CSV, headers=since).status_code == 304
        tag = visitor.get(CSV).headers["etag"]
    with client(dataset, changed_at=later) as visitor:
        assert visitor.get(CSV, headers=since).status_code == 200
    monkeypatch.setattr(software, "CHANGED_AT", later)
    monkeypatch.setattr(software, "VERSION", "another")
    with client(dataset, changed_at=then) as visitor:
        assert visitor.get(CSV, headers=since).status_code == 200
        assert visitor.get(CSV).headers["etag"] != tag


@pytest.mark.parametrize("is_slow", [False, True])
def test_only_a_dataset_that_is_not_there_yet_is_waited_for(
    dataset: Dataset, is_slow: bool
) -> None:
    held = Held(dataset, is_slow=is_slow)
    with TestClient(Starlette(routes=feed_routes(Alone(held), Settings()))) as visitor:
        assert visitor.get(CSV).status_code == 200
    assert held.waits == is_slow


@pytest.mark.parametrize("path", [CSV, "/api", "/feeds/none"])
def test_scripts_of_other_sites_may_not_read_by_themselves(dataset: Dataset, path: str) -> None:
    with client(dataset) as visitor:
        for method in ("GET", "OPTIONS", "POST"):
            answer = visitor.request(method, path, headers=HERE)
            assert not [name for name in answer.headers if name.startswith("access-control")]
            assert "origin" not in answer.headers.get("vary", "").lower()
        assert visitor.options(CSV, headers=HERE).status_code == 405


@pytest.mark.parametrize("path", [CSV, f"{CSV}?at=never", "/api", "/feeds/none"])
def test_scripts_of_named_sites_may_read(dataset: Dataset, path: str) -> None:
    settings = Settings(feeds_origins=("https://here.example", "https://there.example"))
    with client(dataset, settings) as visitor:
        ours = visitor.get(path, headers=HERE)
        assert ours.headers["access-control-allow-origin"] == "https://here.example"
        assert "ETag" in ours.headers["access-control-expose-headers"]
        for origin in ("https://else.example", "null", "https://here.example.evil", ""):
            answer = visitor.get(path, headers={"Origin": origin})
            assert "access-control-allow-origin" not in answer.headers
            assert answer.headers["vary"] == ours.headers["vary"] == "Accept-Encoding, Origin"
        assert "https://there.example" in visitor.get("/api").json()["info"]["description"]


def test_scripts_of_any_site_may_read_where_the_operator_says_so(dataset: Dataset) -> None:
    with client(dataset, Settings(feeds_origins=("*",))) as visitor:
        first = visitor.get(CSV, headers=HERE)
        known = {"If-None-Match": first.headers["etag"], **HERE}
        for answer in (first, visitor.get(CSV), visitor.get(CSV, headers=known)):
            assert answer.headers["access-control-allow-origin"] == "*"
            assert answer.headers["vary"] == "Accept-Encoding"


@pytest.mark.parametrize(
    ("origins", "origin", "allowed"),
    [
        (("*",), "https://any.example", "GET, HEAD"),
        (("https://here.example",), "https://here.example", "GET, HEAD"),
        (("https://here.example",), "https://else.example", None),
    ],
)
def test_such_scripts_may_only_read(
    dataset: Dataset, origins: tuple[str, ...], origin: str, allowed: str | None
) -> None:
    asked = {"Origin": origin, "Access-Control-Request-Method": "POST"}
    with client(dataset, Settings(feeds_origins=origins)) as visitor:
        answer = visitor.options(CSV, headers=asked)
        assert answer.status_code == 204
        assert answer.headers.get("access-control-allow-methods") == allowed
        assert visitor.post(CSV, headers=asked).status_code == 405


class Slow:
    """Holds up the making of the situation until it is let go."""

    def __init__(self) -> None:
        self.let, self.words = threading.Event(), []

    def __call__(self, view: View, _: str) -> bytes:
        self.words.append(view.selection.text)
        assert self.let.wait(PATIENCE)
        return view.selection.text.encode()


class Server(NamedTuple):
    """A real server whose only thread for ordinary work is free, and what it makes feeds in."""

    port: int
    pool: Pool
    slow: Slow

    def ask(self, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        found = answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read()
        connection.close()
        return found

    def call(self, path: str) -> socket.socket:
        """Asks and does not wait."""
        connection = socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE)
        host = f"127.0.0.1:{self.port}"
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
        return connection


def health(_: Request) -> PlainTextResponse:
    return PlainTextResponse("well")


@pytest.fixture
def server(dataset: Dataset, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    slow, pool = Slow(), Pool(workers=1, longest_queue=3)
    monkeypatch.setitem(feeds.FORMATS, "geojson", replace(feeds.FORMATS["geojson"], make=slow))
    routes = [*feed_routes(Alone(Held(dataset)), Settings(), pool=pool), Route("/health", health)]

    async def leave_one_thread() -> None:
        anyio.to_thread.current_default_thread_limiter().total_tokens = 1

    app = Starlette(routes=[*routes, Route("/one", _in_thread(leave_one_thread))])
    with socket.create_server(("127.0.0.1", 0)) as listener:
        running = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
        thread = threading.Thread(target=running.run, args=([listener],))
        thread.start()
        found = Server(listener.getsockname()[1], pool, slow)
        try:
            assert found.ask("/one")[0] == 200
            yield found
        finally:
            slow.let.set()
            running.should_exit = True
            thread.join(PATIENCE)


def _in_thread(act: Callable) -> Callable:
    async def endpoint(_: Request) -> PlainTextResponse:
        await act()
        return PlainTextResponse("done")

    return endpoint


def until(is_so: Callable[[], bool]) -> None:
    """Waits for a state of the server that nothing announces."""
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.01)


@pytest.fixture
def clients() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(20) as threads:
        yield threads


def crowd(server: Server, clients: ThreadPoolExecutor) -> list[Future]:
    """As many different maps asked for as are made and queued at once, each by three."""
    paths = [f"{GEOJSON}?q=word{number}" for number in range(4)] * 3
    asked = [clients.submit(server.ask, path) for path in paths]
    until(lambda: server.pool.waiting == 3)
    return asked


def test_whoever_wants_what_is_there_does_not_wait_for_what_is_made(
    server: Server, clients: ThreadPoolExecutor
) -> None:
    _, first, content = server.ask(CSV)
    asked = crowd(server, clients)
    assert server.ask("/health")[0] == 200
    assert server.ask(CSV)[::2] == (200, content)
    assert server.ask(CSV, **{"If-None-Match": first["etag"]})[0] == 304
    assert server.ask(f"{GEOJSON}?at=never")[0] == 400
    assert server.ask("/feeds/none")[0] == 404
    status, headers, _ = server.ask(f"{GEOJSON}?q=more")
    assert (status, headers["content-type"]) == (503, "application/problem+json")
    assert int(headers["retry-after"]) > 0
    assert not any(one.done() for one in asked)
    server.slow.let.set()
    assert [one.result(PATIENCE)[0] for one in asked] == [200] * len(asked)
    assert sorted(server.slow.words) == [f"word{number}" for number in range(4)]


def test_a_reader_who_hangs_up_leaves_nothing_behind(
    server: Server, clients: ThreadPoolExecutor
) -> None:
    busy = clients.submit(server.ask, f"{GEOJSON}?q=busy")
    until(lambda: server.slow.words == ["busy"])
    gone = [server.call(f"{GEOJSON}?q=gone{number}") for number in range(3)]
    until(lambda: server.pool.waiting == 3)
    for connection in gone:
        connection.close()
    until(lambda: server.pool.waiting == 0)
    server.slow.let.set()
    assert busy.result(PATIENCE)[0] == 200
    assert server.ask(f"{GEOJSON}?q=next")[0] == 200
    assert server.slow.words == ["busy", "next"]


def test_a_reader_who_hangs_up_takes_nothing_from_another(
    server: Server, clients: ThreadPoolExecutor
) -> None:
    gone = server.call(f"{GEOJSON}?q=same")
    until(lambda: server.slow.words == ["same"])
    waits = clients.submit(server.ask, f"{GEOJSON}?q=same")
    gone.close()
    server.slow.let.set()
    assert waits.result(PATIENCE)[::2] == (200, b"same")
    assert server.slow.words == ["same"]
