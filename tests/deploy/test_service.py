"""The systemd unit: systemd understands it, and its command starts the dashboard."""

import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.deploy.client import HOST, ask
from tests.deploy.proxy import PATIENCE_SECONDS, wait_until
from tests.support.paths import ROOT
from tests.support.serving import answers, free_port

README = (ROOT / "README.md").read_text(encoding="utf-8")
UNIT = ROOT / "deploy" / "crisis-map@.service"
PROGRAM = "/opt/crisis-map"


def unit_text(port: int) -> str:
    """The unit for this checkout and the Python that runs the tests."""
    text = UNIT.read_text(encoding="utf-8")
    assert f"WorkingDirectory={PROGRAM}\n" in text
    text = text.replace(f"{PROGRAM}/.venv/bin", str(Path(sys.executable).parent))
    return text.replace(PROGRAM, str(ROOT)).replace("%i", str(port))


def values(text: str, name: str) -> list[str]:
    return re.findall(rf"^{name}=(.*)$", text, re.MULTILINE)


def test_systemd_finds_nothing_wrong(tmp_path: Path) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd is not installed")
    instance = tmp_path / "crisis-map@8501.service"
    instance.write_text(unit_text(8501), encoding="utf-8")
    verify = ["systemd-analyze", "verify", str(instance)]
    result = subprocess.run(verify, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stderr) == (0, "")


@contextmanager
def started(tmp_path: Path, **environment: str) -> Iterator[int]:
    """The command of the unit with its environment, in its folder; gives the port."""
    port = free_port()
    text = unit_text(port)
    own = dict(value.split("=", 1) for value in values(text, "Environment"))
    own["CRISIS_MAP_CACHE_DIR"] = own["CRISIS_MAP_CACHE_DIR"].replace("%C", str(tmp_path))
    [command], [folder] = values(text, "ExecStart"), values(text, "WorkingDirectory")
    log = tmp_path / "log.txt"
    with log.open("w") as output:
        process = subprocess.Popen(
            shlex.split(command),
            cwd=folder,
            env=os.environ | own | environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        address = f"http://{HOST}:{port}/_stcore/health"
        wait_until(lambda: process.poll() is not None or answers(address), "the dashboard answers")
        assert process.poll() is None, log.read_text()
        yield port
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE_SECONDS)


def test_command_of_the_unit_serves_this_machine_under_the_public_name(tmp_path: Path) -> None:
    [(name, value)] = re.findall(r"echo (CRISIS_MAP_\w+)=(\S+) > /etc/crisis-map.env", README)
    setting = {name: value.replace("$NAME", "map.example.org")}
    with started(tmp_path, **setting) as port:
        assert ask(port, "/", {"Host": "map.example.org"}).status == 200
        assert ask(port, "/", {"Host": "rebind.example"}).status >= 400
        with socket.socket(socket.AF_INET) as elsewhere:
            assert elsewhere.connect_ex(("127.0.0.2", port)) != 0
