"""Strangers before the running dashboard: what they get, and what its readers notice of them."""

import http.client
import socket
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlsplit

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from geo.serving.sockets import LARGEST
from tests.support.building import write_dataset
from tests.support.serving import serve

STREAM = "/_stcore/stream"
CLEAR_CACHE = BackMsg(clear_cache=True).SerializeToString()
RERUN = BackMsg(rerun_script={}).SerializeToString()
HEADERS = ("content-security-policy", "x-content-type-options", "permissions-policy",
           "referrer-policy", "cross-origin-opener-policy")  # fmt: skip


def dial(
    address: str, path: str = STREAM, host: str = "", origin: str | None = None
) -> ClientConnection:
    """A websocket as a browser opens it that knows the server under the name of ``host``."""
    url = urlsplit(address)
    line = socket.create_connection((url.hostname, url.port), timeout=60)
    return connect(f"ws://{host or url.netloc}{path}", sock=line, origin=origin, max_size=None)


def run_page(reader: ClientConnection) -> str:
    """Runs the first page to its end and gives all that the server says of it."""
    reader.send(RERUN)
    shown = []
    while True:
        message = ForwardMsg.FromString(reader.recv(timeout=60))
        kind = message.WhichOneof("type")
        if (
            kind == "script_finished"
            and message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY
        ):
            return "\n".join(shown)
        shown.append(str(message))


def ask(address: str, path: str, method: str = "GET", **headers: str) -> http.client.HTTPResponse:
    """The answer as it comes, whatever its status, redirects not followed."""
    url = urlsplit(address)
    connection = http.client.HTTPConnection(url.hostname, url.port, timeout=60)
    connection.request(method, path, headers=headers)
    return connection.getresponse()


def refusal(address: str, **named: str) -> tuple[int, dict[str, str]]:
    """Status and headers of the answer to a websocket that is not let in."""
    with pytest.raises(InvalidStatus) as denied:
        dial(address, **named)
    answer = denied.value.response
    return answer.status_code, {name.lower(): value for name, value in answer.headers.items()}


@pytest.mark.parametrize(
    ("method", "path", "headers", "status"),
    [
        ("GET", "/", {}, 200),
        ("HEAD", "/curfews", {}, 200),
        ("GET", "/_stcore/health", {}, 200),
        ("GET", "/health", {}, 200),
        ("GET", "/curfews/", {}, 301),
        ("GET", "/feeds/claims.csv", {"If-None-Match": "*"}, 304),
        ("GET", "/feeds/claims.csv?at=never", {}, 400),
        ("GET", "/nothing", {}, 404),
        ("GET", "/_stcore/metrics", {}, 404),
        ("GET", "/curfews/_stcore/health", {}, 404),
        ("PUT", "/_stcore/upload_file/session/file", {}, 404),
        ("POST", "/_stcore/agent/interact", {}, 404),
        ("POST", "/", {}, 405),
        ("POST", "/feeds/claims.csv", {}, 405),
        ("GET", "/", {"Host": "rebound.example"}, 421),
    ],
)
def test_every_answer_has_its_status_and_the_headers(
    server: str, method: str, path: str, headers: dict[str, str], status: int
) -> None:
    answer = ask(server, path, method, **headers)
    assert answer.status == status
    for name in HEADERS:
        assert len(answer.headers.get_all(name)) == 1


@pytest.mark.parametrize(
    ("named", "status"),
    [
        ({"origin": "https://elsewhere.example"}, 403),
        ({"origin": "http://["}, 403),
        ({"origin": "null"}, 403),
        ({"host": "rebound.example"}, 421),
        ({"host": "rebound.example", "origin": "http://rebound.example"}, 421),
    ],
)
def test_a_page_of_another_site_cannot_connect(
    server: str, named: dict[str, str], status: int
) -> None:
    given, headers = refusal(server, **named)
    assert given == status
    assert all(name in headers for name in HEADERS)


def test_a_file_cannot_be_uploaded_even_by_a_reader(server: str) -> None:
    with urllib.request.urlopen(f"{server}/_stcore/health", timeout=60) as health:
        cookie = health.headers["Set-Cookie"].split(";")[0]
    token = cookie.split("=", 1)[1]
    with dial(server) as reader:
        reader.send(RERUN)
        session = ForwardMsg.FromString(reader.recv(timeout=60)).new_session.initialize.session_id
        upload = urllib.request.Request(
            f"{server}/_stcore/upload_file/{session}/file",
            data=b"x" * 1000,
            method="PUT",
            headers={"Cookie": cookie, "X-Xsrftoken": token},
        )
        with pytest.raises(HTTPError) as refused:
            urllib.request.urlopen(upload, timeout=60)
    assert session
    assert refused.value.code == 404


