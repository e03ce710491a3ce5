"""Which address permalinks begin with: the public one, or one of few where the server was found."""

import pytest
from starlette.requests import Request

from geo.serving.addresses import Addresses

SERVER = ("192.0.2.7", 8501)


def asked(host: str, scheme: str = "http", server: tuple | None = SERVER) -> Request:
    headers = [(b"host", host.encode())]
    return Request({"type": "http", "headers": headers, "scheme": scheme, "server": server})


@pytest.mark.parametrize(
    ("host", "scheme", "expected"),
    [
        ("localhost:8501", "http", "http://localhost:8501/crisis/"),
        ("127.0.0.1:8501", "http", "http://127.0.0.1:8501/crisis/"),
        ("[::1]:8501", "http", "http://[::1]:8501/crisis/"),
        ("192.0.2.7:8501", "http", "http://192.0.2.7:8501/crisis/"),
        ("maps.example", "https", "https://maps.example/crisis/"),
        ("Maps.Example.", "https", "https://maps.example/crisis/"),
    ],
)
def test_a_known_host_is_believed(host: str, scheme: str, expected: str) -> None:
    addresses = Addresses("", "/crisis", ["maps.example", "*.wild.example"])
    assert addresses.of(asked(host, scheme)) == expected


@pytest.mark.parametrize(
    ("host", "scheme"),
    [
        ("evil.example", "http"),
        ("maps.example.evil", "http"),
        ("maps.example:4711", "http"),
        ("localhost:85010", "http"),
        ("198.51.100.1:8501", "http"),
        ("any.wild.example", "http"),
        ('x"><script>alert(1)</script>', "http"),
        ("", "http"),
        ("localhost:8501", "javascript"),
    ],
)
def test_any_other_host_is_not_written_down(host: str, scheme: str) -> None:
    addresses = Addresses("", "/crisis", ["maps.example", "*.wild.example", "*"])
    assert addresses.of(asked(host, scheme)) == "/crisis/"


@pytest.mark.parametrize("server", [None, ("/run/map.sock", None)])
def test_a_socket_without_a_port_knows_names_alone(server: tuple | None) -> None:
    addresses = Addresses(names=["maps.example"])
    assert addresses.of(asked("maps.example", server=server)) == "http://maps.example/"
    assert addresses.of(asked("maps.example:80", server=server)) == "/"


@pytest.mark.parametrize("host", ["localhost:8501", "evil.example", ""])
def test_the_public_address_goes_before_all(host: str) -> None:
    addresses = Addresses("https://public.example/maps", "/crisis", ["localhost"])
    assert addresses.of(asked(host)) == "https://public.example/maps/"
