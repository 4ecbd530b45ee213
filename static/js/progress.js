// Section progress: a section counts as read once its end has been before the reader's eyes for a moment.
const MOMENT = 1200;

export function followReading(article) {
  const known = new Set((article.dataset.read ?? "").split(" "));
  const timers = new Map();

  function send(end) {
    if (document.hidden) return wait(end); // the tab is open and nobody looks
    watch.unobserve(end);
    htmx.ajax("POST", article.dataset.progressUrl, { source: article, swap: "none", values: { section: end.dataset.end } });
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
