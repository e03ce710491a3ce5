"""What is shown, whatever becomes of the files: the same for all, with a moment that only rises."""

import gc
import shutil
import weakref
from collections.abc import Mapping
from pathlib import Path

import pandas as pd
import pytest

from geo.dataset import Dataset, DatasetError, read_dataset, read_files
from geo.ledger import Selection
from geo.serving.editions import (
    AS_IT_IS,
    LAST_GOOD,
    LAST_READ,
    TRY_AGAIN,
    WITHOUT_ROWS,
    Edition,
    Editions,
)
from geo.serving.last_good import LastGood
from geo.view import View, keeping
from tests.support.building import write_dataset
from tests.support.holdings import START, Clock, Loads, break_row

SECRET = "the name of a source"


def contents(tmp_path: Path, summary: str, is_broken: bool = False) -> Mapping[str, bytes]:
    directory = write_dataset(tmp_path / "made", status=[{"summary": summary}])
    if is_broken:
        break_row(directory, f'{SECRET},"x')
    files = read_files(directory)
    shutil.rmtree(directory)
    return files


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def loads() -> Loads:
    return Loads()


@pytest.fixture
def last_good(tmp_path: Path) -> LastGood:
    return LastGood(tmp_path / "cache", tmp_path / "data")


@pytest.fixture
def editions(loads: Loads, last_good: LastGood, clock: Clock) -> Editions:
    return Editions(loads, last_good, clock)


def summary(edition: Edition | None) -> str:
    assert edition is not None
    (claim,) = edition.dataset.claims.summary
    return claim


def test_files_without_errors_are_shown(editions: Editions, tmp_path: Path) -> None:
    editions.take(contents(tmp_path, "One."))
    shown = editions.shown
    assert summary(shown) == "One."
    assert (shown.showing, shown.problems, shown.changed_at) == (AS_IT_IS, (), START)


def test_the_same_content_is_read_once_and_stays_the_same_object(
    editions: Editions, loads: Loads, tmp_path: Path
) -> None:
    for _ in range(3):
        editions.take(contents(tmp_path, "One."))
        assert editions.shown is not None
    assert loads.count == 1


def test_files_with_errors_leave_the_last_without_on_show(
    editions: Editions, loads: Loads, tmp_path: Path, clock: Clock
) -> None:
    editions.take(contents(tmp_path, "One."))
    good = editions.shown
    clock.go_on(hours=1)
    editions.take(contents(tmp_path, "Two.", is_broken=True))
    shown = editions.shown
    assert shown.dataset is good.dataset
    assert (shown.showing, len(shown.problems)) == (LAST_GOOD, 1)
    assert shown.changed_at == START
    editions.miss("It is gone.")
    assert editions.shown.dataset is good.dataset
    assert editions.shown.showing == LAST_GOOD
    editions.take(contents(tmp_path, "One."))
    assert editions.shown is good
    assert loads.count == 2


def test_without_a_good_one_what_can_be_used_is_shown(
    editions: Editions, tmp_path: Path, clock: Clock
) -> None:
    editions.take(contents(tmp_path, "One.", is_broken=True))
    shown = editions.shown
    assert (summary(shown), shown.showing, len(shown.problems)) == ("One.", WITHOUT_ROWS, 1)
    editions.miss("It is gone.")
    assert editions.shown.dataset is shown.dataset
    assert editions.shown.showing == LAST_READ
    assert editions.shown.changed_at == START
    later = clock.go_on(hours=1)
    editions.take(contents(tmp_path, "Two.", is_broken=True))
    assert (summary(editions.shown), editions.shown.changed_at) == ("Two.", later)


def test_where_nothing_could_ever_be_read_nothing_is_shown(editions: Editions) -> None:
    editions.miss("It is gone.")
    assert editions.shown is None


def test_an_older_state_that_comes_back_is_shown_as_of_now(
    editions: Editions, tmp_path: Path, clock: Clock
) -> None:
    editions.take(contents(tmp_path, "One."))
    clock.go_on(hours=1)
    editions.take(contents(tmp_path, "Two."))
    third = clock.go_on(hours=1)
    editions.take(contents(tmp_path, "One."))
    assert (summary(editions.shown), editions.shown.changed_at) == ("One.", third)


@pytest.mark.parametrize("span", [{"hours": -24}, {"milliseconds": 1}])
def test_the_moment_only_rises_whatever_the_clock_does(
    editions: Editions, tmp_path: Path, clock: Clock, span: dict[str, float]
) -> None:
    moments = []
    for number, is_broken in enumerate((True, False, True, False, False)):
        editions.take(contents(tmp_path, f"Number {number}.", is_broken))
        moments.append(editions.shown.changed_at)
        clock.go_on(**span)
    assert moments == sorted(moments)
    assert len(set(moments)) == 4  # the third leaves the second on show


