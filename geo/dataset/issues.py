"""What a curator has to look at, told by table, line and column."""

from dataclasses import dataclass
from typing import Literal

Level = Literal["error", "warning"]


@dataclass(frozen=True)
class Issue:
    """Something a curator has to look at: where it stands, what is wrong, what to do.

    ``line`` counts physical lines of the file from 1 (the header); 0 means the whole table.
    """

    level: Level
    table: str
    line: int
    column: str
    value: str
    problem: str
    advice: str

    def __str__(self) -> str:
        is_file = "." in self.table
        file = self.table if is_file else _NO_TABLES.get(self.table, f"{self.table}.csv")
        where = file + (f", line {self.line}" if self.line else "")
        where += f", {self.column}" if self.column else ""
        value = f" {shorten(self.value)!r}:" if self.value else ""
        return f"{self.level}: {where}:{value} {self.problem} {self.advice}".strip()


# What an Issue can be about beside the tables, and what to call it.
_NO_TABLES = {"datapackage": "datapackage.json", "dataset": "dataset"}


def shorten(text: str, length: int = 80) -> str:
    """The beginning of a text that may be megabytes long, for a message."""
    return text if len(text) <= length else f"{text[: length - 1]}…"
