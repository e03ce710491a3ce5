"""What the map rests on: each source with its claims, and the share of each kind of publisher."""

from collections.abc import Iterable

import pandas as pd

from geo.dataset import Dataset
from geo.dataset.vocabularies import rank
from geo.dataset.vocabulary import SOURCE_KIND
from geo.rows import split
from geo.times import is_day

# Places that somebody looked at, or that stand in the gazetteer as the dataset has them.
REVIEWED = ("reviewed", "geonames")


def usage(claims: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """Every source with how many of these claims rest on it, the most used first.

    Adds ``first`` (claims that rely on it first), ``claims`` (claims that name it at all) and
    ``entry_ids``. Sources are indexed by source_id; those without a claim are there with 0.
    """
    found: dict[str, list[str]] = {source_id: [] for source_id in sources.index}
    first = dict.fromkeys(sources.index, 0)
    for entry_id, cell in zip(claims.entry_id, claims.source_id, strict=True):
        named = split(cell)
        first[named[0]] += 1
        for source_id in dict.fromkeys(named):
            found[source_id].append(entry_id)
    table = sources.assign(
        first=pd.Series(first, dtype="int64").reindex(sources.index),
        claims=pd.Series({key: len(ids) for key, ids in found.items()}, dtype="int64").reindex(
            sources.index
        ),
        entry_ids=pd.Series(found, dtype=object).reindex(sources.index),
    )
    return table.sort_values(["claims", "publisher"], ascending=[False, True], kind="stable")


def _first(claims: pd.DataFrame) -> pd.Series:
    """The source that each claim relies on first."""
    return pd.Series([split(cell)[0] for cell in claims.source_id], claims.index, dtype=object)


def shares(claims: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """How many claims rely first on a source of each kind: kind, claims, share (of 1), most first.

    Each claim counts once, so the shares add up to 1; kinds without a claim are left out.
    """
    kinds = _first(claims).map(sources.kind)
    counts = kinds.value_counts()
    order = sorted(counts.index, key=lambda kind: (-counts[kind], rank(SOURCE_KIND, kind)))
    rows = [(kind, int(counts[kind]), counts[kind] / len(claims)) for kind in order]
    return pd.DataFrame(rows, columns=["kind", "claims", "share"]).astype(
        {"claims": "int64", "share": "float64"}
    )


def publishers(claims: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """How many claims rely first on each publisher: publisher, kind, claims, most first."""
    first = _first(claims)
    named = pd.DataFrame(
        {"publisher": first.map(sources.publisher), "kind": first.map(sources.kind)}
    )
    counts = named.value_counts().reset_index(name="claims")
    return counts.sort_values(["claims", "publisher"], ascending=[False, True], ignore_index=True)


def shared_by_several(claims: pd.DataFrame, sources: pd.DataFrame) -> int:
    """How many claims two or more publishers carry."""
    publisher = sources.publisher.to_dict()
    return sum(len({publisher[one] for one in split(cell)}) > 1 for cell in claims.source_id)


def unreviewed_places(dataset: Dataset) -> pd.DataFrame:
    """The places that a geocoder put on the map and nobody has reviewed yet."""
    return dataset.places[~dataset.places.geocoded_by.isin(REVIEWED)]


def unlocated(claims: pd.DataFrame) -> pd.DataFrame:
    """The names that no place was found for: name, claims, entry_ids."""
    rows = claims[claims.place_id == ""]
    grouped = rows.groupby("place", sort=True).entry_id.agg(list)
    table = [(name, len(ids), ids) for name, ids in grouped.items()]
    return pd.DataFrame(table, columns=["name", "claims", "entry_ids"]).astype({"claims": "int64"})


def undated(sources: pd.DataFrame, used: Iterable[str]) -> int:
    """How many of these sources show no day of publication."""
    return sum(not is_day(text) for text in sources.published_at.reindex(list(used)))
