"""The answers of the gate to what it does not let through."""

from collections.abc import Mapping
from html import escape
from http import HTTPStatus
from typing import NamedTuple

from starlette.datastructures import Headers
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.types import Scope

READ = ("GET", "HEAD")


class Refusal(NamedTuple):
    """What it is in the log, and what who asked gets."""

    what: str
    status: HTTPStatus
    detail: str
    headers: Mapping[str, str] = {}


NO_HOST = Refusal(
    "requests without a proper host", HTTPStatus.BAD_REQUEST, "The request names no host."
)
STRANGE_HOST = Refusal(
    "requests under an unknown host name",
    HTTPStatus.MISDIRECTED_REQUEST,
    "This dashboard does not answer to this host name. Whoever runs it can name it in "
    "CRISIS_MAP_PUBLIC_URL or STREAMLIT_SERVER_ALLOWED_HOSTS.",
)
NO_PAGE = Refusal(
    "requests for unknown addresses", HTTPStatus.NOT_FOUND, "There is no page at this address."
)
CLOSED = Refusal(
    "requests for parts of Streamlit that are closed",
    HTTPStatus.NOT_FOUND,
    "There is nothing at this address.",
)
READ_ONLY = Refusal(
    "requests by other methods than GET and HEAD",
    HTTPStatus.METHOD_NOT_ALLOWED,
    "This address can only be read.",
    {"Allow": ", ".join(READ)},
)
FOREIGN = Refusal(
    "websockets of other sites", HTTPStatus.FORBIDDEN, "Only the dashboard's own pages connect."
)
FULL = Refusal(
    "websockets beyond the most at once",
    HTTPStatus.SERVICE_UNAVAILABLE,
    "There are too many readers at the moment. Please try again in a minute.",
    {"Retry-After": "60"},
)


def answer(refusal: Refusal, scope: Scope, base: str) -> Response:
    """The refusal as text, or as a page with a way out where a browser looks for a page."""
    headers = {"Cache-Control": "no-store", **refusal.headers}
    if refusal is NO_PAGE and "text/html" in Headers(scope=scope).get("accept", ""):
        return HTMLResponse(_page(refusal.detail, base), refusal.status, headers)
    return PlainTextResponse(f"{refusal.detail}\n", refusal.status, headers)


def _page(detail: str, base: str) -> str:
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><title>Crisis Map</title>'
        f'<p>{escape(detail)}</p><p><a href="{escape(base)}/">To the map</a></p></html>\n'
    )
