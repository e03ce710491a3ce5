"""One client, slow, large or greedy, takes nothing from the others."""

import pytest

from tests.deploy.client import HOST, ask, begin_slowly, is_closed, open_session
from tests.deploy.proxy import Proxy, run_nginx

pytestmark = pytest.mark.nginx

SLOW_CLIENTS = 50
# The requests come from one machine; nginx takes a reader's address from the machine before it.
BALANCER = {"#balancer ": "", "192.0.2.1": HOST}


def test_client_that_sends_its_header_slowly_is_dropped_and_others_are_served(
    ports: tuple[int, int],
) -> None:
    with run_nginx(ports, {"client_header_timeout 10s": "client_header_timeout 1s"}) as nginx:
        slow = [begin_slowly(nginx.port) for _ in range(SLOW_CLIENTS)]
        assert ask(nginx.port, "/").status == 200
        assert all(is_closed(connection) for connection in slow)
        assert ask(nginx.port, "/").status == 200


def test_large_body_is_refused(nginx: Proxy) -> None:
    assert ask(nginx.port, "/_stcore/upload_file/a/b", body=bytes(17 * 1024)).status == 413


def test_long_address_is_refused(nginx: Proxy) -> None:
    assert ask(nginx.port, f"/assets/icon.svg?v={'1' * 60_000}").status == 414


def test_client_that_asks_too_often_is_refused_and_others_are_served(
    ports: tuple[int, int],
) -> None:
    # So slow a rate that no machine is too busy to be faster.
    slowly = {"zone=crisis_map_feeds:10m    rate=5r/s": "zone=crisis_map_feeds:10m rate=1r/m"}
    greedy, other = {"X-Forwarded-For": "203.0.113.1"}, {"X-Forwarded-For": "203.0.113.2"}
    with run_nginx(ports, {**BALANCER, **slowly}) as nginx:
        answers = [ask(nginx.port, "/feeds/claims.csv", greedy) for _ in range(80)]
        assert answers[0].status == 200
        refused = [answer for answer in answers if answer.status != 200]
        assert {answer.status for answer in refused} == {429}
        assert refused[0].headers["Retry-After"] == "10"
        assert ask(nginx.port, "/feeds/claims.csv", other).status == 200
        assert ask(nginx.port, "/", greedy).status == 200


def test_addresses_of_one_ipv6_network_are_one_client(ports: tuple[int, int]) -> None:
    changes = {**BALANCER, " burst=60": "", "rate=5r/s": "rate=1r/m"}
    with run_nginx(ports, changes) as nginx:

        def status(address: str) -> int:
            return ask(nginx.port, "/api", {"X-Forwarded-For": address}).status

        assert status("2001:db8:0:a::1") == 200
        assert status("2001:db8:0:a:ffff::2") == 429
        assert status("2001:db8:0:b::1") == 200


def test_one_address_opens_only_so_many_sessions(ports: tuple[int, int]) -> None:
    changes = {**BALANCER, "crisis_map_readers 200": "crisis_map_readers 2"}
    one, other = {"X-Forwarded-For": "203.0.113.1"}, {"X-Forwarded-For": "203.0.113.2"}
    with run_nginx(ports, changes) as nginx:
        opened = [open_session(nginx.port, **headers) for headers in (one, one, one, other)]
        assert [status for _, status in opened] == [101, 101, 429, 101]
        for session, _ in opened:
            session.close()
