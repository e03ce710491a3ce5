"""Files that appear whole or not at all."""

import glob
import os
import secrets
import shutil
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

# No writer takes so long: what is older was left by one that was killed.
_AN_HOUR = 3600.0


def write_whole(path: Path, content: bytes, *, is_alone: bool = False, mode: int = 0o666) -> None:
    """Puts the content there in one step, beside which a kill or a full disk changes nothing.

    A file that is there keeps its owner and permissions, a new one has those of ``mode`` that the
    process gives; a link is followed. ``is_alone`` says that nobody else can be writing this file,
    as under a lock. Raises OSError.
    """
    path = Path(os.path.realpath(path))
    _clear(path, older_than=0.0 if is_alone else _AN_HOUR)
    before = path.stat() if path.exists() else None
    temporary = path.with_name(f"{_prefix(path)}{secrets.token_hex(8)}.tmp")
    try:
        handle = _create(temporary, mode, before)
        try:
            _fill(handle, content)
        finally:
            os.close(handle)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def write_together(contents: Mapping[Path, bytes]) -> None:
    """Puts several files there, for one who holds a lock on them; see ``write_whole``.

    All of them are on the disk before the first takes the place of what was there, which they do
    in their order. Raises OSError, having changed nothing but for an error in that last moment.
    """
    written: list[tuple[Path, Path]] = []
    try:
        for path in map(Path, map(os.path.realpath, contents)):
            _clear(path, older_than=0.0)
            temporary = path.with_name(f"{_prefix(path)}{secrets.token_hex(8)}.tmp")
            written.append((temporary, path))
        for (temporary, path), content in zip(written, contents.values(), strict=True):
            handle = _create(temporary, 0o666, path.stat() if path.exists() else None)
            try:
                _fill(handle, content)
            finally:
                os.close(handle)
        for temporary, path in written:
            temporary.replace(path)
    finally:
        for temporary, _ in written:
            temporary.unlink(missing_ok=True)


def write_folder(path: Path, contents: Mapping[str, bytes]) -> None:
    """Makes a folder with files of these names: all of them, or no folder.

    One that is there must be empty. Raises OSError.
    """
    path = Path(os.path.realpath(path))
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f"{_prefix(path)}{secrets.token_hex(8)}.tmp")
    temporary.mkdir()
    try:
        for name, content in contents.items():
            handle = _create(temporary / name, 0o666, None)
            try:
                _fill(handle, content)
            finally:
                os.close(handle)
        if path.is_dir():
            path.rmdir()
        temporary.rename(path)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def _prefix(path: Path) -> str:
    """Names end at 255 bytes, and a letter may take four of them."""
    return f".{path.name[:50]}."


def _create(path: Path, mode: int, like: os.stat_result | None) -> int:
    mode = mode if like is None else like.st_mode & 0o777
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
    if like is not None and hasattr(os, "fchmod"):
        with suppress(PermissionError):  # Only an administrator gives files to others.
            os.fchown(handle, like.st_uid, like.st_gid)
        os.fchmod(handle, like.st_mode & 0o777)
    return handle


def _fill(handle: int, content: bytes) -> None:
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(handle, rest) :]
    os.fsync(handle)


def _clear(path: Path, older_than: float) -> None:
    until = time.time() - older_than
    for left in path.parent.glob(f"{glob.escape(_prefix(path))}{'[0-9a-f]' * 16}.tmp"):
        with suppress(OSError):
            if left.stat().st_mtime <= until:
                left.unlink()
