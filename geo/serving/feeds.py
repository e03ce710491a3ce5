"""Which feeds there are for other programs: the files of a view at lasting addresses.

They take the parameters of the page's address (``geo.view.address``).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

import pandas as pd

from geo.dataset import Dataset
from geo.exporting import html
from geo.exporting.formats import FORMATS
from geo.view import View


@dataclass(frozen=True)
class Content:
    """What stands at an address, and headers of its own."""

    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Feed:
    """One address: what is served there and, without ``at``, as known on which ``moment``."""

    path: str
    mime: str
    summary: str
    make: Callable[[View, str], Content]
    moment: Callable[[Dataset], pd.Timestamp]
    default: str


def _default_moment(dataset: Dataset) -> pd.Timestamp:
    return dataset.about.default_moment


def _last_report(dataset: Dataset) -> pd.Timestamp:
    latest = dataset.claims.reported_at.max()
    return dataset.about.default_moment if pd.isna(latest) else latest


_BY_DEFAULT = (_default_moment, "the dataset's default moment")
_TO_THE_END = (_last_report, "the last report")


def _feed(path: str, name: str, summary: str, when: tuple = _BY_DEFAULT) -> Feed:
    file = FORMATS[name]
    return Feed(path, file.mime, summary, lambda *view: Content(file.make(*view)), *when)


def _embed(frame_ancestors: Iterable[str]) -> Feed:
    ancestors = " ".join(["'self'", *frame_ancestors])

    def make(view: View, address: str) -> Content:
        page = html.page(view, address)
        policy = f"{page.policy}; frame-ancestors {ancestors}"
        return Content(page.html, {"Content-Security-Policy": policy})

    summary = "The standalone map, for a frame of another page"
    return Feed("/embed", FORMATS["html"].mime, summary, make, *_BY_DEFAULT)


def feeds(frame_ancestors: Iterable[str] = ()) -> tuple[Feed, ...]:
    """Every feed; ``frame_ancestors`` are the origins that may frame /embed."""
    return (
        _feed("/feeds/situation.geojson", "geojson", "The situation, one feature per place"),
        _feed("/feeds/claims.csv", "csv", "The claims, one row each"),
        _feed("/feeds/claims.hxl.csv", "hxl", "The claims with HXL hashtags"),
        _feed("/feeds/claims.parquet", "parquet", "The claims, typed, for analysts"),
        _feed("/feeds/events.ucdp.csv", "ucdp", "Events that killed people, as UCDP GED has them"),
        _feed("/feeds/events.acled.csv", "acled", "Incidents, as ACLED has them"),
        _feed("/feeds/changes.atom", "atom", "What changed, newest first", _TO_THE_END),
        _feed("/feeds/corrections.atom", "corrections-atom",
              "What was withdrawn or corrected, newest first", _TO_THE_END),
        _feed("/feeds/corrections.csv", "corrections-csv",
              "What was withdrawn or corrected, one row per claim", _TO_THE_END),
        _embed(frame_ancestors),
    )  # fmt: skip
