"""nginx asks the processes for a file or a feed once, whoever wants it."""

import re
from http.client import HTTPMessage

import pytest

from geo.dataset import load_dataset
from geo.mapping.grounds import ground
from tests.deploy.client import HOST, Answer, ask
from tests.deploy.proxy import Proxy, run_nginx
from tests.support.paths import ROOT

pytestmark = pytest.mark.nginx

GZIP = {"Accept-Encoding": "gzip"}
SMALLEST_GZIP = 1000
FEEDS = ("/feeds/claims.csv", "/feeds/situation.geojson", "/feeds/changes.atom", "/embed", "/api")
OWN_FILES = ("/vendor/leaflet/leaflet.css", "/assets/icon.svg", "/assets/map.js?v=1")
STATIC = re.compile(r'(?:src|href)="\.(/static/[^"]+\.(?:js|css))"')


def caching(answers: list[Answer]) -> list[str | None]:
    return [answer.headers["X-Cache-Status"] for answer in answers]


def names(headers: HTTPMessage, field: str) -> list[str]:
    """The names in a header that may be there more than once."""
    lines = headers.get_all(field) or []
    return [name.strip().lower() for line in lines for name in line.split(",")]


def test_feeds_are_made_once_and_come_from_the_cache_then(ports: tuple[int, int]) -> None:
    with run_nginx(ports) as nginx:
        for path in FEEDS:
            first, second = (ask(nginx.port, path) for _ in range(2))
            assert caching([first, second]) == ["MISS", "HIT"], path
            assert second.headers["Cache-Control"] == first.headers["Cache-Control"], path
            assert first.body == second.body, path
            assert first.cookie == second.cookie == "", path
        lines = nginx.wait_for(2 * len(FEEDS))
    assert [line.path for line in lines if line.upstream != "-"] == list(FEEDS)


def test_feed_is_kept_for_each_encoding_that_it_varies_by(nginx: Proxy) -> None:
    path = "/feeds/claims.csv?at=2022-01-07"
    plain, packed, again = (ask(nginx.port, path, headers) for headers in ({}, GZIP, GZIP))
    assert caching([plain, packed, again]) == ["MISS", "MISS", "HIT"]
    assert again.headers["Content-Encoding"] == "gzip"
    assert "accept-encoding" in names(again.headers, "Vary")
    assert again.content == plain.content


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("gzip, deflate, br, zstd", "gzip"),
        ("br;q=1.0, gzip;q=0.8, *;q=0.1", "gzip"),
        ("*", "gzip"),
        ("br, gzip;q=0", None),
        ("gzip;q=0.0, identity", None),
        ("x-gzip", None),
        ("identity", None),
    ],
)
def test_one_packed_and_one_plain_copy_of_a_feed_serve_every_client(
    nginx: Proxy, accepted: str, coding: str | None
) -> None:
    path = "/feeds/claims.csv?at=2022-01-06"
    for headers in ({}, GZIP):
        ask(nginx.port, path, headers)
    answer = ask(nginx.port, path, {"Accept-Encoding": accepted})
    assert answer.headers["X-Cache-Status"] in ("HIT", "REVALIDATED")
    assert answer.headers["Content-Encoding"] == coding


def test_reader_who_has_a_feed_is_told_so_from_the_cache(nginx: Proxy) -> None:
    path = "/feeds/changes.atom?at=2022-01-08"
    tag = ask(nginx.port, path).headers["ETag"]
    again = ask(nginx.port, path, {"If-None-Match": tag})
    assert (again.status, again.body) == (304, b"")
    assert caching([again]) == ["HIT"]


def test_refusal_of_a_feed_is_not_kept(nginx: Proxy) -> None:
    answers = [ask(nginx.port, "/feeds/claims.csv?at=yesterday") for _ in range(2)]
    assert [answer.status for answer in answers] == [400, 400]
    assert "HIT" not in caching(answers)


def test_host_that_a_client_chose_is_in_no_kept_answer(nginx: Proxy) -> None:
    path = "/feeds/situation.geojson?at=2022-01-05"
    assert ask(nginx.port, path, {"Host": "rebind.example"}).status == 421
    answer = ask(nginx.port, path, {"Host": f"{HOST}:4711", "X-Forwarded-Host": "evil.example"})
    assert answer.status == 200
    assert b"4711" not in answer.content
    assert b"evil.example" not in answer.content


def test_links_of_a_feed_are_https_behind_tls(ports: tuple[int, int]) -> None:
    with run_nginx(ports, tls=True) as nginx:
        page = ask(nginx.tls_port, "/", tls=True)
        assert "; Secure" in page.cookie
        assert page.headers["Strict-Transport-Security"]
        assert ask(nginx.tls_port, "/_stcore/health", tls=True).cookie.endswith("; Secure")
        feed = ask(nginx.tls_port, "/feeds/changes.atom", tls=True).content.decode()
        assert f"https://{HOST}/" in feed
        assert "http://127" not in feed
        plain = ask(nginx.port, "/casualties?at=2022-01-06")
        assert (plain.status, plain.headers["Location"]) == (
            301,
            f"https://{HOST}/casualties?at=2022-01-06",
        )


def test_links_of_a_feed_are_https_where_another_machine_terminates_tls(
    ports: tuple[int, int],
) -> None:
    with run_nginx(ports, {"#balancer ": "", "192.0.2.1": HOST}) as nginx:
        assert f"https://{HOST}/" in ask(nginx.port, "/feeds/changes.atom").content.decode()


def test_file_is_read_from_a_process_once_and_sent_compressed(
    nginx: Proxy, ports: tuple[int, int]
) -> None:
    static = STATIC.findall(ask(nginx.port, "/").content.decode())
    assert any(path.endswith(".js") for path in static)
    script = f"/map/{ground(load_dataset(ROOT / 'data' / 'kazakhstan-2022')).name}.js"
    for path in (*static, *OWN_FILES, script):
        ask(nginx.port, path)
        kept = ask(nginx.port, path, GZIP)
        assert caching([kept]) == ["HIT"], path
        assert "public" in kept.headers["Cache-Control"], path
        assert kept.content == ask(ports[0], path).content, path
        if len(kept.content) >= SMALLEST_GZIP:
            assert kept.headers["Content-Encoding"] == "gzip", path
            assert names(kept.headers, "Vary") == ["accept-encoding"], path


def test_page_in_place_of_a_missing_file_is_not_kept(nginx: Proxy) -> None:
    answers = [ask(nginx.port, "/static/js/nothing.js") for _ in range(2)]
    assert "HIT" not in caching(answers)
