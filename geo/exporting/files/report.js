// The standalone page: draws the map from the data in the page, and answers the choice of a place.
(function () {
  "use strict";
  const data = JSON.parse(document.getElementById("view").textContent);
  const chosen = document.getElementById("chosen");
  // Frames the chosen place on the map, where there is one.
  let mark = () => {};

  function rowsOf(table) {
    return Array.from(document.querySelectorAll("#" + table + " tbody tr"));
  }

  function showAll() {
    rowsOf("claims").forEach((row) => (row.hidden = false));
    rowsOf("situation").forEach((row) => row.classList.remove("is-chosen"));
    chosen.hidden = true;
    mark("");
  }

  // Shows the claims of one place only, and says so.
  function choose(id) {
    const claims = rowsOf("claims");
    claims.forEach((row) => (row.hidden = row.dataset.place !== id));
    let name = crisisMap.nameOf(id);
    rowsOf("situation").forEach(function (row) {
      const isIt = row.dataset.place === id;
      row.classList.toggle("is-chosen", isIt);
      if (isIt) name = row.querySelector("button").textContent;
    });
    const count = claims.filter((row) => !row.hidden).length;
    chosen.querySelector("strong").textContent = name;
    chosen.querySelector("span").textContent = count + (count === 1 ? " claim" : " claims") + " below";
    chosen.hidden = false;
    mark(id);
  }

  document.getElementById("situation").addEventListener("click", function (event) {
    const button = event.target.closest("button[data-place]");
    if (button) choose(button.dataset.place);
  });
  chosen.querySelector("button").addEventListener("click", showAll);

  function draw() {
    const map = L.map("map", {
      center: [0, 0], zoom: 3, minZoom: 3, maxZoom: 10, zoomSnap: 0.25, zoomDelta: 0.5, scrollWheelZoom: false,
    });
    crisisMap.drawBase(map, data.base);
    mark = (id) => crisisMap.drawState({ state: data.state, selected: id }).addTo(map);
    mark("");
    crisisMap.hearClicks(function (id) {
      if (id) choose(id);
    });
  }

  document.documentElement.classList.remove("no-map");
  try {
    draw();
  } catch (error) {
    document.documentElement.classList.add("no-map");
    throw error;
  }
})();
