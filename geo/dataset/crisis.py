"""The descriptor's ``crisis`` block against its schema, as a row of a table is held to its own."""

from collections.abc import Iterator, Mapping
from typing import Any

from geo.dataset.columns import Column
from geo.dataset.descriptor import report, whole
from geo.dataset.issues import Issue, shorten
from geo.dataset.rules import RULES
from geo.dataset.schema import CRISIS
from geo.rows import split

_LISTS = ("iso2s", "slugs", "texts")


def read_crisis(block: Any) -> tuple[dict[str, str], list[Issue]]:
    """Each field that is as it must be, as a cell, and an Issue for each that is not."""
    if block is None:
        advice = "Add it; until then times are read in UTC."
        return {}, [report("crisis", "", "The block is missing.", advice)]
    if not isinstance(block, dict):
        return {}, [report("crisis", block, "is no JSON object.", "Begin it with {.")]
    cells: dict[str, str] = {}
    issues = []
    for column in CRISIS.columns:
        value = block.get(column.name)
        cell = _cell(column, value)
        if issue := _check(column, value, cell):
            issues.append(issue)
        elif cell:
            cells[column.name] = cell
    return cells, [*issues, *_check_relations(block, cells), *_check_names(block)]


def _cell(column: Column, value: Any) -> str | None:
    """The value as the cell of a table has it; None for a value of another form."""
    if value is None or value == "":
        return ""
    if column.kind in _LISTS:
        is_list = isinstance(value, list) and all(isinstance(one, str) for one in value)
        return "|".join(value) if is_list else None
    is_cell = isinstance(value, str | int | float) and not isinstance(value, bool)
    return str(value) if is_cell else None


def _check(column: Column, value: Any, cell: str | None) -> Issue | None:
    name, rule = f"crisis.{column.name}", RULES[column.kind]
    if cell is None or (cell and not rule.holds(cell)):
        advice = rule.advice or "Write it as one text."
        problem = rule.problem_of(cell) if cell else rule.problem
        return report(name, value, problem or "is not text.", advice)
    if column.required and not cell:
        return report(name, "", "Nothing is given.", rule.advice)
    return None


def _check_relations(block: Mapping[str, Any], cells: Mapping[str, str]) -> Iterator[Issue]:
    """Rules that hold between fields."""
    if cells.get("from", "") > cells.get("to", "9999"):
        yield report("crisis.to", cells["to"], "lies before crisis.from.", "Correct one of them.")
    countries = split(cells.get("countries", ""))
    country = cells.get("country")
    if country and countries and country not in countries:
        advice = "Add it there, or leave this out."
        yield report("crisis.country", country, "is none of crisis.countries.", advice)
    if not any(block.get(name) for name in ("country", "countries")):
        problem = "No country is named, so the map has no outlines."
        yield Issue("warning", "datapackage", 0, "crisis.country", "", problem, "Write KZ.")


def _check_names(block: Mapping[str, Any]) -> Iterator[Issue]:
    # The words of ``vocabularies`` are objects, and checked apart.
    known = {*CRISIS.names, "vocabularies"}
    unknown = [name for name in block if name not in known]
    if unknown:
        value = ", ".join(map(shorten, unknown[:5])) + ("…" if len(unknown) > 5 else "")
        problem = f"{len(unknown):,} field(s) not in the data dictionary; they are not read."
        advice = "Correct the name or take the field out."
        yield Issue("warning", "datapackage", 0, "crisis", whole(value), problem, advice)
