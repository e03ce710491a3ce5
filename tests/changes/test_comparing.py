"""What changed between two moments: told once, told truly, and no matter by how many steps."""

import json
from itertools import chain
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from geo.__main__ import cli
from geo.changes import COLUMNS, Change, changes, compare, facts
from geo.dataset import Dataset, load_dataset
from geo.ledger import Selection
from geo.rows import split
from geo.subjects.values import Value
from geo.view import View
from tests.support.building import SOURCES, make_dataset
from tests.support.drawing import draws
from tests.support.histories import DAYS, histories, read

SHIPPED = Path(__file__).parents[2] / "data" / "kazakhstan-2022"


def seen(dataset: Dataset, moment: str, **filters: tuple[str, ...]) -> View:
    """A view at a UTC moment."""
    return View(dataset, Selection(known_on=pd.Timestamp(moment, tz="UTC"), **filters))


def between(dataset: Dataset, since: str, until: str, **filters: tuple[str, ...]) -> list[tuple]:
    """(direction, sentence) of each change."""
    table = changes(seen(dataset, since, **filters), seen(dataset, until, **filters))
    return list(zip(table.direction, table.sentence, strict=True))


def update(replaces: str, **cells: str) -> dict[str, str]:
    return {"message": "Update", "replaces": replaces, "reported_at": "2022-01-09"} | cells


