// What is drawn: one state of the map, in one theme, with the place that is chosen.
window.crisisMapStage = (function () {
  "use strict";

  const component = window.crisisMapComponent;
  const decode = window.crisisMapText.decode;
  const view = window.crisisMapView;
  const SMALL = 0.72; // of the signs on a phone
  const NOTHING = { state: { marks: {} }, selected: "" };

  let map = null;
  let places = {};
  let themes = [];
  let own = ""; // the theme of the page around
  let wanted = ""; // the theme that the reader chose
  let latest = NOTHING; // what the server sent last
  let held = null; // a state of a step that is shown until the server has sent its own
  let isDrawn = false;

  function begin(leaflet, options, shapes) {
    map = leaflet;
    places = Object.fromEntries(Object.entries(options.places || {}).map(([id, place]) =>
      [id, Object.assign({ name: decode(place.n) }, place)]));
    themes = options.themes || [];
    own = options.theme || (themes[0] || {}).id || "severity";
    const asked = component.readAddress("theme", /^[a-z-]{1,30}$/);
    wanted = themes.some((theme) => theme.id === asked) ? asked : own;
    window.crisisMapTips.begin(map);
    window.crisisMapControls.begin(map, themes, chooseTheme);
    window.crisisMapLegend.begin(map, options);
    window.crisisMapArrows.begin(map);
    window.crisisMapEvents.begin(map); // before the names, which make room for it
    window.crisisMapLabels.begin(map);
    window.crisisMapRegions.begin(map, shapes, places);
    window.crisisMapPlaces.begin(map, places, window.crisisMapDots.make);
    component.hearPage({ commit: commit, dark: (told) => setDark(told.dark), show: showStep, states: readStates });
  }

  // ---- What the server sends, and what the time strip asks for -----------------------------------

  // A layer as Leaflet knows them; what it shows stays when it is taken away, until the next comes.
  const Layer = L.Layer.extend({
    initialize: function (data) {
      this.data = data;
    },
    onAdd: function () {
      window.crisisMapStates.complete(this.data, receive);
    },
    onRemove: function () {},
  });

  function receive(data) {
    const before = latest;
    latest = data;
    if (typeof data.dark === "boolean") setDark(data.dark);
    window.crisisMapLegend.tellFilters(data.filters);
    // One that was on its way before the hand let go of the strip is not shown.
    const isOld = held && data.state.at === before.state.at && data.state.at !== held.commits;
    if (held && held.commits !== undefined && !isOld) held = null;
    draw();
    const isNew = data.selected && data.selected !== before.selected;
    if (isNew && places[data.selected]) bringIntoView(data.selected);
    if (isDrawn) return;
    isDrawn = true;
    view.fit();
    component.tellPage("ready");
  }

  function bringIntoView(id) {
    const point = places[id].p;
    if (point) view.bringIntoView(L.latLng(point[1], point[0]));
  }

  function readStates(told) {
    window.crisisMapStates.read(told.states || {});
  }

  function showStep(told) {
    const state = window.crisisMapStates.at(told.step);
    // The page around may show the events of a longer span than the steps hold.
    if (!state || state.span !== latest.state.span) return;
    held = { state: state, commits: undefined };
    draw();
  }

  function commit(told) {
    if (!held) return;
    held.commits = told.at;
    if (latest.state.at !== told.at) return;
    held = null;
    draw();
  }

  function setDark(isDark) {
    const classes = map.getContainer().classList;
    classes.toggle("is-dark", isDark);
    classes.toggle("is-light", !isDark);
  }

  // ---- Themes ------------------------------------------------------------------------------------

  function chooseTheme(id) {
    wanted = id;
    draw();
    view.fit();
    tellView();
  }

  function tellView() {
    component.tellPage("view", { map: view.chosen(), theme: wanted });
  }

  // The theme that was chosen, where it has something to show at the moment; else the page's own.
  function themeOf(offered) {
    return [wanted, own].find((theme) => offered.includes(theme)) || offered[0] || own;
  }

  // ---- Drawing -----------------------------------------------------------------------------------

  function draw() {
    window.crisisMapSigns.setScale(view.isNarrow() ? SMALL : 1);
    const state = held ? held.state : noted(latest);
    const offered = state.themes || themes.map((theme) => theme.id);
    const theme = themeOf(offered);
    const only = !held && latest.changed ? new Set(latest.changed) : null;
    const markOf = (id) => (only && !only.has(id) ? undefined : (state.marks[id] || {})[theme]);
    map.getContainer().dataset.theme = theme;
    window.crisisMapControls.update(theme, offered);
    window.crisisMapRegions.update(markOf, wordsOf, latest.selected);
    const arrows = theme === "forces" ? arrowsOf(state, markOf) : [];
    const events = theme === "events" ? state.events || {} : {};
    window.crisisMapEvents.update(events, latest.events || []);
    drawLegend(state, theme, markOf, arrows, Object.values(events));
    window.crisisMapArrows.show(arrows);
    window.crisisMapPlaces.update(markOf, wordsOf, latest.selected);
  }

  // A page that shows only some places says so below the legend of every theme.
  function noted({ state, note }) {
    if (!note) return state;
    return Object.assign({}, state, { notes: Object.fromEntries(state.themes.map((theme) => [theme, note])) });
  }

  function drawLegend(state, theme, markOf, arrows, events) {
    const ids = Object.keys(places).filter(markOf);
    const regions = ids.filter((id) => places[id].k === "region" && !places[id].o);
    const counts = {};
    if (regions.length) counts.region = regions.length;
    if (arrows.length) counts.arrow = arrows.length;
    if (ids.length < Object.keys(places).length) counts.unmarked = 0; // never before a sign
    if (events.length > 1) counts.gathered = 0;
    window.crisisMapLegend.update(state, theme, ids.map(markOf).concat(events), counts);
  }

  function arrowsOf(state, markOf) {
    const drawn = (state.arrows || []).filter((one) => places[one.to] && places[one.to].p);
    return drawn.map(function (one) {
      const [longitude, latitude] = places[one.to].p;
      const at = L.latLng(latitude, longitude);
      return { from: one.from, bearing: one.bearing, at: at, reach: window.crisisMapSigns.reachOf(markOf(one.to)) };
    });
  }

  // What the tip and a screen reader say of a place.
  function wordsOf(id, mark) {
    const name = places[id].name;
    const words = mark ? decode(mark.w) : "";
    return words.startsWith(name) ? words : words ? name + ". " + words : name;
  }

  function nameOf(id) {
    return places[id] ? places[id].name : id;
  }

  return { Layer: Layer, begin: begin, chooseTheme: chooseTheme, nameOf: nameOf, redraw: () => isDrawn && draw(), tellView: tellView };
})();
