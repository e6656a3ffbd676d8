import { useMemo } from "react"
import type { Cell } from "../../contract/document"
import { Editor } from "../editor/Editor"
import { proseExtensions } from "../editor/prose"
import { usePage } from "../store/context"
import { strings } from "../strings"
import { Markdown } from "../text/markdown"

interface Props {
  readonly cell: Cell
  readonly editing: boolean
  /** False far from the view, where the Markdown stands as it was typed. */
  readonly drawn: boolean
}

/** Markdown with TeX: drawn, until the caret is in it. */
export function TextCell({ cell, editing, drawn }: Props) {
  const page = usePage()
  const extensions = useMemo(() => proseExtensions(), [])
  if (editing && cell.view.locked !== true) {
    return (
      <div className="text-box editing">
        <Editor cellId={cell.id} source={cell.source} focused label={strings.cell.textEditor} extensions={extensions} />
      </div>
    )
  }
  return (
    <div className="text-box prose" onDoubleClick={() => page.focus(cell.id, "text", "end")}>
      {!drawn ? (
        <p>{cell.source}</p>
      ) : cell.source.trim() === "" ? (
        <p className="note">{strings.cell.emptyText}</p>
      ) : (
        <Markdown source={cell.source} attachments={cell.attachments} />
      )}
    </div>
  )
}

export function RawCell({ cell, editing }: Omit<Props, "drawn">) {
  const extensions = useMemo(() => proseExtensions(), [])
  return (
    <div className="code-box raw">
      {editing ? (
        <Editor cellId={cell.id} source={cell.source} focused label={strings.cell.kinds.raw} extensions={extensions} />
      ) : (
        <pre className="static-code">{cell.source}</pre>
      )}
    </div>
  )
}