# One claim on the 7th, what followed on the 9th, and what is told of the days between.
STEPS = {
    "severity up is worse": (
        "status",
        {"severity": "Moderate"},
        {"severity": "Severe", "reported_at": "2022-01-09", "occurred_from": "2022-01-09"},
        ("worse", "Taraz: got worse, Severe after Moderate (Agency One)."),
    ),
    "severity down is better": (
        "status",
        {"severity": "Severe"},
        {"severity": "Minor", "reported_at": "2022-01-09", "occurred_from": "2022-01-09"},
        ("better", "Taraz: eased, Minor after Severe (Agency One)."),
    ),
    "a figure is revised upwards": (
        "casualties",
        {"low": "12", "best": "12", "high": "12"},
        update("casualties-0", low="18", best="18", high="18"),
        ("revised", "Taraz: 18 people killed, up from 12 (Agency One)."),
    ),
    "two authorities contest a figure": (
        "casualties",
        {"low": "12", "best": "12", "high": "12"},
        {
            "low": "20",
            "best": "20",
            "high": "20",
            "source_id": "s2",
            "reported_at": "2022-01-09",
        },
        (
            "revised",
            "Taraz: people killed, contested: 20, Daily Two; 12, Agency One, was 12 "
            "(Agency One and Daily Two).",
        ),
    ),
    "a figure is withdrawn": (
        "casualties",
        {"low": "164", "best": "164", "high": "164"},
        update("casualties-0", message="Cancel", attributed_to="Ministry"),
        ("retracted", "Taraz: the figure of 164 people killed was withdrawn (Ministry)."),
    ),
    "a curfew is lifted": (
        "restrictions",
        {"daily_from": "23:00", "daily_to": "07:00"},
        update(
            "restrictions-0", daily_from="23:00", daily_to="07:00", occurred_to="2022-01-10T07:00"
        ),
        (
            "announced",
            "Taraz: curfew 23:00-07:00 to be lifted at 07:00 on 10 January 2022 local time "
            "(Agency One).",
        ),
    ),
    "a curfew is lifted by now": (
        "restrictions",
        {"daily_from": "23:00", "daily_to": "07:00"},
        update(
            "restrictions-0", daily_from="23:00", daily_to="07:00", occurred_to="2022-01-09T07:00"
        ),
        (
            "lifted",
            "Taraz: curfew 23:00-07:00 lifted at 07:00 on 9 January 2022 local time (Agency One).",
        ),
    ),
    "an emergency is extended": (
        "restrictions",
        {"kind": "state_of_emergency", "occurred_to": "2022-01-19T00:00"},
        update("restrictions-0", kind="state_of_emergency", occurred_to="2022-02-01"),
        (
            "extended",
            "Taraz: state of emergency extended, from 7 January 2022 through 1 February 2022, "
            "was to end at 00:00 on 19 January 2022 local time (Agency One).",
        ),
    ),
    "curfew hours are changed": (
        "restrictions",
        {"daily_from": "23:00", "daily_to": "07:00"},
        update("restrictions-0", daily_from="20:00", daily_to="07:00"),
        (
            "revised",
            "Taraz: curfew 20:00-07:00 instead of curfew 23:00-07:00, from 7 January 2022, "
            "no end given (Agency One).",
        ),
    ),
    "a service is lost": (
        "services",
        {"state": "operating"},
        update("services-0", state="suspended"),
        ("lost", "Taraz: food suspended, was operating (Agency One)."),
    ),
    "a service is restored": (
        "services",
        {"state": "suspended"},
        update("services-0", state="limited"),
        ("restored", "Taraz: food limited, was suspended (Agency One)."),
    ),
    "a service that was only announced to open still is shut": (
        "services",
        {"state": "suspended", "occurred_to": "2022-01-20"},
        {"state": "operating", "reported_at": "2022-01-09", "occurred_from": "2022-01-13T08:00"},
        (
            "announced",
            "Taraz: food suspended, to be operating from 08:00 on 13 January 2022, was suspended "
            "(Agency One).",
        ),
    ),
    "a service that nobody reports any longer": (
        "services",
        {"state": "suspended", "reported_at": "2022-01-06"},
        {"place": "Almaty", "reported_at": "2022-01-07", "occurred_to": "2022-01-20"},
        (
            "lapsed",
            "Taraz: food suspended, last reported on 6 January 2022, no longer counted "
            "(Agency One).",
        ),
    ),
    "a checkpoint that nobody reports any longer": (
        "restrictions",
        {"kind": "checkpoint", "basis": "enforced", "reported_at": "2022-01-06"},
        {"place": "Almaty", "reported_at": "2022-01-07"},
        (
            "lapsed",
            "Taraz: checkpoints, last reported on 6 January 2022, no longer counted (Agency One).",
        ),
    ),
    "a force leaves": (
        "deployments",
        {"phase": "deployed"},
        update("deployments-0", phase="withdrawn", summary="The last troops left."),
        ("gone", "Taraz: CSTO withdrawn: The last troops left (Agency One)."),
    ),
    "a force is to leave": (
        "deployments",
        {"phase": "deployed"},
        update("deployments-0", phase="withdrawn", occurred_from="2022-01-19", summary="It goes."),
        ("announced", "Taraz: CSTO withdrawal announced: It goes (Agency One)."),
    ),
    "a force leaves as announced": (
        "deployments",
        {"phase": "withdrawn", "occurred_from": "2022-01-10"},
        update("deployments-0", phase="withdrawn", summary="It went."),
        ("gone", "Taraz: CSTO withdrawn: It went (Agency One)."),
    ),
    "an incident is told anew": (
        "incidents",
        {"summary": "A hall burnt."},
        update("incidents-0", summary="Two halls burnt."),
        ("revised", "Taraz: revised: Two halls burnt (Agency One)."),
    ),
    "an incident is withdrawn": (
        "incidents",
        {"summary": "A hall burnt."},
        update("incidents-0", message="Cancel"),
        ("retracted", "Taraz: the report “A hall burnt” was withdrawn (Agency One)."),
    ),
}


@pytest.mark.parametrize("rule", STEPS)
def test_a_step_is_told_in_one_sentence(tmp_path: Path, rule: str) -> None:
    table, first, second, told = STEPS[rule]
    dataset = make_dataset(tmp_path, **{table: [first, second]})
    assert between(dataset, "2022-01-08", "2022-01-10") == [told]


