"""The dashboard in Streamlit's own test runner, each page opened as by its link."""

from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from tests.support.paths import LONGEST_RUN, ROOT


def open_page(folder: str = "map", **query: str | list[str]) -> AppTest:
    """A session that begins on a page with these parameters; the page must not have failed."""
    app = AppTest.from_file(
        str(ROOT / "pages" / "frame" / "navigation.py"), default_timeout=LONGEST_RUN
    )
    app.query_params.update(query)
    if folder != "map":
        # `switch_page` knows other pages only once the first was run; their links do without.
        app._page_hash = calc_hash(folder)
    app.run()
    assert not app.exception
    return app
