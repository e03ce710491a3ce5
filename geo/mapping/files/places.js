// The signs of places: elements that are made once and change with the moment and the theme, so
// that neither the focus nor a frame's time is lost; of very many places dots on one canvas.
window.crisisMapPlaces = (function () {
  "use strict";

  const clicks = window.crisisMapClicks;
  const decode = window.crisisMapText.decode;
  const signs = window.crisisMapSigns;
  const view = window.crisisMapView;
  const MANY = 500; // places; above, they are drawn on one canvas
  const AREAS = ["region", "country"];

  let map = null;
  let isCrowd = false;
  const drawn = new Map();
  const group = { getLayers: () => Array.from(drawn.values(), (one) => one.layer) };

  function begin(leaflet, places, canvasDot) {
    map = leaflet;
    const points = Object.entries(places).filter(([, place]) => (!AREAS.includes(place.k) || place.o) && place.p);
    isCrowd = points.length > MANY;
    // Before the regions in the order of the keyboard; above them still, by its index.
    map.getPane("mapPane").insertBefore(map.getPane("markerPane"), map.getPane("mapPane").firstChild);
    if (isCrowd) map.createPane("dots").style.zIndex = 500;
    const canvas = isCrowd ? L.canvas({ padding: 0.2, pane: "dots" }) : null;
    points.forEach(function ([id, place]) {
      const at = L.latLng(place.p[1], place.p[0]);
      const layer = isCrowd ? canvasDot(at, canvas) : markerAt(at);
      const one = { id: id, place: place, at: at, layer: layer, key: "", words: place.name };
      drawn.set(id, one);
      clicks.makeClickable(layer, id);
      layer.addTo(map);
      if (isCrowd) layer.bindTooltip(() => one.words, { className: "map-tip" });
      else makeReachable(one);
    });
    if (!isCrowd) chooseSides();
  }

  // A badge stands on the side that the nearest place is not on, or it would seem to be of that one.
  function chooseSides() {
    const every = Array.from(drawn.values(), (one) => ({ one: one, point: map.project(one.at, 5) }));
    every.forEach(function ({ one, point }) {
      const gap = (other) => (other.one === one ? Infinity : other.point.distanceTo(point));
      const nearest = every.reduce((best, other) => (gap(other) < gap(best) ? other : best));
      one.side = nearest.point.x > point.x ? -1 : 1;
    });
  }

  function markerAt(at) {
    const icon = L.divIcon({ className: "place", iconSize: null, html: "" });
    return L.marker(at, { icon: icon, keyboard: false, autoPanOnFocus: false });
  }

  function makeReachable(one) {
    const element = one.layer.getElement();
    element.setAttribute("role", "button");
    element.tabIndex = 0;
    element.dataset.place = one.id;
    one.own = element.className;
    one.element = element;
    clicks.pressOnEnter(one.layer);
    clicks.passOnClicks(group, one.layer);
    element.addEventListener("focus", function () {
      if (element.matches(":focus-visible")) view.bringIntoView(one.at);
    });
    window.crisisMapTips.attach(element, () => one.words);
  }

  // ``markOf`` gives the mark of a place_id, or undefined.
  function update(markOf, wordsOf, selected) {
    drawn.forEach(function (one) {
      const mark = markOf(one.id);
      const isSelected = one.id === selected;
      one.mark = mark;
      one.words = wordsOf(one.id, mark);
      one.weight = weightOf(mark);
      if (isCrowd) one.layer.showMark(mark, isSelected, one.weight);
      else updateElement(one, isSelected);
    });
    if (!isCrowd) sortForKeyboard();
    window.crisisMapLabels.show(isCrowd ? [] : names(selected));
  }

  function weightOf(mark) {
    return mark ? (mark.g === undefined ? 1 : mark.g) : -1;
  }

  function updateElement(one, isSelected) {
    const key = JSON.stringify([one.mark, isSelected, view.isNarrow()]);
    const element = one.element;
    if (element.getAttribute("aria-label") !== one.words) element.setAttribute("aria-label", one.words);
    if (one.key === key) return;
    one.key = key;
    const picture = signs.draw(one.mark, isSelected, one.side);
    element.className = [one.own].concat(picture.classes, isSelected ? "is-selected" : []).join(" ");
    element.setAttribute("aria-pressed", String(isSelected));
    element.style.width = element.style.height = picture.size + "px";
    element.style.margin = -picture.size / 2 + "px 0 0 " + -picture.size / 2 + "px";
    element.innerHTML = picture.svg;
    // Leaflet adds the marker's y. Markers that overlap are less than 100 pixels apart.
    one.layer.setZIndexOffset(Math.round((isSelected ? 1e6 : 0) + one.weight * 1000));
  }

  function byWeight(a, b) {
    return b.weight - a.weight || (b.place.c || 0) - (a.place.c || 0) || (a.id < b.id ? -1 : 1);
  }

  // The gravest place first. The element that has the focus stays where it is: it would lose it.
  function sortForKeyboard() {
    const pane = map.getPane("markerPane");
    const order = Array.from(drawn.values()).sort(byWeight).map((one) => one.element);
    if (order.every((element, i) => pane.children[i] === element)) return;
    const focused = order.includes(document.activeElement) ? document.activeElement : null;
    let next = focused;
    order.forEach(function (element) {
      if (element === focused) next = null;
      else pane.insertBefore(element, next);
    });
  }

  function names(selected) {
    const first = (one) => (one.id === selected ? 1 : 0);
    return Array.from(drawn.values())
      .sort((a, b) => first(b) - first(a) || byWeight(a, b))
      .map(function (one) {
        return {
          id: one.id,
          name: one.place.name,
          after: one.mark ? textBeside(one.mark) : "",
          at: one.at,
          reach: signs.reachOf(one.mark) + (one.id === selected ? 5 : 0),
          badge: signs.badgeOf(one.mark, one.side),
          weight: one.weight,
          isMarked: Boolean(one.mark),
          isFramed: one.id === selected,
          choose: () => clicks.noteClick(one.id),
        };
      });
  }

  // Of what does not stand in the sign. That claims differ, it says once more: a badge may lie near the
  // sign of another place.
  function textBeside(mark) {
    return mark.t && !signs.holdsText(mark) ? decode(mark.t) : "";
  }

  return { begin: begin, update: update };
})();
