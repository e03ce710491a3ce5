from pathlib import Path

import pandas as pd

from geo.dataset import load_dataset
from geo.ledger import Selection
from geo.subjects import evidence
from geo.subjects.rating import rate
from geo.subjects.status import latest_status
from geo.view import View
from tests.support.building import make_dataset
from tests.support.paths import JANUARY

RIOT = {"entry_id": "riot", "occurred_from": "2022-01-08", "reported_at": "2022-01-08"}
JUDGED = {"entry_id": "judged", "severity": "Extreme"}


def rated(directory: Path, moment: str, counted: dict | None = None, **tables: list) -> dict:
    """How severe things are in Taraz."""
    dataset = make_dataset(directory, **tables)
    at = pd.Timestamp(moment, tz=dataset.about.zone).tz_convert("UTC")
    table = View(dataset, Selection(known_on=at, **(counted or {}))).status
    return table.loc["taraz"].to_dict() if "taraz" in table.index else {}


def test_a_judgement_goes_before_the_rule_while_it_is_fresh(tmp_path: Path) -> None:
    found = rated(tmp_path, "2022-01-09T23:00", status=[JUDGED], incidents=[RIOT])
    assert (found["severity"], found["basis"], found["entry_id"]) == ("Extreme", "judged", "judged")
    assert (found["derived_from"], found["reason"], found["stale_judgement"]) == ([], "", "")


def test_a_stale_judgement_gives_way_and_is_named(tmp_path: Path) -> None:
    later = RIOT | {"occurred_from": "2022-01-10", "reported_at": "2022-01-10"}
    found = rated(tmp_path, "2022-01-10T23:59:59", status=[JUDGED], incidents=[later])
    assert (found["severity"], found["basis"], found["trend"]) == ("Moderate", "derived", "unknown")
    assert (found["derived_from"], found["reason"], found["stale"]) == (["riot"], "unrest", False)
    assert (found["stale_judgement"], found["entry_id"]) == ("Extreme", "judged")


def test_a_stale_judgement_stays_where_the_rule_gives_nothing(tmp_path: Path) -> None:
    found = rated(tmp_path, "2022-01-12T23:59:59", status=[JUDGED], incidents=[RIOT])
    assert (found["severity"], found["basis"], found["stale"]) == ("Extreme", "judged", True)


def test_where_nothing_is_known_nothing_is_derived(tmp_path: Path) -> None:
    assert rated(tmp_path / "a", "2022-01-08T23:59:59") == {}
    assert rated(tmp_path / "b", "2022-01-07T23:59:59", incidents=[RIOT]) == {}


def test_only_the_evidence_that_counts_is_derived_from(tmp_path: Path) -> None:
    sure = {"certainties": ("Observed",)}
    assert rated(tmp_path / "a", "2022-01-08T23:59:59", incidents=[RIOT])["severity"] == "Moderate"
    assert rated(tmp_path / "b", "2022-01-08T23:59:59", sure, incidents=[RIOT]) == {}


def test_a_claim_about_the_region_is_not_the_city_s_own(tmp_path: Path) -> None:
    region = RIOT | {"place": "Jambyl Region"}
    assert rated(tmp_path, "2022-01-08T23:59:59", incidents=[region]) == {}


def test_a_whole_country_is_not_calm_because_something_works_in_it(tmp_path: Path) -> None:
    works = [{"place": place, "service": service, "state": "operating"}
             for place in ("Kazakhstan", "Taraz") for service in ("food", "fuel")]  # fmt: skip
    dataset = make_dataset(tmp_path, services=works)
    table = View(dataset, Selection(known_on=dataset.claims.reported_at.max())).status
    assert table.severity.to_dict() == {"taraz": "Minor"}


def test_what_is_left_out_as_long_over_changes_nothing() -> None:
    dataset = load_dataset(JANUARY)
    lasts = dataset.about.stale_after
    for day in range(3, 25):
        at = pd.Timestamp(f"2022-01-{day:02}T12:00Z")
        view = View(dataset, Selection(known_on=at))
        tables = {table: view.table(table) for table in evidence.TABLES}
        whole = evidence.gather(tables)
        assert view.status.equals(
            rate(
                latest_status(view.history("status"), at, lasts), whole, dataset.places, at, lasts
            ).reindex(view.status.index)
        )
