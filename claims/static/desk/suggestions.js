// Judging by keyboard: j and k move through the candidates and the text, a accepts, e amends, x refuses. Every key
// presses a button or follows a link that is on the page, so nothing can be done here that cannot be done without.
(() => {
  "use strict";
  const cards = [...document.querySelectorAll(".candidate")];
  const form = document.getElementById("judging");
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const behavior = still ? "auto" : "smooth";
  const body = document.querySelector(".captured-body");
  let at = -1;

  const mark = (index, move) => {
    if (!cards.length) return;
    at = Math.max(0, Math.min(index, cards.length - 1));
    cards.forEach((card, i) => card.classList.toggle("at", i === at));
    const key = cards[at].dataset.key;
    document.querySelectorAll(".captured-body mark").forEach((one) => one.classList.toggle("at", one.dataset.key === key));
    const place = document.getElementById(`m-${key}`);
    // The text scrolls in its own box, and the page is left where it is.
    if (place && body.scrollHeight > body.clientHeight) {
      body.scrollTo({ top: place.offsetTop - body.offsetTop - body.clientHeight / 3, behavior });
    }
    if (move) {
      cards[at].focus({ preventScroll: true });
      cards[at].scrollIntoView({ block: "nearest", behavior });
    }
  };
  const step = (by) => {
    let next = at + by;
    while (cards[next] && !cards[next].classList.contains("is-waiting")) next += by;
    mark(cards[next] ? next : at, true);
  };
  const press = (act) => {
    const button = cards[at] && cards[at].querySelector(`[data-act="${act}"]`);
    if (button) button.click();
    return Boolean(button);
  };
  document.addEventListener("keydown", (event) => {
    if (document.documentElement.dataset.keys === "off") return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]")) return;
    const box = cards[at] && cards[at].querySelector("input[type=checkbox]");
    const next = document.querySelector('a[data-key="n"]');
    switch (event.key) {
      case "j": step(1); break;
      case "k": step(-1); break;
      case "a": case "e": case "x": if (!press(event.key)) return; break;
      case " ":
        if (!box || event.target.closest("a, button, summary, input")) return;
        box.checked = !box.checked;
        box.dispatchEvent(new Event("change", { bubbles: true }));
        break;
      case "A": { const many = form.querySelector("[name=accept_chosen]"); if (!many || many.disabled) return; many.click(); break; }
      case "n": if (!next) return; location.assign(next.href); break;
      case "u": location.assign(document.querySelectorAll(".breadcrumbs a")[1].href); break;
      default: return;
    }
    event.preventDefault();
  });
  cards.forEach((card, i) => card.addEventListener("focusin", () => mark(i, false)));
  document.querySelectorAll(".captured-body mark a").forEach((link) => {
    link.addEventListener("click", () => {
      const card = document.querySelector(link.getAttribute("href"));
      mark(cards.indexOf(card), true);
    });
  });

  // Several at once
  const boxes = [...document.querySelectorAll("input[name=chosen]")];
  const all = document.getElementById("choose-all");
  if (all) {
    all.closest("label").hidden = false;
    const count = () => {
      const chosen = boxes.filter((one) => one.checked).length;
      document.getElementById("chosen-count").textContent = chosen ? `(${chosen} chosen)` : "";
      all.checked = chosen === boxes.length;
      all.indeterminate = chosen > 0 && chosen < boxes.length;
      all.closest(".chosen-bar").classList.toggle("live", chosen > 0);
      form.querySelectorAll("[name=accept_chosen], [name=refuse_chosen]").forEach((one) => (one.disabled = !chosen));
    };
    all.addEventListener("change", () => {
      boxes.forEach((one) => (one.checked = all.checked));
      count();
    });
    boxes.forEach((one) => one.addEventListener("change", count));
    count();
  }

  const named = location.hash.startsWith("#s-") ? document.getElementById(location.hash.slice(1)) : null;
  const first = cards.findIndex((card) => card.classList.contains("is-waiting"));
  mark(named ? cards.indexOf(named) : Math.max(0, first), Boolean(named));
})();
