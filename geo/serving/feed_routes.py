"""The addresses of the feeds and how they answer: kept, made once for all, or refused.

What is kept, a 304 and a refusal wait for no thread in which answers are made.
"""

import asyncio
import hashlib
import json
from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from email.utils import format_datetime
from functools import partial
from http import HTTPStatus

import pandas as pd
from starlette.requests import Request
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from geo.dataset import Dataset, DatasetError
from geo.dataset.issues import shorten
from geo.ledger import Selection
from geo.mapping import apart
from geo.serving import openapi, software, states
from geo.serving.addresses import Addresses
from geo.serving.editions import Edition
from geo.serving.feeds import Content, Feed, feeds
from geo.serving.library import Library, UnknownDatasetError
from geo.serving.pool import MEGABYTE, BusyError, Pool
from geo.serving.responses import Answer, Sharing, deliver, is_fresh, not_modified, pack, problem
from geo.serving.settings import Settings
from geo.view import View, keeping
from geo.view.address import at_dataset, from_query
from geo.view.events import SPAN, SPANS
from geo.view.parameters import CLOCK, DATASET, SELECTING
from geo.words import terms

# What one request may cost: the length of its address, and the bytes of its answer.
LONGEST_QUERY = 8_000
LARGEST_ANSWER = 64 * MEGABYTE
FIVE_MINUTES = "public, max-age=300"


