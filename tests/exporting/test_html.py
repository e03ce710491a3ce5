"""The page stands alone: it draws its map offline, answers a click and prints on one sheet."""

import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest
from lxml import etree
from lxml import html as lxml_html
from playwright.sync_api import Browser, Page, expect

from geo.dataset import Dataset, load_dataset
from geo.exporting import html
from geo.exporting.svg import svg
from geo.ledger import Selection
from geo.mapping.assets import script_hash
from geo.mapping.inert import to_json
from geo.view import View
from geo.view.situation import situation
from tests.support import crisis
from tests.support.grounds import ground_of

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return crisis.make(tmp_path_factory.mktemp("html") / "data")


def last(dataset: Dataset) -> View:
    return View(dataset, Selection(known_on=dataset.claims.reported_at.max()))


def test_the_page_names_nothing_to_load(dataset: Dataset) -> None:
    page = lxml_html.fromstring(html.standalone(last(dataset)))
    assert page.xpath("//link | //img | //iframe | //script[@src]") == []
    styles = "".join(page.xpath("//style/text()"))
    assert re.findall(r"url\((?!#)", styles) == []
    assert "@import" not in styles


def test_each_claim_leads_to_its_own_page_where_the_dashboard_is_known(dataset: Dataset) -> None:
    view = last(dataset)
    page = lxml_html.fromstring(html.standalone(view, "https://map.example/x/timeline?dataset=a"))
    found = page.xpath("//table[@id='claims']//a[text()='in full']/@href")
    assert found == [
        f"https://map.example/x/claim?id={one}&dataset=a" for one in view.claims.entry_id
    ]
    assert b"in full" not in html.standalone(view)


def test_the_policy_admits_each_script_of_the_page_and_nothing_remote(dataset: Dataset) -> None:
    made = html.page(last(dataset))
    page = lxml_html.fromstring(made.html.decode())
    scripts = page.xpath("//script[not(@type)]/text()")
    assert all(script_hash(script) in made.policy for script in scripts)
    assert page.xpath('//meta[@http-equiv="Content-Security-Policy"]/@content') == [made.policy]
    assert made.policy.startswith("default-src 'none'")
    assert "http" not in made.policy


def test_no_script_holds_text_of_the_dataset(
    dataset: Dataset, tmp_path_factory: pytest.TempPathFactory
) -> None:
    hostile = crisis.make_hostile(tmp_path_factory.mktemp("hostile") / "data")
    one, other = (html.page(last(each)).policy for each in (dataset, hostile))
    assert one == other


def test_data_in_the_page_cannot_end_its_script() -> None:
    text = to_json({"a": "</script><!--\u2028\u2029&"})
    assert not set("<>&\u2028\u2029") & set(text)
    assert json.loads(text) == {"a": "</script><!--\u2028\u2029&"}
    with pytest.raises(ValueError, match="JSON"):
        to_json(float("nan"))


def test_the_printed_map_shows_every_city_by_its_sign(dataset: Dataset) -> None:
    view = last(dataset)
    drawing = etree.fromstring(svg(ground_of("KZ"), "{{ 7 * 7 }}", situation(view)))
    names = [one.text for one in drawing.iterfind("{*}text")]
    assert sorted(names) == ["Almaty", "Atyrau", "Taraz"] or len(set(names)) < 3, (
        "none covers another"
    )
    assert len(drawing.findall("{*}g")) == 3
    assert drawing.find(".//{*}path[@fill='url(#print-Moderate)']") is not None


def test_a_view_without_outlines_or_places_still_makes_a_page(dataset: Dataset) -> None:
    nothing = View(dataset, Selection(known_on=dataset.about.default_moment, text="no such word"))
    assert b"0 places" in html.standalone(nothing)


@pytest.fixture
def report(browser: Browser, tmp_path: Path) -> Iterator[tuple[Page, list[str]]]:
    """A page with no network, and what went wrong in it."""
    context = browser.new_context(offline=True)
    page = context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda said: problems.append(said.text) if said.type == "error" else None)
    page.on(
        "request",
        lambda request: (
            None if request.url.startswith(("file:", "data:")) else problems.append(request.url)
        ),
    )
    yield page, problems
    context.close()


def write(tmp_path: Path, view: View) -> str:
    path = tmp_path / "report.html"
    path.write_bytes(html.standalone(view, "https://map.example/"))
    return path.as_uri()


@pytest.mark.browser
def test_from_a_file_with_no_network_it_draws_and_answers_a_click(
    report: tuple[Page, list[str]], tmp_path: Path, dataset: Dataset
) -> None:
    page, problems = report
    page.goto(write(tmp_path, last(dataset)))
    expect(page.locator("#map path.region")).not_to_have_count(0)
    expect(page.locator("#map .place")).to_have_count(3)
    # By keyboard: in this dataset Almaty lies at the same point, and upon it.
    page.locator("#map .place[data-place=atyrau]").press("Enter")
    expect(page.locator("#chosen")).to_contain_text("Atyrau 1 claim below")
    expect(page.locator("#claims tbody tr:visible")).to_have_count(1)
    page.get_by_role("button", name="Show all places").click()
    expect(page.locator("#claims tbody tr:visible")).to_have_count(len(last(dataset).claims))
    page.locator("#situation").get_by_role("button", name="Almaty").click()
    expect(page.locator("#chosen")).to_contain_text("Almaty")
    assert problems == []


@pytest.mark.browser
def test_it_prints_on_one_page_with_the_map(
    report: tuple[Page, list[str]], tmp_path: Path, dataset: Dataset,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:  # fmt: skip
    page, problems = report
    hostile = crisis.make_hostile(tmp_path_factory.mktemp("hostile") / "data")
    shipped = load_dataset(ROOT / "data" / "kazakhstan-2022")
    for one in (dataset, hostile, shipped):
        page.goto(write(tmp_path, last(one)))
        printed = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
        assert len(printed.pages) == 1, one.directory
        text = printed.pages[0].extract_text()
        assert one.about.title in text
        assert one.short_version in text
        page.emulate_media(media="print")
        expect(page.locator(".static-map svg")).to_be_visible()
        expect(page.locator("#map")).to_be_hidden()
        page.emulate_media(media="null")
    assert problems == []


@pytest.mark.browser
def test_hostile_text_runs_nowhere_in_the_page(
    report: tuple[Page, list[str]], tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    page, problems = report
    page.on("dialog", lambda dialog: problems.append(dialog.message))
    hostile = crisis.make_hostile(tmp_path_factory.mktemp("hostile") / "data")
    page.goto(write(tmp_path, last(hostile)))
    expect(page.locator("#map .place")).not_to_have_count(0)
    expect(page.locator("#claims")).to_contain_text("</script><script>alert(1)</script>")
    assert problems == []
