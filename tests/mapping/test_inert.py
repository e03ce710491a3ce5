from html.parser import HTMLParser

import folium
import pytest
from branca.element import Template
from hypothesis import example, given
from hypothesis import strategies as st
from jinja2 import TemplateSyntaxError

from geo.mapping.inert import LONGEST, inert, isolated, visible

HOSTILE = [
    "{{ 7 * 7 }}",
    "{% for x in range(9) %}x{% endfor %}",
    "{# gone #}",
    "{{ unclosed",
    "{% unclosed",
    "}} %} #}",
    "${1 + 1} `${alert(1)}` \\${x} \\",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\"><b>'bold'</b>",
    "&amp; &#123;&#123; 7 }}",
    "<!-- <script>",
    "</script><script>",
    "{{'map_div'}}",
]

# What Jinja, HTML, or JavaScript would read as more than text is more likely than in plain text().
MARKUP = st.lists(
    st.sampled_from([*"{}%#<>&\"'`$\\/ ", "{{", "}}", "{%", "%}", "{#", "${", "&#", "a", "ж", "\n"])
).map("".join)


class Text(HTMLParser):
    """What a browser would show, and the tags that it would make."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.shown, self.tags = "", []
        self.feed(markup)
        self.close()

    def handle_data(self, data: str) -> None:
        self.shown += data

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self.tags.append(tag)


@given(st.text() | MARKUP)
def test_text_is_shown_as_typed(text: str) -> None:
    read = Text(inert(text))
    assert read.shown == visible(text)
    assert read.tags == []


@given(st.text() | MARKUP)
@example("{{ 7 * 7 }}")
def test_a_template_made_of_it_renders_to_itself(text: str) -> None:
    safe = inert(text)
    # Jinja makes \r\n one line break and drops a last one, which HTML does not tell apart.
    assert Template(f"[{safe}]").render().split() == f"[{safe}]".split()


@given(st.text() | MARKUP)
def test_nothing_is_left_that_means_something_in_html_jinja_or_javascript(text: str) -> None:
    assert not set(inert(text)) & set("<>\"'{}$\\`")


def saved(text: str) -> str:
    page = folium.Map(tiles=None)
    folium.Marker((43, 77), tooltip=folium.Tooltip(text)).add_to(page)
    return page.get_root().render()


@pytest.mark.parametrize("text", HOSTILE)
def test_folium_shows_hostile_text_as_typed(text: str) -> None:
    assert inert(text) in saved(inert(text))


def test_folium_by_itself_runs_what_it_is_given() -> None:
    """The reason for all this; when it fails, folium has become safe."""
    assert "[49]" in saved("[{{ 7 * 7 }}]")
    with pytest.raises(TemplateSyntaxError):
        saved("{% unclosed")


def test_direction_and_control_signs_are_shown() -> None:
    assert visible("a\x00b") == "a␀b"
    assert visible("\u202egnp.exe\u202c") == "[U+202E]gnp.exe[U+202C]"
    assert visible("a\u2066b\u2069") == "a[U+2066]b[U+2069]"
    assert visible("line\nbreak\ttab") == "line\nbreak\ttab"
    assert visible("\ud800") == "\ufffd"


@given(st.text())
def test_no_invisible_sign_survives(text: str) -> None:
    forbidden = {*map(chr, range(0x20)), "\x7f", *map(chr, range(0x202A, 0x202F))} - set("\t\n\r")
    assert not set(visible(text)) & forbidden


def test_long_text_is_cut_with_an_ellipsis() -> None:
    assert visible("a" * LONGEST) == "a" * LONGEST
    cut = visible("a" * 1_000_000)
    assert len(cut) == LONGEST
    assert cut.endswith("…")
    assert len(inert("{" * 1_000_000)) < 10 * LONGEST


def test_names_in_other_scripts_stay() -> None:
    for name in ("Қызылорда", "Өскемен", "Алма-Ата", "الماتى", "阿拉木图"):
        assert inert(name) == name


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Aden, 2 May", "Aden, 2 May"),
        ("تعز", "\u2068تعز\u2069"),
        ("وكالة سبأ, 2 May", "\u2068وكالة سبأ\u2069, 2 May"),
        ("عدن or تعز", "\u2068عدن\u2069 or \u2068تعز\u2069"),
        ("قتل ثلاثة أشخاص (3) في هجوم.", "قتل ثلاثة أشخاص (3) في هجوم."),
    ],
)
def test_what_runs_from_right_to_left_moves_nothing_beside_it(text: str, shown: str) -> None:
    assert isolated(text) == shown
