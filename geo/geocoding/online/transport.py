"""HTTP that cannot hang, flood or run away: a deadline, a size, a pace and a circuit."""

import json
import threading
import time
from collections.abc import Callable
from typing import Any, TypeVar

import requests
from geopy.adapters import AdapterHTTPError, RequestsAdapter
from geopy.exc import GeocoderParseError, GeocoderTimedOut, GeocoderUnavailable

LARGEST_ANSWER = 1_000_000
"""Bytes after decompression. Ten places with all their names make some 50,000."""

_CHUNK = 16_384
Answer = TypeVar("Answer")


class BoundedAdapter(RequestsAdapter):
    """geopy's adapter, less redirects, retries and answers without end."""

    def __init__(self, *, proxies: object, ssl_context: object) -> None:
        super().__init__(proxies=proxies, ssl_context=ssl_context, max_retries=0)

    def get_json(self, url: str, *, timeout: float, headers: dict[str, str]) -> Any:
        text = self.get_text(url, timeout=timeout, headers=headers)
        try:
            return json.loads(text)
        except (ValueError, RecursionError) as error:
            raise GeocoderParseError("The answer is not JSON.") from error

    def get_text(self, url: str, *, timeout: float, headers: dict[str, str]) -> str:
        try:
            with self.session.get(
                url, timeout=timeout, headers=headers, stream=True, allow_redirects=False
            ) as response:
                _refuse_status(response)
                return _body(response).decode("utf-8", errors="replace")
        except requests.Timeout as error:
            raise GeocoderTimedOut("Service timed out") from error
        except requests.RequestException as error:
            raise GeocoderUnavailable(type(error).__name__) from error


def _refuse_status(response: requests.Response) -> None:
    if response.status_code != 200:
        raise AdapterHTTPError(
            f"HTTP status {response.status_code}",
            status_code=response.status_code,
            headers=response.headers,
            text="",
        )


def _body(response: requests.Response) -> bytes:
    body = b""
    for chunk in response.iter_content(_CHUNK):
        body += chunk
        if len(body) > LARGEST_ANSWER:
            raise GeocoderParseError(f"The answer is over {LARGEST_ANSWER} bytes.")
    return body


def within(seconds: float, call: Callable[[], Answer]) -> Answer:
    """What `call` returns or raises, or GeocoderTimedOut after `seconds`.

    A socket's time-out starts anew with every byte, so a server that sends one now and then is
    waited for without end; here the call is left behind in a daemon thread instead.
    """
    outcome: list[tuple[bool, Any]] = []

    def run() -> None:
        try:
            outcome.append((True, call()))
        except BaseException as error:  # noqa: BLE001 - handed on to the caller's thread
            outcome.append((False, error))

    thread = threading.Thread(target=run, daemon=True, name="geocoder")
    thread.start()
    thread.join(seconds)
    if not outcome:
        raise GeocoderTimedOut(f"No whole answer within {seconds:g} s.")
    succeeded, value = outcome[0]
    if succeeded:
        return value
    raise value


class Throttle:
    """Lets one caller of the process pass in each interval."""

    def __init__(
        self,
        interval_seconds: float,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._interval = interval_seconds
        self._clock = clock
        self._sleep = sleep
        self._lock = threading.Lock()
        self._free_at = float("-inf")

    def wait(self) -> None:
        """Sleep until it is this caller's turn."""
        with self._lock:
            turn = max(self._clock(), self._free_at)
            self._free_at = turn + self._interval
        if (delay := turn - self._clock()) > 0:
            self._sleep(delay)


class Circuit:
    """Stops asking a service after failures in a row, for a while."""

    FAILURES = 3
    PAUSE_SECONDS = 60.0
    LONGEST_PAUSE_SECONDS = 3600.0

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._failures = 0
        self._open_until = float("-inf")
        self._why = ""

    def why_open(self) -> str | None:
        """Why the service is not asked now; None when it may be."""
        with self._lock:
            left = self._open_until - self._clock()
            return f"{self._why} It is asked again in {left:.0f} s." if left > 0 else None

    def succeeded(self) -> None:
        with self._lock:
            self._failures = 0

    def failed(self, why: str, *, pause_seconds: float | None = None) -> None:
        """Count a failure; `pause_seconds` is what the server itself asked for."""
        with self._lock:
            self._failures += 1
            self._why = why
            if pause_seconds is None and self._failures >= self.FAILURES:
                pause_seconds = self.PAUSE_SECONDS
            if pause_seconds is not None:
                pause = min(max(pause_seconds, 0.0), self.LONGEST_PAUSE_SECONDS)
                self._open_until = self._clock() + pause
