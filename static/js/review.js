import { followLines } from "./review/lines.js";
import { keepTyping, restoreTyping } from "./review/typing.js";

/** Focus goes to what the reader's own act was about, and the page moves only if that is out of sight. */
function showActedOn() {
  const review = document.getElementById("review");
  const target = document.getElementById(review?.dataset.focus ?? "");
  if (!target) return;
  delete review.dataset.focus;
  target.focus({ preventScroll: true });
  target.scrollIntoView({ block: "nearest" });
}

keepTyping();
followLines();
restoreTyping();
document.addEventListener("htmx:afterSettle", () => { restoreTyping(); showActedOn(); });
