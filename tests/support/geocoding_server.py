"""An HTTP server that speaks Nominatim's and Photon's formats, well or badly, as it is told."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

Reply = Callable[[BaseHTTPRequestHandler], None]


class GeocodingServer(ThreadingHTTPServer):
    """Answers every request with `reply` and keeps what was asked, when and by whom."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.reply: Reply = send_json([])
        self.asked: list[dict[str, Any]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    server: GeocodingServer

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        agent = self.headers.get("User-Agent")
        self.server.asked.append(
            {"path": parts.path, "agent": agent, "at": time.monotonic(), **query}
        )
        # the client goes, as it should from a bad server
        with suppress(BrokenPipeError, ConnectionResetError):
            self.server.reply(self)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def running() -> Iterator[GeocodingServer]:
    with GeocodingServer() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        yield server
        server.shutdown()


def send(body: bytes, status: int = 200, **headers: str) -> Reply:
    def reply(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        for name, value in headers.items():
            request.send_header(name.replace("_", "-"), value)
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body)

    return reply


def send_json(content: Any) -> Reply:
    return send(json.dumps(content).encode(), Content_Type="application/json")


def dribble(head: bytes) -> Reply:
    """One byte now and then, so that no single wait is long."""

    def reply(request: BaseHTTPRequestHandler) -> None:
        for byte in head + b" " * 300:
            request.wfile.write(bytes([byte]))
            request.wfile.flush()
            time.sleep(0.05)

    return reply


def endless(request: BaseHTTPRequestHandler) -> None:
    request.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n[")
    for _ in range(4000):
        request.wfile.write(b" " * 65536)


def hang(request: BaseHTTPRequestHandler) -> None:
    time.sleep(5)


def hang_up(request: BaseHTTPRequestHandler) -> None:
    request.connection.close()


def nominatim_place(name: str, latitude: Any, longitude: Any, **more: Any) -> dict[str, Any]:
    """A place as Nominatim's jsonv1 gives it, with address and name details."""
    return {
        "place_id": 1,
        "licence": "Data © OpenStreetMap contributors, ODbL 1.0.",
        "osm_type": "node",
        "osm_id": 2,
        "lat": str(latitude),
        "lon": str(longitude),
        "class": "place",
        "type": "village",
        "importance": 0.3,
        "name": name,
        "display_name": f"{name}, Mangystau Region, Kazakhstan",
        "address": {"village": name, "state": "Mangystau Region", "country_code": "kz"},
        "namedetails": {"name": name, "old_name": "Old One;Older One"},
    } | more


def photon_places(*places: tuple[str, Any, Any, str]) -> dict[str, Any]:
    """A FeatureCollection as Photon gives it."""
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": [longitude, latitude]},
                "properties": {
                    "osm_key": "place",
                    "osm_value": "village",
                    "name": name,
                    "countrycode": country,
                    "state": "Mangystau Region",
                },
            }
            for name, latitude, longitude, country in places
        ],
    }
