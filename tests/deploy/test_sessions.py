"""A reader stays with one process; readers are spread over both."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.deploy.client import ask, open_session
from tests.deploy.proxy import Line, Proxy, run_nginx
from tests.support.browsing import LONGEST, map_of, settle, watch
from tests.support.serving import free_port

pytestmark = pytest.mark.nginx

COOKIE = re.compile(r"(crisis_map_process=[0-9a-f]{32}); Path=/; HttpOnly; SameSite=Lax")
OF_A_SESSION = ("/_stcore/health", "/_stcore/host-config", "/media/nothing")
PAGES = ("/", "/casualties", *OF_A_SESSION)
STREAM = "/_stcore/stream"
FILES = re.compile(r"/(static|vendor|assets|map)/|/pages\.css|/component/.*\.(js|css)$")
# Random cookies all lead to the same one of two processes once in 2^59 runs.
READERS = 60


@pytest.fixture
def nginx(ports: tuple[int, int]) -> Iterator[Proxy]:
    """One whose access log holds nothing else."""
    with run_nginx(ports) as proxy:
        yield proxy


def visit(nginx: Proxy, headers: dict[str, str]) -> set[str]:
    """The processes that answer a reader's pages, session and files for download."""
    before = len(nginx.lines())
    for path in PAGES:
        ask(nginx.port, path, headers)
    session, status = open_session(nginx.port, **headers)
    session.close()
    assert status == 101
    lines = nginx.wait_for(before + len(PAGES) + 1)
    return {line.upstream for line in lines[before:]}


def first_cookie(nginx: Proxy) -> str:
    before = len(nginx.lines())
    cookie = COOKIE.fullmatch(ask(nginx.port, "/").cookie)
    nginx.wait_for(before + 1)
    assert cookie is not None
    return cookie[1]


def test_all_of_a_reader_reaches_one_process_and_readers_are_spread(nginx: Proxy) -> None:
    seen: set[str] = set()
    for _ in range(READERS):
        headers = {"Cookie": first_cookie(nginx)}
        processes = visit(nginx, headers)
        assert len(processes) == 1
        assert visit(nginx, headers) == processes
        seen |= processes
        if len(seen) == 2:
            return
    pytest.fail(f"all readers were sent to {seen}")


def test_reader_without_cookies_stays_with_one_process(nginx: Proxy) -> None:
    headers = {"User-Agent": "a browser in a frame of another site"}
    processes = visit(nginx, headers)
    assert len(processes) == 1
    assert visit(nginx, headers) == processes


def test_cookie_comes_with_a_page_only_and_only_once(nginx: Proxy) -> None:
    headers = {"Cookie": first_cookie(nginx)}
    assert ask(nginx.port, "/", headers).cookie == ""
    for path in OF_A_SESSION:
        assert "crisis_map_process" not in ask(nginx.port, path).cookie


def test_cookie_that_nginx_did_not_make_is_replaced(nginx: Proxy) -> None:
    forged = {"Cookie": f"crisis_map_process={'z' * 4000}"}
    assert COOKIE.fullmatch(ask(nginx.port, "/", forged).cookie)


def test_readers_of_a_process_that_is_gone_are_served_by_the_other(ports: tuple[int, int]) -> None:
    gone = free_port()
    with run_nginx((gone, ports[0])) as nginx:
        answers = [ask(nginx.port, "/") for _ in range(10)]
        assert {answer.status for answer in answers} == {200}
        cookies = [COOKIE.fullmatch(answer.cookie)[1] for answer in answers]
        again = [ask(nginx.port, "/", {"Cookie": cookie}).status for cookie in cookies]
        assert set(again) == {200}


def test_reader_is_told_when_no_process_answers() -> None:
    with run_nginx((free_port(), free_port())) as nginx:
        answer = ask(nginx.port, "/")
    assert (answer.status, answer.headers["Retry-After"]) == (503, "10")
    assert answer.body.startswith(b"The map cannot be reached")
    assert answer.cookie == ""


@contextmanager
def opened(browser: Browser, nginx: Proxy, address: str) -> Iterator[tuple[Page, list[Line]]]:
    """The drawn Map page of a new reader; afterwards, the list holds what nginx wrote of it."""
    before = len(nginx.lines())
    lines: list[Line] = []
    problems: list[str] = []
    context = browser.new_context(base_url=address, ignore_https_errors=True)
    context.set_default_timeout(LONGEST)
    attempts = watch(context)
    page = context.new_page()
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda line: problems.append(line.text) if line.type == "error" else None)
    page.goto("/")
    map_of(page)
    yield page, lines
    context.close()
    assert (attempts, problems) == ([], [])
    nginx.wait_for_path(STREAM, before)
    lines.extend(nginx.lines()[before:])


def use(page: Page) -> None:
    """Steps back by a day, once the page stands whole, and takes a table along."""
    settle(page)
    moment = page.locator(".cm-lead")
    today = moment.inner_text()
    page.get_by_role("button", name="Day before", exact=True).click()
    expect(moment).not_to_have_text(today)
    settle(page)
    with page.expect_download() as download:
        page.get_by_role("button", name=re.compile("CSV")).first.click()
    assert download.value.path().stat().st_size > 0


@pytest.mark.browser
def test_map_works_in_a_browser_and_costs_the_next_reader_no_files(
    nginx: Proxy, browser: Browser
) -> None:
    with opened(browser, nginx, nginx.address) as (page, first):
        use(page)
    with opened(browser, nginx, nginx.address) as (_, second):
        pass
    assert any(line.path.startswith("/media/") and line.status == 200 for line in first)
    shared = {"/", "/states.json"}
    of_the_reader = [line for line in first if not FILES.match(line.path)]
    of_the_reader = [line for line in of_the_reader if line.path.split("?")[0] not in shared]
    assert len({line.upstream for line in of_the_reader}) == 1
    files = [line for line in second if FILES.match(line.path)]
    assert len(files) > 50
    assert [line for line in files if line.upstream != "-"] == []


@pytest.mark.browser
def test_map_works_in_a_browser_over_tls(ports: tuple[int, int], browser: Browser) -> None:
    with run_nginx(ports, tls=True) as nginx, opened(browser, nginx, nginx.tls_address) as visit:
        use(visit[0])
