// Keeps what is typed in a form until it is saved, so that a lost session or a closed window loses nothing.
(() => {
  "use strict";
  const who = (document.querySelector("#user-tools strong") || {}).textContent || "";
  const login = document.getElementById("login-form");
  const SENT = "desk-sent";
  if (login) {
    // The session was lost on the way: what was sent did not arrive.
    sessionStorage.removeItem(SENT);
    return;
  }
  const forms = [...document.querySelectorAll("#content form[method=post]")].filter(
    (form) => (form.dataset.keep || /_form$/.test(form.id)) && form.id !== "changelist-form",
  );
  const nameOf = (form) => `desk-kept:${who}:${form.dataset.keep || location.pathname}`;
  const failed = Boolean(document.querySelector(".errornote"));
  // What was sent has arrived only where the server says that something was done: a fault, a refusal or a lost
  // connection leaves it here.
  const done = Boolean(document.querySelector(".messagelist .success"));
  const sent = sessionStorage.getItem(SENT);
  if (sent) {
    sessionStorage.removeItem(SENT);
    if (done && !failed) localStorage.removeItem(sent);
  }
  const fieldsOf = (form) =>
    [...form.elements].filter(
      (field) => field.name && !["password", "file", "submit", "button"].includes(field.type) && field.name !== "csrfmiddlewaretoken",
    );
  const read = (form) =>
    fieldsOf(form).map((field) => [
      field.name,
      ["checkbox", "radio"].includes(field.type) ? [field.value, field.checked] : field.value,
    ]);
  const put = (form, kept) => {
    const links = Number((kept.find(([name]) => name === "links-TOTAL_FORMS") || [])[1] || 0);
    const add = document.getElementById("add-link");
    const total = form.elements.namedItem("links-TOTAL_FORMS");
    while (add && total && Number(total.value) < links) add.click();
    for (const [name, value] of kept) {
      for (const field of fieldsOf(form).filter((one) => one.name === name)) {
        if (Array.isArray(value)) {
          if (field.value === value[0]) field.checked = value[1];
        } else if (!/-(TOTAL|INITIAL|MIN_NUM|MAX_NUM)_FORMS$/.test(name) && name !== "seen") {
          field.value = value;
          const open = field.closest("details");
          if (open && value) open.open = true;
          field.dispatchEvent(new Event("change", { bubbles: true }));
        }
      }
    }
  };
  for (const form of forms) {
    const name = nameOf(form);
    const first = JSON.stringify(read(form));
    const stored = localStorage.getItem(name);
    if (stored && !failed) {
      const kept = JSON.parse(stored);
      if (JSON.stringify(kept.fields) !== first) offer(form, name, kept);
      else localStorage.removeItem(name);
    }
    let timer;
    const keep = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        const now = JSON.stringify(read(form));
        if (now === first) localStorage.removeItem(name);
        else localStorage.setItem(name, JSON.stringify({ at: new Date().toISOString(), fields: JSON.parse(now) }));
      }, 300);
    };
    form.addEventListener("input", keep);
    form.addEventListener("picked", keep);
    form.addEventListener("submit", () => {
      localStorage.setItem(name, JSON.stringify({ at: new Date().toISOString(), fields: read(form) }));
      sessionStorage.setItem(SENT, name);
    });
  }

  function offer(form, name, kept) {
    const box = document.createElement("div");
    box.className = "kept-offer";
    box.setAttribute("role", "status");
    const text = document.createElement("p");
    text.textContent = `What you typed here on ${new Date(kept.at).toLocaleString()} was not saved.`;
    const back = document.createElement("button");
    back.type = "button";
    back.className = "b default";
    back.textContent = "Bring it back";
    back.addEventListener("click", () => {
      put(form, kept.fields);
      box.remove();
    });
    const drop = document.createElement("button");
    drop.type = "button";
    drop.className = "b";
    drop.textContent = "Forget it";
    drop.addEventListener("click", () => {
      localStorage.removeItem(name);
      box.remove();
    });
    box.append(text, back, " ", drop);
    form.prepend(box);
  }
})();
