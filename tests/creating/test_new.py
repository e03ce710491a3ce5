"""A dataset for a crisis of one's own, begun with one command."""

import io
import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from geo.__main__ import cli
from geo.creating.contents import new_files
from geo.creating.wish import Wish
from geo.creating.workbook import workbook
from geo.creating.zones import zones_of
from geo.dataset import codes, load_dataset, read_dataset
from geo.dataset.schema import TABLES
from geo.writing import write_folder

DAY = date(2021, 2, 1)
USUAL = ("--title", "Myanmar, 2021", "--from", "2021-02-01", "--to", "2021-05-31")


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, ["new", *map(str, arguments)], standalone_mode=False)


def wish(*countries: str, languages: tuple[str, ...] = (), zone: str = "UTC") -> Wish:
    return Wish("a-crisis", "A crisis", countries, DAY, DAY, zone, languages, DAY)


def test_a_new_dataset_has_no_errors_and_knows_its_regions(tmp_path: Path) -> None:
    made = run(tmp_path / "mm", *USUAL, "--country", "MM,BD", "--language", "my,bn")
    assert made.exit_code == 0, made.exception
    dataset = load_dataset(tmp_path / "mm")
    assert dataset.errors == ()
    assert dataset.about.countries == ("MM", "BD")
    assert dataset.about.zone.key == "Asia/Yangon"
    assert dataset.about.title == "Myanmar, 2021"
    shan = dataset.places.loc["shan-state"]
    assert (shan.iso3166_2, shan.name_my) == ("MM-17", "ရှမ်းပြည်နယ်")
    assert dataset.places.loc["dhaka-division"].timezone == "Asia/Dhaka"
    assert dataset.places.loc["myanmar"].kind == "country"
    assert "no claims yet" in made.output
    assert (tmp_path / "mm" / "README.md").is_file()
    assert not list(tmp_path.glob(".*"))


def test_any_country_of_the_world_can_be_begun() -> None:
    some = sorted(code for code in codes.countries() if zones_of(code))[::3]
    dataset = read_dataset(new_files(wish(*some, languages=("ar", "fr", "my"))), today=DAY)
    assert [str(issue) for issue in dataset.errors] == []
    assert len(dataset.places) > 1_000
    # So many countries in one dataset share some names.
    doubts = [issue for issue in dataset.issues if "also leads to" in issue.problem]
    assert len(doubts) < len(dataset.places) / 20


def test_regions_of_today_are_drawn_though_finer_outlines_are_of_earlier_ones() -> None:
    dataset = read_dataset(new_files(wish("KZ", zone="Asia/Almaty")), today=DAY)
    [told] = [one.problem for one in dataset.issues]
    assert told.startswith("4 region(s) have no outline")


@pytest.mark.parametrize("country", ["MM", "SY", "LK", "FJ", "KZ"])
def test_a_country_begins_without_doubts_about_names(country: str) -> None:
    dataset = read_dataset(new_files(wish(country, zone=zones_of(country)[0])), today=DAY)
    assert [str(one) for one in dataset.issues if "no outline" not in one.problem] == []


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--country", "XX"), "'XX' is no code of a country"),
        (("--country", "MM;BD"), "is no code of a country"),
        (("--country", ","), "name a country"),
        (("--country", "MM", "--to", "2021-02-30"), "is not a day that exists"),
        (("--country", "MM", "--to", "2020-01-01"), "lies before --from"),
        (("--country", "MM", "--language", "burmese"), "no code of a language"),
        (("--country", "MM", "--timezone", "Asia/../x"), "is not an IANA time zone"),
        (("--country", "MM", "--title", "\x1b[2J"), "one line"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_is_made(
    options: tuple[str, ...], told: str, tmp_path: Path
) -> None:
    made = run(tmp_path / "new", *USUAL, *options)
    assert told in made.output
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    made = run(tmp_path, *USUAL, "--country", "MM")
    assert "holds something" in made.output
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]
    (tmp_path / "empty").mkdir()
    assert run(tmp_path / "empty", *USUAL, "--country", "FJ").exit_code == 0


def test_a_kill_leaves_no_half_of_a_folder(tmp_path: Path) -> None:
    script = (
        "import os, signal, sys; from pathlib import Path; from geo import writing\n"
        "def die(*_): os.kill(os.getpid(), signal.SIGKILL)\n"
        "real, count = writing._fill, []\n"
        "writing._fill = lambda *a: (real(*a), count.append(1), len(count) == 2 and die())\n"
        "writing.write_folder(Path(sys.argv[1]), {'a': b'1', 'b': b'2', 'c': b'3'})"
    )
    target = tmp_path / "new"
    subprocess.run([sys.executable, "-c", script, str(target)], check=False)
    assert not target.exists()
    write_folder(target, {"a": b"1"})
    assert [path.name for path in target.iterdir()] == ["a"]


def test_one_of_several_time_zones_is_taken_and_told(tmp_path: Path) -> None:
    made = run(tmp_path / "ru", *USUAL, "--country", "RU")
    assert "time zones: Europe/Moscow is taken" in made.output
    asked = run(tmp_path / "own", *USUAL, "--country", "RU", "--timezone", "Asia/Omsk")
    assert "is taken" not in asked.output
    about = json.loads((tmp_path / "own" / "datapackage.json").read_bytes())
    assert about["crisis"]["timezone"] == "Asia/Omsk"


def test_the_workbook_has_each_table_and_the_words_that_it_takes() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(wish("MM", languages=("my",)))))
    assert set(book.sheetnames) == {*TABLES, "lists"}
    for name, table in TABLES.items():
        header = [cell.value for cell in next(book[name].iter_rows(max_row=1))]
        assert [one for one in header if one != "name_my"] == table.names
        assert all(cell.comment for cell in next(book[name].iter_rows(max_row=1)))
        offered = {
            str(rule.sqref).split(":")[0] for rule in book[name].data_validations.dataValidation
        }
        assert len(offered) == sum(bool(column.vocabulary) for column in table.columns)
    words = [cell.value for cell in next(book["lists"].iter_cols(max_col=1))]
    assert words[:2] == ["status reported_basis", "published"]
    names = [cell.value for cell in next(book["places"].iter_cols(min_col=2, max_col=2))]
    assert "Shan State" in names
