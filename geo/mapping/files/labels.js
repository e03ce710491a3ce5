// The names on the map, in the order of what matters: places by weight, then countries and waters.
// No name is cut at the edge, lies under a control or over a sign, or touches another; one that finds
// no room waits.
window.crisisMapLabels = (function () {
  "use strict";

  const MOST = 150; // names that are tried; the rest wait for the pointer
  const GAP = 2; // pixels between two names

  let map = null;
  let pane = null;
  let named = [];
  const elements = new Map();
  const sizes = new Map();
  const grounds = [];

  function begin(leaflet) {
    map = leaflet;
    pane = map.createPane("names");
    pane.classList.add("leaflet-zoom-hide");
    pane.setAttribute("aria-hidden", "true"); // the signs have the same names for screen readers
    map.on("moveend", arrange);
    map.on("resize", () => sizes.clear()); // on a phone letters are smaller
  }

  // A name of the ground: of a country, a water or an enclave; ``kind`` is its class. Its middle stays
  // where ``holds`` says that it may, or it would name a neighbour.
  function addGround(name, [longitude, latitude], kind, holds = () => true) {
    const element = L.DomUtil.create("div", "ground-name " + kind, pane);
    element.textContent = name;
    grounds.push({ element: element, at: L.latLng(latitude, longitude), holds: holds, key: kind + name });
  }

  // Each of ``names``: id, name, after (short text beside it), at, reach, badge (where its sign has one:
  // from the middle across and down, and its radius), weight, isMarked, isFramed (as the chosen one is),
  // choose.
  function show(names) {
    const wanted = new Set(names.map((one) => one.id));
    elements.forEach((element, id) => element.classList.toggle("is-waiting", !wanted.has(id)));
    named = names.map((one) => Object.assign({ element: elementOf(one) }, write(one), one));
    arrange();
  }

  function elementOf(one) {
    if (!elements.has(one.id)) {
      const element = L.DomUtil.create("div", "place-name", pane);
      L.DomEvent.on(element, "click", function (event) {
        if (map.dragging.moved()) return;
        L.DomEvent.stop(event);
        one.choose();
      });
      elements.set(one.id, element);
    }
    return elements.get(one.id);
  }

  function write(one) {
    const element = elementOf(one);
    const rank = one.isMarked ? Math.max(1, Math.min(4, Math.floor(one.weight))) : 0;
    const key = [rank, one.name, one.after].join("|");
    if (element.dataset.key !== key) {
      element.dataset.key = key;
      element.className = "place-name rank-" + rank;
      element.textContent = one.name;
      if (one.after) L.DomUtil.create("span", "after", element).textContent = one.after;
    }
    return { key: key };
  }

  function sizeOf({ element, key }, isShort) {
    const form = key + (isShort ? "short" : "");
    if (!sizes.has(form)) {
      shorten(element, isShort);
      sizes.set(form, [element.offsetWidth, element.offsetHeight]);
    }
    return sizes.get(form);
  }

  // Where a name has no room with what stands after it, the name alone may have.
  function shorten(element, isShort) {
    if (element.classList.contains("is-short") !== isShort) element.classList.toggle("is-short", isShort);
  }

  // ---- Finding room ----------------------------------------------------------------------------

  function meet(a, b, gap) {
    return a[0] - gap < b[2] && b[0] < a[2] + gap && a[1] - gap < b[3] && b[1] < a[3] + gap;
  }

  function around(point, reach) {
    return [point.x - reach, point.y - reach, point.x + reach, point.y + reach];
  }

  // The sides of a sign, the best first, then the same a little along.
  function sides({ x, y }, { badge, isFramed, reach }, [width, height]) {
    const beside = Math.max(reach, badge ? Math.abs(badge[0]) + badge[2] : 0) + 2;
    const corner = reach * (isFramed ? 1 : 0.72);
    return [
      [x + beside, y - height / 2],
      [x - beside - width, y - height / 2],
      [x - width / 2, y + reach],
      [x - width / 2, y - reach - height],
      [x + corner, y + corner - height * 0.3],
      [x + corner, y - corner - height * 0.7],
      [x - corner - width, y + corner - height * 0.3],
      [x - corner - width, y - corner - height * 0.7],
      ...[0.25, 0.75, 0, 1].flatMap((share) => [
        [x - width * share, y + reach],
        [x - width * share, y - reach - height],
        [x + beside, y - height * share],
        [x - beside - width, y - height * share],
      ]),
    ].map(([left, top]) => [left, top, left + width, top + height]);
  }

  // Where the name of a ground may stand, in its middle or a little beside it.
  function shifts(one) {
    const { x, y } = map.latLngToContainerPoint(one.at);
    const [width, height] = sizeOf(one, false);
    const steps = [[0, 0], [0, 18], [0, -18], [40, 0], [-40, 0], [40, 18], [-40, 18], [0, 36], [0, -36]];
    return steps
      .map(([across, down]) => [x + across, y + down])
      .filter((middle, i) => !i || one.holds(map.containerPointToLatLng(middle)))
      .map(([left, top]) => [left - width / 2, top - height / 2, left + width / 2, top + height / 2]);
  }

  // What is in the way of a name: the edge, controls, signs and other names.
  function survey(tried) {
    const size = map.getSize();
    const over = window.crisisMapView.covered();
    const events = window.crisisMapEvents.boxes();
    const points = tried.map((one) => map.latLngToContainerPoint(one.at));
    const signs = tried.map((one, i) => around(points[i], one.reach));
    const badges = tried.map((one, i) => one.badge && around(points[i].add(one.badge), one.badge[2]));
    const isFree = (box, taken) => !taken.some((one) => meet(box, one, 0));
    const isInside = (box) =>
      box[0] >= 2 && box[1] >= 2 && box[2] <= size.x - 2 && box[3] <= size.y - 2 &&
      !over.some((one) => meet(box, one, GAP)) && isFree(box, events);
    return { badges: badges, isFree: isFree, isInside: isInside, points: points, signs: signs };
  }

  // The boxes that a name may have, the best first: clear of all signs, then of all with a mark; whole,
  // then the name alone, of which the fifth of a box tells.
  function rooms(one, i, tried, { badges, isFree, isInside, points, signs }) {
    const others = signs.filter((_, j) => j !== i);
    const marked = signs.filter((_, j) => j !== i && tried[j].isMarked).concat(badges.filter(Boolean));
    return (one.after ? [false, true] : [false]).flatMap(function (isShort) {
      const inside = sides(points[i], one, sizeOf(one, isShort)).filter(isInside);
      const free = inside.filter((box) => isFree(box, marked));
      const [clear, over] = [true, false].map((is) => free.filter((box) => isFree(box, others) === is));
      return clear.concat(over).map((box) => [...box, isShort]);
    });
  }

  function arrange() {
    if (!map) return;
    const tried = named.slice(0, MOST);
    const found = survey(tried);
    const chosen = choose(tried.map((one, i) => rooms(one, i, tried, found)));
    tried.forEach((one, i) => put(one.element, chosen[i]));
    named.slice(MOST).forEach((one) => put(one.element, undefined));
    const placed = chosen.filter(Boolean);
    grounds.forEach(function (one) {
      const box = shifts(one).filter(found.isInside).find(
        (each) => found.isFree(each, found.signs) && !placed.some((other) => meet(each, other, GAP)));
      put(one.element, box);
      if (box) placed.push(box);
    });
  }

  // The first box of each that meets no other; where there is none, one name may make room.
  function choose(choices) {
    const chosen = [];
    const meets = (box, not) => chosen.findIndex((one, j) => j !== not && one && meet(box, one, GAP));
    choices.forEach(function (boxes, i) {
      chosen[i] = boxes.find((box) => meets(box, i) < 0);
      if (!chosen[i]) makeRoom(i, choices, chosen, meets);
    });
    return chosen;
  }

  function makeRoom(i, choices, chosen, meets) {
    for (const box of choices[i]) {
      const blocker = meets(box, i);
      const before = chosen[blocker];
      chosen[i] = box;
      chosen[blocker] = choices[blocker].find((other) => meets(other, blocker) < 0);
      if (chosen[blocker] && meets(box, i) < 0) return;
      chosen[blocker] = before;
      chosen[i] = undefined;
    }
  }

  function put(element, box) {
    element.classList.toggle("is-waiting", !box);
    if (!box) return;
    shorten(element, Boolean(box[4]));
    L.DomUtil.setPosition(element, map.containerPointToLayerPoint([Math.round(box[0]), Math.round(box[1])]));
  }

  return { addGround: addGround, arrange: arrange, begin: begin, show: show };
})();
