"""The package: what `pip install .` installs is whole, and asks for what it imports."""

import ast
import os
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions, version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from geo.version import VERSION

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
ASKED_FOR = {
    canonicalize_name(one.name): one.specifier for one in map(Requirement, PROJECT["dependencies"])
}


def imported() -> Iterator[str]:
    """The top-level names that the library imports."""
    for path in (ROOT / "geo").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                yield from (alias.name.split(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield node.module.split(".")[0]


def test_each_library_that_is_imported_is_asked_for() -> None:
    others = set(imported()) - sys.stdlib_module_names - {"geo"}
    brought_by = packages_distributions()
    missing = {
        name
        for name in others
        if not any(canonicalize_name(one) in ASKED_FOR for one in brought_by.get(name, []))
    }
    assert missing == {"branca"}, "branca comes with folium, which speaks in its types"


@pytest.mark.parametrize("name", ASKED_FOR)
def test_what_the_dashboard_runs_on_is_recent_enough_for_the_package(name: str) -> None:
    assert ASKED_FOR[name].contains(version(name), prereleases=True)


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package alone, installed from this checkout into a folder of its own."""
    folder = tmp_path_factory.mktemp("installed")
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index",
               "--no-build-isolation", "--target", str(folder), str(ROOT)]  # fmt: skip
    subprocess.run(command, check=True, cwd=folder)
    return folder


def run(installed: Path, *arguments: str) -> str:
    """What a command prints, run where the checkout cannot be found."""
    environment = os.environ | {"PYTHONPATH": str(installed)}
    command = [sys.executable, *arguments]
    return subprocess.run(
        command, cwd=installed, env=environment, check=True, capture_output=True, text=True
    ).stdout


def test_the_command_line_works_where_it_is_installed(installed: Path) -> None:
    dataset = str(ROOT / "data" / "kazakhstan-2022")
    assert "errors: 0" in run(installed, "-m", "geo", "check", dataset)
    assert "errors: 0" in run(installed, "bin/crisis-map", "check", dataset)


def test_the_files_that_come_with_it_are_inside(installed: Path) -> None:
    told = run(installed, "-c", "from geo import shipped; print(shipped.folder('basemap'))")
    folder = Path(told.strip())
    assert folder.is_relative_to(installed)
    assert sorted(one.name for one in folder.iterdir()) == sorted(
        one.name for one in (ROOT / "data" / "basemap").iterdir()
    )
    assert (folder.parent / "gazetteer").is_dir()


def test_it_has_the_version_of_the_software(installed: Path) -> None:
    assert [one.name for one in installed.glob("crisis_map-*.dist-info")] == [
        f"crisis_map-{VERSION}.dist-info"
    ]
