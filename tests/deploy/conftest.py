"""Two processes of the dashboard and the nginx that stands in front of them."""

from collections.abc import Iterator
from contextlib import ExitStack
from urllib.parse import urlsplit

import pytest

from tests.deploy.proxy import Proxy, run_nginx, tool
from tests.support.serving import serve


@pytest.fixture(scope="session")
def ports(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, int]]:
    """The ports of two processes, bound as deploy/crisis-map@.service binds them."""
    tool("nginx")
    folders = [tmp_path_factory.mktemp("process") for _ in range(2)]
    with ExitStack() as stack:
        started = [
            stack.enter_context(serve(folder / "log.txt", ("--server.address", "127.0.0.1")))
            for folder in folders
        ]
        first, second = (urlsplit(address).port for address in started)
        yield first, second


@pytest.fixture(scope="session")
def nginx(ports: tuple[int, int]) -> Iterator[Proxy]:
    """nginx with the limits and time-outs that are shipped."""
    with run_nginx(ports) as proxy:
        yield proxy