NEW = {
    "status": ("new", "Taraz: first rated Moderate (Agency One)."),
    "incidents": ("new", "Taraz: Something was claimed (Agency One)."),
    "restrictions": (
        "imposed",
        "Taraz: curfew decreed from 7 January 2022, no end given (Agency One).",
    ),
    "services": ("lost", "Taraz: food limited, the first report (Agency One)."),
    "deployments": ("new", "Taraz: CSTO deployed: Something was claimed (Agency One)."),
    "contacts": ("new", "Taraz: call: Something was claimed (Agency One)."),
    "casualties": (
        "new",
        "Taraz: people killed, no number given, the first figure (Agency One).",
    ),
}


@pytest.mark.parametrize("table", NEW)
def test_a_first_claim_is_told_as_new(tmp_path: Path, table: str) -> None:
    dataset = make_dataset(tmp_path, **{table: [{}]})
    assert between(dataset, "2022-01-07", "2022-01-08") == [NEW[table]]


def test_a_second_claim_of_the_same_value_is_no_change(tmp_path: Path) -> None:
    again = {"reported_at": "2022-01-09", "source_id": "s2"}
    dataset = make_dataset(
        tmp_path,
        status=[{}, again],
        services=[{}, again],
        casualties=[{"low": "3", "best": "3", "high": "3"}, again | {"best": "3"}],
    )
    assert between(dataset, "2022-01-08", "2022-01-10") == []


WITHDRAWN = (
    {"low": "164", "best": "164", "high": "164", "reported_at": "2022-01-09T14:12+06:00"},
    {"message": "Cancel", "replaces": "casualties-0", "reported_at": "2022-01-09T21:33+06:00",
     "attributed_to": "Ministry"},
)  # fmt: skip


def test_what_was_published_and_withdrawn_between_is_told_as_both(tmp_path: Path) -> None:
    dataset = make_dataset(tmp_path, casualties=WITHDRAWN)
    told = "Taraz: the figure of 164 people killed, published 9 Jan, 14:12 (Agency One), was " \
           "withdrawn 9 Jan, 21:33 (Ministry)."  # fmt: skip
    assert between(dataset, "2022-01-08T18:00", "2022-01-09T18:00") == [("retracted", told)]
    assert [one for one, _ in between(dataset, "2022-01-08T18:00", "2022-01-09T12:00")] == ["new"]
    evening = between(dataset, "2022-01-09T12:00", "2022-01-09T18:00")
    assert evening == [("retracted", "Taraz: the figure of 164 people killed was withdrawn "
                        "(Ministry).")]  # fmt: skip


def test_carriers_of_one_withdrawn_figure_are_one_change(tmp_path: Path) -> None:
    first, cancel = WITHDRAWN
    second = first | {"source_id": "s2", "reported_at": "2022-01-09T15:00+06:00"}
    cancel = cancel | {"replaces": "casualties-0|casualties-1"}
    dataset = make_dataset(tmp_path, casualties=[first, second, cancel])
    ((_, sentence),) = between(dataset, "2022-01-08T18:00", "2022-01-09T18:00")
    assert "published 9 Jan, 14:12 (Agency One and Daily Two), was withdrawn" in sentence


def test_what_an_incident_said_and_took_back_is_told(tmp_path: Path) -> None:
    claims = [{"summary": "A hall burned.", "reported_at": "2022-01-09T14:12+06:00"},
              {"message": "Cancel", "replaces": "incidents-0", "summary": "It did not.",
               "reported_at": "2022-01-09T15:00+06:00"}]  # fmt: skip
    dataset = make_dataset(tmp_path, incidents=claims)
    ((direction, sentence),) = between(dataset, "2022-01-08T18:00", "2022-01-09T18:00")
    assert direction == "retracted"
    assert "“A hall burned”, published 9 Jan, 14:12" in sentence


