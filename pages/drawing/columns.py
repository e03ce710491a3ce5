"""Columns of readers' tables and charts, made of claims."""

from collections.abc import Iterable, Mapping

import pandas as pd

from geo.dataset import Dataset
from geo.mapping.inert import visible
from geo.rows import read_rows, split
from geo.view import View
from geo.view.keeping import per_dataset
from geo.words import moments, terms

_REPORTED = ["reported_at", "reported_basis", "reported_text", "timed"]


def reported(view: View, claims: pd.DataFrame) -> list[str]:
    """When each claim was published, as precisely as its source shows it, and so marked inside its
    day.
    """
    told = _reported(view.dataset)
    unknown = set(view.known.entry_id[view.known.hour_unknown])
    mark = f", {moments.HOUR_UNKNOWN}"
    return [told[one] + (mark if one in unknown else "") for one in claims.entry_id]


@per_dataset
def _reported(data: Dataset) -> Mapping[str, str]:
    claims, zone = data.claims, data.about.zone
    told = (moments.reported(claim, zone) for claim in read_rows(claims, _REPORTED))
    return dict(zip(claims.entry_id, told, strict=True))


def texts(values: Iterable[str], longest: int = 80) -> list[str]:
    """A dataset's texts with their control signs shown, cut to a length."""
    return [visible(value, longest) for value in values]


def addresses(view: View, claims: pd.DataFrame) -> list[str | None]:
    """The address of the source that each claim relies on first; None where it has none."""
    sources = view.dataset.source_rows
    return [sources[split(cell)[0]].url or None for cell in claims.source_id]


def standing(claims: pd.DataFrame) -> list[str]:
    """Whether each claim stands, in words."""
    return [terms.STANDING[one] for one in claims.standing]


def numbers(frame: pd.DataFrame, *names: str) -> dict[str, list[float | None]]:
    """Numeric columns for a chart, None where a number is not known."""
    return {
        name: [None if pd.isna(one) else float(one) for one in frame[name].tolist()]
        for name in names
    }
