import { EditorSelection, type Extension } from "@codemirror/state"
import { keymap, type EditorView } from "@codemirror/view"

/** Leaving an editor by the arrow keys: at its first or last line the caret crosses into the neighbouring cell. */
export function crossingEdges(leave: (way: "up" | "down") => boolean): Extension {
  const atEdge = (view: EditorView, way: "up" | "down"): boolean => {
    const { main } = view.state.selection
    if (!main.empty) return false
    const moved = view.moveVertically(main, way === "down")
    const line = view.state.doc.lineAt(main.head)
    const isEdgeLine = way === "up" ? line.number === 1 : line.number === view.state.doc.lines
    return (
      isEdgeLine &&
      (moved.head === main.head || view.state.doc.lineAt(moved.head).number === line.number) &&
      isVisualEdge(view, main.head, way)
    )
  }
  return keymap.of([
    { key: "ArrowUp", run: (view) => atEdge(view, "up") && leave("up") },
    { key: "ArrowDown", run: (view) => atEdge(view, "down") && leave("down") },
  ])
}

/** A wrapped line has several rows; only its outermost row is an edge. */
function isVisualEdge(view: EditorView, head: number, way: "up" | "down"): boolean {
  const here = view.coordsAtPos(head)
  const end = view.coordsAtPos(way === "up" ? 0 : view.state.doc.length)
  return here === null || end === null || Math.abs(here.top - end.top) < 4
}

export function caretAt(view: EditorView, caret: "start" | "end" | number): EditorSelection {
  const length = view.state.doc.length
  const position = caret === "start" ? 0 : caret === "end" ? length : Math.min(caret, length)
  return EditorSelection.single(position)
}
