import { fill } from "../page.js";

let shown = null;

export function hideNotice() {
  shown?.remove();
  shown = null;
}

/**
 * Shows the notice of <template id="notice-NAME"> above the editor, in place of any other.
 * `acts` maps the data-act of its buttons to what they do; the notice goes once one is pressed.
 */
export function showNotice(form, name, facts = {}, acts = {}) {
  hideNotice();
  shown = document.getElementById(`notice-${name}`).content.firstElementChild.cloneNode(true);
  for (const text of shown.querySelectorAll("[data-fill]")) text.textContent = fill(text.textContent, facts);
  for (const button of shown.querySelectorAll("[data-act]"))
    button.addEventListener("click", () => { hideNotice(); acts[button.dataset.act]?.(); });
  const bar = form.querySelector(".tabs");
  if (bar) bar.after(shown);
  else form.prepend(shown);
}

/** "21:14", or with its day where that is not today. */
export function clock(at) {
  const then = new Date(at);
  const day = then.toDateString() === new Date().toDateString() ? {} : { day: "numeric", month: "short" };
  return then.toLocaleString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", ...day });
}