def test_the_last_good_one_outlives_a_restart(
    editions: Editions, last_good: LastGood, tmp_path: Path, clock: Clock
) -> None:
    editions.take(contents(tmp_path, "One."))
    clock.go_on(hours=1)
    for is_gone in (True, False):
        again = Editions(read_dataset, last_good, clock)
        if is_gone:
            again.miss("It is gone.")
        else:
            again.take(contents(tmp_path, "Two.", is_broken=True))
        assert (summary(again.shown), again.shown.showing) == ("One.", LAST_GOOD)
        assert again.shown.changed_at == START
        good = again.shown.dataset
        again.take(contents(tmp_path, "One."))
        assert again.shown.dataset is good
        assert (again.shown.showing, again.shown.changed_at) == (AS_IT_IS, START)


def test_over_a_restart_the_moment_stays_with_its_content_and_rises_with_another(
    editions: Editions, last_good: LastGood, tmp_path: Path, clock: Clock
) -> None:
    editions.take(contents(tmp_path, "One."))
    clock.go_on(hours=-5)
    again = Editions(read_dataset, last_good, clock)
    again.take(contents(tmp_path, "One."))
    assert again.shown.changed_at == START
    again = Editions(read_dataset, last_good, clock)
    again.take(contents(tmp_path, "Two."))
    assert again.shown.changed_at > START


def test_a_version_with_errors_is_not_kept(
    editions: Editions, last_good: LastGood, tmp_path: Path
) -> None:
    editions.take(contents(tmp_path, "One.", is_broken=True))
    assert last_good.read() is None


def test_a_kept_version_that_is_of_no_use_is_left_alone(
    last_good: LastGood, tmp_path: Path, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    for kept in (contents(tmp_path, "One.", is_broken=True), {"datapackage.json": b"{}"}):
        last_good.keep(kept, START)
        caplog.clear()
        again = Editions(read_dataset, last_good, clock)
        again.take(contents(tmp_path, "Two.", is_broken=True))
        assert (summary(again.shown), again.shown.showing) == ("Two.", WITHOUT_ROWS)
        about_it = [one for one in caplog.messages if "last good version" in one]
        assert len(about_it) == 1


def test_the_operator_is_told_once_of_each_change_and_of_the_row(
    editions: Editions, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    editions.take(contents(tmp_path, "One."))
    assert not caplog.messages
    for _ in range(5):
        editions.take(contents(tmp_path, "Two.", is_broken=True))
    assert len(caplog.messages) == 1
    assert SECRET in caplog.text
    for _ in range(5):
        editions.miss("It is gone.")
    assert len(caplog.messages) == 2
    for _ in range(5):
        editions.take(contents(tmp_path, "Two."))
    assert len(caplog.messages) == 3
    assert "no errors any more" in caplog.messages[-1]


def test_where_nothing_was_ever_read_the_operator_is_told_once(
    editions: Editions, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(5):
        editions.miss("It is gone.\n\x1b[31m")
    (record,) = caplog.messages
    assert "\x1b" not in record
    assert "shown: nothing" in record


def test_what_nobody_foresaw_leaves_the_good_one_on_show_and_is_tried_again_later(
    last_good: LastGood, tmp_path: Path, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    is_failing, asked = [False], []

    def make(files: Mapping[str, bytes]) -> Dataset:
        asked.append(files)
        if is_failing[0]:
            raise ZeroDivisionError("no")
        return read_dataset(files)

    editions = Editions(make, last_good, clock)

    def take(files: Mapping[str, bytes]) -> None:
        try:
            editions.take(files)
        except ZeroDivisionError as error:
            editions.fail(error)

    take(contents(tmp_path, "One."))
    is_failing[0] = True
    second = contents(tmp_path, "Two.")
    for _ in range(3):
        take(second)
    assert (summary(editions.shown), editions.shown.showing) == ("One.", LAST_GOOD)
    assert len(asked) == 2
    clock.go_on(seconds=TRY_AGAIN.total_seconds())
    take(second)
    assert len(asked) == 3
    assert caplog.text.count("Traceback") == 1
    is_failing[0] = False
    take(second)
    assert summary(editions.shown) == "One."
    clock.go_on(seconds=TRY_AGAIN.total_seconds())
    take(second)
    assert (summary(editions.shown), editions.shown.problems) == ("Two.", ())


def test_files_that_hold_no_table_cannot_be_read(editions: Editions) -> None:
    with pytest.raises(DatasetError):
        editions.take({"datapackage.json": b"{}"})


def test_an_old_dataset_goes_with_what_was_made_of_it(editions: Editions, tmp_path: Path) -> None:
    gone = []
    for number in range(3):
        editions.take(contents(tmp_path, f"Number {number}.", is_broken=number == 0))
        dataset = editions.shown.dataset
        view = keeping.share(View(dataset, Selection(pd.Timestamp("2022-01-08T00:00Z"))))
        assert len(keeping.situation(view)) == 1
        gone.append(weakref.ref(dataset))
    del view, dataset
    gc.collect()
    assert [one() is None for one in gone] == [True, True, False]
