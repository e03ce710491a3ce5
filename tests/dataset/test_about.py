"""What a dataset says of itself; a bad crisis block is in test_crisis.py."""

import json

import pandas as pd
import pytest

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
    crisis = {"country": "KZ", "timezone": "UTC", "default_moment": "2022-01-07T18:00"}
    about, issues = read_about(json.dumps({"crisis": crisis}).encode())
    assert issues == []
    assert (about.title, about.licence, about.contributors) == ("Untitled dataset", "", ())
    assert about.stale_after == pd.Timedelta(hours=48)
    assert about.countries == ("KZ",)


def test_of_several_countries_the_first_is_shown() -> None:
    crisis = PACKAGE["crisis"] | {"countries": ["KG", "UZ"]}
    del crisis["country"]
    about, issues = read_about(json.dumps({"crisis": crisis}).encode())
    assert issues == []
    assert (about.country, about.countries) == ("KG", ("KG", "UZ"))


def test_what_json_calls_null_is_nothing() -> None:
    nothing = dict.fromkeys(("name", "title", "description", "licenses", "contributors"))
    about, _ = read_about(json.dumps(PACKAGE | nothing).encode())
    assert (about.title, about.description, about.contributors) == ("Untitled dataset", "", ())


def test_without_a_descriptor_there_is_one_thing_to_mend() -> None:
    about, (issue,) = read_about(None)
    assert str(issue).startswith("error: datapackage.json: The file is missing.")
    assert str(about.zone) == "UTC"


@pytest.mark.parametrize(
    "data",
    [
        b"", b"{", b"[]", b"null", b"7", b"\xff\xfe{}", b"[" * 10**5, b'{"x": NaN}',
        b'{"a":' * 100 + b"1" + b"}" * 100, b'{"x": ' + b"9" * 5000 + b"}",
    ],
    ids=lambda data: repr(data[:12]),
)  # fmt: skip
def test_what_is_no_json_object_is_one_issue(data: bytes) -> None:
    about, (issue,) = read_about(data)
    assert (issue.table, issue.column) == ("datapackage", "")
    assert about.descriptor == {}


@pytest.mark.parametrize(
    "odd", [r'"a\ud800b"', r'{"x": ["\ud800"]}', r'{"\udfff": 1}', "1e999", "[-1e999]"]
)
def test_what_no_file_can_keep_is_an_issue(odd: str) -> None:
    about, issues = read_about(json.dumps(PACKAGE)[:-1].encode() + f', "odd": {odd}}}'.encode())
    assert [(one.level, one.column) for one in issues] == [("error", "odd")]
    assert json.dumps(about.descriptor, allow_nan=False)
    assert read_about(rb'{"title": "a\ud800b"}')[0].title == "a?b"
