// Signs of very many places, drawn on a canvas.
window.crisisMapDots = (function () {
  "use strict";

  const signs = window.crisisMapSigns;
  const GRAVE = 3; // weight from which a dot lies above others
  let Dot = null;

  function define() {
    return L.CircleMarker.extend({
      showMark: function (mark, isSelected, weight) {
        // Of which there is nothing to tell: most of a crowd, that would hide the others.
        const isQuiet = !mark || (!weight && !signs.has(mark, "stale"));
        const sign = isQuiet ? null : signs.signOf(mark);
        this.sign = sign;
        this.setStyle({
          radius: isQuiet ? 2 : Math.max(3, (mark.r || sign.radius) / 2),
          fillColor: sign ? sign.colour : "#8d9aa3",
          fillOpacity: mark && signs.has(mark, "stale") ? 0.5 : 1,
          color: isSelected ? "#0072b2" : "#17222c",
          weight: isSelected ? 4 : isQuiet ? 0.25 : 1,
        });
        if (isSelected || weight >= GRAVE) this.bringToFront();
        else if (isQuiet) this.bringToBack();
      },
      _updatePath: function () {
        if (!this._renderer._drawing || this._empty()) return;
        const context = this._renderer._ctx;
        const path = new Path2D();
        const scale = new DOMMatrix([this._radius, 0, 0, this._radius, this._point.x, this._point.y]);
        path.addPath(new Path2D(this.sign ? this.sign.path : "M1 0A1 1 0 1 1 -1 0A1 1 0 1 1 1 0Z"), scale);
        context.globalAlpha = this.options.fillOpacity;
        context.fillStyle = this.options.fillColor;
        context.fill(path);
        context.globalAlpha = 1;
        context.lineWidth = this.options.weight;
        context.strokeStyle = this.options.color;
        context.stroke(path);
      },
    });
  }

  function make(at, canvas) {
    Dot = Dot || define();
    return new Dot(at, { renderer: canvas, radius: 3, bubblingMouseEvents: false });
  }

  return { make: make };
})();
