import { announce, word } from "./page.js";

/** The text of a listing: numbered lines are blocks without a line break of their own. */
export function listing(pre) {
  const lines = [...pre.querySelectorAll(".ln")];
  return (lines.length ? lines.map((line) => line.textContent.replace(/\n$/, "")).join("\n") : pre.textContent).replace(/\n*$/, "\n");
}

/** Gives every listing in `part` a copy button, once. */
export function addCopyButtons(part) {
  if (!navigator.clipboard) return; // plain http under a name other than localhost
  for (const block of part.querySelectorAll(".code:not(.editor)")) {
    const pre = block.querySelector("pre");
    if (!pre || block.querySelector(".copy")) continue;
    const button = Object.assign(document.createElement("button"),
      { type: "button", className: "link copy", textContent: word("copy") });
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(listing(pre));
      button.textContent = word("copied");
      announce(word("copied"));
      setTimeout(() => { button.textContent = word("copy"); }, 2000);
    });
    block.prepend(button);
  }
}
