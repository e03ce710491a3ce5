// Text arrives as HTML in which every sign with a meaning is an entity (geo/mapping/inert.py).
window.crisisMapText = (function () {
  "use strict";

  const reader = document.createElement("template");

  // The text as it was typed, for where no HTML is read.
  function decode(html) {
    if (!html || !html.includes("&")) return html || "";
    reader.innerHTML = html;
    return reader.content.textContent;
  }

  return { decode: decode };
})();
