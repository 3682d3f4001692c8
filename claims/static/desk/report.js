// Entering a report: the quote marked in the captured text, the figure read as it is typed, links added to a chain.
(() => {
  "use strict";
  const form = document.querySelector(".report-form");
  if (!form) return;
  const byName = (name) => form.elements.namedItem(name);
  const points = (text) => Array.from(text).length;
  const CONTEXT = 40;

  // The captured text of the document that was picked. Browsers move no caret through what is read-only, and who marks
  // with the keyboard needs one: so it can be walked through, and whatever would change it is stopped.
  const captured = document.getElementById("captured");
  captured.readOnly = false;
  captured.setAttribute("aria-readonly", "true");
  captured.addEventListener("beforeinput", (event) => event.preventDefault());
  byName("document").addEventListener("picked", async (event) => {
    const answer = await fetch(form.dataset.text.replace(/0\/$/, `${event.detail.key}/`));
    if (!answer.ok) return;
    captured.value = (await answer.json()).text;
    captured.closest(".captured-text").hidden = !captured.value;
  });

  // The quote, with its place counted in characters as the server counts them
  const use = document.getElementById("use-selection");
  use.addEventListener("click", () => {
    const [start, end] = [captured.selectionStart, captured.selectionEnd];
    const text = captured.value;
    const say = document.getElementById("marked");
    if (start === end) {
      say.textContent = "Mark the words in the text first.";
      captured.focus();
      return;
    }
    byName("quote_exact").value = text.slice(start, end);
    byName("quote_prefix").value = text.slice(Math.max(0, start - CONTEXT), start);
    byName("quote_suffix").value = text.slice(end, end + CONTEXT);
    byName("quote_start").value = points(text.slice(0, start));
    byName("quote_end").value = points(text.slice(0, end));
    say.textContent = "Taken as the quote.";
  });
  byName("quote_exact").addEventListener("input", () => {
    for (const part of ["prefix", "suffix", "start", "end"]) byName(`quote_${part}`).value = "";
  });

  // The figure, read by the hedge table
  const readAs = document.getElementById("read-as");
  let timer;
  const readFigure = async () => {
    const address = new URL(form.dataset.figure, location.href);
    address.searchParams.set("worded", byName("figure").value);
    const answer = await fetch(address);
    if (!answer.ok) return;
    const told = await answer.json();
    readAs.textContent = told.says ? (told.read ? `Read as ${told.says}` : told.says) : "";
    readAs.classList.toggle("unread", Boolean(told.says) && !told.read);
  };
  byName("figure").addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(readFigure, 250);
  });

  // The chain
  const links = form.querySelector(".links");
  const total = byName("links-TOTAL_FORMS");
  const most = Number(byName("links-MAX_NUM_FORMS").value);
  const addLink = (chain) => {
    const number = Number(total.value);
    if (number >= most) return;
    const empty = document.getElementById("empty-link").innerHTML.replaceAll("__prefix__", String(number));
    links.insertAdjacentHTML("beforeend", empty);
    total.value = String(number + 1);
    const added = links.lastElementChild;
    added.querySelector("[name$=-chain]").value = String(chain);
    added.dispatchEvent(new CustomEvent("desk:added", { bubbles: true }));
    added.querySelector("input[type=text]").focus();
  };
  const lastChain = () => {
    const filled = [...links.children].filter((link) => link.querySelector("input[type=text]").value.trim());
    return filled.length ? Number(filled.at(-1).querySelector("[name$=-chain]").value) : 0;
  };
  document.getElementById("add-link").addEventListener("click", () => addLink(Math.max(1, lastChain())));
  document.getElementById("add-chain").addEventListener("click", () => addLink(Math.min(6, lastChain() + 1)));
  const told = document.getElementById("chain-told");
  const tellChains = () => {
    const chains = new Map();
    for (const link of links.children) {
      const name = link.querySelector("input[type=text]").value.trim();
      const number = link.querySelector("[name$=-chain]").value;
      if (name) chains.set(number, [...(chains.get(number) || []), name]);
    }
    told.textContent = [...chains.values()].map((names) => ["the publisher", ...names].join(" ← ")).join("; ");
  };
  links.addEventListener("input", tellChains);
  links.addEventListener("picked", tellChains);
  tellChains();
})();
