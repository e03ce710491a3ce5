// Draws the sign of a mark: for the map, and for the legend.
window.crisisMapSigns = (function () {
  "use strict";

  // Path, colour, hatch and glyph of each sign: the tables of geo/mapping/signs.py.
  let table = {};
  let hole = 0;
  let scale = 1; // of the signs on the map
  const RINGS = ["curfew", "curfew-tonight", "curfew-lapsed"];
  const PLAIN = { path: "M1 0A1 1 0 1 1 -1 0A1 1 0 1 1 1 0Z", colour: "#8d9aa3", radius: 5 };
  const SMALLEST = 24; // pixels: what a finger can hit
  const UNMARKED = 3; // radius of the dot of a place without a mark

  function begin(signs, share) {
    table = signs;
    hole = share;
  }

  // On a phone they are smaller, or they would cover the country.
  function setScale(value) {
    scale = value;
  }

  function signOf(mark) {
    return table[mark.s] || PLAIN;
  }

  function has(mark, flag) {
    return Boolean(mark.f) && mark.f.includes(flag);
  }

  function radiusOf(mark) {
    return mark ? scale * (mark.r || signOf(mark).radius || PLAIN.radius) : UNMARKED;
  }

  function ringOf(mark) {
    return RINGS.find((flag) => has(mark, flag));
  }

  function ringRadius(mark) {
    return radiusOf(mark) + 5 * scale;
  }

  // How far from its middle a sign reaches, in pixels.
  function reachOf(mark) {
    if (!mark) return UNMARKED + 1;
    return ringOf(mark) ? ringRadius(mark) + 1.5 : radiusOf(mark) * 1.2 + 1.5;
  }

  // Whether the text of a mark has room in its sign.
  function holdsText(mark) {
    return Boolean(mark.t && signOf(mark).holds) && mark.t.length * 3.4 + 1.5 <= radiusOf(mark);
  }

  function form(kind, path, radius, style) {
    return (
      '<path class="' + kind + '" d="' + path + '" transform="scale(' + radius + ')"' +
      (style ? ' style="' + style + '"' : "") + ' vector-effect="non-scaling-stroke"/>'
    );
  }

  function circle(kind, radius) {
    return '<circle class="' + kind + '" r="' + radius + '"/>';
  }

  // Four corners: told from the ring of a curfew by their form alone.
  function frame(half) {
    const corners = "M-1 -.5V-1H-.5M.5 -1H1V-.5M1 .5V1H.5M-.5 1H-1V.5";
    return form("selection-edge", corners, half) + form("selection", corners, half);
  }

  function write(kind, text, x, y) {
    return '<text class="' + kind + '" x="' + x + '" y="' + y + '">' + text + "</text>";
  }

  // ``side`` is where the badge stands: 1 to the east, -1 to the west.
  function partsOf(mark, side) {
    const sign = signOf(mark);
    const radius = radiusOf(mark);
    const isOpen = sign.is_open || has(mark, "group-only");
    const colour = (isOpen ? "--own:" : "fill:") + sign.colour;
    const inside = holdsText(mark) ? mark.t : sign.glyph;
    return [
      ringOf(mark) ? circle("ring-edge", ringRadius(mark)) + circle("ring", ringRadius(mark)) : "",
      form("edge", sign.path, radius),
      form(isOpen ? "sign is-open" : "sign", sign.path, radius, colour),
      has(mark, "derived") && !inside ? form("hole", sign.path, radius * hole) : "",
      inside ? write("glyph", inside, 0, 0) : "",
      badgeOf(mark, side) ? badge(...badgeOf(mark, side)) : "",
    ].join("");
  }

  // Where claims differ, above and beside the sign: from its middle across and down, and the radius.
  function badgeOf(mark, side) {
    if (!mark || !has(mark, "contested") || (mark.t === "≠" && holdsText(mark))) return null;
    const at = radiusOf(mark) * 0.8 + 2;
    return [at * side, -at, 6];
  }

  function badge(x, y, radius) {
    const circle = '<circle class="badge" cx="' + x + '" cy="' + y + '" r="' + radius + '"/>';
    return circle + write("badge-text", "≠", x, y);
  }

  function classesOf(mark) {
    const sign = signOf(mark);
    const broken = sign.is_broken ? ["is-broken"] : [];
    return ["sign-" + mark.s].concat(broken, (mark.f || []).map((flag) => "is-" + flag));
  }

  function svg(size, parts) {
    const half = size / 2;
    return (
      '<svg width="' + size + '" height="' + size + '" viewBox="' + [-half, -half, size, size].join(" ") +
      '" aria-hidden="true">' + parts + "</svg>"
    );
  }

  // Classes, size in pixels and SVG of a place; ``mark`` is undefined where it has none.
  function draw(mark, isSelected, side) {
    const reach = reachOf(mark) + (isSelected ? 5 : 0);
    const size = Math.max(SMALLEST, 2 * Math.ceil(reach));
    const parts = mark ? partsOf(mark, side) : circle("dot", UNMARKED);
    return {
      classes: mark ? classesOf(mark) : ["is-unmarked"],
      size: size,
      svg: svg(size, parts + (isSelected ? frame(reach - 1) : "")),
    };
  }

  // ---- Events ------------------------------------------------------------------------------------

  const AREA = 22; // radius of what is known roughly

  function reachOfEvent(mark) {
    return has(mark, "area") ? AREA * scale + 5 : reachOf(mark);
  }

  // A wide, light ring, its sign small and open on its edge: nothing of it marks a spot.
  function areaParts(mark) {
    const sign = signOf(mark);
    const ring = '<circle class="area" r="' + AREA * scale + '" style="--own:' + sign.colour + '"/>';
    const at = '<g transform="translate(0 ' + -AREA * scale + ')">';
    return ring + at + form("edge", sign.path, 4) + form("sign is-open", sign.path, 4, "--own:" + sign.colour) + "</g>";
  }

  // How many there are, below and beside the sign.
  function pill(count, at) {
    const text = count > 999 ? Math.round(count / 1000) + "k" : String(count);
    const width = 8 + 6 * text.length;
    return (
      '<rect class="badge" x="' + (at - 4) + '" y="' + (at - 7) + '" width="' + width + '" height="14" rx="7"/>' +
      write("badge-text", text, at - 4 + width / 2, at)
    );
  }

  // As ``draw``, of an event that stands for ``count``.
  function drawEvent(mark, count, isSelected) {
    const isArea = has(mark, "area");
    const reach = reachOfEvent(mark) + (isSelected ? 5 : 0);
    const size = Math.max(SMALLEST, 2 * Math.ceil(reach));
    const sign = isArea ? areaParts(mark) : partsOf(mark, 1);
    const many = count > 1 ? pill(count, isArea ? AREA * scale * 0.7 : radiusOf(mark) * 0.7 + 4) : "";
    return {
      classes: classesOf(mark),
      size: size,
      svg: svg(size, sign + many + (isSelected ? frame(reach - 1) : "")),
    };
  }

  // What stands in the legend for what is no sign.
  const KEYS = {
    area: '<circle class="area" r="7.5" style="--own:var(--faint)"/>',
    gathered: '<g transform="translate(-4 -3)">' + circle("dot", 5) + pill(3, 4) + "</g>",
    arrow: '<path class="arrow" d="M-9 0H4"/><path class="arrow-head" d="M9 0L2 -4.5V4.5Z"/>',
    contested: badge(0, 0, 6),
    region: '<rect class="swatch" x="-9" y="-6" width="18" height="12"/>',
    unmarked: circle("dot", UNMARKED),
  };

  // The picture of a key of the legend: a sign, a flag on a plain sign, or one of its own.
  function drawKey(key) {
    const holder = document.createElement("span");
    const mark = table[key] ? { s: key, r: 7 / scale } : { s: "", r: 4.5 / scale, f: [key] };
    holder.className = ["legend-sign"].concat(KEYS[key] ? [] : classesOf(mark)).join(" ");
    holder.innerHTML = svg(20, KEYS[key] || partsOf(mark, 1));
    return holder;
  }

  return {
    badgeOf: badgeOf,
    begin: begin,
    draw: draw,
    drawEvent: drawEvent,
    drawKey: drawKey,
    has: has,
    holdsText: holdsText,
    reachOf: reachOf,
    reachOfEvent: reachOfEvent,
    setScale: setScale,
    signOf: signOf,
  };
})();
