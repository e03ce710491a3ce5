"""Readers who hang up in the middle of an answer take nothing from those who come after."""

import re
import socket
import struct
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

import streamlit

from tests.support.serving import serve

STATIC = Path(streamlit.__file__).parent / "static"
ASSET = re.compile(r'(?:src|href)="\./(static/[^"]+)"')
HANG_UPS = 25


def hang_up(address: str, path: str) -> None:
    """Asks for a file as a browser does and resets the connection before the answer."""
    url = urlsplit(address)
    with socket.create_connection((url.hostname, url.port)) as connection:
        reset = struct.pack("ii", 1, 0)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, reset)
        request = f"GET /{path} HTTP/1.1\r\nHost: {url.netloc}\r\n\r\n"
        connection.sendall(request.encode())


def read(address: str, path: str) -> bytes:
    """The whole file; urllib raises IncompleteRead where bytes are missing."""
    with urllib.request.urlopen(f"{address}/{path}", timeout=30) as answer:
        return answer.read()


def test_a_reader_who_hangs_up_leaves_every_file_whole(tmp_path: Path) -> None:
    with serve(tmp_path / "log.txt") as address:
        assets = ASSET.findall(read(address, "").decode())
        assert any(path.endswith(".js") for path in assets)
        for _ in range(HANG_UPS):
            for path in assets:
                hang_up(address, path)
        for path in assets:
            assert read(address, path) == (STATIC / path).read_bytes(), path
    assert "Traceback" not in (tmp_path / "log.txt").read_text()
