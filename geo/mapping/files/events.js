// Events at their own points. Those too close to be told apart are gathered: the gravest is drawn, at
// its own point and never between two, with how many there are.
window.crisisMapEvents = (function () {
  "use strict";

  const clicks = window.crisisMapClicks;
  const decode = window.crisisMapText.decode;
  const signs = window.crisisMapSigns;
  const NEAR = 30; // pixels within which they are gathered
  const MOST_TOLD = 50; // of one click
  const MOST_ZOOMS = 8; // whose gatherings are kept

  let map = null;
  let source = null;
  let events = []; // the gravest first
  let chosen = new Set();
  let kept = new Map(); // gatherings by zoom
  const drawn = new Map();

  function begin(leaflet) {
    map = leaflet;
    map.createPane("events").style.zIndex = 610;
    map.on("moveend", show);
  }

  // ``found`` has a mark for each event; ``keys`` are of those that are chosen.
  function update(found, keys) {
    if (found !== source) {
      source = found;
      kept = new Map();
      events = Object.entries(found).map(read).sort((a, b) => b.mark.g - a.mark.g || (a.key < b.key ? -1 : 1));
    }
    chosen = new Set(keys);
    show();
  }

  function read([key, mark]) {
    return { at: L.latLng(mark.p[1], mark.p[0]), isArea: signs.has(mark, "area"), key: key, mark: mark };
  }

  // ---- Gathering ---------------------------------------------------------------------------------

  // Each event in turn joins the nearest graver one within reach, or stands for itself.
  function gather(zoom) {
    const apart = { true: new Map(), false: new Map() };
    const found = [];
    events.forEach(function (one) {
      const point = map.project(one.at, zoom);
      const cells = apart[one.isArea];
      const near = nearest(cells, point);
      if (near) {
        near.members.push(one);
        return;
      }
      const gathering = { first: one, members: [one], point: point };
      const cell = cellOf(point.x, point.y);
      if (cells.has(cell)) cells.get(cell).push(gathering);
      else cells.set(cell, [gathering]);
      found.push(gathering);
    });
    return found;
  }

  function cellOf(x, y) {
    return Math.floor(x / NEAR) * 1e6 + Math.floor(y / NEAR);
  }

  function nearest(cells, point) {
    let best = null;
    let least = NEAR;
    for (const across of [-NEAR, 0, NEAR]) {
      for (const down of [-NEAR, 0, NEAR]) {
        for (const one of cells.get(cellOf(point.x + across, point.y + down)) || []) {
          const gap = one.point.distanceTo(point);
          if (gap < least) [best, least] = [one, gap];
        }
      }
    }
    return best;
  }

  function gathered() {
    const zoom = map.getZoom();
    if (kept.size > MOST_ZOOMS) kept = new Map();
    if (!kept.has(zoom)) kept.set(zoom, gather(zoom));
    return kept.get(zoom);
  }

  // ---- Drawing -----------------------------------------------------------------------------------

  // Those in view, each on the element that it had.
  function show() {
    const around = map.getBounds().pad(0.1);
    const wanted = new Map(gathered().filter((one) => around.contains(one.first.at)).map((one) => [one.first.key, one]));
    drawn.forEach(function (one, key) {
      if (wanted.has(key)) return;
      one.layer.remove();
      drawn.delete(key);
    });
    wanted.forEach(function (gathering, key) {
      if (!drawn.has(key)) drawn.set(key, make(gathering));
      draw(drawn.get(key), gathering);
    });
  }

  function make({ first }) {
    const icon = L.divIcon({ className: "event", iconSize: null, html: "" });
    const layer = L.marker(first.at, { icon: icon, pane: "events", keyboard: false, autoPanOnFocus: false });
    layer.addTo(map);
    const one = { element: layer.getElement(), key: "", layer: layer, words: "" };
    one.own = one.element.className;
    one.element.setAttribute("role", "button");
    one.element.tabIndex = 0;
    one.element.dataset.event = first.key;
    layer.on("click", () => open(one.gathering));
    clicks.pressOnEnter(layer);
    window.crisisMapTips.attach(one.element, () => one.words);
    return one;
  }

  function draw(one, gathering) {
    const { first, members } = gathering;
    const count = countOf(gathering);
    const isSelected = members.some((member) => chosen.has(member.key));
    const key = JSON.stringify([first.mark, count, isSelected, window.crisisMapView.isNarrow()]);
    one.gathering = gathering;
    if (one.key === key) return;
    one.key = key;
    one.words = wordsOf(first, count);
    const picture = signs.drawEvent(first.mark, count, isSelected);
    const { element, layer } = one;
    element.className = [one.own].concat(picture.classes, isSelected ? "is-selected" : []).join(" ");
    element.setAttribute("aria-label", one.words);
    element.setAttribute("aria-pressed", String(isSelected));
    element.style.width = element.style.height = picture.size + "px";
    element.style.margin = -picture.size / 2 + "px 0 0 " + -picture.size / 2 + "px";
    element.innerHTML = picture.svg;
    layer.setZIndexOffset(Math.round((isSelected ? 1e6 : 0) + (first.isArea ? -1e4 : 0) + first.mark.g * 1000));
  }

  // Some were gathered before they were sent.
  function countOf({ members }) {
    return members.reduce((sum, one) => sum + (one.mark.n || 1), 0);
  }

  function wordsOf(first, count) {
    const words = decode(first.mark.w);
    return count > 1 ? count.toLocaleString("en") + " events near here. The gravest: " + words : words;
  }

  // ---- A click -----------------------------------------------------------------------------------

  // What comes apart closer to it is shown closer; else the page around shows the claims.
  function open({ first, members }) {
    const most = map.getMaxZoom();
    const isApart = (one) => map.project(one.at, most).distanceTo(map.project(first.at, most)) >= NEAR;
    if (map.getZoom() < most && members.some(isApart)) goCloser(first, members);
    else clicks.noteEvents(members.slice(0, MOST_TOLD).map((one) => one.key));
  }

  function goCloser(first, members) {
    const around = L.latLngBounds(members.map((one) => one.at)).pad(0.2);
    const zoom = Math.max(map.getBoundsZoom(around), map.getZoom() + 1);
    map.setView(around.getCenter(), Math.min(zoom, map.getMaxZoom()), { animate: false });
  }

  // What names keep clear of, in pixels from the corner of the map.
  function boxes() {
    return Array.from(drawn.values(), function ({ gathering: { first, members } }) {
      const { x, y } = map.latLngToContainerPoint(first.at);
      const reach = first.isArea ? 0 : signs.reachOfEvent(first.mark);
      const more = members.length > 1 ? 10 : 0; // their number stands below and to the right
      return [x - reach, y - reach, x + reach + more, y + reach + more];
    });
  }

  return { begin: begin, boxes: boxes, update: update };
})();
