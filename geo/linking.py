"""From validated text tables to one ledger: typed, tied to places, sources and messages."""

import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from graphlib import CycleError, TopologicalSorter
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd

from geo import times
from geo.schema import CLAIM, LEDGER, PLACES, Column, Issue, Table

NUMERIC = ("count", "latitude", "longitude")


def type_columns(frame: pd.DataFrame, columns: Iterable[Column]) -> pd.DataFrame:
    """The frame with counts as Int64 and degrees as float64; all else stays text as written."""
    typed = {}
    for column in columns:
        if column.kind in NUMERIC:
            number = pd.to_numeric(frame[column.name].replace("", pd.NA))
            typed[column.name] = number.astype("Int64" if column.kind == "count" else "float64")
    return frame.assign(**typed)


def gather_claims(tables: Mapping[str, pd.DataFrame], zone: ZoneInfo) -> pd.DataFrame:
    """All ledger rows: the shared columns, ``table`` and ``line``, and ``reported_at`` in UTC.

    ``reported_text`` keeps the moment as the dataset writes it. Rows are in order of reporting.
    """
    shared = [column.name for column in CLAIM]
    frames = [
        tables[table.name][["line", *shared]].assign(table=table.name)
        for table in LEDGER
        if table.name in tables
    ]
    claims = pd.concat(frames, ignore_index=True)
    reported = [times.read_moment(text, zone) for text in claims.reported_at]
    claims = claims.assign(
        reported_text=claims.reported_at,
        reported_at=times.utc_series(reported, claims.index),
        reported_basis=claims.reported_basis.replace("", "published"),
    )
    return claims.sort_values(["reported_at", "entry_id"], ignore_index=True)


def link_messages(claims: pd.DataFrame) -> tuple[pd.DataFrame, list[Issue]]:
    """Adds when, and by which message, each claim was superseded or retracted (CAP's references).

    Columns ``superseded_at``, ``superseded_by``, ``retracted_at``, ``retracted_by``: the earliest
    such message, or NaT and "". A message replaces only what was reported no later than itself;
    messages of one moment that replace each other in a circle replace nothing.
    """
    links, issues = _sound_links(claims)
    ends: dict[str, dict[str, tuple[pd.Timestamp, str]]] = {"Update": {}, "Cancel": {}}
    # Rows are in order of reporting, so the first message stays.
    for claim, named in links:
        ends[claim.message].setdefault(named, (claim.reported_at, claim.entry_id))
    columns: dict[str, pd.Series] = {}
    for verb, message in (("superseded", "Update"), ("retracted", "Cancel")):
        found = [ends[message].get(entry_id, (pd.NaT, "")) for entry_id in claims.entry_id]
        columns[f"{verb}_at"] = times.utc_series([moment for moment, _ in found], claims.index)
        columns[f"{verb}_by"] = pd.Series([by for _, by in found], claims.index, dtype=object)
    return claims.assign(**columns), issues


Link = tuple[Any, str]


def _sound_links(claims: pd.DataFrame) -> tuple[list[Link], list[Issue]]:
    """Which claim names which entry_id as replaced, and an Issue for each link without effect."""
    reported = dict(zip(claims.entry_id, claims.reported_at, strict=True))
    links: list[Link] = []
    issues: list[Issue] = []
    for claim in claims[claims.replaces != ""][_MESSAGE].itertuples():
        for named in dict.fromkeys(claim.replaces.split("|")):
            problem = _link_problem(claim, named, reported)
            if problem:
                issues.append(_link_issue(claim, named, *problem))
            elif claim.message in ("Update", "Cancel"):
                links.append((claim, named))
    circling = _circling([(claim.entry_id, named) for claim, named in links])
    for claim, named in links:
        if (claim.entry_id, named) in circling:
            issues.append(_link_issue(claim, named, *_CIRCLE))
    return [link for link in links if (link[0].entry_id, link[1]) not in circling], issues


_MESSAGE = ["entry_id", "table", "line", "message", "replaces", "reported_at"]
_CIRCLE = (
    "Messages reported at the same moment replace each other in a circle.",
    "Let only the later one replace the other; until then neither replaces anything.",
)


