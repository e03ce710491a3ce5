"""The profiles that ship, and what a person may write: each with invented rows."""

import json
import re
from pathlib import Path

import pytest
from openpyxl import Workbook

from geo.importing import profiles
from geo.importing.profiles import load_profile, shipped
from geo.importing.refusal import NotImportableError
from geo.importing.yamlfile import read_yaml
from tests.importing.rows import write_rows
from tests.importing.test_import import counts, dataset, good, run, run_json

__all__ = ["dataset"]

ACLED = {
    "event_id_cnty": "KAZ1", "event_date": "05 January 2022", "year": "2022",
    "time_precision": "1", "disorder_type": "Political violence", "event_type": "Riots",
    "sub_event_type": "Mob violence", "actor1": "Rioters (Kazakhstan)", "actor2": "",
    "country": "Kazakhstan", "admin1": "Jambyl", "admin2": "", "location": "Taraz",
    "latitude": "42.9", "longitude": "71.37", "geo_precision": "1",
    "source": "Invented Wire; Invented Daily", "source_scale": "National", "notes": "Invented.",
    "fatalities": "0", "timestamp": "1641900000",
}  # fmt: skip


def write_acled(path: Path, *rows: dict[str, str]) -> Path:
    return write_rows(path, rows, ACLED, delimiter=";")


@pytest.mark.parametrize("name", shipped())
def test_every_shipped_profile_can_be_read(name: str) -> None:
    assert load_profile(name).name == name


def test_acled_keeps_precision_and_takes_no_death_for_none(tmp_path: Path, dataset: Path) -> None:
    month = {"event_id_cnty": "KAZ2", "time_precision": "3", "geo_precision": "3",
             "fatalities": "4", "actor2": "Police (Kazakhstan)"}  # fmt: skip
    file = write_acled(tmp_path / "acled.csv", {}, month)
    assert counts(run_json(file, dataset, profile="acled")) == (2, 0, 0, 0, 0)
    data = good(dataset)
    first, second = data.rows["acled-kaz1"], data.rows["acled-kaz2-killed"]
    assert (first.place_id, first.precision, first.sub_event_type) == ("taraz", "1", "Mob violence")
    assert (first.reported_text, first.reported_basis) == ("2022-01-05", "not_before")
    assert (second.occurred_from, second.occurred_to) == ("2022-01-01", "2022-01-31")
    assert (second.place_id, second.precision, second.best) == ("jambyl-region", "3", 4)
    assert second.event == "acled-kaz2"
    assert "acled-kaz1-killed" not in data.rows
    assert {data.sources.loc[one].publisher for one in first.source_id.split("|")} == {
        "Armed Conflict Location & Event Data", "Invented Wire", "Invented Daily"}  # fmt: skip


def test_an_update_of_acled_is_known_from_its_own_timestamp(tmp_path: Path, dataset: Path) -> None:
    run(write_acled(tmp_path / "first.csv", {"fatalities": "1"}), dataset, profile="acled")
    second = write_acled(tmp_path / "second.csv", {"fatalities": "2", "timestamp": "1646136000"})
    told = run_json(second, dataset, profile="acled")
    assert told["rows"][0]["claims"] == ["acled-kaz1-killed"]
    assert good(dataset).rows["acled-kaz1-killed-v2"].reported_text == "2022-03-01T12:00:00Z"


HXL = """Region,When,Dead,Hurt,Women dead
#adm1+name,#date+occurred,#affected+killed,#affected+injured,#affected+killed+f
Jambyl,2022-01-07,5,,2
Nowhere at all,2022-01-07,5,1,2
"""


def test_hxl_is_read_by_its_hashtags(tmp_path: Path, dataset: Path) -> None:
    file = tmp_path / "table.csv"
    file.write_text(HXL)
    told = run_json(file, dataset, profile="hxl")
    assert counts(told) == (1, 0, 0, 1, 0)
    assert (told["rows"][1]["line"], told["rows"][1]["value"]) == (4, "Nowhere at all")
    claim = next(iter(good(dataset).rows.values()))
    assert (claim.place_id, claim.measure, claim.best) == ("jambyl-region", "killed", 5)
    assert (claim.counts, claim.occurred_to) == ("toll", "2022-01-07")


MINE = """
prefix: mine
id: [nr]
sources:
  - publisher: {constant: Invented Monitor}
    kind: {constant: ngo}
    title: {text: "Sheet {nr}"}
    published_at: {column: seen, date: "%d/%m/%Y"}
place:
  - name: town
    kind: {constant: city}
every:
  certainty: {constant: Possible}
claims:
  - table: services
    cells:
      service: {column: what, words: {Brot: food, Benzin: fuel}}
      state: {column: how, words: {zu: suspended}, other: limited}
      occurred_from: {column: seen, date: "%d/%m/%Y"}
      summary: {text: "{what} in {town}: {how}."}
"""


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    path = tmp_path / "mine.yml"
    path.write_text(MINE)
    return path


