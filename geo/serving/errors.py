"""What nobody foresaw in an answer: one line for the operator, a reference for the reader."""

import logging
import secrets
import traceback
from collections.abc import Callable
from urllib.parse import quote

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from geo.serving.headers import STARTS
from geo.serving.tally import Tally

logger = logging.getLogger(__name__)

INTERNAL_ERROR = 1011  # the close code of RFC 6455 for it
_LONGEST_PATH, _LONGEST_TEXT = 120, 300


def new_reference() -> str:
    """What a reader reports and an operator looks for in the log."""
    return secrets.token_hex(4)


class Errors:
    """Answers an unforeseen error with 500 and a reference, and logs it under that in one line.

    Where the error stands in the code is told in full with the first of its kind, and about once
    a minute after that: an address that fails can be asked for a thousand times a second.
    """

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
            self._log(reference, scope, error)
            await _apologise(reference, scope, receive, answer)

    def _log(self, reference: str, scope: Scope, error: Exception) -> None:
        asked = f"{scope.get('method', 'websocket')} {quote(scope['path'])[:_LONGEST_PATH]}"
        said = f"{type(error).__name__} {str(error)[:_LONGEST_TEXT]!r}"
        where = _place(error)
        is_news = self.tally.count(f"{type(error).__name__} {where}")
        logger.error(
            "Error %s in %s: %s at %s", reference, asked, said, where,
            exc_info=error if is_news else None,
        )  # fmt: skip


def _place(error: Exception) -> str:
    """The line of the code that raised it."""
    frames = traceback.extract_tb(error.__traceback__)
    return f"{frames[-1].filename}:{frames[-1].lineno}" if frames else "an unknown place"


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
