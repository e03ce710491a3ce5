"""An address recreates a view exactly, and is refused in words where it cannot."""

from dataclasses import replace
from datetime import date, datetime
from urllib.parse import parse_qsl, urlencode
from zoneinfo import ZoneInfo

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.dataset import Dataset
from geo.dataset.vocabulary import CERTAINTY, SEVERITY, SOURCE_KIND
from geo.ledger import HOURS, NATIONAL, UNLOCATED, Selection
from geo.view import address, values
from geo.view.parameters import PARAMETERS, SELECTING, Kind
from tests.support.building import make_dataset


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return make_dataset(tmp_path_factory.mktemp("permalink") / "data", status=[{}])


def _subset(values: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.sets(st.sampled_from(values)).map(
        lambda chosen: tuple(value for value in values if value in chosen)
    )


SELECTIONS = st.builds(
    Selection,
    known_on=st.datetimes(
        pd.Timestamp("1990-01-01").to_pydatetime(), pd.Timestamp("2030-01-01").to_pydatetime()
    ).map(lambda naive: pd.Timestamp(naive, tz="UTC")),
    regions=_subset(("Almaty City", "Atyrau Region", "Jambyl Region", NATIONAL, UNLOCATED)),
    severities=_subset(SEVERITY),
    tables=_subset(("status", "incidents", "casualties", "contacts")),
    certainties=_subset(CERTAINTY),
    source_kinds=_subset(SOURCE_KIND),
    text=st.text(max_size=values.LONGEST_TEXT).filter(
        lambda text: not any("\ud800" <= sign <= "\udfff" for sign in text)
    ),
    places=st.sampled_from([(), ("taraz",), ("kazakhstan",)]),
    hours=st.sampled_from(HOURS),
)


@settings(deadline=None)
@given(selection=SELECTIONS)
def test_an_address_gives_back_its_selection(dataset: Dataset, selection: Selection) -> None:
    query = address.query_string(selection, dataset)
    pairs = parse_qsl(query, keep_blank_values=True, strict_parsing=True)
    assert address.from_query(pairs, dataset) == selection


_LOCAL = st.datetimes(datetime(1990, 1, 1), datetime(2030, 1, 1)).map(
    lambda local: local.replace(second=0, microsecond=0)
)
_WORDS = st.text(min_size=1, max_size=40).filter(str.isprintable)
VALUES: dict[Kind, st.SearchStrategy] = {
    "moment": _LOCAL.map(lambda local: pd.Timestamp(local, tz="UTC")),
    "minute": _LOCAL,
    "clock": st.times().map(lambda at: f"{at:%H:%M}"),
    "day": st.dates(date(1900, 1, 1), date(2199, 12, 31)),
    "weekday": st.dates(date(1900, 1, 1), date(2199, 12, 31)),
    "flag": st.booleans(),
    "place": st.sampled_from(["taraz", "almaty", "kazakhstan"]),
    "term": _WORDS,
    "text": _WORDS,
    "position": st.sampled_from(["48.2,66.9,4.75", "-0.5,-190,3"]),
    "part": st.from_regex("[a-z-]{1,40}:[1-9][0-9]{0,5}", fullmatch=True),
}


@pytest.mark.parametrize("name", PARAMETERS)
@settings(deadline=None)
@given(data=st.data())
def test_every_parameter_gives_back_its_value(
    dataset: Dataset, name: str, data: st.DataObject
) -> None:
    parameter = PARAMETERS[name]
    allowed = address.choices(dataset).get(name)
    if parameter.repeats:
        free = st.lists(VALUES[parameter.kind], unique=True).map(tuple)
        value = data.draw(_subset(allowed) if allowed else free)
    else:
        is_term = allowed and parameter.kind == "term"
        value = data.draw(st.sampled_from(allowed) if is_term else VALUES[parameter.kind])
    query = urlencode(address.write_changed({name: value}, dataset))
    texts = [text for _, text in parse_qsl(query, keep_blank_values=True)]
    assert (address.read(parameter, texts, dataset) if texts else parameter.default) == value


def test_a_value_that_a_control_has_by_itself_is_left_out(dataset: Dataset) -> None:
    defaults = {name: one.default for name, one in PARAMETERS.items() if one.default is not None}
    assert address.write_changed(defaults, dataset) == []
    assert address.write_changed({"restriction": ()}, dataset) == [("restriction", "")]


@pytest.mark.parametrize("name", sorted(PARAMETERS.keys() - SELECTING.keys()))
def test_a_feed_refuses_what_only_a_page_can_show(dataset: Dataset, name: str) -> None:
    with pytest.raises(ValueError, match=f"^'{name}' is a control of a page"):
        address.from_query([(name, "x")], dataset)


@pytest.mark.parametrize("text", ["20:00+06:00", "20:00Z", "2022-01-07T20:00", "24:00", ""])
def test_a_time_by_the_clock_has_no_offset(dataset: Dataset, text: str) -> None:
    with pytest.raises(ValueError, match="without an offset"):
        address.read(PARAMETERS["hour"], [text], dataset)


@pytest.mark.parametrize("text", ["2022-01-07", "Fri 7 Jan 2022"])
def test_a_day_is_read_as_written_and_as_shown(dataset: Dataset, text: str) -> None:
    assert address.read(PARAMETERS["day"], [text], dataset) == date(2022, 1, 7)


@pytest.mark.parametrize("text", ["Sat 7 Jan 2022", "Fri 07 Jan 2022", "7 Jan 2022", "", "x" * 99])
def test_no_other_text_is_a_day(dataset: Dataset, text: str) -> None:
    with pytest.raises(ValueError, match="is not a day"):
        address.read(PARAMETERS["day"], [text], dataset)


def test_the_day_and_hour_of_an_old_link_are_two_parameters_now() -> None:
    old = [("when", "2022-01-07T20:00:00"), ("zone", "UTC")]
    assert address.renew(old) == [("day", "2022-01-07"), ("hour", "20:00"), ("zone", "UTC")]


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2022-01-07", "2022-01-07T17:59:59Z"),
        ("2022-01-07T23:59", "2022-01-07T17:59:59Z"),
        ("2022-01-07T18:30:00", "2022-01-07T12:30:00Z"),
        ("2022-01-07T18:30+03:00", "2022-01-07T15:30:59Z"),
        # What is left of a plus that was not written as %2B.
        ("2022-01-07T18:30 03:00", "2022-01-07T15:30:59Z"),
        ("2022-01-07T18:30:00.5 03:00", "2022-01-07T15:30:00.5Z"),
        ("2022-01-07T18:30:00Z", "2022-01-07T18:30:00Z"),
    ],
)
def test_a_minute_and_a_day_count_to_their_last_second(
    dataset: Dataset, text: str, moment: str
) -> None:
    assert values.read_at(text, dataset) == pd.Timestamp(moment)