def test_a_workbook_by_a_mapping_of_ones_own(tmp_path: Path, dataset: Path, mine: Path) -> None:
    book = Workbook()
    for row in (["nr", "town", "what", "how", "seen", "sum"],
                [1, "Taraz", "Brot", "zu", "07/01/2022"],
                [2, "Almaty", "Wurst", "zu", "07/01/2022"],
                [3, "Almaty", "Benzin", "halb", "07/01/2022", "=1+1"]):  # fmt: skip
        book.active.append(row)
    book.save(tmp_path / "sheet.xlsx")
    told = run_json(tmp_path / "sheet.xlsx", dataset, profile=str(mine))
    assert counts(told) == (2, 0, 0, 1, 0)
    refused = told["rows"][1]
    assert (refused["line"], refused["column"], refused["value"]) == (3, "what", "Wurst")
    claim = good(dataset).rows["mine-1"]
    assert (claim.service, claim.state, claim.place_id) == ("food", "suspended", "taraz")
    assert claim.reported_text == "2022-01-07"


def test_features_are_rows_with_points(tmp_path: Path, dataset: Path, mine: Path) -> None:
    where = {"type": "Point", "coordinates": [71.37, 42.9]}
    features = [{"type": "Feature", "geometry": where,
                 "properties": {"nr": i, "town": town, "what": "Brot", "how": "zu",
                                "seen": "07/01/2022"}}
                for i, town in enumerate(["Taraz", "Atlantis"])]  # fmt: skip
    file = tmp_path / "map.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}, indent=1))
    told = run_json(file, dataset, profile=str(mine))
    assert counts(told) == (1, 0, 0, 1, 0)
    line = file.read_text().splitlines()[told["rows"][1]["line"] - 1]
    assert told["rows"][1]["line"] > 20
    assert line.strip() == "{"


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("table: services", "table: nothing", "line 15: nothing is no table of claims"),
        ("state: {", "stete: {", "line 18: services has no column stete"),
        ("words: {zu", "word: {zu", "line 18: A cell has no word"),
        ("prefix: mine", "prefix: Mine", "line 2: Mine is no slug"),
        ("name: town", "nam: town", "A place has no nam"),
        ("{constant: Possible}", "&a {constant: Possible}", "Write it out"),
        ("id: [nr]", "id: [nr", "line"),
        ("nr]", "number]", "It has no column number"),
    ],
)
def test_what_is_wrong_with_a_profile_is_told_by_its_line(
    tmp_path: Path, dataset: Path, mine: Path, before: str, after: str, told: str
) -> None:
    mine.write_text(MINE.replace(before, after, 1))
    file = tmp_path / "file.csv"
    file.write_text("nr,town,what,how,seen\n1,Taraz,Brot,zu,07/01/2022\n")
    result = run(file, dataset, profile=str(mine))
    assert result.exit_code == 1
    assert told in result.stderr


def test_a_profile_runs_nothing_and_cannot_blow_up(tmp_path: Path) -> None:
    for text in ("!!python/object/apply:os.system ['true']", "[" * 500, "a: " + "x" * 300_000):
        (tmp_path / "evil.yml").write_text(text)
        with pytest.raises(NotImportableError):
            load_profile(str(tmp_path / "evil.yml"))


EXAMPLES = Path(__file__).parents[2] / "data" / "examples"


@pytest.mark.parametrize(
    ("file", "profile", "expected"),
    [
        ("ucdp-ged.csv", "ucdp-ged", (2, 0, 0, 0, 0)),
        ("acled.csv", "acled", (2, 0, 0, 0, 0)),
        ("hxl.csv", "hxl", (1, 0, 0, 1, 0)),
        ("mine.csv", str(EXAMPLES / "mine.yml"), (2, 0, 0, 1, 0)),
    ],
)
def test_the_examples_of_the_documentation_are_as_it_says(
    dataset: Path, file: str, profile: str, expected: tuple[int, ...]
) -> None:
    assert counts(run_json(EXAMPLES / file, dataset, profile=profile)) == expected
    good(dataset)


def test_every_cell_and_part_that_the_documentation_names_is_read() -> None:
    text = (EXAMPLES.parents[1] / "docs" / "importing.md").read_text(encoding="utf-8")
    for line in re.findall(r"^    (\w+: \{.*\})$", text, re.MULTILINE):
        profiles.read_cell(read_yaml(line.encode(), "importing.md").value[line.partition(":")[0]])
