import { EditorState } from "@codemirror/state"
import { EditorView } from "@codemirror/view"
import { minimalSetup } from "codemirror"

// The measure for the notebook's figures: one CodeMirror editor, nothing else on the page, 2,000 lines to scroll.
const doc = Array.from({ length: 2000 }, (_, n) => `P${n} := series(1/aqprod(q, q, infinity), q, ${n});`).join("\n")
new EditorView({ state: EditorState.create({ doc, extensions: [minimalSetup] }), parent: document.body }).focus()
