import { fill, word } from "./page.js";

const number = (value) => value.toFixed(3).replace(/^-0\.000$/, "0.000").replace("-", "−");

/** How the cell and the hidden state of a step come about. `before` is the cell of the step before. */
function sums([i, f, g, o, c, h], before) {
  return [
    `c = ${number(f)} × ${number(before)} + ${number(i)} × ${number(g)} = ${number(c)}`,
    `h = ${number(o)} × tanh(${number(c)}) = ${number(h)}`,
  ];
}

/**
 * A slider below a figure of one LSTM cell that reads a word: it goes from letter to letter, frames
 * the letter's column and writes out its two sums. On the SVG, `data-letters` is the word, `data-steps`
 * has i, f, g, o, c and h of each letter, `data-plane` where the columns are: left edge, width, top,
 * bottom. Without this script the figure is what it is.
 */
export function addGateSteps(part) {
  for (const svg of part.querySelectorAll("svg[data-turns=cell]")) {
    const letters = [...svg.dataset.letters];
    const steps = svg.dataset.steps.split(";").map((step) => step.split(" ").map(Number));
    const [left, width, top, bottom] = svg.dataset.plane.split(" ").map(Number);
    const frame = svg.appendChild(document.createElementNS("http://www.w3.org/2000/svg", "rect"));
    for (const [name, value] of Object.entries({ class: "hand", y: top, width, height: bottom - top })) frame.setAttribute(name, value);
    const box = Object.assign(document.createElement("p"), { className: "slide", lang: document.documentElement.lang });
    const label = Object.assign(document.createElement("label"), { textContent: word("cellStep") });
    const slider = Object.assign(document.createElement("input"), { type: "range", min: "0", max: String(letters.length - 1), step: "1", value: "1" });
    const lines = [document.createElement("output"), document.createElement("output")];
    const turn = () => {
      const at = Number(slider.value);
      const letter = letters[at] === " " ? word("cellSpace") : letters[at];
      frame.setAttribute("x", left + at * width);
      sums(steps[at], at > 0 ? steps[at - 1][4] : 0).forEach((sum, line) => { lines[line].textContent = sum; });
      const [i, f, g, o, c, h] = steps[at].map(number);
      slider.setAttribute("aria-valuetext", fill(word("cellAt"), { place: at + 1, letter, i, f, g, o, c, h }));
    };
    for (const line of lines) line.setAttribute("aria-live", "off"); // the slider itself says what it is at
    label.append(slider);
    box.append(label, ...lines);
    svg.after(box);
    slider.addEventListener("input", turn);
    turn();
  }
}
