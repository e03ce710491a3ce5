// The time strip: a bar for each day, which can be clicked, dragged, stepped and played.
// While a day is only looked at, the maps of the page draw it from states that were sent once; the
// server hears of the day that the hand lets go at.
import { daysOf } from "./days.js";
import { isFromMap, tellMaps, writeAddress } from "./frames.js";

const strips = new WeakMap();
const DENSE = 150; // days, from which their bars are narrower than a frame around them

export default function (element) {
  const { data, parentElement, setStateValue } = element;
  let strip = strips.get(parentElement);
  if (!strip) {
    strip = new Strip(parentElement);
    strips.set(parentElement, strip);
  }
  strip.update(data, (at) => setStateValue("at", at));
  return () => strip.leave();
}

class Strip {
  constructor(parent) {
    this.parent = parent;
    this.hear = (event) => {
      if (isFromMap(event) && event.data.crisisMap === "ready") this.sendStates();
    };
    this.timer = null;
    this.states = null;
    this.asked = "";
    this.shown = -1;
    this.wanted = "";
  }

  update(sent, commit) {
    const data = { ...sent, days: daysOf(sent.days) };
    const days = JSON.stringify(data.days.map((day) => day.at));
    this.data = data;
    this.commit = commit;
    if (days !== this.days || !this.bars || !this.parent.contains(this.root)) {
      this.days = days;
      this.build();
      window.addEventListener("message", this.hear);
    }
    if (data.states !== this.asked) this.states = null;
    if (this.wanted === data.at) this.wanted = "";
    this.fill();
    // The page may be behind: a day that was chosen meanwhile stays until the server has it.
    if (!this.isHeld && !this.wanted) this.mark(this.indexOf(data.at));
    if (this.timer && !this.states && !this.wanted) this.next();
    if (data.ahead) this.fetchWhenIdle();
  }

  leave() {
    this.pause(false);
    document.body.classList.remove("cm-behind");
    window.removeEventListener("message", this.hear);
  }

  indexOf(at) {
    const day = at.slice(0, 10);
    const found = this.data.days.findIndex((one) => one.at.slice(0, 10) >= day);
    return found < 0 ? this.data.days.length - 1 : found;
  }

  build() {
    const root = make("div", "cm-strip");
    root.setAttribute("role", "group");
    this.back = this.button("◀", this.data.words.back, () => this.step(-1));
    this.play = this.button("▶", this.data.words.play, () => (this.timer ? this.pause(true) : this.begin()));
    this.play.classList.add("cm-strip-play");
    this.forth = this.button("▶", this.data.words.forth, () => this.step(1));
    const buttons = make("div", "cm-strip-buttons");
    buttons.append(this.back, this.play, this.forth);
    const track = make("div", "cm-strip-days");
    this.bars = this.data.days.map((day) => barOf(day));
    track.style.setProperty("--days", this.bars.length);
    track.classList.toggle("is-dense", this.bars.length > DENSE);
    this.caption = make("p", "cm-strip-caption");
    this.caption.setAttribute("aria-hidden", "true"); // the name of the group says it
    track.append(...this.bars, this.slider(), this.caption);
    this.dragOn(track);
    this.note = make("p", "cm-strip-note");
    root.append(buttons, track, this.note);
    this.root = root;
    this.track = track;
    this.parent.replaceChildren(root);
    root.addEventListener("pointerenter", () => this.fetch());
    root.addEventListener("focusin", () => this.fetch());
  }

  button(sign, words, act) {
    const made = make("button", "cm-strip-button");
    made.type = "button";
    made.textContent = sign;
    made.setAttribute("aria-label", words);
    made.title = words;
    made.addEventListener("click", act);
    return made;
  }

  slider() {
    const range = make("input", "cm-strip-range");
    range.type = "range";
    range.min = 0;
    range.max = this.data.days.length - 1;
    range.setAttribute("aria-label", this.data.words.slider);
    range.addEventListener("input", () => this.look(Number(range.value)));
    // A key that is held moves on and on; the page follows when it is let go.
    ["keyup", "blur", "pointerup"].forEach((name) => range.addEventListener(name, () => this.letGo()));
    this.range = range;
    return range;
  }

  dragOn(track) {
    const dayAt = (event) => {
      const index = this.bars.findIndex((bar) => event.clientX < bar.getBoundingClientRect().right);
      return index < 0 ? this.bars.length - 1 : index;
    };
    track.addEventListener("pointerdown", (event) => {
      if (event.button) return;
      this.pause(false);
      this.isHeld = true;
      track.setPointerCapture(event.pointerId);
      this.look(dayAt(event));
    });
    track.addEventListener("pointermove", (event) => {
      if (this.isHeld) this.look(dayAt(event));
    });
    track.addEventListener("pointerup", () => {
      this.isHeld = false;
      this.letGo();
      this.range.focus({ preventScroll: true });
    });
    track.addEventListener("pointercancel", () => {
      this.isHeld = false;
      this.look(this.indexOf(this.data.at));
    });
  }

  // Shows a day in the strip and on the maps, and nowhere else.
  look(index) {
    if (index === this.shown) return;
    this.mark(index);
    this.isLooking = true;
    if (this.states) tellMaps({ crisisMap: "show", step: index });
  }

