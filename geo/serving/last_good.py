"""The last version of a dataset without errors, on disk: it outlives the server."""

import hashlib
import io
import json
import logging
import os
import sqlite3
import stat
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from geo.dataset.files import LARGEST_FILE, file_names
from geo.geocoding.gazetteer.locking import held
from geo.writing import write_whole

logger = logging.getLogger(__name__)

_ABOUT, _LARGEST_ABOUT = "kept.json", 4096
_WAIT_SECONDS = 30.0
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
# What reading a damaged archive can raise; of the last, a password and a strange compression.
_DAMAGES = (OSError, ValueError, KeyError, EOFError, zlib.error, zipfile.BadZipFile,
            RuntimeError, NotImplementedError)  # fmt: skip


class Stamp(NamedTuple):
    """Which content it is, by ``digest``, and since when (UTC, to the second) it is shown."""

    content: str
    changed_at: pd.Timestamp


def digest(contents: Mapping[str, bytes]) -> str:
    """SHA-256 over the names and bytes of files: another for every change of a byte."""
    total = hashlib.sha256()
    for name in sorted(contents):
        total.update(f"{name}\0{len(contents[name])}\0".encode())
        total.update(contents[name])
    return total.hexdigest()


@dataclass(frozen=True)
class LastGood:
    """One version of the dataset of one directory, as the bytes of its files in a ZIP archive.

    The folder is for this user alone, and shared by all processes that serve the directory.
    """

    folder: Path
    directory: Path

    @property
    def path(self) -> Path:
        """The archive; its name tells datasets apart and says nothing of the directory."""
        name = hashlib.sha256(os.fsencode(self.directory.absolute())).hexdigest()[:32]
        return self.folder / f"{name}.zip"

    def keep(self, contents: Mapping[str, bytes], changed_at: pd.Timestamp) -> pd.Timestamp:
        """Keeps a version in place of the one before; since when it is shown.

        That is ``changed_at``, or what another process said that keeps the same content already,
        and always later than the version before. A disk that cannot be written is logged.
        """
        content = digest(contents)
        try:
            _make_private(self.folder)
            with held(self.folder / "lock", timeout_seconds=_WAIT_SECONDS):
                before = self.stamp()
                stamp = following(content, changed_at, before)
                if stamp != before:
                    archive = _make_archive(contents, stamp)
                    write_whole(self.path, archive, is_alone=True, mode=0o600)
            return stamp.changed_at
        except (OSError, sqlite3.Error) as error:
            logger.warning("The last good version of the dataset cannot be kept: %s", error)
            return changed_at

    def stamp(self) -> Stamp | None:
        """Of the version that is kept, if one is, and whole."""
        try:
            return self._read()[1]
        except _DAMAGES:
            return None

    def read(self) -> tuple[dict[str, bytes], Stamp] | None:
        """The files that are kept, and their stamp; what is damaged is logged and left alone."""
        try:
            return self._read()
        except FileNotFoundError:
            return None
        except _DAMAGES as error:
            logger.warning("The last good version of the dataset is damaged: %r", error)
            return None

    def _read(self) -> tuple[dict[str, bytes], Stamp]:
        with self._open() as archive:
            contents, stamp = dict(_read_files(archive)), _read_stamp(archive)
        if digest(contents) != stamp.content:
            raise ValueError("it has another content than it says")
        return contents, stamp

    @contextmanager
    def _open(self) -> Iterator[zipfile.ZipFile]:
        handle = os.open(self.path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | _NO_FOLLOW)
        with os.fdopen(handle, "rb") as file:
            _check_owner(os.fstat(handle))
            with zipfile.ZipFile(file) as archive:
                yield archive


def following(content: str, changed_at: pd.Timestamp, before: Stamp | None) -> Stamp:
    """The stamp of a content after another: the same for the same, and a later one for another.

    A moment that was sent to readers once is never gone back on, whatever the clock does.
    """
    if before is None:
        return Stamp(content, changed_at)
    if before.content == content:
        return before
    return Stamp(content, max(changed_at, before.changed_at + pd.Timedelta(seconds=1)))


def _make_private(folder: Path) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    state = folder.lstat()
    if not stat.S_ISDIR(state.st_mode):
        raise NotADirectoryError(f"{folder} is not a directory")
    _check_owner(state)
    if stat.S_IMODE(state.st_mode) != 0o700:
        folder.chmod(0o700)


def _check_owner(state: os.stat_result) -> None:
    if hasattr(os, "getuid") and state.st_uid != os.getuid():
        raise PermissionError("it belongs to another user")


def _make_archive(contents: Mapping[str, bytes], stamp: Stamp) -> bytes:
    about = {"content": stamp.content, "changed_at": stamp.changed_at.isoformat()}
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in {_ABOUT: json.dumps(about).encode(), **contents}.items():
            # Without a time of its own, which a ZIP cannot have before 1980.
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED, 1)
    return data.getvalue()


def _read_stamp(archive: zipfile.ZipFile) -> Stamp:
    about = json.loads(_read_member(archive, _ABOUT, _LARGEST_ABOUT))
    if not (isinstance(about, dict) and isinstance(about.get("content"), str)):
        raise ValueError("it does not say what it is")
    changed_at = pd.Timestamp(str(about["changed_at"]))
    if changed_at.tz is None:  # of NaT, too
        raise ValueError("it does not say since when it is shown")
    return Stamp(about["content"], changed_at.tz_convert("UTC"))


def _read_files(archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    there = set(archive.namelist())
    for name in file_names():
        if name in there:
            yield name, _read_member(archive, name, LARGEST_FILE)


def _read_member(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    if archive.getinfo(name).file_size > most:
        raise ValueError(f"{name} is too large")
    return archive.read(name)
