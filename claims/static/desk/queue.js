// Keyboard through a queue: j and k move, the other keys follow the link that names them.
(() => {
  "use strict";
  const entries = [...document.querySelectorAll(".entry")];
  if (!entries.length) return;
  const kept = "desk-queue-at:" + location.pathname;
  let at = Math.min(Number(sessionStorage.getItem(kept) || 0), entries.length - 1);

  const mark = (index, focus) => {
    at = Math.max(0, Math.min(index, entries.length - 1));
    entries.forEach((entry, i) => entry.classList.toggle("at", i === at));
    sessionStorage.setItem(kept, String(at));
    if (focus) {
      entries[at].focus({ preventScroll: true });
      entries[at].scrollIntoView({ block: "nearest" });
    }
  };
  document.addEventListener("keydown", (event) => {
    if (document.documentElement.dataset.keys === "off") return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    if (event.key === "j") mark(at + 1, true);
    else if (event.key === "k") mark(at - 1, true);
    else if (event.key === "u") location.assign(document.querySelector(".breadcrumbs a").href);
    else {
      const link = entries[at].querySelector(`a[data-key="${CSS.escape(event.key)}"]`);
      if (!link) return;
      location.assign(link.href);
    }
    event.preventDefault();
  });
  entries.forEach((entry, i) => entry.addEventListener("focusin", () => mark(i, false)));
  mark(at, false);
})();