TIMED = {"summary": "With an hour.", "reported_at": "2022-01-07T18:00+06:00"}
UNHOURED = {"summary": "Without one.", "reported_at": "2022-01-07"}


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [  # UTC; the day is from 18:00 on the 6th to 18:00 on the 7th
        ("2022-01-06T18:00", "2022-01-07T14:00", {"With an hour": False, "Without one": True}),
        ("2022-01-06T18:00", "2022-01-07T18:00", {"With an hour": False, "Without one": False}),
        ("2022-01-07T08:00", "2022-01-07T14:00", {"With an hour": False, "Without one": True}),
        ("2022-01-07T08:00", "2022-01-09T08:00", {"With an hour": False, "Without one": True}),
        ("2022-01-07T14:00", "2022-01-07T16:00", {"Without one": True}),
        ("2022-01-07T14:00", "2022-01-07T14:00", {}),
    ],
)
def test_reports_of_a_day_without_an_hour_are_told_apart_inside_it(
    tmp_path: Path, since: str, until: str, expected: dict
) -> None:
    dataset = make_dataset(tmp_path, incidents=[TIMED, UNHOURED])
    table = changes(seen(dataset, since), seen(dataset, until))
    told = zip(table.after.str.removesuffix("."), table.hour_unknown, strict=True)
    assert dict(told) == expected


def test_with_known_hours_only_timed_reports_change_a_day(tmp_path: Path) -> None:
    dataset = make_dataset(tmp_path, incidents=[TIMED, UNHOURED])
    views = [View(dataset, Selection(pd.Timestamp(at, tz="UTC"), hours="known"))
             for at in ("2022-01-06T18:00", "2022-01-07T14:00")]  # fmt: skip
    assert list(changes(*views).after) == ["With an hour."]


def test_a_day_without_hours_does_not_turn_back_within_itself(tmp_path: Path) -> None:
    fought = {"severity": "Extreme", "occurred_from": "2022-01-06", "reported_at": "2022-01-06"}
    cleared = {"severity": "Severe", "occurred_from": "", "reported_at": "2022-01-06T21:32+06:00"}
    dataset = make_dataset(tmp_path, status=[fought, cleared])
    evening = changes(seen(dataset, "2022-01-06T16:00"), seen(dataset, "2022-01-06T17:59:59"))
    assert list(zip(evening.direction, evening.hour_unknown, strict=True)) == [("revised", True)]
    assert between(dataset, "2022-01-05T18:00", "2022-01-06T17:59:59") == [
        ("new", "Taraz: first rated Extreme, by others Severe (Agency One).")
    ]


def test_a_rating_that_others_no_longer_dispute_is_the_same_rating(tmp_path: Path) -> None:
    on_one_day = [
        {"severity": "Extreme"},
        {"severity": "Severe"},
        {"message": "Cancel", "replaces": "status-1", "reported_at": "2022-01-08"},
    ]
    dataset = make_dataset(tmp_path, status=on_one_day)
    assert between(dataset, "2022-01-07T17:59:59", "2022-01-08T17:59:59")[0][1].startswith(
        "Taraz: still rated Extreme, no longer Severe by others"
    )


def test_a_rival_that_counts_other_people_says_so_when_it_is_past(tmp_path: Path) -> None:
    counts = [
        {"low": "60", "disputes": "casualties-1", "as_of": "2022-01-07"},
        {"best": "60", "measure": "injured", "attributed_to": "TV", "as_of": "2022-01-07"},
        {"best": "20", "attributed_to": "Prosecutors", "reported_at": "2022-01-09",
         "as_of": "2022-01-07", "disputes": "casualties-0"},
    ]  # fmt: skip
    dataset = make_dataset(tmp_path, casualties=counts)
    sentences = [told for _, told in between(dataset, "2022-01-07T18:00", "2022-01-09T18:00")]
    assert any("was (contested: " in told and "60 injured, not killed, TV)" in told
               for told in sentences)  # fmt: skip


def test_a_daily_window_that_opens_is_no_change(tmp_path: Path) -> None:
    curfew = {"daily_from": "23:00", "daily_to": "07:00"}
    dataset = make_dataset(tmp_path, restrictions=[curfew])
    assert between(dataset, "2022-01-08T16:00", "2022-01-08T18:00") == []


