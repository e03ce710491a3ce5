from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.dataset import linking, merging, messages, placing
from geo.dataset.columns import in_languages
from geo.dataset.issues import Issue
from geo.dataset.schema import TABLES
from tests.support.building import CLAIM, PLACES, SOURCES

ALMATY = ZoneInfo("Asia/Almaty")


def text_frame(table: str, rows: Sequence[Mapping[str, str]]) -> pd.DataFrame:
    names = in_languages(TABLES[table], [key for row in rows for key in row]).names
    cells = [{name: row.get(name, "") for name in names} for row in rows]
    frame = pd.DataFrame(cells, columns=names, dtype=object)
    return frame.assign(line=range(2, 2 + len(rows)))


def gather(*rows: Mapping[str, str], **tables: Sequence[Mapping[str, str]]) -> pd.DataFrame:
    given_ = {"status": rows, **tables} if rows else tables
    frames = {
        name: text_frame(name, [CLAIM | row for row in rows]) for name, rows in given_.items()
    }
    return linking.gather_claims(frames, ALMATY)


def message(entry_id: str, reported_at: str, kind: str = "Alert", replaces: str = "") -> dict:
    return {
        "entry_id": entry_id,
        "reported_at": reported_at,
        "message": kind,
        "replaces": replaces,
    }


def link(*rows: Mapping[str, str]) -> tuple[dict[str, dict], list[Issue]]:
    claims = gather(*rows)
    never = pd.Series(pd.NaT, claims.index, dtype="datetime64[us, UTC]")
    linked, issues = messages.link_messages(claims.assign(begins=never))
    return linked.set_index("entry_id").to_dict("index"), issues


def places_frame(*rows: Mapping[str, str]) -> pd.DataFrame:
    frame = text_frame("places", rows or PLACES)
    return linking.type_columns(frame, TABLES["places"].columns)


def test_claims_of_all_tables_come_in_order_of_reporting_across_offsets() -> None:
    claims = gather(
        status=[message("b", "2022-01-07T12:00+06:00"), message("c", "2022-01-07")],
        contacts=[message("a", "2022-01-07T05:30Z"), message("d", "2022-01-07T06:00Z")],
    )
    assert list(claims.entry_id) == ["a", "b", "d", "c"]
    assert list(claims.table) == ["contacts", "status", "contacts", "status"]
    assert list(claims.line) == [2, 2, 3, 3]
    assert list(claims.reported_text)[-1] == "2022-01-07"
    assert claims.reported_at.iloc[-1] == pd.Timestamp("2022-01-07T17:59:59Z")
    assert set(claims.reported_basis) == {"published"}


def test_an_update_supersedes_and_a_cancel_retracts_from_their_report_on() -> None:
    claims, issues = link(
        message("a", "2022-01-07"),
        message("b", "2022-01-08", "Update", "a"),
        message("c", "2022-01-09", "Cancel", "a|b"),
    )
    assert issues == []
    assert claims["a"]["superseded_by"] == "b"
    assert claims["a"]["superseded_at"] == claims["b"]["reported_at"]
    assert claims["a"]["retracted_by"] == claims["b"]["retracted_by"] == "c"
    assert claims["b"]["superseded_by"] == ""
    assert pd.isna(claims["b"]["superseded_at"])


def test_the_earliest_of_several_messages_counts() -> None:
    claims, issues = link(
        message("late", "2022-01-09", "Update", "a"),
        message("early", "2022-01-08", "Update", "a"),
        message("a", "2022-01-07"),
    )
    assert issues == []
    assert claims["a"]["superseded_by"] == "early"


def test_a_message_of_the_same_moment_takes_effect() -> None:
    claims, issues = link(message("a", "2022-01-07"), message("b", "2022-01-07", "Update", "a"))
    assert issues == []
    assert claims["a"]["superseded_by"] == "b"


def test_moments_are_compared_in_utc() -> None:
    claims, issues = link(
        message("a", "2022-01-07T12:00+06:00"),
        message("b", "2022-01-07T08:00+01:00", "Update", "a"),
    )
    assert issues == []
    assert claims["a"]["superseded_by"] == "b"


