// What the map rests on of streamlit-folium's own workings, and what it says to the page around it;
// geo/mapping/component.py says which version this was written against. In an exported page there
// is none of it, and nothing is done.
window.crisisMapComponent = (function () {
  "use strict";

  const isFramed = Boolean(window.Streamlit) && window.parent !== window;

  // Sends a GeoJSON feature to the page around the map, as what was clicked last.
  function send(feature) {
    const state = window.__GLOBAL_DATA__;
    if (!state || !window.Streamlit) return;
    state.last_active_drawing = feature;
    // streamlit-folium would send the same after a pause of 250 ms; what it finds sent already
    // it does not send again.
    const value = Object.assign({}, state.previous_data, { last_active_drawing: feature });
    state.previous_data = value;
    window.Streamlit.setComponentValue(value);
  }

  // It keeps every group of layers that it ever added; those that it has removed from the map
  // would stay in memory.
  function forgetRemovedGroups(map) {
    map.on("layerremove", function () {
      window.setTimeout(function () {
        if (!window.feature_group) return;
        window.feature_group = window.feature_group.filter((group) => map.hasLayer(group));
      }, 0);
    });
  }

  // What folium writes into the page forbids to enlarge it.
  function allowZoom() {
    document.querySelectorAll("meta[name=viewport]").forEach(function (meta) {
      meta.content = "width=device-width, initial-scale=1";
    });
  }

  // It gives the map a height of its own; the page around gives one to the frame.
  function fillFrame(container) {
    if (!isFramed) return;
    document.documentElement.classList.add("is-map-frame");
    container.style.setProperty("height", "100vh", "important");
    container.style.setProperty("width", "100%", "important");
  }

  // ---- The page around -------------------------------------------------------------------------

  function tellPage(kind, more) {
    if (!isFramed) return;
    window.parent.postMessage(Object.assign({ crisisMap: kind }, more), window.location.origin);
  }

  // ``answers`` has a function for each kind of message.
  function hearPage(answers) {
    if (!isFramed) return;
    window.addEventListener("message", function (event) {
      const isOurs = event.source === window.parent && event.origin === window.location.origin;
      const kind = isOurs && event.data && event.data.crisisMap;
      if (typeof kind === "string" && Object.hasOwn(answers, kind)) answers[kind](event.data);
    });
  }

  // A parameter in the address of the page around, where it has this form; else "".
  function readAddress(name, form) {
    if (!isFramed) return "";
    const value = new URLSearchParams(window.parent.location.search).get(name) || "";
    return form.test(value) ? value : "";
  }

  return {
    allowZoom: allowZoom,
    fillFrame: fillFrame,
    forgetRemovedGroups: forgetRemovedGroups,
    hearPage: hearPage,
    readAddress: readAddress,
    send: send,
    tellPage: tellPage,
  };
})();
