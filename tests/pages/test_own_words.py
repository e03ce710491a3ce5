"""Words that a dataset adds to lists of the schema are shown on every page as it calls them."""

from pathlib import Path

import pytest

from pages.frame import menu
from tests.dataset.test_vocabularies import OWN, load
from tests.support.opening import begin, head


def test_every_page_shows_a_dataset_with_words_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(tmp_path, OWN)
    monkeypatch.setenv("CRISIS_MAP_DATASET", str(tmp_path))
    app = begin()
    app.run()
    assert not app.exception
    for entry in menu.MENU:
        app.switch_page(f"../{entry.folder}/page.py").run()
        assert not app.exception, entry.folder
        assert head(app)[0], entry.folder
