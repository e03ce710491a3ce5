"""A profile from its file, checked against what a profile may say."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from geo.dataset.rules import RULES
from geo.dataset.schema import TABLES
from geo.importing.cells import LENGTHS, Cell
from geo.importing.conditions import Condition
from geo.importing.profile import (
    PLACE_FIELDS,
    SOURCE_FIELDS,
    ClaimMap,
    PlaceMap,
    Profile,
    SourceMap,
)
from geo.importing.refusal import NotImportableError
from geo.importing.yamlfile import LARGEST, Node, read_yaml

_SHIPPED = Path(__file__).parent / "profiles"
# What the import itself writes.
_OWN_CELLS = ("entry_id", "place", "source_id", "message", "replaces")


def shipped() -> list[str]:
    """The names of the profiles that come with the software."""
    return sorted(path.stem for path in _SHIPPED.glob("*.yml"))


def load_profile(name: str) -> Profile:
    """The profile of a shipped name or a path; raises NotImportableError with the line to mend."""
    path = _SHIPPED / f"{name}.yml" if name in shipped() else Path(name)
    if not path.is_file():
        known = ", ".join(shipped())
        advice = f"Name one of {known}, or a YAML file such as ./mine.yml."
        raise NotImportableError(f"There is no profile {name}. {advice}")
    with path.open("rb") as file:
        return read_profile(read_yaml(file.read(LARGEST + 1), path.name))


def read_profile(root: Node) -> Profile:
    """The profile that a YAML document is."""
    given = _mapping(root, _TOP, "A profile")
    is_own = given.get("rows") is not None and _text(given["rows"]) == "own"
    if not is_own:
        missing = [name for name in ("prefix", "claims", "place") if name not in given]
        if missing:
            root.refuse(f"A profile needs {', '.join(missing)}.")
    every = _cells(given["every"]) if "every" in given else {}
    claims = _list(given["claims"]) if "claims" in given else []
    return Profile(
        name=_text(given["name"]) if "name" in given else root.file,
        title=_text(given["title"]) if "title" in given else "",
        prefix=_slug(given["prefix"]) if "prefix" in given else "",
        id=_identity(given["id"]) if "id" in given else (),
        claims=tuple(_claim(one, every) for one in claims),
        places=tuple(_place(one) for one in _list(given["place"])) if "place" in given else (),
        sources=tuple(map(_source, _list(given["sources"]))) if "sources" in given else (),
        database=_named(given["database"], SOURCE_FIELDS) if "database" in given else {},
        collection=_text(given["collection"]) if "collection" in given else "",
        updated_at=read_cell(given["updated_at"]) if "updated_at" in given else None,
        is_own=is_own,
    )  # fmt: skip


_TOP = ("name", "title", "prefix", "id", "every", "claims", "place", "sources", "database",
        "collection", "updated_at", "rows")  # fmt: skip


def _claim(node: Node, every: Mapping[str, Cell]) -> ClaimMap:
    given = _mapping(node, ("table", "id", "when", "cells"), "A claim")
    if "table" not in given:
        node.refuse("A claim needs a table.")
    table = TABLES.get(_text(given["table"]))
    if table is None or not table.ledger:
        names = ", ".join(name for name, one in TABLES.items() if one.ledger)
        given["table"].refuse(f"{given['table'].value} is no table of claims: use one of {names}.")
    own = _cells(given["cells"]) if "cells" in given else {}
    allowed = set(table.names) - set(_OWN_CELLS)
    for name, value in _pairs(given.get("cells")):
        if name not in allowed:
            value.refuse(f"{table.name} has no column {name} that a profile gives.")
    suffix = _slug(given["id"]) if "id" in given else ""
    shared = {name: cell for name, cell in every.items() if name in allowed}
    cells = {**shared, **own}
    for column in table.columns:
        is_given = column.name in cells or column.name in _OWN_CELLS
        if column.required and not is_given:
            node.refuse(f"{table.name} needs {column.name}: {column.meaning}.")
    return ClaimMap(table.name, suffix, _conditions(given.get("when")), cells)


def _place(node: Node) -> PlaceMap:
    given = _mapping(node, ("when", *PLACE_FIELDS), "A place")
    if "name" not in given:
        node.refuse("A place needs a name.")
    cells = {name: read_cell(given[name]) for name in PLACE_FIELDS if name in given}
    return PlaceMap(_conditions(given.get("when")), cells)


def _source(node: Node) -> SourceMap:
    parts = ("columns", "between", "strip", "fields", "between_fields", "kinds")
    given = _mapping(node, (*parts, *SOURCE_FIELDS), "A source")
    cells = {name: read_cell(given[name]) for name in SOURCE_FIELDS if name in given}
    fields = tuple(map(_text, _list(given["fields"]))) if "fields" in given else ("publisher",)
    if unknown := set(fields) - set(SOURCE_FIELDS):
        given["fields"].refuse(f"{unknown.pop()} is none of {', '.join(SOURCE_FIELDS)}.")
    return SourceMap(
        cells,
        tuple(map(_text, _list(given["columns"]))) if "columns" in given else (),
        _text(given["between"]) if "between" in given else "",
        _text(given["strip"]) if "strip" in given else "",
        fields,
        _text(given["between_fields"]) if "between_fields" in given else "",
        _words(given["kinds"]) if "kinds" in given else {},
    )


def _named(node: Node, names: tuple[str, ...]) -> dict[str, Cell]:
    return {name: read_cell(value) for name, value in _mapping(node, names, "It").items()}


def _cells(node: Node) -> dict[str, Cell]:
    return {name: read_cell(value) for name, value in _pairs(node)}


def read_cell(node: Node) -> Cell:
    """A column's name, several names for one, or a mapping with how it is read."""
    if not isinstance(node.value, dict):
        return Cell(columns=tuple(map(_text, _list(node))))
    given = _mapping(node, tuple(_PARTS), "A cell")
    if len({"column", "constant", "text"} & given.keys()) != 1:
        node.refuse("A cell has a column, a constant or a text, and one of them only.")
    read = [_PARTS[name](value) for name, value in given.items()]
    made = Cell(**{name: value for part in read for name, value in part.items()})
    if made.length and not made.edge:
        node.refuse("begin_of and end_of say how long a time the date stands for.")
    return made