@pytest.fixture
def broken(tmp_path: Path) -> Iterator[tuple[str, Path, Path]]:
    """A dashboard of two claims with its dataset and its log."""
    dataset, log = write_dataset(tmp_path / "data", status=[{}], casualties=[{}]), tmp_path / "log"
    with serve(log, CRISIS_MAP_DATASET=str(dataset)) as address:
        yield address, dataset, log


def test_nobody_clears_what_readers_see(broken: tuple[str, Path, Path]) -> None:
    address, dataset, log = broken
    with dial(address) as reader:
        assert "All claims 2" in run_page(reader)
        (dataset / "casualties.csv").write_text("no,such,table\n", encoding="utf-8")
        for _ in range(10):
            with dial(address) as stranger:
                for _ in range(100):
                    stranger.send(CLEAR_CACHE)
                assert run_page(stranger)  # all were read, and the stranger's own page goes on
        assert "All claims 2" in run_page(reader)
    told = log.read_text(encoding="utf-8")
    assert "Refused websocket messages (clear_cache): 1,000 so far" in told
    assert told.count("clear_cache") == 4
    assert "Traceback" not in told


def test_a_long_message_is_not_kept_until_it_is_whole(server: str) -> None:
    with dial(server) as stranger:
        with stranger.protocol_mutex:
            half = b"x" * (LARGEST // 2 + 1)
            stranger.protocol.send_binary(half, fin=False)
            stranger.protocol.send_continuation(half, fin=False)
            stranger.send_data()
        with pytest.raises(ConnectionClosed) as end:
            list(stranger)
    assert end.value.rcvd is not None
    assert end.value.rcvd.code == 1009


def test_only_this_machine_is_listened_to(server: str) -> None:
    port = urlsplit(server).port
    with socket.create_connection(("127.0.0.1", port), timeout=60):
        pass
    with pytest.raises(OSError, match=r"refused|Cannot assign|not supported"):
        socket.create_connection(("::1", port), timeout=60)


def test_below_a_path_and_behind_a_proxy_under_another_name(tmp_path: Path) -> None:
    arguments = ("--server.baseUrlPath", "/maps/crisis", "--server.allowedHosts", "inner.example")
    public = "https://maps.example/maps/crisis"
    with serve(tmp_path / "log", arguments, CRISIS_MAP_PUBLIC_URL=public) as address:
        for path in ("/maps/crisis/", "/maps/crisis/curfews", "/maps/crisis/_stcore/health"):
            for host in ("maps.example", "inner.example:8501", "192.168.1.20:8501"):
                assert ask(address, path, Host=host).status == 200
        assert ask(address, "/").status == 404
        for host in ("maps.example", "inner.example:8501", "192.168.1.20:8501"):
            with dial(address, f"/maps/crisis{STREAM}", host, "https://maps.example") as reader:
                assert "as known at the end of" in run_page(reader)
    assert "Traceback" not in (tmp_path / "log").read_text(encoding="utf-8")


def test_strangers_write_little_into_the_log(tmp_path: Path) -> None:
    with serve(tmp_path / "log") as address:
        url = urlsplit(address)
        for _ in range(50):
            refusal(address, origin="http://[")
            with socket.create_connection((url.hostname, url.port), timeout=60) as line:
                line.sendall(b"no request at all\r\n\r\n")
                line.recv(1000)
        with dial(address) as stranger:
            stranger.send(RERUN)
            first = ForwardMsg.FromString(stranger.recv(timeout=60))
            file = {"file_id": "forged\n2022-01-07 ERROR line"}
            session = first.new_session.initialize.session_id
            wish = {"session_id": session, "request_id": "x", "deferred_file": file}
            for _ in range(50):
                stranger.send(BackMsg(backend_operation_request=wish).SerializeToString())
            answers = 0
            while answers < 50:
                kind = ForwardMsg.FromString(stranger.recv(timeout=60)).WhichOneof("type")
                answers += kind == "backend_operation_response"
    told = (tmp_path / "log").read_text(encoding="utf-8")
    assert "Error executing deferred callable" in told
    assert "\n2022-01-07" not in told
    assert "handshake" not in told
    assert len(told.splitlines()) < 120