  letGo() {
    // The slider loses the focus when a drag begins.
    if (!this.isLooking || this.isHeld) return;
    this.isLooking = false;
    this.choose(this.shown);
  }

  choose(index) {
    const at = this.data.days[index].at;
    if (at === this.data.at && !this.wanted) return;
    this.wanted = at;
    if (this.states) {
      tellMaps({ crisisMap: "show", step: index });
      tellMaps({ crisisMap: "commit", at: at });
    }
    writeAddress({ at: at });
    this.commit(at);
  }

  step(by) {
    this.pause(false);
    const index = this.shown + (by > 0 && this.isInside() ? 0 : by);
    if (index < 0 || index >= this.bars.length) return;
    this.mark(index);
    this.choose(index);
  }

  // Whether the page shows a moment before the end of the chosen day.
  isInside() {
    return !this.wanted && this.data.days[this.shown].at !== this.data.at;
  }

  begin() {
    if (this.shown >= this.bars.length - 1) this.look(0);
    this.play.setAttribute("aria-label", this.data.words.pause);
    this.play.title = this.data.words.pause;
    this.play.textContent = "❚❚";
    this.play.classList.add("is-playing");
    this.timer = window.setInterval(() => this.states && this.next(), this.data.pause);
    this.fetch().then(() => this.next());
  }

  next() {
    if (!this.timer) return;
    if (this.shown >= this.bars.length - 1) {
      this.pause(true);
    } else if (this.states) {
      this.look(this.shown + 1);
    } else if (!this.wanted) {
      // Without the states each day is drawn by the server; the next one follows its answer.
      this.mark(this.shown + 1);
      this.choose(this.shown);
    }
  }

  pause(isChosen) {
    if (!this.timer) return;
    window.clearInterval(this.timer);
    this.timer = null;
    this.play.setAttribute("aria-label", this.data.words.play);
    this.play.title = this.data.words.play;
    this.play.textContent = "▶";
    this.play.classList.remove("is-playing");
    if (isChosen) this.letGo();
  }

  fetchWhenIdle() {
    const idle = window.requestIdleCallback || ((act) => window.setTimeout(act, 1000));
    idle(() => this.fetch());
  }

  async fetch() {
    const address = this.data.states;
    if (!address || address === this.asked) return;
    this.asked = address;
    try {
      const answer = await window.fetch(address);
      const states = answer.ok ? await answer.json() : null;
      if (address !== this.asked || !states || !states.steps.length) return;
      // The strip and the states count the same days, or the states are of another version.
      if (states.steps.some((step, i) => !this.data.days[i] || step.at !== this.data.days[i].at)) return;
      this.states = states;
      this.sendStates();
    } catch {
      this.asked = "";
    }
  }

  sendStates() {
    if (this.states) tellMaps({ crisisMap: "states", states: this.states });
  }

  mark(index) {
    this.shown = index;
    this.bars.forEach((bar, i) => bar.classList.toggle("is-chosen", i === index));
    const day = this.data.days[index];
    this.range.value = index;
    this.range.setAttribute("aria-valuetext", day.words);
    this.back.disabled = index <= 0;
    this.forth.disabled = index >= this.bars.length - 1 && this.data.at === day.at;
    // From inside a day the first step forward is to its end.
    const { forth, end } = this.data.words;
    this.forth.title = this.isInside() ? end : forth;
    this.forth.setAttribute("aria-label", this.forth.title);
    // The page may show a day that the strip leaves out, and stands then at the next one.
    const isOwn = index === this.indexOf(this.data.at);
    // The rest of the page is of another day until the server has drawn this one.
    document.body.classList.toggle("cm-behind", !isOwn);
    this.note.textContent = isOwn && !this.wanted ? this.data.note : day.words;
  }

  fill() {
    this.root.setAttribute("aria-label", this.data.label);
    this.caption.textContent = this.data.caption;
    this.track.classList.toggle("has-caption", Boolean(this.data.caption));
    const most = Math.max(1, ...this.data.days.map((day) => day.reports));
    this.bars.forEach((bar, i) => {
      const day = this.data.days[i];
      const height = day.reports ? Math.max(6, (100 * day.reports) / most) : 0;
      bar.querySelector(".cm-bar").style.height = height + "%";
      const stands = day.reports && day.stands !== null ? (100 * day.stands) / day.reports : 0;
      bar.querySelector(".cm-bar-stands").style.height = stands + "%";
      bar.classList.toggle("is-later", day.stands === null);
      bar.title = day.words;
    });
  }
}

function barOf(day) {
  const cell = make("div", "cm-strip-day" + (day.late ? " is-late" : ""));
  const room = make("div", "cm-bar-room");
  const bar = make("div", "cm-bar");
  bar.append(make("div", "cm-bar-stands"));
  room.append(bar);
  const label = make("span", "cm-day");
  label.dataset.label = day.label;
  label.dataset.short = day.short;
  cell.setAttribute("aria-hidden", "true");
  cell.append(room, label);
  return cell;
}

function make(tag, name) {
  const made = document.createElement(tag);
  made.className = name;
  return made;
}