@pytest.mark.parametrize("kind", ["Update", "Cancel"])
@pytest.mark.parametrize(
    ("reported_at", "replaces"),
    [("2022-01-06", "a"), ("2022-01-08", "nobody"), ("2022-01-08", "b")],
    ids=["reported before", "unknown", "itself"],
)
def test_a_message_that_cannot_replace_is_an_issue_without_effect(
    kind: str, reported_at: str, replaces: str
) -> None:
    claims, issues = link(message("a", "2022-01-07"), message("b", reported_at, kind, replaces))
    assert [(one.level, one.line, one.column, one.value) for one in issues] == [
        ("error", 3, "replaces", replaces)
    ]
    assert claims["a"]["superseded_by"] == claims["a"]["retracted_by"] == ""
    assert claims["b"]["superseded_by"] == claims["b"]["retracted_by"] == ""


def test_messages_in_a_circle_are_issues_and_hide_nobody() -> None:
    claims, issues = link(
        message("a", "2022-01-07", "Update", "b"),
        message("b", "2022-01-07", "Update", "c"),
        message("c", "2022-01-07", "Cancel", "a"),
    )
    assert sorted(one.value for one in issues) == ["a", "b", "c"]
    assert not any(claim["superseded_by"] or claim["retracted_by"] for claim in claims.values())


def test_beside_a_circle_other_messages_keep_their_effect() -> None:
    claims, issues = link(
        message("a", "2022-01-07", "Update", "b|old"),
        message("b", "2022-01-07", "Update", "a"),
        message("new", "2022-01-07", "Update", "a"),
        message("old", "2022-01-07"),
    )
    assert sorted(one.value for one in issues) == ["a", "b"]
    assert claims["old"]["superseded_by"] == "a"
    assert claims["a"]["superseded_by"] == "new"
    assert claims["b"]["superseded_by"] == ""


def test_a_chain_of_10_000_messages_of_one_moment_is_followed() -> None:
    chain = [message(f"m{i}", "2022-01-07", "Update", f"m{i - 1}") for i in range(1, 10_000)]
    claims, issues = link(message("m0", "2022-01-07"), *chain)
    assert issues == []
    assert sum(claim["superseded_by"] != "" for claim in claims.values()) == 9_999


IDS = st.sampled_from("abcdefgh")


@given(
    st.dictionaries(
        IDS,
        st.tuples(st.integers(1, 3), st.sampled_from(["Update", "Cancel"]), st.sets(IDS)),
        min_size=1,
    )
)
def test_of_any_messages_one_always_stands(drawn: dict[str, tuple]) -> None:
    rows = [
        message(entry_id, f"2022-01-0{day}", kind if named else "Alert", "|".join(sorted(named)))
        for entry_id, (day, kind, named) in drawn.items()
    ]
    claims, issues = link(*rows)
    standing = [
        one for one in claims.values() if not one["superseded_by"] and not one["retracted_by"]
    ]
    assert standing
    effects = {(one["superseded_by"], key) for key, one in claims.items()}
    effects |= {(one["retracted_by"], key) for key, one in claims.items()}
    assert all(by == "" or key in drawn[by][2] for by, key in effects)
    assert all(one.value in drawn[entry_of(one, rows)][2] for one in issues)


def entry_of(issue: Issue, rows: Sequence[Mapping[str, str]]) -> str:
    return rows[issue.line - 2]["entry_id"]


def test_a_place_is_found_by_name_or_alias_in_any_case_and_spacing() -> None:
    rows = [
        message(f"c{i}", "2022-01-07") | {"place": name}
        for i, name in enumerate(["Taraz", "тараз", "  dzhambul ", "Alma-Ata", "TARAZ"])
    ]
    claims, unknown = placing.link_places(gather(*rows), places_frame())
    assert list(claims.place_id) == ["taraz", "taraz", "taraz", "almaty", "taraz"]
    assert unknown == {}


def test_an_accent_written_as_one_character_or_two_is_the_same_name() -> None:
    assert placing.fold("Aqto\u0308be") == placing.fold("aqt\u00f6be")


def test_an_unknown_place_keeps_its_claims_and_tells_its_first_line() -> None:
    rows = [message(one, "2022-01-07") | {"place": "Nowhere"} for one in ("a", "b")]
    claims, unknown = placing.link_places(gather(*rows), places_frame())
    assert list(claims.place_id) == ["", ""]
    assert unknown == {"Nowhere": ("status", 2)}


