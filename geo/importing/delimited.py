"""CSV of any separator and encoding that can be told."""

import codecs
import csv
import io
import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from geo.dataset import recognising
from geo.importing.refusal import NotImportableError, Refusal
from geo.importing.sheet import Sheet, make_sheet, without_titles

_SEPARATORS = (",", ";", "\t", "|")
_MARKS = {
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_UNDECODED = re.compile("[\udc80-\udcff]")
_FEW = 20
_ENCODE = "Save it as UTF-8, or name its encoding: --encoding cp1252."
_QUOTE = (
    'Put " around a cell that holds a separator, a quote or a line break; double a quote in it.'
)
# Lines that are looked at to tell the separator, and the letters of each.
_LOOKED_AT = 5


def read_delimited(data: bytes, encoding: str = "", name: str = "") -> Sheet:
    """The rows of a CSV file; raises NotImportableError for what is none.

    The encoding is the one given, else the one that the file's first bytes tell, else UTF-8. What
    is none of these is not guessed at: letters would be lost in silence.
    """
    text = _decode(data, encoding)
    if not text.strip():
        raise NotImportableError("The file is empty.")
    separator, text = _separator(text)
    broken: list[Refusal] = []
    records = without_titles(_records(text, separator, broken))
    _, header = next(records, (1, []))
    return make_sheet(header, records, broken, name)


def _decode(data: bytes, encoding: str) -> str:
    told = encoding or next((name for mark, name in _MARKS.items() if data.startswith(mark)), "")
    if not told and (cause := recognising.by_bytes(data)):
        raise NotImportableError(f"{cause.problem} {cause.advice}")
    try:
        return data.decode(told or "utf-8")
    except LookupError as error:
        raise NotImportableError(f"{encoding!r} is no encoding that is known.") from error
    except UnicodeDecodeError as error:
        text = data.decode("utf-8", "surrogateescape")
        lines = text.split("\n")
        bad = [i for i, line in enumerate(lines, 1) if _UNDECODED.search(line)]
        # A byte that went astray is one line; where there are many the file is in another encoding.
        if not told and bad[0] > 1 and len(bad) <= max(1, len(lines) // _FEW):
            return text
        problem = f"Line {bad[0] if bad else 1:,} is not {told or 'UTF-8'}."
        raise NotImportableError(f"{problem} {_ENCODE}") from error


def _separator(text: str) -> tuple[str, str]:
    """What stands between cells, and the text without a first line that only says so.

    Excel writes ``sep=;``; else it is the sign of which the first lines have most, and as many.
    """
    first, _, rest = text.partition("\n")
    if first.strip().startswith("sep=") and len(first.strip()) == len("sep=;"):
        return first.strip()[-1], "\n" + rest
    lines = [line for line in itertools.islice(io.StringIO(text), _LOOKED_AT) if line.strip()]
    # Above the header may stand a title.
    header = next((one for one in lines if any(_count(one, sign) for sign in _SEPARATORS)), "")
    counts = {sign: _count(header, sign) for sign in _SEPARATORS}
    return max(_SEPARATORS, key=lambda sign: counts[sign]), text


def _count(line: str, sign: str) -> int:
    """How many separators of a kind stand outside quotes."""
    outside = line.split('"')[::2]
    return sum(Counter(part)[sign] for part in outside)


def _records(
    text: str, separator: str, broken: list[Refusal]
) -> Iterator[tuple[int, Sequence[str]]]:
    """Each record with its first line; after one that breaks off reading goes on below it."""
    lines = list(io.StringIO(text, newline=""))
    begun = 0
    while begun < len(lines):
        reader = csv.reader(itertools.islice(lines, begun, None), delimiter=separator, strict=True)
        first = begun
        try:
            for cells in reader:
                here, begun = begun + 1, first + reader.line_num
                if _UNDECODED.search("".join(cells)):
                    told = _UNDECODED.sub("\ufffd", separator.join(cells))
                    broken.append(Refusal(here, "", told, "is not UTF-8.", _ENCODE))
                elif any(cells):
                    yield here, cells
        except csv.Error as error:
            problem = f"cannot be read as CSV: {error}."
            broken.append(Refusal(begun + 1, "", _UNDECODED.sub("\ufffd", lines[begun].strip()),
                                  problem, _QUOTE))  # fmt: skip
            begun += 1
