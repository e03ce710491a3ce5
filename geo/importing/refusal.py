"""What cannot be imported, told by the line and the column of the file that it stands in."""

from dataclasses import dataclass

from geo.dataset.issues import shorten


class NotImportableError(Exception):
    """Nothing of a file can be imported; the message says why in one sentence."""


@dataclass(frozen=True)
class Refusal:
    """Why a row of a file makes no claims; ``line`` counts from 1, as an editor shows it."""

    line: int
    column: str
    value: str
    problem: str
    advice: str = ""
    # The table, where a file holds several.
    sheet: str = ""

    def __str__(self) -> str:
        where = f"{self.sheet}, " if self.sheet else ""
        where += f"line {self.line}" + (f", {self.column}" if self.column else "")
        value = f" {shorten(self.value)!r}:" if self.value else ""
        return f"{where}:{value} {self.problem} {self.advice}".strip()
