import { StateField, type EditorState, type Extension } from "@codemirror/state"
import { Decoration, EditorView, WidgetType, type DecorationSet } from "@codemirror/view"
import { withTypesetter } from "../math/load"
import { formulaAt, withCaret, type Found } from "./formula-at"

/**
 * Editing a text cell: plain text, with the formula at the caret drawn under its line while it is typed. What is wrong with a formula is said
 * in words in its place.
 */
export function proseExtensions(): Extension {
  return [EditorView.editorAttributes.of({ class: "prose-editor" }), preview]
}

/** How long typing rests before the formula is drawn anew. */
const DEBOUNCE = 60

const pending = new WeakMap<HTMLElement, ReturnType<typeof setTimeout>>()

class Preview extends WidgetType {
  constructor(readonly found: Found) {
    super()
  }

  override eq({ found: other }: Preview): boolean {
    const { tex, caret, display } = this.found
    return other.tex === tex && other.caret === caret && other.display === display
  }

  override toDOM(): HTMLElement {
    const box = document.createElement("div")
    box.className = "formula-preview"
    this.#draw(box)
    return box
  }

  /** What stands there stays until the next drawing, so that nothing flickers. */
  override updateDOM(box: HTMLElement): boolean {
    clearTimeout(pending.get(box))
    pending.set(
      box,
      setTimeout(() => this.#draw(box), DEBOUNCE),
    )
    return true
  }

  #draw(box: HTMLElement): void {
    const { tex, caret, display } = this.found
    withTypesetter(({ typeset }) => {
      const marked = withCaret(tex, caret)
      const tried = marked === null ? null : typeset(marked, display)
      const made = tried?.ok === true ? tried : typeset(tex, display)
      box.classList.toggle("tex-problem", !made.ok)
      box.replaceChildren(made.ok ? made.node.cloneNode(true) : made.error)
    })
  }
}

function previewOf(state: EditorState): DecorationSet {
  const found = formulaAt(state.doc.toString(), state.selection.main.head)
  if (found === null || found.tex.trim() === "") return Decoration.none
  const line = state.doc.lineAt(found.to)
  return Decoration.set([
    Decoration.widget({
      widget: new Preview(found),
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
