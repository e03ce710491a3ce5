"""What the time strip sends, of however many days."""

import json
from datetime import date, timedelta

from geo.view.strip import Step
from pages.frame import strip, strip_days
from tests.support.opening import open_page
from tests.support.opening import strip as shown_on

FIRST = date(2016, 1, 1)


def test_days_in_a_row_are_sent_by_their_first() -> None:
    days = [FIRST + timedelta(days=number) for number in (0, 1, 2, 9, 40, 41)]
    assert strip_days.runs(days) == [("2016-01-01", 3), ("2016-01-10", 1), ("2016-02-10", 2)]
    assert strip_days.runs([]) == []


def test_weekdays_and_months_are_named_as_javascript_counts_them() -> None:
    assert (strip_days.NAMES["weekdays"][0], strip_days.NAMES["months"][0]) == ("Sun", "Jan")
    assert [len(names) for names in strip_days.NAMES.values()] == [7, 12]


def test_a_thousand_days_are_sent_in_few_bytes_and_as_they_are() -> None:
    steps = tuple(
        Step(FIRST + timedelta(days=number), number % 400, number % 7, number > 990)
        for number in range(1_000)
    )
    told = [strip.reports(step) for step in steps]
    labels = [strip.label(step, steps) for step in steps]
    sent = strip_days.columns(steps, labels, told, [step.reports for step in steps])
    assert len(json.dumps(sent, separators=(",", ":")).encode()) < 45_000
    assert [sent["phrases"][number] for number in sent["told"]] == told
    assert sent["reports"] == [step.reports for step in steps]
    assert {int(number): label for number, label in sent["labels"].items()} == {
        number: label for number, label in enumerate(labels) if label
    }
    assert (sent["late"], sent["runs"]) == (9, [("2016-01-01", 1_000)])


def test_what_stands_is_sent_up_to_the_day_that_is_shown() -> None:
    days = shown_on(open_page("sources", at="2022-01-05"))["days"]
    assert days["runs"][0][0] == "2022-01-03"
    assert len(days["stands"]) == 3
    assert days["labels"]["0"] == "3"


def test_where_a_filter_is_set_the_strip_says_that_its_reports_are_before_it() -> None:
    plain = shown_on(open_page("sources", at="2022-01-07"))
    assert (plain["label"], plain["caption"]) == ("Days", "")
    assert "filter" not in json.dumps(plain["days"]["phrases"])
    filtered = shown_on(open_page("sources", at="2022-01-07", region=["Almaty City"]))
    assert filtered["caption"] == strip.UNFILTERED
    assert strip.UNFILTERED in filtered["label"]
    assert filtered["note"] == plain["note"].replace(" reports", " reports before filters")
    assert filtered["days"]["reports"] == plain["days"]["reports"]
    reported = [told for told in filtered["days"]["phrases"] if told != "no report"]
    assert all("before filters" in told for told in reported)
