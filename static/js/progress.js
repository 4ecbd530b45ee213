// Section progress: a section counts as read once its end has been before the reader's eyes for a moment.
import { csrfToken, word } from "./page.js";

const MOMENT = 1200;

export function followReading(article) {
  const known = new Set((article.dataset.read ?? "").split(" "));
  const timers = new Map();

  async function send(end) {
    if (document.hidden) return wait(end); // the tab is open and nobody looks
    const section = end.dataset.end;
    const answer = await fetch(article.dataset.progressUrl, { method: "POST", redirect: "manual",
      body: new URLSearchParams({ section }), headers: { "X-CSRFToken": csrfToken() } }).catch(() => null);
    if (!answer?.ok) return; // asked again when it comes into view again
    watch.unobserve(end);
    markRead(section);
  }
  const wait = (end) => timers.set(end, setTimeout(send, MOMENT, end));
  const watch = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      clearTimeout(timers.get(target));
      if (isIntersecting) wait(target);
    }
  });

  for (const section of article.querySelectorAll("section[data-section]")) {
    if (known.has(section.dataset.section)) continue;
    const end = document.createElement("span"); // a mark without size
    end.dataset.end = section.dataset.section;
    section.append(end);
    watch.observe(end);
  }
}

/** Sets the mark that the server sets for sections read before: a tick beside the section in the contents. */
function markRead(section) {
  const item = document.querySelector(`[data-contents="${CSS.escape(section)}"]`);
  if (!item || item.querySelector(".read-mark")) return;
  const mark = document.createElement("span");
  mark.className = "read-mark";
  mark.title = word("read");
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "i");
  svg.setAttribute("aria-hidden", "true");
  svg.append(document.createElementNS(svg.namespaceURI, "use"));
  svg.firstChild.setAttribute("href", "#i-pass");
  mark.append(svg);
  item.append(" ", mark);
}
