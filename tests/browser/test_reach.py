"""The browser of the tests reaches this machine alone."""

import pytest
from playwright.sync_api import Browser, Error

from tests.support.browsing import watch

pytestmark = pytest.mark.browser


def test_a_request_that_leaves_the_machine_fails_and_is_told(browser: Browser) -> None:
    context = browser.new_context()
    attempts = watch(context)
    page = context.new_page()
    addresses = ["http://192.0.2.1/", "https://map.example/"]
    for address in addresses:
        with pytest.raises(Error, match="ERR_NAME_NOT_RESOLVED"):
            page.goto(address)
    context.close()
    assert attempts == addresses
