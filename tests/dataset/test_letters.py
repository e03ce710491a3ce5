"""Letters that were lost, garbled, cannot be seen or are taken for others."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.dataset import letters

DATA = Path(__file__).resolve().parents[2] / "data"
NAMES = ["Қарағанды", "Өскемен", "Ақтау", "Маңғыстау облысы", "Нұр-Сұлтан", "Түркістан"]
WHOLE = [
    "", "Almaty", "Taraz? No.", "who (?) knows", "Really?!", "¿Qué?", "Интернет", "5G", "СССР",
    "«CAFÉ»", "Café™", "THE É® SIGN", "naïve", "«Я»", "ВІЙ", "À propos", "Ýokary", "Ärzte",
    "see https://a.example/b?c=d", "SMSка", "COVIDом", "ГIаьбартой", "Ünye", "Ελλάδα", "αβγ-test",
    "می\u200cخواهم", "क्\u200dष", "👩\u200d👩", "東京", "القاهرة", "line\nline\ttab",
]  # fmt: skip
CHECKS = [letters.lost, letters.garbled, letters.unseen, letters.mixed]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
@pytest.mark.parametrize("text", WHOLE)
def test_nothing_is_said_of_text_that_is_whole(check: object, text: str) -> None:
    assert check(text) == ""


@pytest.mark.parametrize(
    "path", sorted(DATA.glob("*/datapackage.json")), ids=lambda p: p.parent.name
)
def test_nothing_is_said_of_what_is_shipped(path: Path) -> None:
    for table in path.parent.glob("*.csv"):
        with table.open(encoding="utf-8", newline="") as file:
            cells = {cell for row in csv.reader(file) for cell in row if "://" not in cell}
        assert [cell for cell in cells for check in CHECKS if check(cell)] == []


@pytest.mark.parametrize("name", NAMES)
def test_letters_that_an_encoding_lacks_are_found_missing(name: str) -> None:
    assert letters.lost(name.encode("cp1251", "replace").decode("cp1251"))
    assert letters.lost(name.encode("ascii", "replace").decode())
    assert letters.lost(name.encode("cp1251", "replace").decode("utf-8", "replace"))
    assert letters.lost(name) == ""


CYRILLIC = st.text("абвгдежзиклмнопрстуфхцчшщыэюяәғқңөұүһ", min_size=2, max_size=12)


@given(CYRILLIC)
def test_utf8_that_was_read_as_another_encoding_is_found(word: str) -> None:
    data = word.encode()
    for encoding in ("cp1252", "latin-1", "cp1251"):
        # The signs that an encoding leaves free are read as control signs, as browsers do.
        read = "".join(bytes([one]).decode(encoding, "ignore") or chr(one) for one in data)
        assert letters.garbled(f"in {read} on")
    assert letters.garbled(word) == ""


@given(st.text("АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЫЭЮЯЁІҚҒҢӨабвгдеё«»”… ", max_size=20))
def test_words_of_cyrillic_are_not_taken_for_garbled(text: str) -> None:
    assert letters.garbled(text) == ""


@pytest.mark.parametrize(
    "sign",
    ["\xad", "\u200b", "\u200e", "\u200f", "\u2060", "\ufeff", "\ufffc", "\u061c", "\x00",
     "\x9f", "\u202e", "\u2067", "\u200c", "\u200d", "\U000e0041", "\u3164"],
    ids=lambda sign: f"U+{ord(sign):04X}",
)  # fmt: skip
@pytest.mark.parametrize("text", ["Al{}maty", "{}Тараз", "Taraz{}"])
def test_a_sign_that_no_reader_sees_is_found_and_taken_out(sign: str, text: str) -> None:
    assert letters.unseen(text.format(sign)) == sign
    assert letters.without_unseen(text.format(sign)) == text.format("")


@pytest.mark.parametrize(
    ("word", "foreign"),
    [("Mаngystau", "а"), ("Aлматы", "A"), ("Тaраз", "a"), ("Kazakhѕtan", "ѕ"), ("Αktau", "Α"),
     ("Кызылoрдa", "oa"), ("АКТOБЕ", "O"), ("Қостанаi", "i")],
)  # fmt: skip
def test_letters_that_look_like_their_neighbours_are_found(word: str, foreign: str) -> None:
    assert letters.mixed(f"the region of {word}, 2022") == word
    assert letters.foreign_letters(word) == foreign


@pytest.mark.parametrize(
    ("one", "other"),
    [("Mangystau Region", "Mаngystаu\u200b  REGION"), ("Almati", "ALMATİ"), ("ALMATY", "Almatу"),
     ("Тараз", "Tapaз"), ("Балхаш", "БAЛXAШ"), ("Taraz", "Ta\u00adraz")],
)  # fmt: skip
def test_names_that_look_the_same_have_one_skeleton(one: str, other: str) -> None:
    assert letters.skeleton(one) == letters.skeleton(other)


@pytest.mark.parametrize("pair", [("Almaty", "Almatu"), ("Тараз", "Тарас"), ("Aktau", "Aktai")])
def test_names_that_look_different_have_two(pair: tuple[str, str]) -> None:
    assert letters.skeleton(pair[0]) != letters.skeleton(pair[1])
