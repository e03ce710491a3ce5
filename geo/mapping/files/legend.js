// The foot of the map: title and moment, scale, legend of the signs in use, and whom to credit.
window.crisisMapLegend = (function () {
  "use strict";

  const decode = window.crisisMapText.decode;
  const signs = window.crisisMapSigns;
  const MOST = 7;

  let legends = {};
  let parts = null;

  function begin(map, options) {
    legends = options.legends || {};
    const foot = L.DomUtil.create("div", "map-foot", map.getContainer());
    const line = L.DomUtil.create("div", "map-foot-line", foot);
    const title = L.DomUtil.create("p", "map-title is-over-map", line);
    const bar = L.DomUtil.create("div", "map-legend is-over-map", foot);
    parts = {
      name: L.DomUtil.create("strong", "", title),
      comma: L.DomUtil.create("i", "", title),
      said: L.DomUtil.create("span", "", title),
      list: L.DomUtil.create("ul", "", bar),
      note: L.DomUtil.create("p", "map-note", bar),
      drawn: "",
    };
    parts.name.textContent = decode(options.title);
    parts.list.setAttribute("aria-label", "Legend");
    const scale = L.control.scale({ imperial: false, maxWidth: 90 }).addTo(map).getContainer();
    scale.classList.add("is-over-map");
    line.appendChild(scale);
    bar.appendChild(map.attributionControl.getContainer());
    L.DomEvent.disableClickPropagation(bar);
  }

  function update(state, theme, marks, hasRegions) {
    parts.comma.textContent = state.said ? ", " : "";
    parts.said.textContent = decode(state.said);
    parts.note.textContent = decode((state.notes && state.notes[theme]) || "");
    parts.note.title = parts.note.textContent; // it is cut where there is no room
    const used = new Set(hasRegions ? ["region"] : []);
    marks.forEach(function (mark) {
      used.add(mark.s);
      (mark.f || []).forEach((flag) => used.add(flag));
    });
    const entries = (legends[theme] || []).filter((entry) => used.has(entry.key)).slice(0, MOST);
    const key = theme + entries.map((entry) => entry.key).join();
    if (key === parts.drawn) return;
    parts.drawn = key;
    parts.list.replaceChildren(...entries.map(item));
  }

  function item(entry) {
    const element = document.createElement("li");
    element.append(signs.drawKey(entry.key), entry.words);
    return element;
  }

  return { begin: begin, update: update };
})();
