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
  const url = form.dataset.draftUrl;
  const copies = copiesOf(form.dataset.exercise);
  const state = document.getElementById("draft-state");
  let version = Number(form.dataset.draftVersion) || 0;
  let confirmed = Object.fromEntries(editors.map(({ path, textarea }) => [path, textarea.defaultValue]));
  const sent = []; // texts that left this tab: when the server answers "another tab saved", it may have been us
  let timer = 0, failures = 0, busy = false, held = false; // held: the reader has to decide something first

  const files = () => Object.fromEntries(editors.map((editor) => [editor.path, editor.text]));
  const put = (texts) => editors.forEach((editor) => { if (editor.path in texts) editor.replace(texts[editor.path]); });
  const dirty = () => !same(files(), confirmed);
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
    const kept = copies.write(files(), version);
    if (!url) say(kept ? "kept" : "unkept");
    if (!busy && !failures) plan();
  }

  function body(texts) {
    const data = new FormData();
    for (const [path, text] of Object.entries(texts)) data.append(`file:${path}`, text);
    data.append("version", version);
    data.append("csrfmiddlewaretoken", csrfToken()); // for sendBeacon, which carries no header
    return data;
  }

  async function save() {
    if (busy || held || !dirty()) return;
    busy = true;
    const texts = note(files());
    try {
      const answer = await fetch(url, { method: "POST", body: body(texts), redirect: "error",
        headers: { "X-CSRFToken": csrfToken(), "X-Requested-With": "fetch", Accept: "application/json" } });
      await heard(answer, texts);
    } catch { later(); }
    busy = false;
    if (!failures && dirty()) plan();
  }

  async function heard(answer, texts) {
    if (answer.ok) return saved(texts, await answer.json());
    if (answer.status === 409) return overtaken(await answer.json());
    if (answer.status === 401) return signedOut();
    later();
  }

  function saved(texts, answer) {
    version = answer.version;
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
      version = theirs.version;
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
    if (url && !held && !busy) navigator.sendBeacon(url, body(note(files())));
  }

  function comeBack() {
    if (document.hidden) return;
    if (signIn()) held = false; // they may have signed in elsewhere
    if (dirty()) plan(0);
  }

  function restore() {
    const kept = copies.read();
    if (!kept) return;
    const server = files();
    if (same(kept.files, server)) return copies.forget();
    const bring = () => { put(kept.files); plan(0); };
    const facts = { at: clock(kept.at) };
    if (kept.version < version) return showNotice(form, "offered", facts, { bring, drop: () => copies.forget() });
    bring();
    showNotice(form, "restored", facts, { undo: () => { put(server); copies.forget(); } });
  }

  restore();
  addEventListener("pagehide", flush);
  document.addEventListener("visibilitychange", () => document.hidden ? dirty() && copies.write(files(), version) : comeBack());
  addEventListener("pageshow", (event) => { if (event.persisted) comeBack(); });
  addEventListener("focus", comeBack);
  addEventListener("online", comeBack);
  return { changed, noteSent: () => note(files()) };
}
