// The links to pages: as they are opened in a new tab, and past all that stands before the map.
import { mapFrames, readable } from "./frames.js";
import { showMap } from "./sight.js";

const LINKS = '[data-testid="stTopNavLink"], [data-testid="stSidebarNavLink"], [data-testid="stPageLink-NavLink"], .cm-own';
// The folders of the pages that take each parameter from the one before, by its name; none for all.
let carried = {};

// Streamlit follows a plain click by itself, with what its session holds; a new tab has the address
// alone. A link is renewed when it is about to be used, for then it is known what there is to carry.
["pointerover", "pointerdown", "focusin"].forEach((name) => document.addEventListener(name, renew, true));

export function carry(names) {
  carried = names;
}

function renew(event) {
  const link = event.target.closest?.(LINKS);
  if (!link) return;
  const url = new URL(link.getAttribute("href") || ".", location.href);
  const page = url.pathname.split("/").pop();
  const isTaken = ([name]) => Object.hasOwn(carried, name) && (!carried[name].length || carried[name].includes(page));
  const asked = [...new URLSearchParams(location.search)].filter(isTaken);
  const claim = [...url.searchParams].filter(([name]) => name === "id");
  const query = readable(`${new URLSearchParams([...claim, ...asked])}`);
  link.setAttribute("href", url.pathname + (query && `?${query}`));
}

// ---- Past what stands before the map ---------------------------------------------------------------

// The first things that the keyboard reaches; seen only then. Streamlit's own, which leads before the
// row of pages, is not shown.
export function offerSkip(words) {
  if (!document.querySelector(".cm-skip")) {
    document.body.prepend(...[skip, skipToDays].map(makeSkip));
  }
  const [link, days] = document.querySelectorAll(".cm-skip");
  const say = () => (link.textContent = mapFrames().length ? words.map : words.page);
  link.onfocus = say;
  say();
  days.textContent = words.days;
}

function makeSkip(act) {
  const link = document.createElement("a");
  link.className = "cm-skip";
  link.href = "#stMain";
  link.onclick = (event) => {
    event.preventDefault();
    act();
  };
  return link;
}

function skipToDays() {
  document.querySelector(".cm-strip-range")?.focus();
}

function skip() {
  const inside = mapFrames()[0]?.contentDocument?.querySelector(".crisis-map");
  if (inside) showMap();
  const target = inside || document.querySelector("main h1");
  if (!inside) target?.setAttribute("tabindex", "-1");
  target?.focus();
}
