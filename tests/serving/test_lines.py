"""Lines of the log that hold what clients said."""

import io
import logging

import pytest

from geo.serving.lines import Sparse, printable
from geo.serving.tally import Tally

FORGED = "\n2026-11-26 ERROR forged\x1b[31m"


@pytest.fixture
def library() -> tuple[logging.Logger, io.StringIO]:
    """A library's logger, and what it has written."""
    written = io.StringIO()
    logger = logging.Logger("a.library")
    logger.addHandler(logging.StreamHandler(written))
    logger.addFilter(Sparse(Tally(clock=lambda: 0.0)))
    return logger, written


def test_any_text_becomes_one_short_line() -> None:
    assert printable(f"a{FORGED}" + "x" * 9999).isprintable()
    assert len(printable("x" * 9999)) == 500


def test_what_a_library_repeats_is_told_now_and_then(
    library: tuple[logging.Logger, io.StringIO],
) -> None:
    logger, written = library
    for number in range(1000):
        logger.warning("No such file %s", f"{number}{FORGED}")
    lines = written.getvalue().splitlines()
    assert [line.partition("(")[2] for line in lines] == [
        "", "10 so far)", "100 so far)", "1,000 so far)"
    ]  # fmt: skip
    assert all(line.isprintable() for line in lines)


def test_a_traceback_holds_no_line_that_looks_like_another_of_the_log(
    library: tuple[logging.Logger, io.StringIO],
) -> None:
    logger, written = library
    try:
        raise ValueError(FORGED * 1000)
    except ValueError:
        logger.exception("Failed")
    first, *others = written.getvalue().splitlines()
    assert first == "Failed"
    assert "Traceback" in others[0] or "ERROR forged" in others[0]
    assert len(others) <= 80
    assert all(line.startswith("  | ") and line.isprintable() for line in others)
