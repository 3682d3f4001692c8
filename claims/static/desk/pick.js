// Offers matches under a text box while one types (the ARIA combobox pattern). Without it, the exact name still works.
(() => {
  "use strict";
  let made = 0;

  const dress = (span) => {
    if (span.dataset.dressed) return;
    span.dataset.dressed = "1";
    const box = span.querySelector("input[type=text]");
    const key = span.querySelector("input[type=hidden]");
    const list = document.createElement("ul");
    list.id = `pick-list-${(made += 1)}`;
    list.setAttribute("role", "listbox");
    list.hidden = true;
    span.append(list);
    box.setAttribute("role", "combobox");
    box.setAttribute("aria-autocomplete", "list");
    box.setAttribute("aria-expanded", "false");
    box.setAttribute("aria-controls", list.id);
    const label = document.querySelector(`label[for="${box.id}"]`);
    list.setAttribute("aria-label", label ? `Matches for ${label.textContent.trim()}` : "Matches");
    let at = -1;
    let asked = 0;
    let timer;

    const close = () => {
      list.hidden = true;
      at = -1;
      box.setAttribute("aria-expanded", "false");
      box.removeAttribute("aria-activedescendant");
    };
    const mark = (index) => {
      at = index;
      [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === index)));
      if (list.children[index]) {
        box.setAttribute("aria-activedescendant", list.children[index].id);
        list.children[index].scrollIntoView({ block: "nearest" });
      }
    };
    const take = (item) => {
      box.value = item.dataset.label;
      key.value = item.dataset.key;
      close();
      box.dispatchEvent(new CustomEvent("picked", { bubbles: true, detail: { key: key.value } }));
    };
    const show = (offered) => {
      list.replaceChildren(
        ...offered.map((offer, i) => {
          const item = document.createElement("li");
          item.id = `${list.id}-${i}`;
          item.setAttribute("role", "option");
          item.dataset.key = offer.key;
          item.dataset.label = offer.label;
          const name = document.createElement("bdi");
          name.textContent = offer.label;
          const hint = document.createElement("small");
          hint.textContent = offer.hint;
          item.append(name, hint);
          item.addEventListener("mousedown", (event) => {
            event.preventDefault();
            take(item);
          });
          return item;
        }),
      );
      list.hidden = offered.length === 0;
      box.setAttribute("aria-expanded", String(offered.length > 0));
      at = -1;
    };
    const ask = async () => {
      const mine = (asked += 1);
      const text = box.value.trim();
      if (!text) return close();
      const address = new URL(span.dataset.asks, location.href);
      address.searchParams.set("q", text);
      const newsroom = box.form && box.form.querySelector("[name=newsroom]");
      if (newsroom && newsroom.value) address.searchParams.set("newsroom", newsroom.value);
      try {
        const answer = await fetch(address, { headers: { Accept: "application/json" } });
        if (mine === asked && answer.ok) show((await answer.json()).offered);
      } catch {
        close();
      }
    };
    box.addEventListener("input", () => {
      key.value = "";
      clearTimeout(timer);
      timer = setTimeout(ask, 150);
    });
    box.addEventListener("keydown", (event) => {
      const count = list.children.length;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        if (list.hidden) return void ask();
        event.preventDefault();
        mark((at + (event.key === "ArrowDown" ? 1 : -1) + count) % count);
      } else if (event.key === "Enter" && !list.hidden && at >= 0) {
        event.preventDefault();
        take(list.children[at]);
      } else if (event.key === "Escape" && !list.hidden) {
        event.stopPropagation();
        close();
      }
    });
    box.addEventListener("blur", close);
    if (document.activeElement === box && box.value && !key.value) ask(); // typed before this script had come
  };

  const dressAll = (root) => root.querySelectorAll(".pick").forEach(dress);
  document.addEventListener("desk:added", (event) => dressAll(event.target));
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => dressAll(document));
  else dressAll(document);
})();
