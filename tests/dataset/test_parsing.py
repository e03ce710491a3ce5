import csv
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.dataset.columns import Column, Table
from geo.dataset.issues import Issue
from geo.dataset.parsing import Parsed, parse_table
from geo.dataset.schema import STATUS

PAIRS = Table(
    "pairs",
    "Pairs",
    "key",
    (Column("key", "text", "the key"), Column("value", "text", "the value")),
    ledger=False,
)


def parse(text: str | bytes) -> Parsed:
    return parse_table(text.encode() if isinstance(text, str) else text, PAIRS)


def cells(parsed: Parsed) -> list[tuple]:
    return [tuple(row) for row in parsed.rows[["line", "key", "value"]].itertuples(index=False)]


def where(issues: Iterable[Issue]) -> list[tuple[int, str]]:
    return [(issue.line, issue.column) for issue in issues]


@pytest.mark.parametrize(
    "data",
    [
        b"key,value\na,1\nb,2\n",
        b"key,value\na,1\nb,2",
        b"key,value\r\na,1\r\nb,2\r\n",
        b"key,value\ra,1\rb,2\r",
        b"\xef\xbb\xbfkey,value\na,1\nb,2\n",
        b'"key","value"\n"a","1"\n"b","2"\n',
        b" key , value\n a, 1 \n\tb\t,2\n",
    ],
    ids=["plain", "no last break", "CRLF", "lone CR", "BOM", "quoted", "padded"],
)
def test_the_same_rows_come_out_of_every_form_of_a_file(data: bytes) -> None:
    parsed = parse(data)
    assert cells(parsed) == [(2, "a", "1"), (3, "b", "2")]
    assert parsed.issues == []


def test_lines_are_those_of_the_file_after_blank_ones_and_breaks_within_a_cell() -> None:
    parsed = parse('\nkey,value\n\na,"1\n2\n3"\n,\nb,2\n')
    assert cells(parsed) == [(4, "a", "1\n2\n3"), (8, "b", "2")]


def test_text_within_a_cell_stays_as_typed() -> None:
    hostile = "{{ 7 * 7 }} {% raw %} {# ${x} `x` \\ ' <script>\u202e\0\x1b[31m  a"
    assert cells(parse(f"key,value\na,{hostile}\n")) == [(2, "a", hostile)]


def test_a_cell_of_a_megabyte_is_kept_whole() -> None:
    assert cells(parse(f"key,value\na,{'x' * 2**20}\n")) == [(2, "a", "x" * 2**20)]


@pytest.mark.parametrize("row", ["a", "a,1,2", "a,"])
def test_a_row_of_another_length_is_an_issue_that_carries_it(row: str) -> None:
    parsed = parse(f"key,value\n{row}\nb,2\n")
    assert cells(parsed)[-1] == (3, "b", "2")
    if row == "a,":
        assert parsed.issues == []
    else:
        (issue,) = parsed.issues
        assert (issue.line, issue.value, issue.level) == (2, row, "error")


@pytest.mark.parametrize("broken", ['a,"1', 'a,"1"x', '"a,1'])
def test_a_quote_that_is_not_closed_costs_one_line_only(broken: str) -> None:
    parsed = parse(f"key,value\nz,0\n{broken}\nb,2\nc,3\n")
    assert cells(parsed) == [(2, "z", "0"), (4, "b", "2"), (5, "c", "3")]
    (issue,) = parsed.issues
    assert (issue.line, issue.level) == (3, "error")
    assert set(next(csv.reader([parsed.written([3])[3]]))) == {broken}


def test_every_line_with_bytes_that_are_no_utf8_is_an_issue_of_its_own() -> None:
    parsed = parse('key,value\na,Ж\nb,\xe9\nc,3\nd,"4\n\xe9"\ne,5\n'.encode("latin-1", "replace"))
    assert where(parsed.issues) == [(3, ""), (5, "")]
    assert [line for line, *_ in cells(parsed)] == [2, 4, 7]
    assert parsed.issues[0].value == "b,�"


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\xef\xbb\xbf", b",,,\n,,\n"])
def test_an_empty_file_lacks_a_header(data: bytes) -> None:
    parsed = parse(data)
    assert len(parsed.rows) == 0
    assert where(parsed.issues) == [(1, "")]


