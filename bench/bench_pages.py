"""The script time of every page, at a moment that was asked for before and at new ones.

It is processor time of a whole run in Streamlit's test runner, frame and sidebar included, which
stand alone in the first line. What the runner itself adds is in every line.
"""

import logging
import statistics
import time
from collections.abc import Iterator
from datetime import datetime, timedelta

from streamlit.testing.v1 import AppTest

from tests.conftest import ROOT

PAGES = ("map", "timeline", "curfews", "casualties", "peacekeepers", "diplomacy", "sources")
STEP = timedelta(hours=6)
FIRST = datetime(2022, 1, 7)  # noqa: DTZ001 - a widget of local time
STEPS = 12
LIMIT = 150


def bare() -> None:
    """What the frame draws around every page."""
    from pages import markup, shared, sidebar

    markup.show(markup.STYLE)
    sidebar.draw(shared.dataset())


def open_page(name: str) -> AppTest:
    """The app with a page open, or, without a name, the frame alone."""
    if not name:
        return AppTest.from_function(bare, default_timeout=60).run()
    app = AppTest.from_file(str(ROOT / "pages" / "frame.py"), default_timeout=60).run()
    return app.switch_page(f"{name}.py").run()


def run(app: AppTest) -> float:
    """Milliseconds of processor time of one run."""
    begun = time.process_time()
    app.run()
    taken = time.process_time() - begun
    if app.exception:
        raise RuntimeError(app.exception[0].message)
    return 1000 * taken


def moments(turn: int) -> Iterator[datetime]:
    """Steps of six hours, for each turn by some minutes apart, so that no view is known yet."""
    for step in range(STEPS):
        yield FIRST + step * STEP + timedelta(minutes=turn)


def measure(name: str, turn: int) -> tuple[list[float], list[float]]:
    """Runs at one known moment, and runs at new ones."""
    app = open_page(name)
    run(app)
    known = [run(app) for _ in range(STEPS)]
    new = []
    for moment in moments(turn):
        app.session_state["at"] = moment
        new.append(run(app))
    return known, new


def main() -> None:
    """Prints a line for each page: medians, the slowest, and the ratio to the frame alone."""
    logging.disable(logging.WARNING)
    print(f"script time in ms of processor time (aim: below {LIMIT})")
    print(f"{'page':<14}{'known':>7}{'to frame':>10}{'new':>7}{'slowest':>9}{'to frame':>10}")
    base = (0.0, 0.0)
    for turn, name in enumerate(("", *PAGES)):
        known, new = measure(name, turn)
        median = statistics.median(known), statistics.median(new)
        base = base if name else median
        ratios = [f"{one / alone:9.1f}x" for one, alone in zip(median, base, strict=True)]
        print(f"{name or 'frame alone':<14}{median[0]:7.0f}{ratios[0]}"
              f"{median[1]:7.0f}{max(new):9.0f}{ratios[1]}")  # fmt: skip


if __name__ == "__main__":
    main()
