import { StateField, type EditorState, type Extension } from "@codemirror/state"
import { Decoration, EditorView, WidgetType, type DecorationSet } from "@codemirror/view"
import { typeset } from "../math/typesetter"

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
    const made = typeset(this.tex, this.display)
    if (made.ok) box.append(made.node.cloneNode(true))
    else {
      box.classList.add("tex-problem")
      box.textContent = made.error
    }
    return box
  }
}

interface Found {
  readonly tex: string
  readonly display: boolean
  readonly to: number
}

/** The formula that the position is inside of: between dollar signs, or after one whose fellow is not typed yet. */
export function formulaAt(text: string, at: number): Found | null {
  const pattern = /\$\$([\s\S]+?)\$\$|(?<![\\$])\$((?:\\.|[^$\\\n])+)\$/g
  let closed = 0
  for (const match of text.matchAll(pattern)) {
    const from = match.index
    const to = from + match[0].length
    if (from < at && at < to) return { tex: match[1] ?? match[2] ?? "", display: match[1] !== undefined, to }
    if (to <= at) closed = to
  }
  return unfinished(text, closed, at)
}

function unfinished(text: string, closed: number, at: number): Found | null {
  const paragraph = Math.max(closed, text.lastIndexOf("\n\n", at - 1))
  const open = /(?<!\\)(\$\$?)([^$]*)$/.exec(text.slice(paragraph, at))
  if (open === null) return null
  const lineEnd = text.indexOf("\n", at)
  const to = lineEnd < 0 ? text.length : lineEnd
  // Brackets that the editor closed by itself belong to the formula.
  const tail = /^[})\]]*/.exec(text.slice(at, to))?.[0] ?? ""
  return { tex: (open[2] ?? "") + tail, display: open[1] === "$$", to }
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
