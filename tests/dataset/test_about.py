"""What a dataset says of itself; bad descriptors are in test_dataset.py."""

import json

import pandas as pd

from geo.dataset.about import read_about

PACKAGE = {
    "name": "flood",
    "title": "A flood",
    "description": "What happened.",
    "licenses": [{"name": "CC-BY-4.0", "path": "https://example.org/by"}, {"name": "other"}],
    "contributors": [{"title": "One"}, {"title": "Two"}],
    "crisis": {
        "country": "KZ",
        "from": "2022-01-01",
        "to": "2022-01-31",
        "timezone": "Asia/Atyrau",
        "default_moment": "2022-01-07",
        "stale_after_hours": 12,
        "boundaries": "As of 2022.",
    },
}


def test_every_field_is_read_and_the_default_moment_is_in_the_zone() -> None:
    about, issues = read_about(json.dumps(PACKAGE).encode())
    assert issues == []
    assert (about.name, about.title, about.country) == ("flood", "A flood", "KZ")
    assert (about.licence, about.licence_url) == ("CC-BY-4.0", "https://example.org/by")
    assert about.contributors == ("One", "Two")
    assert about.period == ("2022-01-01", "2022-01-31")
    assert about.default_moment == pd.Timestamp("2022-01-07T23:59:59+05:00")
    assert about.stale_after == pd.Timedelta(hours=12)
    assert about.boundaries == "As of 2022."


def test_what_may_be_left_out_has_a_plain_default() -> None:
    crisis = {"timezone": "UTC", "default_moment": "2022-01-07T18:00"}
    about, issues = read_about(json.dumps({"crisis": crisis}).encode())
    assert issues == []
    assert (about.title, about.licence, about.contributors) == ("Untitled dataset", "", ())
    assert about.stale_after == pd.Timedelta(hours=48)


def test_text_that_cannot_be_printed_is_made_printable() -> None:
    about, _ = read_about(b'{"title": "a\\ud800b"}')
    assert about.title == "a?b"


def test_without_a_descriptor_each_thing_to_mend_is_an_issue() -> None:
    about, issues = read_about(None)
    assert [issue.column for issue in issues] == ["", "crisis.timezone", "crisis.default_moment"]
    assert str(about.zone) == "UTC"
