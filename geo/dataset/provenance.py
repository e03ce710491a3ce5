"""Which content a dataset is, and whether it still is what it was exported as."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from geo.dataset.files import SUMS, file_names, table_files
from geo.dataset.issues import Issue

SHOWN_DIGITS = 12
# Packages of earlier days state only the first digits.
_VERSION = re.compile(r"[0-9a-f]{12}|[0-9a-f]{64}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_SUM = re.compile(r"([0-9a-f]{64}) [ *](.+)")


@dataclass(frozen=True)
class Origin:
    """What a dataset that came as a package was exported as.

    ``version`` is that of the dataset exported, ``changed_since`` the version that this one in
    turn had been exported as before it was changed, and ``changed`` the names of the files that
    are not as they were exported.
    """

    version: str
    changed_since: str = ""
    changed: tuple[str, ...] = ()


def version(contents: Mapping[str, bytes]) -> str:
    """SHA-256, as 64 hexadecimal digits, over name, length and bytes of each file, by name.

    With the lengths no byte can move from one file to another unseen.
    """
    digest = hashlib.sha256()
    for name in sorted(contents.keys() & set(file_names())):
        digest.update(f"{name}\0{len(contents[name])}\0".encode())
        digest.update(contents[name])
    return digest.hexdigest()


def short_version(version: str) -> str:
    """As many digits of a version as people are shown."""
    return version[:SHOWN_DIGITS]


def check_origin(
    contents: Mapping[str, bytes], descriptor: Mapping
) -> tuple[Origin | None, list[Issue]]:
    """What the dataset was exported as, where it says so, and a warning for each changed file.

    The hashes are those that a package brings: of datapackage.json's resources and in SHA256SUMS.
    """
    exported = descriptor.get("exported")
    stated = exported if isinstance(exported, dict) else {}
    version = _version(stated.get("dataset_version"))
    changed = dict(_changed(contents, descriptor, is_export=bool(version)))
    issues = [
        _warn(name, problem, version) for name, problem in changed.items() if name in contents
    ]
    if not version:
        return None, issues
    return Origin(version, _version(stated.get("changed_since")), tuple(changed)), issues


def _version(value: object) -> str:
    return value if isinstance(value, str) and _VERSION.fullmatch(value) else ""


def _changed(
    contents: Mapping[str, bytes], descriptor: Mapping, is_export: bool
) -> Iterator[tuple[str, str]]:
    """The files that are not as their hashes say, and what is wrong with each."""
    resources = _resources(descriptor)
    sums = dict(_read_sums(contents.get(SUMS, b"")))
    for name in file_names():
        resource, content = resources.get(name, {}), contents.get(name)
        hashes = {_hash(resource), sums.get(name, "")} - {""}
        if _is_changed(content, hashes, resource.get("bytes")):
            yield name, "has changed"
        elif is_export and not hashes and name in table_files() and content is not None:
            yield name, "has no hash by which to tell whether it has changed"


def _is_changed(content: bytes | None, hashes: set[str], size: object) -> bool:
    if content is None:
        return bool(hashes)
    if hashes and hashes != {hashlib.sha256(content).hexdigest()}:
        return True
    return isinstance(size, int) and size != len(content)


def _resources(descriptor: Mapping) -> dict[str, Mapping]:
    listed = descriptor.get("resources")
    found = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    return {str(one.get("path")): one for one in found}


def _hash(resource: Mapping) -> str:
    """The resource's SHA-256; a digest of another kind is not compared."""
    stated = str(resource.get("hash", "")).removeprefix("sha256:")
    return stated if _SHA256.fullmatch(stated) else ""


def _read_sums(content: bytes) -> Iterator[tuple[str, str]]:
    """Name and SHA-256 of each line, as ``sha256sum`` writes them."""
    for line in content.decode("utf-8", errors="replace").splitlines():
        if found := _SUM.fullmatch(line):
            yield found[2], found[1]


def _warn(name: str, problem: str, version: str) -> Issue:
    since = f"it was exported as {short_version(version)}" if version else "its hash was taken"
    advice = "Take the file of that package; what is exported from here says that it was changed."
    table = Path(name).stem
    return Issue("warning", table, 0, "", "", f"{problem} since {since}.", advice)
