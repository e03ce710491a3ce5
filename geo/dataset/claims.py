"""What a claim offers once it is read: the rows of ``Dataset.rows`` and of a view's claims.

For a type checker only; the schema says what the columns mean.
"""

from typing import Protocol

import pandas as pd


class Claim(Protocol):
    """The columns that all tables share, and what linking adds."""

    entry_id: str
    place: str
    occurred_from: str
    occurred_to: str
    reported_at: pd.Timestamp
    reported_from: pd.Timestamp
    timed: bool
    reported_basis: str
    attributed_to: str
    source_id: str
    certainty: str
    message: str
    replaces: str
    summary: str
    disputes: str
    latitude: float
    longitude: float
    precision: str
    line: int
    table: str
    reported_text: str
    place_id: str
    superseded_at: pd.Timestamp
    superseded_by: str
    superseded_from: pd.Timestamp
    superseded_from_by: str
    retracted_at: pd.Timestamp
    retracted_by: str
    retracted_from: pd.Timestamp
    retracted_from_by: str
    scope: str
    admin1: str
    publisher: str
    authority: str
    source_kinds: str
    begins: pd.Timestamp
    ends: pd.Timestamp
    search_text: str
    search_names: str
    speaks_of: str
    collection: str
    disputed_by: str
    exceeds: str
    exceeded_by: str


class KnownClaim(Claim, Protocol):
    """A claim of a view, with its standing at the view's moment and what stands against it."""

    standing: str
    hour_unknown: bool
    contested_by: str


class RestrictionClaim(Claim, Protocol):
    """A claim of the table restrictions."""

    kind: str
    level: str
    daily_from: str
    daily_to: str
    basis: str
    part: str


class KnownRestriction(KnownClaim, RestrictionClaim, Protocol):
    """A claim of the table restrictions, with its standing."""


class DeploymentClaim(Claim, Protocol):
    """A claim of the table deployments."""

    force: str
    contributor: str
    unit: str
    phase: str
    personnel_low: int | None
    personnel_best: int | None
    personnel_high: int | None
    vehicles: int | None
    aircraft: int | None
    origin: str
    task: str


class ContactClaim(Claim, Protocol):
    """A claim of the table contacts."""

    kind: str
    participants: str
    position: str
