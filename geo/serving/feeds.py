"""Feeds of the dashboard for other programs: the files of a view at lasting addresses.

They take the parameters of the page's address (``geo.view.address``) and are described at /api.
"""

import gzip
import hashlib
import json
import re
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.utils import format_datetime, parsedate_to_datetime
from functools import lru_cache
from http import HTTPStatus
from pathlib import Path
from threading import BoundedSemaphore, Lock

import pandas as pd
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from geo.dataset import Dataset, DatasetError, file_state
from geo.exporting import html
from geo.exporting.formats import FORMATS
from geo.serving import openapi
from geo.view import View
from geo.view.address import from_query, query_string

# The cost of one request: how long its address, how many claims, how many are made at once and
# how long one waits for its turn (seconds).
LONGEST_QUERY = 8_000
MOST_CLAIMS = 50_000
AT_ONCE = 2
LONGEST_WAIT = 10.0
# Answers kept for the next reader.
KEPT, KEPT_BYTES = 64, 64 * 1024 * 1024
FIVE_MINUTES = "public, max-age=300"
_HOST = re.compile(r"[A-Za-z0-9.-]{1,253}(:\d{1,5})?|\[[0-9A-Fa-f:.]{2,45}\](:\d{1,5})?")
_CORS = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "ETag"}
_SMALLEST_GZIP = 1024


@dataclass(frozen=True)
class Made:
    """The content of an answer and headers of its own."""

    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Feed:
    """One address: what is served there and, without ``at``, as known on which ``moment``."""

    path: str
    mime: str
    summary: str
    make: Callable[[View, str], Made]
    moment: Callable[[Dataset], pd.Timestamp]
    default: str


class RefusalError(Exception):
    """An answer other than the content, with a sentence for the reader."""

    def __init__(self, status: HTTPStatus, detail: str) -> None:
        super().__init__(detail)
        self.status, self.detail = status, detail


def _default_moment(dataset: Dataset) -> pd.Timestamp:
    return dataset.about.default_moment


def _last_report(dataset: Dataset) -> pd.Timestamp:
    latest = dataset.claims.reported_at.max()
    return dataset.about.default_moment if pd.isna(latest) else latest


def _feed(path: str, name: str, summary: str) -> Feed:
    one = FORMATS[name]
    return Feed(path, one.mime, summary, lambda view, address: Made(one.make(view, address)),
                _default_moment, "the dataset's default moment")  # fmt: skip


def _changes() -> Feed:
    made = _feed("/feeds/changes.atom", "atom", "What changed, newest first")
    return Feed(made.path, made.mime, made.summary, made.make, _last_report, "the last report")


def _embed(frame_ancestors: tuple[str, ...]) -> Feed:
    ancestors = " ".join(["'self'", *frame_ancestors])

    def make(view: View, address: str) -> Made:
        page = html.page(view, address)
        policy = f"{page.policy}; frame-ancestors {ancestors}"
        return Made(page.html, {"Content-Security-Policy": policy})

    summary = "The standalone map, for a frame of another page"
    return Feed("/embed", FORMATS["html"].mime, summary, make, _default_moment,
                "the dataset's default moment")  # fmt: skip


def feeds(frame_ancestors: tuple[str, ...] = ()) -> tuple[Feed, ...]:
    """Every feed; ``frame_ancestors`` are the origins that may frame /embed."""
    return (
        _feed("/feeds/situation.geojson", "geojson", "The situation, one feature per place"),
        _feed("/feeds/claims.csv", "csv", "The claims, one row each"),
        _feed("/feeds/claims.hxl.csv", "hxl", "The claims with HXL hashtags"),
        _changes(),
        _embed(frame_ancestors),
    )