def test_a_header_alone_is_an_empty_table() -> None:
    parsed = parse("key,value\n")
    assert len(parsed.rows) == 0
    assert parsed.issues == []


@pytest.mark.parametrize(
    "data",
    [b"a,1\nb,2\n", b'"key,value\na,1\nb,2\n', "key,value\na,1\n".encode("utf-16")],
    ids=["none", "broken", "UTF-16"],
)
def test_without_a_header_no_row_is_lost_or_taken_for_one(data: bytes) -> None:
    parsed = parse(data)
    assert len(parsed.rows) == 0
    assert [(issue.level, issue.line) for issue in parsed.issues] == [("error", 1)]
    assert parsed.lost == set(parsed.lines)


def test_missing_repeated_and_unknown_columns_are_named() -> None:
    parsed = parse("value,value,other\n1,2,3\n")
    assert [(one.column, one.level) for one in parsed.issues] == [
        ("key", "error"),
        ("value", "error"),
    ]
    assert "other" in parsed.issues[0].advice
    assert cells(parsed) == [(2, "", "1")]
    assert parsed.written([1, 2, 9]) == {2: "1,2,3"}


def test_a_column_that_may_be_absent_is_read_as_empty_without_an_issue() -> None:
    names = [name for name in STATUS.names if name != "reported_basis"]
    parsed = parse_table(f"{','.join(names)}\n{','.join('x' for _ in names)}\n".encode(), STATUS)
    assert parsed.issues == []
    assert list(parsed.rows.reported_basis) == [""]


def test_a_header_of_200_000_columns_is_read() -> None:
    names = ["key", "value", *(f"column_{i}" for i in range(200_000))]
    parsed = parse(",".join(names) + "\n" + ",".join("1" for _ in names) + "\n")
    assert cells(parsed) == [(2, "1", "1")]
    (issue,) = parsed.issues
    assert issue.problem.startswith("200,000 column(s)")


def test_100_000_broken_lines_are_read() -> None:
    parsed = parse("key,value\n" + 'a,"b"c\n' * 100_000)
    (issue,) = parsed.issues
    assert "as are 99,999 more lines" in issue.problem
    assert len(parsed.lost) == 100_000


@given(st.lists(st.tuples(st.text(), st.text())))
def test_what_a_csv_writer_writes_is_read_back(rows: list[tuple[str, str]]) -> None:
    rows = [tuple(cell.encode("utf-8", "replace").decode() for cell in row) for row in rows]
    quoted = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    parsed = parse("\n".join(["key,value", *quoted]))
    assert parsed.issues == []
    expected = [tuple(cell.strip() for cell in row) for row in rows if any(row)]
    assert [row[1:] for row in cells(parsed)] == expected


@given(st.binary() | st.text(alphabet='",\n\rab').map(str.encode))
def test_of_any_bytes_every_record_is_a_row_or_an_issue(data: bytes) -> None:
    parsed = parse(b"key,value\n" + data)
    reported = {issue.line for issue in parsed.issues}
    assert set(parsed.lines) == set(parsed.rows.line) | (reported - {1}) | parsed.lost
    assert not set(parsed.rows.line) & (reported | parsed.lost)
    assert parsed.written(parsed.lines).keys() == set(parsed.lines)


@given(st.binary())
def test_any_file_is_read(data: bytes) -> None:
    parse(data)