def test_the_begin_and_end_of_a_restriction_are_told_apart_from_their_announcement(
    tmp_path: Path,
) -> None:
    emergency = {
        "kind": "state_of_emergency",
        "occurred_from": "2022-01-09",
        "occurred_to": "2022-01-12T07:00",
    }
    dataset = make_dataset(tmp_path, restrictions=[emergency])
    assert [
        direction
        for since, until in (("07", "08"), ("08", "09"), ("09", "11"), ("11", "13"))
        for direction, _ in between(dataset, f"2022-01-{since}", f"2022-01-{until}")
    ] == ["imposed", "began", "ended"]
    table = changes(seen(dataset, "2022-01-11"), seen(dataset, "2022-01-13"))
    assert table.changed_at[0] == pd.Timestamp("2022-01-12T01:00", tz="UTC")
    assert "as announced" in table.sentence[0]


def test_one_update_of_two_claims_is_one_change(tmp_path: Path) -> None:
    hours = {"daily_from": "23:00", "daily_to": "07:00"}
    merged = update("restrictions-0|restrictions-1", occurred_to="2022-01-10T07:00", **hours)
    rows = [hours, hours | {"basis": "enforced", "source_id": "s2"}, merged]
    dataset = make_dataset(tmp_path, restrictions=rows)
    table = changes(seen(dataset, "2022-01-08"), seen(dataset, "2022-01-10"))
    assert list(table.subject) == ["restrictions-0|restrictions-1"]
    assert table.direction[0] == "announced"
    assert table.entry_ids[0] == ["restrictions-2", "restrictions-0", "restrictions-1"]


def test_an_update_about_another_place_is_named(tmp_path: Path) -> None:
    moved = update("services-0", place="Jambyl Region", state="operating")
    dataset = make_dataset(tmp_path, services=[{}, moved])
    assert (
        "overtaken",
        "Taraz: the report that food was limited was overtaken by later news of Jambyl Region: "
        "“Something was claimed” (Agency One).",
    ) in between(dataset, "2022-01-08", "2022-01-10")


def test_filters_say_which_changes_are_shown(tmp_path: Path) -> None:
    rows = [{"place": "Taraz"}, {"place": "Almaty"}, {"place": "Nowhere"}]
    dataset = make_dataset(tmp_path, status=rows, incidents=rows)
    moments = "2022-01-07", "2022-01-08"
    shown = changes(*(seen(dataset, moment, places=("almaty",)) for moment in moments))
    assert set(shown.name) == {"Almaty"}
    shown = changes(*(seen(dataset, moment, tables=("incidents",)) for moment in moments))
    assert set(shown.kind) == {"incident"}
    assert set(shown.name) == {"Taraz", "Almaty", "Nowhere"}
    assert list(shown.place_id[shown.name == "Nowhere"]) == [""]


def test_unlocated_places_are_not_one_place(tmp_path: Path) -> None:
    rows = [
        {"place": "Nowhere", "low": "2", "best": "2", "high": "2"},
        {"place": "Elsewhere", "low": "9", "best": "9", "high": "9", "source_id": "s2"},
    ]
    dataset = make_dataset(tmp_path, casualties=rows)
    table = changes(seen(dataset, "2022-01-07"), seen(dataset, "2022-01-08"))
    assert list(zip(table.name, table.after, strict=True)) == [("Elsewhere", "9"), ("Nowhere", "2")]


def test_views_that_differ_in_more_than_the_moment_are_refused(tmp_path: Path) -> None:
    dataset = make_dataset(tmp_path)
    with pytest.raises(ValueError, match="more than the moment"):
        changes(seen(dataset, "2022-01-07"), seen(dataset, "2022-01-08", tables=("status",)))
    with pytest.raises(ValueError, match="after the later"):
        changes(seen(dataset, "2022-01-08"), seen(dataset, "2022-01-07"))


def test_nothing_known_gives_an_empty_table_with_the_columns(tmp_path: Path) -> None:
    dataset = make_dataset(tmp_path)
    table = changes(seen(dataset, "2022-01-07"), seen(dataset, "2022-01-08"))
    assert table.empty
    assert tuple(table.columns) == COLUMNS


# Properties, over small datasets in which anything may replace anything that came before.
moments = st.lists(st.sampled_from(DAYS), min_size=3, max_size=3).map(sorted)
example = draws(10, derandomize=True)