def feed_routes(
    get_dataset: Callable[[], Dataset],
    base_path: str = "",
    frame_ancestors: tuple[str, ...] = (),
    most_claims: int = MOST_CLAIMS,
) -> list[Route]:
    """The routes of all feeds and of /api.

    ``get_dataset`` gives the dataset of the moment and may raise DatasetError or OSError; it is
    called in worker threads. More claims than ``most_claims`` are refused.
    """
    base = f"/{base_path.strip('/')}" if base_path.strip("/") else ""
    every = feeds(frame_ancestors)
    kitchen = _Kitchen()

    def serve(feed: Feed) -> Callable[[Request], Response]:
        def answer(request: Request) -> Response:
            if request.method == "OPTIONS":
                return _preflight()
            try:
                return _answer(request, feed, get_dataset(), base, kitchen, most_claims)
            except RefusalError as refusal:
                return problem(refusal.status, refusal.detail)
            except (DatasetError, OSError):
                return problem(HTTPStatus.SERVICE_UNAVAILABLE, "The dataset cannot be read now.")

        return answer

    def describe(request: Request) -> Response:
        try:
            document = openapi.describe(get_dataset(), every, _address(request, base))
        except (DatasetError, OSError):
            return problem(HTTPStatus.SERVICE_UNAVAILABLE, "The dataset cannot be read now.")
        text = json.dumps(document, ensure_ascii=False).encode("utf-8")
        headers = {**_CORS, "Cache-Control": FIVE_MINUTES}
        return _deliver(request, Made(text), "application/json", headers)

    methods = ["GET", "HEAD", "OPTIONS"]
    routes = [Route(f"{base}{feed.path}", serve(feed), methods=methods) for feed in every]
    return [*routes, Route(f"{base}/api", describe, methods=["GET", "HEAD"])]


def _answer(
    request: Request,
    feed: Feed,
    dataset: Dataset,
    base: str,
    kitchen: "_Kitchen",
    most_claims: int,
) -> Response:
    view = View(dataset, _selection(request, feed, dataset))
    address = _address(request, base)
    tag = _tag(feed, view, address)
    modified = _last_modified(dataset)
    headers = {
        **_CORS,
        "Cache-Control": FIVE_MINUTES,
        "ETag": tag,
        "Last-Modified": format_datetime(modified.to_pydatetime(), usegmt=True),
        "Vary": "Accept-Encoding",
    }
    if _is_fresh(request, tag, modified):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    made = kitchen.get(tag, lambda: _make(feed, view, address, most_claims))
    return _deliver(request, made, feed.mime, headers)


def _selection(request: Request, feed: Feed, dataset: Dataset) -> object:
    if len(request.url.query) > LONGEST_QUERY:
        detail = f"The address has more than {LONGEST_QUERY:,} characters of parameters."
        raise RefusalError(HTTPStatus.BAD_REQUEST, detail)
    try:
        return from_query(request.query_params.multi_items(), dataset, feed.moment(dataset))
    except ValueError as error:
        raise RefusalError(HTTPStatus.BAD_REQUEST, str(error)) from error


def _make(feed: Feed, view: View, address: str, most_claims: int) -> Made:
    if len(view.claims) > most_claims:
        detail = f"That is {len(view.claims):,} claims; at most {most_claims:,} are served at once."
        raise RefusalError(HTTPStatus.BAD_REQUEST, f"{detail} Narrow the filters.")
    return feed.make(view, address)


def _address(request: Request, base: str) -> str:
    """The dashboard's own address, as the reader reached it; only a path for a strange host."""
    host = request.headers.get("host", "")
    origin = f"{request.url.scheme}://{host}" if _HOST.fullmatch(host) else ""
    return f"{origin}{base}/"


def _tag(feed: Feed, view: View, address: str) -> str:
    """A weak tag, since the compressed and the plain content share it (RFC 9110, 8.8.1)."""
    query = query_string(view.selection, view.dataset)
    text = "\n".join((_software(), view.dataset.version, feed.path, query, address))
    return f'W/"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'


