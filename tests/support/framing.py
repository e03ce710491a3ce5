"""The map in a frame as the dashboard has it, without the dashboard: a page around it."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from playwright.sync_api import FrameLocator, Page, Route

from geo.mapping import assets
from geo.mapping.inert import to_json
from tests.support.grounds import ground_of

ORIGIN = "http://localhost:1"  # nothing is there: each of its two pages is answered by the test
# What streamlit-folium has in the frame before any script of the map, and how it makes the map.
BEFORE = """
window.sent = [];
window.Streamlit = { setComponentValue: (value) => sent.push(value.last_active_drawing.id) };
window.__GLOBAL_DATA__ = { previous_data: {} };
"""
# What folium writes into it.
FOLIUM = '<meta name="viewport" content="width=device-width, maximum-scale=1.0, user-scalable=no">'
BEGIN = """
window.map = L.map("map_div", {
  center: [0, 0], zoom: 3, minZoom: 3, maxZoom: 10, zoomSnap: 0.25, zoomDelta: 0.5,
  scrollWheelZoom: false, zoomAnimation: false,
});
let layer = null;
function draw(data) {
  if (layer) map.removeLayer(layer);
  layer = crisisMap.drawState(data).addTo(map);
}
"""
AROUND = """<html lang="en"><title>Page</title><style>* { margin: 0; border: 0 }</style>
<iframe src="/frame" title="Map" style="display:block;width:100%;height:100vh"></iframe><script>
window.heard = [];
window.addEventListener("message", (event) => heard.push(event.data));
function tell(kind, more) {
  const frame = document.querySelector("iframe").contentWindow;
  frame.postMessage({ crisisMap: kind, ...more }, location.origin);
}
</script></html>"""


def open_frame(
    page: Page, base: Mapping, data: Mapping, query: str = "", waits_for: str = ".place"
) -> FrameLocator:
    """Opens a page around a map that is drawn from ``base`` and ``data``; its frame."""
    answers = {"/": AROUND, "/frame": _frame(base, data)}

    def answer(route: Route) -> None:
        if body := answers.get(urlsplit(route.request.url).path):
            route.fulfill(body=body, content_type="text/html")
        else:
            route.fallback()  # to what the test answers with itself

    page.route(f"{ORIGIN}/**", answer)
    page.goto(f"{ORIGIN}/{query}")
    frame = page.frame_locator("iframe")
    frame.locator(waits_for).first.wait_for()
    return frame


def _frame(base: Mapping, data: Mapping) -> str:
    styles = "".join(path.read_text(encoding="utf-8") for path in assets.style_files())
    drawing = f"crisisMap.drawBase(map, {to_json(base)}); draw({to_json(data)});"
    scripts = (BEFORE, ground_of("KZ").map_script, BEGIN, drawing)
    head = (
        f'<html lang="en"><meta charset="utf-8">{FOLIUM}<title>Map</title><style>{styles}</style>'
    )
    body = '<main><h1 hidden>Map</h1><div id="map_div" style="height:460px"></div></main>'
    return head + body + "".join(f"<script>{script}</script>" for script in scripts) + "</html>"
