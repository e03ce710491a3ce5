"""What one reader sees: a dataset through a Selection, at a moment."""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from geo import ledger
from geo.dataset import Dataset
from geo.ledger import CURRENT, Selection
from geo.status import latest_status


@dataclass(frozen=True)
class View:
    """The dataset as known at ``selection.known_on``, through the filters of the selection."""

    dataset: Dataset
    selection: Selection

    @property
    def at(self) -> pd.Timestamp:
        return self.selection.known_on

    @cached_property
    def known(self) -> pd.DataFrame:
        """Every claim reported by the moment, with its ``standing``."""
        return ledger.as_known_on(self.dataset.claims, self.at)

    @cached_property
    def evidence(self) -> pd.DataFrame:
        """The known claims of the certainties and kinds of source asked for."""
        return ledger.match_evidence(self.known, self.selection)

    @cached_property
    def status(self) -> pd.DataFrame:
        """The latest status of each place by the evidence; see ``latest_status``."""
        rows = self._own("status", self.evidence)
        return latest_status(rows, self.at, self.dataset.about.stale_after)

    @cached_property
    def claims(self) -> pd.DataFrame:
        """The claims that all filters leave, whatever their standing, in order of reporting."""
        claims = ledger.match_subject(self.evidence, self.selection)
        if not self.selection.severities:
            return claims
        severity = claims.place_id.map(self.status.severity).fillna("Unknown")
        return claims[severity.isin(self.selection.severities)]

    @cached_property
    def current(self) -> pd.DataFrame:
        """Of ``claims``, those that stand."""
        return self.claims[self.claims.standing == CURRENT]

    @cached_property
    def _standing(self) -> pd.DataFrame:
        return self.evidence[self.evidence.standing == CURRENT]

    def table(self, name: str) -> pd.DataFrame:
        """The current claims of one ledger table, with its own columns."""
        return self._own(name, self.current)

    def standing(self, name: str) -> pd.DataFrame:
        """The current claims of one table by the evidence, whatever places or words are asked."""
        return self._own(name, self._standing)

    def history(self, name: str) -> pd.DataFrame:
        """The claims of one ledger table, whatever their standing, with its own columns."""
        return self._own(name, self.claims)

    def about_place(self, place_id: str) -> "View":
        """The same evidence at the same moment, for one place and none of the other filters."""
        kept = Selection(
            known_on=self.at,
            certainties=self.selection.certainties,
            source_kinds=self.selection.source_kinds,
            places=(place_id,),
        )
        return View(self.dataset, kept)

    def earlier(self, span: pd.Timedelta) -> "View":
        """The same filters, as known ``span`` before."""
        return self.known_on(self.at - span)

    def known_on(self, moment: pd.Timestamp) -> "View":
        """The same filters, as known on another moment (UTC)."""
        values = {**self.selection.__dict__, "known_on": moment}
        return View(self.dataset, Selection(**values))

    def _own(self, name: str, claims: pd.DataFrame) -> pd.DataFrame:
        rows = claims[claims.table == name]
        details = self.dataset.details[name].reindex(rows.entry_id)
        return pd.concat([rows, details.set_axis(rows.index)], axis=1)