@lru_cache(maxsize=1)
def _software() -> str:
    """Tells one state of this program from another: the same data may then be written otherwise."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parents[1].rglob("*")):
        if path.suffix in (".py", ".js", ".css", ".html"):
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _last_modified(dataset: Dataset) -> pd.Timestamp:
    """When a file of the dataset last changed, UTC, to the second."""
    latest = max((stamp for *_, stamp in file_state(dataset.directory)), default=0)
    return pd.Timestamp(latest // 10**9, unit="s", tz="UTC")


def _is_fresh(request: Request, tag: str, modified: pd.Timestamp) -> bool:
    """Whether the reader has this already; the tag goes before the date (RFC 9110, 13.2.2)."""
    tags = request.headers.get("if-none-match")
    if tags is not None:
        named = {one.strip().removeprefix("W/") for one in tags.split(",")}
        return "*" in named or tag.removeprefix("W/") in named
    since = request.headers.get("if-modified-since", "")
    try:
        moment = pd.Timestamp(parsedate_to_datetime(since))
    except (ValueError, OverflowError):
        return False
    return moment.tz is not None and modified <= moment


class _Kitchen:
    """Makes each answer once for all who ask for it, and only a few at a time."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Made] = OrderedDict()
        self._turns = BoundedSemaphore(AT_ONCE)
        self._lock = Lock()

    def get(self, key: str, make: Callable[[], Made]) -> Made:
        """What ``make`` gave for this key; refuses when the turn takes too long to come."""
        if (made := self._look_up(key)) is not None:
            return made
        if not self._turns.acquire(timeout=LONGEST_WAIT):
            raise RefusalError(HTTPStatus.SERVICE_UNAVAILABLE, "The server is busy. Try again.")
        try:
            made = self._look_up(key) or make()
        finally:
            self._turns.release()
        self._keep(key, made)
        return made

    def _look_up(self, key: str) -> Made | None:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def _keep(self, key: str, made: Made) -> None:
        with self._lock:
            self._kept[key] = made
            while len(self._kept) > KEPT or sum(map(_size, self._kept.values())) > KEPT_BYTES:
                self._kept.popitem(last=False)


def _size(made: Made) -> int:
    return len(made.body)


def _deliver(request: Request, made: Made, mime: str, headers: Mapping[str, str]) -> Response:
    body = made.body
    headers = {**headers, **made.headers, "Vary": "Accept-Encoding"}
    if len(body) >= _SMALLEST_GZIP and _accepts_gzip(request):
        body = gzip.compress(body, compresslevel=5, mtime=0)
        headers["Content-Encoding"] = "gzip"
    headers["Content-Length"] = str(len(body))
    content = b"" if request.method == "HEAD" else body
    return Response(content, headers=headers, media_type=mime)


def _accepts_gzip(request: Request) -> bool:
    for part in request.headers.get("accept-encoding", "").lower().split(","):
        coding, _, weight = part.strip().partition(";")
        if coding.strip() in ("gzip", "*"):
            return not re.fullmatch(r"\s*q=0(\.0*)?\s*", weight)
    return False


def _preflight() -> Response:
    """Lets scripts of any site read, and only read (Fetch standard, 3.2.2)."""
    allowed = {
        "Access-Control-Allow-Methods": "GET, HEAD",
        "Access-Control-Allow-Headers": "If-None-Match, If-Modified-Since",
        "Access-Control-Max-Age": "86400",
    }
    return Response(status_code=HTTPStatus.NO_CONTENT, headers={**_CORS, **allowed})


def problem(status: HTTPStatus, detail: str) -> Response:
    """An error as RFC 9457 has it, for readers and programs."""
    body = {"type": "about:blank", "title": status.phrase, "status": status, "detail": detail}
    headers = {**_CORS, "Cache-Control": "no-store"}
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        headers["Retry-After"] = "10"
    text = json.dumps(body, ensure_ascii=False)
    return Response(text, status, headers, media_type=openapi.PROBLEM)
