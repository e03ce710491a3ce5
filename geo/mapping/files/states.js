// The states of the steps of a time strip, sent once, so that a drag redraws the map at once.
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

  return { at: at, read: read };
})();
