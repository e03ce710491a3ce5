// What a reader can do with the map: switch its theme, zoom, go back to the whole, fill the screen.
window.crisisMapControls = (function () {
  "use strict";

  const view = window.crisisMapView;
  const ICONS = {
    in: "M8 3V13M3 8H13",
    out: "M3 8H13",
    home: "M2 6V2H6M10 2H14V6M14 10V14H10M6 14H2V10M8 6.5A1.5 1.5 0 1 1 8 9.5A1.5 1.5 0 1 1 8 6.5",
    full: "M9 7L14 2M10 2H14V6M7 9L2 14M6 14H2V10",
  };

  let themes = [];
  let holder = null;
  let choose = () => {};

  function begin(map, offered, onChoose) {
    themes = offered;
    choose = onChoose;
    holder = document.createElement("div");
    holder.className = "map-controls";
    // Before the places in the order of the keyboard.
    map.getContainer().prepend(holder);
    if (map.zoomControl) map.zoomControl.remove();
    L.DomEvent.disableClickPropagation(holder);
    L.DomEvent.disableScrollPropagation(holder);
    if (themes.length > 1) addSwitch();
    addButtons(map);
  }

  function addButtons(map) {
    const bar = L.DomUtil.create("div", "map-buttons is-over-map", holder);
    addButton(bar, "in", "Zoom in", () => map.zoomIn());
    addButton(bar, "out", "Zoom out", () => map.zoomOut());
    addButton(bar, "home", "Show the whole country", function () {
      view.goHome();
      window.crisisMapStage.tellView();
    });
    if (!document.fullscreenEnabled) return;
    addButton(bar, "full", "Full screen", function () {
      if (document.fullscreenElement) document.exitFullscreen();
      else map.getContainer().requestFullscreen();
    });
  }

  function addButton(bar, icon, words, act) {
    const button = L.DomUtil.create("button", "", bar);
    button.type = "button";
    button.title = words;
    button.setAttribute("aria-label", words);
    button.innerHTML =
      '<svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true"><path d="' + ICONS[icon] + '"/></svg>';
    button.addEventListener("click", act);
  }

  // ---- Themes ----------------------------------------------------------------------------------

  // Buttons, a list for each group of themes among them; on a phone one list of all.
  function addSwitch() {
    const bar = L.DomUtil.create("div", "map-switch is-over-map", holder);
    bar.setAttribute("role", "group");
    bar.setAttribute("aria-label", "What the map shows");
    const groups = new Set();
    themes.forEach(function (theme) {
      if (!theme.group) addTheme(bar, theme);
      else if (!groups.has(theme.group)) addList(bar, theme.group, "is-wide");
      groups.add(theme.group);
    });
    addList(bar, "", "is-narrow");
  }

  function addTheme(bar, theme) {
    const button = L.DomUtil.create("button", "is-wide", bar);
    button.type = "button";
    button.textContent = theme.label;
    button.dataset.theme = theme.id;
    button.addEventListener("click", () => choose(theme.id));
  }

  // A list of the themes of a group, or of all where ``group`` is "".
  function addList(bar, group, kind) {
    const list = L.DomUtil.create("select", kind, bar);
    list.setAttribute("aria-label", group || "What the map shows");
    list.dataset.group = group;
    if (group) list.add(new Option(group, ""));
    themes.forEach(function (theme) {
      if (!group || theme.group === group) list.add(new Option(theme.label, theme.id));
    });
    list.addEventListener("change", () => list.value && choose(list.value));
  }

  // ``offered`` are the themes that have something to show at the moment.
  function update(theme, offered) {
    holder.querySelectorAll("button[data-theme]").forEach(function (button) {
      button.setAttribute("aria-pressed", String(button.dataset.theme === theme));
      button.disabled = !offered.includes(button.dataset.theme);
    });
    holder.querySelectorAll("select").forEach(function (list) {
      const options = Array.from(list.options);
      options.forEach(function (option) {
        option.disabled = option.value ? !offered.includes(option.value) : false;
        option.hidden = option.disabled;
      });
      list.value = options.some((option) => option.value === theme) ? theme : "";
      list.disabled = options.every((option) => option.disabled || !option.value);
      list.classList.toggle("is-chosen", Boolean(list.value));
    });
  }

  return { begin: begin, update: update };
})();
