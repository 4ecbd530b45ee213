/** The left pane's share of the desk, in per cent. */
export const LEAST = 25, MOST = 65, USUAL = 42;

/** Puts a share into the root's style, from where the sheet takes it. Anything but a sensible number is ignored. */
export function applySplit(share) {
  const left = Number(share);
  if (!share || !(left >= LEAST && left <= MOST)) return;
  document.documentElement.style.setProperty("--split-left", `${left}fr`);
  document.documentElement.style.setProperty("--split-right", `${100 - left}fr`);
}
