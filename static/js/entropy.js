import { fill, word } from "./page.js";

/** Bits of an outcome of probability p. */
const surprise = (p) => -Math.log2(p);
const number = (value) => value.toFixed(3);

/** What a side of the coin adds to the entropy. One that never comes adds nothing. */
function side(p) {
  return p > 0 ? { bits: p * surprise(p), words: `${p.toFixed(2)} × ${number(Math.abs(surprise(p)))}` } : { bits: 0, words: "0" };
}

function draw(svg, tag, css) {
  const shape = svg.appendChild(document.createElementNS("http://www.w3.org/2000/svg", tag));
  shape.setAttribute("class", css);
  return shape;
}

/**
 * A slider below a figure of a coin's entropy: it turns the coin, and a mark moves along the curve.
 * `data-plane` of the SVG has the edges of its plot: left, right, top, bottom. Without this script
 * the figure is what it is.
 */
export function addEntropySliders(part) {
  for (const svg of part.querySelectorAll("svg[data-turns=coin]")) {
    const [left, right, top, bottom] = svg.dataset.plane.split(" ").map(Number);
    const drop = draw(svg, "path", "hand");
    const mark = draw(svg, "circle", "hand-fill");
    mark.setAttribute("r", "5");
    const box = Object.assign(document.createElement("p"), { className: "slide", lang: document.documentElement.lang });
    const label = Object.assign(document.createElement("label"), { textContent: word("coinTurn") });
    const slider = Object.assign(document.createElement("input"), { type: "range", min: "0", max: "1", step: "0.01", value: "0.75" });
    const sum = document.createElement("output");
    const turn = () => {
      const p = Number(slider.value);
      const heads = side(p), tails = side(1 - p);
      const entropy = number(heads.bits + tails.bits);
      const x = left + p * (right - left), y = bottom - (heads.bits + tails.bits) * (bottom - top);
      drop.setAttribute("d", `M${x} ${bottom}L${x} ${y}`);
      mark.setAttribute("cx", x);
      mark.setAttribute("cy", y);
      sum.textContent = `${heads.words} + ${tails.words} = ${fill(word("coinBits"), { bits: entropy })}`;
      slider.setAttribute("aria-valuetext", `${p.toFixed(2)}: ${fill(word("coinBits"), { bits: entropy })}`);
    };
    sum.setAttribute("aria-live", "off"); // the slider itself says what it is at
    label.append(slider);
    box.append(label, sum);
    svg.after(box);
    slider.addEventListener("input", turn);
    turn();
  }
}
