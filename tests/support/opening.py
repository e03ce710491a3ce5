"""The dashboard in Streamlit's own test runner, each page opened as by its link."""

import json
import re
from collections.abc import Mapping
from html import unescape
from typing import Any

from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from tests.support.paths import LONGEST_RUN, ROOT


def begin() -> AppTest:
    """A session that has not run yet; a page is awaited, not timed."""
    script = ROOT / "pages" / "frame" / "navigation.py"
    return AppTest.from_file(str(script), default_timeout=LONGEST_RUN)


def open_page(
    folder: str = "map", state: Mapping[str, object] | None = None, /, **query: str | list[str]
) -> AppTest:
    """A session that begins on a page with these parameters; the page must not have failed.

    ``state`` stands in the session, as if the reader had chosen it before.
    """
    app = begin()
    app.query_params.update(query)
    for key, value in (state or {}).items():
        app.session_state[key] = value
    if folder != "map":
        # `switch_page` knows other pages only once the first was run; their links do without.
        app._page_hash = calc_hash(folder)
    app.run()
    assert not app.exception
    return app


def head(app: AppTest) -> tuple[str, str]:
    """The title of a page and what stands beside it, the moment; "" each where there is no head."""
    written = "".join(one.proto.body for one in app.main.get("html"))
    found = re.search('<h1>(.*?)</h1><p class="cm-lead">(.*?)</p>', written)
    parts = found.groups() if found else ("", "")
    title, lead = (unescape(re.sub("<[^>]*>", "", part)) for part in parts)
    return title, lead


def strip(app: AppTest) -> dict[str, Any]:
    """What the time strip shows."""
    return told(app, "strip")


def told(app: AppTest, element: str) -> dict[str, Any]:
    """What an element of our own shows that stands once on a page."""
    [shown] = [one.proto for one in app.main.get("bidi_component")
               if one.proto.component_name == f"crisis-map.{element}"]  # fmt: skip
    return json.loads(shown.json)


def link(app: AppTest) -> str:
    """The link by which the page shows itself again, from the citation; runs the page to open it.

    Outside a browser it is the query alone.
    """
    app.session_state["open-citation"] = True
    app.run()
    assert not app.exception
    _, permalink = (one.value for one in app.main.code)
    return permalink
