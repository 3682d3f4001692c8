// The chain as chips: links are added, moved and taken out. Without it a link is emptied, and a blank one is filled.
(() => {
  "use strict";
  const form = document.querySelector(".amend-form");
  if (!form) return;
  const chips = form.querySelector(".chips-edit");
  const total = form.elements.namedItem("chips-TOTAL_FORMS");
  const most = Number(form.elements.namedItem("chips-MAX_NUM_FORMS").value);
  const told = document.getElementById("chain-told");
  const nameOf = (chip) => chip.querySelector("input[type=text]").value.trim();
  const chainOf = (chip) => chip.querySelector("[name$=-chain]");

  const tell = () => {
    const chains = new Map();
    for (const chip of chips.children) {
      if (!nameOf(chip)) continue;
      const number = chainOf(chip).value;
      chains.set(number, [...(chains.get(number) || []), nameOf(chip)]);
      chip.classList.toggle("second", Number(number) % 2 === 0);
    }
    told.textContent = [...chains.values()].map((names) => ["the publisher", ...names].join(" ← ")).join("; ");
  };
  // The server reads the links in the order of their numbers, so the numbers follow the page.
  const renumber = () => {
    [...chips.children].forEach((chip, i) => {
      for (const field of chip.querySelectorAll("[name^='chips-']")) {
        field.name = field.name.replace(/^chips-\d+-/, `chips-${i}-`);
      }
    });
    total.value = String(chips.children.length);
    tell();
  };
  const dress = (chip) => {
    chip.querySelector(".chip-acts").hidden = false;
  };
  const add = (chain) => {
    if (chips.children.length >= most) return;
    const number = String(Date.now()).slice(-7);
    const empty = document.getElementById("empty-chip").innerHTML.replaceAll("__prefix__", number);
    chips.insertAdjacentHTML("beforeend", empty);
    const added = chips.lastElementChild;
    chainOf(added).value = String(chain);
    dress(added);
    renumber();
    added.dispatchEvent(new CustomEvent("desk:added", { bubbles: true }));
    added.querySelector("input[type=text]").focus();
  };
  const lastChain = () => Math.max(0, ...[...chips.children].filter(nameOf).map((chip) => Number(chainOf(chip).value)));

  chips.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    const chip = event.target.closest(".chip-edit");
    if (!button || !chip) return;
    if ("drop" in button.dataset) {
      chip.remove();
    } else if (button.dataset.move === "-1" && chip.previousElementSibling) {
      chip.previousElementSibling.before(chip);
    } else if (button.dataset.move === "1" && chip.nextElementSibling) {
      chip.nextElementSibling.after(chip);
    }
    renumber();
    if (chip.isConnected) button.focus();
  });
  [...chips.children].filter((chip) => !nameOf(chip)).forEach((chip) => chip.remove());
  [...chips.children].forEach(dress);
  form.querySelector(".chip-more").hidden = false;
  document.getElementById("add-chip").addEventListener("click", () => add(Math.max(1, lastChain())));
  document.getElementById("add-chain").addEventListener("click", () => add(Math.min(6, lastChain() + 1)));
  chips.addEventListener("input", tell);
  chips.addEventListener("picked", tell);
  renumber();
})();
