// Builds static/build/ from css/, js/ and the locked packages: `npm run build`, or `node static/build.mjs`.
// The same input gives the same bytes. Everything takes about a second, but for the text face, which takes
// a quarter of a minute and is cut again only when its source or fonts.py has changed.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(here);
const packages = join(root, "node_modules");
const out = join(here, "build");
const fonts = join(out, "fonts");
const stamp = join(fonts, "text-face.sha256");

const read = (...path) => readFileSync(join(...path), "utf8");

function python() {
  const ours = join(root, ".venv", "bin", "python");
  return process.env.PYTHON || (existsSync(ours) ? ours : "python3");
}

function textFace() {
  const source = join(packages, "source-serif", "VAR");
  const hash = createHash("sha256");
  for (const style of ["Roman", "Italic"]) hash.update(readFileSync(join(source, `SourceSerif4Variable-${style}.ttf`)));
  const digest = hash.update(read(here, "fonts.py")).digest("hex");
  if (existsSync(stamp) && read(stamp) === digest) return;
  console.log("Subsetting the text face, about 15 s ...");
  const { status, error } = spawnSync(python(), [join(here, "fonts.py"), source, fonts], { stdio: "inherit" });
  if (status !== 0) throw new Error(`fonts.py failed${error ? `: ${error.message}` : ""}. Set PYTHON to one that has fonttools[woff].`);
  writeFileSync(stamp, digest);
}

/** Takes over the blocks of a Fontsource sheet that `wanted` accepts, with their woff2 files. */
function fontsource(name, sheet, family, folder, wanted) {
  mkdirSync(join(fonts, folder), { recursive: true });
  const blocks = read(packages, name, sheet).split(/(?=\/\* )/).filter(wanted);
  return blocks.map((block) => {
    const file = block.match(/files\/([\w-]+\.woff2)/)[1];
    cpSync(join(packages, name, "files", file), join(fonts, folder, file));
    return block
      .replace(/font-family: '[^']+'/, `font-family: "${family}"`)
      .replace(/src: [^;]+;/, `src: url("fonts/${folder}/${file}") format("woff2");`);
  }).join("");
}

function codeFace() {
  const wanted = (block) => /-(latin|latin-ext|greek)-wght/.test(block);
  const sheet = (file) => fontsource("@fontsource-variable/source-code-pro", file, "Source Code Pro", "code", wanted);
  return sheet("index.css") + sheet("wght-italic.css");
}

function katex() {
  const source = join(packages, "katex", "dist");
  const target = join(out, "katex");
  mkdirSync(join(target, "fonts"), { recursive: true });
  cpSync(join(source, "katex.min.js"), join(target, "katex.min.js")); // for the server: pages carry no math script
  for (const file of readdirSync(join(source, "fonts")).filter((name) => name.endsWith(".woff2")))
    cpSync(join(source, "fonts", file), join(target, "fonts", file));
  const sheet = read(source, "katex.min.css").replace(/,url\([^)]*\.(woff|ttf)\) format\("\w+"\)/g, "");
  writeFileSync(join(target, "katex.css"), sheet);
}

async function bundle() {
  const common = { bundle: true, minify: true, outdir: out, external: ["*.woff2"], logLevel: "warning", charset: "utf8",
    target: ["chrome123", "firefox120", "safari17.5"], legalComments: "none" };
  await build({ ...common, format: "esm", entryPoints: [join(here, "js", "site.js"), join(here, "js", "exercise.js"), join(here, "js", "review.js")] });
  await build({ ...common, format: "iife", entryPoints: [join(here, "js", "theme.js")] });
  const face = { name: "code-face", setup: (to) => {
    to.onResolve({ filter: /^code-face$/ }, () => ({ path: "code-face", namespace: "made" }));
    to.onLoad({ filter: /./, namespace: "made" }, () => ({ contents: codeFace(), loader: "css" }));
  } };
  await build({ ...common, entryPoints: [join(here, "css", "retooled.css")], plugins: [face] });
}

/** Chinese, in numbered slices. Quotation marks and dashes, which Source Serif has too, get a family of their own. */
function hanFace() {
  const sheet = fontsource("@fontsource/noto-serif-sc", "400.css", "Noto Serif SC", "han", (block) => /-\[\d+\]-/.test(block));
  const marks = sheet.split(/(?=\/\* )/).flatMap((block) => {
    const range = block.match(/unicode-range: ([^;]+)/)[1];
    const here = ["2014", "201c", "201d", "2026"].filter((mark) => covers(range, parseInt(mark, 16)));
    if (!here.length) return [];
    return block.replace("Noto Serif SC", "Han Marks").replace(range, here.map((mark) => `U+${mark}`).join(","));
  });
  writeFileSync(join(out, "han.css"), sheet + marks.join(""));
}

function covers(range, point) {
  return range.split(",").some((part) => {
    const [first, last = first] = part.trim().slice(2).split("-").map((end) => parseInt(end, 16));
    return first <= point && point <= last;
  });
}

/** Empties static/build but for the text face, which is dear to make. */
function clean() {
  const keep = (name) => name.startsWith("source-serif-") || name === "text-face.sha256";
  if (existsSync(out)) for (const name of readdirSync(out)) if (name !== "fonts") rmSync(join(out, name), { recursive: true });
  mkdirSync(fonts, { recursive: true });
  for (const name of readdirSync(fonts)) if (!keep(name)) rmSync(join(fonts, name), { recursive: true });
}

clean();
textFace();
katex();
hanFace();
cpSync(join(here, "icon.svg"), join(out, "icon.svg"));
await bundle();
console.log("Built static/build");
