// What the map rests on of streamlit-folium's own workings; geo/mapping/component.py says which
// version this was written against. In an exported page there is none of it, and nothing is done.
window.crisisMapComponent = (function () {
  "use strict";

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

  // streamlit-folium asks a layer that was clicked for its GeoJSON, and sends that.
  function answerAs(layer, feature) {
    layer.toGeoJSON = feature;
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

  return { answerAs: answerAs, forgetRemovedGroups: forgetRemovedGroups, send: send };
})();
