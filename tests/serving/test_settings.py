"""What a deployment may choose, and what it may not."""

import pytest

from geo.serving.settings import Settings


@pytest.mark.parametrize(
    ("address", "origin", "host"),
    [
        ("https://maps.example.org/crisis/", "https://maps.example.org", "maps.example.org"),
        ("http://Maps.example:8501", "http://maps.example:8501", "maps.example"),
        ("", "", ""),
    ],
)
def test_the_public_address_names_an_origin_and_a_host(
    address: str, origin: str, host: str
) -> None:
    settings = Settings.from_environment({"CRISIS_MAP_PUBLIC_URL": address})
    assert settings.public_url == address.rstrip("/")
    assert (settings.public_origin, settings.public_host) == (origin, host)


@pytest.mark.parametrize(
    "address",
    [
        "maps.example.org",
        "ftp://maps.example.org",
        "https://user@maps.example.org",
        "https://maps.example.org?x=1",
        "https://maps.example.org/#x",
        "https://maps.example.org/a b",
        "https://*.example.org",
        "javascript:alert(1)",
    ],
)
def test_what_is_no_public_address_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="CRISIS_MAP_PUBLIC_URL"):
        Settings.from_environment({"CRISIS_MAP_PUBLIC_URL": address})


@pytest.mark.parametrize(
    ("text", "origins"),
    [
        ("", ()),
        ("*", ("*",)),
        (" https://News.example  http://localhost:3000 ",
         ("https://news.example", "http://localhost:3000")),
    ],
)  # fmt: skip
def test_sites_that_may_read_the_feeds_are_named(text: str, origins: tuple[str, ...]) -> None:
    settings = Settings.from_environment({"CRISIS_MAP_FEEDS_ORIGINS": text})
    assert settings.feeds_origins == origins


@pytest.mark.parametrize(
    "text",
    ["news.example", "https://*.example", "https://news.example/", "null", "* https://news.example",
     "https://news.example *", "**", "https://a,https://b", "javascript://x"],
)  # fmt: skip
def test_what_names_no_site_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="CRISIS_MAP_FEEDS_ORIGINS"):
        Settings.from_environment({"CRISIS_MAP_FEEDS_ORIGINS": text})
