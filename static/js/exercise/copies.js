// The copy of what was typed in this browser, kept until the server has confirmed the same text.
import { forget, recall, remember } from "../remembered.js";

/** Whether two sets of files hold the same text. Line ends differ on the way: a form sends CRLF. */
export const same = (a, b) => Object.keys({ ...a, ...b }).every((path) => plain(a[path]) === plain(b[path]));
const plain = (text) => text?.replaceAll("\r\n", "\n");

const parsed = (text) => {
  try { return JSON.parse(text); } catch { return null; }
};

/** The copies of one exercise, each {files, version, at}: `version` is the saved draft they were typed over. */
export function copiesOf(exercise) {
  const key = (owner) => `draft:${owner}:${exercise}`;
  const own = key(document.body.dataset.user || "nobody");
  const signedOut = key("nobody"); // what was typed before signing in is taken over
  const older = `${own}:older`; // set aside until the learner has said what is to become of it
  return {
    read: () => parsed(recall(own) ?? recall(signedOut)),
    older: () => parsed(recall(older)),
    /** Whether it could be kept. */
    write: (files, version) => remember(own, JSON.stringify({ files, version, at: Date.now() })),
    setAside(copy) {
      remember(older, JSON.stringify(copy));
      this.forget();
    },
    /** Forgets the copy, unless another tab has put a different text there meanwhile. */
    drop(files) {
      const kept = this.read();
      if (kept && same(kept.files, files)) this.forget();
    },
    forget() { forget(own); forget(signedOut); },
    forgetOlder: () => forget(older),
  };
}
