// The foot of the map: title and moment, scale, legend of the signs in use, and whom to credit.
window.crisisMapLegend = (function () {
  "use strict";

  const decode = window.crisisMapText.decode;
  const signs = window.crisisMapSigns;
  const MOST = 7; // in the foot; the rest opens above it
  const MOST_NARROW = 4; // where there is a rest, on a phone
  const GRAVE = 3; // weight from which a sign comes before those that are used more

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
      filters: L.DomUtil.create("span", "map-filters", title),
      list: L.DomUtil.create("ul", "", bar),
      more: L.DomUtil.create("button", "map-more", bar),
      rest: L.DomUtil.create("ul", "map-rest", bar),
      note: L.DomUtil.create("p", "map-note", bar),
      drawn: "",
    };
    parts.name.textContent = decode(options.title);
    parts.list.setAttribute("aria-label", "Legend");
    beginRest(map.getContainer());
    const scale = L.control.scale({ imperial: false, maxWidth: 90 }).addTo(map).getContainer();
    scale.classList.add("is-over-map");
    line.appendChild(scale);
    bar.appendChild(map.attributionControl.getContainer());
    L.DomEvent.disableClickPropagation(bar);
  }

  // The button and the list that it opens, which Escape closes from anywhere in the map.
  function beginRest(container) {
    parts.rest.id = "map-rest";
    parts.rest.setAttribute("aria-label", "More of the legend");
    parts.more.type = "button";
    parts.more.setAttribute("aria-controls", parts.rest.id);
    parts.more.addEventListener("click", () => open(parts.rest.hidden));
    container.addEventListener("keydown", (event) => event.key === "Escape" && open(false));
    open(false);
  }

  function open(isOpen) {
    parts.rest.hidden = !isOpen;
    parts.more.setAttribute("aria-expanded", String(isOpen));
  }

  // What of the evidence is left out, in words; "" for nothing.
  function tellFilters(words) {
    parts.filters.textContent = decode(words || "");
  }

  // ``counts`` says how often each key is in use beside those of ``marks``.
  function update(state, theme, marks, counts) {
    parts.comma.textContent = state.said ? ", " : "";
    parts.said.textContent = decode(state.said);
    parts.note.textContent = decode((state.notes && state.notes[theme]) || "");
    const entries = ranked(legends[theme] || [], uses(marks, counts));
    const most = entries.length > MOST && window.crisisMapView.isNarrow() ? MOST_NARROW : MOST;
    const key = theme + most + entries.map((entry) => entry.key).join();
    if (key === parts.drawn) return;
    parts.drawn = key;
    const rest = entries.slice(most);
    parts.list.replaceChildren(...entries.slice(0, most).map(item));
    parts.rest.replaceChildren(...rest.map(item));
    parts.more.textContent = rest.length + (rest.length === 1 ? " more sign" : " more signs");
    parts.more.hidden = !rest.length;
    if (!rest.length) open(false);
  }

  // How often each sign and flag is in use.
  function uses(marks, counts) {
    const found = new Map(Object.entries(counts));
    const add = (key, much) => found.set(key, (found.get(key) || 0) + much);
    marks.forEach(function (mark) {
      add(mark.s, mark.g >= GRAVE ? 1e6 : 1);
      (mark.f || []).forEach((flag) => add(flag, 1));
    });
    return found;
  }

  // The entries in use, the most used first, and before all others what is grave.
  function ranked(entries, found) {
    const used = entries.filter((entry) => found.has(entry.key));
    return used.sort((a, b) => found.get(b.key) - found.get(a.key));
  }

  function item(entry) {
    const element = document.createElement("li");
    element.append(signs.drawKey(entry.key), entry.words);
    return element;
  }

  return { begin: begin, tellFilters: tellFilters, update: update };
})();
