"""A real nginx that runs the shipped configuration, with the ports and paths of a test."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.deploy.client import HOST, PATIENCE_SECONDS
from tests.support.paths import ROOT
from tests.support.serving import free_port

SHIPPED = ROOT / "deploy" / "nginx" / "crisis-map.conf"
UPSTREAMS = ("127.0.0.1:8501", "127.0.0.1:8502")
# What surrounds the file in /etc/nginx/nginx.conf.
MAIN = """
daemon off;
worker_processes 2;
pid nginx.pid;
error_log error.log;
events {{ worker_connections 1024; }}
http {{
    client_body_temp_path body;
    proxy_temp_path proxy;
    fastcgi_temp_path fastcgi;
    uwsgi_temp_path uwsgi;
    scgi_temp_path scgi;
    include {folder}/crisis-map.conf;
}}
"""


class Line(NamedTuple):
    """One line of the access log; ``upstream`` is "-" where no process was asked."""

    path: str
    status: int
    upstream: str
    cache: str


def tool(name: str) -> str:
    """Where a program is; without it tests are skipped, on a build server they fail."""
    found = shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/local/sbin:/usr/sbin")
    if found:
        return found
    message = f"{name} is not installed (make nginx installs it)"
    if os.environ.get("CI") == "true":
        pytest.fail(message)
    pytest.skip(message)


def wait_until(is_so: Callable[[], bool], what: str) -> None:
    """Returns as soon as it is so."""
    until = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        assert time.monotonic() < until, f"not in {PATIENCE_SECONDS} s: {what}"
        time.sleep(0.02)


def listens(port: int) -> bool:
    """Whether somebody accepts connections there."""
    with socket.socket() as probe:
        return probe.connect_ex((HOST, port)) == 0


@dataclass(frozen=True)
class Proxy:
    """A running nginx: its ports, and its folder with the logs."""

    port: int
    tls_port: int
    folder: Path

    @property
    def address(self) -> str:
        return f"http://{HOST}:{self.port}"

    @property
    def tls_address(self) -> str:
        return f"https://{HOST}:{self.tls_port}"

    def lines(self) -> list[Line]:
        """The access log so far."""
        text = (self.folder / "log" / "crisis-map.log").read_text()
        return [_line(line) for line in text.splitlines()]

    def wait_for(self, count: int) -> list[Line]:
        """The access log once it has so many lines: nginx writes one after its answer."""
        wait_until(lambda: len(self.lines()) >= count, f"{count} lines in the access log")
        return self.lines()

    def wait_for_path(self, path: str, after: int) -> None:
        """Returns once the log has a line about this path after so many others."""
        wait_until(
            lambda: any(line.path == path for line in self.lines()[after:]), f"a line about {path}"
        )


def _line(text: str) -> Line:
    _, request, rest = text.split('"')
    status, _, _, upstream, _, cache = rest.split(" ")[1:]
    return Line(request.split(" ", 1)[1], int(status), upstream, cache)


def configure(folder: Path, ports: Sequence[int], proxy: Proxy, changes: Mapping[str, str]) -> str:
    """The shipped file for this test; whatever is replaced has to be in it."""
    replaced = {
        "    listen 80 default_server;": f"    listen {HOST}:{proxy.port} default_server;",
        "    listen [::]:80 default_server;": "",
        **{shipped: f"{HOST}:{port}" for shipped, port in zip(UPSTREAMS, ports, strict=True)},
        "map.example.org": HOST,
        "/var/cache/nginx-": f"{folder}/cache-",
        "/var/log/nginx/": f"{folder}/log/",
        **changes,
    }
    text = SHIPPED.read_text(encoding="utf-8")
    for shipped, own in replaced.items():
        assert shipped in text, f"{SHIPPED.name} has no {shipped!r}"
        text = text.replace(shipped, own)
    return text


def with_tls(folder: Path, proxy: Proxy) -> dict[str, str]:
    """The lines that an operator takes in for TLS, with a certificate of our own."""
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    request = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", f"/CN={HOST}"]
    files = ["-keyout", str(key), "-out", str(certificate)]
    subprocess.run([tool("openssl"), *request, *files], check=True, capture_output=True)
    return {
        "#tls listen 443 ": f"#tls listen {HOST}:{proxy.tls_port} ",
        "#tls listen [::]:443 ssl http2 default_server;": "",
        "/etc/ssl/crisis-map/fullchain.pem": str(certificate),
        "/etc/ssl/crisis-map/privkey.pem": str(key),
        "#tls ": "",
    }


def _hand_over(folder: Path) -> dict[str, str]:
    """Gives the folder to a user without rights where the tests are run by root."""
    if os.geteuid() != 0:
        return {}
    for path in (folder, *folder.rglob("*")):
        shutil.chown(path, "nobody")
    return {"user": "nobody"}


@contextmanager
def run_nginx(
    ports: Sequence[int], changes: Mapping[str, str] | None = None, tls: bool = False
) -> Iterator[Proxy]:
    """nginx without rights in front of two ports, with ``changes`` made in its configuration."""
    nginx = tool("nginx")
    with tempfile.TemporaryDirectory() as name:
        proxy = Proxy(free_port(), free_port(), Path(name))
        own = with_tls(proxy.folder, proxy) if tls else {}
        text = configure(proxy.folder, ports, proxy, {**(changes or {}), **own})
        (proxy.folder / "crisis-map.conf").write_text(text, encoding="utf-8")
        (proxy.folder / "nginx.conf").write_text(MAIN.format(folder=name), encoding="utf-8")
        (proxy.folder / "log").mkdir()
        log = proxy.folder / "error.log"
        log.touch()
        command = [nginx, "-p", name, "-c", f"{name}/nginx.conf", "-e", str(log)]
        process = subprocess.Popen(command, **_hand_over(proxy.folder))
        try:
            wait_until(
                lambda: process.poll() is not None or listens(proxy.port), "nginx is running"
            )
            assert process.poll() is None, log.read_text()
            yield proxy
        finally:
            process.terminate()
            process.wait(timeout=PATIENCE_SECONDS)
