"""The claims of all tables as one table: which columns they share, and which they do not."""

from pathlib import Path

import pandas as pd
import pytest

from geo.dataset.columns import Column, Table
from geo.dataset.schema import LEDGER
from geo.exporting import hxl, package, tables
from geo.ledger import Selection
from geo.view import View
from tests.support.building import declared, make_dataset

AT = pd.Timestamp("2022-01-09T00:00Z")
SHELTERS = Table(
    "shelters",
    "Shelters",
    "entry_id",
    (
        Column("level", "count", "storeys", "#capacity+storeys"),
        Column("task", "text", "what it does", "#activity+task"),
        Column("scope", "text", "whom it takes in", "#status+scope"),
    ),
)


@pytest.mark.parametrize("table", LEDGER, ids=lambda table: table.name)
def test_every_own_column_has_one_place_with_its_own_kind_and_tag(table: Table) -> None:
    places = {column.name: name for owner, column, name in tables._each_own()
              if owner == table.name}  # fmt: skip
    for column in table.own:
        placed = tables.own_columns()[places[column.name]]
        assert (placed.kind, placed.hxl) == (column.kind, column.hxl)
        assert hxl.claim_tags()[places[column.name]] == column.hxl


def test_no_column_of_the_claims_stands_there_twice() -> None:
    names = tables.claim_columns()
    assert len(set(names)) == len(names)


def test_what_is_restricted_and_the_kind_of_a_contact_are_two_columns(tmp_path: Path) -> None:
    data = make_dataset(tmp_path, restrictions=[{}], contacts=[{"kind": "meeting"}])
    claims = tables.claims(View(data, Selection(known_on=AT))).set_index("table")
    assert list(claims.kind[["restrictions", "contacts"]]) == ["curfew", ""]
    assert list(claims.contacts_kind[["restrictions", "contacts"]]) == ["", "meeting"]


def test_a_new_table_neither_renames_a_column_nor_changes_its_type(tmp_path: Path) -> None:
    before = tables.claim_columns()
    with declared(SHELTERS):
        data = make_dataset(tmp_path, restrictions=[{"level": "red"}],
                            shelters=[{"level": "3", "task": "Feeds", "scope": "all"}])  # fmt: skip
        claims = tables.claims(View(data, Selection(known_on=AT))).set_index("table")
        assert tables.claim_columns() == (*before, "shelters_level", "shelters_scope")
    assert claims.level["restrictions"] == "red"
    assert claims.shelters_level.dtype == "Int64"
    assert claims.shelters_level["shelters"] == 3
    assert claims.task["shelters"] == "Feeds"
    assert (claims.scope["shelters"], claims.shelters_scope["shelters"]) == ("city", "all")


def test_a_dispute_with_what_was_reported_later_does_not_show(tmp_path: Path) -> None:
    rows = [
        {"entry_id": "early", "best": "60", "disputes": "late"},
        {"entry_id": "late", "best": "20", "reported_at": "2022-01-09"},
    ]
    dataset = make_dataset(tmp_path, casualties=rows)
    for day, named, contested in (("08", "", ""), ("10", "late", "late")):
        view = View(dataset, Selection(pd.Timestamp(f"2022-01-{day}T00:00Z")))
        first = tables.claims(view).iloc[0]
        assert (first.entry_id, first.disputes, first.contested_by) == ("early", named, contested)
        assert tables.ledger_table(view, "casualties").disputes[0] == named
        packed = package.dataset_tables(view)["casualties"]
        assert packed.disputes.iloc[0] == named


def test_no_figure_is_empty_where_a_number_is_known(tmp_path: Path) -> None:
    rows = [
        {"best": "60", "attributed_to": "One"},
        {"best": "20", "attributed_to": "Other"},
        {"best": "3", "group": "police", "counts": "event"},
        {"best": "4", "group": "police", "counts": "event"},
    ]
    view = View(make_dataset(tmp_path, casualties=rows), Selection(AT))
    table = tables.figures(view)
    assert list(table.value) == [
        "about 20, Other; about 60, One", "2 events, not added up: about 3; about 4",
    ]  # fmt: skip
    assert list(table.rivals) == ["casualties-1|casualties-0", ""]
    assert list(table.source_id) == ["s1", "s1"]
