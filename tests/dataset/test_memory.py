import ctypes
import sys

import pytest

from geo.dataset import memory


class Library:
    """A C library that notes what it is asked for."""

    def __init__(self) -> None:
        self.asked: list[int] = []

    def malloc_trim(self, kept: int) -> int:
        self.asked.append(kept)
        return 1


@pytest.mark.parametrize(("platform", "asked"), [("linux", [0]), ("darwin", []), ("win32", [])])
def test_memory_is_given_back_where_the_library_of_the_system_can(
    platform: str, asked: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    library = Library()
    monkeypatch.setattr(ctypes, "CDLL", lambda name: library)
    monkeypatch.setattr(sys, "platform", platform)
    memory.give_back()
    assert library.asked == asked


def test_a_library_that_cannot_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda name: object())
    memory.give_back()
