"""The claims line by line."""

import json
from pathlib import Path

from click.testing import CliRunner

from geo.__main__ import cli
from tests.support.building import write_dataset


def test_claims_are_listed_with_their_days_and_sources(tmp_path: Path) -> None:
    rows = [{"entry_id": "in-1", "occurred_from": "2022-01-05", "occurred_to": "2022-01-07"}]
    write_dataset(tmp_path, incidents=rows, services=[{"entry_id": "se-1"}])
    told = CliRunner().invoke(cli, ["list", str(tmp_path), "--table", "incidents"])
    assert told.output.splitlines() == [
        "in-1 (incidents): Taraz, 2022-01-05 to 2022-01-07, known 2022-01-07, source s1",
        "    Something was claimed.",
        "1 claim.",
    ]
    told = CliRunner().invoke(cli, ["list", str(tmp_path), "--json"])
    assert {row["entry_id"] for row in json.loads(told.stdout)} == {"in-1", "se-1"}
