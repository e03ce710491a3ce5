"""Every shipped row of every shipped dataset, whatever tables it has by now."""

from datetime import datetime
from pathlib import Path

import pandas as pd
import pytest

from geo import times
from geo.dataset import Dataset, load_dataset
from geo.dataset.rules import RULES
from geo.dataset.schema import LEDGER, TABLES
from geo.ledger import CURRENT, RETRACTED, Selection
from geo.subjects import casualties, curfews
from geo.view import View

DATA = Path(__file__).resolve().parents[2] / "data"
DIRECTORIES = sorted(path.parent for path in DATA.glob("*/datapackage.json"))
DATASETS = {directory.name: load_dataset(directory) for directory in DIRECTORIES}
LONGEST_SUMMARY = 300


def shipped(test: object) -> object:
    return pytest.mark.parametrize("dataset", DATASETS.values(), ids=DATASETS)(test)


@shipped
def test_it_loads_without_any_issue(dataset: Dataset) -> None:
    assert [str(issue) for issue in dataset.errors] == []
    present = {table for table in TABLES if (dataset.directory / f"{table}.csv").is_file()}
    assert [str(issue) for issue in dataset.issues if issue.table in present] == []
    assert dataset.set_aside.empty


@shipped
def test_a_claim_is_located_sourced_and_one_sentence(dataset: Dataset) -> None:
    places, sources = set(dataset.places.index), set(dataset.sources.index)
    for claim in dataset.claims.itertuples():
        assert claim.place_id in places, claim.entry_id
        ids = claim.source_id.split("|")
        assert set(ids) <= sources, claim.entry_id
        assert len(set(ids)) == len(ids), claim.entry_id
        assert 10 <= len(claim.summary) <= LONGEST_SUMMARY, claim.entry_id
        assert claim.summary.endswith((".", ".'", '."')), claim.entry_id
        assert "\n" not in claim.summary, claim.entry_id


@shipped
def test_a_claim_is_not_reported_before_what_it_tells_of_began(dataset: Dataset) -> None:
    """Announcements excepted: what is decreed or planned is reported before it begins."""
    announced = dataset.claims.table.isin(["restrictions", "deployments", "services", "contacts"])
    begins = dataset.claims.begins - pd.Timedelta(days=1)
    early = (begins > dataset.claims.reported_at) & ~announced
    assert dataset.claims.entry_id[early].tolist() == []


@shipped
def test_a_source_has_its_address_or_says_why_not(dataset: Dataset) -> None:
    for source in dataset.sources.itertuples():
        told = RULES["url"].holds(source.url) if source.url else "address)" in source.title
        assert told, source.Index
        assert source.publisher, source.Index
        assert source.title, source.Index


@shipped
def test_every_source_carries_a_claim_and_every_address_is_one_source(dataset: Dataset) -> None:
    used = {one for cell in dataset.claims.source_id for one in cell.split("|")}
    complete = all((dataset.directory / f"{table.name}.csv").is_file() for table in LEDGER)
    if complete:
        assert set(dataset.sources.index) - used == set()
    addresses = dataset.sources.url[dataset.sources.url != ""]
    assert addresses[addresses.duplicated()].tolist() == []


KAZAKHSTAN = DATASETS.get("kazakhstan-2022")
COMPLETE = KAZAKHSTAN is not None and all(
    (KAZAKHSTAN.directory / f"{table.name}.csv").is_file() for table in LEDGER
)
needs_all_tables = pytest.mark.skipif(not COMPLETE, reason="not all ledger tables exist yet")


def known_on(text: str) -> View:
    return View(KAZAKHSTAN, Selection(times.read_moment(text, KAZAKHSTAN.about.zone)))


@needs_all_tables
def test_there_are_400_claims_and_each_table_has_some() -> None:
    assert len(KAZAKHSTAN.claims) >= 400
    assert set(KAZAKHSTAN.claims.table) == {table.name for table in LEDGER}


