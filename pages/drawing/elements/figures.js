// Figures at a glance, each a button that opens what it rests on. Every text is set as text.

const PRESSES = ["pointerdown", "mousedown", "pointerup", "mouseup", "click", "touchstart"];

// The last call for each line, and what it was told then.
const drawn = new WeakMap();

export default function (element) {
  const { data, parentElement } = element;
  const told = JSON.stringify(data.figures);
  const before = drawn.get(parentElement);
  drawn.set(parentElement, { told, element });
  if (before?.told !== told) draw(parentElement, data);
  const opened = parentElement.querySelector("[aria-expanded=true]");
  for (const button of parentElement.querySelectorAll("button")) {
    button.setAttribute("aria-expanded", String(button.dataset.figure === data.opened));
  }
  if (!data.opened) {
    // Whoever closes what a figure opened goes on from there.
    if (opened && !isElsewhere()) opened.focus();
  } else if (opened?.dataset.figure !== data.opened) {
    enter(60);
    // What is opened hangs from the button of before until the window says that it changed.
    window.dispatchEvent(new Event("resize"));
  }
}

// The focus goes into what was opened, once it is there: keys read it and follow its links.
function enter(frames) {
  const body = document.querySelector('[data-testid="stPopoverBody"]');
  if (body) {
    body.tabIndex = -1;
    body.focus({ preventScroll: true });
  } else if (frames) requestAnimationFrame(() => enter(frames - 1));
}

function isElsewhere() {
  const now = document.activeElement;
  return now && now !== document.body && now.checkVisibility({ visibilityProperty: true });
}

function draw(parent, data) {
  const line = document.createElement("div");
  line.className = "cm-figures";
  line.setAttribute("role", "group");
  line.setAttribute("aria-label", data.label);
  line.append(...data.figures.map((one) => buttonOf(one, parent)));
  parent.replaceChildren(line);
}

function buttonOf(one, parent) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "cm-figure";
  button.dataset.figure = one.id;
  button.setAttribute("aria-label", one.words);
  button.setAttribute("aria-haspopup", "dialog");
  const number = part("cm-number", one.number);
  if (one.mark) number.append(part("cm-mark", one.mark));
  button.append(part("", one.label), number, part("", one.line));
  // Not a click beside what another figure has opened, which would be closed when it should change.
  for (const kind of PRESSES) button.addEventListener(kind, (event) => event.stopPropagation());
  button.onclick = () => {
    const room = parent.getBoundingClientRect();
    const left = button.getBoundingClientRect().left - room.left;
    document.documentElement.style.setProperty("--cm-figure", `${Math.max(0, left)}px`);
    drawn.get(parent).element.setTriggerValue("figure", one.id);
  };
  return button;
}

function part(name, text) {
  const made = document.createElement("span");
  made.className = name;
  made.dir = "auto";
  made.textContent = text;
  return made;
}
