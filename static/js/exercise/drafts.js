import { csrfToken, fill } from "../page.js";
import { copiesOf, same } from "./copies.js";
import { clock, hideNotice, showNotice } from "./notices.js";

const PAUSE = 1000; // after the last key
const RETRY = [5000, 15000, 60000]; // when the server cannot be reached

/**
 * Saves what is typed, a moment after it was typed: first in this browser, then on the server, which confirms it.
 * Nothing typed is given up before that, whatever the server, another tab or the session does meanwhile.
 */
export function keepDrafts(form, editors) {
  const url = document.body.dataset.user ? form.dataset.draftUrl : ""; // signed out: kept in this browser alone
  const unsaved = "draftUnsaved" in form.dataset; // the page shows something else than the saved draft
  const copies = copiesOf(form.dataset.exercise);
  const state = document.getElementById("draft-state");
  let version = Number(form.dataset.draftVersion) || 0;
  let confirmed = unsaved ? {} : Object.fromEntries(editors.map(({ path, textarea }) => [path, textarea.defaultValue]));
  const sent = []; // texts that left this tab: when the server answers "another tab saved", it may have been us
  let touched = !unsaved; // such a page is not saved before the learner has changed something
  let timer = 0, failures = 0, busy = false, held = false; // held: the reader has to decide something first

  const files = () => Object.fromEntries(editors.map((editor) => [editor.path, editor.text]));
  const put = (texts) => editors.forEach((editor) => { if (editor.path in texts) editor.replace(texts[editor.path]); });
  const dirty = () => touched && !same(files(), confirmed);
  const setVersion = (next) => {
    version = next;
    if (form.elements.version) form.elements.version.value = next; // for the submission, which saves the draft too
  };
  const signIn = () => form.querySelector("[data-signed-out]"); // the notice that asks for it
  function say(name, facts = {}) {
    const text = fill(state?.dataset[name] ?? "", facts);
    if (state && state.textContent !== text) state.textContent = text; // a status is read out whenever it changes
  }
  function plan(delay = PAUSE) {
    clearTimeout(timer);
    if (url && !held) timer = setTimeout(save, delay);
  }

  function changed() {
    touched = true;
    const kept = copies.write(files(), version);
    if (!url) say(kept ? "kept" : "unkept");
    if (!busy && !failures) plan();
  }

  function body(texts) {
    const data = new FormData();
    for (const [path, text] of Object.entries(texts)) data.append(`file:${path}`, text);
    data.append("version", version);
    return data;
  }

  const post = (texts, options = {}) => fetch(url, { method: "POST", body: body(texts), redirect: "error",
    headers: { "X-CSRFToken": csrfToken(), Accept: "application/json" }, ...options });

  async function save() {
    if (busy || held || !dirty()) return;
    busy = true;
    const texts = note(files());
    try {
      await heard(await post(texts), texts);
    } catch { later(); }
    busy = false;
    if (!failures && !same(files(), texts)) plan();
  }

  async function heard(answer, texts) {
    if (answer.ok) return saved(texts, await answer.json());
    if (answer.status === 409) return overtaken(await answer.json());
    if (answer.status === 401) return signedOut();
    if (answer.status === 413) return say("tooLarge");
    later();
  }

  function saved(texts, answer) {
    setVersion(answer.version);
    confirmed = texts;
    failures = 0;
    if (signIn()) hideNotice();
    copies.drop(texts);
    if (dirty()) copies.write(files(), version);
    say("saved", { at: answer.saved_at });
  }

  function overtaken(theirs) {
    failures = 0;
    const ours = [...sent, files()].some((texts) => same(texts, theirs.files));
    if (ours) return saved(theirs.files, theirs);
    held = true;
    say("conflict");
    const settle = (texts) => {
      setVersion(theirs.version);
      confirmed = theirs.files;
      held = false;
      if (texts) put(texts);
      if (dirty()) plan(0);
      else saved(theirs.files, theirs);
    };
    showNotice(form, "conflict", { at: theirs.saved_at }, { keep: () => settle(null), take: () => settle(theirs.files) });
  }

  function signedOut() {
    held = true;
    say("kept");
    if (!signIn()) showNotice(form, "signed-out");
  }

  function later() {
    say("unsaved");
    plan(RETRY[Math.min(failures++, RETRY.length - 1)]);
  }

  /** Remembers a text as sent from here, and gives it back. */
  function note(texts) {
    sent.push(texts);
    if (sent.length > 8) sent.shift();
    return texts;
  }

  function flush() {
    if (!dirty()) return;
    copies.write(files(), version);
    if (url && !held && !busy) post(note(files()), { keepalive: true }).catch(() => {}); // the copy stays until confirmed
  }

  function comeBack() {
    if (document.hidden) return;
    if (signIn()) held = false; // they may have signed in elsewhere
    if (dirty()) plan(0);
  }

  /** Brings back what never reached the server, or offers it where something newer stands here. */
  function restore() {
    const server = files();
    let kept = copies.read();
    if (kept && same(kept.files, server)) {
      if (!unsaved) copies.forget();
      kept = null;
    }
    if (kept && !unsaved && kept.version >= version) {
      bring(kept);
      const undo = () => { put(server); copies.forget(); };
      return showNotice(form, "restored", { at: clock(kept.at) }, { undo });
    }
    if (kept) copies.setAside(kept);
    const older = copies.older();
    if (older) showNotice(form, "offered", { at: clock(older.at) },
      { bring: () => { bring(older); copies.forgetOlder(); }, drop: copies.forgetOlder });
  }

  function bring(copy) {
    touched = true;
    put(copy.files);
    copies.write(files(), version);
    plan(0);
  }

  restore();
  addEventListener("pagehide", flush);
  document.addEventListener("visibilitychange", () => document.hidden ? dirty() && copies.write(files(), version) : comeBack());
  addEventListener("pageshow", (event) => { if (event.persisted) comeBack(); });
  addEventListener("focus", comeBack);
  addEventListener("online", comeBack);
  return { changed, noteSent: () => note(files()) };
}