HEADER = ",".join(STATUS.names)
ROWS = "".join(f"\ns-{i}{',x' * (len(STATUS.names) - 1)}" for i in range(30))
PAGE = "<!DOCTYPE html><html><table><tr><td>entry_id</td></tr></table></html>"
# How a file came to be no table, and the line and words of the one thing that is said of it.
WRONG_KINDS = {
    "UTF-16": ((HEADER + ROWS).encode("utf-16"), 1, "UTF-16"),
    "UTF-16 without a mark": ((HEADER + ROWS).encode("utf-16-le"), 1, "UTF-16"),
    "UTF-16 of another order": ((HEADER + ROWS).encode("utf-16-be"), 1, "UTF-16"),
    "UTF-32": ((HEADER + ROWS).encode("utf-32"), 1, "UTF-32"),
    "XLSX": (b"PK\x03\x04\x14\0\x06\0" + bytes(range(256)) * 9, 1, "Excel workbook"),
    "XLS": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), 1, "old Excel workbook"),
    "HTML": ((PAGE + "\n" * 9 + ROWS).encode(), 1, "web page"),
    "HTML with a mark": (("\ufeff\n " + PAGE).encode(), 1, "web page"),
    "semicolons": ((HEADER + ROWS).replace(",", ";").encode(), 1, "semicolons"),
    "tabs": ((HEADER + ROWS).replace(",", "\t").encode(), 1, "tabs"),
    "bars": ((HEADER + ROWS).replace(",", "|").encode(), 1, "bars"),
    "a title above": (("Status, January 2022\n\n" + HEADER + ROWS).encode(), 1, "in line 3"),
    "sep= above": (("sep=,\n" + HEADER + ROWS).encode(), 1, "in line 2"),
    "sep=; above": (("sep=;\n" + (HEADER + ROWS).replace(",", ";")).encode(), 2, "semicolons"),
    "capitals": ((HEADER.upper() + ROWS).encode(), 1, "called otherwise"),
    "blanks": ((HEADER.title().replace("_", " ") + ROWS).encode(), 1, "called otherwise"),
    "no header": (ROWS.encode(), 2, "no header"),
}  # fmt: skip


@pytest.mark.parametrize("kind", WRONG_KINDS)
def test_a_file_of_the_wrong_kind_is_named_for_what_it_is_once(kind: str) -> None:
    data, line, said = WRONG_KINDS[kind]
    parsed = parse_table(data, STATUS)
    (issue,) = parsed.issues
    assert (issue.level, issue.line) == ("error", line)
    assert said in issue.problem
    assert issue.advice
    assert len(parsed.rows) == 0
    assert parsed.is_unreadable
    assert parsed.lost == set(parsed.lines)


def test_a_row_of_hxl_tags_is_left_out_with_one_warning() -> None:
    tags = ",".join(column.hxl for column in STATUS.columns)
    parsed = parse_table(f"{HEADER}\n{tags}{ROWS}".encode(), STATUS)
    (issue,) = parsed.issues
    assert (issue.level, issue.line) == ("warning", 2)
    assert "HXL" in issue.problem
    assert list(parsed.rows.line) == list(range(3, 33))


def test_the_header_again_is_one_error_and_the_rows_below_it_are_read() -> None:
    parsed = parse_table(f"{HEADER}{ROWS}\n{HEADER}{ROWS.replace('s-', 't-')}".encode(), STATUS)
    (issue,) = parsed.issues
    assert (issue.level, issue.line) == ("error", 32)
    assert "header again" in issue.problem
    assert len(parsed.rows) == 60


@pytest.mark.parametrize("renamed", ["event_id", "Entry ID"])
def test_a_column_that_was_renamed_is_one_error_that_names_both(renamed: str) -> None:
    parsed = parse_table((HEADER.replace("entry_id", renamed) + ROWS).encode(), STATUS)
    (issue,) = parsed.issues
    assert (issue.level, issue.line, issue.column) == ("error", 1, "entry_id")
    assert renamed in issue.advice
    assert len(parsed.rows) == 0
    assert len(parsed.lost) == 30


def test_a_file_saved_in_another_encoding_is_one_error() -> None:
    rows = "".join(f"\nж-{i}{',x' * (len(STATUS.names) - 1)}" for i in range(30))
    parsed = parse_table((HEADER + rows).encode("cp1251"), STATUS)
    (issue,) = parsed.issues
    assert (issue.line, issue.problem) == (2, "is not UTF-8, as are 29 more lines.")
    assert len(parsed.lost) == 30
