"""What the pages lean on of Streamlit's and Altair's insides, in one place.

Written against the versions below. Where an upgrade moves something, tests/pages/test_insides.py
and tests/browser/test_insides.py name it: mend it here, and write the new version down. What the
server leans on stands in pages/frame/protocol.py, what the map does in geo/mapping/component.py.
"""

import re
from collections.abc import Iterable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Literal

import streamlit as st
from altair.utils import schemapi
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest
from streamlit.components.v2.types import ComponentRenderer
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.state.session_state_proxy import get_session_state

STREAMLIT = "1.67.0"
ALTAIR = "6.3.0"

# The page that every browser gets; its inline scripts need their hashes in the policy.
INDEX = Path(st.__file__).parent / "static" / "index.html"
# Without it Streamlit looks for its server below the address of the page first, where nothing is.
SERVER = """<script>
window.__streamlit = { BACKEND_BASE_URL: new URL("./", location.href).href };
</script>"""


def index_page() -> str:
    """Streamlit's page, which knows where its server is before it asks."""
    return INDEX.read_text(encoding="utf-8").replace("</head>", f"{SERVER}\n  </head>", 1)


# The elements that the style of the pages hangs on.
APP = ".stApp"
MAIN = ".stMainBlockContainer.stMainBlockContainer"
COLUMN = f":is({MAIN}, {MAIN} > div) > .stVerticalBlock"
HTML = ".stHtml"
# Around a container with a key.
WRAPPER = '[data-testid="stLayoutWrapper"]'
# While the script runs again; what it has not sent anew yet fades after half a second.
RUNNING = '.stApp[data-test-script-state="running"]'
OLD = '[data-stale="true"]'
NAVIGATION = '[data-testid="stHeader"]'
SKELETON = '[data-testid="stSkeleton"]'
# All that there is of an element of our own before its script has drawn it.
UNDRAWN = '[data-testid="stBidiComponentRegular"] > div:only-child:empty'
LOADING = f":is({SKELETON}, {UNDRAWN})"
VIEW = '[data-testid="stAppViewContainer"]'
SIDEBAR = '[data-testid="stSidebarContent"]'
# Its link past the sidebar.
SKIP = '[data-testid="stSkipToContent"]'
SIDEBAR_HEAD = '[data-testid="stSidebarHeader"]'
SIDEBAR_WHOLE = '[data-testid="stSidebar"]'
BUTTONS = '[data-testid="stButtonGroup"]'
CAPTION = '[data-testid="stCaptionContainer"]'
# Around the button that copies a code; Streamlit hides it until a mouse is over the code.
COPY = '[data-testid="stCode"] > div'


def keyed(key: str) -> str:
    """The container or widget with that key.

    Said twice, so that it counts more than Streamlit's own classes, which come later.
    """
    return f".{_class(key)}" * 2


def keyed_like(beginning: str) -> str:
    """Every container or widget whose key begins so."""
    return f'[class*="{_class(beginning)}"]' * 2


def _class(key: str) -> str:
    return f"st-key-{re.sub('[^a-zA-Z0-9_-]', '-', key)}"


# Below which the files of the elements are served, each under NAME and its own name.
ELEMENTS = "/_stcore/bidi-components/"
NAME = "crisis-map"


def element(name: str, folder: Path) -> ComponentRenderer:
    """An element of the page whose script is ``<name>.js`` in the folder.

    Streamlit serves a script as a file only for a package with a manifest; all others it turns into
    addresses of blobs, which the policy refuses.
    """
    manager = get_bidi_component_manager()
    whole = f"{NAME}.{name}"
    if manager.get_component_asset_root(whole) is None:
        manifest = ComponentManifest(NAME, STREAMLIT, [ComponentConfig(name, folder.name)])
        manager.register_from_manifest(manifest, folder.parent)
    return st.components.v2.component(whole, js=f"{name}.js", html="", isolate_styles=False)


def unvalidated() -> AbstractContextManager[None]:
    """Altair writes what is no valid chart yet."""
    return schemapi.debug_mode(False)


# The argument of a widget that ties it to the query parameter of its key. A widget reads the
# address only when it is first drawn, drops what it cannot take without a word, and takes the
# parameter out of the address where it holds its default; from then on nobody else may set it.
BIND: Literal["query-params"] = "query-params"


def read_query() -> list[tuple[str, str]]:
    """The parameters of the address, repeated ones too: as one by one, Streamlit gives the last.

    It is the address that the session began with or that scripts set; what a widget has written
    into the browser's since is not in it, but in the session.
    """
    return [(name, value) for name in st.query_params for value in st.query_params.get_all(name)]


def browser_query() -> str:
    """The query of the address that this run was asked for with.

    Of a first run and of one after Back or Forward it is the browser's; of any other what Streamlit
    itself has last written there, without what others have since.
    """
    context = get_script_run_ctx()
    return context.query_string if context else ""


def write_query(pairs: Iterable[tuple[str, str]]) -> None:
    """Changes the address before the widgets read it, and runs the page again: only then they do.

    To be called before any bound widget was ever drawn.
    """
    values: dict[str, list[str]] = {}
    for name, value in pairs:
        values.setdefault(name, []).append(value)
    st.query_params.from_dict(values)
    st.rerun()


def went_back() -> bool:
    """Whether the reader came to this address by the browser's Back or Forward."""
    context = get_script_run_ctx()
    return context is not None and context.is_history_navigation


def reread_query() -> None:
    """Takes the whole address again, before any control is drawn.

    When the reader goes back, widgets read the address once more. But of what a control of the page
    that is left was bound to Streamlit takes nothing, though the other page has a control for it.
    """
    context = get_script_run_ctx()
    if context is None:
        return
    query = context.query_string
    with get_session_state().query_params() as params:
        params.set_initial_query_params(query)
        params.populate_from_query_string(query)
        params._send_query_param_msg()
