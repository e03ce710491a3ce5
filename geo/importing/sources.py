"""The sources that rows name, as rows of sources.csv."""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from geo.dataset.rules import RULES
from geo.importing.cells import Failure, evaluate, find_column, read_date
from geo.importing.identity import slug
from geo.importing.profile import SOURCE_FIELDS, Profile, SourceMap
from geo.importing.sheet import Sheet

# One row of sources.csv by column.
Row = Mapping[str, str]
_LONGEST_DATE = len("2022-01-07T18:30:00+06:00")
_MONTH = re.compile(r"\d{4}(-\d{2})?")


@dataclass(frozen=True)
class Sources:
    """The rows of sources.csv by id, and which of them each row of the sheet rests on.

    The database, which the figures are by, comes first.
    """

    rows: Mapping[str, Row]
    of: Sequence[tuple[str, ...]]

    def dates(self, i: int) -> list[str]:
        """When the sources of a row were published, as far as they say."""
        return [day for one in self.of[i] if (day := self.rows[one]["published_at"])]


def find_sources(
    profile: Profile, sheet: Sheet, collection: str, failures: list[Failure]
) -> Sources:
    """The sources of every row; a failure for a row without any."""
    rows: dict[str, Row] = {}
    first = _database(profile, sheet, collection, rows, failures)
    lists = [_of_map(one, sheet, "" if first else collection, rows, failures)
             for one in profile.sources]  # fmt: skip
    of = [(*first, *(name for ids in lists for name in ids[i])) for i in range(len(sheet))]
    for i, ids in enumerate(of):
        if not ids:
            failures.append((i, "", "", "names no source.", "Name one, or a database."))
    return Sources(rows, [tuple(dict.fromkeys(ids)) for ids in of])


def _database(
    profile: Profile,
    sheet: Sheet,
    collection: str,
    rows: dict[str, Row],
    failures: list[Failure],
) -> tuple[str, ...]:
    """The one source that the whole file is."""
    if not profile.database or not len(sheet):
        return ()
    cells = {name: evaluate(cell, sheet, failures)[0] for name, cell in profile.database.items()}
    name = slug(profile.name)
    rows[name] = _row(name, cells, collection or profile.collection)
    return (name,)


def _of_map(
    spec: SourceMap,
    sheet: Sheet,
    collection: str,
    rows: dict[str, Row],
    failures: list[Failure],
) -> list[tuple[str, ...]]:
    """The ids of the sources that each row names, their rows added to ``rows``."""
    usual = {name: evaluate(cell, sheet, failures) for name, cell in spec.cells.items()}
    column = find_column(spec.columns, sheet)
    listed = sheet.columns[column] if column else [""] * len(sheet)
    kinds = {name.casefold(): kind for name, kind in spec.kinds.items()}
    known: dict[tuple, tuple[str, ...]] = {}
    found = []
    for i, cell in enumerate(listed):
        own = {name: cells[i] for name, cells in usual.items()}
        key = (cell, *own.values())
        if key not in known:
            made = list(_read(spec, cell, own, kinds, collection))
            rows.update((row["source_id"], row) for row in made)
            known[key] = tuple(row["source_id"] for row in made)
        found.append(known[key])
    return found


def _read(
    spec: SourceMap, cell: str, usual: Row, kinds: Mapping[str, str], collection: str
) -> Iterator[Row]:
    """The rows of one cell that may hold several sources."""
    for entry in _entries(spec, cell):
        given = dict(usual) | {name: text for name, text in entry.items() if text}
        if publisher := given.get("publisher", ""):
            kind = kinds.get(publisher.casefold()) or given.get("kind") or "independent_media"
            cells = {"title": publisher} | given | {"kind": kind}
            yield _row(_source_id(cells), cells, collection)


def _entries(spec: SourceMap, cell: str) -> Iterator[Row]:
    if not spec.columns:
        yield {}
        return
    parts = cell.split(spec.between) if spec.between else [cell]
    for part in parts:
        if text := part.strip().strip(spec.strip).strip():
            yield _fields(spec, text)


def _fields(spec: SourceMap, text: str) -> Row:
    """The parts of one source: a date tells what stands before it from what stands behind."""
    if not spec.between_fields:
        return {spec.fields[0]: text}
    parts = [part.strip() for part in text.split(spec.between_fields)]
    if "published_at" not in spec.fields:
        return dict(zip(spec.fields, parts, strict=False))
    dates = [i for i, part in enumerate(parts) if _date(part)]
    if not dates:
        return {spec.fields[-1]: text}
    joined = f"{spec.between_fields} "
    at, before = dates[0], spec.fields.index("published_at")
    texts = [joined.join(parts[:at]), _date(parts[at]), joined.join(parts[at + 1 :])]
    names = ["".join(spec.fields[:before][:1]), "published_at", "".join(spec.fields[before + 1 :])]
    return {name: value for name, value in zip(names, texts, strict=True) if name}


def _date(text: str) -> str:
    if not text[:1].isdigit() or len(text) > _LONGEST_DATE:
        return ""
    return text if _MONTH.fullmatch(text) else read_date(text, ("%d %B %Y", "%d %b %Y"))


def _row(source_id: str, cells: Row, collection: str) -> Row:
    row = {name: cells.get(name, "") for name in SOURCE_FIELDS}
    row = {name: text if not text or _holds(name, text) else "" for name, text in row.items()}
    return {"source_id": source_id} | row | {"collection": collection}


_RULES = {"url": "url", "published_at": "published", "language": "language", "country": "iso3"}


def _holds(name: str, text: str) -> bool:
    """Whether a cell that may be empty is as it must be."""
    return name not in _RULES or RULES[_RULES[name]].holds(text)


def source_of(cells: Row) -> Row:
    """The source that a claim names in cells of its own: publisher, title, url, published_at."""
    given = {name: cells.get(name, "") for name in ("publisher", "title", "url", "published_at")}
    given["published_at"] = _date(given["published_at"]) or given["published_at"]
    given["title"] = given["title"] or given["publisher"]
    kind = {"kind": cells.get("source_kind") or "independent_media"}
    return _row(_source_id(given), given | kind, cells.get("collection", ""))


def _source_id(cells: Row) -> str:
    """The same for the same publisher, date, title and address, whatever the file."""
    parts = [cells.get(name, "") for name in ("publisher", "published_at", "title", "url")]
    digest = hashlib.sha256("\n".join(parts).encode()).hexdigest()[:8]
    return "-".join(filter(None, (slug(parts[0])[:40].strip("-"), parts[1][:10], digest)))