State = dict[facts.Key, tuple[Value, ...]]


def values(view: View) -> State:
    return {key: fact.values for key, fact in facts.state(view).items()}


def apply(state: State, found: list[Change]) -> State:
    """The state after the changes: each subject's values become those of ``after``."""
    state = dict(state)
    for change in found:
        for subject in change.subjects:
            state[change.table, change.place_id or change.name, subject] = change.after
    return {key: value for key, value in state.items() if value}


@example
@given(histories(), moments)
def test_two_steps_tell_the_same_end_state_as_one(tables: dict, days: list[str]) -> None:
    dataset = read(tables)
    first, middle, last = (seen(dataset, day) for day in days)
    by_steps = apply(apply(values(first), compare(first, middle)), compare(middle, last))
    assert by_steps == apply(values(first), compare(first, last)) == values(last)


@example
@given(histories(), moments)
def test_nothing_is_told_that_is_equal_at_both_ends(tables: dict, days: list[str]) -> None:
    dataset = read(tables)
    first, _, last = (seen(dataset, day) for day in days)
    table = changes(first, last)
    assert (table.before != table.after).all()
    assert changes(last, last).empty
    before, after = values(first), values(last)
    for change in compare(first, last):
        keys = [(change.table, change.place_id or change.name, one) for one in change.subjects]
        assert {after.get(key, ()) for key in keys} == {change.after}
        if len(keys) == 1:
            assert before.get(keys[0], ()) == change.before


@example
@given(histories(), moments)
def test_no_name_of_a_claim_decides_what_changed(tables: dict, days: list[str]) -> None:
    number = {row["entry_id"]: i for i, row in enumerate(chain.from_iterable(tables.values()))}
    names = {entry_id: f"n{len(number) - i:02}" for entry_id, i in number.items()}
    renamed = {
        table: [
            row
            | {"entry_id": names[row["entry_id"]]}
            | {"replaces": "|".join(names[one] for one in split(row.get("replaces", "")))}
            for row in rows
        ]
        for table, rows in tables.items()
    }
    facts_told = [
        sorted(zip(table.name, table.kind, table.direction, table.before, table.after, strict=True))
        for table in (
            changes(seen(dataset, days[0]), seen(dataset, days[2]))
            for dataset in (read(tables), read(renamed))
        )
    ]
    assert facts_told[0] == facts_told[1]


