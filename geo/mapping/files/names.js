// Keeps the names of places from covering each other and the markers.
window.crisisMapNames = (function () {
  "use strict";

  // How many names are tried at most; the rest wait for the pointer.
  const NAMES = 150;
  const SIDES = ["right", "left", "top", "bottom"];

  const MARGIN = 6; // leaflet.css keeps this far from the offset

  function offsetOf(side, radius) {
    const reach = radius * 1.2 + 2;
    return { right: [reach, 0], left: [-reach, 0], top: [0, -reach], bottom: [0, reach] }[side];
  }

  function boxOf(side, point, radius, size) {
    const reach = radius * 1.2 + 2 + MARGIN;
    const left = { right: point.x + reach, left: point.x - reach - size.x }[side];
    const top = { top: point.y - reach - size.y, bottom: point.y + reach }[side];
    const x = left === undefined ? point.x - size.x / 2 : left;
    const y = top === undefined ? point.y - size.y / 2 : top;
    return [x, y, x + size.x, y + size.y];
  }

  function meet(a, b) {
    return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
  }

  // Names are permanent tooltips. Each takes the first side where it covers no marker and no name
  // of a weightier place, else one where it covers a lighter marker only; where there is none it waits under the pointer and the focus.
  function keepApart(layer, weight) {
    const markers = layer.getLayers().filter(function (marker) {
      return marker.place.label;
    });
    markers.sort(function (a, b) {
      return weight(b.place) - weight(a.place) || (a.place.id < b.place.id ? -1 : 1);
    });
    markers.forEach(function (marker, position) {
      const first = position < NAMES || marker.place.selected;
      marker.bindTooltip(marker.place.label, {
        permanent: first,
        direction: "right",
        offset: offsetOf("right", marker.place.radius),
        className: "place-name",
        opacity: 1,
      });
    });
    const named = markers.filter(function (marker) {
      return marker.getTooltip().options.permanent;
    });
    let map = null;
    function arrange() {
      if (map) placeNames(map, named);
    }
    // The size of a name is known once the style sheets are there.
    function arrangeInStyle(event) {
      if (event.target instanceof HTMLLinkElement) arrange();
    }
    layer.on("add", function () {
      map = layer._map;
      map.on("moveend resize", arrange);
      document.addEventListener("load", arrangeInStyle, true);
      window.setTimeout(arrange, 0);
    });
    layer.on("remove", function () {
      map.off("moveend resize", arrange);
      document.removeEventListener("load", arrangeInStyle, true);
      map = null;
    });
  }

  function isInside(box, size) {
    return box[0] >= 0 && box[1] >= 0 && box[2] <= size.x && box[3] <= size.y;
  }

  function placeNames(map, markers) {
    const view = map.getSize();
    const points = markers.map((marker) => map.latLngToContainerPoint(marker.getLatLng()));
    const taken = markers.map(function (marker, i) {
      const reach = marker.place.radius * 1.2 + (marker.place.curfew ? 4 : 1);
      const point = points[i];
      return [point.x - reach, point.y - reach, point.x + reach, point.y + reach];
    });
    const names = [];
    markers.forEach(function (marker, position) {
      const element = marker.getTooltip().getElement();
      if (!element) return;
      const radius = marker.place.radius;
      const size = { x: element.offsetWidth, y: element.offsetHeight };
      const boxes = SIDES.map((side) => [side, boxOf(side, points[position], radius, size)]);
      const apart = boxes.filter(([, box]) => !names.some((name) => meet(box, name)));
      const covers = (box, marks) => marks.some((mark) => meet(box, mark));
      const weightier = taken.slice(0, position);
      const others = weightier.concat(taken.slice(position + 1));
      const clear = apart.filter(([, box]) => !covers(box, others));
      // Rather over the sign of a lighter place, which is still clicked, than no name.
      const free = clear.length ? clear : apart.filter(([, box]) => !covers(box, weightier));
      const [side, box] = free.find(([, one]) => isInside(one, view)) || free[0] || ["right", null];
      if (box) names.push(box);
      element.classList.toggle("is-waiting", !box && !marker.place.selected);
      const tooltip = marker.getTooltip();
      tooltip.options.direction = side;
      tooltip.options.offset = L.point(offsetOf(side, radius));
      tooltip.update();
      tellOnHover(marker, element);
    });
    makeRoom(map.getContainer());
  }

  // The name of a country goes where it would cover a place, a name, or another country's.
  function makeRoom(container) {
    const boxOfElement = function (element) {
      const box = element.getBoundingClientRect();
      return [box.left, box.top, box.right, box.bottom];
    };
    const places = container.querySelectorAll(".place-name:not(.is-waiting), .place");
    const taken = Array.from(places, boxOfElement);
    container.querySelectorAll(".country-name span").forEach(function (name) {
      const box = boxOfElement(name);
      const isCovered = taken.some((one) => meet(box, one));
      name.style.visibility = isCovered ? "hidden" : "";
      if (!isCovered) taken.push(box);
    });
  }

  function tellOnHover(marker, element) {
    if (marker.tellsOnHover) return;
    marker.tellsOnHover = true;
    const icon = marker.getElement();
    ["mouseenter", "focus"].forEach(function (name) {
      icon.addEventListener(name, () => element.classList.add("is-told"));
    });
    ["mouseleave", "blur"].forEach(function (name) {
      icon.addEventListener(name, () => element.classList.remove("is-told"));
    });
  }

  return { keepApart: keepApart };
})();
