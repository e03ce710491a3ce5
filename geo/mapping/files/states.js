// The states of the steps of a time strip, sent once, so that a drag redraws the map at once; and a
// state that is too large to be sent with the page.
window.crisisMapStates = (function () {
  "use strict";

  let steps = [];

  // Each element of ``marks`` and ``events`` holds what differs from the step before; null for what is gone.
  function read(sent) {
    let marks = {};
    let events = {};
    steps = (sent.steps || []).map(function (step, i) {
      marks = change(marks, sent.marks[i]);
      if (!sent.events) return Object.assign({ marks: marks }, step);
      events = change(events, sent.events[i]);
      return Object.assign({ marks: marks, events: events }, step);
    });
  }

  function change(before, differences) {
    const after = Object.assign({}, before, differences);
    Object.keys(differences).forEach(function (id) {
      if (after[id] === null) delete after[id];
    });
    return after;
  }

  function at(step) {
    return steps[step];
  }

  // ---- One that stands at an address of its own --------------------------------------------------

  const TRIES = 5;
  let asked = null;

  // Hands what was sent on with its state, unless something else was sent meanwhile.
  function complete(data, act) {
    asked = data;
    if (data.state) {
      act(data);
      return;
    }
    fetchState(data.from, TRIES).then(function (state) {
      if (asked === data) act(Object.assign({}, data, { state: state }));
    });
  }

  // A server that is busy says so, and is asked again.
  async function fetchState(address, tries) {
    const answer = await window.fetch(address);
    if (answer.ok) return answer.json();
    if (answer.status !== 503 || tries <= 1) throw new Error("The map's state is not there");
    await new Promise((go) => window.setTimeout(go, 1000));
    return fetchState(address, tries - 1);
  }

  return { at: at, complete: complete, read: read };
})();
