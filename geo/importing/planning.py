"""What an import will do: each row new, the same, changed, or refused; and what has vanished."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from geo.dataset import placing
from geo.dataset.columns import Table
from geo.dataset.linking import NUMERIC
from geo.dataset.schema import TABLES
from geo.importing.held import Held, Version
from geo.importing.identity import joined
from geo.importing.mapping import Claim, Mapped
from geo.importing.profile import Profile
from geo.importing.refusal import Refusal
from geo.rows import split

NEW, SAME, CHANGED, REFUSED, VANISHED = "new", "same", "changed", "refused", "vanished"
FATES = (NEW, SAME, CHANGED, REFUSED, VANISHED)
# Degrees are compared to about ten metres.
_DECIMALS = 4

# One row of a table by column.
Row = dict[str, str]


@dataclass(frozen=True)
class Fate:
    """What becomes of one row of a file, or of an event that the file no longer has (line 0)."""

    line: int
    row_id: str
    fate: str
    claims: tuple[str, ...] = ()
    refusal: Refusal | None = None
    # The table, where a file holds several.
    sheet: str = ""


@dataclass
class Plan:
    """What will be written, by table, and the fate of every row.

    ``edited`` are rows of sources.csv of which only the edition of the database changes; ``notes``
    are sentences on what else is to be known; ``outlines`` files of basemap/, by name.
    """

    fates: list[Fate] = field(default_factory=list)
    added: dict[str, list[Row]] = field(default_factory=dict)
    edited: dict[str, Row] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    outlines: dict[str, bytes] = field(default_factory=dict)

    def counts(self) -> dict[str, int]:
        """How many rows have each fate."""
        counts = dict.fromkeys(FATES, 0)
        for one in self.fates:
            counts[one.fate] += 1
        return counts

    def add(self, table: str, row: Mapping[str, str]) -> None:
        self.added.setdefault(table, []).append(dict(row))


@dataclass(frozen=True)
class Release:
    """The edition that a file is: what it is called, and the day on which it was published."""

    name: str
    day: str
    basis: str


def make_plan(
    mapped: Mapped, held: Held, profile: Profile, release: Release, *, withdraws: bool = False
) -> Plan:
    """Holds what a file says against what the dataset has; writes nothing.

    ``withdraws``: what the file no longer has is cancelled, and not only listed.
    """
    plan = Plan()
    compare = _Comparison(mapped, held)
    fates: dict[int, list[tuple[str, str]]] = {}
    for claim in mapped.claims:
        own = release if not mapped.updated[claim.row] else Release(
            release.name, mapped.updated[claim.row], "published")  # fmt: skip
        fates.setdefault(claim.row, []).append(_settle(claim, compare, own, plan))
    suffixes = sorted({spec.suffix for spec in profile.claims}, key=len, reverse=True)
    by_row = _held_by_row(held, profile.prefix, suffixes)
    for row in fates:
        made = {claim_id for _, claim_id in fates[row]}
        for base in by_row.get(mapped.ids[row], ()):
            if base not in made:
                fates[row].append((CHANGED, _cancel(held.versions[base], release, plan)))
    plan.fates += [_fate(mapped, row, own) for row, own in sorted(fates.items())]
    plan.fates += [Fate(one.line, "", REFUSED, (), one, one.sheet) for one in mapped.refusals]
    plan.fates.sort(key=lambda one: (one.sheet, one.line))
    for row_id, bases in _vanished(mapped, held, by_row):
        ids = [_cancel(held.versions[base], release, plan) for base in bases] if withdraws else []
        plan.fates.append(Fate(0, row_id, VANISHED, tuple(ids)))
    _add_sources(plan, mapped, held)
    return plan


def _fate(mapped: Mapped, row: int, own: Sequence[tuple[str, str]]) -> Fate:
    kinds = {kind for kind, _ in own}
    fate = next(iter(kinds)) if len(kinds) == 1 else CHANGED
    ids = tuple(claim_id for kind, claim_id in own if kind != SAME)
    sheet = mapped.where[row] if mapped.where else ""
    return Fate(mapped.sheet.lines[row], mapped.ids[row], fate, ids, None, sheet)


class _Comparison:
    """Whether a claim says what the last version of it in the dataset says."""

    def __init__(self, mapped: Mapped, held: Held) -> None:
        self.mapped, self.held = mapped, held
        self._names = placing.place_names(held.places)
        self._kinds = {name: {one.name: one.kind for one in table.columns}
                       for name, table in TABLES.items()}  # fmt: skip

    def differing(self, claim: Claim, known: Version) -> set[str]:
        """The columns in which they differ, of those that the file gives."""
        if claim.table != known.table:
            return {"entry_id"}
        names = TABLES[claim.table].names
        rows = zip(names, claim.cells, known.cells, strict=True)
        compared = self.mapped.compared[claim.table] | {"place"}
        return {
            name for name, one, other in rows
            if name in compared and one != other and not self._same(claim, name, one, other)
        }  # fmt: skip

    def not_given(self, claim: Claim, known: Version) -> Row:
        """The cells of the last version in columns of which the file says nothing."""
        rows = zip(TABLES[claim.table].names, claim.cells, known.cells, strict=True)
        given = self.mapped.compared[claim.table]
        return {name: other for name, one, other in rows if not one and name not in given}

    def _same(self, claim: Claim, name: str, one: str, other: str) -> bool:
        if name in ("reported_at", "reported_basis"):
            return True
        if name == "place":
            place, known = self.mapped.places[claim.row], self._names.get(placing.fold(other))
            meant = place.place_id if place else self._names.get(placing.fold(one))
            return known is not None and known == meant
        if name == "source_id":
            return set(split(one)) == set(split(other))
        if self._kinds[claim.table].get(name) in NUMERIC and one and other:
            return round(float(one), _DECIMALS) == _rounded(other)
        return False


def _rounded(cell: str) -> float | None:
    try:
        return round(float(cell), _DECIMALS)
    except ValueError:
        return None


def _settle(claim: Claim, compare: _Comparison, release: Release, plan: Plan) -> tuple[str, str]:
    """What becomes of one claim, and its id."""
    table = TABLES[claim.table]
    row = dict(zip(table.names, claim.cells, strict=True))
    known = compare.held.versions.get(claim.base)
    if known is None:
        plan.add(claim.table, row)
        return NEW, claim.base
    if known.message == "Cancel" and row["message"] != "Cancel":
        plan.add(claim.table, row | _of_version(claim.base, known.number + 1) | _reported(release))
        return CHANGED, claim.base
    differing = compare.differing(claim, known)
    if not differing:
        return SAME, claim.base
    number = known.number + 1
    if claim.table == known.table:
        row |= compare.not_given(claim, known)
    if differing & _about(table):
        _cancel(known, release, plan)
        plan.add(claim.table, row | _of_version(claim.base, number + 1) | _reported(release))
    else:
        update = {"message": "Update", "replaces": known.entry_id}
        plan.add(claim.table, row | _of_version(claim.base, number) | _reported(release) | update)
    return CHANGED, claim.base


def _about(table: Table) -> set[str]:
    """What says whom or what a claim is about: with another of it, it is another claim."""
    return {"entry_id", "place", *table.subject, *table.counted_by}


def _of_version(base: str, number: int) -> Row:
    return {"entry_id": joined(base, f"v{number}")}


def _reported(release: Release) -> Row:
    return {"reported_at": release.day, "reported_basis": release.basis}


def _cancel(known: Version, release: Release, plan: Plan) -> str:
    """Withdraws the last version of a claim; gives the id of the first."""
    base = known.entry_id if known.number == 1 else known.entry_id.rpartition("-v")[0]
    row = dict(zip(TABLES[known.table].names, known.cells, strict=True))
    entry = joined(base, f"v{known.number + 1}")
    said = f"{release.name} no longer has this claim."
    plan.add(known.table, row | {"entry_id": entry, "message": "Cancel",
                                 "replaces": known.entry_id, "summary": said}
             | _reported(release))  # fmt: skip
    return base


def _held_by_row(held: Held, prefix: str, suffixes: Sequence[str]) -> Mapping[str, list[str]]:
    """The claims that stand from earlier imports, by the id of the row that they came from."""
    found: dict[str, list[str]] = {}
    begins = f"{prefix}-"
    for base, known in held.versions.items():
        if base.startswith(begins) and known.message != "Cancel":
            row_id = next((base.removesuffix(f"-{one}") for one in suffixes
                           if one and base.endswith(f"-{one}")), base)  # fmt: skip
            found.setdefault(row_id, []).append(base)
    return found


def _vanished(
    mapped: Mapped, held: Held, by_row: Mapping[str, Sequence[str]]
) -> Iterator[tuple[str, Sequence[str]]]:
    """Events of the file's days and countries that it does not have, with their claims."""
    days = [day for claim in mapped.claims for day in _days(claim.table, claim.cells)]
    first, last = min(days, default=""), max(days, default="")
    countries = {place.country for place in mapped.places if place}
    names = placing.place_names(held.places)
    country = dict(zip(held.places.place_id, held.places.country, strict=True))
    there = set(mapped.ids)
    for row_id, bases in by_row.items():
        known = held.versions[bases[0]]
        place = known.cells[TABLES[known.table].names.index("place")]
        own = _days(known.table, known.cells)
        is_covered = own and first <= min(own) and max(own) <= last
        at = country.get(names.get(placing.fold(place), ""), "")
        if row_id not in there and is_covered and at in countries:
            yield row_id, bases


