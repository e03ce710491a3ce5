"""What is known at the moment of looking, by the claims that it rests on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from geo.rows import read_rows
from geo.subjects import casualties, services
from geo.subjects.deployments import Strength
from geo.view import View

_STATE = ("place_id", "service", "state", "contested", "stale", "last_reported", "entry_ids")


@dataclass(frozen=True, eq=False)
class Known:
    """A view without filters, of which each part is read once; ``then`` (UTC) is when a text was
    written."""

    view: View
    then: pd.Timestamp

    @cached_property
    def figures(self) -> Mapping[str, Any]:
        """The figures of people, by each claim that one rests on or has as its history."""
        found: dict[str, Any] = {}
        for row in read_rows(self.view.figures, [*casualties.COLUMNS]):
            found |= dict.fromkeys((*row.entry_ids, *row.history), row)
        return found

    @cached_property
    def figures_of_all(self) -> Mapping[tuple[str, str, str], Any]:
        """The tolls on everybody of a group, by place_id, measure and group."""
        return {
            (row.place_id, row.measure, row.group): row
            for row in self.figures.values()
            if row.counts != casualties.EVENT and not (row.subset or row.since)
        }

    @cached_property
    def strengths(self) -> Mapping[str, Strength]:
        """The strengths of forces, by each claim on them."""
        rows = read_rows(self.view.strengths, Strength)
        return {entry_id: row for row in rows for entry_id in row.entry_ids}

    @cached_property
    def states(self) -> Mapping[tuple[str, str], Any]:
        """The latest state of each service, by place_id and service."""
        return self._by_place(self.view.service_states)

    @cached_property
    def states_then(self) -> Mapping[tuple[str, str], Any]:
        """The state that each service had when the text was written, by what is known now."""
        return self._by_place(services.latest_states(self.view.table("services"), self.then))

    def _by_place(self, table: pd.DataFrame) -> Mapping[tuple[str, str], Any]:
        return {(row.place_id, row.service): row for row in read_rows(table, _STATE)}

    @cached_property
    def rivals(self) -> Mapping[str, str]:
        """The claims that stand and cannot be true together with one, by its entry_id."""
        rows = self.view.evidence
        return dict(zip(rows.entry_id.tolist(), rows.contested_by.tolist(), strict=True))

    def claims(self, entry_ids: Iterable[str]) -> list[Any]:
        """The claims of these names."""
        return [self.view.dataset.rows[one] for one in entry_ids]

    def chain(self, claim: Any) -> list[Any]:
        """A claim and the Updates that replaced it, one after the other."""
        found = {claim.entry_id: claim}
        while named := self.view.ended_by(claim, "superseded"):
            if named in found:
                break
            claim = found[named] = self.view.dataset.rows[named]
        return list(found.values())
