import { fill, word } from "./page.js";

/** The map's numbers as the drawing has them: words, and a row of weights for each. */
function read(svg) {
  const [left, top, cell] = svg.dataset.plane.split(" ").map(Number);
  const rows = svg.dataset.weights.split("; ").map((row) => row.split(" "));
  return { left, top, cell, words: svg.dataset.words.split(" "), rows };
}

/** The row of the map that a pointer is on, whatever size the drawing has on the page. */
function rowUnder(svg, map, { clientX, clientY }) {
  const { x, y } = new DOMPoint(clientX, clientY).matrixTransform(svg.getScreenCTM().inverse());
  const row = Math.floor((y - map.top) / map.cell);
  return x >= 0 && row >= 0 && row < map.rows.length ? row : null;
}

/**
 * A slider below a map of attention chooses the word that asks; so does a pointer on the map. The
 * drawing has a frame around one row and that row's weights under the columns, which move along.
 * Without this script the figure is what it is.
 */
export function addAttentionMaps(part) {
  for (const svg of part.querySelectorAll("svg[data-looks=map]")) {
    const map = read(svg);
    const frame = svg.querySelector("rect.hand"), asks = svg.querySelector("text.asks");
    const weights = svg.querySelectorAll("text.weight");
    const box = Object.assign(document.createElement("p"), { className: "slide", lang: document.documentElement.lang });
    const label = Object.assign(document.createElement("label"), { textContent: word("mapAsks") });
    const last = map.rows.length - 1;
    const slider = Object.assign(document.createElement("input"), { type: "range", min: "0", max: String(last), step: "1" });
    slider.value = map.words.indexOf(asks.textContent);
    const said = document.createElement("output");
    said.setAttribute("aria-live", "off"); // the slider itself says what it is at
    const show = () => {
      const query = Number(slider.value), row = map.rows[query];
      frame.setAttribute("y", map.top + query * map.cell);
      asks.textContent = map.words[query];
      weights.forEach((shown, key) => (shown.textContent = row[key]));
      const pairs = row.map((weight, key) => `${map.words[key]} ${weight}`).join(", ");
      said.textContent = fill(word("mapLooks"), { query: map.words[query], weights: pairs });
      slider.setAttribute("aria-valuetext", said.textContent);
    };
    const point = (event) => {
      const row = rowUnder(svg, map, event);
      if (row === null || row === Number(slider.value)) return;
      slider.value = row;
      show();
    };
    label.append(slider);
    box.append(label, said);
    svg.after(box);
    slider.addEventListener("input", show);
    svg.addEventListener("pointermove", point);
    svg.addEventListener("pointerdown", point);
    show();
  }
}
