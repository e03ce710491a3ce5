"""From validated text tables to one ledger: typed, tied to places and sources, with its messages."""

from collections.abc import Iterable, Mapping
from zoneinfo import ZoneInfo

import pandas as pd

from geo import times
from geo.schema import CLAIM, LEDGER, Column, Issue, Table

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

    Columns ``superseded_at``, ``superseded_by``, ``retracted_at``, ``retracted_by``: the earliest such message,
    or NaT and "". A message replaces only what was reported no later than itself.
    """
    reported = dict(zip(claims.entry_id, claims.reported_at, strict=True))
    issues: list[Issue] = []
    ends: dict[str, dict[str, tuple[pd.Timestamp, str]]] = {"Update": {}, "Cancel": {}}
    for claim in claims[claims.replaces != ""].itertuples():
        for named in str(claim.replaces).split("|"):
            problem = _message_problem(claim, named, reported)
            if problem:
                issues.append(_message_issue(claim, named, *problem))
            elif claim.message in ends:
                # Rows are in order of reporting, so the first message stays.
                ends[claim.message].setdefault(named, (claim.reported_at, claim.entry_id))
    linked = claims.copy()
    for verb, message in (("superseded", "Update"), ("retracted", "Cancel")):
        found = [ends[message].get(entry_id, (pd.NaT, "")) for entry_id in claims.entry_id]
        moments = pd.Series([moment for moment, _ in found], index=claims.index, dtype="object")
        linked[f"{verb}_at"] = pd.to_datetime(moments, utc=True).astype("datetime64[us, UTC]")
        linked[f"{verb}_by"] = pd.Series([by for _, by in found], index=claims.index, dtype="str")
    return linked, issues


def _message_problem(
    claim: tuple, named: str, reported: Mapping[str, pd.Timestamp]
) -> tuple[str, str] | None:
    if named == claim.entry_id:
        return "A message cannot replace itself.", "Name the earlier claim."
    if named not in reported:
        return (
            "names no claim of this dataset.",
            "Correct the entry_id, or add the claim it names.",
        )
    if claim.reported_at < reported[named]:
        return (
            f"The {claim.message} was reported before what it replaces.",
            "Correct one of the two reported_at; until then it replaces nothing.",
        )
    return None


def _message_issue(claim: tuple, named: str, problem: str, advice: str) -> Issue:
    return Issue("error", claim.table, int(claim.line), "replaces", named, problem, advice)


def link_places(
    claims: pd.DataFrame, places: pd.DataFrame
) -> tuple[pd.DataFrame, dict[str, tuple[str, int]]]:
    """Adds ``place_id`` ("" where the name is unknown), and those names with table and line."""
    known = place_names(places)
    ids = claims.place.map(lambda name: known.get(fold(name), ""))
    unknown: dict[str, tuple[str, int]] = {}
    for claim in claims[ids == ""].itertuples():
        unknown.setdefault(claim.place, (claim.table, int(claim.line)))
    return claims.assign(place_id=ids.astype("str")), unknown


def place_names(places: pd.DataFrame) -> dict[str, str]:
    """Folded name or alias -> place_id; a name wins over an alias of another place."""
    names: dict[str, str] = {}
    for column in ("name", "name_ru", "name_kk", "aliases"):
        for place_id, cell in zip(places.place_id, places[column], strict=True):
            for name in str(cell).split("|"):
                if name.strip():
                    names.setdefault(fold(name), place_id)
    return names


def fold(name: str) -> str:
    """A name without differences that a reader does not see: case and runs of white space."""
    return " ".join(name.casefold().split())


def check_sources(claims: pd.DataFrame, sources: pd.DataFrame) -> list[Issue]:
    """A claim may rest only on sources that sources.csv lists."""
    known = set(sources.source_id)
    advice = "Correct the source_id, or add the source to sources.csv."
    return [
        Issue(
            "error",
            claim.table,
            int(claim.line),
            "source_id",
            named,
            "is not listed.",
            advice,
        )
        for claim in claims.itertuples()
        for named in str(claim.source_id).split("|")
        if named not in known
    ]


def check_unique(frame: pd.DataFrame, table: Table) -> list[Issue]:
    """A key stands once; the second row with it is the Issue."""
    again = frame[frame[table.key].duplicated() & (frame[table.key] != "")]
    advice = "Give each row a key of its own; ids are never reused."
    return [
        Issue(
            "error",
            table.name,
            int(row.line),
            table.key,
            row[table.key],
            "stands twice.",
            advice,
        )
        for _, row in again.iterrows()
    ]


def check_ids(claims: pd.DataFrame) -> list[Issue]:
    """An entry_id names one claim of the whole dataset; the row reported later is the Issue."""
    again = claims[claims.entry_id.duplicated()]
    advice = "Give each claim an id of its own; ids are never reused."
    return [
        Issue(
            "error",
            row.table,
            int(row.line),
            "entry_id",
            row.entry_id,
            "stands twice.",
            advice,
        )
        for row in again.itertuples()
    ]


def add_lookups(claims: pd.DataFrame, places: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """Adds what the place and the sources say of each claim.

    ``scope`` (city, region, country; "" where unlocated), ``admin1``, ``begins`` and ``ends`` (UTC, half-open,
    NaT where open), ``publisher`` (of the source relied on first), ``authority`` (whom the figure comes
    from), ``source_kinds`` (| between) and ``search_text`` (folded).
    """
    by_id = places.drop_duplicates("place_id").set_index("place_id")
    claims = claims.assign(
        scope=_look_up(claims.place_id, by_id.kind),
        admin1=_look_up(claims.place_id, by_id.admin1),
    )
    source = sources.set_index("source_id")
    named = [cell.split("|") for cell in claims.source_id]
    publisher = pd.Series([source.publisher[ids[0]] for ids in named], claims.index, dtype="str")
    kinds = ["|".join(dict.fromkeys(source.kind[one] for one in ids)) for ids in named]
    claims = claims.assign(
        publisher=publisher,
        authority=claims.attributed_to.mask(claims.attributed_to == "", publisher),
        source_kinds=pd.Series(kinds, claims.index, dtype="str"),
    )
    return _add_search_text(_add_interval(claims, by_id), source)


def _look_up(keys: pd.Series, column: pd.Series) -> pd.Series:
    return keys.map(column).fillna("").astype("str")


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


def _add_search_text(claims: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    texts = [
        "\n".join((summary, place, admin1, authority, sources.publisher[source_id.split("|")[0]], entry_id))
        for summary, place, admin1, authority, source_id, entry_id in zip(
            claims.summary, claims.place, claims.admin1, claims.authority, claims.source_id,
            claims.entry_id, strict=True,
        )
    ]  # fmt: skip
    return claims.assign(search_text=[text.casefold() for text in texts])
