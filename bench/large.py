"""Invented datasets of any size, for measurements only: events with their dead, a few judgements.

Shaped as a database of events is: half incidents, half casualties of one event each, some
judgements, 6 % of the counts updated later; places of a region each, around one country.
"""

import json
from pathlib import Path

import numpy as np
import pandas as pd

from geo.dataset.schema import TABLES
from geo.dataset.vocabulary import EVENTS, SEVERITY

FROM = pd.Timestamp("2016-01-01")
DAYS = 900
PLACES_TO_CLAIMS = {1_000: 300, 10_000: 1_500, 100_000: 3_500, 250_000: 5_000}
SHARES = {"incidents": 0.48, "casualties": 0.50, "status": 0.02}
DESCRIPTOR = {
    "name": "large",
    "title": "Invented events",
    "crisis": {
        "countries": ["SY"],
        "from": "2016-01-01",
        "to": "2018-12-31",
        "timezone": "Asia/Damascus",
        "default_moment": "2017-08-20",
    },
}


def write(folder: Path, claims: int) -> None:
    """The tables of a dataset of so many claims, in a folder; the same every time."""
    folder.mkdir(parents=True, exist_ok=True)
    chance = np.random.default_rng(claims)
    places, sources = _places(chance, PLACES_TO_CLAIMS[claims]), _sources(chance, claims // 20)
    frames = {"places": places, "sources": sources}
    for kind, share in SHARES.items():
        frames[kind] = _claims(chance, kind, int(claims * share), places, sources)
    for name, table in TABLES.items():
        columns = [column.name for column in table.columns]
        frame = frames.get(name, pd.DataFrame()).reindex(columns=columns).fillna("")
        frame.to_csv(folder / f"{name}.csv", index=False)
    (folder / "datapackage.json").write_text(json.dumps(DESCRIPTOR), encoding="utf-8")


def _places(chance: np.random.Generator, many: int) -> pd.DataFrame:
    names = [f"Town {i}" for i in range(many)]
    return pd.DataFrame(
        {
            "place_id": [f"town-{i}" for i in range(many)],
            "name": names,
            "kind": "city",
            "country": "SY",
            "admin1": [f"Region {i % 14}" for i in range(many)],
            "latitude": chance.uniform(32.5, 37, many).round(5),
            "longitude": chance.uniform(36, 42, many).round(5),
            "timezone": "Asia/Damascus",
            "precision": "1",
            "geocoded_by": "reviewed",
        }
    )


def _sources(chance: np.random.Generator, many: int) -> pd.DataFrame:
    ids = [f"s-{i}" for i in range(many)]
    days = FROM + pd.to_timedelta(np.sort(chance.integers(0, DAYS, many)), unit="D")
    return pd.DataFrame(
        {
            "source_id": ids,
            "publisher": [f"Agency {i % 40}" for i in range(many)],
            "kind": "wire",
            "title": [f"Report {i}" for i in range(many)],
            "url": [f"https://agency{i % 40}.example/{i}" for i in range(many)],
            "published_at": days.strftime("%Y-%m-%d"),
            "language": "en",
            "collection": "Invented events 1",
        }
    )


def _claims(
    chance: np.random.Generator,
    table: str,
    many: int,
    places: pd.DataFrame,
    sources: pd.DataFrame,
) -> pd.DataFrame:
    # As in life: a few towns have most of what happens.
    where = (chance.pareto(1.2, many) * len(places) / 12).astype(int) % len(places)
    source = np.sort(chance.integers(0, len(sources), many))
    reported = pd.to_datetime(sources.published_at.iloc[source]).reset_index(drop=True)
    happened = reported - pd.to_timedelta(chance.integers(0, 4, many), unit="D")
    ids = [f"{table[:2]}-{i}" for i in range(many)]
    rows = pd.DataFrame(
        {
            "entry_id": ids,
            "place": places.name.iloc[where].to_list(),
            "occurred_from": happened.dt.strftime("%Y-%m-%d"),
            "occurred_to": happened.dt.strftime("%Y-%m-%d"),
            "reported_at": reported.dt.strftime("%Y-%m-%d"),
            "reported_basis": "published",
            "source_id": sources.source_id.iloc[source].to_list(),
            "certainty": chance.choice(["Observed", "Likely", "Possible"], many),
            "message": "Alert",
            "summary": [f"Something was reported for the {i}th time." for i in range(many)],
        }
    )
    return rows.assign(**_OWN[table](chance, rows, places.iloc[where]))


def _incidents(
    chance: np.random.Generator, rows: pd.DataFrame, towns: pd.DataFrame
) -> dict[str, object]:
    pairs = [(kind, sub) for kind, subs in EVENTS.items() for sub in subs]
    chosen = chance.integers(0, len(pairs), len(rows))
    around = chance.normal(0, 0.03, (2, len(rows)))
    return {
        "event_type": [pairs[i][0] for i in chosen],
        "sub_event_type": [pairs[i][1] for i in chosen],
        "latitude": (towns.latitude.to_numpy() + around[0]).round(5),
        "longitude": (towns.longitude.to_numpy() + around[1]).round(5),
        "precision": "1",
    }


def _casualties(
    chance: np.random.Generator, rows: pd.DataFrame, towns: pd.DataFrame
) -> dict[str, object]:
    best = chance.poisson(3, len(rows))
    message, replaces = np.full(len(rows), "Alert", object), np.full(len(rows), "", object)
    # An Update a while after what it replaces, of the same place and event.
    later = np.arange(50, len(rows), 17)
    message[later] = "Update"
    replaces[later] = rows.entry_id.to_numpy()[later - 50]
    place, event = rows.place.to_numpy(object).copy(), rows.entry_id.to_numpy(object).copy()
    for one in later:
        place[one], event[one] = place[one - 50], event[one - 50]
    return {
        "place": place, "message": message, "replaces": replaces,
        "occurred_from": _of(rows.occurred_from, later),
        "occurred_to": _of(rows.occurred_to, later),
        "measure": "killed", "group": chance.choice(["all", "civilians"], len(rows)),
        "low": best, "best": best, "high": best + chance.integers(0, 3, len(rows)),
        "counts": "event", "event": event,
    }  # fmt: skip


def _of(column: pd.Series, later: np.ndarray) -> np.ndarray:
    found = column.to_numpy(object).copy()
    for one in later:
        found[one] = found[one - 50]
    return found


def _status(
    chance: np.random.Generator, rows: pd.DataFrame, towns: pd.DataFrame
) -> dict[str, object]:
    return {
        "severity": chance.choice(SEVERITY[:4], len(rows)),
        "trend": chance.choice(["worsening", "steady", "easing"], len(rows)),
    }


_OWN = {"incidents": _incidents, "casualties": _casualties, "status": _status}
