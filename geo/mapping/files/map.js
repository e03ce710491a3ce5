// Draws the map in the frame of the map component, and in exported pages: the ground, and on it
// one state after the other.
window.crisisMap = (function () {
  "use strict";

  const clicks = window.crisisMapClicks;
  const decode = window.crisisMapText.decode;
  const labels = window.crisisMapLabels;
  const stage = window.crisisMapStage;
  const STILL = { interactive: false, pane: "land" };

  let outlines = null;
  let places = {}; // of a map whose places are not among the options

  function addOutlines(land, regions, waters) {
    outlines = { land: land, regions: regions, waters: waters };
  }

  function addPlaces(found) {
    places = found;
  }

  function drawBase(map, options) {
    const found = outlines;
    window.crisisMapSigns.begin(options.signs, options.hole);
    prepare(map, options);
    // Before anything is drawn, since each change of the view draws it all again.
    const [west, south, east, north] = found.regions.bbox;
    const home = L.latLngBounds([south, west], [north, east]);
    window.crisisMapView.begin(map, home, reachOf(found.land));
    drawGround(map, found, options.tiles);
    stage.begin(map, Object.assign({ places: places }, options), found.regions.features);
    if (!options.tiles) nameGround(found);
  }

  function prepare(map, options) {
    const container = map.getContainer();
    container.classList.add("crisis-map", options.dark ? "is-dark" : "is-light");
    container.setAttribute("aria-label", decode(options.label));
    container.setAttribute("role", "region");
    map.createPane("land").style.zIndex = 150;
    // Above what is said of regions, or their fill would colour it.
    map.createPane("waters").style.cssText = "z-index:450;pointer-events:none";
    map.attributionControl.setPrefix(false).addAttribution("Natural Earth");
    map.on("click", () => clicks.noteClick(null));
    L.Renderer.mergeOptions({ padding: 0.4 });
    addHatches(container, options.signs);
    zoomByWheelAfterClick(map);
    window.crisisMapComponent.allowZoom();
    window.crisisMapComponent.forgetRemovedGroups(map);
    window.crisisMapComponent.fillFrame(container);
  }

  // How far a reader may go: as far as there is ground.
  function reachOf(land) {
    const [west, south, east, north] = land.bbox;
    return L.latLngBounds([south, west], [north, east]);
  }

  // A page that scrolls past the map should not zoom it.
  function zoomByWheelAfterClick(map) {
    map.on("click focus", () => map.scrollWheelZoom.enable());
    map.on("mouseout blur", () => map.scrollWheelZoom.disable());
  }

  // ---- The ground ------------------------------------------------------------------------------

  function drawGround(map, found, hasTiles) {
    drawWaters(map, found.waters, ["sea"], "land");
    L.geoJSON(found.land, Object.assign({ className: "land" }, STILL)).addTo(map);
    drawRegions(map, found.regions);
    // Street maps have waters and names of their own.
    if (!hasTiles) drawWaters(map, found.waters, ["lake", "river"], "waters");
    else L.geoJSON(found.regions, { className: "region is-over-tiles", interactive: false }).addTo(map);
  }

  function drawWaters(map, waters, kinds, pane) {
    L.geoJSON(waters, {
      filter: (water) => kinds.includes(water.properties.kind),
      interactive: false,
      pane: pane,
      style: (water) => ({ className: water.properties.kind }),
    }).addTo(map);
  }

  // One that is no place of the dataset lies apart: leased, or claimed by another.
  function drawRegions(map, regions) {
    const style = (region) => ({ className: region.properties.place_id ? "region" : "region is-apart" });
    L.geoJSON(regions, Object.assign({ style: style }, STILL)).addTo(map);
  }

  function nameGround(found) {
    found.land.features.forEach(function (country) {
      const { name, label } = country.properties;
      if (label) labels.addGround(name, label, "is-country", (at) => holds(country.geometry, at));
    });
    found.regions.features.filter((region) => !region.properties.place_id).forEach(function (region) {
      const { lng, lat } = L.geoJSON(region).getBounds().getCenter();
      labels.addGround(region.properties.name, [lng, lat], "is-apart");
    });
    found.waters.features.forEach(function (water) {
      const { name, kind } = water.properties;
      if (kind === "name") labels.addGround(name, water.geometry.coordinates, "is-water");
    });
  }

  // Whether a point lies within outlines: a line from it to the east crosses them an odd number of times.
  function holds({ type, coordinates }, { lng, lat }) {
    const rings = type === "Polygon" ? coordinates : coordinates.flat();
    const crossed = rings.flatMap((ring) => ring.slice(1).filter(function ([x, y], i) {
      const [before, below] = ring[i];
      return y > lat !== below > lat && lng < before + ((x - before) * (lat - below)) / (y - below);
    }));
    return crossed.length % 2 === 1;
  }

  // What fills a region in the theme of severities: light, with lines that say which it is.
  function addHatches(container, signs) {
    const hatched = Object.keys(signs).filter((name) => signs[name].hatch);
    const patterns = hatched.map(function (name) {
      return (
        '<pattern id="hatch-' + name + '" width="8" height="8" patternUnits="userSpaceOnUse">' +
        '<rect width="8" height="8" fill="' + signs[name].colour + '" fill-opacity="0.15"/>' +
        '<path class="hatch" d="' + signs[name].hatch + '"/></pattern>'
      );
    });
    const holder = L.DomUtil.create("div", "map-patterns", container);
    holder.innerHTML =
      '<svg width="0" height="0" aria-hidden="true"><defs>' + patterns.join("") + "</defs></svg>";
  }

  return {
    addOutlines: addOutlines,
    addPlaces: addPlaces,
    drawBase: drawBase,
    drawState: (data) => new stage.Layer(data),
    hearClicks: clicks.hear,
    nameOf: stage.nameOf,
  };
})();
