"""Requests as readers, feed readers and worse send them, each over a connection of its own."""

import gzip
import http.client
import socket
import ssl
from dataclasses import dataclass
from http.client import HTTPMessage

HOST = "127.0.0.1"
# A busy machine is slow, and that is no failure.
PATIENCE_SECONDS = 120
# Less than the 60 seconds after which nginx drops a slow client by default.
SLOW_SECONDS = 45
KEY = "dGhlIHNhbXBsZSBub25jZQ=="  # the example of RFC 6455, 1.3


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: HTTPMessage
    body: bytes

    @property
    def content(self) -> bytes:
        """The body as it was before it was compressed."""
        packed = self.headers["Content-Encoding"] == "gzip"
        return gzip.decompress(self.body) if packed else self.body

    @property
    def cookie(self) -> str:
        return self.headers["Set-Cookie"] or ""


def ask(
    port: int,
    path: str,
    headers: dict[str, str] | None = None,
    body: bytes | None = None,
    tls: bool = False,
) -> Answer:
    """The answer to a GET, or to a POST where there is a body."""
    connection = http.client.HTTPConnection(HOST, port, timeout=PATIENCE_SECONDS)
    if tls:
        context = ssl._create_unverified_context()
        connection = http.client.HTTPSConnection(
            HOST, port, timeout=PATIENCE_SECONDS, context=context
        )
    connection.request("GET" if body is None else "POST", path, body, headers or {})
    answer = connection.getresponse()
    whole = Answer(answer.status, answer.headers, answer.read())
    connection.close()
    return whole


def open_session(port: int, **headers: str) -> tuple[socket.socket, int]:
    """A websocket as a page opens it, left open, and the status of the answer."""
    lines = {
        "Host": f"{HOST}:{port}",
        "Upgrade": "websocket",
        "Connection": "Upgrade",
        "Sec-WebSocket-Key": KEY,
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Protocol": "streamlit",
        **headers,
    }
    text = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    connection = socket.create_connection((HOST, port), timeout=PATIENCE_SECONDS)
    connection.sendall(f"GET /_stcore/stream HTTP/1.1\r\n{text}\r\n".encode())
    first = connection.recv(64)
    return connection, int(first.split(b" ")[1])


def begin_slowly(port: int) -> socket.socket:
    """A request whose header never ends."""
    connection = socket.create_connection((HOST, port), timeout=SLOW_SECONDS)
    connection.sendall(f"GET / HTTP/1.1\r\nHost: {HOST}\r\nX-Slow: ".encode())
    return connection


def is_closed(connection: socket.socket) -> bool:
    """Waits until the other side ends the connection; a time-out is an error."""
    try:
        while connection.recv(1024):
            pass
    except ConnectionResetError:
        pass
    connection.close()
    return True
