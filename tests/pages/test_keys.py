"""Keys of the session and parameters of the address are declared once, and pages use these only."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from geo.view.parameters import PARAMETERS
from pages.frame import menu, session
from tests.support.opening import open_page

PAGES = Path(__file__).resolve().parents[2] / "pages"
SESSION = PAGES / "frame" / "session.py"
FILES = sorted(path for path in PAGES.glob("**/*.py") if path != SESSION)
# Python's own functions take a key that is a function.
ORDERING = {"sorted", "sort", "sort_values", "min", "max", "groupby"}
KEYS = {name: key for name, key in vars(session).items() if isinstance(key, session.Key)}


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """The calls of a file, each with the name of what is called."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", None) or getattr(node.func, "id", "")
            if name not in ORDERING:
                yield name, node


def root(node: ast.expr) -> str:
    """The name that an expression begins with, such as session in session.TABLE("pairs")."""
    while isinstance(node, ast.Attribute | ast.Call):
        node = node.func if isinstance(node, ast.Call) else node.value
    return getattr(node, "id", "")


def names_of_keys(tree: ast.AST, room: str) -> set[str]:
    """The variables that hold a key of the session, and the parameters that are handed one."""
    held = {"session"}
    # What is drawn stands below the frame and knows no session: it is handed the key as a text.
    kinds = ("session.", "str") if room == "drawing" else "session."
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and root(node.value) == "session":
            held |= {target.id for target in node.targets if isinstance(target, ast.Name)}
        if isinstance(node, ast.arg) and ast.unparse(node.annotation or node).startswith(kinds):
            held.add(node.arg)
    return held


def test_there_are_files_to_look_at() -> None:
    assert len(FILES) > 30
    assert any("bound" in path.read_text(encoding="utf-8") for path in FILES)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PAGES)))
def test_a_page_names_its_keys_by_the_session_module(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    held = names_of_keys(tree, path.parent.name)
    literal = [
        f"{name} in line {call.lineno}: key={ast.unparse(given.value)}"
        for name, call in calls(path)
        for given in call.keywords
        if given.arg == "key" and root(given.value) not in held
    ]
    assert literal == []
    uses = [node for node in ast.walk(tree) if getattr(node, "attr", "") == "session_state"]
    # What is drawn reads what an element has sent under the key that it was handed.
    handed = [
        call
        for _, call in calls(path)
        if ast.unparse(call.func) == "st.session_state.get" and root(call.args[0]) in held
    ]
    allowed = len(handed) if path.parent.name == "drawing" else 0
    assert len(uses) == allowed, "read and write it by pages/frame/session.py"
    assert not [call for _, call in calls(path) if any(one.arg == "bind" for one in call.keywords)]


def test_no_two_keys_share_a_name() -> None:
    assert len(set(KEYS.values())) == len(KEYS)
    families = [key for key in KEYS.values() if isinstance(key, session.Family)]
    assert not [key for key in KEYS.values() for one in families if key.startswith(f"{one}-")]


def test_every_key_says_what_it_means() -> None:
    assert not [name for name, key in KEYS.items() if not key.meaning]


def test_every_parameter_has_its_control() -> None:
    controls = [key for key in KEYS.values() if isinstance(key, session.Control)]
    assert sorted(controls) == sorted(PARAMETERS)
    with pytest.raises(KeyError):
        session.Control("colour")


def test_a_key_belongs_to_one_kind_of_widget() -> None:
    """Widgets of two pages that share a key share its value, too."""
    kinds: dict[str, set[str]] = defaultdict(set)
    for path in FILES:
        for name, call in calls(path):
            for given in call.keywords:
                if root(given.value) == "session":
                    kinds[ast.unparse(given.value)].add(name)
    assert kinds["session.WORDS.bound"] == {"text_input"}
    assert not {key: names for key, names in kinds.items() if len(names) > 1}


@pytest.mark.parametrize("entry", menu.MENU, ids=lambda entry: entry.folder)
def test_nothing_else_stands_in_the_session_of_a_page(entry: menu.Entry) -> None:
    families = [key for key in KEYS.values() if isinstance(key, session.Family)]
    begins = tuple(f"{family}-" for family in families)
    held = open_page(entry.folder).session_state.to_dict()
    assert session.PAGE in held
    # streamlit-folium keeps a map of its own under its hash.
    own = {key for key in held if not re.fullmatch("[0-9a-f]{64}", key)}
    assert {key for key in own if not key.startswith(begins)} <= {*KEYS.values()}
