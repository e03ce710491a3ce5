"""The question of the page Curfews in a real browser: the answer is always that of its own hour."""

import pytest
from playwright.sync_api import Page, expect

from tests.support.browsing import LONGEST, map_of, settle

pytestmark = pytest.mark.browser

# Every sentence that ever stood there, with all that stood below it.
WATCH = """() => {
  window.seen = [];
  const see = () => {
    const answer = document.querySelector(".cm-answer");
    const text = answer ? answer.textContent : "";
    if (text && window.seen.at(-1) !== text) window.seen.push(text);
  };
  new MutationObserver(see).observe(document.body,
    {subtree: true, childList: true, characterData: true});
  see();
}"""


def expect_answer(page: Page, words: str) -> None:
    expect(page.locator(".cm-verdict strong")).to_have_text(words, timeout=LONGEST)


def is_true(answer: str) -> bool:
    """Whether an answer about Taraz on 7 January is right for the hour that it names."""
    hour = int(answer[3:5])
    right = "claims differ" if 19 <= hour < 23 else "curfew in force"
    begins = answer[3:].split(")")[0]
    told = f"7 Jan 2022, {begins[:5]} (UTC+6) there" in answer
    return f"in Taraz: {right}." in answer and told


def test_taraz_at_eight_is_three_actions_away_and_no_answer_is_ever_of_another_hour(
    page: Page,
) -> None:
    page.goto("/")
    settle(page)
    page.get_by_role("link", name="Curfews").first.click()
    map_of(page).locator(".place[data-place=taraz]").click()
    expect_answer(page, "At 23:00 on Fri 7 Jan in Taraz: curfew in force.")
    settle(page)
    page.evaluate(WATCH)
    hour = page.get_by_test_id("stSlider").get_by_role("slider")
    hour.focus()
    for _ in range(6):
        page.keyboard.press("ArrowLeft")
    expect_answer(page, "At 20:00 on Fri 7 Jan in Taraz: claims differ.")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    expect_answer(page, "At 20:30 on Fri 7 Jan in Taraz: claims differ.")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    expect_answer(page, "At 23:30 on Fri 7 Jan in Taraz: curfew in force.")
    seen = page.evaluate("window.seen")
    assert len(seen) >= 4
    assert [answer for answer in seen if not is_true(answer)] == []
    # A day that is only typed is not chosen: neither the list nor the answer changes.
    day = page.get_by_role("combobox", name="Day asked about")
    day.click()
    page.keyboard.type("9 Jan")
    page.keyboard.press("Tab")
    expect(day).to_have_value("Fri 7 Jan 2022")
    expect_answer(page, "At 23:30 on Fri 7 Jan in Taraz: curfew in force.")
    day.click()
    page.keyboard.type("9 Jan")
    page.keyboard.press("Enter")
    expect_answer(page, "At 23:30 on Sun 9 Jan in Taraz: curfew in force.")
    expect(day).to_have_value("Sun 9 Jan 2022")