def _days(table: str, cells: Sequence[str]) -> list[str]:
    names = TABLES[table].names
    dates = (cells[names.index(name)] for name in ("occurred_from", "occurred_to"))
    return [day[:10] for day in dates if day]


def _add_sources(plan: Plan, mapped: Mapped, held: Held) -> None:
    """The sources that new claims rest on; of the database that is there, its edition."""
    added = (row for rows in plan.added.values() for row in rows)
    wanted = dict.fromkeys(one for row in added for one in split(row["source_id"]))
    for name in wanted:
        if name in mapped.sources.rows and name not in held.sources:
            plan.add("sources", mapped.sources.rows[name])
    for name, row in mapped.sources.rows.items():
        known = held.sources.get(name)
        if known and row["collection"] and known["collection"] != row["collection"]:
            plan.edited[name] = {"collection": row["collection"]}


def places_to_add(plan: Plan, rows: Iterable[Mapping[str, Any]]) -> None:
    """The new places that claims to be written speak of."""
    names = {
        placing.fold(row["place"])
        for table, added in plan.added.items() if table not in ("sources", "places")
        for row in added
    }  # fmt: skip
    for row in rows:
        called = {placing.fold(one) for one in (row["name"], *split(row["aliases"]))}
        if called & names:
            plan.add("places", row)
