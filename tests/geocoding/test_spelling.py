"""The scan by signatures finds what measuring every name would find."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from geo.geocoding.gazetteer.spelling import Damaged, Spelling, encode

NAMES = st.text("abcdeiknorst", min_size=1, max_size=12)


def spelling_of(names: list[str], country: str = "KZ") -> Spelling:
    entries = list(enumerate(names, start=1))
    countries = {number: country for number, _ in entries}
    return Spelling.decode(encode([(name, number) for number, name in entries], countries))


@given(st.lists(NAMES, min_size=1, max_size=30), NAMES, st.integers(0, 2))
def test_no_name_within_the_edits_is_left_out(names: list[str], query: str, edits: int) -> None:
    found = {(name, number) for name, number, _ in spelling_of(names).within(query, edits, None)}
    assert found == {
        (name, number)
        for number, name in enumerate(names, start=1)
        if OSA.distance(query, name) <= edits
    }


def test_only_names_of_the_country_are_measured() -> None:
    spelling = spelling_of(["aktau"])
    assert spelling.within("aktau", 0, "KZ")
    assert not spelling.within("aktau", 0, "KG")


def test_an_altered_part_is_noticed() -> None:
    rows = list(encode([("aktau", 1)], {1: "KZ"}))
    part, checksum, data = rows[0]
    altered = bytes([data[0] ^ 1]) + data[1:]
    with pytest.raises(Damaged):
        Spelling.decode([(part, checksum, altered), *rows[1:]])
    with pytest.raises(Damaged):
        Spelling.decode(rows[1:])
