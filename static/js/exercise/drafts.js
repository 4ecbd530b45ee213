import { csrfToken, fill } from "../page.js";
import { copiesOf, same } from "./copies.js";
import { clock, hideNotice, showNotice } from "./notices.js";

const PAUSE = 1000; // after the last key
const RETRY = [5000, 15000, 60000]; // when the server cannot be reached
const REMEMBERED = 8; // texts that left this tab

/**
 * Saves what is typed, a moment after it was typed: first in this browser, then on the server, which confirms it.
 * Nothing typed is given up before that, whatever the server, another tab or the session does meanwhile.
 */
export class Drafts {
  #timer = 0;
  #failures = 0;
  #busy = false;
  #held = false; // the reader has to decide something first
  #submission = null; // the text of the latest
  #sent = []; // when the server answers that another tab saved, it may have been us: a submission, a last flush

  constructor(form, editors) {
    this.form = form;
    this.editors = editors;
    this.url = document.body.dataset.user ? form.dataset.draftUrl : ""; // signed out: kept in this browser alone
    this.copies = copiesOf(form.dataset.exercise);
    this.state = document.getElementById("draft-state");
    this.version = Number(form.dataset.draftVersion) || 0;
    this.unsaved = "draftUnsaved" in form.dataset; // the page shows something else than the saved draft,
    this.touched = !this.unsaved; // which is not saved before the learner has changed something
    this.confirmed = this.unsaved ? {} : Object.fromEntries(editors.map(({ path, textarea }) => [path, textarea.defaultValue]));
    this.#restore();
    this.#listen();
  }

  get files() { return Object.fromEntries(this.editors.map((editor) => [editor.path, editor.text])); }
  get dirty() { return this.touched && !same(this.files, this.confirmed); }

  /** Something was typed. */
  changed() {
    this.touched = true;
    const kept = this.#copy();
    if (!this.url) this.#say(kept ? "kept" : "unkept");
    if (!this.#busy && !this.#failures) this.#plan();
  }

  /** A submission leaves. Its answer says which version of the draft it has become, where it has. */
  submitted() {
    this.#submission = this.#note();
  }

  /** The present text leaves this tab, by whatever way. Returns it. */
  #note() {
    const texts = this.files;
    this.#sent = [...this.#sent, texts].slice(-REMEMBERED);
    return texts;
  }

  // Saving

  #plan(delay = PAUSE) {
    clearTimeout(this.#timer);
    if (this.url && !this.#held) this.#timer = setTimeout(() => this.#save(), delay);
  }

  async #save() {
    if (this.#busy || this.#held || !this.dirty) return;
    this.#busy = true;
    const texts = this.#note();
    try {
      await this.#heard(await this.#post(texts), texts);
    } catch {
      this.#later();
    }
    this.#busy = false;
    if (!this.#failures && !same(this.files, texts)) this.#plan(); // typed meanwhile
  }

  #post(texts, options = {}) {
    const body = new FormData();
    for (const [path, text] of Object.entries(texts)) body.append(`file:${path}`, text);
    body.append("version", this.version);
    const headers = { "X-CSRFToken": csrfToken(), Accept: "application/json" };
    return fetch(this.url, { method: "POST", body, headers, redirect: "error", ...options });
  }

  async #heard(answer, texts) {
    if (answer.ok) return this.#saved(texts, await answer.json());
    if (answer.status === 409) return this.#overtaken(await answer.json());
    if (answer.status === 401) return this.#signedOut();
    if (answer.status === 413) return this.#say("tooLarge");
    this.#later();
  }

  #saved(texts, { version, saved_at: at }) {
    this.#stand(version, texts);
    this.#failures = 0;
    if (this.#signInNotice) hideNotice();
    this.copies.drop(texts);
    if (this.dirty) {
      this.#copy();
      this.#plan();
    }
    this.#say("saved", { at });
  }

  #overtaken(theirs) {
    this.#failures = 0;
    if ([...this.#sent, this.files].some((texts) => same(texts, theirs.files))) return this.#saved(theirs.files, theirs);
    this.#held = true;
    this.#say("conflict");
    showNotice(this.form, "conflict", { at: theirs.saved_at },
      { keep: () => this.#settle(theirs, false), take: () => this.#settle(theirs, true) });
  }

  #settle(theirs, take) {
    this.#held = false;
    this.#stand(theirs.version, theirs.files);
    if (take) this.#put(theirs.files);
    if (this.dirty) this.#plan(0);
    else this.#saved(theirs.files, theirs);
  }

  #signedOut() {
    this.#held = true;
    this.#say("kept");
    if (!this.#signInNotice) showNotice(this.form, "signed-out");
  }

  #later() {
    this.#say("unsaved");
    this.#plan(RETRY[Math.min(this.#failures++, RETRY.length - 1)]);
  }

  // Restoring

  /** Brings back what never reached the server, or offers it where something newer stands here. */
  #restore() {
    const server = this.files;
    let kept = this.copies.read();
    if (kept && same(kept.files, server)) {
      if (!this.unsaved) this.copies.forget();
      kept = null;
    }
    if (kept && !this.unsaved && kept.version >= this.version) {
      this.#bring(kept);
      const undo = () => { this.#put(server); this.copies.forget(); };
      return showNotice(this.form, "restored", { at: clock(kept.at) }, { undo });
    }
    if (kept) this.copies.setAside(kept);
    this.#offer(this.copies.older());
  }

  #offer(older) {
    if (!older) return;
    const bring = () => { this.#bring(older); this.copies.forgetOlder(); };
    showNotice(this.form, "offered", { at: clock(older.at) }, { bring, drop: () => this.copies.forgetOlder() });
  }

  #bring(copy) {
    this.touched = true;
    this.#put(copy.files);
    this.#copy();
    this.#plan(0);
  }

  // Coming and going

  #listen() {
    const comeBack = () => {
      if (document.hidden) return;
      if (this.#signInNotice) this.#held = false; // they may have signed in elsewhere
      if (this.dirty) this.#plan(0);
    };
    this.form.addEventListener("draft-saved", ({ detail }) => {
      if (detail.version >= this.version) this.#saved(this.#submission, detail); // else typing has gone on since
    });
    addEventListener("pagehide", () => this.#flush());
    addEventListener("pageshow", (event) => { if (event.persisted) comeBack(); });
    addEventListener("focus", comeBack);
    addEventListener("online", comeBack);
    document.addEventListener("visibilitychange", comeBack);
  }

  #flush() {
    if (!this.dirty) return;
    this.#copy(); // stays until a later visit finds it confirmed: nobody is here any more to hear the answer
    if (this.url && !this.#held && !this.#busy) this.#post(this.#note(), { keepalive: true }).catch(() => {});
  }

  // Small change

  get #signInNotice() { return this.form.querySelector("[data-signed-out]"); }

  #copy() { return this.copies.write(this.files, this.version); }

  #put(texts) {
    for (const editor of this.editors) if (editor.path in texts) editor.replace(texts[editor.path]);
  }

  /** The server holds `texts` as `version`; a submission, which saves the draft too, says so as well. */
  #stand(version, texts) {
    this.version = version;
    this.confirmed = texts;
    if (this.form.elements.version) this.form.elements.version.value = version;
  }

  #say(name, facts = {}) {
    const text = fill(this.state?.dataset[name] ?? "", facts);
    if (this.state && this.state.textContent !== text) this.state.textContent = text; // read out whenever it changes
  }
}
