"""A place may be called in any language: a column a language, none of them required."""

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from geo.__main__ import cli
from geo.dataset import dictionary, load_dataset
from geo.dataset.columns import in_languages, language_of
from geo.dataset.schema import PLACES as TABLE
from geo.exporting.hxl import situation
from geo.exporting.package import files
from geo.folding import fold
from geo.ledger import Selection
from geo.view import View
from tests.support.building import PLACES, place, write_dataset

YANGON = place("yangon", "Yangon", "city", "Yangon Region", "Asia/Yangon", latitude="16.8",
               longitude="96.15", country="MM") | {"name_my": "ရန်ကုန်", "name_zh-Hant": "仰光",
                                                   "name_shn": "တႃႈၵုင်ႈ"}  # fmt: skip
NAMES = ["name_my", "name_zh-Hant", "name_shn"]


@pytest.mark.parametrize(
    "name", ["name_kk", "name_shn", "name_zh-Hant", "name_es-419", "name_pt-BR"]
)
def test_a_language_is_named_as_bcp_47_names_it(name: str) -> None:
    assert language_of(name) == name.removeprefix("name_")


@pytest.mark.parametrize(
    "name", ["name", "name_", "name_xx", "name_KK", "name_of_town", "names_kk", "name_kk_KZ", "kk"]
)
def test_other_columns_are_of_no_language(name: str) -> None:
    assert language_of(name) == ""
    assert in_languages(TABLE, [name]) is TABLE


@pytest.mark.parametrize("name", ["ရန်ကုန်", "仰光", "တႃႈၵုင်ႈ"])
def test_a_place_is_found_by_its_name_in_every_language(tmp_path: Path, name: str) -> None:
    dataset = load_dataset(
        write_dataset(tmp_path, places=[*PLACES, YANGON], incidents=[{"place": name}])
    )
    assert dataset.issues == ()
    assert list(dataset.claims.place_id) == ["yangon"]
    assert dataset.find_place(name) == "yangon"
    assert fold(name) in dataset.claims.search_names[0]
    assert list(dataset.places.loc["yangon", NAMES]) == [YANGON[column] for column in NAMES]


def test_a_dataset_needs_no_name_in_another_language(tmp_path: Path) -> None:
    places = [{key: cell for key, cell in row.items() if key != "name_ru"} for row in PLACES]
    dataset = load_dataset(write_dataset(tmp_path, places=places, incidents=[{}]))
    assert dataset.issues == ()
    assert [name for name in dataset.places.columns if language_of(name)] == []


def test_a_package_has_the_languages_of_its_dataset_with_their_tags(tmp_path: Path) -> None:
    dataset = load_dataset(
        write_dataset(tmp_path, places=[*PLACES, YANGON], incidents=[{"place": "Yangon"}])
    )
    packed = files(View(dataset, Selection(dataset.claims.reported_at.max())))
    descriptor = json.loads(packed["datapackage.json"])
    (places,) = (one for one in descriptor["resources"] if one["name"] == "places")
    fields = {one["name"]: one["hxl"] for one in places["schema"]["fields"]}
    assert list(fields) == packed["places.csv"].decode().splitlines()[0].split(",")
    assert fields["name_zh-Hant"] == "#loc+name+i_zh_hant"
    assert "仰光" in packed["places.csv"].decode()


def test_the_hxl_of_the_situation_has_a_name_in_each_language(tmp_path: Path) -> None:
    dataset = load_dataset(
        write_dataset(tmp_path, places=[*PLACES, YANGON], status=[{"place": "Yangon"}])
    )
    written = situation(View(dataset, Selection(dataset.claims.reported_at.max())))
    header, tags, row = list(csv.reader(io.StringIO(written.decode("utf-8-sig"))))
    for name, tag in (("name_my", "i_my"), ("name_zh-Hant", "i_zh_hant"), ("name_ru", "i_ru")):
        at = header.index(name)
        assert tags[at] == f"#loc+name+{tag}"
        assert row[at] == YANGON.get(name, "")


def test_describe_names_the_languages_that_places_csv_has(tmp_path: Path) -> None:
    write_dataset(tmp_path, places=[*PLACES, YANGON])
    assert CliRunner().invoke(cli, ["describe", str(tmp_path)]).exit_code == 0
    text = (tmp_path / "datapackage.json").read_text()
    assert all(f'"{name}"' in text for name in NAMES)
    assert dictionary.datapackage(text) == text


def test_a_name_of_no_language_is_a_warning(tmp_path: Path) -> None:
    path = write_dataset(tmp_path) / "places.csv"
    path.write_text(path.read_text().replace("name_ru", "name_russian"))
    (issue,) = load_dataset(tmp_path).issues
    assert (issue.level, issue.table, issue.value) == ("warning", "places", "name_russian")