def _length(edge: str) -> Callable[[Node], dict[str, Any]]:
    def read(node: Node) -> dict[str, Any]:
        cell = read_cell(node)
        for word in (*cell.words.values(), *([cell.constant] if cell.constant else [])):
            if word not in LENGTHS:
                node.refuse(f"{word} is none of {', '.join(LENGTHS)}.")
        return {"length": cell, "edge": edge}

    return read


_PARTS: Mapping[str, Callable[[Node], dict[str, Any]]] = {
    "column": lambda node: {"columns": tuple(map(_text, _list(node)))},
    "constant": lambda node: {"constant": _text(node)},
    "text": lambda node: {"text": _text(node)},
    "words": lambda node: {"words": _words(node)},
    "beginnings": lambda node: {"beginnings": _words(node)},
    "endings": lambda node: {"endings": _words(node)},
    "other": lambda node: {"other": _text(node)},
    "date": lambda node: {"dates": tuple(map(_text, _list(node)))},
    "begin_of": _length("begin"),
    "end_of": _length("end"),
    "empty": lambda node: {"empty": tuple(map(_text, _list(node)))},
    "default": lambda node: {"default": _text(node)},
    "between": lambda node: {"between": _text(node)},
    "may_be_absent": lambda node: {"may_be_absent": _text(node) == "true"},
}


def _conditions(node: Node | None) -> tuple[Condition, ...]:
    return tuple(
        Condition((name,), tuple(map(_text, _list(value)))) for name, value in _pairs(node)
    )


def _identity(node: Node) -> tuple[tuple[str, ...], ...]:
    """Columns that make the id together, each with the names that releases have for it."""
    if isinstance(node.value, list):
        return tuple(tuple(map(_text, _list(one))) for one in node.value)
    return ((_text(node),),)


def _mapping(node: Node, names: tuple[str, ...], what: str) -> dict[str, Node]:
    if not isinstance(node.value, dict):
        node.refuse(f"{what} is a list of names, each with a colon.")
    for name, value in node.value.items():
        if name not in names:
            value.refuse(f"{what} has no {name}; it may have {', '.join(names)}.")
    return node.value


def _pairs(node: Node | None) -> list[tuple[str, Node]]:
    if node is None:
        return []
    if not isinstance(node.value, dict):
        node.refuse("Write names, each with a colon and what it is.")
    return list(node.value.items())


def _list(node: Node) -> list[Node]:
    return node.value if isinstance(node.value, list) else [node]


def _text(node: Node) -> str:
    if not isinstance(node.value, str):
        node.refuse("Write one text.")
    return node.value


def _words(node: Node) -> dict[str, str]:
    return {name: _text(value) for name, value in _pairs(node)}


def _slug(node: Node) -> str:
    text = _text(node)
    if not RULES["slug"].holds(text):
        node.refuse(f"{text} is no slug: use small letters, digits and single hyphens.")
    return text
