// Loaded in <head> before anything paints, so that a remembered theme or split never flashes.
import { applySplit } from "./exercise/share.js";
import { recall, remember } from "./remembered.js";

const root = document.documentElement;
const names = ["system", "light", "dark"];
const known = (name) => names.includes(name) ? name : "system";
let theme = known(recall("theme"));

function show() {
  if (theme === "system") delete root.dataset.theme;
  else root.dataset.theme = theme;
  const button = document.querySelector("button.theme");
  if (button) button.textContent = button.dataset[theme]; // "Theme: dark", in the language of the page
}

show();
applySplit(recall("split"));
addEventListener("storage", (event) => {
  if (event.key !== "theme") return;
  theme = known(event.newValue);
  show();
});
addEventListener("DOMContentLoaded", () => {
  const button = document.querySelector("button.theme");
  if (!button) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    theme = names[(names.indexOf(theme) + 1) % names.length];
    remember("theme", theme);
    show();
  });
  show();
});
