"""An online service is asked only when configured, politely; whatever it does, nothing hangs."""

import gzip
import json
import re
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from geopy.exc import ConfigurationError

from geo.geocoding.online import service as online
from geo.geocoding.online.cache import AnswerCache
from geo.geocoding.online.service import OnlineGeocoder, Settings, read_settings
from geo.geocoding.online.transport import Circuit, Throttle
from tests.support import geocoding_server as speaking
from tests.support.geocoding_server import GeocodingServer, nominatim_place, photon_places

DEADLINE = 0.6
PLACE = nominatim_place("Zhetibay", 43.59, 52.08)


@pytest.fixture
def server() -> Iterator[GeocodingServer]:
    with speaking.running() as running:
        yield running


def geocoder(
    url: str, tmp_path: Path, service: str = "nominatim", agent: str = "test (a@example.org)"
) -> OnlineGeocoder:
    settings = Settings(service, url, agent)
    return OnlineGeocoder(settings, AnswerCache(tmp_path / "a.sqlite"), deadline_seconds=DEADLINE)


@pytest.mark.parametrize("environ", [{}, {"CRISIS_MAP_GEOCODER": " "}])
def test_no_service_is_asked_unless_configured(environ: dict[str, str]) -> None:
    assert online.configured(environ) is None


@pytest.mark.parametrize(
    "environ",
    [
        {"CRISIS_MAP_GEOCODER": "bing"},
        {"CRISIS_MAP_GEOCODER": "nominatim"},  # the public server, and nobody to write to
        {"CRISIS_MAP_GEOCODER": "photon", "CRISIS_MAP_GEOCODER_URL": "file:///etc/passwd"},
        {"CRISIS_MAP_GEOCODER": "photon", "CRISIS_MAP_GEOCODER_URL": "localhost:80"},
        {"CRISIS_MAP_GEOCODER": "nominatim", "CRISIS_MAP_GEOCODER_USER_AGENT": "a\r\nX-Y: z"},
    ],
)
def test_an_impossible_setting_says_what_to_change(environ: dict[str, str]) -> None:
    with pytest.raises(ConfigurationError, match="CRISIS_MAP_GEOCODER"):
        read_settings(environ)


def test_a_server_of_ones_own_needs_no_agent_and_its_password_is_not_credited() -> None:
    settings = read_settings(
        {
            "CRISIS_MAP_GEOCODER": "Nominatim",
            "CRISIS_MAP_GEOCODER_URL": "https://me:secret@geo.example.org/nominatim/",
        }
    )
    assert settings.url == "https://me:secret@geo.example.org/nominatim"
    assert settings.credit == "nominatim at geo.example.org"
    assert not settings.is_public


def test_nominatim_is_asked_as_its_api_says(server: GeocodingServer, tmp_path: Path) -> None:
    server.reply = speaking.send_json([PLACE])
    found = geocoder(server.url, tmp_path).locate("Zhetibay", "KZ")
    assert (found.match, found.latitude, found.longitude) == ("exact", 43.59, 52.08)
    assert (found.country, found.admin1, found.precision) == ("KZ", "Mangystau Region", 1)
    assert found.geocoded_by == "nominatim at 127.0.0.1"
    assert not found.ambiguous
    asked = server.asked[0]
    assert asked["path"] == "/search"
    assert asked["q"] == "Zhetibay"
    assert asked["countrycodes"] == "kz"
    assert asked["featureType"] == "settlement"
    assert asked["agent"] == "test (a@example.org)"


def test_photon_is_asked_as_its_api_says(server: GeocodingServer, tmp_path: Path) -> None:
    server.reply = speaking.send_json(
        photon_places(("Zhetibay", 43.59, 52.08, "KZ"), ("Zhetibay", 10.0, 10.0, "NG"))
    )
    found = geocoder(server.url, tmp_path, "photon").locate("Жетібай", "KZ")
    assert (found.match, found.latitude, found.longitude) == ("exact", 43.59, 52.08)
    assert server.asked[0]["path"] == "/api"
    assert server.asked[0]["osm_tag"] == "place"


@pytest.mark.parametrize("status", [200, 403])
def test_the_password_of_a_server_stands_in_no_file_and_in_no_reason(
    server: GeocodingServer, tmp_path: Path, status: int
) -> None:
    server.reply = speaking.send(json.dumps([PLACE]).encode(), status)
    for user in ("me:secret", "other:secret"):
        url = server.url.replace("http://", f"http://{user}@")
        found = geocoder(url, tmp_path).locate("Zhetibay", "KZ")
        assert "secret" not in str(found)
    # The answer is the server's, whoever asks.
    assert len(server.asked) == (1 if status == 200 else 2)
    assert all(b"secret" not in path.read_bytes() for path in tmp_path.iterdir())


