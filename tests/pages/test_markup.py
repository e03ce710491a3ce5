"""Texts of a dataset on a page that runs from left to right."""

import pytest

from pages.drawing import markup


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Agency & One", "<bdi>Agency &amp; One</bdi>"),
        ("وكالة سبأ, 2 May", '<bdi dir="ltr">\u2068وكالة سبأ\u2069, 2 May</bdi>'),
        ("قتل ثلاثة أشخاص (3) في هجوم.", "<bdi>قتل ثلاثة أشخاص (3) في هجوم.</bdi>"),
    ],
)
def test_a_text_keeps_its_place_and_a_sentence_its_own_direction(text: str, html: str) -> None:
    assert str(markup.text(text)) == html
