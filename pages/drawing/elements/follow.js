// Follows the chosen place where only a part of the page was drawn anew: address, sidebar's lines.
import { keep } from "./address.js";

const LINES = '[data-testid="stSidebar"] .cm-choices button';

export default function (element) {
  const { kept, place } = element.data;
  keep(kept);
  for (const line of document.querySelectorAll(LINES)) {
    if (line.dataset.line === place) line.setAttribute("aria-current", "true");
    else line.removeAttribute("aria-current");
  }
}