def standing_of_164(moment: str) -> set[str]:
    toll = known_on(moment).history("casualties")
    toll = toll[(toll.place_id == "kazakhstan") & (toll.measure == "killed") & (toll.best == 164)]
    return set(toll.standing)


def test_the_toll_of_164_stands_on_9_january_and_is_retracted_by_the_end_of_the_10th() -> None:
    assert standing_of_164("2022-01-08") == set()
    assert standing_of_164("2022-01-09T20:00") == {CURRENT}
    assert standing_of_164("2022-01-10") == {RETRACTED}


def test_the_curfew_of_taraz_known_on_the_evening_of_7_january_is_19_to_7() -> None:
    restrictions = known_on("2022-01-07").table("restrictions")
    at = datetime(2022, 1, 7, 20)
    held = curfews.in_force(restrictions, "taraz", KAZAKHSTAN.places, at)
    curfew = held[held.kind == "curfew"]
    hours = set(zip(curfew.daily_from, curfew.daily_to, curfew.place_id, strict=True))
    assert hours == {("19:00", "07:00", "taraz")}
    assert set(curfew.until) == {datetime(2022, 1, 8, 7)}


def test_over_60_killed_in_shymkent_is_contested_by_60_hurt_when_it_is_told() -> None:
    claims = known_on("2022-01-07").table("casualties")
    claims = claims[(claims.place_id == "shymkent") & (claims.measure == "killed")]
    (figure,) = casualties.figures(claims[claims.subset == ""]).to_dict("records")
    assert figure["contested"]
    assert figure["rivals"] == ["ca-shymkent-killed-over-60", "ca-shymkent-injured-60"]
    assert pd.isna([figure["low"], figure["best"], figure["high"]]).all()


def test_the_default_moment_is_the_end_of_7_january_in_almaty() -> None:
    assert KAZAKHSTAN.about.default_moment == pd.Timestamp("2022-01-07T23:59:59+06:00")


# The same office under a less exact name, or the same official under another title.
SAME_AUTHORITY = {
    ("ca-kazakhstan-killed-230", "ca-kazakhstan-killed-227"),
    ("ca-kazakhstan-killed-238-officials", "ca-kazakhstan-killed-232"),
    ("ca-kazakhstan-killed-238", "ca-kazakhstan-killed-238-officials"),
    ("ca-almaty-security-killed-11", "ca-almaty-security-killed-13"),
}


def updates(dataset: Dataset, table: str) -> set[tuple[str, str]]:
    """(Update, what it replaces) within a table."""
    claims = dataset.claims[(dataset.claims.table == table) & (dataset.claims.message == "Update")]
    pairs = zip(claims.entry_id, claims.replaces, strict=True)
    return {(new, old) for new, cell in pairs for old in cell.split("|") if old in dataset.rows}


@shipped
def test_no_authority_replaces_the_count_of_another(dataset: Dataset) -> None:
    rows = dataset.rows
    pairs = updates(dataset, "casualties")
    other = {(new, old) for new, old in pairs if rows[new].authority != rows[old].authority}
    assert other <= SAME_AUTHORITY


@shipped
def test_an_update_keeps_a_source_of_the_hours_and_levels_that_it_repeats(
    dataset: Dataset,
) -> None:
    rows = dataset.rows
    for new, old in updates(dataset, "restrictions"):
        now, before = rows[new], rows[old]
        repeated = [
            name
            for name in ("level", "daily_from", "daily_to")
            if getattr(now, name, "") and getattr(now, name, "") == getattr(before, name, "")
        ]
        shared = set(now.source_id.split("|")) & set(before.source_id.split("|"))
        assert shared or not repeated, (new, old)


def test_149_civilians_stand_beside_the_prosecutors_139_in_almaty() -> None:
    claims = known_on("2022-03-14").table("casualties")
    mine = claims[(claims.place_id == "almaty") & (claims.measure == "killed")]
    assert {139, 149} <= set(mine.best.dropna())
