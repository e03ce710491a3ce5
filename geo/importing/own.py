"""Tables that have the columns of the data dictionary already, and what a person leaves out."""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

import pandas as pd

from geo.dataset import placing, plausibility
from geo.dataset.columns import Table, in_languages, language_of
from geo.dataset.issues import shorten
from geo.dataset.schema import LEDGER, TABLES
from geo.dataset.validation import validate_table
from geo.dataset.vocabularies import Vocabularies, extended
from geo.dataset.vocabulary import EVENTS
from geo.importing.held import Held, Version
from geo.importing.identity import joined, slug
from geo.importing.mapping import Claim, Mapped
from geo.importing.numbers import RANGES, read_range
from geo.importing.refusal import Refusal
from geo.importing.sheet import Sheet, find_unknown
from geo.importing.sources import Row, Sources, source_of
from geo.importing.tables import BESIDE
from geo.importing.tidying import tidy
from geo.rows import split

_EVENT_TYPES = {sub: event for event, subs in EVENTS.items() for sub in subs}
# In an export of claims these are filled from elsewhere where the claim has none.
_FILLED = {"latitude", "longitude", "precision", "reported_at", "reported_basis"}
_KEPT = {"entry_id", "message", "replaces"}
_LISTED = 20  # names in one note


class OwnRows:
    """The rows of tables, completed, checked, and held to what the dataset has."""

    def __init__(self, tables: Mapping[str, Sheet], held: Held, today: date) -> None:
        self._held, self._today = held, today
        words: Vocabularies = held.about.vocabularies
        self._extended = {name: extended(table, words) for name, table in TABLES.items()}
        self._tables = tables
        self.refusals: list[Refusal] = []
        # What is to be known beside the fate of the rows, in sentences.
        self.notes: list[str] = []
        # Of rows of sources and places.
        self._refused: set[tuple[str, str]] = set()
        places = {row["place_id"]: row for row in held.places.to_dict("records")}
        self.sources = self._looked_up("sources", held.sources)
        self.places = self._looked_up("places", places)
        every = {**held.sources, **self.sources}
        self._by_url = {row["url"]: name for name, row in reversed(every.items()) if row.get("url")}
        self._names = {*placing.place_names(held.places), *self._new_names()}

    def _looked_up(self, name: str, known: Mapping[str, Row]) -> dict[str, Row]:
        """The good rows of sources or of places that the dataset has not, by their ids."""
        if name not in self._tables:
            return {}
        sheet = self._tables[name]
        table = in_languages(self._extended[name], sheet.columns)
        rows = [tidy(table, row) for row in _records(sheet)]
        good = self._check(table, list(sheet.lines), rows, sheet)
        bad = {row.get(table.key, "") for i, row in enumerate(rows) if i not in good}
        self._refused |= {(name, one) for one in bad}
        found: dict[str, Row] = {}
        for i in sorted(good):
            row, line = rows[i], sheet.lines[i]
            other = known.get(row[table.key]) or found.get(row[table.key])
            if other is None:
                found[row[table.key]] = row
            elif differing := [one for one in row if row[one] and row[one] != other.get(one, "")]:
                self.notes.append(
                    f"{name}, line {line}: {row[table.key]} is there with another "
                    f"{' and '.join(differing[:3])}, and was left as it is. Correct {name}.csv."
                )
        return found

    def _new_names(self) -> Iterator[str]:
        for row in self.places.values():
            for name, cell in row.items():
                if name in ("name", "aliases") or language_of(name):
                    yield from map(placing.fold, split(cell))

    def _check(
        self, table: Table, lines: Sequence[int], rows: Sequence[Row], sheet: Sheet
    ) -> set[int]:
        """The positions of the rows that break no rule; the others are refused."""
        frame = pd.DataFrame(
            {name: [row.get(name, "") for row in rows] for name in table.names}, dtype=object
        ).assign(line=range(len(rows)))
        issues = [*validate_table(frame, table),
                  *plausibility.check_future(frame, table, self._today)]  # fmt: skip
        unknown = find_unknown(sheet, (*table.names, *BESIDE))
        wrong = {i: replace(unknown[line], sheet=sheet.name)
                 for i, line in enumerate(lines) if line in unknown}  # fmt: skip
        for issue in issues:
            if issue.level == "error" and issue.line not in wrong:
                wrong[issue.line] = Refusal(lines[issue.line], issue.column, issue.value,
                                            issue.problem, issue.advice, sheet.name)  # fmt: skip
        self.refusals += [
            *wrong.values(),
            *(replace(one, sheet=sheet.name) for one in sheet.broken),
        ]
        return set(range(len(rows))) - set(wrong)

    def mapped(self) -> Mapped:
        """The claims of all tables as an import plans them."""
        claims: list[Claim] = []
        lines: list[int] = []
        where: list[str] = []
        seen: dict[str, tuple[str, int]] = {}
        for table in LEDGER:
            sheet = self._tables.get(table.name)
            numbered = list(self._completed(table, sheet)) if sheet else []
            rows = [row for _, row in numbered]
            own, at = self._extended[table.name], [line for line, _ in numbered]
            good = self._check(own, at, rows, sheet) if sheet else ()
            for i in sorted(good):
                line, row = numbered[i]
                if self._is_usable(table, line, row, seen):
                    cells = tuple(row.get(name, "") for name in table.names)
                    claims.append(Claim(len(lines), table.name, row["entry_id"], cells))
                    lines.append(line)
                    where.append(table.name)
        self._note_unplaced(claims)
        return Mapped(
            sheet=Sheet({}, lines), ids=[claim.base for claim in claims], claims=claims,
            sources=Sources(self.sources, []), places=[None] * len(claims),
            refusals=self.refusals, compared=self._compared(),
            updated=[self._updated(claim) for claim in claims], where=where,
        )  # fmt: skip

    def _completed(self, table: Table, sheet: Sheet) -> Iterator[tuple[int, Row]]:
        for line, given in zip(sheet.lines, _records(sheet), strict=True):
            is_typed = not given.get("entry_id")
            places = self._places_of(given.get("place", ""), is_typed=is_typed)
            for place in places:
                row = self._complete(table, dict(given) | {"place": place})
                if len(places) > 1 and given.get("entry_id"):
                    row["entry_id"] = joined(row["entry_id"], slug(place))
                yield line, row

    def _places_of(self, cell: str, *, is_typed: bool) -> list[str]:
        """The places of a cell, | between them; or ; where a person typed it or all are known."""
        parts = [one.strip() for one in re.split("[|;]", cell)]
        if ";" in cell and (is_typed or all(placing.fold(one) in self._names for one in parts)):
            return list(filter(None, parts))
        return [one.strip() for one in cell.split("|")]

    def _complete(self, table: Table, row: dict[str, str]) -> dict[str, str]:
        """A row with what follows from the rest of it."""
        row = tidy(self._extended[table.name], row)
        row["message"] = row.get("message") or "Alert"
        if "sub_event_type" in table.names:
            event = row.get("event_type") or _EVENT_TYPES.get(row.get("sub_event_type", ""), "")
            row["event_type"] = event
        if table.ranges == RANGES and row.get("number"):
            row |= read_range(row["number"], row.get("qualifier", ""))
        if not row.get("source_id") and row.get("publisher"):
            row["source_id"] = self._source_of(row)
        row["entry_id"] = row.get("entry_id") or _proposed(table, row)
        return row

    def _source_of(self, row: Row) -> str:
        """The source that a claim names in cells of its own: of one address it is one source."""
        made = source_of(row)
        name = self._by_url.get(made["url"], made["source_id"])
        if name not in self._held.sources:
            self.sources.setdefault(name, made)
        if made["url"]:
            self._by_url.setdefault(made["url"], name)
        return name

    def _is_usable(
        self, table: Table, line: int, row: Row, seen: dict[str, tuple[str, int]]
    ) -> bool:
        """Whether a row has an id of its own and sources that there are."""
        known = self._held.sources.keys() | self.sources.keys()
        missing = [one for one in split(row["source_id"]) if one not in known]
        if missing:
            problem, advice = "is not listed.", "Add it to sources, or correct it."
            if ("sources", missing[0]) in self._refused:
                problem, advice = "is refused as a source.", "Mend its row of sources first."
            refusal = Refusal(line, "source_id", missing[0], problem, advice, table.name)
        elif row["entry_id"] in seen:
            other, at = seen[row["entry_id"]]
            problem = f"stands twice, also in {other}, line {at}."
            refusal = Refusal(line, "entry_id", row["entry_id"], problem, "", table.name)
        else:
            seen[row["entry_id"]] = (table.name, line)
            return True
        self.refusals.append(refusal)
        return False

    def _note_unplaced(self, claims: Sequence[Claim]) -> None:
        """Names of no place: their claims are taken, and stand on no map."""
        named = (claim.cells[TABLES[claim.table].names.index("place")] for claim in claims)
        names = [one for one in dict.fromkeys(named) if placing.fold(one) not in self._names]
        if names:
            listed = ", ".join(map(shorten, names[:_LISTED])) + (" …" * (len(names) > _LISTED))
            self.notes.append(
                f"Not on the map, since places.csv does not have them: {listed}. Add them to "
                "places, or let 'python -m geo geocode' propose them."
            )

    def _compared(self) -> dict[str, frozenset[str]]:
        found = {}
        for name, sheet in self._tables.items():
            filled = _FILLED if "table" in sheet.columns else set()
            names = set(sheet.columns) & set(TABLES[name].names)
            names |= {one for bounds in RANGES for one in bounds} if "number" in names else set()
            found[name] = frozenset(names - _KEPT - filled)
        return found

    def _updated(self, claim: Claim) -> str:
        """When a row says itself that it was reported, where it did not say so before."""
        names = TABLES[claim.table].names
        at = claim.cells[names.index("reported_at")]
        known = self._held.claims.get(claim.base)
        return at if known and known.table == claim.table and at != known.cells[
            names.index("reported_at")] else ""  # fmt: skip

    def versions(self, claims: Sequence[Claim]) -> dict[str, Version]:
        """The claims that rows are held against: of the same id, or a later import's version."""
        ids = {claim.base for claim in claims}
        found = {}
        for base in ids & self._held.claims.keys():
            last = self._held.versions.get(base)
            is_own = last is None or last.entry_id in ids
            found[base] = self._held.claims[base] if is_own or last is None else last
        return found


def _records(sheet: Sheet) -> Iterator[dict[str, str]]:
    names = list(sheet.columns)
    for cells in zip(*sheet.columns.values(), strict=True):
        yield dict(zip(names, cells, strict=True))


def _proposed(table: Table, row: Row) -> str:
    """An id that stays the same while the row is about the same, by the same source."""
    about = ("place", "occurred_from", *table.subject, *table.counted_by, "source_id",
             "attributed_to", "event_type", "sub_event_type")  # fmt: skip
    digest = hashlib.sha256("\n".join(row.get(name, "") for name in about).encode()).hexdigest()
    return joined(table.name[:2], slug(row.get("place", ""))[:40].strip("-"),
                  slug(row.get("occurred_from", "")[:10]), digest[:6])  # fmt: skip
