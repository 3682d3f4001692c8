// Waits for an import: tells how far it is, and shows the page anew when it has ended.
(() => {
  "use strict";
  const state = document.getElementById("import-state");
  const seen = document.getElementById("import-seen");
  const ask = async () => {
    const answer = await fetch(state.dataset.tells).catch(() => null);
    if (answer && answer.ok) {
      const told = await answer.json();
      if (told.ended) return location.reload();
      seen.textContent = told.seen;
    }
    setTimeout(ask, 1000);
  };
  setTimeout(ask, 700);
})();
