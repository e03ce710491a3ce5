"""Run the commands of docs/questions.md anew and write what they print below them:

python -m scripts.answer_questions

A block that is fenced as ``console`` holds commands, each behind "$ ", and their output. Read the
sentences around a block again where its output has changed.
"""

import re
import shlex
from collections.abc import Callable
from pathlib import Path

from click.testing import CliRunner

from geo.__main__ import cli

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "questions.md"
SHIPPED = "data/kazakhstan-2022"
PROGRAM = ["python", "-m", "geo"]
_BLOCK = re.compile(r"(?<=```console\n).*?(?=```\n)", re.DOTALL)
_COMMAND = re.compile(r"^\$ ((?:.*\\\n)*.*)", re.MULTILINE)

Run = Callable[[str], str]


def commands(page: str) -> list[str]:
    """Every command of the page, as one line."""
    return [_joined(found) for block in _BLOCK.findall(page) for found in _COMMAND.findall(block)]


def _joined(command: str) -> str:
    """A command that is written over several lines as one."""
    return re.sub(r"\s*\\\n\s*", " ", command)


def answer(page: str, run: Run) -> str:
    """The page with what ``run`` gives for each command."""
    return _BLOCK.sub(lambda block: _answer_block(block[0], run), page)


def _answer_block(block: str, run: Run) -> str:
    asked = _COMMAND.findall(block)
    return "".join(f"$ {one}\n{_ended(run(_joined(one)))}" for one in asked)


def _ended(text: str) -> str:
    return text if not text or text.endswith("\n") else text + "\n"


def run(command: str, dataset: str = SHIPPED) -> str:
    """What a command of the page prints, of another dataset in place of the shipped one."""
    given, _, wanted = command.partition(" | grep -E ")
    words = [dataset if word == SHIPPED else word for word in shlex.split(given)]
    done = CliRunner().invoke(cli, words[len(PROGRAM) :], catch_exceptions=False)
    pattern = re.compile("".join(shlex.split(wanted)))
    lines = done.stdout.splitlines(keepends=True)
    return "".join(line for line in lines if pattern.search(line))


if __name__ == "__main__":
    PAGE.write_text(answer(PAGE.read_text(encoding="utf-8"), run), encoding="utf-8")
