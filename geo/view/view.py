"""What one reader sees: a dataset through a Selection, at a moment."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from geo import ledger
from geo.dataset import Dataset
from geo.dataset.disputes import CONTESTED, contest
from geo.ledger import CURRENT, RETRACTED, STANDINGS, Selection
from geo.subjects import (
    beginnings,
    curfews,
    deployments,
    evidence,
    lapsing,
    rating,
    services,
)
from geo.subjects import tonight as nights
from geo.subjects.severity import FORGOTTEN
from geo.subjects.status import latest_status
from geo.view import made_once, own_columns
from geo.view.figure import Figures, by_place

# What a moment and the evidence say of a claim, and when it was: all that is asked of one here.
_MARKS = ["begins", "ends", "standing", "hour_unknown", *CONTESTED]


@dataclass(frozen=True, eq=False)
class View:
    """The dataset as known at ``selection.known_on``, through the filters of the selection.

    Each part is computed once, when it is first asked for. What the filters on places, kinds and
    words do not touch is that of ``whole``, which views with other such filters can share.
    """

    dataset: Dataset
    selection: Selection

    def __eq__(self, other: object) -> bool:
        return isinstance(other, View) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)

    @cached_property
    def _key(self) -> tuple[str, Selection]:
        return self.dataset.version, self.selection

    @property
    def at(self) -> pd.Timestamp:
        return self.selection.known_on

    @property
    def whole(self) -> "View":
        """The same evidence at the same moment, about every place and of every kind."""
        # Not kept where it is the view itself: in a circle it would outlive its last reader.
        return self._whole if self.selection.picks_subjects else self

    @cached_property
    def _whole(self) -> "View":
        return View(self.dataset, self.selection.evidence_only)

    def resting_on(self, whole: "View") -> "View":
        """The same view, which takes from ``whole``, a view equal to its own, what it can."""
        self.__dict__["_whole"] = whole
        return self

    @cached_property
    def known(self) -> pd.DataFrame:
        """Every claim reported by the moment, with ``standing`` and ``hour_unknown``."""
        if self.whole is not self:
            return self.whole.known
        return made_once.clock(self.dataset).known(self.at, self.selection.hours)

    @cached_property
    def evidence(self) -> pd.DataFrame:
        """The known claims of the certainties and kinds of source asked for; see ``contest``."""
        if self.whole is not self:
            return self.whole.evidence
        counting = ledger.match_evidence(self.known, self.selection)
        return contest(counting, made_once.contests(self.dataset))

    @cached_property
    def status(self) -> pd.DataFrame:
        """How severe things are in each place by the evidence; see ``rating.rate``."""
        if self.whole is not self:
            return self.whole.status
        lasts = self.dataset.about.stale_after
        judged = latest_status(self._own("status", self.evidence), self.at, lasts)
        since = self.at - max(lasts, FORGOTTEN)
        standing = self._standing
        recent = standing[~evidence.are_over(standing, since)]
        tables = {
            table: self._own(table, recent) if table in evidence.DATED else self.table(table)
            for table in evidence.TABLES
        }
        claims = evidence.gather(tables)
        return rating.rate(judged, claims, self.dataset.places, self.at, lasts)

    @cached_property
    def claims(self) -> pd.DataFrame:
        """The claims that all filters leave, whatever their standing, in order of reporting."""
        claims = ledger.match_subject(self.evidence, self.selection)
        if not self.selection.severities:
            return claims
        severity = self.status.severity.to_dict()
        wanted = set(self.selection.severities)
        kept = [severity.get(place_id, "Unknown") in wanted for place_id in claims.place_id]
        return claims[pd.Series(kept, index=claims.index, dtype=bool)]

    def are(self, standing: str) -> np.ndarray:
        """Which of ``claims`` have a standing."""
        places = made_once.clock(self.dataset).standings(self.at, self.selection.hours)
        return places[self.claims.index] == STANDINGS.index(standing)

    @cached_property
    def current(self) -> pd.DataFrame:
        """Of ``claims``, those that stand."""
        return self.claims[self.are(CURRENT)]

    @cached_property
    def _standing(self) -> pd.DataFrame:
        """``current`` with no more columns than tell it apart from the dataset's own claims."""
        return self.claims[_MARKS][self.are(CURRENT)]

    def about_place(self, place_id: str) -> "View":
        """The same evidence at the same moment, for one place and none of the other filters."""
        selection = replace(self.selection.evidence_only, places=(place_id,))
        return View(self.dataset, selection).resting_on(self.whole)

    def table(self, name: str) -> pd.DataFrame:
        """The current claims of one ledger table, with its own columns."""
        return self._kept("_standing", name)

    def _kept(self, which: str, name: str) -> pd.DataFrame:
        if (which, name) not in self._tables:
            self._tables[which, name] = self._own(name, getattr(self, which))
        return self._tables[which, name]

    @cached_property
    def _tables(self) -> dict[tuple[str, str], pd.DataFrame]:
        return {}

    def standing(self, name: str) -> pd.DataFrame:
        """The current claims of one table by the evidence, whatever places or words are asked."""
        return self.whole.table(name)

    def standing_in(self, name: str, rows: pd.Index) -> pd.DataFrame:
        """Those of ``standing`` in some rows of the dataset's claims, without making all."""
        return self.whole._own(name, self.whole._standing.loc[rows])

    def history(self, name: str) -> pd.DataFrame:
        """The claims of one ledger table, whatever their standing, with its own columns."""
        return self._kept("claims", name)

    def withdrawn(self, name: str, scope: str) -> pd.DataFrame:
        """The claims of one table on places of a kind that were taken back, which are few."""
        taken = self.claims[self.are(RETRACTED)]
        return self._own(name, taken[taken.scope == scope])

    def cancel(self, claim: Any) -> Any:
        """The message that had taken a claim back by the moment; None where none had."""
        named = self.ended_by(claim, "retracted")
        return self.dataset.rows[named] if named else None

    def ended_by(self, claim: Any, end: ledger.End) -> str:
        """What had ended a claim by the moment; see ``ledger.ended_by``."""
        return ledger.ended_by(claim, end, self.at, self.selection.hours)

    @cached_property
    def figures(self) -> pd.DataFrame:
        """The casualty figures; see ``casualties.figures``."""
        mine, own = own_columns.rows_of(self.dataset, "casualties", self._standing)
        clashes = self._standing[list(CONTESTED)].take(mine)
        days = self.dataset.about.comparable_days
        return made_once.people(self.dataset).figures(own, clashes, days)

    @cached_property
    def people(self) -> Figures:
        """The figures of people, whatever the filters on places show."""
        return by_place(self.figures) if self.whole is self else self.whole.people

    @cached_property
    def strengths(self) -> pd.DataFrame:
        """The strengths of forces; see ``deployments.strengths``."""
        days = self.dataset.about.comparable_days
        return deployments.strengths(self.table("deployments"), days)

    @cached_property
    def shown(self) -> frozenset[str]:
        """The places of which it shows how things stand: those that the filters leave claims on.

        So are those where one of the claims left on a region or country sets a curfew tonight, if
        they pass the filters of places themselves. Without a filter they are all places.
        """
        if self.whole is self:
            return frozenset(self.dataset.places.index)
        return frozenset(self.claims.place_id) - {""} | self._under_shown_curfews()

    def _under_shown_curfews(self) -> frozenset[str]:
        wanted = replace(self.selection, regions=(), places=(), severities=())
        left = set(ledger.match_subject(self.evidence, wanted).entry_id)
        nights_ = self.whole.tonight
        kept = [not left.isdisjoint(ids) for ids in nights_.entry_ids]
        return frozenset(filter(self._passes, nights_.place_id[pd.Series(kept, dtype=bool)]))

    def _passes(self, place_id: str) -> bool:
        """Whether a place itself is among those asked for."""
        asked, place = self.selection, self.dataset.places.loc[place_id]
        severity = self.status.severity.get(place_id, "Unknown")
        return (
            (not asked.places or place_id in asked.places)
            and (not asked.regions or place.admin1 in asked.regions)
            and (not asked.severities or severity in asked.severities)
        )

    def _of_shown(self, rows: pd.DataFrame) -> pd.DataFrame:
        return rows[rows.place_id.isin(self.shown)].reset_index(drop=True)

    @cached_property
    def lapses(self) -> Mapping[str, pd.Timestamp]:
        """When each claim by the evidence that can lapse does, by entry_id; see ``lapsing``."""
        if self.whole is not self:
            return self.whole.lapses
        found: dict[str, pd.Timestamp] = {}
        for name in self._lapsing:
            found |= lapsing.lapses(
                own_columns.of(self.dataset, name, self._standing), self.dataset.about.stale_after
            )
        return found

    @cached_property
    def last_reports(self) -> Mapping[str, pd.Timestamp]:
        """When what has lapsed was last reported, by the entry_id of each claim on it."""
        if self.whole is not self:
            return self.whole.last_reports
        found: dict[str, pd.Timestamp] = {}
        for name in self._lapsing:
            found |= lapsing.last_reports(self.table(name), lapsing.SAME[name], self.at)
        return found

    @property
    def _lapsing(self) -> list[str]:
        """The tables whose claims can lapse, of those that the dataset has."""
        return [name for name in lapsing.SAME if len(self.dataset.ledger[name])]

    @cached_property
    def in_force(self) -> pd.DataFrame:
        """The restrictions in force at the places shown; see ``curfews.in_force_everywhere``."""
        if self.whole is not self:
            return self._of_shown(self.whole.in_force)
        places = self.dataset.places
        return curfews.in_force_everywhere(self.table("restrictions"), places, self.at)

    @cached_property
    def tonight(self) -> pd.DataFrame:
        """The places shown that have a curfew tonight; see ``geo.subjects.tonight``."""
        if self.whole is not self:
            return self._of_shown(self.whole.tonight)
        return nights.tonight(self.table("restrictions"), self.dataset.places, self.at)

    @cached_property
    def service_states(self) -> pd.DataFrame:
        """The state of each service at the places shown; see ``services.latest_states``."""
        if self.whole is not self:
            return self._of_shown(self.whole.service_states)
        return services.latest_states(self.table("services"), self.at)

    def earlier(self, span: pd.Timedelta) -> "View":
        """The same filters, as known ``span`` before."""
        return self.known_on(self.at - span)

    def known_on(self, moment: pd.Timestamp) -> "View":
        """The same filters, as known on another moment (UTC)."""
        return View(self.dataset, replace(self.selection, known_on=moment))

    def with_hours(self, hours: ledger.Hours) -> "View":
        """The same filters and moment, with or without claims whose hour nobody gave."""
        return View(self.dataset, replace(self.selection, hours=hours))

    def _own(self, name: str, claims: pd.DataFrame) -> pd.DataFrame:
        rows = own_columns.of(self.dataset, name, claims)
        if name not in lapsing.SAME:
            return rows
        zones = self.dataset.zones
        rows = lapsing.add_lapses(rows, self.lapses, zones)
        if name != "restrictions":
            return rows
        return beginnings.add_begun_by(rows, self.dataset.rows, zones)
