import tomllib
from pathlib import Path

import pytest

from geo import web

ROOT = Path(__file__).resolve().parents[2]


def test_an_error_is_logged_under_the_reference_that_the_reader_gets(
    caplog: pytest.LogCaptureFixture,
) -> None:
    told: list[str] = []
    report = web.error_reporter(told.append, reference=lambda: "0a1b")
    assert report(KeyError("secret")) is True
    assert told == ["0a1b"]
    assert "0a1b" in caplog.text
    assert "secret" in caplog.text


def test_references_differ() -> None:
    told: list[str] = []
    report = web.error_reporter(told.append)
    report(ValueError())
    report(ValueError())
    assert len(set(told)) == 2


def test_settings_of_streamlit_keep_the_promises() -> None:
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert config["browser"]["gatherUsageStats"] is False
    assert config["server"]["enableXsrfProtection"] is True
    assert config["server"]["maxUploadSize"] <= 5
    assert config["server"]["maxMessageSize"] <= 50
    assert config["client"]["showErrorDetails"] == "none"
    assert config["client"]["disableDataExport"] is True
