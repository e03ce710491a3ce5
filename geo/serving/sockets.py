"""What a browser says over its websocket, less what no page of the dashboard ever says."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from starlette.types import Message, Receive

# Close codes of RFC 6455, section 7.4.1.
PROTOCOL_ERROR, UNSUPPORTED, POLICY, TOO_BIG = 1002, 1003, 1008, 1009
# Bytes. The longest message of the pages has about 1,200; a text to search for may be longer.
LARGEST = 1_000_000
MOST_REFUSED = 100


def _no_bound(receive: Receive, size: int) -> None:
    """For a server whose own limit is low enough."""


@dataclass(frozen=True)
class Language:
    """The kinds of messages that pass, and how to tell the kind of one.

    ``kind_of`` raises ValueError for bytes that are no message; ``bound`` asks the server to keep
    no more than so many bytes of a message that is still on its way.
    """

    kinds: frozenset[str]
    kind_of: Callable[[bytes], str]
    bound: Callable[[Receive, int], None] = _no_bound


class _Fault(NamedTuple):
    what: str
    code: int


class Inbox:
    """The messages of one browser that may pass.

    The others are dropped: whoever sends a few goes on undisturbed. After many, or after one that
    no browser could have sent, ``code`` says with which close code to hang up.
    """

    def __init__(self, receive: Receive, language: Language, tell: Callable[[str], None]) -> None:
        self._receive, self._language, self._tell = receive, language, tell
        self._refused = 0
        self.code = 0
        language.bound(receive, LARGEST)

    async def receive(self) -> Message:
        """The next message that may pass."""
        while True:
            message = await self._receive()
            if message["type"] != "websocket.receive":
                return message
            fault = self._fault(message.get("bytes"))
            if fault is None:
                return message
            self._refuse(fault)
            if self.code:
                return {"type": "websocket.disconnect", "code": self.code}

    def _fault(self, data: bytes | None) -> _Fault | None:
        if data is None:
            return _Fault("text", UNSUPPORTED)
        if len(data) > LARGEST:
            return _Fault("too long", TOO_BIG)
        try:
            kind = self._language.kind_of(data)
        except ValueError:
            return _Fault("unreadable", PROTOCOL_ERROR)
        return None if kind in self._language.kinds else _Fault(kind or "empty", POLICY)

    def _refuse(self, fault: _Fault) -> None:
        self._tell(f"websocket messages ({fault.what})")
        self._refused += 1
        if fault.code != POLICY or self._refused > MOST_REFUSED:
            self.code = fault.code
