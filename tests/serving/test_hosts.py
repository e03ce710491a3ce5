"""Under which names the server answers."""

from hypothesis import given
from hypothesis import strategies as st

from geo.serving.hosts import is_known, is_same_site, name_in


@given(st.text())
def test_any_text_is_a_host_or_none(text: str) -> None:
    name = name_in(text)
    assert name == name.lower()
    assert not set(name) & set(" /@?#,\\\r\n")


@given(st.text(), st.text())
def test_any_text_is_a_site_or_none(origin: str, host: str) -> None:
    assert not is_same_site(origin, host) or origin.lower().endswith(host.lower())


def test_the_port_does_not_matter_to_the_name_and_does_to_the_site() -> None:
    assert name_in("maps.example:8501") == "maps.example"
    assert is_same_site("http://maps.example:8501", "maps.example:8501")
    assert not is_same_site("http://maps.example:8501", "maps.example")


def test_a_wildcard_is_for_what_is_below_it() -> None:
    assert is_known("a.maps.example", ["*.maps.example"])
    assert not is_known("maps.example", ["*.maps.example"])
    assert not is_known("evilmaps.example", ["*.maps.example"])
