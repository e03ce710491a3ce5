"""The two clocks: what had been reported by a moment, and what had by then been replaced."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pandas as pd

from geo.folding import find, split_words
from geo.rows import split

STANDINGS = ("current", "superseded", "retracted", "retraction")
CURRENT, SUPERSEDED, RETRACTED, RETRACTION = STANDINGS
_PLACES = {name: place for place, name in enumerate(STANDINGS)}
_WORDS = np.array(STANDINGS, dtype=object)
# What can come of a claim at a moment.
_EVENTS = ("reported", "superseded", "retracted")

# How wide what a claim speaks of is; every other kind of place is local.
_BREADTHS = {"country": 0, "region": 1, "": 3}
LOCAL = 2


def breadth(scope: str) -> int:
    """Where a kind of place stands in an order from the widest; "" could not be located.

    >>> sorted(["village", "", "country", "region"], key=breadth)
    ['country', 'region', 'village', '']
    """
    return _BREADTHS.get(scope, LOCAL)


def is_local(scopes: pd.Series) -> pd.Series:
    """Which kinds of places are neither a region nor a country."""
    return scopes.map(breadth) == LOCAL


# What the region filter calls the claims that speak of the whole country, or of no known place.
NATIONAL = "National"
UNLOCATED = "Unlocated"

# Which reports of a day without an hour are known inside that day: all of them, marked, or none
# until it ends.
Hours = Literal["all", "known"]
HOURS: tuple[Hours, ...] = ("all", "known")
# Two ways for a claim to stand no more: replaced by an Update, withdrawn by a Cancel.
End = Literal["superseded", "retracted"]


@dataclass(frozen=True)
class Selection:
    """What a reader asked for; an empty tuple or text filters nothing.

    ``hours`` goes with the moment: which claims are known on a day whose hours nobody gave.
    ``certainties`` and ``source_kinds`` say which evidence counts at all; the others which places
    and claims are shown. ``regions`` holds admin1 names, NATIONAL and UNLOCATED; ``tables`` ledger
    tables.
    """

    known_on: pd.Timestamp
    regions: tuple[str, ...] = ()
    severities: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    certainties: tuple[str, ...] = ()
    source_kinds: tuple[str, ...] = ()
    text: str = ""
    places: tuple[str, ...] = ()
    hours: Hours = "all"

    @property
    def is_filtered(self) -> bool:
        """Whether anything but what was known at the moment was asked for."""
        return self.picks_subjects or bool(self.certainties or self.source_kinds)

    @property
    def picks_subjects(self) -> bool:
        """Whether it shows only some of the claims that count."""
        return any((self.regions, self.severities, self.tables, self.text, self.places))

    @property
    def evidence_only(self) -> "Selection":
        """The same moment and evidence, with every place, kind and word."""
        return Selection(
            known_on=self.known_on,
            certainties=self.certainties,
            source_kinds=self.source_kinds,
            hours=self.hours,
        )


def as_known_on(claims: pd.DataFrame, at: pd.Timestamp, hours: Hours = "all") -> pd.DataFrame:
    """The claims reported by ``at`` (UTC), with ``standing`` and ``hour_unknown`` at that moment.

    A claim whose source gives a day and no hour is known from the beginning of that day with
    ``hours`` all, and from its end with hours known. ``hour_unknown``: the moment lies inside that
    day, so that the claim may have been published later.

    current: stands. superseded: an Update reported by then replaced it. retracted: a Cancel
    reported by then withdrew it, whether or not it had been superseded before. retraction: the
    Cancel itself. A claim that a Cancelled Update had superseded does not stand again.
    """
    return Clock(claims).known(at, hours)


class Clock:
    """Claims in order of reporting, to be known on many moments: theirs are read once."""

    def __init__(self, claims: pd.DataFrame) -> None:
        self._claims = claims
        self._is_cancel = (claims.message == "Cancel").to_numpy()
        self._moments = {
            name: claims[name].to_numpy(dtype="datetime64[us]")
            for name in (f"{event}_{suffix}" for event in _EVENTS for suffix in _SUFFIX.values())
        }

    def known(self, at: pd.Timestamp, hours: Hours = "all") -> pd.DataFrame:
        """See ``as_known_on``."""
        places = self.standings(at, hours)
        is_known = places >= 0
        number = np.count_nonzero(is_known)
        # Mostly they are the first of all, which need no copy of their own.
        are_first = is_known[:number].all()
        known = self._claims.iloc[:number] if are_first else self._claims[is_known]
        standing = _WORDS[places[is_known]]
        return known.assign(
            standing=pd.Series(standing, known.index, dtype=object, copy=False),
            hour_unknown=self._moments["reported_at"][is_known] > _plain(at),
        )

    def standings(self, at: pd.Timestamp, hours: Hours = "all") -> np.ndarray:
        """The place in STANDINGS of each claim at a moment (UTC); -1 of one that is not known."""
        reported, superseded, retracted = (
            self._moments[f"{event}_{_SUFFIX[hours]}"] <= _plain(at) for event in _EVENTS
        )
        found = np.where(self._is_cancel, _PLACES[RETRACTION], _PLACES[CURRENT]).astype(np.int8)
        found[superseded] = _PLACES[SUPERSEDED]
        found[retracted] = _PLACES[RETRACTED]
        found[~reported] = -1
        return found


def _plain(at: pd.Timestamp) -> np.datetime64:
    """A moment as those of a Clock are: UTC, which is not said."""
    return at.tz_convert(None).to_datetime64()


# The columns of a moment: from when on, and until when at the latest, it may have been.
_SUFFIX: dict[Hours, str] = {"all": "from", "known": "at"}


def ended_by(claim: Any, end: End, at: pd.Timestamp, hours: Hours = "all") -> str:
    """The message that had replaced or withdrawn a claim by a moment (UTC); "" where none had."""
    moment = getattr(claim, f"{end}_{_SUFFIX[hours]}")
    by = f"{end}_by" if hours == "known" else f"{end}_from_by"
    return getattr(claim, by) if moment <= at else ""


def ended_at(claim: Any, end: End, hours: Hours = "all") -> pd.Timestamp:
    """From when on (UTC) a claim was known to be replaced or withdrawn; NaT where it was not."""
    moment: pd.Timestamp = getattr(claim, f"{end}_{_SUFFIX[hours]}")
    return moment


def lifetime(claim: Any, hours: Hours = "all") -> tuple[pd.Timestamp, pd.Timestamp]:
    """When a claim became known, and when it was replaced or withdrawn; NaT where it was not."""
    begin, *ends = (getattr(claim, f"{event}_{_SUFFIX[hours]}") for event in _EVENTS)
    return begin, min((end for end in ends if not pd.isna(end)), default=pd.NaT)


def reports(claims: pd.DataFrame, hours: Hours = "all") -> pd.Series:
    """When each claim became known."""
    return claims[f"reported_{_SUFFIX[hours]}"]


def match_evidence(known: pd.DataFrame, selection: Selection) -> pd.DataFrame:
    """The known claims that count at all: of the certainties and kinds of source asked for."""
    if not (selection.certainties or selection.source_kinds):
        return known
    wanted = pd.Series(True, index=known.index, dtype=bool)
    if selection.certainties:
        wanted &= known.certainty.isin(selection.certainties)
    if selection.source_kinds:
        kinds = set(selection.source_kinds)
        wanted &= _each(known.source_kinds, lambda cell: not kinds.isdisjoint(split(cell)))
    return known[wanted]


def match_subject(evidence: pd.DataFrame, selection: Selection) -> pd.DataFrame:
    """The claims about the regions, places, kinds and words asked for."""
    if not (selection.tables or selection.regions or selection.places or selection.text):
        return evidence
    wanted = pd.Series(True, index=evidence.index, dtype=bool)
    if selection.tables:
        wanted &= evidence.table.isin(selection.tables)
    if selection.regions:
        wanted &= region_label(evidence).isin(selection.regions)
    if selection.places:
        wanted &= evidence.place_id.isin(selection.places)
    if selection.text:
        wanted &= _match_words(evidence, selection.text)
    return evidence[wanted]


def _match_words(claims: pd.DataFrame, words: str) -> pd.Series:
    """The claims of which each word is said, or names the place."""
    texts, called = claims.search_text.tolist(), claims.search_names.tolist()
    names = list(set(called))
    found = set(range(len(texts)))
    for word in split_words(words):
        naming = {names[place] for place in find(word, names)}
        placed = {row for row, one in enumerate(called) if one in naming} if naming else set()
        found &= find(word, texts) | placed
    return pd.Series([row in found for row in range(len(texts))], index=claims.index, dtype=bool)


def _each(cells: pd.Series, holds: Callable[[str], bool]) -> pd.Series:
    return pd.Series([holds(cell) for cell in cells], index=cells.index, dtype=bool)


def region_label(claims: pd.DataFrame) -> pd.Series:
    """The admin1 region of each claim, or NATIONAL, or UNLOCATED."""
    label = claims.admin1.mask(claims.scope == "country", NATIONAL)
    return label.mask(claims.place_id == "", UNLOCATED)
