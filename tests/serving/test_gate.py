"""Who may come in, and what they may ask for: the gate before a stand-in for Streamlit."""

import logging

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.testclient import TestClient, WebSocketDenialResponse, WebSocketTestSession
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocket, WebSocketDisconnect

from geo.serving.gate import Rules, middleware
from geo.serving.settings import Settings
from geo.serving.sockets import LARGEST, MOST_REFUSED, Language

LANGUAGE = Language(frozenset({"hello"}), bytes.decode)
STREAM = "/_stcore/stream"
ELEMENTS = "/_stcore/bidi-components/crisis-map."
HEADERS = (
    "content-security-policy",
    "cross-origin-opener-policy",
    "cross-origin-resource-policy",
    "permissions-policy",
    "referrer-policy",
    "x-content-type-options",
)


async def streamlit(scope: Scope, receive: Receive, send: Send) -> None:
    """Answers everything; over a websocket says which host and origin it sees, then echoes."""
    if scope["type"] == "http":
        await PlainTextResponse("let through")(scope, receive, send)
        return
    socket = WebSocket(scope, receive, send)
    await socket.accept()
    await socket.send_json([socket.headers["host"], socket.headers.get("origin")])
    try:
        while True:
            await socket.send_bytes(await socket.receive_bytes())
    except WebSocketDisconnect:
        return


def feed(request: object) -> Response:
    return PlainTextResponse("a feed")


def connect(visitor: TestClient, path: str = STREAM, **headers: str) -> WebSocketTestSession:
    return visitor.websocket_connect(path, headers={"host": "localhost:8501"} | headers)


def refused(visitor: TestClient, path: str = STREAM, **headers: str) -> Response:
    """The answer to a websocket that was not let in."""
    with pytest.raises(WebSocketDenialResponse) as denial, connect(visitor, path, **headers):
        pass
    return denial.value


def client(settings: Settings = Settings(), **rules: object) -> TestClient:  # noqa: B008
    base = str(rules.get("base", ""))
    own = (Route(f"{base}/feeds/claims.csv", feed, methods=["GET", "OPTIONS"]),)
    given = {"pages": ["", "curfews"], "component": "some.map", "routes": own}
    given |= {"elements": ELEMENTS} | rules
    app = Starlette(
        routes=[*own, Mount("/", app=streamlit)],
        middleware=middleware(settings, Rules(LANGUAGE, **given)),
    )
    return TestClient(app, base_url="http://localhost:8501", follow_redirects=False)


@pytest.mark.parametrize(
    "path",
    [
        "/", "/?at=2022-01-07", "/curfews", "/curfews/", "/favicon.png", "/static/js/index.js",
        "/media/0ec4b9a1.csv", "/component/some.map/index.html", "/_stcore/health",
        f"{ELEMENTS}strip/strip.js", "/_stcore/host-config", "/curfews/_stcore/health",
        "/curfews/_stcore/host-config",
    ],
)  # fmt: skip
def test_what_the_pages_use_is_let_through_to_be_read(path: str) -> None:
    for method in ("GET", "HEAD"):
        assert client().request(method, path).status_code == 200
    for method in ("POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"):
        answer = client().request(method, path)
        assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize(
    "path",
    [
        "/_stcore/upload_file/session/file", "/_stcore/metrics", "/_stcore/script-health-check",
        "/_stcore/agent/interact", "/_stcore/agent/mcp", "/_stcore/agent/openapi.json",
        "/_stcore/bidi-components/x/y.js", "/_stcore/bidi-components/other.x/x.js",
        "/_stcore/bidi-components/crisis-mapped.x/x.js", "/_stcore/bidi-components/",
        "/_stcore", "/_stcore/", "/_stcore/health/x",
        "/auth/login", "/oauth2callback", "/component/other/index.html", "/component/some.map",
        "/app/static/x", "/nothing", "/curfews/x", "/curfewsx", "/index.html", "/robots.txt",
        "/x/_stcore/stream", "/_stcore/stream", "/staticx", "/.git/config",
    ],
)  # fmt: skip
@pytest.mark.parametrize("method", ["GET", "PUT", "POST", "DELETE"])
def test_all_else_is_not_there(method: str, path: str) -> None:
    answer = client().request(method, path)
    assert answer.status_code == 404
    assert all(name in answer.headers for name in HEADERS)


def test_a_browser_is_shown_the_way_out_of_an_unknown_address() -> None:
    answer = client(base="/crisis").get("/crisis/nothing", headers={"accept": "text/html,*/*"})
    assert answer.status_code == 404
    assert '<a href="/crisis/">' in answer.text
    assert "<" not in client().get("/nothing").text


def test_routes_beside_streamlit_answer_for_themselves() -> None:
    assert client().get("/feeds/claims.csv").text == "a feed"
    assert client().options("/feeds/claims.csv").status_code == 200
    assert client().post("/feeds/claims.csv").status_code == 405


def test_everything_is_below_the_base_path() -> None:
    below = client(base="/maps/crisis")
    for path in ("", "/", "/curfews", "/static/x.js", "/_stcore/health", "/feeds/claims.csv",
                 "/component/some.map/index.html", "/curfews/_stcore/health",
                 f"{ELEMENTS}strip/strip.js"):  # fmt: skip
        assert below.get(f"/maps/crisis{path}").status_code == 200, path
    for path in ("/", "/curfews", "/static/x.js", "/_stcore/health", "/maps", "/feeds/claims.csv",
                 f"{ELEMENTS}strip/strip.js"):  # fmt: skip
        assert below.get(path).status_code == 404, path
    with connect(below, f"/maps/crisis{STREAM}"):
        pass
    assert refused(below).status_code == 404


