"""Tables that have the columns of the data dictionary already, and what a person leaves out."""

import hashlib
import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePosixPath

import pandas as pd

from geo.dataset import plausibility
from geo.dataset.columns import Table, in_languages
from geo.dataset.linking import NUMERIC
from geo.dataset.schema import LEDGER, TABLES
from geo.dataset.validation import validate_table
from geo.dataset.vocabularies import Vocabularies, extended
from geo.dataset.vocabulary import EVENTS
from geo.importing.delimited import read_delimited
from geo.importing.held import Held, Version
from geo.importing.identity import joined, slug
from geo.importing.mapping import Claim, Mapped, number
from geo.importing.numbers import RANGES, read_range
from geo.importing.reading import LARGEST, read_bytes
from geo.importing.refusal import NotImportableError, Refusal
from geo.importing.sheet import Sheet
from geo.importing.sources import Row, Sources, source_of
from geo.importing.workbooks import read_sheets
from geo.rows import split

_EVENT_TYPES = {sub: event for event, subs in EVENTS.items() for sub in subs}
# In an export of claims these are filled from elsewhere where the claim has none.
_FILLED = {"latitude", "longitude", "precision", "reported_at", "reported_basis"}
_KEPT = {"entry_id", "message", "replaces"}


def read_tables(path: Path, encoding: str = "") -> dict[str, Sheet]:
    """The tables of a file by name; raises NotImportableError where it has none."""
    data = read_bytes(path)
    if not data.startswith(b"PK\x03\x04"):
        return _of_csv(read_delimited(data, encoding, path.name), path.stem)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        is_workbook = "xl/workbook.xml" in archive.namelist()
        found = {} if is_workbook else dict(_of_package(archive))
    if is_workbook:
        titled = {title.casefold(): sheet for title, sheet in read_sheets(data).items()}
        found = {name: titled[name] for name in TABLES if name in titled}
    if not found:
        raise NotImportableError(f"It has no table such as {', '.join(list(TABLES)[:3])}.")
    return {name: replace(sheet, name=name) for name, sheet in found.items()}


def _of_package(archive: zipfile.ZipFile) -> Iterator[tuple[str, Sheet]]:
    for part in archive.infolist():
        name = PurePosixPath(part.filename)
        if name.suffix == ".csv" and name.stem in TABLES and len(name.parts) <= 2:
            if part.file_size > LARGEST:
                raise NotImportableError(f"{name.name} unpacks to over {LARGEST >> 20} MB.")
            with archive.open(part) as file:
                yield name.stem, read_delimited(file.read(LARGEST), "", name.stem)


def _of_csv(sheet: Sheet, stem: str) -> dict[str, Sheet]:
    """One table, which the name or the columns of a file tell; or all, by a column ``table``."""
    if "table" in sheet.columns:
        names = sheet.columns["table"]
        if unknown := set(names) - {table.name for table in LEDGER}:
            raise NotImportableError(f"There is no table of claims called {min(unknown)!r}.")
        return {name: _rows_of(sheet, name) for name in dict.fromkeys(names)}
    own = {name: {column.name for column in table.own} for name, table in TABLES.items()}
    fitting = [name for name in TABLES if len(own[name] & set(sheet.columns)) == len(own[name])]
    name = stem if stem in TABLES else next(iter(fitting), "")
    if not name:
        raise NotImportableError(f"Call it as the table that it is: {', '.join(TABLES)}.")
    return {name: replace(sheet, name=name)}


def _rows_of(sheet: Sheet, name: str) -> Sheet:
    wanted = [i for i, one in enumerate(sheet.columns["table"]) if one == name]
    columns = {column: [cells[i] for i in wanted] for column, cells in sheet.columns.items()}
    return Sheet(columns, [sheet.lines[i] for i in wanted], sheet.broken, {}, name)


