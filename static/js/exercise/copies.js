// The copy of what was typed in this browser, kept until the server has confirmed the same text.
import { forget, recall, remember } from "../remembered.js";

/** Whether two sets of files hold the same text. Line ends differ on the way: a form sends CRLF. */
export const same = (a, b) => Object.keys({ ...a, ...b }).every((path) => plain(a[path]) === plain(b[path]));
const plain = (text) => text?.replaceAll("\r\n", "\n");

const key = (owner, exercise) => `draft:${owner}:${exercise}`;

export function copiesOf(exercise) {
  const owner = document.body.dataset.user || "nobody";
  const own = key(owner, exercise), signedOut = key("nobody", exercise);
  return {
    /** {files, version, at} or null. What was typed before signing in is taken over. */
    read() {
      const text = recall(own) ?? recall(signedOut);
      try { return text ? JSON.parse(text) : null; } catch { return null; }
    },
    /** Whether it could be kept. */
    write: (files, version) => remember(own, JSON.stringify({ files, version, at: Date.now() })),
    /** Forgets the copy, unless another tab has put a different text there meanwhile. */
    drop(files) {
      const kept = this.read();
      if (!kept || !same(kept.files, files)) return;
      forget(own);
      forget(signedOut);
    },
    forget() { forget(own); forget(signedOut); },
  };
}
