import { acceptCompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete"
import { defaultKeymap, indentWithTab } from "@codemirror/commands"
import { bracketMatching, indentOnInput, syntaxHighlighting } from "@codemirror/language"
import { EditorState, type Extension } from "@codemirror/state"
import { drawSelection, EditorView, highlightSpecialChars, keymap, tooltips } from "@codemirror/view"
import { blinkingCaret } from "./blink"
import { highlighter } from "./highlight"

/** What every editor of the page shares. History is the document's own, so CodeMirror's is left out. */

const theme = EditorView.theme({
  "&": {
    backgroundColor: "transparent",
    color: "var(--ink)",
    fontSize: "14px",
  },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": {
    fontFamily: "var(--font-code)",
    lineHeight: "22px",
    fontVariantLigatures: "none",
  },
  ".cm-content": { padding: "0", caretColor: "var(--ink)" },
  ".cm-line": { padding: "0" },
  ".cm-cursor": { borderLeftColor: "var(--ink)", borderLeftWidth: "1.5px" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "var(--selection)",
  },
  // Only where the caret is: a pair that is marked elsewhere leads to nothing.
  "&.cm-focused .cm-matchingBracket": {
    backgroundColor: "var(--accent-wash)",
    outline: "1px solid var(--control)",
  },
  ".cm-matchingBracket, .cm-nonmatchingBracket": { backgroundColor: "transparent" },
  "&.cm-focused .cm-nonmatchingBracket": { backgroundColor: "var(--error-wash)" },
  ".cm-tooltip": {
    backgroundColor: "var(--surface)",
    color: "var(--ink)",
    border: "1px solid var(--line)",
    borderRadius: "9px",
    boxShadow: "var(--shadow)",
    fontFamily: "var(--font-ui)",
    fontSize: "13px",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": {
    fontFamily: "var(--font-code)",
    maxHeight: "16em",
    padding: "4px",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": {
    padding: "3px 10px",
    borderRadius: "6px",
    lineHeight: "20px",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": {
    backgroundColor: "var(--accent-wash)",
    color: "var(--accent)",
  },
  ".cm-completionDetail": {
    fontStyle: "normal",
    color: "var(--ink-3)",
    fontFamily: "var(--font-ui)",
    fontSize: "12px",
  },
  ".cm-completionInfo": {
    maxWidth: "340px",
    padding: "8px 12px",
    lineHeight: "19px",
  },
  ".cm-completionMatchedText": { textDecoration: "none", fontWeight: "600" },
  ".cm-lintRange-error": {
    backgroundImage: "none",
    textDecoration: "underline wavy var(--error) 1.5px",
    textUnderlineOffset: "4px",
  },
  ".cm-lintRange-warning": {
    backgroundImage: "none",
    textDecoration: "underline wavy var(--stale) 1.5px",
    textUnderlineOffset: "4px",
  },
  ".cm-diagnostic": {
    padding: "6px 12px",
    borderLeft: "3px solid var(--error)",
  },
  ".cm-searchMatch": { backgroundColor: "var(--found)" },
})

/** Our own table has these keys; CodeMirror's meaning of them is taken away. */
const TAKEN = new Set(["Mod-Enter", "Mod-Shift-m", "Escape", "Alt-ArrowUp", "Alt-ArrowDown", "Shift-Mod-k", "Mod-/"])

export function sharedExtensions(nonce: string): Extension {
  return [
    EditorView.cspNonce.of(nonce),
    theme,
    // Cells are contained, so that what floats over them stands in the body.
    tooltips({ parent: document.body }),
    highlightSpecialChars(),
    drawSelection(),
    blinkingCaret(),
    EditorState.tabSize.of(2),
    indentOnInput(),
    bracketMatching(),
    closeBrackets(),
    syntaxHighlighting(highlighter),
    EditorView.lineWrapping,
    keymap.of([
      ...closeBracketsKeymap,
      ...completionKeymap,
      { key: "Tab", run: acceptCompletion },
      ...defaultKeymap.filter(
        (binding) => binding.key === undefined || !TAKEN.has(binding.key) || binding.key.startsWith("Alt-Arrow"),
      ),
      indentWithTab,
    ]),
  ]
}
