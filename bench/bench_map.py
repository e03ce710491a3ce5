"""Building the map against the usual folium loop of one Marker with a popup per row.

Measures everything that the server does for a rerun, as streamlit-folium does it: make the layers,
render them, and turn them into the text that goes to the browser.
"""

import time
from collections.abc import Callable

import folium
import pandas as pd
from streamlit_folium import (
    _get_feature_group_string,
    _get_header,
    _get_html,
    _get_map_string,
)

from geo.mapping import layers
from geo.mapping.basemap import BaseMap
from geo.mapping.signs import SIGNS

SCRIPT = "../../map/KZ.js"
SIZES = (20, 1_000, 10_000)
ROUNDS = {20: 20, 1_000: 5, 10_000: 1}
COLOURS = {"Extreme": "black", "Severe": "red", "Moderate": "orange", "Minor": "blue"}


def make_places(number: int) -> pd.DataFrame:
    """So many places on a grid, with every severity among them."""
    position = range(number)
    return pd.DataFrame(
        {
            "place_id": [f"place-{i}" for i in position],
            "name": [f"Place {i}" for i in position],
            "kind": "city",
            "latitude": [41 + i % 100 * 0.14 for i in position],
            "longitude": [47 + i // 100 * 0.4 for i in position],
            "severity": [list(SIGNS)[i % 5] for i in position],
        }
    )


def send(page: folium.Map, groups: list[folium.FeatureGroup]) -> int:
    """What st_folium does before it calls its component; the bytes that it hands over."""
    page.get_root().render()
    page.render()
    texts = [_get_html(page), _get_header(page), _get_map_string(page)]
    texts += [_get_feature_group_string(group, page, i) for i, group in enumerate(groups)]
    return sum(len(text.encode()) for text in texts)


def ours(places: pd.DataFrame) -> int:
    """One state over the offline ground."""
    rows = places.to_dict("records")
    found = {
        row["place_id"]: {"n": row["name"], "k": "city", "p": [row["longitude"], row["latitude"]]}
        for row in rows
    }
    marks = {
        row["place_id"]: {"severity": {"s": row["severity"], "w": row["name"], "g": i % 5}}
        for i, row in enumerate(rows)
    }
    themes = [{"id": "severity", "label": "How grave", "group": ""}]
    page = BaseMap(SCRIPT, "Places", face={"places": found, "themes": themes, "title": "Places"})
    return send(page, [layers.state({"state": {"marks": marks}, "selected": "place-3"})])


def usual(places: pd.DataFrame) -> int:
    """A Marker with an Icon and a Popup for each row, on folium's own map."""
    page = folium.Map(location=(48, 67), zoom_start=5, tiles=None)
    for row in places.to_dict("records"):
        text = f"<b>{row['name']}</b><br>Severity: {row['severity']}"
        folium.Marker(
            (row["latitude"], row["longitude"]),
            popup=folium.Popup(text, max_width=300),
            tooltip=row["name"],
            icon=folium.Icon(color=COLOURS.get(row["severity"], "gray")),
        ).add_to(page)
    return send(page, [])


def measure(build: Callable[[pd.DataFrame], int], places: pd.DataFrame) -> tuple[float, int]:
    """Seconds of the quickest round, and bytes."""
    seconds, size = [], 0
    for _ in range(ROUNDS[len(places)]):
        begin = time.perf_counter()
        size = build(places)
        seconds.append(time.perf_counter() - begin)
    return min(seconds), size


def main() -> None:
    print("Building the map, seconds and bytes sent")
    print(f"{'places':>8} {'usual':>10} {'ours':>10} {'faster':>8} {'usual kB':>10} {'ours kB':>9}")
    for number in SIZES:
        places = make_places(number)
        our_time, our_size = measure(ours, places)
        usual_time, usual_size = measure(usual, places)
        print(
            f"{number:>8,} {usual_time:>10.3f} {our_time:>10.4f} {usual_time / our_time:>7.0f}x"
            f" {usual_size / 1000:>10,.0f} {our_size / 1000:>9,.0f}"
        )


if __name__ == "__main__":
    main()
