// The words of a place beside the pointer, or beside the sign that has the focus.
window.crisisMapTips = (function () {
  "use strict";

  const GAP = 8; // pixels

  let tip = null;
  let map = null;

  function begin(leaflet) {
    map = leaflet;
    tip = L.DomUtil.create("div", "map-tip", map.getContainer());
    tip.setAttribute("aria-hidden", "true"); // a screen reader is told by the label of the place
    tip.hidden = true;
    map.on("movestart zoomstart", hide);
  }

  function hide() {
    tip.hidden = true;
  }

  // Beside a box of the window: below it, or above where there is no room.
  function show(words, box) {
    const whole = map.getContainer().getBoundingClientRect();
    tip.textContent = words;
    tip.hidden = false;
    const left = (box.left + box.right) / 2 - whole.left - tip.offsetWidth / 2;
    const below = box.bottom - whole.top + GAP;
    const isRoom = below + tip.offsetHeight < whole.height;
    const top = isRoom ? below : box.top - whole.top - tip.offsetHeight - GAP;
    tip.style.left = Math.max(4, Math.min(left, whole.width - tip.offsetWidth - 4)) + "px";
    tip.style.top = Math.max(4, top) + "px";
  }

  // ``words`` is a function, since they change with the moment.
  function attach(element, words) {
    const showBeside = () => show(words(), element.getBoundingClientRect());
    element.addEventListener("mouseenter", showBeside);
    element.addEventListener("focus", function () {
      if (element.matches(":focus-visible")) showBeside();
    });
    element.addEventListener("mouseleave", hide);
    element.addEventListener("blur", hide);
  }

  // Of what is large, beside the pointer.
  function attachToPointer(element, words) {
    element.addEventListener("mousemove", function (event) {
      const { clientX: x, clientY: y } = event;
      show(words(), { left: x, right: x, top: y - 4, bottom: y + 12 });
    });
    element.addEventListener("mouseleave", hide);
  }

  return { attach: attach, attachToPointer: attachToPointer, begin: begin };
})();
