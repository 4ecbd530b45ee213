// htmx requests: the CSRF header, and a plain line near the control when one fails.
import { csrfToken, word } from "./page.js";

const RETRY = 5000;

/** Where the line about a control stands: at the end of its row of buttons, or after it. */
function lineOf(control) {
  const row = control.closest(".acts, .runbar");
  const line = row ? row.lastElementChild : control.nextElementSibling;
  return { row, line: line?.classList.contains("failed") ? line : null };
}

export function clearFailure(control) {
  lineOf(control).line?.remove();
}

/** Says `text` beside the control that asked, to the eye and, being an alert, to the ear; once while it stays true. */
export function sayFailure(control, text) {
  const { row, line } = lineOf(control);
  if (line?.textContent === text) return;
  line?.remove();
  const said = document.createElement("p");
  said.className = "failed";
  said.setAttribute("role", "alert");
  said.textContent = text;
  if (row) row.append(said);
  else control.after(said);
}

/** The control a reader pressed: a form's own button, where a form asked. */
function asker({ elt, requestConfig }) {
  const element = requestConfig?.triggeringEvent?.submitter ?? elt;
  return element.isConnected ? element : document.querySelector("main");
}

/** The server's own sentence, where it sent one as plain text. */
function reason(xhr) {
  if (xhr.status < 500 && xhr.getResponseHeader("Content-Type")?.startsWith("text/plain")) return xhr.responseText;
  return word(xhr.status === 429 ? "tooMany" : xhr.status >= 500 ? "serverError" : "refused");
}

function failed(detail, text) {
  if (!detail.elt.closest("[data-quiet]")) sayFailure(asker(detail), text);
  // What a page asks by itself (a poll) it asks again: hx-trigger="load delay:1s, retry".
  if (!detail.requestConfig?.triggeringEvent?.isTrusted)
    setTimeout(() => { if (detail.elt.isConnected) htmx.trigger(detail.elt, "retry"); }, RETRY);
}

export function setUpRequests() {
  const on = (name, act) => document.addEventListener(name, ({ detail }) => act(detail));
  on("htmx:configRequest", (detail) => { detail.headers["X-CSRFToken"] = csrfToken(); });
  on("htmx:beforeRequest", (detail) => { if (detail.requestConfig.triggeringEvent?.isTrusted) clearFailure(asker(detail)); });
  on("htmx:beforeSwap", (detail) => { if (detail.shouldSwap) clearFailure(asker(detail)); });
  on("htmx:responseError", (detail) => failed(detail, reason(detail.xhr)));
  on("htmx:sendError", (detail) => failed(detail, word("offline")));
  on("htmx:timeout", (detail) => failed(detail, word("offline")));
  // A form that was on the page while its reader signed in elsewhere still carries the old token.
  document.addEventListener("submit", ({ target }) => {
    const field = target.elements?.csrfmiddlewaretoken;
    if (field && csrfToken()) field.value = csrfToken();
  }, true);
}
