"""Text that a spreadsheet would run is marked as text, and comes back as it was."""

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.dataset.formulas import is_formula, neutralise, restore


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\tx",
        "\rx",
        " =1",
        "\x00=1",
        "\ufeff=1",
        "'=1",
        "＝1+1",
        '"=1',
    ],
)
def test_what_a_spreadsheet_runs_gets_an_apostrophe(text: str) -> None:
    assert neutralise(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Almaty", "3 - 1", "'tis", "a=b", "10", " x", "Тараз"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert not is_formula(text)
    assert neutralise(text) == text


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Calm;=1+1;rest", "Calm;'=1+1;rest"),
        ("Calm; =1+1", "Calm; '=1+1"),
        ("Calm\t@SUM(A1)", "Calm\t'@SUM(A1)"),
        ("Calm\r\n=1\n+1", "Calm\r\n'=1\n'+1"),
        ("one|-1", "one|'-1"),
        ('Calm;"=1+1"', 'Calm;"\'=1+1"'),
        ("Calm;'=1", "Calm;''=1"),
        ("=1;=2", "'=1;'=2"),
        ("\t=1", "'\t'=1"),
        ("a; -5 people", "a; '-5 people"),
    ],
)
def test_so_does_what_it_would_run_behind_a_separator(text: str, marked: str) -> None:
    assert neutralise(text) == marked
    assert restore(marked) == text


@pytest.mark.parametrize(
    "text",
    [
        "https://one.example/?a=1;b=2&c=-3|https://two.example/;x=1#-4",
        "Schools closed; shops open; 12 - 15 people held",
        "s1|s2|s3",
        "One line\nanother; and 'a quote'; the end",
        "He said; 'tis calm, \"not a 'riot'\"",
        "low=3;best=4",
    ],
)
def test_text_that_only_has_separators_stays_as_it_is(text: str) -> None:
    assert neutralise(text) == text
    assert restore(text) == text


def test_a_long_row_of_separators_is_read_once() -> None:
    text = "\n" * 1_000_000 + "x"
    assert restore(neutralise(text)) == text


SIGNS = tuple("=+-@＝＋－＠")
TEXTS = st.text(alphabet=st.sampled_from("'\"=+-@ ;|,\t\r\n\x00ax＝")) | st.text()


@given(TEXTS)
def test_neutralising_loses_nothing(text: str) -> None:
    assert restore(neutralise(text)) == text


@given(TEXTS)
def test_no_part_of_a_text_begins_with_a_sign_wherever_it_is_split(text: str) -> None:
    blanks = "".join(map(chr, range(33))) + "\x7f\x85\xa0\u200b\u2060\ufeff\u3000"
    first, *others = re.split("[;|\t\r\n]", neutralise(text))
    beginnings = [first.lstrip(blanks), *(part.lstrip(f'{blanks}"') for part in others)]
    assert not [part for part in beginnings if part[:1] in SIGNS]


@pytest.mark.parametrize("delimiter", [";", "\t", "|", ","])
@given(TEXTS, TEXTS, TEXTS)
def test_no_cell_of_a_file_runs_whatever_the_reader_takes_for_its_separator(
    delimiter: str, first: str, second: str, third: str
) -> None:
    """As spreadsheets read it: quotes count only at the beginning of a cell."""
    file = io.StringIO(newline="")
    csv.writer(file).writerow(["id", *map(neutralise, (first, second, third))])
    rows = csv.reader(
        io.StringIO(file.getvalue().replace("\0", ""), newline=""), delimiter=delimiter
    )
    cells = [cell.lstrip(' "') for row in rows for cell in row]
    assert not [cell for cell in cells if cell[:1] in set("=+-@＝＋－＠")]
