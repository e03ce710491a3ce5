// What a click, a tap or a key on the map means, and how the page around the map hears of it.
window.crisisMapClicks = (function () {
  "use strict";

  const component = window.crisisMapComponent;
  const listeners = [];
  let clicked = null;

  // In a page that holds the map itself: ``listener`` gets the place_id, or null for the ground.
  function hear(listener) {
    listeners.push(listener);
  }

  // One value for each click, so that the second click on a place counts as one, too.
  function noteClick(id) {
    clicked = {
      type: "Feature",
      id: id,
      properties: { clicked_at: Date.now() },
      geometry: null,
    };
    component.send(clicked);
    listeners.forEach((listener) => listener(id));
  }

  // Events have no place that a listener could show; the page around the map shows their claims.
  function noteEvents(keys) {
    component.send({
      type: "Feature",
      id: null,
      properties: { clicked_at: Date.now(), events: keys },
      geometry: null,
    });
  }

  function makeClickable(layer, id) {
    layer.on("click", () => noteClick(id));
  }

  // The squares around markers overlap where places are close to each other. A click on several of
  // them means the one whose middle is nearest, or the lower ones could not be chosen at all.
  function passOnClicks(layer, marker) {
    marker.getElement().addEventListener("click", function (event) {
      const gap = (one) => gapToMiddle(one.getElement(), event);
      const meant = layer.getLayers().reduce((best, one) => (gap(one) < gap(best) ? one : best), marker);
      // Leaflet itself drops the click at the end of a drag.
      if (meant === marker || marker._map.dragging.moved()) return;
      event.stopPropagation();
      meant.fire("click", { latlng: meant.getLatLng() }, true);
    });
  }

  // In pixels; without end where the click is not on the element.
  function gapToMiddle(element, click) {
    const box = element.getBoundingClientRect();
    const across = Math.abs(click.clientX - (box.left + box.right) / 2);
    const along = Math.abs(click.clientY - (box.top + box.bottom) / 2);
    const isHit = across <= box.width / 2 && along <= box.height / 2;
    return isHit ? Math.hypot(across, along) : Infinity;
  }

  // ---- The keyboard --------------------------------------------------------------------------

  function pressOnEnter(layer) {
    layer.getElement().addEventListener("keydown", function (event) {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      layer.fire("click", { latlng: layer.getLatLng ? layer.getLatLng() : null }, true);
    });
  }

  return {
    hear: hear,
    makeClickable: makeClickable,
    noteClick: noteClick,
    noteEvents: noteEvents,
    passOnClicks: passOnClicks,
    pressOnEnter: pressOnEnter,
  };
})();
