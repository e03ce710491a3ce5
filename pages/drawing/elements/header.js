// Copies the link, and keeps what belongs to the whole page: address, scroll, drawer, map's theme.
import { isOver, keep, keepMap, restore, writeChosen } from "./address.js";
import { isFromMap, mapFrames, readable, tellMaps } from "./frames.js";
import { carry, offerSkip } from "./links.js";
import { closeDrawer, endLoading, followLoading, followPages, showMapAgain } from "./sight.js";

let page = null;

export default function (element) {
  const { data, parentElement } = element;
  if (page !== data.page) beginPage(page === null);
  page = data.page;
  followPages();
  followLoading(data.loading);
  showMapAgain(data.shows);
  keep({ at: data.at, ...data.kept });
  writeChosen(data.chosen);
  carry(data.carried);
  offerSkip(data.skip);
  draw(parentElement, data);
  const hear = (event) => isFromMap(event) && hearMap(event.data);
  window.addEventListener("message", hear);
  // Streamlit marks there when a run begins and ends.
  const app = document.querySelector(".stApp") || document.body;
  const runs = new MutationObserver(followRun);
  runs.observe(app, { attributeFilter: ["data-test-script-state"] });
  // What the map shows by itself stands in the address alone, of which Streamlit tells the server
  // what it has written there itself. So it is told together with the press that asks for it.
  const ask = (event) => {
    if (event.target.closest?.(data.askers)) element.setTriggerValue("shown", location.search);
  };
  document.addEventListener("click", ask, true);
  // A run may have ended just now, unseen by the observer before.
  followRun();
  const themes = new MutationObserver(tellTheme);
  const look = { attributeFilter: ["class", "style"] };
  [document.documentElement, app].forEach((one) => themes.observe(one, look));
  tellTheme();
  return () => {
    window.removeEventListener("message", hear);
    document.removeEventListener("click", ask, true);
    runs.disconnect();
    themes.disconnect();
  };
}

function followRun() {
  restore();
  if (isOver()) endLoading();
}

function hearMap(message) {
  if (message.crisisMap === "ready") tellTheme();
  if (message.crisisMap === "view") keepMap(message);
}

// Streamlit keeps the scroll of the page before.
function beginPage(isVisit) {
  const main = document.querySelector('[data-testid="stMain"]');
  if (main && !isVisit) main.scrollTo(0, 0);
  closeDrawer();
}

function tellTheme() {
  const app = document.querySelector(".stApp");
  if (!app || !mapFrames().length) return;
  const [red, green, blue] = getComputedStyle(app).backgroundColor.match(/\d+/g).map(Number);
  tellMaps({ crisisMap: "dark", dark: red * 0.3 + green * 0.59 + blue * 0.11 < 128 });
}

function draw(parent, data) {
  let button = parent.querySelector("button");
  if (!button) {
    button = document.createElement("button");
    button.type = "button";
    button.className = "cm-button";
    const said = document.createElement("span");
    said.setAttribute("role", "status");
    said.className = "cm-said";
    parent.replaceChildren(button, said);
  }
  button.textContent = data.label;
  button.onclick = () => copy(parent, data);
}

async function copy(parent, data) {
  const link = linkOf(data);
  const said = parent.querySelector("[role=status]");
  try {
    await navigator.clipboard.writeText(link);
    said.textContent = data.copied;
  } catch {
    // Browsers give the clipboard to secure addresses alone; there the link is shown to be copied.
    const field = document.createElement("input");
    field.readOnly = true;
    field.value = link;
    field.setAttribute("aria-label", data.label);
    field.onblur = () => field.remove();
    parent.appendChild(field);
    field.focus();
    field.select();
    said.textContent = data.press;
  }
}

function linkOf(data) {
  const here = new URL(location.href);
  here.search = readable(here.search);
  return data.address ? data.address + here.search : here.href;
}
