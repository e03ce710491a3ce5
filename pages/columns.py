"""Columns of readers' tables and charts, made of claims."""

from collections.abc import Iterable

import pandas as pd

from geo.mapping.inert import visible
from geo.rows import read_rows
from geo.view import View
from pages import words

_REPORTED = ["reported_at", "reported_text", "reported_basis"]


def reported(view: View, claims: pd.DataFrame) -> list[str]:
    """When each claim was published, as precisely as its source shows it."""
    zone = view.dataset.about.zone
    return [words.reported(claim, zone) for claim in read_rows(claims, _REPORTED)]


def texts(values: Iterable[str], longest: int = 80) -> list[str]:
    """A dataset's texts with their control signs shown, cut to a length."""
    return [visible(value, longest) for value in values]


def addresses(view: View, claims: pd.DataFrame) -> list[str | None]:
    """The address of the source that each claim relies on first; None where it has none."""
    urls = view.dataset.sources.url
    found = dict(zip(urls.index, urls, strict=True))
    return [found[cell.partition("|")[0]] or None for cell in claims.source_id]


def standing(claims: pd.DataFrame) -> list[str]:
    """Whether each claim stands, in words."""
    return [words.STANDING[one] for one in claims.standing]


def numbers(frame: pd.DataFrame, *names: str) -> dict[str, list[float | None]]:
    """Numeric columns for a chart, None where a number is not known."""
    return {
        name: [None if pd.isna(one) else float(one) for one in frame[name].tolist()]
        for name in names
    }
