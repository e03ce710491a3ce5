"""The files of a dataset as bytes: the directory may be made by anybody, and is not trusted."""

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path

from geo.dataset.schema import TABLES

DESCRIPTOR = "datapackage.json"
# The hashes of the files of a package.
SUMS = "SHA256SUMS"
# Of a dataset that brings finer outlines than those that come with the software.
OUTLINES = ("basemap/regions.geojson", "basemap/land.geojson", "basemap/waters.geojson")
LARGEST_FILE = 64 * 2**20
_MOST_OTHERS = 1_000
# JSON takes many times its size when it is read.
LARGEST_DESCRIPTOR = 4 * 2**20

# A pipe is not waited for, and a link that stands where a file stood a moment ago not followed.
# Windows has no such flags, and its text mode would change the ends of lines.
_FLAGS = os.O_RDONLY
for _name in ("O_NONBLOCK", "O_NOFOLLOW", "O_CLOEXEC", "O_NOCTTY", "O_BINARY"):
    _FLAGS |= getattr(os, _name, 0)


class DatasetError(Exception):
    """The directory cannot be read as a dataset at all; the message names no path of the server."""


def table_files() -> tuple[str, ...]:
    """One file for each table of the schema."""
    return tuple(f"{name}.csv" for name in TABLES)


def file_names() -> tuple[str, ...]:
    """All that is read of a directory."""
    return DESCRIPTOR, *table_files(), *OUTLINES, SUMS


def other_files(directory: Path) -> list[str]:
    """The names of some other files that lie in the directory, in order."""
    try:
        with os.scandir(directory) as entries:
            names = [entry.name for entry in islice(entries, _MOST_OTHERS)]
    except (OSError, ValueError):
        return []
    return sorted(set(names) - set(file_names()))


def read_files(directory: Path) -> dict[str, bytes]:
    """The bytes of each file of a dataset that is there, by its name.

    The directory itself may be a link; a file may be one only to a file inside the directory.
    Raises DatasetError for a link that leads out of it, for what is no regular file, and for a
    table over LARGEST_FILE or another file over LARGEST_DESCRIPTOR.
    """
    try:
        root = directory.resolve(strict=True)
        is_directory = root.is_dir()
    except (OSError, RuntimeError, ValueError):
        is_directory = False
    if not is_directory:
        raise DatasetError("This is not a directory. Name the directory of a dataset.")
    return dict(_read_each(root))


def read_descriptor(directory: Path) -> bytes | None:
    """The descriptor alone, None where there is none; raises as ``read_files`` does."""
    root = directory.resolve()
    return _read_file(root, DESCRIPTOR) if (root / DESCRIPTOR).exists() else None


def _read_each(root: Path) -> Iterator[tuple[str, bytes]]:
    for name in file_names():
        try:
            with suppress(FileNotFoundError):
                yield name, _read_file(root, name)
        except OSError as error:
            raise DatasetError(f"{name} cannot be read: {error.strerror}.") from error


def _read_file(root: Path, name: str) -> bytes:
    path = root / name
    # A folder on the way may be a link as well.
    if path.is_symlink() or "/" in name:
        path = _resolve_link(root, name)
    handle = os.open(path, _FLAGS)
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise DatasetError(f"{name} is not a file. Put the file itself there.")
        return _read_handle(handle, name)
    finally:
        os.close(handle)


def _read_handle(handle: int, name: str) -> bytes:
    """The whole file; the size that it states is not believed: it can grow, and some state none."""
    largest = LARGEST_FILE if name in table_files() else LARGEST_DESCRIPTOR
    with os.fdopen(handle, "rb", closefd=False) as file:
        content = file.read(largest + 1)
    if len(content) > largest:
        raise DatasetError(f"{name} is over {largest >> 20} MB. Split the dataset.")
    return content


def _resolve_link(root: Path, name: str) -> Path:
    try:
        target = (root / name).resolve()
    except RuntimeError as error:  # Links in a circle; from Python 3.13 on an OSError.
        raise DatasetError(f"{name} is a link to itself. Put the file itself there.") from error
    if not target.is_relative_to(root):
        advice = "Put the file itself there."
        raise DatasetError(f"{name} is a link out of the dataset's directory. {advice}")
    return target
