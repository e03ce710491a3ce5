"""The judgements of editors beside the written rule, as known when each was made."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

import pandas as pd

from geo.dataset import Dataset
from geo.dataset.issues import Issue
from geo.dataset.vocabulary import SEVERITY
from geo.subjects import lapsing
from geo.subjects.evidence import TABLES, Claim, Common, Evidence, common, gather, read_plain
from geo.subjects.severity import Derived, derive
from geo.words import severity as words

_ADVICE = "Correct it, or say in judged_on why it departs."
_GRAVE = ("Extreme", "Severe")
_TICK = pd.Timedelta(seconds=1)
_NOTHING = Evidence()


class _Judgement(NamedTuple):
    place_id: str
    line: int
    severity: str
    begins: pd.Timestamp | None
    ends: pd.Timestamp | None
    reported_at: pd.Timestamp


class _Times(NamedTuple):
    """From when to when a claim stood: reported at the earliest and at the latest, and replaced."""

    entry_id: str
    message: str
    reported_from: pd.Timestamp | None
    reported_at: pd.Timestamp | None
    superseded_at: pd.Timestamp | None
    retracted_at: pd.Timestamp | None


def check_judgements(dataset: Dataset) -> list[Issue]:
    """A warning for each judgement that departs from the rule and has no ``judged_on``.

    It is too mild where the other claims about the place give something graver, and too grave where
    nothing supports Extreme or Severe; for what is less grave its own sentence is enough. As known
    at the report of the judgement, at any moment of the time that it speaks of.
    """
    rows = dataset.ledger["status"]
    is_asked = (rows.place_id != "") & (rows.judged_on == "") & (rows.message != "Cancel")
    judgements = read_plain(rows[is_asked & rows.reported_at.notna()], _Judgement)
    rule = _Rule(dataset)
    return [_issue(one, departure) for one in judgements for departure in rule.departures(one)]


def _issue(judgement: _Judgement, by_rule: Derived | None) -> Issue:
    told = (by_rule.severity, by_rule.reason, by_rule.entry_ids) if by_rule else ("", "", ())
    problem = f"departs from the rule. {words.departure(*told)}"
    return Issue("warning", "status", int(judgement.line), "severity", judgement.severity, problem,
                 _ADVICE)  # fmt: skip


class _Rule:
    """The rule over a dataset, at any moment and as known on any other."""

    def __init__(self, dataset: Dataset) -> None:
        self._places, self._lasts = dataset.places, dataset.about.stale_after
        self._evidence = gather(
            {table: _with_lapses(dataset, dataset.ledger[table]) for table in TABLES}
        )
        times = read_plain(dataset.claims, _Times)
        self._times: Mapping[str, _Times] = {one.entry_id: one for one in times}
        self._country = dataset.places.country.to_dict()
        self._common: dict[tuple, Common] = {}

    def departures(self, judgement: _Judgement) -> Iterator[Derived | None]:
        """What the rule gives instead, if it gives anything else."""
        own = list(self._each(judgement, judgement.place_id))
        if judgement.severity in _GRAVE:
            inside = (one for place in self._inside(judgement.place_id)
                      for one in self._each(judgement, place))  # fmt: skip
            supports = [one for one in (*own, *inside) if one and _rank(one) <= _rank(judgement)]
            if not supports:
                yield min(filter(None, own), key=_rank, default=None)
                return
        if all(one and _rank(one) < _rank(judgement) for one in own):
            yield max(filter(None, own), key=_rank)

    def _each(self, judgement: _Judgement, place_id: str) -> Iterator[Derived | None]:
        """What the rule gives for a place at each moment at which that may have changed."""
        claims = self._evidence.get(place_id, _NOTHING)
        for is_sure in (True, False):
            known = self._known(claims, judgement.reported_at, is_sure)
            shared = self._shared(place_id, judgement, is_sure)
            for at in _moments(judgement, known):
                yield derive(known, shared, at, self._lasts)

    def _known(self, claims: Evidence, by: pd.Timestamp, is_sure: bool) -> Evidence:
        """The claims that stood for sure, or perhaps: the hour of a report may not be known."""

        def stands(claim: Claim) -> bool:
            times = self._times[claim.entry_id]
            reported = times.reported_at if is_sure else times.reported_from
            is_gone = any(end and end <= by for end in (times.superseded_at, times.retracted_at))
            is_reported = reported is not None and reported <= by
            return is_reported and not is_gone and times.message != "Cancel"

        return claims.only(stands)

    def _shared(self, place_id: str, judgement: _Judgement, is_sure: bool) -> Common:
        """What was laid on the whole country at the time of a judgement."""
        at = _as_of(judgement)
        key = self._country[place_id], at, judgement.reported_at, is_sure
        if key not in self._common:
            known = {one: self._known(claims, judgement.reported_at, is_sure)
                     for one, claims in self._wide.items()}  # fmt: skip
            self._common |= {
                (country, *key[1:]): laid
                for country, laid in common(known, self._places, at).items()
            }
        return self._common[key]

    @cached_property
    def _wide(self) -> Mapping[str, Evidence]:
        """The claims about countries and regions."""
        kinds = self._places.kind.to_dict()
        return {
            place_id: claims
            for place_id, claims in self._evidence.items()
            if kinds.get(place_id) in ("country", "region")
        }

    def _inside(self, place_id: str) -> Iterable[str]:
        """The places in a region or a country of which there are claims: a whole has its parts'."""
        place = self._places.loc[place_id]
        if place.kind not in ("country", "region"):
            return ()
        inside = self._places[self._places.country == place.country]
        if place.kind == "region":
            inside = inside[inside.admin1 == place.admin1]
        return (one for one in inside.index if one != place_id and one in self._evidence)


def _with_lapses(dataset: Dataset, claims: pd.DataFrame) -> pd.DataFrame:
    """The claims with ``lapses_at``."""
    zones = dataset.places.timezone.to_dict()
    found = lapsing.lapses(claims, dataset.about.stale_after)
    return lapsing.add_lapses(claims, found, zones)


def _moments(judgement: _Judgement, evidence: Evidence) -> Iterable[pd.Timestamp]:
    """The begin and the end of what a judgement speaks of, and what begins between the two."""
    last = _as_of(judgement)
    first = last if judgement.begins is None else min(judgement.begins, last)
    dated: tuple[Claim, ...] = (*evidence.incidents, *evidence.casualties)
    between = (one.begins for one in dated if one.begins and first < one.begins < last)
    return dict.fromkeys((first, *between, last))


def _as_of(judgement: _Judgement) -> pd.Timestamp:
    """The last moment of what it speaks of, or its report where that came first."""
    if judgement.ends is None or judgement.ends > judgement.reported_at:
        return judgement.reported_at
    is_moment = judgement.ends == judgement.begins
    return judgement.ends if is_moment else judgement.ends - _TICK


def _rank(one: Derived | _Judgement) -> int:
    """From the gravest."""
    return SEVERITY.index(one.severity)
