import { Drafts } from "./exercise/drafts.js";
import { makeEditor } from "./exercise/editor.js";
import { makeSplit } from "./exercise/split.js";
import { guardSubmit, submitByKeys } from "./exercise/submit.js";
import { makeTabs } from "./exercise/tabs.js";

function setUp(form) {
  let changed = () => {};
  const keys = document.getElementById("editor-keys")?.textContent ?? "";
  const editors = [...form.querySelectorAll("textarea[data-path]")].map((textarea) => makeEditor(textarea, {
    label: textarea.dataset.path, keys, changed: () => changed(), submit: () => submitByKeys(form),
  }));
  makeTabs(form, editors);
  const drafts = new Drafts(form, editors);
  const typed = guardSubmit(form, () => drafts.submitted());
  changed = () => { drafts.changed(); typed(); };
  for (const save of form.querySelectorAll("[data-save-draft]")) save.hidden = true; // it happens by itself
  if (/Mac|iPhone|iPad/.test(navigator.platform))
    for (const key of form.querySelectorAll("kbd[data-mod]")) key.textContent = key.dataset.mod; // "⌘ Enter"
}

const form = document.getElementById("exercise-form");
if (form) setUp(form);
const handle = document.querySelector(".split > .handle");
if (handle) makeSplit(handle);
