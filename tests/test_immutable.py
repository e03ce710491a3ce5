import gzip
from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from geo.immutable import A_YEAR, ImmutableAnswers

SCRIPT = "let places = 35;\n" * 200
FONT = bytes(range(256)) * 20
FOREVER = {"Cache-Control": "public, immutable, max-age=60", "ETag": '"1"'}


class Server:
    """Counts what is asked of it behind ImmutableAnswers."""

    def __init__(self, room: int = 1_000_000, compresses: bool = False) -> None:
        self.asked: list[str] = []
        inner = [Middleware(GZipMiddleware, minimum_size=10)] if compresses else []
        self.app = Starlette(
            routes=[Route("/{path:path}", self.answer)],
            middleware=[Middleware(ImmutableAnswers, room=room), *inner],
        )
        self.client = TestClient(self.app)

    def answer(self, request: Request) -> Response:
        path = request.url.path
        self.asked.append(path)
        if "font" in path:
            return Response(FONT, media_type="font/woff2", headers=FOREVER)
        if "missing" in path:
            return Response("nothing", status_code=404, headers=FOREVER)
        if "broken" in path:
            return StreamingResponse(self.broken(), headers=FOREVER)
        kept = FOREVER if "static" in path else {}
        return Response(SCRIPT, media_type="application/javascript", headers=kept)

    def broken(self) -> Iterator[str]:
        yield SCRIPT
        raise ConnectionError

    def get(self, path: str, encoding: str = "gzip", **headers: str) -> Response:
        return self.client.get(path, headers={"Accept-Encoding": encoding, **headers})


@pytest.mark.parametrize("encoding", ["gzip", "identity"])
def test_what_is_immutable_is_asked_for_once_and_reads_the_same(encoding: str) -> None:
    server = Server()
    answers = [server.get("/static/a.js", encoding) for _ in range(3)]
    assert [answer.text for answer in answers] == [SCRIPT] * 3
    assert {answer.headers["cache-control"] for answer in answers} == {A_YEAR}
    assert server.asked == ["/static/a.js"]


def test_the_first_reader_gets_the_compressed_one_too() -> None:
    server = Server()
    first, second = (server.get("/static/a.js") for _ in range(2))
    assert first.headers["content-encoding"] == "gzip"
    assert first.headers == second.headers


def test_what_is_kept_is_compressed_only_for_those_who_take_it() -> None:
    server = Server()
    small = server.get("/static/a.js", "gzip")
    assert small.headers["content-encoding"] == "gzip"
    assert int(small.headers["content-length"]) < len(SCRIPT) / 5
    assert small.headers["vary"] == "Accept-Encoding"
    assert small.headers["etag"] == 'W/"1"'
    plain = server.get("/static/a.js", "identity")
    assert "content-encoding" not in plain.headers
    assert plain.headers["vary"] == "Accept-Encoding"
    assert plain.headers["etag"] == '"1"'


def test_what_came_compressed_is_not_compressed_again() -> None:
    server = Server(compresses=True)
    answers = [server.get("/static/a.js") for _ in range(2)]
    assert [answer.text for answer in answers] == [SCRIPT] * 2
    assert server.asked == ["/static/a.js"]


def test_fonts_and_pictures_stay_as_they_are() -> None:
    server = Server()
    answers = [server.get("/static/font.woff2") for _ in range(2)]
    assert [answer.content for answer in answers] == [FONT] * 2
    assert "content-encoding" not in answers[1].headers


@pytest.mark.parametrize("path", ["/health", "/static/missing.js"])
def test_what_may_change_is_asked_for_each_time(path: str) -> None:
    server = Server()
    answers = [server.get(path) for _ in range(2)]
    assert len(server.asked) == 2
    assert answers[0].headers == answers[1].headers


def test_files_with_a_hash_of_a_component_are_immutable() -> None:
    server = Server()
    for path in ("/component/some.map/static/js/main.521860b0.js", "/component/some.map/main.js"):
        for _ in range(2):
            server.get(path)
    assert [path.count(".521860b0.") for path in server.asked] == [1, 0, 0]


@pytest.mark.parametrize("name", ["Range", "If-None-Match", "If-Modified-Since"])
def test_questions_with_a_condition_reach_the_application(name: str) -> None:
    server = Server()
    server.get("/static/a.js")
    server.get("/static/a.js", **{name: "bytes=0-1"})
    assert len(server.asked) == 2


def test_other_addresses_and_other_methods_are_other_answers() -> None:
    server = Server()
    for path in ("/static/a.js?v=1", "/static/a.js?v=2", "/static/font"):
        server.get(path)
    assert server.client.head("/static/a.js?v=1").text == ""
    assert server.get("/static/font").content == FONT
    assert len(server.asked) == 4


def test_half_an_answer_is_not_kept() -> None:
    server = Server()
    for _ in range(2):
        with pytest.raises(ConnectionError):
            server.get("/static/broken.js")
    assert len(server.asked) == 2


def test_what_was_not_asked_for_longest_makes_way() -> None:
    server = Server(room=len(FONT) * 2)
    for path in ("/static/font1", "/static/font2", "/static/font1", "/static/font3"):
        server.get(path)
    server.asked.clear()
    for path in ("/static/font1", "/static/font3", "/static/font2"):
        server.get(path)
    assert server.asked == ["/static/font2"]


def test_the_bytes_on_the_line_are_those_of_gzip() -> None:
    server = Server()
    server.get("/static/a.js")
    with server.client.stream("GET", "/static/a.js", headers={"Accept-Encoding": "gzip"}) as answer:
        assert gzip.decompress(b"".join(answer.iter_raw())).decode() == SCRIPT
