import { fill, word } from "./page.js";

const number = (value, digits) => value.toFixed(digits).replace("-", "−");

/** What the drawing says of its bowl, and where a place on it lies in the drawing. */
function read({ dataset }) {
  const [x, y] = dataset.centre.split(" ").map(Number);
  const unit = Number(dataset.unit), sine = Math.sin(dataset.tilt), cosine = Math.cos(dataset.tilt);
  return {
    curvatures: dataset.curvatures.split(" ").map(Number),
    start: dataset.start.split(" ").map(Number),
    at: ([steep, flat]) => [x + unit * (flat * cosine - steep * sine), y - unit * (flat * sine + steep * cosine)],
  };
}

/** Far beyond the wall the path leaves the drawing; so far out that no line has to be exact. */
const within = (value) => Math.max(-9999, Math.min(9999, value)).toFixed(1);

/**
 * A slider below a figure of gradient descent on a bowl sets the learning rate, and the path is
 * drawn anew. Each direction of the bowl is multiplied by a factor of its own at every step.
 * Without this script the figure is what it is.
 */
export function addBowlSliders(part) {
  for (const svg of part.querySelectorAll("svg[data-descends=bowl]")) {
    const bowl = read(svg);
    const path = svg.querySelector("path.curve"), dots = [...svg.querySelectorAll("circle")];
    const box = Object.assign(document.createElement("p"), { className: "slide", lang: document.documentElement.lang });
    const label = Object.assign(document.createElement("label"), { textContent: word("bowlRate") });
    const slider = Object.assign(document.createElement("input"), { type: "range", min: "0.01", max: "0.25", step: "0.005", value: svg.dataset.rate });
    const said = document.createElement("output");
    said.setAttribute("aria-live", "off"); // the slider itself says what it is at
    const descend = () => {
      const rate = Number(slider.value);
      const factors = bowl.curvatures.map((curvature) => 1 - rate * curvature);
      const place = (step) => bowl.start.map((part, i) => part * factors[i] ** step);
      const points = dots.map((_, step) => bowl.at(place(step)).map(within));
      path.setAttribute("d", `M${points.map((point) => point.join(" ")).join("L")}`);
      dots.forEach((dot, step) => ["cx", "cy"].forEach((name, i) => dot.setAttribute(name, points[step][i])));
      const distance = Math.hypot(...place(dots.length - 1));
      const facts = { rate: number(rate, 3), steep: number(factors[0], 3), flat: number(factors[1], 3), distance: number(distance, 2) };
      said.textContent = fill(word("bowlAt"), facts);
      slider.setAttribute("aria-valuetext", said.textContent);
    };
    label.append(slider);
    box.append(label, said);
    svg.after(box);
    slider.addEventListener("input", descend);
    descend();
  }
}