def test_a_name_of_two_places_is_a_warning_and_a_name_wins_over_an_alias() -> None:
    first = PLACES[2] | {"aliases": "Almaty|Jambyl|Jambyl"}
    second = PLACES[3] | {"aliases": "jambyl"}
    places = places_frame(first, second)
    names = placing.place_names(places)
    assert (names["almaty"], names["jambyl"]) == ("almaty", "taraz")
    found = [(one.level, one.line, one.column, one.value) for one in placing.check_names(places)]
    assert found == [("warning", 2, "aliases", "Almaty"), ("warning", 3, "aliases", "jambyl")]


def test_an_id_that_stands_twice_in_one_table_or_two_is_an_issue_of_the_later_row() -> None:
    status = text_frame("status", [{"entry_id": "a"}, {"entry_id": "a"}, {"entry_id": "b"}])
    found = linking.check_unique(status, TABLES["status"])
    assert [(one.line, one.value) for one in found] == [(3, "a")]
    claims = gather(status=[message("a", "2022-01-08")], contacts=[message("a", "2022-01-07")])
    assert [(one.table, one.line) for one in linking.check_ids(claims)] == [("status", 2)]


def test_every_source_that_is_not_listed_is_an_issue() -> None:
    claims = gather(message("a", "2022-01-07") | {"source_id": "s1|ghost|s2|other"})
    issues = linking.check_sources(claims, text_frame("sources", SOURCES))
    assert [(one.line, one.value) for one in issues] == [(2, "ghost"), (2, "other")]


def look_up(**cells: str) -> dict:
    claims, _ = placing.link_places(gather(message("a", "2022-01-07") | cells), places_frame())
    sources = text_frame("sources", SOURCES)
    return linking.add_lookups(claims, places_frame(), sources).iloc[0].to_dict()


def test_the_authority_is_whom_the_source_quotes_else_the_publisher() -> None:
    assert look_up(attributed_to="A ministry")["authority"] == "A ministry"
    assert look_up(source_id="s2|s1")["authority"] == "Daily Two"
    assert look_up(source_id="s2|s1|s2")["source_kinds"] == "independent_media|wire"


@pytest.mark.parametrize(("place", "hour"), [("Taraz", 18), ("Atyrau", 19)])
def test_the_interval_of_a_claim_is_in_the_zone_of_its_place(place: str, hour: int) -> None:
    claim = look_up(place=place, occurred_from="2022-01-07", occurred_to="2022-01-07")
    assert claim["begins"] == pd.Timestamp(f"2022-01-06T{hour}:00Z")
    assert claim["ends"] == pd.Timestamp(f"2022-01-07T{hour}:00Z")


def test_an_open_interval_stays_open_and_an_unlocated_claim_has_no_scope() -> None:
    claim = look_up(place="Nowhere", occurred_from="", occurred_to="")
    assert pd.isna(claim["begins"])
    assert pd.isna(claim["ends"])
    assert (claim["scope"], claim["admin1"]) == ("", "")


def located(geonames_id: str, name: str) -> dict[str, str]:
    found = {"place_id": f"located-{geonames_id}", "name": name, "geonames_id": geonames_id}
    return PLACES[4] | found


def test_a_place_that_is_there_already_gets_the_new_name_as_an_alias() -> None:
    places = places_frame(PLACES[2] | {"geonames_id": "1516905"}, PLACES[3])
    far = PLACES[4] | {"latitude": "47.1", "longitude": "51.9"}
    found = text_frame(
        "places",
        [
            PLACES[2]
            | {"place_id": "located-1516905", "name": "Aulie-Ata", "geonames_id": "1516905"},
            far | {"place_id": "located-9", "name": "Guryev", "geonames_id": "9"},
            far | {"place_id": "located-9", "name": "Gur'yev", "geonames_id": "9"},
        ],
    )
    found = linking.type_columns(found, TABLES["places"].columns)
    together, merged = merging.add_places(places, found, {})
    assert merged == {"Aulie-Ata": "taraz"}
    assert list(together.place_id) == ["taraz", "almaty", "located-9"]
    names = placing.place_names(together)
    assert [names[placing.fold(name)] for name in ("Aulie-Ata", "Guryev", "Gur'yev")] == [
        "taraz",
        "located-9",
        "located-9",
    ]
    assert together.dtypes.equals(places.dtypes)
