"""Run the commands of docs/questions.md anew and write what they print below them:

python -m scripts.answer_questions

A block that is fenced as ``console`` holds commands, each behind "$ ", and their output. Read the
sentences around a block again where its output has changed.
"""

import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "questions.md"
SHIPPED = "data/kazakhstan-2022"
_BLOCK = re.compile(r"(?<=```console\n).*?(?=```\n)", re.DOTALL)
_COMMAND = re.compile(r"^\$ (.*(?:\\\n.*)*)", re.MULTILINE)

Run = Callable[[str], str]


def commands(page: str) -> list[str]:
    """Every command of the page, as one line."""
    return [
        found.replace("\\\n", " ")
        for block in _BLOCK.findall(page)
        for found in _COMMAND.findall(block)
    ]


def answer(page: str, run: Run) -> str:
    """The page with what ``run`` gives for each command."""
    return _BLOCK.sub(lambda block: _answer_block(block[0], run), page)


def _answer_block(block: str, run: Run) -> str:
    asked = _COMMAND.findall(block)
    return "".join(f"$ {one}\n{_ended(run(one.replace(chr(92) + chr(10), ' ')))}" for one in asked)


def _ended(text: str) -> str:
    return text if not text or text.endswith("\n") else text + "\n"


def run(command: str, dataset: str = SHIPPED) -> str:
    """What a command of the page prints, of another dataset in place of the shipped one."""
    given, _, kept = command.replace(SHIPPED, dataset).partition(" | grep -E ")
    words = [sys.executable, *shlex.split(given)[1:]]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True)
    if not kept:
        return done.stdout
    pattern = re.compile(shlex.split(kept)[0])
    return "".join(line for line in done.stdout.splitlines(keepends=True) if pattern.search(line))


if __name__ == "__main__":
    PAGE.write_text(answer(PAGE.read_text(encoding="utf-8"), run), encoding="utf-8")