@pytest.mark.parametrize(
    "host",
    ["localhost", "LOCALHOST:8501", "127.0.0.1:8501", "[::1]:8501", "192.168.1.20:8501",
     "maps.example", "Maps.Example.:443", "a.b.wild.example", "public.example"],
)  # fmt: skip
def test_the_server_answers_to_addresses_and_to_the_names_it_was_given(host: str) -> None:
    settings = Settings(public_url="https://public.example/crisis")
    visitor = client(settings, hosts=frozenset({"maps.example", "*.wild.example"}))
    assert visitor.get("/", headers={"host": host}).status_code == 200
    with connect(visitor, host=host):
        pass


@pytest.mark.parametrize("path", ["/", "/feeds/claims.csv", "/_stcore/health", "/nothing"])
@pytest.mark.parametrize(
    "host", ["evil.example", "maps.example.evil", "localhost.evil.example", "wild.example", "127.1"]
)
def test_a_name_that_another_site_led_here_gets_nothing(host: str, path: str) -> None:
    visitor = client(hosts=frozenset({"maps.example", "*.wild.example"}))
    assert visitor.get(path, headers={"host": host}).status_code == 421
    origin = {"host": host, "origin": f"http://{host}"}
    assert refused(visitor, **origin).status_code == 421


@pytest.mark.parametrize("host", ["", "a b", "a/b", "user@maps.example", "[::1", "x:port", "é"])
def test_what_is_no_host_is_a_bad_request(host: str) -> None:
    assert client().get("/", headers={"host": host.encode()}).status_code == 400


def test_any_name_passes_where_the_operator_says_so() -> None:
    visitor = client(hosts=frozenset({"*"}))
    assert visitor.get("/", headers={"host": "any.example"}).status_code == 200


@pytest.mark.parametrize("origin", ["http://map.example", "https://front.example",
                                    "https://public.example", None])  # fmt: skip
def test_sockets_of_this_and_of_allowed_origins_open(origin: str | None) -> None:
    visitor = client(
        Settings(public_url="https://public.example"),
        hosts=frozenset({"map.example"}),
        origins=frozenset({"https://front.example"}),
    )
    headers = {"host": "map.example"} | ({"origin": origin} if origin else {})
    with connect(visitor, **headers) as socket:
        own = "http://localhost" if origin else None
        assert socket.receive_json() == ["localhost", own]


@pytest.mark.parametrize(
    "origin",
    ["https://evil.example", "null", "http://localhost.evil", "http://[", "http://", "",
     "javascript://localhost:8501", "http://localhost:8501/", "http://localhost:8502",
     "http://x@localhost:8501", "http://localhost:8501#"],
)  # fmt: skip
def test_sockets_of_other_sites_are_refused_with_all_headers(origin: str) -> None:
    answer = refused(client(), origin=origin)
    assert answer.status_code == 403
    assert all(name in answer.headers for name in HEADERS)


@pytest.mark.parametrize("path", ["/", "/curfews", "/_stcore/other", "/curfews/_stcore/stream"])
def test_sockets_open_nowhere_else(path: str) -> None:
    assert refused(client(), path).status_code == 404


def test_there_is_a_most_of_open_sockets() -> None:
    visitor = client(most_sockets=2)
    with connect(visitor), connect(visitor):
        answer = refused(visitor)
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "60")
    with connect(visitor):
        pass


def greet(socket: WebSocketTestSession) -> None:
    """Says what may pass, and hears it back."""
    socket.send_bytes(b"hello")
    assert socket.receive_bytes() == b"hello"


@pytest.mark.parametrize("message", [b"clear_cache", b""])
def test_a_message_that_no_page_sends_is_dropped_and_the_reader_goes_on(message: bytes) -> None:
    with connect(client()) as socket:
        socket.receive_json()
        socket.send_bytes(message)
        greet(socket)


def test_many_such_messages_end_the_connection() -> None:
    with connect(client()) as socket:
        socket.receive_json()
        for _ in range(MOST_REFUSED):
            socket.send_bytes(b"clear_cache")
        greet(socket)
        socket.send_bytes(b"clear_cache")
        with pytest.raises(WebSocketDisconnect) as end:
            socket.receive_bytes()
    assert end.value.code == 1008


@pytest.mark.parametrize(
    ("message", "code"), [(b"\xff", 1002), ("hello", 1003), (b"x" * (LARGEST + 1), 1009)]
)
def test_what_no_browser_sends_ends_the_connection(message: bytes | str, code: int) -> None:
    with connect(client()) as socket:
        socket.receive_json()
        socket.send_text(message) if isinstance(message, str) else socket.send_bytes(message)
        with pytest.raises(WebSocketDisconnect) as end:
            socket.receive_bytes()
    assert end.value.code == code


def test_refusals_are_counted_in_a_few_lines(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
    visitor = client()
    for number in range(1000):
        visitor.put(f"/_stcore/upload_file/session/{number}")
    lines = [record.getMessage() for record in caplog.records]
    closed = "Refused requests for parts of Streamlit that are closed: "
    assert lines == [f"{closed}{count} so far" for count in ("1", "10", "100", "1,000")]
