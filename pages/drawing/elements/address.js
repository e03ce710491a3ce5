// Keeps the address: what Streamlit does not write there, and one step of the history for a page.
import { writeAddress } from "./frames.js";
import { beginLoading } from "./sight.js";

const FORMS = {
  at: /^[\d:T-]{16}$/,
  map: /^-?\d{1,2}(\.\d{1,6})?,-?\d{1,3}(\.\d{1,6})?,\d{1,2}(\.\d{1,4})?$/,
  theme: /^[a-z-]{1,30}$/,
  dataset: /^[A-Za-z0-9][\w.-]{0,63}$/,
};
// What the address should hold besides what Streamlit writes there, which drops all else.
let kept = fromAddress();
// What the server changed of the address in a run that has not ended yet: texts by name.
let changed = {};

// Where the reader went back or forward to, until the next press: only then is a page left.
let returned = "";
["pointerdown", "keydown"].forEach((name) =>
  window.addEventListener(name, () => (returned = ""), true),
);

const push = history.pushState.bind(history);
// Streamlit makes a step of every change by the server, even of taking from the address of a page
// that is left what the next page does not have.
history.pushState = (state, title, url) => {
  const there = new URL(url, location.href);
  // A run that began before the reader went back tells late of the page that was left: taken for
  // a new step, it would cut off the way forward.
  if (returned && there.pathname !== returned) return;
  if (there.pathname === location.pathname) {
    changed = differences(there.searchParams);
  } else {
    kept = { at: kept.at, dataset: kept.dataset };
    changed = {};
    beginLoading();
    push(state, title, url);
    restore();
  }
};
window.addEventListener("popstate", () => {
  beginLoading();
  returned = location.pathname;
  kept = fromAddress();
  changed = {};
});

// Whether no run of the script is on its way.
export function isOver() {
  return document.querySelector(".stApp")?.dataset.testScriptState === "notRunning";
}

// Texts by name, several of one name as a list.
export function keep(values) {
  Object.assign(kept, values);
  writeAddress(values);
}

// Once, and not again: the reader may take it away there before the next run tells of it.
export function writeChosen(values) {
  for (const name of Object.keys(values)) delete changed[name];
  writeAddress(values);
}

// What a map says that it shows.
export function keepMap(message) {
  const isSound = (name) => FORMS[name].test(message[name]) || (name === "map" && !message.map);
  const names = ["map", "theme"].filter(isSound);
  keep(Object.fromEntries(names.map((name) => [name, message[name]])));
}

// After a run: what changed in it is written, in place of what stood there, and what Streamlit
// dropped comes back. What is there already may be newer than what was kept.
export function restore() {
  const asked = new URLSearchParams(location.search);
  const lost = Object.entries(kept).filter(([name, value]) => value && !asked.has(name));
  const news = isOver() ? Object.entries(changed).filter(([name]) => !(name in kept)) : [];
  if (isOver()) changed = {};
  writeAddress(Object.fromEntries([...lost, ...news]));
}

function fromAddress() {
  const asked = new URLSearchParams(location.search);
  const found = Object.entries(FORMS).map(([name, form]) => [name, asked.get(name) || "", form]);
  return Object.fromEntries(found.filter(([, text, form]) => form.test(text)));
}

// What an address has otherwise than the one that is shown.
function differences(asked) {
  const here = new URLSearchParams(location.search);
  const names = new Set([...here.keys(), ...asked.keys()]);
  const all = [...names].map((name) => [name, asked.getAll(name)]);
  return Object.fromEntries(all.filter(([name, texts]) => `${texts}` !== `${here.getAll(name)}`));
}
