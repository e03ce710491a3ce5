"""A claim's sentence in little room: what may be left out of it, and where it may be cut."""

import pytest

from geo.words.clipping import clipped, without_place


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Soldiers held a hall in Almaty and fired.", "Soldiers held a hall and fired."),
        ("Police lost the centre of Almaty.", "Police lost the centre."),
        ("Almaty was calm, and all was open in Almaty.", "Was calm, and all was open."),
        ("Nobody slept in the city of Almaty.", "Nobody slept."),
    ],
)  # fmt: skip
def test_beside_its_name_a_place_is_not_named_again(sentence: str, told: str) -> None:
    assert without_place(sentence, "Almaty") == told


@pytest.mark.parametrize(
    "sentence",
    [
        "There was fighting in Almaty Region.",
        "The airports of Almaty and Aktau were shut.",
        "Shops were shut in Almaty, Aktau and Taraz.",
        "A column stood north of Almaty.",
        "Flights out of Almaty were cancelled.",
        "A column stood outside of Almaty.",
        "It was heard in Almaty's suburbs.",
        "Roads from Almaty were blocked.",
    ],
)
def test_a_name_stays_where_the_sentence_would_say_something_else(sentence: str) -> None:
    assert without_place(sentence, "Almaty") == sentence


@pytest.mark.parametrize(
    ("letters", "told"),
    [
        (60, "Crowds were on the streets and had pulled down a statue."),
        (40, "Crowds were on the streets…"),
        (12, "Crowds…"),
    ],
)
def test_a_sentence_is_cut_after_a_word_that_can_end_it(letters: int, told: str) -> None:
    assert clipped("Crowds were on the streets and had pulled down a statue.", letters) == told


def test_no_sentence_is_cut_inside_a_date() -> None:
    assert clipped("It was to end at midnight on 19 January.", 34) == "It was to end at midnight…"