def test_an_old_name_is_an_alias(server: GeocodingServer, tmp_path: Path) -> None:
    server.reply = speaking.send_json([PLACE])
    assert geocoder(server.url, tmp_path).locate("Older One", "KZ").match == "alias"


def test_two_places_of_one_name_are_ambiguous(server: GeocodingServer, tmp_path: Path) -> None:
    server.reply = speaking.send_json([PLACE, nominatim_place("Zhetibay", 50.0, 70.0)])
    found = geocoder(server.url, tmp_path).locate("Zhetibay", "KZ")
    assert found.ambiguous
    assert len(found.candidates) == 2


@pytest.mark.parametrize(
    "place",
    [
        nominatim_place("Aktau", 43.6, 51.2),
        nominatim_place("Zhetibay", 43.6, 51.2, address={"country_code": "uz"}),
    ],
)
def test_a_place_of_another_name_or_country_is_no_answer(
    server: GeocodingServer, tmp_path: Path, place: dict[str, Any]
) -> None:
    server.reply = speaking.send_json([place])
    found = geocoder(server.url, tmp_path).locate("Zhetibay", "KZ")
    assert found.match == "none"
    assert found.latitude is None
    assert "no settlement" in found.reason


def test_an_answer_is_asked_for_once(server: GeocodingServer, tmp_path: Path) -> None:
    server.reply = speaking.send_json([PLACE])
    one = geocoder(server.url, tmp_path).locate("Zhetibay", "KZ")
    assert geocoder(server.url, tmp_path).locate("Zhetibay", "KZ") == one
    assert len(server.asked) == 1


def test_a_miss_is_kept_and_an_error_is_not(server: GeocodingServer, tmp_path: Path) -> None:
    places = geocoder(server.url, tmp_path)
    server.reply = speaking.send(b"", status=500)
    assert "500" in places.locate("Zhetibay", "KZ").reason
    server.reply = speaking.send_json([])
    assert "no settlement" in places.locate("Zhetibay", "KZ").reason
    assert "no settlement" in places.locate("Zhetibay", "KZ").reason
    assert len(server.asked) == 2


