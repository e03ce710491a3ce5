// The states of the steps of a time strip, sent once, so that a drag redraws the map at once.
window.crisisMapStates = (function () {
  "use strict";

  let steps = [];

  // Each element of ``marks`` holds what differs from the step before; null for what is gone.
  function read(sent) {
    let marks = {};
    steps = (sent.steps || []).map(function (step, i) {
      marks = Object.assign({}, marks, sent.marks[i]);
      Object.keys(marks).forEach(function (id) {
        if (marks[id] === null) delete marks[id];
      });
      return Object.assign({ marks: marks }, step);
    });
  }

  function at(step) {
    return steps[step];
  }

  return { at: at, read: read };
})();
