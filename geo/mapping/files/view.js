// Which part of the world the map shows: the country whole at first and after each change of the
// frame's size, until the reader moves it; from then on what the reader has chosen.
window.crisisMapView = (function () {
  "use strict";

  const component = window.crisisMapComponent;
  const NARROW = 500; // pixels; below, the map stands on a phone
  const LOW = 320; // and here on one that is held across
  const POSITION = /^-?\d{1,2}(\.\d{1,6})?,-?\d{1,3}(\.\d{1,6})?,\d{1,2}(\.\d{1,4})?$/;

  let map = null;
  let home = null;
  let ground = null;
  let last = "";
  let hasMoved = false;
  let isOwn = false;
  let resizing = 0;

  function isNarrow() {
    const { x, y } = map.getSize();
    return x < NARROW || y < LOW;
  }

  // What controls, title and legend cover at the edges of the map.
  function margins() {
    const foot = map.getContainer().querySelector(".map-foot");
    const [side, top, bottom] = isNarrow() ? [5, 38, 66] : [14, 50, 74];
    // However much is said there, the country has more room.
    const low = Math.max(bottom, foot ? Math.min(foot.offsetHeight, map.getSize().y * 0.45) : 0);
    return { paddingTopLeft: [side, top], paddingBottomRight: [side, low] };
  }

  function begin(leaflet, bounds, reach) {
    map = leaflet;
    home = bounds;
    ground = reach;
    moveAlone(() => map.invalidateSize({ animate: false })); // the frame has given it another size
    const asked = component.readAddress("map", POSITION);
    if (asked) moveTo(asked.split(",").map(Number));
    else goHome();
    hasMoved = Boolean(asked);
    map.on("moveend", noticeMove);
    new ResizeObserver(function () {
      window.cancelAnimationFrame(resizing);
      resizing = window.requestAnimationFrame(resize);
    }).observe(map.getContainer());
  }

  // A move of our own, at any fraction of a zoom level, and none that the reader would hear of.
  function moveAlone(move) {
    const snap = map.options.zoomSnap;
    map.options.zoomSnap = 0;
    isOwn = true;
    move();
    isOwn = false;
    map.options.zoomSnap = snap;
    last = position();
  }

  function goHome() {
    moveAlone(function () {
      const room = L.point(margins().paddingTopLeft).add(margins().paddingBottomRight);
      const zoom = map.getBoundsZoom(home, false, room);
      if (zoom < map.getMinZoom() && Number.isFinite(zoom)) map.setMinZoom(zoom);
      map.fitBounds(home, Object.assign({ animate: false }, margins()));
    });
    hasMoved = false;
  }

  function moveTo([latitude, longitude, zoom]) {
    moveAlone(() => map.setView([latitude, longitude], zoom, { animate: false }));
  }

  function resize() {
    if (!map.getContainer().clientWidth) return; // it is hidden
    moveAlone(() => map.invalidateSize({ animate: false }));
    window.crisisMapStage.redraw(); // signs, legend and names go by the room that there is
    fit();
  }

  // The legend of one theme is higher than that of another.
  function fit() {
    if (!hasMoved) goHome();
  }

  function position() {
    const { lat, lng } = map.getCenter();
    return lat.toFixed(4) + "," + lng.toFixed(4) + "," + map.getZoom().toFixed(2);
  }

  // What the reader has moved the map to; "" while it shows the whole country, at any size.
  function chosen() {
    return hasMoved ? position() : "";
  }

  function noticeMove() {
    if (isOwn || position() === last) return;
    stayOnGround();
    last = position();
    hasMoved = true;
    window.crisisMapStage.tellView();
  }

  // The middle of the map is somewhere where there is ground; Leaflet's own bounds would also move
  // a view that is larger than they are.
  function stayOnGround() {
    const { lat, lng } = map.getCenter();
    const within = (value, least, most) => Math.max(least, Math.min(most, value));
    const centre = L.latLng(
      within(lat, ground.getSouth(), ground.getNorth()), within(lng, ground.getWest(), ground.getEast()));
    if (!centre.equals([lat, lng])) moveAlone(() => map.setView(centre, map.getZoom(), { animate: false }));
  }

  // Moves as little as needed to show a point that is outside, or under a control.
  function bringIntoView(latlng) {
    const { paddingTopLeft, paddingBottomRight } = margins();
    const around = L.point(24, 24);
    moveAlone(function () {
      map.panInside(latlng, {
        animate: false,
        paddingTopLeft: L.point(paddingTopLeft).add(around),
        paddingBottomRight: L.point(paddingBottomRight).add(around),
      });
    });
  }

  // The boxes of all that lies over the map, in pixels from its corner.
  function covered() {
    const whole = map.getContainer().getBoundingClientRect();
    return Array.from(map.getContainer().querySelectorAll(".is-over-map"), function (element) {
      const box = element.getBoundingClientRect();
      return [box.left - whole.left, box.top - whole.top, box.right - whole.left, box.bottom - whole.top];
    });
  }

  return {
    begin: begin,
    bringIntoView: bringIntoView,
    chosen: chosen,
    covered: covered,
    fit: fit,
    goHome: goHome,
    isNarrow: isNarrow,
    margins: margins,
    position: position,
  };
})();
