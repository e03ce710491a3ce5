"""The documentation says what is so: commands run, variables are read, links lead somewhere."""

import re
import shlex
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from geo.__main__ import cli
from geo.serving import feeds
from geo.view.parameters import SELECTING
from tests.support import gazetteers

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = [ROOT / name for name in ("README.md", "CONTRIBUTING.md")]
COMMANDS = re.findall(r"^ {4,}python -m geo (.*)$", README, re.MULTILINE)
# Those of "Your own crisis" are about what the first of them has made.
OWN = [command for command in COMMANDS if "my-crisis" in command]
TARGETS = sorted({name for page in PAGES for name in re.findall(r"\bmake (\w+)", page.read_text())})
CODE = [*ROOT.glob("geo/**/*.py"), *ROOT.glob("pages/**/*.py"), ROOT / "dashboard.py"]
SOURCES = "".join(path.read_text(encoding="utf-8") for path in CODE)


def test_readme_shows_each_command_of_the_command_line() -> None:
    shown = {shlex.split(command)[0] for command in COMMANDS}
    maintenance = {"describe", "dictionary"}
    assert shown == set(cli.commands) - maintenance


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "data").symlink_to(ROOT / "data")
    monkeypatch.setenv("CRISIS_MAP_CACHE_DIR", str(gazetteers.full_folder()))
    monkeypatch.chdir(tmp_path)


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("command", [one for one in COMMANDS if one not in OWN])
def test_command_of_the_readme_runs(command: str) -> None:
    result = CliRunner().invoke(cli, shlex.split(command))
    assert result.exit_code == 0, result.output
    assert result.output.strip()


@pytest.mark.usefixtures("folder")
def test_your_own_crisis_is_made_by_the_commands_in_their_order() -> None:
    said = []
    for command in OWN:
        result = CliRunner().invoke(cli, shlex.split(command))
        assert result.exit_code == 0, result.output
        said.append(result.output)
    assert "new: 0" not in said[1]
    assert "errors: 0" in said[3]


@pytest.mark.parametrize("target", TARGETS)
def test_make_knows_the_target(target: str) -> None:
    command = ["make", "--dry-run", "--question", target]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert "No rule" not in told.stderr


@pytest.mark.parametrize("variable", re.findall(r"^\| `(CRISIS_MAP_\w+)`", README, re.MULTILINE))
def test_variable_is_read_by_the_code(variable: str) -> None:
    assert f'"{variable}"' in SOURCES


def test_readme_lists_every_variable_that_the_code_reads() -> None:
    read = set(re.findall(r"\"(CRISIS_MAP_[A-Z_]+)\"", SOURCES))
    assert read <= set(re.findall(r"CRISIS_MAP_[A-Z_]+", README))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_to_files_that_are_there(page: Path) -> None:
    targets = re.findall(r"\]\((?!https?:)([^)#]+)\)", page.read_text(encoding="utf-8"))
    assert targets
    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_files_named_in_the_contributing_guide_are_there() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    named = re.findall(r"`((?:pages|geo|scripts)/[\w/]+\.py)`", text)
    assert named
    assert [name for name in named if not (ROOT / name).is_file()] == []


def test_readme_lists_every_feed() -> None:
    listed = set(re.findall(r"^\| `(/[\w./]+)` \|", README, re.MULTILINE))
    assert listed == {feed.path for feed in feeds.feeds()} | {"/api"}


def test_readme_lists_every_parameter_of_an_address() -> None:
    [told] = re.findall(r"parameters of the page's address\n\(([^)]*)\)", README)
    assert re.findall(r"`(\w+)`", told) == list(SELECTING)
