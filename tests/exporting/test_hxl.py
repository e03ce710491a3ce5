"""libhxl reads the HXL files and finds nothing wrong with them; every tag is of the standard."""

import io
from collections.abc import Callable

import hxl
import pytest

from geo.exporting import hxl as hxl_format
from geo.exporting import tables
from geo.ledger import Selection
from geo.view import View
from tests.support import crisis

# The hashtags of the HXL 1.1 dictionary that the files use.
CORE = {
    "#activity", "#adm1", "#affected", "#capacity", "#contact", "#country", "#date",
    "#description", "#event", "#geo", "#group", "#indicator", "#loc", "#meta", "#org",
    "#service", "#severity", "#status",
}  # fmt: skip


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> View:
    dataset = crisis.make(tmp_path_factory.mktemp("hxl") / "data")
    return View(dataset, Selection(known_on=dataset.claims.reported_at.max()))


def errors_of(data: bytes) -> list[str]:
    found: list[str] = []

    def note(error: object) -> None:
        if error.rule.severity == "error":
            found.append(f"{error.column}: {error.message} {error.value!r}")

    hxl.schema(None, callback=note).validate(hxl.data(io.BytesIO(data)))
    return found


@pytest.mark.parametrize("write", [hxl_format.situation, hxl_format.claims])
def test_libhxls_own_schema_finds_no_error(view: View, write: Callable[[View], bytes]) -> None:
    assert errors_of(write(view)) == []


def test_libhxls_own_schema_would_find_one(view: View) -> None:
    data = hxl_format.situation(view).replace(b",Almaty,", b",Almaty,", 1)
    broken = data.replace(b"#loc+name", b"#date", 1)
    assert errors_of(broken) != []


@pytest.mark.parametrize("write", [hxl_format.situation, hxl_format.claims])
def test_every_column_has_a_core_tag_and_none_is_there_twice(
    view: View, write: Callable[[View], bytes]
) -> None:
    columns = hxl.data(io.BytesIO(write(view))).columns
    assert {column.tag for column in columns} <= CORE
    tags = [column.display_tag for column in columns]
    assert len(set(tags)) == len(tags)


def test_low_best_and_high_are_attributes(view: View) -> None:
    tags = hxl.data(io.BytesIO(hxl_format.claims(view))).display_tags
    assert {"#affected+low", "#affected+best", "#affected+high"} <= set(tags)
    assert len(tags) == len(tables.claim_columns()) + len(tables.PROVENANCE)
