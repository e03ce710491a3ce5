// Draws from where to where contingents were said to come.
window.crisisMapRoutes = (function () {
  "use strict";

  function draw(routes) {
    const group = L.featureGroup();
    const ends = new Map();
    routes.forEach(function (route) {
      const line = L.polyline([route.from, route.to], {
        className: "route" + (route.exact ? "" : " is-vague"),
        interactive: false,
      });
      group.addLayer(line).addLayer(arrowOn(route));
      ends.set(route.origin, route.from).set(route.place, route.to);
    });
    ends.forEach(function (at, name) {
      const end = L.circleMarker(at, { className: "route-end", radius: 4, interactive: false });
      end.bindTooltip(name, { permanent: true, direction: "right", className: "place-name" });
      group.addLayer(end);
    });
    group.on("add", function () {
      const map = group._map;
      if (!routes.length) return;
      const all = group.getBounds();
      map.setMaxBounds(all.pad(0.6));
      map.fitBounds(all, { animate: false, padding: [70, 40] });
    });
    return group;
  }

  // An arrowhead in the middle of a route, turned as the line is on the map's own projection.
  function arrowOn(route) {
    const from = L.CRS.EPSG3857.project(L.latLng(route.from));
    const to = L.CRS.EPSG3857.project(L.latLng(route.to));
    const angle = (-Math.atan2(to.y - from.y, to.x - from.x) * 180) / Math.PI;
    const middle = L.CRS.EPSG3857.unproject(from.add(to).divideBy(2));
    const icon = L.divIcon({
      className: "route-arrow",
      iconSize: [0, 0],
      html:
        '<svg width="18" height="18" viewBox="-9 -9 18 18" aria-hidden="true"><path d="M-6 -6L7 0L-6 6Z" ' +
        'transform="rotate(' + angle.toFixed(1) + ')"/></svg>',
    });
    return L.marker(middle, { icon: icon, interactive: false, keyboard: false });
  }

  return { draw: draw };
})();
