"""Lines of the log that hold what clients said: short, and never more lines than were meant."""

import logging
import traceback

from geo.serving.tally import Tally

_LONGEST, _MOST = 500, 80  # characters of a line, lines of a traceback


def printable(text: str) -> str:
    """The text in one short line, without signs that steer a terminal.

    >>> printable("no such file a\\nERROR b")
    'no such file a ERROR b'
    """
    return "".join(sign if sign.isprintable() else " " for sign in text[:_LONGEST])


def trace(error: BaseException) -> str:
    """Where the error stands in the code, each line marked: the error's text may have several."""
    lines = "".join(traceback.format_exception(error)).splitlines()
    return "\n".join(f"  | {printable(line)}" for line in lines[-_MOST:])


class Sparse(logging.Filter):
    """Lets each line of a library's code log now and then, and in short.

    For libraries that log what clients do, in the clients' words: those could fill the disk.
    """

    def __init__(self, tally: Tally) -> None:
        super().__init__()
        self._tally = tally

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the line is told."""
        total = self._tally.count(f"{record.name}:{record.lineno}")
        often = f" ({total:,} so far)" if total > 1 else ""
        record.msg, record.args = "%s%s", (printable(record.getMessage()), often)
        if total and record.exc_info and record.exc_info[1]:
            record.exc_text = trace(record.exc_info[1])  # a formatter takes it in place of its own
        return bool(total)
