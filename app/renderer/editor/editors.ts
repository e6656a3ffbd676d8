import type { EditorView } from "@codemirror/view"
import type { CellId } from "../../contract/document"

/**
 * The live editors, by cell. What is typed reaches the store a moment after the key, so that a keystroke costs only the editor's own work;
 * `flush` brings everything over at once, before a run, a save or an undo.
 */
export interface CellEditor {
  readonly view: EditorView
  flush(): void
}

export class Editors {
  readonly #open = new Map<CellId, CellEditor>()

  add(cellId: CellId, editor: CellEditor): () => void {
    this.#open.set(cellId, editor)
    return () => {
      if (this.#open.get(cellId) === editor) this.#open.delete(cellId)
    }
  }

  get(cellId: CellId | null): CellEditor | undefined {
    return cellId === null ? undefined : this.#open.get(cellId)
  }

  flush(): void {
    for (const editor of this.#open.values()) editor.flush()
  }
}
