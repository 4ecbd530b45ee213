import { HighlightStyle } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags as t } from "@lezer/highlight";

// Custom properties reach into the shadow root, so light and dark follow the page by themselves.
export const colours = HighlightStyle.define([
  { tag: [t.keyword, t.controlKeyword, t.operatorKeyword, t.definitionKeyword, t.moduleKeyword, t.bool, t.null], color: "var(--code-key)", fontWeight: "600" },
  { tag: [t.function(t.definition(t.variableName)), t.definition(t.className)], fontWeight: "600" },
  { tag: [t.standard(t.variableName), t.self], color: "var(--code-key)" },
  { tag: [t.string, t.special(t.string), t.escape], color: "var(--code-str)" },
  { tag: t.number, color: "var(--code-num)" },
  { tag: t.comment, color: "var(--code-note)", fontStyle: "italic" },
]);

export const theme = EditorView.theme({
  "&": { fontSize: ".8rem", color: "var(--ink)", backgroundColor: "transparent" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.5", fontVariantLigatures: "none", fontVariantNumeric: "normal", minHeight: "var(--room)", maxHeight: "var(--most-room)", overflow: "auto", scrollbarWidth: "thin" },
  ".cm-content": { padding: "var(--s2) 0", caretColor: "var(--ink)" },
  ".cm-line": { padding: "0 1rem 0 0" },
  ".cm-gutters": { color: "var(--ink-2)", backgroundColor: "var(--tint)", border: "0" },
  ".cm-lineNumbers .cm-gutterElement": { minWidth: "2em", padding: "0 1.3em 0 1rem" },
  ".cm-activeLine": { backgroundColor: "transparent" },
  "&.cm-focused .cm-activeLine": { backgroundColor: "color-mix(in srgb, var(--accent) 7%, transparent)" },
  ".cm-content ::selection, .cm-content::selection": { backgroundColor: "color-mix(in srgb, var(--accent) 26%, var(--tint))" },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "transparent", outline: "1px solid var(--edge)" },
  "&.cm-focused .cm-nonmatchingBracket": { backgroundColor: "var(--fail-tint)" },
});
