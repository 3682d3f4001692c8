// Single letters act on a page that names them; whoever speaks to a computer, or slips, turns them off for good.
(() => {
  "use strict";
  const KEPT = "desk-keys";
  const root = document.documentElement;
  const isOff = () => localStorage.getItem(KEPT) === "off";
  const show = (button) => {
    root.dataset.keys = isOff() ? "off" : "on";
    button.textContent = isOff() ? "Turn keys on" : "Turn keys off";
  };
  root.dataset.keys = isOff() ? "off" : "on";
  document.querySelectorAll(".keys").forEach((legend) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "b";
    button.addEventListener("click", () => {
      localStorage.setItem(KEPT, isOff() ? "on" : "off");
      show(button);
    });
    show(button);
    legend.append(" ", button);
  });
})();