class RefusalError(Exception):
    """Another answer than the content."""

    def __init__(
        self, status: HTTPStatus, detail: str, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(detail)
        self.answer = problem(status, detail, headers)


Serve = Callable[[Request], Awaitable[Answer]]


def feed_routes(
    library: Library,
    settings: Settings,
    base_path: str = "",
    hosts: Iterable[str] = (),
    largest_answer: int = LARGEST_ANSWER,
    pool: Pool | None = None,
) -> list[Route]:
    """The routes of all feeds, of their description, and of what is not there beside them.

    ``hosts`` are the names that the server answers to; ``largest_answer`` is in bytes.
    """
    base = f"/{base_path.strip('/')}".rstrip("/")
    every = feeds(settings.frame_ancestors)
    service = _Service(
        library=library,
        addresses=Addresses(settings.public_url, base, hosts),
        largest_answer=largest_answer,
        pool=pool or Pool(),
    )

    def describe(dataset: Dataset, address: str, name: str) -> Content:
        names = (name, *(one for one in library.names if one != name)) if name else ()
        document = openapi.describe(dataset, every, address, settings.feeds_origins, names)
        return Content(json.dumps(document, ensure_ascii=False).encode())

    serves: dict[str, Serve] = {feed.path: partial(service.serve_feed, feed) for feed in every}
    serves["/api"] = partial(service.serve_description, describe)
    known = [base + path for path in serves]
    serves[states.PATH] = service.serve_states
    serves[apart.PATH] = service.serve_state
    for above in ("/feeds", "/feeds/{rest:path}", "/embed/{rest:path}", "/api/{rest:path}"):
        serves[above] = partial(_find_nothing, known)
    sharing = Sharing(settings.feeds_origins)
    return [Route(base + path, _Endpoint(serve, sharing)) for path, serve in serves.items()]


class _Endpoint:
    """One address, for every method."""

    def __init__(self, serve: Serve, sharing: Sharing) -> None:
        self._serve, self._sharing = serve, sharing

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        if request.method == "OPTIONS" and self._sharing.origins:
            response = self._sharing.preflight(request)
        else:
            answer = await self._answer(request)
            response = deliver(request, answer, self._sharing.headers(request))
        await response(scope, receive, send)

    async def _answer(self, request: Request) -> Answer:
        try:
            return await self._serve(request)
        except RefusalError as refusal:
            return refusal.answer


async def _find_nothing(known: list[str], _: Request) -> Answer:
    detail = f"There is nothing at this address. There are: {', '.join(known)}."
    return problem(HTTPStatus.NOT_FOUND, detail, feeds=known)


class _Service:
    """Leads from a request to its answer."""

    def __init__(
        self, library: Library, addresses: Addresses, largest_answer: int, pool: Pool
    ) -> None:
        self._library, self._addresses, self._pool = library, addresses, pool
        self._largest_answer = largest_answer
        # Where the first reading of a dataset is waited for.
        self._reading = ThreadPoolExecutor(2, thread_name_prefix="dataset")

    async def serve_feed(self, feed: Feed, request: Request) -> Answer:
        """The content of a feed, as the parameters ask for it."""
        name, shown = await self._edition(request)
        selection = _selection(request, shown.dataset, feed.moment(shown.dataset))
        address = at_dataset(self._addresses.of(request), name)

        def make() -> Answer:
            terms.use(shown.dataset.own_words)
            content = feed.make(View(shown.dataset, selection), address)
            return self._pack(content, feed.mime)

        return await self._serve(request, shown, (feed.path, repr(selection), address), make)

    async def serve_states(self, request: Request) -> Answer:
        """The states of the map under filters, whatever the moment that is asked for with them."""
        name, shown = await self._edition(request)
        data = shown.dataset
        asked = _selection(request, data, data.about.default_moment)
        selection = states.of_every_moment(data, asked)

        def make() -> Answer:
            terms.use(data.own_words)
            return pack(states.content(data, selection), states.MIME)

        return await self._serve(request, shown, (states.PATH, repr(selection), name), make)

    async def serve_state(self, request: Request) -> Answer:
        """One state of the map that was too large to be sent with its page."""
        name, shown = await self._edition(request)
        data = shown.dataset
        asked = _selection(request, data, data.about.default_moment, states.BESIDES)
        span = _span(request)

        def make() -> Answer:
            terms.use(data.own_words)
            view = keeping.share(View(data, asked))
            return pack(keeping.once(apart.body, view, span), states.MIME)

        return await self._serve(request, shown, (apart.PATH, repr(asked), span, name), make)

    async def serve_description(
        self, describe: Callable[[Dataset, str, str], Content], request: Request
    ) -> Answer:
        """What feeds and parameters there are; it takes none itself, but for the dataset."""
        name, shown = await self._edition(request)
        address = self._addresses.of(request)

        def make() -> Answer:
            return self._pack(describe(shown.dataset, address, name), "application/json")

        names = ",".join(self._library.names)
        return await self._serve(request, shown, ("description", address, name, names), make)

    async def _edition(self, request: Request) -> tuple[str, Edition]:
        """What is shown of the dataset that is asked for, and its name where there are several."""
        if request.method not in ("GET", "HEAD"):
            allowed = {"Allow": "GET, HEAD"}
            detail = "This is only for reading."
            raise RefusalError(HTTPStatus.METHOD_NOT_ALLOWED, detail, headers=allowed)
        asked = _dataset_asked(request)
        try:
            holding, name = self._library.holding(asked), self._library.named(asked)
            if shown := holding.peek():
                return name, shown
            loop = asyncio.get_running_loop()
            return name, await loop.run_in_executor(self._reading, holding.edition)
        except UnknownDatasetError as error:
            known = ", ".join(self._library.names)
            detail = f"{DATASET}: {shorten(asked)!r} is not known here. There are: {known}."
            raise RefusalError(HTTPStatus.NOT_FOUND, detail) from error
        except DatasetError as error:
            detail = "The dataset cannot be read now."
            raise RefusalError(HTTPStatus.SERVICE_UNAVAILABLE, detail) from error

    async def _serve(
        self, request: Request, shown: Edition, what: tuple[str, ...], make: Callable[[], Answer]
    ) -> Answer:
        text = "\n".join((software.VERSION, shown.dataset.version, *what))
        # Weak, since the compressed and the plain content share it (RFC 9110, 8.8.1).
        tag = f'W/"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'
        modified = max(shown.changed_at, software.CHANGED_AT).floor("s")
        headers = {
            "Cache-Control": FIVE_MINUTES,
            "ETag": tag,
            "Last-Modified": format_datetime(modified.to_pydatetime(), usegmt=True),
        }
        if is_fresh(request, tag, modified):
            return not_modified(headers)
        answer = await self._make(request, tag, make)
        is_good = answer.status == HTTPStatus.OK
        return replace(answer, headers={**headers, **answer.headers}) if is_good else answer

    async def _make(self, request: Request, key: str, make: Callable[[], Answer]) -> Answer:
        try:
            with self._pool.place(key, make) as made:
                return made.result() if made.done() else await _while_there(request, made)
        except BusyError as error:
            detail = "The server is busy with other feeds. Try again."
            raise RefusalError(HTTPStatus.SERVICE_UNAVAILABLE, detail) from error

    def _pack(self, content: Content, mime: str) -> Answer:
        """The content, or instead of too much of it a refusal, which is kept as well."""
        size, most = (count / MEGABYTE for count in (len(content.body), self._largest_answer))
        if size <= most:
            return pack(content.body, mime, content.headers)
        filters = ", ".join(name for name in SELECTING if name not in CLOCK)
        detail = f"That would be {size:,.1f} MB; at most {most:,.1f} MB are served at once."
        return problem(HTTPStatus.BAD_REQUEST, f"{detail} Narrow it with {filters}.")


def _dataset_asked(request: Request) -> str:
    given = request.query_params.getlist(DATASET)
    if len(given) > 1:
        detail = f"{DATASET}: is given {len(given)} times; give it once."
        raise RefusalError(HTTPStatus.BAD_REQUEST, detail)
    return given[0] if given else ""


def _selection(
    request: Request,
    dataset: Dataset,
    default: pd.Timestamp,
    besides: Collection[str] = (DATASET,),
) -> Selection:
    """What the parameters ask for, but for those that are no part of a selection."""
    if len(request.url.query) > LONGEST_QUERY:
        detail = f"The address has more than {LONGEST_QUERY:,} characters of parameters."
        raise RefusalError(HTTPStatus.BAD_REQUEST, detail)
    try:
        pairs = [pair for pair in request.query_params.multi_items() if pair[0] not in besides]
        return from_query(pairs, dataset, default)
    except ValueError as error:
        raise RefusalError(HTTPStatus.BAD_REQUEST, str(error)) from error


def _span(request: Request) -> str:
    """How long before the moment the events are that are asked for."""
    asked = request.query_params.get(apart.LAST, SPAN)
    if asked not in SPANS:
        detail = f"{apart.LAST}: {shorten(asked)!r} is not known here. Use: {', '.join(SPANS)}."
        raise RefusalError(HTTPStatus.BAD_REQUEST, detail)
    return asked


async def _while_there(request: Request, made: Future[Answer]) -> Answer:
    """The answer, waited for no longer than the reader waits for it."""
    answer, gone = asyncio.wrap_future(made), asyncio.create_task(_hang_up(request))
    try:
        await asyncio.wait((answer, gone), return_when=asyncio.FIRST_COMPLETED)
        if answer.done():
            return answer.result()
        raise RefusalError(HTTPStatus.REQUEST_TIMEOUT, "Nobody waits for the answer.")
    finally:
        answer.cancel()
        gone.cancel()


async def _hang_up(request: Request) -> None:
    """Returns once the reader has closed the connection."""
    while (await request.receive())["type"] != "http.disconnect":
        pass
