// Draws the map in the frame of the map component, and in exported pages.
// Text arrives as HTML in which every sign with a meaning is an entity (geo/mapping/inert.py).
window.crisisMap = (function () {
  "use strict";

  const clicks = window.crisisMapClicks;

  // Path, colour, hatch and glyph of each severity: the table of geo/mapping/signs.py.
  let signs = {};
  // How large the hole is in the sign of a severity that was derived.
  let hole = 0;
  const RANK = { Extreme: 4, Severe: 3, Moderate: 2, Minor: 1, Unknown: 0 };
  // Above this number the places are drawn on one canvas instead of as elements of their own.
  const MANY = 500;

  const outlines = {};

  function addOutlines(country, land, regions, waters) {
    outlines[country] = { land: land, regions: regions, waters: waters || { features: [] } };
  }

  // ---- The ground ----------------------------------------------------------------------------

  function drawBase(map, options) {
    const nothing = { type: "FeatureCollection", features: [], bbox: options.around };
    const found = outlines[options.country] || { land: nothing, regions: nothing, waters: nothing };
    const container = map.getContainer();
    signs = options.signs;
    hole = options.hole;
    container.classList.add("crisis-map", options.dark ? "is-dark" : "is-light");
    container.setAttribute("aria-label", decode(options.label));
    container.setAttribute("role", "region");
    map.createPane("land").style.zIndex = 150;
    map.attributionControl.setPrefix(false).addAttribution("Natural Earth");
    map.on("click", function () {
      clicks.noteClick(null);
    });
    addHatches(container);
    zoomByWheelAfterClick(map);
    window.crisisMapComponent.forgetRemovedGroups(map);
    // Before anything is drawn, since each change of the view draws it all again.
    const [west, south, east, north] = found.regions.bbox;
    const home = L.latLngBounds([south, west], [north, east]);
    if (options.places) {
      L.Renderer.mergeOptions({ padding: 0.4 });
      window.crisisMapComponent.fillFrame(container);
      window.crisisMapView.begin(map, home, reachOf(found.land, home));
      window.crisisMapSigns.begin(signs, hole);
    } else {
      map.fitBounds(home, { animate: false, padding: [6, 6] });
      map.setMaxBounds(home.pad(0.35));
    }
    const still = { interactive: false, pane: "land" };
    drawWaters(map, found.waters, ["sea"], still);
    L.geoJSON(found.land, Object.assign({ className: "land" }, still)).addTo(map);
    drawRegionsOfGround(map, found.regions, still);
    // Above what is said of regions, or their fill would colour it.
    map.createPane("waters").style.cssText = "z-index:450;pointer-events:none";
    drawWaters(map, found.waters, ["lake", "river"], { interactive: false, pane: "waters" });
    if (options.tiles) {
      L.geoJSON(found.regions, { className: "region is-over-tiles", interactive: false }).addTo(map);
    }
    if (options.places) {
      window.crisisMapStage.begin(map, options, found.regions.features);
      nameGround(found);
      return;
    }
    found.land.features.forEach(function (country) {
      if (country.properties.label) nameCountry(map, country.properties);
    });
  }

  // How far a reader may go: as far as there is ground.
  function reachOf(land, home) {
    if (!land.features.length) return home.pad(1);
    const [west, south, east, north] = land.bbox;
    return L.latLngBounds([south, west], [north, east]);
  }

  function nameGround(found) {
    found.land.features.forEach(function (country) {
      const { name, label } = country.properties;
      if (label) window.crisisMapLabels.addGround(name, label, "is-country");
    });
    found.regions.features.filter((region) => !region.properties.place_id).forEach(function (region) {
      const { lng, lat } = L.geoJSON(region).getBounds().getCenter();
      window.crisisMapLabels.addGround(region.properties.name, [lng, lat], "is-apart");
    });
    found.waters.features.forEach(function (water) {
      const { name, kind } = water.properties;
      if (kind === "name") window.crisisMapLabels.addGround(name, water.geometry.coordinates, "is-water");
    });
  }

  function drawWaters(map, waters, kinds, still) {
    const drawn = waters.features.filter((water) => kinds.includes(water.properties.kind));
    const style = (water) => ({ className: water.properties.kind });
    L.geoJSON({ type: "FeatureCollection", features: drawn }, Object.assign({}, still, { style: style })).addTo(map);
  }

  // One that is no place of the dataset lies apart: leased, or claimed by another.
  function drawRegionsOfGround(map, regions, still) {
    const style = (region) => ({ className: region.properties.place_id ? "region" : "region is-apart" });
    L.geoJSON(regions, Object.assign({ style: style }, still)).addTo(map);
  }

  // A page that scrolls past the map should not zoom it.
  function zoomByWheelAfterClick(map) {
    map.on("click focus", function () {
      map.scrollWheelZoom.enable();
    });
    map.on("mouseout blur", function () {
      map.scrollWheelZoom.disable();
    });
  }

  function nameCountry(map, properties) {
    const [longitude, latitude] = properties.label;
    const icon = L.divIcon({ className: "country-name", iconSize: [0, 0], html: "<span></span>" });
    const still = { icon: icon, interactive: false, keyboard: false, pane: "land" };
    const marker = L.marker([latitude, longitude], still).addTo(map);
    marker.getElement().firstChild.textContent = properties.name;
  }

  // ---- Regions -------------------------------------------------------------------------------

  function addHatches(container) {
    const hatched = Object.keys(signs).filter((name) => signs[name].hatch);
    const patterns = hatched.map(function (severity) {
      return (
        '<pattern id="hatch-' + severity + '" width="8" height="8" patternUnits="userSpaceOnUse">' +
        '<rect width="8" height="8" fill="' + signs[severity].colour + '" fill-opacity="0.15"/>' +
        '<path class="hatch" d="' + signs[severity].hatch + '"/></pattern>'
      );
    });
    const holder = document.createElement("div");
    holder.style.cssText = "position:absolute;width:0;height:0;overflow:hidden";
    holder.innerHTML =
      '<svg width="0" height="0" aria-hidden="true"><defs>' + patterns.join("") + "</defs></svg>";
    container.appendChild(holder);
  }

  function drawRegions(data) {
    const country = data.country;
    const byId = {};
    data.regions.forEach(function (region) {
      byId[region.id] = region;
    });
    const shapes = outlines[country] ? outlines[country].regions.features : [];
    const told = shapes.filter(function (shape) {
      return shape.properties.place_id in byId;
    });
    // What is drawn later covers the half of a border's stroke that the neighbour has.
    const height = function (shape) {
      const region = byId[shape.properties.place_id];
      return (region.selected ? 4 : 0) + (region.curfew ? 2 : 0) + (ringOf(region) ? 1 : 0);
    };
    told.sort((a, b) => height(a) - height(b));
    return L.geoJSON(told, {
      style: function (shape) {
        const region = byId[shape.properties.place_id];
        return { className: classesOf("claim-region", region), bubblingMouseEvents: false };
      },
      onEachFeature: function (shape, layer) {
        const region = byId[shape.properties.place_id];
        clicks.makeClickable(layer, region.id);
        layer.bindTooltip(named(region), { sticky: true, className: "place-name" });
        layer.on("add", function () {
          makeFocusable(layer, region);
        });
      },
    });
  }

  function makeFocusable(layer, place) {
    const element = layer.getElement();
    if (!element) return;
    element.setAttribute("tabindex", "0");
    element.setAttribute("role", "button");
    element.setAttribute("aria-label", decode(place.words));
    element.setAttribute("aria-pressed", String(Boolean(place.selected)));
    element.dataset.place = place.id;
    clicks.pressOnEnter(layer, place.id);
    clicks.giveFocusBack(element, place.id);
  }

  function named(place) {
    return place.name + (place.derived ? " (derived severity)" : "");
  }

  function decode(html) {
    return new DOMParser().parseFromString(html, "text/html").documentElement.textContent;
  }

  // Of a curfew: in force, to begin later the same day, last reported too long ago to count.
  const RINGS = ["curfew", "curfew_tonight", "curfew_lapsed"];

  function ringOf(place) {
    return RINGS.find(function (flag) {
      return place[flag];
    });
  }

  function classesOf(base, place) {
    const flags = ["stale", "derived", ...RINGS, "selected"].filter(function (flag) {
      return place[flag];
    });
    return [base, "severity-" + place.severity]
      .concat(flags.map(function (flag) {
        return "is-" + flag.replace("_", "-");
      }))
      .join(" ");
  }

  // ---- Places --------------------------------------------------------------------------------

  function shape(kind, sign, centre, radius, fill) {
    const scale = "translate(" + centre + " " + centre + ") scale(" + radius + ")";
    const still = ' vector-effect="non-scaling-stroke"';
    return (
      '<path class="' + kind + '" d="' + sign.path + '" fill="' + fill + '" transform="' + scale +
      '"' + still + "/>"
    );
  }

  function circle(kind, centre, radius) {
    return '<circle class="' + kind + '" cx="' + centre + '" cy="' + centre + '" r="' + radius + '"/>';
  }

  // Four corners: told from the ring of a curfew by its form alone.
  function frame(centre, half) {
    const corners = "M-1 -.5V-1H-.5M.5 -1H1V-.5M1 .5V1H.5M-.5 1H-1V.5";
    const scale = "translate(" + centre + " " + centre + ") scale(" + half + ")";
    return ["selection-edge", "selection"]
      .map(function (kind) {
        const still = '" vector-effect="non-scaling-stroke"/>';
        return '<path class="' + kind + '" d="' + corners + '" transform="' + scale + still;
      })
      .join("");
  }

  function iconOf(place) {
    const sign = signs[place.severity];
    const half = place.radius * 1.3 + 8;
    const size = Math.ceil(half * 2);
    const centre = size / 2;
    const parts = [
      place.selected ? frame(centre, half - 2) : "",
      ringOf(place) ? circle("ring-edge", centre, place.radius * 1.3 + 2) : "",
      ringOf(place) ? circle("ring", centre, place.radius * 1.3 + 2) : "",
      shape("edge", sign, centre, place.radius, "none"),
      shape("sign", sign, centre, place.radius, sign.colour),
      place.derived ? shape("hole", sign, centre, place.radius * hole, "none") : "",
      sign.glyph
        ? '<text x="' + centre + '" y="' + centre + '" class="glyph">' + sign.glyph + "</text>"
        : "",
    ];
    return L.divIcon({
      className: classesOf("place", place),
      iconSize: [size, size],
      html: '<svg width="' + size + '" height="' + size + '" aria-hidden="true">' + parts.join("") + "</svg>",
    });
  }

  function weight(place) {
    return (place.selected ? 1e6 : 0) + RANK[place.severity] * 1000 + place.radius;
  }

  // Leaflet adds the marker's y to the offset, and CSS takes whole numbers only. Markers that
  // overlap are less than 100 pixels apart, a tenth of the step from one severity to the next.
  function markerOf(place, latlng) {
    return L.marker(latlng, { icon: iconOf(place), zIndexOffset: Math.round(weight(place)) });
  }

  function drawPlaces(data) {
    const isCrowd = data.features.length > MANY;
    const canvas = isCrowd ? L.canvas({ padding: 0.2 }) : null;
    const layer = L.geoJSON(data, {
      pointToLayer: function (feature, latlng) {
        const place = feature.properties;
        return isCrowd ? new Dot(latlng, dotOptions(place, canvas)) : markerOf(place, latlng);
      },
      onEachFeature: function (feature, marker) {
        const place = Object.assign({ id: feature.id }, feature.properties);
        marker.place = place;
        clicks.makeClickable(marker, place.id);
        if (isCrowd) {
          marker.bindTooltip(named(place), { className: "place-name" });
        } else {
          marker.on("add", function () {
            makeFocusable(marker, place);
            clicks.passOnClicks(layer, marker);
          });
        }
      },
    });
    if (!isCrowd) window.crisisMapNames.keepApart(layer, weight);
    return layer;
  }

  // ---- Many places: the same shapes on a canvas -------------------------------------------------

  let Dot = null;

  function dotOptions(place, canvas) {
    return {
      renderer: canvas,
      radius: place.radius / 2,
      fillColor: signs[place.severity].colour,
      fillOpacity: place.stale ? 0.5 : 1,
      color: place.selected ? "#0072b2" : "#17222c",
      weight: place.selected ? 4 : 1,
      bubblingMouseEvents: false,
      sign: signs[place.severity],
      hole: place.derived ? hole : 0,
    };
  }

  function defineDot() {
    Dot = L.CircleMarker.extend({
      _updatePath: function () {
        if (!this._renderer._drawing || this._empty()) return;
        const context = this._renderer._ctx;
        const path = new Path2D();
        const scale = new DOMMatrix([this._radius, 0, 0, this._radius, this._point.x, this._point.y]);
        const form = new Path2D(this.options.sign.path);
        path.addPath(form, scale);
        if (this.options.hole) path.addPath(form, scale.scale(this.options.hole));
        context.globalAlpha = this.options.fillOpacity;
        context.fillStyle = this.options.fillColor;
        context.fill(path, "evenodd");
        context.globalAlpha = 1;
        context.lineWidth = this.options.weight;
        context.strokeStyle = this.options.color;
        context.stroke(path);
      },
    });
  }

  defineDot();
  return {
    addOutlines: addOutlines,
    drawBase: drawBase,
    drawPlaces: drawPlaces,
    drawRegions: drawRegions,
    drawRoutes: window.crisisMapRoutes.draw,
    drawState: (data) => new window.crisisMapStage.Layer(data),
    hearClicks: clicks.hear,
  };
})();
