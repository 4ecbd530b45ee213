/** A formula too wide for its column scrolls; then, and only then, the keyboard can reach it. */
export function makeFormulasReachable() {
  const formulas = document.querySelectorAll(".katex-display");
  const look = () => formulas.forEach((formula) => {
    if (formula.scrollWidth > formula.clientWidth) formula.tabIndex = 0;
    else formula.removeAttribute("tabindex");
  });
  document.fonts.ready.then(look);
  addEventListener("resize", look);
}
