"""Texts that try to run somewhere, and a dataset that holds one in every text cell."""

from pathlib import Path

from geo.dataset.schema import TABLES
from tests.support.building import PLACES, SOURCES, own_cells, write_dataset

# Each would leave a trace if anything ran it: a number it computes, or a name on ``window``.
TEXTS = (
    "{{ 7*191 }}",
    "{% for i in range(9) %}loop{% endfor %}",
    "{% unclosed",
    "{{ unclosed",
    "{# comment #} seen",
    "${7*191} `${7*191}`",
    "`; window.hostile = 1; `",
    "'; window.hostile = 1; //",
    '"; window.hostile = 1; //',
    "\\'; window.hostile = 1; //\\",
    "</script><script>window.hostile = 1</script>",
    "<img src=x onerror=window.hostile=1>",
    "<a href=javascript:window.hostile=1>link</a>",
    ":red[red] **bold** $x^2$ [link](https://example.org) :material/home:",
    "\u202eesrever\u202c",
    "nul\x00nul",
    '=HYPERLINK("https://example.org","x")',
    "x" * 1_000_000,
)
RESULT = "1337"


def write_hostile(directory: Path, texts: tuple[str, ...] = TEXTS) -> Path:
    """A dataset in which every text column of every table holds each of the texts once."""
    tables = {table.name: _claims(table.name, texts) for table in TABLES.values() if table.ledger}
    places = [*PLACES, *({**PLACES[2], **_place(i, text)} for i, text in enumerate(texts))]
    sources = [*SOURCES, *(_source(i, text) for i, text in enumerate(texts))]
    return write_dataset(directory, places=places, sources=sources, **tables)


def _claims(table: str, texts: tuple[str, ...]) -> list[dict[str, str]]:
    columns = [
        one.name for one in TABLES[table].columns if one.kind == "text" and one.name != "place"
    ]
    return [
        dict.fromkeys(columns, text)
        | {"place": f"hostile {i}", "source_id": f"hostile-{i}"}
        | dict.fromkeys(own_cells(table).keys() & {"participants"}, text.replace("|", "/") or "x")
        for i, text in enumerate(texts)
    ]


def _place(i: int, text: str) -> dict[str, str]:
    where = {"latitude": str(42 + i % 9), "longitude": str(52 + 2 * i), "admin1": text}
    names = dict.fromkeys(("name_ru", "name_kk", "geocoded_by"), text)
    return {"place_id": f"hostile-{i}", "name": text, "aliases": f"hostile {i}"} | where | names


def _source(i: int, text: str) -> dict[str, str]:
    return {"source_id": f"hostile-{i}", "publisher": text, "kind": "ngo", "title": text}