@example
@given(histories(), moments, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(tables: dict, days: list[str], random: object) -> None:
    mixed = {name: random.sample(rows, len(rows)) for name, rows in tables.items()}
    told = [
        changes(seen(dataset, days[0]), seen(dataset, days[2]))
        for dataset in (read(tables), read(mixed))
    ]
    pd.testing.assert_frame_equal(*told)


@pytest.fixture(scope="module")
def shipped() -> Dataset:
    return load_dataset(SHIPPED)


SHIPPED_DAYS = [f"2022-01-{day:02}T12:00" for day in (4, 6, 7, 8, 9, 10, 13, 16, 19, 27)]


@pytest.fixture(scope="module")
def shipped_views(shipped: Dataset) -> list[View]:
    return [seen(shipped, day) for day in SHIPPED_DAYS]


@pytest.mark.parametrize("step", range(len(SHIPPED_DAYS) - 2))
def test_the_shipped_dataset_tells_the_same_by_one_step_or_two(
    shipped_views: list[View], step: int
) -> None:
    first, middle, last = shipped_views[step : step + 3]
    steps = [(first, middle), (middle, last), (first, last)]
    found = [compare(*step) for step in steps]
    assert apply(apply(values(first), found[0]), found[1]) == values(last)
    assert apply(values(first), found[2]) == values(last)
    for table in (changes(*step) for step in steps):
        assert (table.before != table.after).all()
        assert table.sentence.str.endswith(".").all()
        assert ((table.changed_at <= last.at) | table.hour_unknown).all()
        assert ((table.reported_at <= table.changed_at) | table.hour_unknown).all()


def test_the_command_prints_what_changed(tmp_path: Path) -> None:
    make_dataset(tmp_path / "crisis", status=[{"reported_at": "2022-01-08"}])
    arguments = ["changes", str(tmp_path / "crisis"), "--since", "2022-01-07"]
    result = CliRunner().invoke(cli, [*arguments, "--until", "2022-01-08", "--json"])
    assert result.exit_code == 0
    (row,) = json.loads(result.stdout)
    assert row["sentence"] == "Taraz: first rated Moderate (Agency One)."
    assert row["entry_ids"] == ["status-0"]
    result = CliRunner().invoke(cli, arguments)
    assert "new  Taraz: first rated Moderate" in result.stdout
    result = CliRunner().invoke(cli, [*arguments, "--until", "2022-01-06"])
    assert result.exit_code == 1
    assert "--since is after --until" in result.stderr


def test_the_command_tells_reports_without_an_hour_apart(tmp_path: Path) -> None:
    make_dataset(tmp_path / "crisis", incidents=[TIMED, UNHOURED])
    arguments = ["changes", str(tmp_path / "crisis"), "--since", "2022-01-07T12:00",
                 "--until", "2022-01-07T20:00"]  # fmt: skip
    timed, unhoured = CliRunner().invoke(cli, arguments).stdout.split("Of these days, by reports")
    assert "1 of 2 reports of 7 January 2022 has no hour" in timed
    assert "With an hour" in timed
    assert "Without one" in unhoured
    rows = json.loads(CliRunner().invoke(cli, [*arguments, "--json"]).stdout)
    assert {row["after"]: row["hour_unknown"] for row in rows} == {
        "With an hour.": False, "Without one.": True,
    }  # fmt: skip
    known = CliRunner().invoke(cli, [*arguments, "--hours", "known"]).stdout
    assert "left out until that day has ended" in known
    assert "Without one" not in known


def test_two_readings_of_the_same_files_are_one_dataset(tmp_path: Path) -> None:
    make_dataset(tmp_path, casualties=[{"low": "3", "reported_at": "2022-01-08"}])
    first, second = load_dataset(tmp_path), load_dataset(tmp_path)
    assert first is not second
    assert len(changes(seen(first, "2022-01-07"), seen(second, "2022-01-09"))) == 1


REOPENED = {
    "limited and easing": ({"state": "limited", "trend": "easing"}, "restored",
                           "limited and reopening, the first report"),
    "operating and easing": ({"state": "operating", "trend": "easing"}, "restored",
                             "operating again, the first report"),
    "limited, and no more is said": ({"state": "limited"}, "lost", "limited, the first report"),
    "shut until a day": ({"state": "suspended", "trend": "easing",
                          "occurred_to": "2022-01-13T08:00"}, "announced",
                         "suspended until 08:00 on 13 January 2022, then to reopen, "
                         "the first report"),
    "to be open on a day": ({"state": "operating", "occurred_from": "2022-01-13T08:00"},
                            "announced", "to be operating from 08:00 on 13 January 2022"),
}  # fmt: skip


@pytest.mark.parametrize("case", REOPENED)
def test_a_reopening_is_told_as_one_and_not_as_a_loss(tmp_path: Path, case: str) -> None:
    cells, direction, words = REOPENED[case]
    dataset = make_dataset(tmp_path, services=[cells])
    told = direction, f"Taraz: food {words} (Agency One)."
    assert between(dataset, "2022-01-07", "2022-01-08") == [told]


def test_after_a_state_that_lapsed_a_better_one_is_restored(tmp_path: Path) -> None:
    rows = [
        {"state": "suspended", "reported_at": "2022-01-03", "occurred_from": "2022-01-03"},
        {"state": "limited", "reported_at": "2022-01-09", "occurred_from": "2022-01-09"},
    ]
    dataset = make_dataset(tmp_path, services=rows)
    assert between(dataset, "2022-01-08", "2022-01-10") == [
        ("restored", "Taraz: food limited, was last reported as suspended (Agency One).")
    ]


def test_what_is_reported_again_after_it_had_lapsed_is_news(tmp_path: Path) -> None:
    rows = [
        {"state": "suspended", "reported_at": "2022-01-03", "occurred_from": "2022-01-03"},
        {"state": "suspended", "reported_at": "2022-01-09", "occurred_from": "2022-01-09"},
    ]
    dataset = make_dataset(tmp_path, services=rows)
    assert between(dataset, "2022-01-08", "2022-01-10") == [
        ("new", "Taraz: food suspended, reported again (Agency One).")
    ]


def test_an_opening_that_was_announced_is_told_when_its_day_comes(tmp_path: Path) -> None:
    rows = [
        {"state": "suspended", "occurred_to": "2022-01-13T08:00"},
        {"state": "operating", "reported_at": "2022-01-09", "occurred_from": "2022-01-13T08:00"},
    ]
    dataset = make_dataset(tmp_path, services=rows)
    assert between(dataset, "2022-01-12", "2022-01-13T03:00") == [
        ("restored",
         "Taraz: food operating, was suspended (Agency One).")
    ]  # fmt: skip


def riot(day: str, **cells: str) -> dict[str, str]:
    happened = {"occurred_from": f"2022-01-{day}", "occurred_to": f"2022-01-{day}"}
    return {"event_type": "Riots", "reported_at": f"2022-01-{day}", **happened, **cells}


def test_a_sum_of_events_that_are_placed_in_a_country_alone_is_not_told_as_its_own(
    tmp_path: Path,
) -> None:
    event = {"place": "Kazakhstan", "low": "3", "high": "3", "best": "3", "counts": "event"}
    rows = [event | {"event": f"e{day}", "reported_at": f"2022-01-0{day}"} for day in (7, 9)]
    sources = [SOURCES[0] | {"collection": "UCDP GED"}, *SOURCES[1:]]
    dataset = make_dataset(tmp_path, casualties=rows, sources=sources)
    assert between(dataset, "2022-01-06", "2022-01-10") == [
        ("new", "Kazakhstan: people killed: 6, the sum of 2 events, UCDP GED, only events placed "
         "no closer, the first figure (Agency One).")
    ]  # fmt: skip


JUDGED = {"severity": "Minor", "reported_at": "2022-01-03", "occurred_from": "2022-01-03"}
KILLED = {"occurred_from": "2022-01-09", "occurred_to": "2022-01-09", "reported_at": "2022-01-09",
          "low": "3", "counts": "event"}  # fmt: skip
BY_RULE = ("severity", "by the rule")


@pytest.mark.parametrize(
    ("tables", "told"),
    [
        (
            {"incidents": [riot("08")], "casualties": [KILLED]},
            [("worse", "Taraz: got worse, Severe, by the rule, after Moderate (people killed there "
              "within a day).")],
        ),
        (
            {"incidents": [riot("09")], "status": [JUDGED]},
            [("revised", "Taraz: Moderate, by the rule, in place of Minor, an editor's judgement "
              "that is out of date (protests, riots or other violence within a day).")],
        ),
        ({"incidents": [riot("09")]}, []),  # the first is what the report itself tells
        ({"incidents": [riot("08"), riot("09")]}, []),
        (
            {
                "incidents": [riot("08")],
                "casualties": [KILLED],
                "status": [JUDGED | {"reported_at": "2022-01-09", "occurred_from": "2022-01-09"}],
            },
            [],  # an editor judged it since
        ),
        (
            {
                "incidents": [riot("08", place="Kazakhstan")],
                "casualties": [KILLED | {"place": "Kazakhstan"}],
            },
            [],
        ),
    ],
)  # fmt: skip
def test_another_severity_by_the_rule_is_told_and_marked_as_such(
    tmp_path: Path, tables: dict, told: list
) -> None:
    dataset = make_dataset(tmp_path, **tables)
    found = changes(seen(dataset, "2022-01-08T18:00"), seen(dataset, "2022-01-09T18:00"))
    rows = found[found.subject == ", ".join(BY_RULE)]
    assert list(zip(rows.direction, rows.sentence, strict=True)) == told
