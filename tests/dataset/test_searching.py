"""A claim is found by every name of its place, and by words that mean the same as its own."""

from collections import Counter
from pathlib import Path

import pandas as pd
import pytest

from geo.dataset import Dataset, load_dataset
from geo.dataset.searching import read_synonyms, split_whole, synonyms
from geo.folding import fold
from geo.ledger import Selection, match_subject
from tests.support.building import PLACES, place, write_dataset

NUR_SULTAN = place("nur-sultan", "Nur-Sultan", "city", "Nur-Sultan City", name_kk="Нұр-Сұлтан",
                   aliases="Astana|Tselinograd|Астана")  # fmt: skip
SOURCES = (
    {"source_id": "tv", "publisher": "Astana TV", "kind": "state_media", "title": "News"},
    {"source_id": "wire", "publisher": "Agency", "kind": "wire", "title": "News"},
)
CLAIMS = {
    "capital": ("Nur-Sultan", "wire", "Long queues at the remaining cash machines."),
    "named-otherwise": ("Астана", "wire", "The store was shut."),
    "told-by-tv": ("Taraz", "tv", "Treatment of 3 was restored."),
    "atm": ("Almaty", "wire", "Each ATM was empty; two people died."),
    "region": ("Jambyl Region", "wire", "Supermarkets open."),
    "nowhere": ("Old Astana Road", "wire", "Petrol ran out."),
}


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    region = place("jambyl-region", "Jambyl Region", "region", "Jambyl Region", precision="3",
                   aliases="Zhambyl Region|Жамбыл облысы")  # fmt: skip
    others = [row for row in PLACES if row["place_id"] != "jambyl-region"]
    rows = [
        {"entry_id": key, "place": where, "source_id": source, "summary": summary}
        for key, (where, source, summary) in CLAIMS.items()
    ]
    folder = tmp_path_factory.mktemp("searched")
    return load_dataset(
        write_dataset(folder, [*others, region, NUR_SULTAN], SOURCES, incidents=rows)
    )


def found(dataset: Dataset, text: str) -> set[str]:
    selection = Selection(pd.Timestamp("2022-01-08", tz="UTC"), text=text)
    return set(match_subject(dataset.claims, selection).entry_id)


NAMED = {"capital", "named-otherwise"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A name of a place is one as well as another; a source has its own, too.
        ("Nur-Sultan", NAMED),
        ("нур-султан", NAMED),
        ("Tselinograd", NAMED),
        ("Астана", NAMED),
        ("Astana", NAMED | {"told-by-tv", "nowhere"}),
        ("astana tv", {"told-by-tv"}),
        ("Dzhambul", {"told-by-tv"}),
        ("Alma-Ata", {"atm"}),
        ("алматы", {"atm"}),
        # What lies in a region is found by every name of the region.
        ("Jambyl", {"region", "told-by-tv"}),
        ("Zhambyl", {"region", "told-by-tv"}),
        ("Жамбыл", {"region", "told-by-tv"}),
        # Words that mean the same, both ways and only as whole words.
        ("ATM", {"capital", "atm"}),
        ("cash machine", {"capital", "atm"}),
        ("cash dispensers", {"capital", "atm"}),
        ("shop", {"named-otherwise", "region"}),
        ("supermarket", {"named-otherwise", "region"}),
        ("gasoline", {"nowhere"}),
        ("deaths", {"atm"}),
        ("death Almaty", {"atm"}),
        ("death Taraz", set()),
    ],
)
def test_any_name_and_any_word_of_that_meaning_finds_a_claim(
    dataset: Dataset, text: str, expected: set[str]
) -> None:
    assert found(dataset, text) == expected


def test_a_place_is_found_by_its_label_with_all_names(dataset: Dataset) -> None:
    label = dataset.spelled_out["nur-sultan"]
    assert label == "Nur-Sultan (Astana, Tselinograd, Нұр-Сұлтан, Астана)"
    assert dataset.find_place(label) == "nur-sultan"
    assert "atyrau" not in dataset.spelled_out


def test_no_list_of_places_grows_with_the_names_of_one(tmp_path: Path) -> None:
    many = place("atyrau", "Atyrau", "city", "", aliases="|".join(f"Name {i}" for i in range(999)))
    label = load_dataset(write_dataset(tmp_path, [many], incidents=[{}])).spelled_out["atyrau"]
    assert label.startswith("Atyrau (Name 0, Name 1, ")
    assert len(label) < 600


def test_each_word_of_the_shipped_list_stands_there_once_and_finds_its_line() -> None:
    rows = read_synonyms()
    counted = Counter(fold(word) for row in rows for word in row)
    assert [word for word, count in counted.items() if count > 1 or not word.strip()] == []
    for row in rows:
        assert len(row) > 1
        for word in row:
            assert synonyms(fold(f"({word}, they said)")) == " ".join(
                " ".join(split_whole(fold(one))) for one in row
            )