def _link_problem(
    claim: Any, named: str, reported: Mapping[str, pd.Timestamp]
) -> tuple[str, str] | None:
    if named == claim.entry_id:
        return "A message cannot replace itself.", "Name the earlier claim."
    if named not in reported:
        return (
            "names no claim of this dataset that can be used.",
            "Correct the entry_id, add the claim that it names, or mend the row that holds it.",
        )
    if claim.reported_at < reported[named]:
        return (
            f"The {claim.message} was reported before what it replaces.",
            "Correct one of the two reported_at; until then it replaces nothing.",
        )
    return None


def _link_issue(claim: Any, named: str, problem: str, advice: str) -> Issue:
    return Issue("error", claim.table, int(claim.line), "replaces", named, problem, advice)


def _circling(links: Collection[tuple[str, str]]) -> set[tuple[str, str]]:
    """The links that lie on a circle (or between two circles)."""
    blocked = _blocked(links) & _blocked([(named, entry_id) for entry_id, named in links])
    return {link for link in links if blocked.issuperset(link)}


def _blocked(links: Iterable[tuple[str, str]]) -> set[str]:
    """The ids that come after a circle, or lie on it, when one follows the links."""
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for entry_id, named in links:
        sorter.add(entry_id, named)
    free = set()
    # On a circle the sorter raises, and still gives all that no circle blocks.
    with suppress(CycleError):
        sorter.prepare()
        return free
    while ready := sorter.get_ready():
        free.update(ready)
        sorter.done(*ready)
    return {one for link in links for one in link} - free


def link_places(
    claims: pd.DataFrame, places: pd.DataFrame
) -> tuple[pd.DataFrame, dict[str, tuple[str, int]]]:
    """Adds ``place_id`` ("" where the name is unknown), and those names with table and line."""
    known = place_names(places)
    ids = claims.place.map(lambda name: known.get(fold(name), ""))
    unknown: dict[str, tuple[str, int]] = {}
    for claim in claims[ids == ""].itertuples():
        unknown.setdefault(claim.place, (claim.table, int(claim.line)))
    return claims.assign(place_id=ids.astype(object)), unknown


def place_names(places: pd.DataFrame) -> dict[str, str]:
    """Folded name or alias -> place_id; a name wins over an alias of another place."""
    names: dict[str, str] = {}
    for name, place_id, _ in _each_name(places):
        names.setdefault(fold(name), place_id)
    return names


def check_names(places: pd.DataFrame) -> list[Issue]:
    """Warns of a name or alias that several places bear; claims under it go to the first."""
    names = place_names(places)
    lines = dict(zip(places.place_id, places.line, strict=True))
    advice = "Leave it to one of them, and name the other in full."
    return [
        Issue("warning", PLACES.name, int(lines[place_id]), column, name,
              f"also leads to {names[fold(name)]}, where claims under this name are shown.", advice)
        for name, place_id, column in _each_name(places)
        if names[fold(name)] != place_id
    ]  # fmt: skip


