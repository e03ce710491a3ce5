"""Elements of the pages' own making, which run in the page itself and not in a frame.

Each is a file of script in elements/, which sets texts as texts and never as HTML. What one sends
is a choice among what it was given, and is looked up there again.
"""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import streamlit as st

from geo.mapping.inert import isolated
from pages.drawing import insides

FOLDER = Path(__file__).resolve().parent / "elements"


class Line(NamedTuple):
    """A line to choose: what it is of, how much, and what makes it special.

    ``sign`` is a severity, drawn before the name; "" for none. ``words`` say the mark for those
    who do not see it. ``page`` is which of the links to pages it follows, in place of
    being chosen.
    """

    id: str
    name: str
    number: str = ""
    mark: str = ""
    words: str = ""
    detail: str = ""
    meta: str = ""
    sign: str = ""
    page: int | None = None


def choices(
    lines: Iterable[Line],
    key: str,
    on_choose: Callable[[str], None],
    label: str,
    chosen: str | None = None,
    links: str = "",
    follow: int | None = None,
) -> None:
    """A list of lines, each a button; ``on_choose`` hears the id of a line before the next run.

    ``links`` selects the links to pages, of which ``follow`` is followed at once: a script cannot
    switch to a page while a control is bound to the address.
    """
    shown = list(lines)
    ids = {line.id for line in shown}

    def hear() -> None:
        wanted = _value(key, "line")
        if wanted in ids:
            on_choose(wanted)

    insides.element("choices", FOLDER)(
        key=key,
        data={
            "label": label,
            "chosen": chosen,
            "links": links,
            "follow": follow,
            "lines": [_shown(line)._asdict() for line in shown],
        },
        on_line_change=hear,
    )


def _shown(line: Line) -> Line:
    """The line with what runs from right to left kept in its place."""
    return line._replace(
        name=isolated(line.name), number=isolated(line.number), detail=isolated(line.detail),
        meta=isolated(line.meta),
    )  # fmt: skip


class Glance(NamedTuple):
    """A figure at a glance: its label, the number with its mark, a line; and all of it in words."""

    id: str
    label: str
    number: str
    mark: str
    line: str
    words: str


def figures(
    label: str,
    glances: Iterable[Glance],
    key: str,
    on_open: Callable[[str], None],
    opened: str | None = None,
) -> None:
    """Figures beside each other, each a button; ``on_open`` hears the id of one."""
    shown = list(glances)
    ids = {one.id for one in shown}

    def hear() -> None:
        wanted = _value(key, "figure")
        if wanted in ids:
            on_open(wanted)

    told = [one._replace(line=isolated(one.line))._asdict() for one in shown]
    data = {"label": label, "figures": told, "opened": opened}
    insides.element("figures", FOLDER)(key=key, data=data, on_figure_change=hear)


def strip(data: Mapping[str, Any], key: str, on_moment: Callable[[str], None]) -> None:
    """The time strip; ``on_moment`` hears the day that was chosen, as 2022-01-07T23:59."""

    def hear() -> None:
        if isinstance(wanted := _value(key, "at"), str):
            on_moment(wanted)

    insides.element("strip", FOLDER)(key=key, data=dict(data), on_at_change=hear)


def header(data: Mapping[str, Any], key: str, on_shown: Callable[[str], None]) -> None:
    """The button that copies the link; keeps the address, the scroll and the theme of maps.

    ``on_shown`` hears the query of the browser's address, as it is when one of the buttons that
    ``data["askers"]`` selects is pressed.
    """

    def hear() -> None:
        if isinstance(wanted := _value(key, "shown"), str):
            on_shown(wanted)

    insides.element("header", FOLDER)(
        key=key, data=dict(data), width="content", on_shown_change=hear
    )


def _value(key: str, name: str) -> object:
    """What an element has sent, of whatever type a client put there."""
    state = st.session_state.get(key)
    return state.get(name) if isinstance(state, Mapping) else None
