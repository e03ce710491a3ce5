"""The settings of Streamlit, and how `make run` starts it."""

import os
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from geo.serving.sockets import LARGEST

ROOT = Path(__file__).resolve().parents[2]
CONFIG = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))


def test_settings_of_streamlit_keep_the_promises() -> None:
    assert CONFIG["browser"]["gatherUsageStats"] is False
    assert CONFIG["client"]["showErrorDetails"] == "none"
    assert CONFIG["client"]["disableDataExport"] is True
    assert CONFIG["client"]["allowedOrigins"] == []
    assert CONFIG["runner"]["postScriptGC"] is False
    server = CONFIG["server"]
    assert server["enableXsrfProtection"] is True
    assert server["enableAgentApi"] is False
    assert server["enableStaticServing"] is False
    assert server["enableWebsocketCompression"] is False
    assert server["scriptHealthCheckEnabled"] is False
    assert server["maxUploadSize"] <= 1
    assert server["maxMessageSize"] <= 20
    assert server["maxWidgetStateSize"] * 1_000_000 == LARGEST


def test_the_server_is_this_machines_own_until_told_otherwise() -> None:
    assert CONFIG["server"]["address"] == "127.0.0.1"
    assert set(CONFIG["server"]["allowedHosts"]) == {"localhost", "127.0.0.1", "::1"}


def dry_run(*arguments: str, **environment: str) -> str:
    """What `make run` would do."""
    command = ["make", "--dry-run", "run", *arguments]
    done = subprocess.run(
        command, cwd=ROOT, env=os.environ | environment, capture_output=True, text=True, check=True
    )
    return done.stdout


@pytest.mark.skipif(not shutil.which("make"), reason="needs make")
def test_make_run_opens_the_server_to_others_only_where_its_command_says_so() -> None:
    # Some shells and build tools keep a name in the environment's HOST.
    closed = dry_run(HOST="0.0.0.0")
    assert "--server.address 127.0.0.1" in closed
    assert "can reach" not in closed
    opened = dry_run("HOST=0.0.0.0")
    assert "--server.address 0.0.0.0" in opened
    assert "can reach" in opened
