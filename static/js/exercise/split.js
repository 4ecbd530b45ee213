import { recall, remember } from "../remembered.js";
import { applySplit, LEAST, MOST, USUAL } from "./share.js";

const STEPS = { ArrowLeft: -2, ArrowRight: 2, PageUp: -10, PageDown: 10, Home: -100, End: 100 };

/** Makes hr.handle a separator that is dragged or moved by keys; its place is remembered. */
export function makeSplit(handle) {
  let share = Number(recall("split")) || USUAL;

  function place(next, keep = true) {
    share = Math.round(Math.min(MOST, Math.max(LEAST, next)));
    applySplit(share);
    handle.setAttribute("aria-valuenow", share);
    if (keep) remember("split", share);
  }

  function follow(event) {
    const desk = handle.parentElement.getBoundingClientRect();
    place(((event.clientX - desk.left) / desk.width) * 100);
  }

  handle.tabIndex = 0;
  handle.removeAttribute("aria-hidden");
  handle.setAttribute("aria-valuemin", LEAST);
  handle.setAttribute("aria-valuemax", MOST);
  handle.setAttribute("aria-valuenow", share);
  handle.addEventListener("pointerdown", (event) => {
    handle.setPointerCapture(event.pointerId);
    handle.classList.add("held");
    event.preventDefault(); // no text is selected on the way
    handle.focus();
  });
  handle.addEventListener("pointermove", (event) => { if (handle.classList.contains("held")) follow(event); });
  for (const end of ["pointerup", "pointercancel"]) handle.addEventListener(end, () => handle.classList.remove("held"));
  handle.addEventListener("dblclick", () => place(USUAL));
  handle.addEventListener("keydown", (event) => {
    if (!(event.key in STEPS)) return;
    event.preventDefault();
    place(share + STEPS[event.key]);
  });
}
