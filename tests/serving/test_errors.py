"""What nobody foresaw in an answer or a page."""

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient, WebSocketDenialResponse
from starlette.websockets import WebSocket, WebSocketDisconnect

from geo.serving.errors import Errors, error_reporter
from geo.serving.gate import Middleware
from geo.serving.headers import SecurityHeaders
from geo.serving.settings import Settings
from geo.serving.tally import Tally


def fail(request: Request) -> Response:
    raise ValueError("no such\nmoment \x1b[31m")


def fail_halfway(request: Request) -> Response:
    def parts() -> object:
        yield b"begun"
        raise ValueError("halfway")

    return StreamingResponse(parts())


async def fail_at_once(socket: WebSocket) -> None:
    raise ValueError("at once")


async def fail_later(socket: WebSocket) -> None:
    await socket.accept()
    raise ValueError("later")


@pytest.fixture
def client() -> TestClient:
    routes = [
        Route("/fail", fail),
        Route("/halfway", fail_halfway),
        WebSocketRoute("/at-once", fail_at_once),
        WebSocketRoute("/later", fail_later),
    ]
    guards = [
        Middleware(SecurityHeaders, settings=Settings()),
        Middleware(Errors, tally=Tally(clock=lambda: 0.0), reference=lambda: "0a1b"),
    ]
    return TestClient(Starlette(routes=routes, middleware=guards))


def test_the_reader_gets_a_reference_and_all_headers(client: TestClient) -> None:
    answer = client.get("/fail")
    assert answer.status_code == 500
    assert "0a1b" in answer.text
    assert "moment" not in answer.text
    assert "default-src" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_the_operator_gets_one_line_and_the_place_once(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(9):
        client.get("/fail?x=%0Ay")
    assert len(caplog.records) == 9
    lines = [record.getMessage() for record in caplog.records]
    assert all("Error 0a1b in GET /fail: ValueError" in line for line in lines)
    assert all(line.splitlines()[0].isprintable() for line in lines)
    assert [len(line.splitlines()) > 1 for line in lines] == [True] + 8 * [False]


def test_a_long_or_broken_path_stays_one_short_line(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    app = Errors(fail_all, Tally(), reference=lambda: "0a1b")
    TestClient(app).get("/" + "%0Ax" * 5000)
    [record] = caplog.records
    first, *others = record.getMessage().splitlines()
    assert first.isprintable()
    assert len(first) < 1000
    assert all(line.startswith("  | ") for line in others)


async def fail_all(scope: object, receive: object, send: object) -> None:
    raise ValueError("x" * 10_000)


def test_an_answer_that_was_begun_is_only_cut_short(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    client.get("/halfway")
    assert "halfway" in caplog.text


def test_a_websocket_that_fails_is_refused_or_closed(client: TestClient) -> None:
    with pytest.raises(WebSocketDenialResponse) as denial, client.websocket_connect("/at-once"):
        pass
    assert denial.value.status_code == 500
    assert "default-src" in denial.value.headers["content-security-policy"]
    with client.websocket_connect("/later") as socket, pytest.raises(WebSocketDisconnect) as end:
        socket.receive_text()
    assert end.value.code == 1011


def test_an_error_is_logged_under_the_reference_that_the_reader_gets(
    caplog: pytest.LogCaptureFixture,
) -> None:
    told: list[str] = []
    report = error_reporter(told.append, reference=lambda: "0a1b")
    assert report(KeyError("secret")) is True
    assert told == ["0a1b"]
    assert "0a1b" in caplog.text
    assert "secret" in caplog.text


def test_references_differ() -> None:
    told: list[str] = []
    report = error_reporter(told.append)
    report(ValueError())
    report(ValueError())
    assert len(set(told)) == 2


def test_a_page_that_fails_again_and_again_tells_the_place_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    report = error_reporter(lambda number: None)
    for _ in range(9):
        report(ValueError("no such\nmoment"))
    lines = [record.getMessage() for record in caplog.records]
    assert [len(line.splitlines()) > 1 for line in lines] == [True] + 8 * [False]
