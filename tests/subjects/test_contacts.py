"""Who spoke with whom, and when."""

from pathlib import Path

import pandas as pd

from geo.ledger import Selection
from geo.subjects import contacts
from geo.view import View
from tests.support.building import make_dataset


def contacts_of(tmp_path: Path, *rows: dict) -> pd.DataFrame:
    dataset = make_dataset(tmp_path / "dataset", contacts=list(rows))
    assert not dataset.errors
    at = pd.Timestamp("2022-02-01", tz="UTC")
    return contacts.contacts(View(dataset, Selection(known_on=at)).history("contacts"))


CALL = {"entry_id": "call", "participants": "Ada (A)|Ben (B)", "occurred_from": "2022-01-06"}
READOUT = {"entry_id": "readout", "participants": "Ben (B)|Ada (A)", "occurred_from": "2022-01-07"}
SPEECH = {"entry_id": "speech", "kind": "statement", "participants": "Ada (A)|Cleo (C)"}


def test_statements_are_no_talks(tmp_path: Path) -> None:
    rows = contacts_of(tmp_path, CALL, SPEECH, CALL | {"entry_id": "x", "kind": "offer"})
    assert list(rows[rows.talk].entry_id) == ["call"]
    assert len(contacts.pairs(rows)) == 1


def test_two_accounts_of_one_pair_are_one_row_whatever_their_order(tmp_path: Path) -> None:
    table = contacts.pairs(contacts_of(tmp_path, CALL, READOUT))
    assert len(table) == 1
    row = table.iloc[0]
    assert (row.one, row.other, row.accounts) == ("Ada (A)", "Ben (B)", 2)
    assert (row.first_day, row.last_day) == ("2022-01-06", "2022-01-07")
    assert row.entry_ids == ["call", "readout"]


def test_a_summit_is_a_contact_of_each_two(tmp_path: Path) -> None:
    summit = {"kind": "meeting", "participants": "Ada|Ben|Cleo"}
    assert len(contacts.pairs(contacts_of(tmp_path, summit))) == 3


def test_a_participant_named_twice_is_no_pair_with_itself(tmp_path: Path) -> None:
    rows = contacts_of(tmp_path, {"participants": "Ada| Ada "})
    assert rows.who[0] == ("Ada",)
    assert contacts.pairs(rows).empty


def test_everybody_asked_for_must_have_taken_part(tmp_path: Path) -> None:
    rows = contacts_of(tmp_path, CALL, SPEECH)
    found = contacts.with_participants(rows, ["Ada (A)", "Cleo (C)"])
    assert list(found.entry_id) == ["speech"]
    assert len(contacts.with_participants(rows, [])) == 2


def test_days_are_included_at_both_ends(tmp_path: Path) -> None:
    rows = contacts_of(tmp_path, CALL, READOUT, CALL | {"entry_id": "x", "occurred_from": ""})
    assert list(contacts.between(rows, "2022-01-06", "2022-01-06").entry_id) == ["call"]


def test_a_contact_without_a_day_has_that_of_its_report(tmp_path: Path) -> None:
    row = {"occurred_from": "", "occurred_to": "", "reported_at": "2022-01-09"}
    assert contacts_of(tmp_path, row).day[0] == "2022-01-09"


def test_the_busiest_participant_comes_first(tmp_path: Path) -> None:
    rows = contacts_of(tmp_path, CALL, READOUT, SPEECH)
    assert contacts.participants(rows) == ["Ada (A)", "Ben (B)", "Cleo (C)"]


def test_no_contact_is_an_empty_table(tmp_path: Path) -> None:
    rows = contacts_of(tmp_path)
    assert rows.empty
    assert contacts.pairs(rows).empty
    assert contacts.participants(rows) == []
