// What of a page is in sight: the map once a place was chosen elsewhere, where in the row of pages
// one is, and on a small screen no drawer over it all.
const SMALL = window.matchMedia("(max-width: 768px), (max-height: 500px)");
const STILL = window.matchMedia("(prefers-reduced-motion: reduce)");
const FADE = 32; // pixels at an edge of the row of pages behind which there is more
let shows = null;

export function showMap() {
  const map = document.querySelector('[class*="st-key-map-place"]');
  map?.scrollIntoView({ block: "nearest", behavior: STILL.matches ? "auto" : "smooth" });
}

// ``times`` says how often a table below the map has chosen a place.
export function showMapAgain(times) {
  if (shows !== null && times > shows) showMap();
  shows = times;
}

// ---- A page that loads ---------------------------------------------------------------------------

let loading = null;
const coming = new MutationObserver(endLoading);

// ``what`` names the style sheet of what loads, and finds the parts that do.
export function followLoading(what) {
  loading = what;
}

// Until the page is there, what comes late must push nothing about.
export function beginLoading() {
  coming.disconnect();
  keepRoom(true);
}

// Once the script has run: parts whose own scripts are still on their way are waited for.
export function endLoading() {
  const main = document.querySelector('[data-testid="stMain"]');
  if (!loading || !main) return;
  coming.disconnect();
  if (main.querySelector(loading.parts)) coming.observe(main, { childList: true, subtree: true });
  else keepRoom(false);
}

function keepRoom(isKept) {
  const { sheet } = document.querySelector(`link[href*="${loading?.sheet}"]`) || {};
  if (sheet && sheet.disabled === isKept) sheet.disabled = !isKept;
}

// ---- The drawer ----------------------------------------------------------------------------------

const drawer = () => document.querySelector('[data-testid="stSidebar"]');

// Streamlit keeps the drawer over a new page and even over the next visit.
export function closeDrawer() {
  const close = document.querySelector('[data-testid="stSidebarCollapseButton"] button');
  if (SMALL.matches && close && drawer()?.dataset.collapsed === "false") close.click();
}

// It also opens the drawer of a phone that is turned, some time after it was.
SMALL.addEventListener("change", stayClosed);
window.screen.orientation?.addEventListener("change", stayClosed);

function stayClosed() {
  if (!SMALL.matches || !drawer()) return;
  closeDrawer();
  const opening = new MutationObserver(closeDrawer);
  opening.observe(drawer(), { attributeFilter: ["data-collapsed"] });
  const stop = () => opening.disconnect();
  ["pointerdown", "keydown"].forEach((name) =>
    document.addEventListener(name, stop, { capture: true, once: true }));
}

// ---- The row of pages ----------------------------------------------------------------------------

const sizes = new ResizeObserver(() => {
  const row = document.querySelector(".st-key-pages");
  if (row) follow(row);
});

// The row is there on a phone alone, and its links come one after the other.
export function followPages() {
  const row = document.querySelector(".st-key-pages");
  if (!row) return;
  row.onscroll = () => fade(row);
  [row, ...row.children].forEach((part) => sizes.observe(part));
  follow(row);
}

function follow(row) {
  const here = lastOf(location.pathname);
  for (const link of row.querySelectorAll("a")) {
    const isHere = lastOf(link.getAttribute("href") || "") === here;
    if (isHere) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
    if (isHere) centre(row, link);
  }
  fade(row);
}

function lastOf(address) {
  return address.split("?")[0].split("/").pop();
}

function centre(row, link) {
  const [whole, part] = [row.getBoundingClientRect(), link.getBoundingClientRect()];
  row.scrollLeft += part.left + part.width / 2 - whole.left - whole.width / 2;
}

function fade(row) {
  const left = row.scrollWidth - row.clientWidth - row.scrollLeft;
  const edges = row.parentElement.style;
  edges.setProperty("--cm-before", (row.scrollLeft > 1 ? FADE : 0) + "px");
  edges.setProperty("--cm-after", (left > 1 ? FADE : 0) + "px");
}