@pytest.mark.parametrize("text", ["2199-12-31T23:59:59-23:59", "1900-01-01T00:00+23:59"])
def test_a_moment_that_no_address_could_hold_is_not_read(dataset: Dataset, text: str) -> None:
    with pytest.raises(ValueError, match="is not a moment"):
        values.read_at(text, dataset)


@pytest.mark.parametrize("text", ["2199-12-31T23:59", "1900-01-01T00:00", "1900-01-01T00:00:00"])
def test_the_first_and_the_last_moment_are_written_as_they_are_read(
    dataset: Dataset, text: str
) -> None:
    assert values.write_at(values.read_at(text, dataset), dataset) == text


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        ("2022-01-07T17:59:59Z", "2022-01-07T23:59"),
        ("2022-01-07T12:30:59Z", "2022-01-07T18:30"),
        ("2022-01-07T12:30:00Z", "2022-01-07T18:30:00"),
    ],
)
def test_a_moment_is_written_as_short_as_it_reads_back(
    dataset: Dataset, moment: str, text: str
) -> None:
    assert values.write_at(pd.Timestamp(moment), dataset) == text


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ("colour=red", "colour"),
        ("severity=Terrible", "severity"),
        ("region=Atlantis", "region"),
        ("kind=sources", "kind"),
        ("certainty=", "certainty"),
        ("source=rumour", "source"),
        ("place=nowhere", "place"),
        ("at=2022-01-07&at=2022-01-08", "at"),
        ("place=taraz&place=almaty", "place"),
        ("q=a&q=b", "q"),
        ("severity=Minor&severity=Minor", "severity"),
        ("q=" + "x" * 201, "q"),
        ("at=yesterday", "at"),
        ("at=", "at"),
        ("at=2022-02-30", "at"),
        ("at=9999-12-31", "at"),
        ("at=0001-01-01T00:00%2B14:00", "at"),
        ("at=2022-01-07 18:30", "at"),
        ("at=2022-01-07T18:30  06:00", "at"),
        ("size=claims", "size"),
        ("first-day=2022-01-07", "first-day"),
        ("at=2022-W01-5", "at"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(dataset: Dataset, query: str, word: str) -> None:
    with pytest.raises(ValueError, match=rf"^'?{word}'?\b") as refusal:
        address.from_query(parse_qsl(query, keep_blank_values=True), dataset)
    assert len(str(refusal.value)) < 900


def test_without_at_it_is_the_default_moment(dataset: Dataset) -> None:
    assert address.from_query([], dataset).known_on == dataset.about.default_moment
    last = pd.Timestamp("2023-01-01", tz="UTC")
    assert address.from_query([], dataset, last).known_on == last


def test_an_address_names_no_two_places(dataset: Dataset) -> None:
    both = Selection(known_on=dataset.about.default_moment, places=("taraz", "almaty"))
    with pytest.raises(ValueError, match="place"):
        address.to_query(both, dataset)


def test_values_in_any_order_are_one_address(dataset: Dataset) -> None:
    one = address.from_query([("severity", "Minor"), ("severity", "Extreme")], dataset)
    other = address.from_query([("severity", "Extreme"), ("severity", "Minor")], dataset)
    assert one == other


def test_a_permalink_keeps_what_the_page_shows_besides_and_nothing_else(dataset: Dataset) -> None:
    page = "https://map.example/crisis?old=1&measure=injured&q=gas&place=Taraz&restriction="
    taken = address.from_query([("at", "2022-01-07")], dataset)
    besides = "at=2022-01-07T23:59&measure=injured&place=Taraz&restriction="
    assert address.permalink(taken, dataset, page) == f"https://map.example/crisis?{besides}"
    narrowed = replace(taken, places=("almaty",))
    assert "place=Almaty&measure=injured" in address.permalink(narrowed, dataset, page)
    assert "Taraz" not in address.permalink(narrowed, dataset, page)


def test_a_local_time_that_comes_twice_keeps_its_offset(dataset: Dataset) -> None:
    berlin = replace(dataset, about=replace(dataset.about, zone=ZoneInfo("Europe/Berlin")))
    for moment in ("2022-10-30T00:30:00Z", "2022-10-30T01:30:00Z"):
        at = pd.Timestamp(moment)
        assert values.read_at(values.write_at(at, berlin), berlin) == at


@pytest.mark.parametrize(
    "text", ["1,2", "", "48.2,66.9,4.75,1", "91,0,3", "0,361,3", "0,0,25", "1e1,2,3", "٤,2,3"]
)
def test_no_other_text_is_a_position_of_a_map(dataset: Dataset, text: str) -> None:
    with pytest.raises(ValueError, match=r"^map: .* is not a position of a map"):
        address.read(PARAMETERS["map"], [text], dataset)


def test_a_claim_stands_beside_every_page_of_its_dataset() -> None:
    asked = "https://map.example/crisis/curfews?dataset=one&at=2022-01-07"
    found = address.claim_address("se-almaty-1", asked)
    assert found == "https://map.example/crisis/claim?id=se-almaty-1&dataset=one"
