import pytest

from geo import web


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
