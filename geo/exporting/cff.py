"""CITATION.cff: the citation of a view in the Citation File Format 1.2.0."""

import json
from collections.abc import Iterator
from datetime import date

from geo.exporting.citation import cite
from geo.view import View


def citation_file(view: View, address: str = "") -> str:
    """The file as YAML; every value is a JSON string, which YAML 1.2 reads as it is."""
    return "".join(f"{line}\n" for line in _lines(view, address))


def _lines(view: View, address: str) -> Iterator[str]:
    citation = cite(view, address)
    about = view.dataset.about
    yield 'cff-version: "1.2.0"'
    yield 'type: "dataset"'
    yield f"title: {_quote(f'{citation.title}, as known {citation.moment}')}"
    yield 'message: "Please cite this view of the dataset as given here."'
    yield "authors:"
    for name in filter(None, about.contributors or ("Crisis Map contributors",)):
        yield f"  - name: {_quote(name)}"
    yield f"version: {_quote(citation.version)}"
    if about.description:
        yield f"abstract: {_quote(about.description)}"
    released = str(about.descriptor.get("created", ""))[:10]
    if _is_day(released):
        yield f"date-released: {_quote(released)}"
    if about.licence_url.startswith(("http://", "https://")):
        yield f"license-url: {_quote(about.licence_url)}"
    if citation.permalink.startswith(("http://", "https://")):
        yield f"url: {_quote(citation.permalink)}"
    yield "identifiers:"
    yield '  - type: "other"'
    yield f"    value: {_quote(f'sha256:{citation.version}')}"
    yield '    description: "The SHA-256 of the dataset"'


def _quote(text: str) -> str:
    return json.dumps(text, ensure_ascii=True)


def _is_day(text: str) -> bool:
    try:
        return len(date.fromisoformat(text).isoformat()) == len(text)
    except ValueError:
        return False
