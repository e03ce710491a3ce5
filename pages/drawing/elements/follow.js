// Follows the chosen place where only a part of the page was drawn anew: address, sidebar's lines.
const LINES = '[data-testid="stSidebar"] .cm-choices button';

export default function (element) {
  const { kept, place, turn } = element.data;
  // Every element has copies of its own of what it imports; the address belongs to that of header.js.
  window.dispatchEvent(new CustomEvent("crisis-map-kept", { detail: { kept, turn } }));
  for (const line of document.querySelectorAll(LINES)) {
    if (line.dataset.line === place) line.setAttribute("aria-current", "true");
    else line.removeAttribute("aria-current");
  }
}
