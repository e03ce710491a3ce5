"""What was made of a view is kept for the next reader, and goes with its dataset."""

import gc
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pandas as pd
import pytest

from geo.dataset import Dataset
from geo.ledger import Selection
from geo.view import View, keeping
from geo.view.credit import credit
from tests.support.building import SAMPLE, make_dataset

AT = pd.Timestamp("2022-01-09T00:00Z")
counted: list[View | Dataset] = []


def count_claims(view: View, *options: str | bool | tuple) -> int:
    counted.append(view)
    return len(view.claims)


@keeping.per_dataset
def count_sources(dataset: Dataset) -> int:
    counted.append(dataset)
    return len(dataset.sources)


@pytest.fixture
def dataset(tmp_path: Path) -> Dataset:
    counted.clear()
    return make_dataset(tmp_path / "data", **SAMPLE)


def view(dataset: Dataset, **filters: object) -> View:
    return keeping.share(View(dataset, Selection(AT, **filters)))


def test_the_same_view_is_one_view_and_computed_once(dataset: Dataset) -> None:
    assert view(dataset, text="shops") is view(dataset, text="shops")
    assert view(dataset, text="shops") is not view(dataset, text="fuel")
    assert view(dataset, text="shops").whole is view(dataset)
    for _ in range(3):
        assert keeping.once(count_claims, view(dataset)) == len(view(dataset).claims)
    assert len(counted) == 1
    keeping.once(count_claims, view(dataset), "by day")
    assert len(counted) == 2


def test_what_depends_on_the_dataset_alone_is_computed_once_for_each(
    dataset: Dataset, tmp_path: Path
) -> None:
    others = [make_dataset(tmp_path / str(number)) for number in range(3)]
    for _ in range(3):
        assert [count_sources(one) for one in (dataset, *others)] == [3, 3, 3, 3]
    assert len(counted) == 4


def test_datasets_of_one_version_share_nothing(dataset: Dataset, tmp_path: Path) -> None:
    other = make_dataset(tmp_path / "data", **SAMPLE)
    assert other.version == dataset.version
    assert view(other) is not view(dataset)
    keeping.once(count_claims, view(dataset))
    keeping.once(count_claims, view(other))
    assert [one.dataset for one in counted] == [dataset, other]


def test_a_function_that_is_new_each_time_is_refused(dataset: Dataset) -> None:
    def inner(view: View) -> int:
        return 1

    of_a_page = type(count_claims)(count_claims.__code__, {"__name__": "__main__"})
    for compute in (lambda view: 1, inner, of_a_page):
        with pytest.raises(ValueError, match="top of a module"):
            keeping.once(compute, view(dataset))


@contextmanager
def no_collector() -> Iterator[None]:
    """What goes in here goes because nobody holds it."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def use(dataset: Dataset) -> None:
    shown = view(dataset, text="shops")
    keeping.once(count_claims, shown)
    keeping.situation(shown)
    count_sources(dataset)
    credit(dataset, dataset.claims.entry_id)
    counted.clear()


def test_an_old_dataset_goes_with_all_that_was_made_of_it(tmp_path: Path) -> None:
    old = make_dataset(tmp_path / "data", **SAMPLE)
    use(old)
    gone = weakref.ref(old)
    del old
    gc.collect()
    assert gone() is None


def test_a_forgotten_dataset_goes_at_once(tmp_path: Path) -> None:
    old = make_dataset(tmp_path / "data", **SAMPLE)
    use(old)
    gone = weakref.ref(old)
    with no_collector():
        keeping.forget(old)
        del old
        assert gone() is None


def test_a_view_that_made_way_goes_at_once(
    dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "MOST_VIEWS", 2)
    with no_collector():
        first = weakref.ref(view(dataset, text="shops"))
        assert first() is not None
        assert first().claims is not None
        view(dataset, text="fuel")
        assert first() is None
    assert len(keeping.of(dataset).views) == 2


def test_what_is_made_of_the_dataset_stays_whatever_its_views_need(
    dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    count_sources(dataset)
    monkeypatch.setattr(keeping.of(dataset).results, "most_bytes", 1)
    for text in ("shops", "fuel", "bread"):
        keeping.once(count_claims, view(dataset, text=text))
        count_sources(dataset)
    assert counted.count(dataset) == 1
    assert keeping.of(dataset).bytes > 0
    keeping.forget(dataset)
    assert keeping.of(dataset).bytes == 0
