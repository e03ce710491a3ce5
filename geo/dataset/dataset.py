"""The dataset as everything else reads it, with what is looked up in it again and again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from geo.dataset import placing, provenance
from geo.dataset.about import About
from geo.dataset.claim_rows import ClaimRows
from geo.dataset.issues import Issue
from geo.dataset.outlines import Own
from geo.dataset.provenance import Origin
from geo.dataset.vocabularies import labels_of, terms_of


@dataclass(frozen=True, eq=False)
class Dataset:
    """A read-only dataset.

    ``claims`` holds every ledger row with the shared columns and what linking added; ``details``
    each ledger table's own columns by entry_id; ``places`` and ``sources`` are indexed by their
    key. ``set_aside`` lists table, line and cells of the rows that could not be used.
    """

    directory: Path
    about: About
    claims: pd.DataFrame
    details: Mapping[str, pd.DataFrame]
    places: pd.DataFrame
    sources: pd.DataFrame
    issues: tuple[Issue, ...]
    set_aside: pd.DataFrame
    version: str
    # What it was exported as, where it came as a package.
    origin: Origin | None = None
    # The outlines that it brings.
    outlines: Own = field(default_factory=dict)
    # The files that these were read from, by name.
    outline_files: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def short_version(self) -> str:
        """The digits of the version that people are shown."""
        return provenance.short_version(self.version)

    @property
    def errors(self) -> tuple[Issue, ...]:
        return tuple(issue for issue in self.issues if issue.level == "error")

    def terms(self, name: str) -> tuple[str, ...]:
        """The words of a list of the schema (``geo.dataset.vocabularies.LISTS``), its own last."""
        return terms_of(name, self.about.vocabularies)

    @cached_property
    def own_words(self) -> Mapping[str, str]:
        """What to call each word that the dataset adds to a list of the schema."""
        return labels_of(self.about.vocabularies)

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Folded place name or alias -> place_id."""
        return placing.place_names(self.places.reset_index())

    @cached_property
    def source_rows(self) -> Mapping[str, Any]:
        """source_id -> its row: many times faster to read than a row of the frame."""
        return {source.Index: source for source in self.sources.itertuples()}

    @cached_property
    def zones(self) -> Mapping[str, str]:
        """place_id -> its time zone."""
        return dict(self.places.timezone.items())

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """place_id -> what a list calls the place: its name, with the id where two share one."""
        shared = set(self.places.name[self.places.name.duplicated(keep=False)])
        return {
            place_id: f"{name} ({place_id})" if name in shared else name
            for place_id, name in self.places.name.items()
        }

    @cached_property
    def other_names(self) -> Mapping[str, Sequence[str]]:
        """place_id -> what the place is called besides its label."""
        names = placing.names_by_place(self.places.reset_index())
        return {one: placing.other_names(self.labels[one], names[one]) for one in names}

    @cached_property
    def spelled_out(self) -> Mapping[str, str]:
        """place_id -> its label with its other names, for lists that are searched by typing."""
        return {
            place_id: f"{self.labels[place_id]} ({', '.join(names)})"
            for place_id, names in self.other_names.items()
            if names
        }

    @cached_property
    def ledger(self) -> Mapping[str, pd.DataFrame]:
        """The claims of each ledger table with its own columns, by the index of ``claims``."""
        found = {}
        for table, details in self.details.items():
            claims = self.claims[self.claims.table == table]
            own = details.reindex(claims.entry_id).set_axis(claims.index)
            found[table] = pd.concat([claims, own], axis=1).copy()
        return found

    @cached_property
    def rows(self) -> Mapping[str, Any]:
        """Every claim by entry_id as a plain row, with its table's own columns."""
        return ClaimRows(self.ledger.values())

    def find_place(self, text: str) -> str | None:
        """The place_id for an id, a label, a name or an alias; None where there is none."""
        if text in self.places.index:
            return text
        for labels in (self.labels, self.spelled_out):
            labelled = {label: place_id for place_id, label in labels.items()}
            if text in labelled:
                return labelled[text]
        return self.names.get(placing.fold(text))
