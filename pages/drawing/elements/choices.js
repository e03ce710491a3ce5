// A list of lines to choose from. Every text is set as text.
import { closeDrawer, showMap } from "./sight.js";

// The last call for each list, and what it was told then.
const drawn = new WeakMap();

export default function (element) {
  const { data, parentElement } = element;
  const told = JSON.stringify(data);
  const isSame = drawn.get(parentElement)?.told === told;
  drawn.set(parentElement, { told, element });
  // Nothing new: the line that has the focus keeps it.
  if (isSame) return;
  const list = document.createElement("ul");
  list.className = "cm-choices";
  list.setAttribute("aria-label", data.label);
  const open = (page) => document.querySelectorAll(data.links)[page]?.click();
  const choose = (line) => {
    if (line.page !== null) return open(line.page);
    drawn.get(parentElement).element.setTriggerValue("line", line.id);
    // What was chosen in the sidebar is shown in the page, of which the drawer of a phone hides all.
    if (!parentElement.closest('[data-testid="stSidebar"]')) return;
    closeDrawer();
    showMap();
  };
  for (const line of data.lines) list.appendChild(itemOf(line, data.chosen, choose));
  parentElement.replaceChildren(list);
  if (data.follow !== null) open(data.follow);
}

function itemOf(line, chosen, choose) {
  const button = document.createElement("button");
  button.type = "button";
  button.dataset.line = line.id;
  if (line.id === chosen) button.setAttribute("aria-current", "true");
  const head = part("span", "cm-choice-head");
  if (line.sign) head.appendChild(part("i", "cm-sign cm-sign-" + line.sign));
  head.appendChild(part("b", "cm-choice-name", line.name));
  if (line.number) head.appendChild(part("span", "cm-choice-number", line.number));
  if (line.mark) head.appendChild(markOf(line));
  button.appendChild(head);
  if (line.detail) button.appendChild(part("span", "cm-choice-detail", line.detail));
  if (line.meta) button.appendChild(part("span", "cm-choice-meta", line.meta));
  button.addEventListener("click", () => choose(line));
  const item = document.createElement("li");
  item.appendChild(button);
  return item;
}

function markOf(line) {
  const mark = part("span", "cm-choice-mark", line.mark);
  if (!line.words) return mark;
  mark.setAttribute("role", "img");
  mark.setAttribute("aria-label", line.words);
  mark.title = line.words;
  return mark;
}

function part(tag, name, text) {
  const made = document.createElement(tag);
  made.className = name;
  if (text) {
    // Isolated stretches are kept in their place; "auto" would go by the first letter in one.
    made.dir = text.includes("\u2068") ? "ltr" : "auto";
    made.textContent = text;
  }
  return made;
}
