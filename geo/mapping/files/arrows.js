// From where forces came: arrows from the edge of the map, since what lies beyond it is not drawn.
window.crisisMapArrows = (function () {
  "use strict";

  const decode = window.crisisMapText.decode;
  const HEIGHT = 22; // pixels from one name at the edge to the next
  const EDGE = { left: 10, top: 52, right: 10 };

  let map = null;
  let canvas = null;
  let holder = null;
  let arrows = [];
  let bottom = 0; // how high what stands at the foot of the map is, in pixels

  function begin(leaflet) {
    map = leaflet;
    // Below the signs and their names.
    const pane = map.createPane("arrows");
    pane.style.cssText = "z-index:500;pointer-events:none";
    holder = L.DomUtil.create("div", "map-arrows leaflet-zoom-hide", pane);
    holder.setAttribute("aria-hidden", "true"); // the words of the places say the same
    canvas = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    map.on("move moveend", place);
  }

  // Each of ``told``: from (a country or town), bearing (degrees), at (where it goes), reach.
  function show(told) {
    arrows = told.map(function (one) {
      const name = document.createElement("span");
      name.className = "arrow-name is-over-map";
      name.textContent = "from " + decode(one.from);
      return Object.assign({ name: name }, one);
    });
    holder.replaceChildren(canvas, ...arrows.map((one) => one.name));
    place();
  }

  function place() {
    if (!arrows.length) {
      canvas.innerHTML = "";
      return;
    }
    const size = map.getSize();
    bottom = window.crisisMapView.margins().paddingBottomRight[1] + 10;
    // The panes move with the map; what is here stands still at the edge of the frame.
    L.DomUtil.setPosition(holder, map.containerPointToLayerPoint([0, 0]));
    holder.style.width = size.x + "px";
    holder.style.height = size.y + "px";
    const placed = arrows.map(function (one) {
      const target = map.latLngToContainerPoint(one.at);
      return { one: one, target: target, edge: edgeOf(target, one.bearing, size) };
    });
    spread(placed, ["left", "right"], "y", () => HEIGHT, [EDGE.top, size.y - bottom]);
    const width = (each) => each.one.name.offsetWidth + 8;
    spread(placed, ["top", "bottom"], "x", width, [EDGE.left + 40, size.x - EDGE.right - 40]);
    canvas.innerHTML = placed.map(draw).join("");
  }

  // Where the line from the target in this direction leaves the map.
  function edgeOf(target, bearing, size) {
    const turn = (bearing * Math.PI) / 180;
    const [across, down] = [Math.sin(turn), -Math.cos(turn)];
    const ways = [
      ["left", (EDGE.left - target.x) / across],
      ["right", (size.x - EDGE.right - target.x) / across],
      ["top", (EDGE.top - target.y) / down],
      ["bottom", (size.y - bottom - target.y) / down],
    ].filter(([, way]) => way > 0 && Number.isFinite(way));
    const [side, way] = ways.reduce((best, each) => (each[1] < best[1] ? each : best), ["left", Infinity]);
    const reach = Number.isFinite(way) ? way : 0;
    return { side: side, x: target.x + across * reach, y: target.y + down * reach };
  }

  // Names on the same side of the map keep apart along it.
  function spread(placed, among, along, room, [least, most]) {
    among.forEach(function (side) {
      const there = placed.filter((each) => each.edge.side === side);
      there.sort((a, b) => a.edge[along] - b.edge[along]);
      let next = least;
      there.forEach(function (each) {
        const need = room(each);
        const half = along === "x" ? need / 2 : 0;
        each.edge[along] = Math.max(each.edge[along], next + half);
        next = each.edge[along] + need - half;
      });
      const over = next - (along === "x" ? 0 : HEIGHT) - most;
      if (over > 0) there.forEach((each) => (each.edge[along] = Math.max(least, each.edge[along] - over)));
    });
  }

  function draw({ one, target, edge }) {
    const name = one.name;
    const width = name.offsetWidth;
    const left = { left: edge.x, right: edge.x - width }[edge.side];
    const x = left === undefined ? edge.x - width / 2 : left;
    name.style.transform = "translate(" + Math.round(x) + "px," + Math.round(edge.y - 9) + "px)";
    const begin = {
      left: [edge.x + width + 4, edge.y],
      right: [edge.x - width - 4, edge.y],
      top: [edge.x, edge.y + 12],
      bottom: [edge.x, edge.y - 12],
    };
    return line(L.point(begin[edge.side]), target, one.reach + 5);
  }

  // A line with a slight bend, and its head before the sign that it goes to.
  function line(from, to, gap) {
    const way = to.subtract(from);
    const length = Math.max(1, from.distanceTo(to));
    const bend = from.add(way.divideBy(2)).add(L.point(way.y, -way.x).multiplyBy(0.08));
    const last = to.subtract(bend);
    const unit = last.divideBy(Math.max(1, Math.hypot(last.x, last.y)));
    if (length < gap * 2) return "";
    const tip = to.subtract(unit.multiplyBy(gap));
    const end = tip.subtract(unit.multiplyBy(8));
    const side = L.point(-unit.y, unit.x).multiplyBy(4.5);
    const text = (point) => point.x.toFixed(1) + " " + point.y.toFixed(1);
    const path = "M" + text(from) + "Q" + text(bend) + " " + text(end);
    const head = "M" + text(tip) + "L" + text(end.add(side)) + "L" + text(end.subtract(side)) + "Z";
    return '<path class="arrow" d="' + path + '"/><path class="arrow-head" d="' + head + '"/>';
  }

  return { begin: begin, show: show };
})();
