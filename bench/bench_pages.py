"""The script time of every page, at a moment that was asked for before and at new ones.

It is processor time of a whole run in Streamlit's test runner, frame and sidebar included. Beside
it stands the ratio to the frame and sidebar alone, measured in turns with the page.
"""

import logging
import statistics
import time
from datetime import datetime, timedelta

from streamlit.testing.v1 import AppTest

from tests.support.paths import ROOT

PAGES = (
    "map",
    "timeline",
    "events",
    "curfews",
    "casualties",
    "peacekeepers",
    "diplomacy",
    "sources",
)
STEP = timedelta(hours=6)
FIRST = datetime(2022, 1, 7)  # noqa: DTZ001 - a widget of local time
STEPS = 10
LIMIT = 150


def bare() -> None:
    """What the frame draws around every page."""
    from pages.frame import controls, current, panels

    controls.draw_controls(current.dataset())
    panels.draw_panels()


def open_page(name: str) -> AppTest:
    """The app with a page open, or, without a name, the frame alone."""
    if not name:
        return AppTest.from_function(bare, default_timeout=60).run()
    app = AppTest.from_file(
        str(ROOT / "pages" / "frame" / "navigation.py"), default_timeout=60
    ).run()
    return app.switch_page(f"../{name}/page.py").run()


def run(app: AppTest) -> float:
    """Milliseconds of processor time of one run."""
    begun = time.process_time()
    app.run()
    taken = time.process_time() - begun
    if app.exception:
        raise RuntimeError(app.exception[0].message)
    return 1000 * taken


def measure(name: str, turn: int) -> dict[str, list[float]]:
    """The runs of a page and, turn by turn, those of the frame alone.

    New moments are steps of six hours, apart by minutes for each turn, so that no view is known.
    """
    apps = {"page": open_page(name), "frame": open_page("")}
    taken: dict[str, list[float]] = {
        f"{which} {when}": [] for which in apps for when in ("known", "new")
    }
    for app in apps.values():
        run(app)
    for _ in range(STEPS):
        for which, app in apps.items():
            taken[f"{which} known"].append(run(app))
    for step in range(STEPS):
        for which, app in apps.items():
            apart = timedelta(minutes=2 * turn + (which == "frame"))
            app.session_state["at"] = FIRST + step * STEP + apart
            taken[f"{which} new"].append(run(app))
    return taken


def main() -> None:
    """Prints a line for each page: medians, the slowest, and the ratios to the frame alone."""
    logging.disable(logging.WARNING)
    print(f"script time in ms of processor time (aim: below {LIMIT})")
    print(f"{'page':<14}{'known':>7}{'to frame':>10}{'new':>7}{'slowest':>9}{'to frame':>10}")
    for turn, name in enumerate(PAGES):
        taken = measure(name, turn)
        typical = {one: statistics.median(values) for one, values in taken.items()}
        known, new = (typical[f"page {one}"] / typical[f"frame {one}"] for one in ("known", "new"))
        print(f"{name:<14}{typical['page known']:7.0f}{known:9.1f}x"
              f"{typical['page new']:7.0f}{max(taken['page new']):9.0f}{new:9.1f}x")  # fmt: skip


if __name__ == "__main__":
    main()
