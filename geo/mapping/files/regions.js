// Regions of which something is said as a whole: a light fill, never louder than a city's sign.
window.crisisMapRegions = (function () {
  "use strict";

  const clicks = window.crisisMapClicks;
  const signs = window.crisisMapSigns;
  const drawn = new Map();

  function begin(map, shapes, places) {
    shapes.forEach(function (shape) {
      const id = shape.properties.place_id;
      if (!places[id] || places[id].k !== "region") return;
      const layer = L.geoJSON(shape, { className: "claim-region", bubblingMouseEvents: false }).getLayers()[0];
      const one = drawn.get(id) || { id: id, layers: [], key: "", words: places[id].name };
      one.layers.push(layer);
      drawn.set(id, one);
      clicks.makeClickable(layer, id);
      layer.addTo(map);
      makeReachable(one, layer);
    });
  }

  function makeReachable(one, layer) {
    const element = layer.getElement();
    element.dataset.place = one.id;
    clicks.pressOnEnter(layer);
    window.crisisMapTips.attachToPointer(element, () => one.words);
  }

  function update(markOf, wordsOf, selected) {
    drawn.forEach(function (one) {
      const mark = markOf(one.id);
      const isSelected = one.id === selected;
      one.words = wordsOf(one.id, mark);
      const key = JSON.stringify([mark, isSelected, one.words]);
      if (one.key === key) return;
      one.key = key;
      one.layers.forEach((layer) => updatePath(layer, one, mark, isSelected));
    });
  }

  function updatePath(layer, one, mark, isSelected) {
    const element = layer.getElement();
    const flags = mark ? ["is-marked", "sign-" + mark.s].concat((mark.f || []).map((flag) => "is-" + flag)) : [];
    const own = ["claim-region", "leaflet-interactive"].concat(isSelected ? "is-selected" : []);
    element.setAttribute("class", own.concat(flags).join(" "));
    element.style.fill = mark ? fillOf(mark) : "";
    element.setAttribute("aria-label", one.words);
    element.setAttribute("aria-pressed", String(isSelected));
    element.setAttribute("role", "button");
    element.setAttribute("tabindex", mark || isSelected ? "0" : "-1");
    // What is drawn later covers the half of a border's stroke that the neighbour has.
    if (isSelected) layer.bringToFront();
  }

  function fillOf(mark) {
    const sign = signs.signOf(mark);
    return sign.hatch ? "url(#hatch-" + mark.s + ")" : sign.colour;
  }

  return { begin: begin, update: update };
})();
