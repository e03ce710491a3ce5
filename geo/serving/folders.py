"""Which datasets lie in a folder, and what they are called before they are read."""

import logging
import os
import re
from pathlib import Path

from geo.dataset.about import read_about
from geo.dataset.files import DESCRIPTOR, DatasetError, read_descriptor

logger = logging.getLogger(__name__)

# More than anybody chooses from in a list.
MOST = 200
# What can stand in an address as it is.
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")


def name_of(directory: Path) -> str:
    """The name of a folder as it is written; of . and .. the name of what they mean."""
    return directory.name if directory.name.strip(".") else directory.resolve().name


def find(folder: Path) -> dict[str, Path]:
    """The datasets of a folder by their names: each folder in it that has a descriptor.

    One that is a link is none: whoever may add datasets to the folder could lead out of it.
    """
    try:
        with os.scandir(folder) as entries:
            names = sorted(entry.name for entry in entries if _is_dataset(entry))
    except (OSError, ValueError) as error:
        logger.warning("The folder of datasets cannot be listed: %s", error)
        return {}
    return {name: folder / name for name in names[:MOST]}


def _is_dataset(entry: os.DirEntry[str]) -> bool:
    is_folder = NAME.fullmatch(entry.name) and entry.is_dir(follow_symlinks=False)
    return bool(is_folder) and (Path(entry.path) / DESCRIPTOR).is_file()


def title(directory: Path) -> str:
    """What the descriptor calls the dataset; the name of the folder where it does not say."""
    try:
        about, _ = read_about(read_descriptor(directory))
    except (DatasetError, OSError):
        return directory.name
    return str(about.descriptor.get("title") or directory.name)


def stamp(directory: Path) -> tuple[int, int]:
    """Another for each descriptor that was written; the same while there is none."""
    try:
        state = (directory / DESCRIPTOR).stat()
    except OSError:
        return 0, 0
    return state.st_mtime_ns, state.st_size
