"""The feeds described as OpenAPI 3.1, from the same tables that serve them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Protocol

from geo.dataset import Dataset
from geo.serving.responses import ANYBODY, PROBLEM
from geo.version import SOFTWARE
from geo.view.address import choices
from geo.view.parameters import DATASET, SELECTING, Parameter
from geo.view.values import AT, LONGEST_TEXT


class Described(Protocol):
    """What the description needs to know of a feed."""

    @property
    def path(self) -> str: ...

    @property
    def mime(self) -> str: ...

    @property
    def summary(self) -> str: ...

    @property
    def default(self) -> str: ...


def describe(
    dataset: Dataset,
    feeds: Iterable[Described],
    address: str,
    origins: Collection[str] = (),
    names: Sequence[str] = (),
) -> dict[str, Any]:
    """The OpenAPI document of the feeds of a dashboard at ``address``, a URL ending in a slash.

    ``origins`` are the sites whose scripts may read the feeds, or ANYBODY. ``names`` are those of
    the datasets where there are several, this one's first: the document tells of its terms.
    """
    about = dataset.about
    allowed = choices(dataset)
    parameters = {name: _parameter(one, allowed) for name, one in SELECTING.items()}
    if names:
        parameters = {DATASET: _which(names), **parameters}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"{about.title}: feeds",
            "version": dataset.version,
            "x-software": SOFTWARE,
            "description": "What a page of the dashboard shows, under the same parameters as the "
            f"page's address. Moments without an offset are read in {about.zone.key}. "
            f"{_sharing(origins)}",
            **_licence(about.licence, about.licence_url),
        },
        "servers": [{"url": address.rstrip("/")}],
        "paths": {feed.path: _path(feed, parameters) for feed in feeds},
        "components": {
            "parameters": parameters,
            "responses": _RESPONSES,
            "schemas": {"Problem": _PROBLEM_SCHEMA},
        },
    }


def _sharing(origins: Collection[str]) -> str:
    if not origins:
        return "Scripts of other sites cannot read them (no CORS)."
    who = "any site" if ANYBODY in origins else ", ".join(sorted(origins))
    return f"Scripts of {who} can read them (CORS)."


def _licence(name: str, url: str) -> dict[str, Any]:
    licence = {"name": name, "url": url} if url else {"name": name}
    return {"license": licence} if name else {}


def _parameter(parameter: Parameter, allowed: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string"}
    if parameter.name == "at":
        schema |= {"pattern": f"^{AT}$", "examples": ["2022-01-07", "2022-01-07T18:30"]}
    elif parameter.name == "q":
        schema |= {"maxLength": LONGEST_TEXT}
    else:
        schema |= {"enum": list(allowed[parameter.name])}
    if parameter.repeats:
        schema = {"type": "array", "items": schema, "uniqueItems": True}
    return {
        "name": parameter.name,
        "in": "query",
        "description": parameter.meaning,
        "required": False,
        "schema": schema,
        **({"style": "form", "explode": True} if parameter.repeats else {}),
    }


def _which(names: Sequence[str]) -> dict[str, Any]:
    return {
        "name": DATASET,
        "in": "query",
        "description": "the dataset that all other parameters are about, by its name; the "
        "parameters below are those of the first one here",
        "required": False,
        "schema": {"type": "string", "enum": list(names)},
    }


def _path(feed: Described, parameters: Iterable[str]) -> dict[str, Any]:
    media = feed.mime.split(";")[0]
    good = {
        "description": feed.summary,
        "headers": {
            "ETag": {"schema": {"type": "string"}},
            "Last-Modified": {"schema": {"type": "string"}},
        },
        "content": {media: {}},
    }
    others = {code: {"$ref": f"#/components/responses/{code}"} for code in _RESPONSES}
    return {
        "get": {
            "operationId": feed.path.strip("/").replace("/", "-"),
            "summary": feed.summary,
            "description": f"Without `at`: as known on {feed.default}.",
            "parameters": [{"$ref": f"#/components/parameters/{name}"} for name in parameters],
            "responses": {"200": good, **others},
        }
    }


def _problem(description: str, *headers: str) -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/Problem"}
    own = {name: {"schema": {"type": "string"}} for name in headers}
    described = {"description": description, "content": {PROBLEM: {"schema": schema}}}
    return described | ({"headers": own} if own else {})


_RESPONSES = {
    "304": {"description": "Nothing has changed since the ETag or the moment that was sent."},
    "400": _problem("A parameter cannot be read, or too much was asked for at once."),
    "404": _problem("There is no dataset of that name."),
    "503": _problem(
        "The dataset cannot be read, or the server is busy; try again later.", "Retry-After"
    ),
}
# RFC 9457.
_PROBLEM_SCHEMA = {
    "type": "object",
    "required": ["title", "status", "detail"],
    "properties": {
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
    },
}
