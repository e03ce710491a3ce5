"""How strong a force is: page, command, panel and key figure say the same of it."""

import pandas as pd
import pytest
from click.testing import CliRunner

from geo.__main__ import cli
from geo.dataset import Dataset, load_dataset
from geo.ledger import Selection
from geo.ranges import known
from geo.rows import read_rows
from geo.subjects import deployments
from geo.view import View
from geo.view.figures_line import Name, line_of_figures
from geo.view.key_figure import KeyFigure, Label
from geo.view.key_figures import key_figures
from geo.view.panels import peacekeepers
from geo.words import deployments as words
from geo.words import figures_line as said
from geo.words import terms
from geo.words.countries import country_name
from geo.words.deployments import EXCEEDS
from pages.peacekeepers import forces
from tests.support.paths import ROOT

# A copy of the shipped dataset that no curator changes by himself; see test_questions.
QUESTIONS = ROOT / "tests" / "data" / "questions"
DAYS = ("2022-01-06", "2022-01-07", "2022-01-10", "2022-01-13", "2022-01-15")
LATER = ("2022-01-14", "2022-01-19", "2022-01-20", "2022-03-14")


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return load_dataset(QUESTIONS)


@pytest.mark.parametrize("day", [*DAYS, *LATER])
def test_page_command_panel_and_key_figure_agree(dataset: Dataset, day: str) -> None:
    zone = dataset.about.zone
    view = View(dataset, Selection(pd.Timestamp(f"{day}T12:00", tz=zone).tz_convert("UTC")))
    page = forces.strengths(view).set_index("Contingent")
    panel = {row.name: row.number for row in peacekeepers(view).rows}
    printed = CliRunner().invoke(
        cli, ["forces", str(QUESTIONS), "--known-on", f"{day}T12:00"], catch_exceptions=False
    )
    rows = read_rows(view.strengths, deployments.Strength)
    assert rows
    assert_on_the_line(view)
    for row in rows:
        who, phase = forces.lane(row.contributor), terms.plain(row.phase)
        links = {"rivals": deployments.rivals(row, dataset.rows),
                 "wholes": deployments.wholes(row, dataset.rows)}  # fmt: skip
        assert page.loc[who, phase] == words.strength(row, **links)
        told = words.strength(row, "people", **links)
        label = f"{who[:1].lower()}{who[1:]}" if who == forces.WHOLE else who
        assert f"{row.force}, {label}: {phase}; {told}; " in printed.stdout
        name = who if row.phase == "deployed" else f"{who}, {phase}"
        is_told = bool(row.contributor and (row.counted_as or row.parted))
        assert (name in panel) == is_told
        # The panel says of which phase the number is, and leaves the rest to the page.
        short = told.replace(" people", "")
        assert not is_told or row.parted or short.startswith(panel[name].removesuffix(")"))
    for figure in key_figures(view):
        if figure.label in (Label.ANNOUNCED, Label.DEPLOYED):
            assert_same(figure, [row for row in rows if row.phase == figure.label])


def assert_on_the_line(view: View) -> None:
    """The line of figures and the panel beside it name one total, and mark what is above it."""
    [tile] = [one for one in line_of_figures(view) if one.name == Name.PEACEKEEPERS]
    total, figure = peacekeepers(view).total, tile.shown.now
    has_numbers = any(not part.parted for part in figure.parts)
    whole = f"{said.number(tile)} {said.phase(tile)}"
    told = whole if figure.whole is not None else said.number(tile)
    assert total == ("no total" if has_numbers else told)
    above = {one.of for one in figure.exceeding}
    assert tile.is_contested or not above
    named = {row.name.split(",")[0] for row in peacekeepers(view).rows if row.differs == EXCEEDS}
    assert {country_name(one) for one in above} <= named


def assert_same(figure: KeyFigure, rows: list) -> None:
    """The number of the whole force; without one, those of its contingents."""
    numbers = {row.contributor: known((row.low, row.best, row.high)) for row in rows
               if row.counted_as or (row.parted and row.contributor)}  # fmt: skip
    parts = {part.of: part.bounds for part in figure.parts}
    assert ({"": figure.whole} if figure.whole else parts) == (
        {"": numbers[""]} if "" in numbers else numbers
    )


def test_the_number_of_the_whole_force_ends_as_its_contingents_leave(dataset: Dataset) -> None:
    numbers = {}
    for day in DAYS:
        view = View(dataset, Selection(pd.Timestamp(f"{day}T12:00", tz="Asia/Almaty")))
        found = {figure.label: figure for figure in key_figures(view)}[Label.DEPLOYED]
        numbers[day] = found.whole, found.contested
    assert numbers == {
        "2022-01-06": (None, False),
        "2022-01-07": (None, False),
        "2022-01-10": ((None, None, None), True),
        "2022-01-13": ((None, 2000, None), False),
        "2022-01-15": (None, False),
    }
