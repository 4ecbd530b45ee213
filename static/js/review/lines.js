// Lines of a listing are chosen by a click, with Shift to a range, or by arrow keys; the form for a comment then
// stands below them. Without this script the form's two number fields do the same.
import { announce, fill } from "../page.js";

let chosen = null; // { listing, anchor, head }: anchor stays where Shift is held

const linesOf = (listing) => [...listing.querySelectorAll(":scope > pre .ln")];
const formOf = (listing) => listing.querySelector(":scope > form.say");
const range = ({ anchor, head }) => [Math.min(anchor, head), Math.max(anchor, head)];

function choose(listing, anchor, head) {
  drop();
  chosen = { listing, anchor, head };
  const [first, last] = range(chosen);
  const lines = linesOf(listing);
  for (const line of lines.slice(first - 1, last)) line.classList.add("chosen");
  lines[head - 1].scrollIntoView({ block: "nearest" });
  const form = formOf(listing);
  for (const [name, value] of [["first", first], ["last", last]]) {
    form.elements[name].value = value;
    form.elements[name].dispatchEvent(new Event("input", { bubbles: true }));
  }
  announce(fill(first === last ? listing.dataset.chosenLine : listing.dataset.chosenLines, { first, last }));
}

function drop() {
  for (const line of document.querySelectorAll(".ln.chosen")) line.classList.remove("chosen");
  chosen = null;
}

/** The lines on both sides of a form that moves away are one listing again. */
function close({ previousElementSibling: before, nextElementSibling: after }) {
  if (before?.tagName !== "PRE" || after?.tagName !== "PRE") return;
  before.querySelector("code").append(...after.querySelectorAll(".ln"));
  after.remove();
}

function splitAfter(line) {
  const pre = line.closest("pre");
  const rest = [...pre.querySelectorAll(".ln")];
  const below = rest.slice(rest.indexOf(line) + 1);
  if (below.length === 0) return pre;
  const second = pre.cloneNode(true);
  second.querySelector("code").replaceChildren(...below);
  pre.after(second);
  return pre;
}

/** Puts the form below the chosen lines and what is said there already, and the cursor into it. */
function write() {
  const { listing } = chosen, form = formOf(listing);
  close(form);
  let above = splitAfter(linesOf(listing)[range(chosen)[1] - 1]);
  while (above.nextElementSibling?.matches("section.thread")) above = above.nextElementSibling;
  above.after(form);
  form.elements.text.focus();
}

function move(pre, step, extend) {
  const listing = pre.closest("[data-listing]");
  const count = linesOf(listing).length;
  const from = chosen?.listing === listing ? chosen.head : Number(pre.querySelector(".ln").dataset.n) - (step > 0 ? 1 : -1);
  const head = Math.min(count, Math.max(1, from + step));
  choose(listing, extend && chosen?.listing === listing ? chosen.anchor : head, head);
}

function onKey(event) {
  const { key, target, shiftKey } = event;
  const pre = target.matches?.("[data-listing] > pre") ? target : null;
  if (pre && (key === "ArrowDown" || key === "ArrowUp")) move(pre, key === "ArrowDown" ? 1 : -1, shiftKey);
  else if (pre && key === "Enter" && chosen) write();
  else if (pre && key === "Escape" && chosen) {
    announce(chosen.listing.dataset.dropped);
    drop();
  } else if (key === "Escape" && chosen && target.closest?.("[data-listing] > form.say"))
    linesOf(chosen.listing)[chosen.head - 1].closest("pre").focus();
  else return;
  event.preventDefault();
}

function onClick({ target, shiftKey }) {
  const line = target.closest?.("[data-listing] > pre .ln");
  const marking = !getSelection().isCollapsed && !shiftKey; // somebody copies code
  if (!line || marking) return;
  const listing = line.closest("[data-listing]"), number = Number(line.dataset.n);
  if (shiftKey) getSelection().removeAllRanges();
  choose(listing, shiftKey && chosen?.listing === listing ? chosen.anchor : number, number);
  write();
}

export function followLines() {
  document.addEventListener("keydown", onKey);
  document.addEventListener("click", onClick);
  document.addEventListener("htmx:beforeSwap", drop);
}