BAD_REPLIES = {
    "slow": speaking.hang,
    "one byte at a time": speaking.dribble(b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n["),
    "headers without end": speaking.dribble(b"HTTP/1.1 200 OK\r\nX-Long: "),
    "closed": speaking.hang_up,
    "without end": speaking.endless,
    "bomb": speaking.send(gzip.compress(b"[" + b" " * 50_000_000), Content_Encoding="gzip"),
    "not http": lambda request: request.wfile.write(b"\x16\x03\x01 hello"),
    "500": speaking.send(b"oops", status=500),
    "502": speaking.send(b"", status=502),
    "503": speaking.send(b"", status=503),
    "403": speaking.send(b"", status=403),
    "elsewhere": speaking.send(b"", status=302, Location="http://127.0.0.1:1/"),
    "no json": speaking.send(b"<html>sorry</html>"),
    "cut": speaking.send(b'[{"lat": "43'),
    "deep": speaking.send(b"[" * 100_000),
    "bytes": speaking.send(b"\xff\xfe\x00\x00"),
    "null features": speaking.send_json({"features": 7}),
    "numbers": speaking.send_json([1, 2, 3]),
    "text": speaking.send_json("Zhetibay"),
    "an error": speaking.send_json({"error": "no way"}),
    "an odd error": speaking.send_json({"error": {"code": 400}}),
    "no position": speaking.send_json([{"display_name": "Zhetibay"}]),
    "infinity": speaking.send(b'[{"name": "Zhetibay", "lat": Infinity, "lon": NaN}]'),
    "off the Earth": speaking.send_json([nominatim_place("Zhetibay", 91, 181)]),
    "true": speaking.send_json([nominatim_place("Zhetibay", True, True)]),
    "lists": speaking.send_json([nominatim_place("Zhetibay", [1], {"a": 1}, address=[1])]),
    "huge number": speaking.send(b'[{"name": "Zhetibay", "lat": ' + b"9" * 5000 + b', "lon": 1}]'),
}


@pytest.mark.parametrize("service", ["nominatim", "photon"])
@pytest.mark.parametrize("kind", BAD_REPLIES)
def test_a_bad_server_is_a_reason_and_not_a_failure(
    server: GeocodingServer, tmp_path: Path, kind: str, service: str
) -> None:
    server.reply = BAD_REPLIES[kind]
    started = time.monotonic()
    found = geocoder(server.url, tmp_path, service).locate("Zhetibay", "KZ")
    assert time.monotonic() - started < DEADLINE + 3
    assert found.match == "none"
    assert found.latitude is None
    assert "at 127.0.0.1: " in found.reason
    assert AnswerCache(tmp_path / "a.sqlite")._run("SELECT * FROM answer", ()) == []


def test_one_good_entry_among_bad_ones_is_used(server: GeocodingServer, tmp_path: Path) -> None:
    server.reply = speaking.send_json([nominatim_place("Zhetibay", 0, 0), PLACE])
    assert geocoder(server.url, tmp_path).locate("Zhetibay", "KZ").latitude == 43.59


def test_hostile_text_in_an_answer_is_made_plain(server: GeocodingServer, tmp_path: Path) -> None:
    evil = nominatim_place("\u202eZheti\x1bbay\r\n", 43.59, 52.08)
    evil["address"] = {"country_code": "kz<script>", "state": "\x00" + "S" * 5000}
    server.reply = speaking.send_json([evil])
    found = geocoder(server.url, tmp_path).locate("Zheti bay", "KZ")
    assert found.name == "Zheti bay"
    assert found.country is None
    assert len(found.admin1) < 250
    assert found.admin1.isprintable()


def test_a_dead_server_is_a_reason(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    found = geocoder(f"http://127.0.0.1:{port}", tmp_path).locate("Zhetibay", "KZ")
    assert found.match == "none"
    assert "Unavailable" in found.reason


def test_after_failures_in_a_row_the_server_is_left_alone(
    server: GeocodingServer, tmp_path: Path
) -> None:
    server.reply = speaking.send(b"", status=500)
    places = geocoder(server.url, tmp_path)
    reasons = [places.locate(f"Place {number}", "KZ").reason for number in range(6)]
    assert len(server.asked) == Circuit.FAILURES
    assert all("asked again in" in reason for reason in reasons[Circuit.FAILURES :])


@pytest.mark.parametrize(
    ("header", "seconds"), [("120", "1[12]"), ("999999999", "3[56]"), ("", "[56]")]
)
def test_too_many_requests_are_followed_by_the_pause_that_was_asked_for(
    server: GeocodingServer, tmp_path: Path, header: str, seconds: str
) -> None:
    server.reply = speaking.send(b"", status=429, **({"Retry_After": header} if header else {}))
    places = geocoder(server.url, tmp_path)
    assert "429" in places.locate("Zhetibay", "KZ").reason
    reason = places.locate("Zhanaozen", "KZ").reason
    assert len(server.asked) == 1
    assert re.search(rf"asked again in {seconds}\d* s", reason)


def test_the_public_server_is_not_for_bulk(
    server: GeocodingServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(online.PUBLIC, "nominatim", server.url)
    monkeypatch.setattr(online, "MOST_ON_PUBLIC_SERVER", 2)
    places = geocoder(server.url, tmp_path)
    places._server.throttle = Throttle(0.0)
    reasons = [places.locate(f"Place {number}", "KZ").reason for number in range(3)]
    assert len(server.asked) == 2
    assert "CRISIS_MAP_GEOCODER_URL" in reasons[2]


def test_the_public_server_is_asked_once_a_second(
    server: GeocodingServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(online.PUBLIC, "nominatim", server.url)
    monkeypatch.setenv("CRISIS_MAP_GEOCODER", "nominatim")
    monkeypatch.setenv("CRISIS_MAP_GEOCODER_USER_AGENT", "test (a@example.org)")
    monkeypatch.setenv("CRISIS_MAP_CACHE_DIR", str(tmp_path))
    for number in range(3):  # three geocoders, as three sessions of the dashboard would have
        online.configured().locate(f"Place {number}", "KZ")
    times = [asked["at"] for asked in server.asked]
    assert times[-1] - times[0] > 1  # two pauses; a busy machine may hear of the first one late


def test_callers_of_a_throttle_are_let_through_one_an_interval() -> None:
    now, slept = [0.0], []
    throttle = Throttle(1.0, clock=lambda: now[0], sleep=slept.append)
    for _ in range(3):
        throttle.wait()
    assert slept == [1.0, 2.0]


def test_a_circuit_closes_after_its_pause_and_opens_at_the_next_failure() -> None:
    now = [0.0]
    circuit = Circuit(clock=lambda: now[0])
    for _ in range(Circuit.FAILURES):
        assert circuit.why_open() is None
        circuit.failed("no answer")
    assert circuit.why_open()
    now[0] += Circuit.PAUSE_SECONDS + 1
    assert circuit.why_open() is None
    circuit.failed("no answer")
    assert circuit.why_open()
    now[0] += Circuit.PAUSE_SECONDS + 1
    circuit.succeeded()
    circuit.failed("no answer")
    assert circuit.why_open() is None


def test_what_was_stored_by_somebody_else_is_read_as_critically(
    server: GeocodingServer, tmp_path: Path
) -> None:
    key = json.dumps(["nominatim", server.url, "Zhetibay", "KZ"])
    AnswerCache(tmp_path / "a.sqlite").put(key, [{"name": "Zhetibay", "latitude": 1000}, 7])
    found = geocoder(server.url, tmp_path).locate("Zhetibay", "KZ")
    assert found.match == "none"
    assert not server.asked
