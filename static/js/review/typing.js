// What is typed into a comment is kept in this browser until it has been sent: through another answer of the
// page, a reload, a claim that was lost, a sign-out.
import { forget, recall, remember } from "../remembered.js";

const FIELDS = "#review [data-kept]";

function keyOf(field) {
  const { request } = field.closest("#review").dataset;
  return `typed:${document.body.dataset.user}:${request}:${field.dataset.kept}`;
}

export function keepTyping() {
  document.addEventListener("input", ({ target }) => {
    if (!target.matches(FIELDS)) return;
    if (target.value === target.defaultValue) forget(keyOf(target));
    else remember(keyOf(target), target.value);
  });
  // Before the answer is shown, since showing it brings back what is kept.
  document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    const form = detail.requestConfig?.elt;
    if (detail.xhr.status < 300 && form?.matches("form[method=post]"))
      for (const field of form.querySelectorAll("[data-kept]")) forget(keyOf(field));
  });
}

export function restoreTyping() {
  for (const field of document.querySelectorAll(FIELDS)) {
    const typed = recall(keyOf(field));
    if (typed === null || field.value !== field.defaultValue) continue;
    field.value = typed;
    const folded = field.closest("details");
    if (folded) folded.open = true;
  }
}
