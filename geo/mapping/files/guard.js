// Loaded before everything else in the map's frame: whatever of it then fails to load or to run
// leaves a sentence for the reader instead of a blank frame.
(function () {
  "use strict";
  let isShown = false;

  // Until the map is drawn, the box that the page keeps for it is seen.
  if (document.body && window.Streamlit) document.body.style.setProperty("background", "transparent", "important");

  function show(what) {
    if (isShown || !document.body) return;
    isShown = true;
    const note = document.createElement("p");
    note.id = "map-problem";
    note.setAttribute("role", "alert");
    note.style.cssText =
      "position:fixed;inset:0 0 auto 0;z-index:10000;margin:0;padding:12px 16px;" +
      "font:16px/1.4 sans-serif;color:#17222c;background:#fff3cd;border:2px solid #8a6d1a";
    note.textContent =
      "The map cannot be drawn completely: " + what + ". " +
      "The tables on this page hold the same information. Reload the page to try again.";
    document.body.appendChild(note);
    if (window.Streamlit && window.innerHeight < 120) window.Streamlit.setFrameHeight(120);
  }

  function nameOf(element) {
    return (element.src || element.href || "a file").split("?")[0].split("/").pop();
  }

  // Elements that fail to load do not bubble their error, so it is caught on its way down.
  window.addEventListener("error", function (event) {
    const element = event.target;
    if (element instanceof HTMLScriptElement || element instanceof HTMLLinkElement) {
      show(nameOf(element) + " is missing");
    } else if (element === window) {
      show("a script failed");
    }
  }, true);
  window.addEventListener("unhandledrejection", function () {
    show("a part of it is missing");
  });
})();