def add_places(places: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    """The places with those ``found`` for names that none of them bears (columns as places.csv).

    A place that is there already, by its id or its GeoNames id, gets the name as an alias.
    """
    rows = places.to_dict("records")
    by_id = {key: row for row in rows for key in _place_keys(row)}
    for new in found.assign(line=0).to_dict("records"):
        known = next((by_id[key] for key in _place_keys(new) if key in by_id), None)
        if known is None:
            rows.append(new)
            by_id |= dict.fromkeys(_place_keys(new), new)
        else:
            known["aliases"] = "|".join(filter(None, (known["aliases"], new["name"])))
    return pd.DataFrame(rows, columns=places.columns).astype(places.dtypes)


def _place_keys(place: Mapping[str, Any]) -> tuple:
    """What tells that two rows are one place."""
    geonames = place["geonames_id"]
    return (place["place_id"],) if pd.isna(geonames) else (place["place_id"], int(geonames))


def _each_name(places: pd.DataFrame) -> Iterator[tuple[str, str, str]]:
    """(name, place_id, column): English names before Russian and Kazakh ones before aliases."""
    for column in ("name", "name_ru", "name_kk", "aliases"):
        for place_id, cell in zip(places.place_id, places[column], strict=True):
            yield from ((name, place_id, column) for name in cell.split("|") if name.strip())


def fold(name: str) -> str:
    """A name without differences that a reader does not see: case, white space, accents' form."""
    return " ".join(unicodedata.normalize("NFC", name.casefold()).split())


def check_sources(claims: pd.DataFrame, sources: pd.DataFrame) -> list[Issue]:
    """A claim may rest only on sources that sources.csv lists."""
    known = set(sources.source_id)
    advice = "Correct the source_id, or add the source to sources.csv."
    rows = zip(claims.table, claims.line, claims.source_id, strict=True)
    return [
        Issue("error", table, int(line), "source_id", named, "is not listed.", advice)
        for table, line, cell in rows
        for named in cell.split("|")
        if named not in known
    ]


def check_unique(rows: pd.DataFrame, table: Table) -> list[Issue]:
    """A key stands once in its table; the second row with it is the Issue."""
    return _repeated(rows[rows[table.key] != ""].assign(table=table.name), table.key)


def check_ids(claims: pd.DataFrame) -> list[Issue]:
    """An entry_id names one claim of the whole dataset; the row reported later is the Issue."""
    return _repeated(claims, "entry_id")


def _repeated(rows: pd.DataFrame, key: str) -> list[Issue]:
    first = rows.drop_duplicates(key).set_index(key)
    again = rows[rows[key].duplicated()]
    advice = "Give each row an id of its own; ids are never reused."
    return [
        Issue("error", table, int(line), key, value,
              f"stands twice, also in {first.table[value]}.csv, line {first.line[value]}.", advice)
        for table, line, value in zip(again.table, again.line, again[key], strict=True)
    ]  # fmt: skip


def add_lookups(claims: pd.DataFrame, places: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """Adds what the place and the sources say of each claim.

    ``scope`` (city, region, country; "" where unlocated), ``admin1``, ``begins`` and ``ends``
    (UTC, half-open, NaT where open), ``publisher`` (of the source relied on first), ``authority``
    (whom the figure comes from), ``source_kinds`` (| between) and ``search_text`` (folded).
    """
    by_id = places.set_index("place_id")
    publishers = dict(zip(sources.source_id, sources.publisher, strict=True))
    kinds = dict(zip(sources.source_id, sources.kind, strict=True))
    named = [cell.split("|") for cell in claims.source_id]
    publisher = pd.Series([publishers[ids[0]] for ids in named], claims.index, dtype=object)
    kind = ["|".join(dict.fromkeys(kinds[one] for one in ids)) for ids in named]
    claims = claims.assign(
        scope=_look_up(claims.place_id, by_id.kind),
        admin1=_look_up(claims.place_id, by_id.admin1),
        publisher=publisher,
        authority=claims.attributed_to.mask(claims.attributed_to == "", publisher),
        source_kinds=pd.Series(kind, claims.index, dtype=object),
    )
    claims = _add_interval(claims, by_id)
    searched = zip(*(claims[column] for column in _SEARCHED), strict=True)
    texts = ["\n".join(cells).casefold() for cells in searched]
    return claims.assign(search_text=pd.Series(texts, claims.index, dtype=object))


_SEARCHED = ("summary", "place", "admin1", "authority", "publisher", "entry_id")


def _look_up(keys: pd.Series, column: pd.Series) -> pd.Series:
    values = column.to_dict()
    return pd.Series([values.get(key, "") for key in keys], keys.index, dtype=object)


def _add_interval(claims: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """Local begin and end as UTC, in the zone of the place (UTC where it is unlocated)."""
    zones = [ZoneInfo(name or "UTC") for name in _look_up(claims.place_id, places.timezone)]
    columns = {}
    for column, text, read in (
        ("begins", "occurred_from", times.read_begin),
        ("ends", "occurred_to", times.read_end),
    ):
        local = [read(cell) for cell in claims[text]]
        moments = [
            times.to_utc(one, zone) if one else pd.NaT
            for one, zone in zip(local, zones, strict=True)
        ]
        columns[column] = times.utc_series(moments, claims.index)
    return claims.assign(**columns)
