"""Who may come in, and what they may ask for."""

import pytest
from starlette.applications import Starlette
from starlette.routing import WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect

from geo.serving.gate import middleware
from geo.serving.settings import Settings


async def _echo(socket: WebSocket) -> None:
    await socket.accept()
    await socket.send_text("welcome")
    await socket.close()


def client(allowed: tuple[str, ...] = ()) -> TestClient:
    app = Starlette(
        routes=[WebSocketRoute("/stream", _echo)],
        middleware=middleware(Settings(), allowed_origins=lambda: allowed),
    )
    return TestClient(app, base_url="http://map.example")


@pytest.mark.parametrize("origin", ["http://map.example", "https://front.example"])
def test_sockets_of_this_and_of_allowed_origins_open(origin: str) -> None:
    visitor = client(allowed=("https://front.example",))
    headers = {"origin": origin, "host": "map.example"}
    with visitor.websocket_connect("/stream", headers=headers) as socket:
        assert socket.receive_text() == "welcome"


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://map.example.evil"])
def test_sockets_of_other_sites_are_refused(origin: str) -> None:
    headers = {"origin": origin, "host": "map.example"}
    with pytest.raises(WebSocketDisconnect), client().websocket_connect("/stream", headers=headers):
        pass
