import gc
from collections.abc import Iterator

import pytest

from geo.dataset.pausing import collector_paused


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    yield
    gc.enable()


def test_the_collector_waits_until_the_last_of_overlapping_loads_ends() -> None:
    with collector_paused:
        with collector_paused:
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_a_load_that_fails_does_not_leave_it_off() -> None:
    with pytest.raises(ValueError), collector_paused:  # noqa: PT011
        raise ValueError
    assert gc.isenabled()


def test_who_runs_without_it_does_so_after_a_load() -> None:
    gc.disable()
    with collector_paused:
        pass
    assert not gc.isenabled()
