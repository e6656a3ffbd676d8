import { StateField, type EditorState, type Extension } from "@codemirror/state"
import { Decoration, EditorView, WidgetType, type DecorationSet } from "@codemirror/view"
import { withTypesetter } from "../math/load"
import { formulaAt } from "./formula-at"

/**
 * Editing a text cell: plain text, with the formula at the caret drawn under its line while it is typed. What is wrong with a formula is said
 * in words in its place.
 */
export function proseExtensions(): Extension {
  return [EditorView.editorAttributes.of({ class: "prose-editor" }), preview]
}

class Preview extends WidgetType {
  constructor(
    readonly tex: string,
    readonly display: boolean,
  ) {
    super()
  }

  override eq(other: Preview): boolean {
    return other.tex === this.tex && other.display === this.display
  }

  override toDOM(): HTMLElement {
    const box = document.createElement("div")
    box.className = "formula-preview"
    withTypesetter(({ typeset }) => {
      const made = typeset(this.tex, this.display)
      if (made.ok) return box.append(made.node.cloneNode(true))
      box.classList.add("tex-problem")
      box.textContent = made.error
    })
    return box
  }
}

function previewOf(state: EditorState): DecorationSet {
  const found = formulaAt(state.doc.toString(), state.selection.main.head)
  if (found === null || found.tex.trim() === "") return Decoration.none
  const line = state.doc.lineAt(found.to)
  return Decoration.set([
    Decoration.widget({
      widget: new Preview(found.tex, found.display),
      block: true,
      side: 1,
    }).range(line.to),
  ])
}

const preview = StateField.define<DecorationSet>({
  create: previewOf,
  update: (shown, transaction) =>
    transaction.docChanged || transaction.selection !== undefined ? previewOf(transaction.state) : shown,
  provide: (field) => EditorView.decorations.from(field),
})
