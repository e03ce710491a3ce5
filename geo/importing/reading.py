"""A file of whatever form as a sheet."""

from collections.abc import Callable
from pathlib import Path

from geo.importing.delimited import read_delimited
from geo.importing.geojson import read_geojson
from geo.importing.refusal import NotImportableError
from geo.importing.sheet import Sheet
from geo.importing.workbooks import read_workbook

LARGEST = 256 * 2**20
# The bytes, an encoding, the name of a sheet, and what to call the file.
_Read = Callable[[bytes, str, str, str], Sheet]


def read_sheet(path: Path, *, encoding: str = "", sheet: str = "") -> Sheet:
    """The rows of a file; raises NotImportableError where it has none that can be read."""
    data = read_bytes(path)
    return _form(data)(data, encoding, sheet, path.name)


def read_bytes(path: Path) -> bytes:
    """The whole file, of which the size that it states is not believed."""
    if not path.is_file():
        raise NotImportableError(f"{path} is not a file.")
    with path.open("rb") as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise NotImportableError(f"{path} is over {LARGEST >> 20} MB: split it.")
    return data


def _form(data: bytes) -> _Read:
    if data.startswith(b"PK\x03\x04"):
        return read_workbook
    if data[:1000].removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{"):
        return read_geojson
    return lambda data, encoding, sheet, name: read_delimited(data, encoding, name)
