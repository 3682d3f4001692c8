// While a claim is being worded: shows known ones that look like it, with why; "not the same" is remembered with the claim.
(() => {
  "use strict";
  const form = document.getElementById("claim_form");
  const box = document.getElementById("similar");
  if (!form || !box) return;
  const apart = form.elements.namedItem("not_the_same");
  const value = (name) => (form.elements.namedItem(name) || {}).value || "";
  const said = new Set(apart.value.split(",").filter(Boolean));
  let timer;
  let asked = 0;

  const show = (similar) => {
    const items = similar.filter((one) => !said.has(String(one.key)));
    box.hidden = items.length === 0;
    box.querySelector("ul").replaceChildren(
      ...items.map((one) => {
        const item = document.createElement("li");
        const link = document.createElement("a");
        link.href = one.url;
        link.target = "_blank";
        link.textContent = one.statement;
        const why = document.createElement("span");
        why.className = "quiet";
        why.textContent = ` ${one.figure ? `(${one.figure}) ` : ""}${one.why} `;
        const no = document.createElement("button");
        no.type = "button";
        no.className = "b";
        no.textContent = "Not the same";
        no.addEventListener("click", () => {
          said.add(String(one.key));
          apart.value = [...said].join(",");
          item.remove();
          box.hidden = !box.querySelector("li");
        });
        item.append(link, why, no);
        return item;
      }),
    );
  };
  const ask = async () => {
    const mine = (asked += 1);
    const address = new URL(box.dataset.asks, location.href);
    for (const name of ["newsroom", "statement", "question", "figure", "counted", "as_of"]) {
      address.searchParams.set(name, value(name));
    }
    if (box.dataset.but) address.searchParams.set("but", box.dataset.but);
    const answer = await fetch(address).catch(() => null);
    if (answer && answer.ok && mine === asked) show((await answer.json()).similar);
  };
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 400);
  });
  if (value("statement")) ask();
})();
