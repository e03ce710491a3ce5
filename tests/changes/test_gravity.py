"""In which order a reader is told what changed."""

from pathlib import Path

import pandas as pd

from geo.changes import tell
from geo.ledger import Selection
from geo.view import View
from tests.support.building import make_dataset

OLD = {"reported_at": "2022-01-05", "occurred_from": "2022-01-05"}
EARLY, SOON = {"reported_at": "2022-01-06"}, {"reported_at": "2022-01-07"}
CANCEL = SOON | {"message": "Cancel"}
ROWS = {
    "status": [
        EARLY | {"severity": "Severe"},
        SOON | {"severity": "Extreme", "place": "Almaty"},
        SOON | {"severity": "Moderate"},
    ],
    "restrictions": [
        SOON | {"kind": "curfew", "daily_from": "23:00", "daily_to": "07:00"},
        SOON | {"kind": "checkpoint"},
        OLD | {"kind": "curfew", "place": "Atyrau", "basis": "reported"},
    ],
    "casualties": [
        SOON | {"measure": "killed", "low": "2", "best": "2", "high": "2"},
        SOON | {"measure": "killed", "low": "9", "place": "Almaty"},
        SOON | {"measure": "injured", "low": "40"},
        EARLY | {"measure": "injured", "low": "7", "place": "Almaty"},
        CANCEL | {"measure": "injured", "replaces": "casualties-3", "place": "Almaty"},
    ],
    "services": [
        OLD | {"service": "cash"},
        SOON | {"service": "fuel"},
        SOON | {"service": "education", "state": "suspended", "place": "Almaty"},
    ],
    "incidents": [SOON],
}  # fmt: skip


def test_worst_severity_deaths_and_retractions_come_first_and_what_lapsed_last(
    tmp_path: Path,
) -> None:
    dataset = make_dataset(tmp_path, **ROWS)
    later = View(dataset, Selection(pd.Timestamp("2022-01-07T18:00Z")))
    told = tell(later.earlier(pd.Timedelta(hours=24)), later)
    ordered = sorted(told.itertuples(), key=lambda row: row.gravity)
    found = [(row.name, row.kind, row.direction, row.subject) for row in ordered]
    assert [one[:3] for one in found] == [
        ("Almaty", "severity", "new"),
        ("Almaty", "figure", "new"),
        ("Taraz", "figure", "new"),
        ("Almaty", "figure", "retracted"),
        ("Taraz", "restriction", "imposed"),
        ("Taraz", "service", "lost"),
        ("Taraz", "severity", "better"),
        ("Taraz", "restriction", "imposed"),
        ("Taraz", "figure", "new"),
        ("Almaty", "service", "lost"),
        ("Taraz", "incident", "new"),
        ("Atyrau", "restriction", "lapsed"),
        ("Taraz", "service", "lapsed"),
    ]
    assert [one[3] for one in found[1:3]] == ["killed, all", "killed, all"]
