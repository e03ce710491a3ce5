"""docs/questions.md: every answer is what its command prints.

Of a frozen copy of the dataset that the page was written for: a curator who adds a claim changes
the page only when it is written anew (python -m scripts.answer_questions), and this copy with it.
"""

import pytest

from scripts.answer_questions import PAGE, PROGRAM, answer, commands, run
from tests.support.paths import ROOT

QUESTIONS = str(ROOT / "tests" / "data" / "questions")
TEXT = PAGE.read_text(encoding="utf-8")


@pytest.mark.parametrize("command", commands(TEXT))
def test_an_answer_is_what_its_command_prints(command: str) -> None:
    assert command.split()[: len(PROGRAM)] == PROGRAM
    printed = run(command, QUESTIONS)
    assert printed
    assert printed in TEXT


def test_every_question_has_an_answer() -> None:
    questions = TEXT.split("\n## ")[1:]
    assert len(questions) >= 10
    assert all("```console\n$ " in question for question in questions)


def test_writing_the_page_anew_changes_outputs_only() -> None:
    page = "Text.\n\n```console\n$ a \\\n    b\nold\n```\n\nMore.\n"
    new = answer(page, lambda command: f"<{command}>")
    assert new == "Text.\n\n```console\n$ a \\\n    b\n<a b>\n```\n\nMore.\n"
