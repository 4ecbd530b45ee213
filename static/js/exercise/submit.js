// Submitting: once however often it is pressed, by Ctrl or Cmd and Enter too; then to the verdict.

const mainButton = (form) => form.querySelector("button.main:not([type=button])");

export function submitByKeys(form) {
  const button = mainButton(form);
  if (button && !button.disabled) form.requestSubmit(button);
}

/** Returns a function to call when something is typed. `sent` is called when a submission leaves. */
export function guardSubmit(form, sent) {
  let awaited = false; // the verdict of this page's own submission is due
  let typed = false; // the learner has gone on typing, and is not to be torn away

  function lock(on) {
    form.toggleAttribute("data-sending", on);
    const button = mainButton(form);
    if (!button) return;
    if (on) button.setAttribute("aria-disabled", "true");
    else button.removeAttribute("aria-disabled");
  }

  form.addEventListener("submit", (event) => {
    if (form.hasAttribute("data-sending")) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    lock(true);
    sent();
    awaited = true;
    typed = false;
  }, true);
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.defaultPrevented) return;
    event.preventDefault();
    submitByKeys(form);
  });
  form.addEventListener("htmx:afterRequest", ({ detail }) => { if (detail.elt === form) lock(false); });
  addEventListener("pageshow", (event) => { if (event.persisted) lock(false); });
  document.addEventListener("htmx:afterSettle", () => {
    const verdict = document.getElementById("verdict");
    if (!awaited || !verdict?.matches("[data-focus-verdict], :has([data-focus-verdict])")) return;
    awaited = false;
    if (!typed) goTo(verdict, form);
  });
  return () => { typed = true; };
}

function goTo(verdict, form) {
  const at = document.activeElement;
  if (at && at !== document.body && !form.contains(at) && !verdict.contains(at)) return; // busy elsewhere
  verdict.focus({ preventScroll: true });
  (verdict.querySelector("h2") ?? verdict).scrollIntoView({ block: "nearest" });
}