class OwnRows:
    """The rows of tables, completed, checked, and held to what the dataset has."""

    def __init__(self, tables: Mapping[str, Sheet], held: Held, today: date) -> None:
        self._held, self._today = held, today
        self._words: Vocabularies = held.about.vocabularies
        self._tables = tables
        self.refusals: list[Refusal] = []
        self._rows: list[tuple[str, int, Row]] = []
        self.sources = self._looked_up("sources", set(held.sources))
        self.places = self._looked_up("places", set(held.places.place_id))

    def _looked_up(self, name: str, known: set[str]) -> dict[str, Row]:
        """The good rows of sources or of places that the dataset has not, by their ids."""
        if name not in self._tables:
            return {}
        sheet = self._tables[name]
        table = in_languages(TABLES[name], sheet.columns)
        rows = [dict(row) for row in _records(sheet)]
        good = self._check(table, list(sheet.lines), rows, sheet)
        return {row[table.key]: row for i, row in enumerate(rows)
                if i in good and row[table.key] not in known}  # fmt: skip

    def _check(
        self, table: Table, lines: Sequence[int], rows: Sequence[Row], sheet: Sheet
    ) -> set[int]:
        """The positions of the rows that break no rule; the others are refused."""
        frame = pd.DataFrame(
            {name: [row.get(name, "") for row in rows] for name in table.names}, dtype=object
        ).assign(line=range(len(rows)))
        table = extended(table, self._words)
        issues = [*validate_table(frame, table),
                  *plausibility.check_future(frame, table, self._today)]  # fmt: skip
        wrong = {}
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
            good = self._check(table, [line for line, _ in numbered], rows, sheet) if sheet else ()
            for i in sorted(good):
                line, row = numbered[i]
                if self._is_usable(table, line, row, seen):
                    cells = tuple(row.get(name, "") for name in table.names)
                    claims.append(Claim(len(lines), table.name, row["entry_id"], cells))
                    lines.append(line)
                    where.append(table.name)
        return Mapped(
            sheet=Sheet({}, lines), ids=[claim.base for claim in claims], claims=claims,
            sources=Sources(self.sources, []), places=[None] * len(claims),
            refusals=self.refusals, compared=self._compared(),
            updated=[self._updated(claim) for claim in claims], where=where,
        )  # fmt: skip

    def _completed(self, table: Table, sheet: Sheet) -> Iterator[tuple[int, Row]]:
        for line, given in zip(sheet.lines, _records(sheet), strict=True):
            places = [one.strip() for one in given.get("place", "").split("|")]
            for place in places:
                row = self._complete(table, dict(given) | {"place": place})
                if len(places) > 1 and given.get("entry_id"):
                    row["entry_id"] = joined(row["entry_id"], slug(place))
                yield line, row

    def _complete(self, table: Table, row: dict[str, str]) -> dict[str, str]:
        """A row with what follows from the rest of it."""
        row["message"] = row.get("message") or "Alert"
        if "sub_event_type" in table.names:
            event = row.get("event_type") or _EVENT_TYPES.get(row.get("sub_event_type", ""), "")
            row["event_type"] = event
        if table.ranges == RANGES and row.get("number"):
            row |= read_range(row["number"], row.get("qualifier", ""))
        for column in table.columns:
            if column.kind in NUMERIC and row.get(column.name):
                row[column.name] = number(row[column.name])
        if not row.get("source_id") and row.get("publisher"):
            made = source_of(row)
            row["source_id"] = made["source_id"]
            if made["source_id"] not in self._held.sources:
                self.sources.setdefault(made["source_id"], made)
        row["entry_id"] = row.get("entry_id") or _proposed(table, row)
        return row

    def _is_usable(
        self, table: Table, line: int, row: Row, seen: dict[str, tuple[str, int]]
    ) -> bool:
        """Whether a row has an id of its own and sources that there are."""
        known = self._held.sources.keys() | self.sources.keys()
        missing = [one for one in split(row["source_id"]) if one not in known]
        if missing:
            problem, advice = "is not listed.", "Add it to sources, or correct it."
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
                  row.get("occurred_from", "")[:10], digest[:6])  # fmt: skip
