import { closeBrackets, closeBracketsKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { python } from "@codemirror/lang-python";
import { bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { EditorState, Prec } from "@codemirror/state";
import { EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { colours, theme } from "./theme.js";

const LANGUAGES = { python };

/** Tab indents. After Escape it moves on, until something is typed or the editor is left: no keyboard is trapped. */
const leaving = [
  keymap.of([{ key: "Escape", run: (view) => { view.setTabFocusMode(true); return false; } }]),
  EditorView.domEventHandlers({ blur: (_, view) => view.setTabFocusMode(false) }),
  EditorView.updateListener.of(({ docChanged, view }) => { if (docChanged) view.setTabFocusMode(false); }),
];

function extensions(textarea, { label, keys, changed, submit }) {
  const language = LANGUAGES[textarea.dataset.language];
  return [
    Prec.highest(keymap.of([{ key: "Mod-Enter", run: () => { submit(); return true; } }])),
    leaving,
    lineNumbers(), history(), highlightActiveLine(), bracketMatching(), closeBrackets(), indentOnInput(),
    indentUnit.of("    "), EditorState.tabSize.of(4),
    keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, indentWithTab]),
    language ? language() : [],
    theme, syntaxHighlighting(colours),
    EditorState.readOnly.of(textarea.readOnly),
    EditorView.contentAttributes.of({ "aria-label": label, "aria-describedby": keys.id, tabindex: "0",
      spellcheck: "false", autocorrect: "off", autocapitalize: "off" }),
    EditorView.updateListener.of((update) => {
      if (!update.docChanged) return;
      textarea.value = update.state.doc.toString();
      changed();
    }),
  ];
}

/** What the keys do, said to a screen reader. It must stand in the same tree as the editor. */
function keysNote(root, text) {
  const note = Object.assign(document.createElement("p"), { id: "keys", textContent: text, hidden: true });
  root.append(note);
  return note;
}

/**
 * Puts an editor in the place of a textarea, which stays in the form and in step.
 *
 * It lives in a shadow root, since there CodeMirror uses constructed sheets: the <style> element it would add to
 * a document is what our Content-Security-Policy forbids.
 */
export function makeEditor(textarea, { label, keys, changed, submit }) {
  const host = document.createElement("div");
  host.className = "editor";
  const root = host.attachShadow({ mode: "open" });
  const options = { label, keys: keysNote(root, keys), changed, submit };
  const state = EditorState.create({ doc: textarea.value, extensions: extensions(textarea, options) });
  const view = new EditorView({ state, parent: root, root });
  textarea.after(host);
  textarea.hidden = true;
  return {
    textarea, host, view,
    path: textarea.dataset.path,
    get text() { return view.state.doc.toString(); },
    /** Replaces the text as one step, which the learner's own undo takes back. */
    replace(text) {
      if (text !== this.text) view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
    },
  };
}
