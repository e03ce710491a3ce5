"""What nobody foresaw: one line for the operator, a reference for the reader."""

import logging
import secrets
import traceback
from collections.abc import Callable
from urllib.parse import quote

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from geo.serving.headers import STARTS
from geo.serving.lines import printable, trace
from geo.serving.tally import Tally

logger = logging.getLogger(__name__)

INTERNAL_ERROR = 1011  # the close code of RFC 6455 for it
_LONGEST_PATH = 120


def new_reference() -> str:
    """What a reader reports and an operator looks for in the log."""
    return secrets.token_hex(4)


def log_error(reference: str, where: str, error: Exception, tally: Tally) -> None:
    """One line for an error; where it stands in the code is told in full now and then.

    That is with the first of its kind and about once a minute after that: what fails can be asked
    for a thousand times a second.
    """
    place = _place(error)
    is_news = tally.count(f"{type(error).__name__} {place}")
    logger.error(
        "Error %s in %s: %s %s at %s%s",
        reference,
        where,
        type(error).__name__,
        printable(str(error)),
        place,
        f"\n{trace(error)}" if is_news else "",
    )


def _place(error: Exception) -> str:
    """The line of the code that raised it."""
    frames = traceback.extract_tb(error.__traceback__)
    return f"{frames[-1].filename}:{frames[-1].lineno}" if frames else "an unknown place"


def error_reporter(
    tell: Callable[[str], object], reference: Callable[[], str] = new_reference
) -> Callable[[Exception], bool]:
    """A handler that logs an error in a page under a reference and tells the reader only that.

    It returns True, by which Streamlit shows nothing of its own.
    """
    tally = Tally()

    def report(error: Exception) -> bool:
        number = reference()
        log_error(number, "a page", error, tally)
        tell(number)
        return True

    return report


class Errors:
    """Answers an unforeseen error with 500 and a reference, and logs it under that."""

    def __init__(
        self, app: ASGIApp, tally: Tally, reference: Callable[[], str] = new_reference
    ) -> None:
        self.app, self.tally, self.reference = app, tally, reference

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        answer = _Answer(send)
        try:
            await self.app(scope, receive, answer.send)
        except Exception as error:  # the last hand before the server's own tracebacks
            if answer.is_lost:
                raise
            reference = self.reference()
            asked = f"{scope.get('method', 'websocket')} {quote(scope['path'])[:_LONGEST_PATH]}"
            log_error(reference, asked, error, self.tally)
            await _apologise(reference, scope, receive, answer)


class _Answer:
    """Notes how far an answer got, and whether the reader had gone."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.is_begun = self.is_accepted = self.is_lost = False

    async def send(self, message: Message) -> None:
        self.is_begun = self.is_begun or message["type"] in STARTS
        self.is_accepted = self.is_accepted or message["type"] == "websocket.accept"
        try:
            await self._send(message)
        except OSError:
            self.is_lost = True
            raise


async def _apologise(reference: str, scope: Scope, receive: Receive, answer: _Answer) -> None:
    if answer.is_accepted:
        await answer.send({"type": "websocket.close", "code": INTERNAL_ERROR})
    elif not answer.is_begun:
        text = f"Something went wrong here. Please report it with the reference {reference}.\n"
        sorry = PlainTextResponse(text, 500, {"Cache-Control": "no-store"})
        await sorry(scope, receive, answer.send)
