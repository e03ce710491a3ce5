"""One row for each ledger table: what it is called, how it is compared, told and shown.

A table without a row gets the default: each claim is told by its summary.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from functools import partial
from typing import Any

import pandas as pd

from geo.dataset import Dataset
from geo.dataset.schema import LEDGER, TABLES
from geo.subjects import values
from geo.words import terms


class Section(Enum):
    """Which part of the panel of a place shows the claims of a table."""

    HEAD = auto()
    IN_FORCE = auto()
    FIGURES = auto()
    SERVICES = auto()
    EVENTS = auto()
    LISTED = auto()
    ALL_CLAIMS = auto()  # no part of its own


@dataclass(frozen=True)
class Entry:
    """How one ledger table is called, compared, told and shown.

    Its facts are threads, a claim and the Updates that replaced it, of which ``value`` gives what
    a claim says at a moment; or, where there is ``sum_up``, facts of a place, whoever says so.
    ``is_dated``: they speak only from their own begin on.
    """

    label: str
    fact: str
    plural: str
    value: Callable[[Any, pd.Timestamp, values.LastReports], values.Value] = values.report
    sum_up: Callable[[pd.DataFrame, pd.Timestamp, Dataset], values.Facts] | None = None
    is_dated: bool = False
    section: Section = Section.LISTED

    @property
    def is_threaded(self) -> bool:
        return self.sum_up is None


# In the order in which they are told.
_ENTRIES = {
    "status": Entry("Status", "severity", "severity", sum_up=values.severities, is_dated=True,
                    section=Section.HEAD),
    "restrictions": Entry("Curfews and restrictions", "restriction", "restrictions",
                          values.restriction, section=Section.IN_FORCE),
    "casualties": Entry("Casualties", "figure", "figures", sum_up=values.figures,
                        section=Section.FIGURES),
    "services": Entry("Services", "service", "services", sum_up=values.service_states,
                      is_dated=True, section=Section.SERVICES),
    "incidents": Entry("Incidents", "incident", "incidents", section=Section.EVENTS),
    "deployments": Entry("Peacekeepers", "deployment", "peacekeepers", values.deployment),
    "contacts": Entry("Diplomacy", "contact", "diplomacy", partial(values.report, lead="kind"),
                      section=Section.ALL_CLAIMS),
}  # fmt: skip


def entry(table: str) -> Entry:
    """The row of a ledger table, or the default."""
    return _ENTRIES.get(table) or _default(table)


def _default(table: str) -> Entry:
    return Entry(TABLES[table].title, table, terms.plain(table))


def entries() -> dict[str, Entry]:
    """Every ledger table with its row, in the order in which a reader is told of them."""
    names = dict.fromkeys((*_ENTRIES, *(table.name for table in LEDGER)))
    return {name: entry(name) for name in names}


def labels() -> dict[str, str]:
    """What each ledger table is called."""
    return {name: row.label for name, row in entries().items()}


def by_fact() -> dict[str, Entry]:
    """The rows by what a fact of theirs is called, in the same order."""
    return {row.fact: row for row in entries().values()}
