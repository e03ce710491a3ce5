"""The dashboard as a process of its own."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError, URLError

from tests.support.paths import ROOT

STARTUP_SECONDS = 120


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answers(address: str) -> bool:
    """Whether a server answers there at all."""
    try:
        with urllib.request.urlopen(address, timeout=5):
            return True
    except HTTPError:
        return True
    except (URLError, OSError):
        return False


def is_starting(address: str) -> bool:
    """Whether a dashboard reads its dataset for the first time."""
    try:
        with urllib.request.urlopen(f"{address}/health", timeout=5):
            return False
    except HTTPError as error:
        return b"starting" in error.read()
    except OSError:  # too busy with it to say so
        return True


@contextmanager
def serve(log: Path, arguments: tuple[str, ...] = (), **environment: str) -> Iterator[str]:
    """The dashboard on a port of its own, started from another directory; gives its address."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "dashboard.py")]
    command += ["--server.port", str(port), *arguments]
    with log.open("w") as output:
        process = subprocess.Popen(
            command,
            cwd=log.parent,
            env=os.environ | environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    address = f"http://localhost:{port}"
    try:
        until = time.monotonic() + STARTUP_SECONDS
        while not answers(f"{address}/_stcore/health") or is_starting(address):
            assert process.poll() is None, log.read_text()
            assert time.monotonic() < until, log.read_text()
            time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=60)
