import { Plus } from "lucide-react"
import { memo, useState } from "react"
import { insertAt, newCell } from "../store/cells"
import { usePage } from "../store/context"
import { strings } from "../strings"

/** Between two cells: shows what can be put there when the hand is near; until then it is empty paper. */
export const InsertLine = memo(function InsertLine({ index }: { readonly index: number }) {
  const [near, setNear] = useState(false)
  return (
    <div className="insert-line" onPointerEnter={() => setNear(true)}>
      {near && <Choices index={index} />}
    </div>
  )
})

function Choices({ index }: { readonly index: number }) {
  const page = usePage()
  const insert = (kind: "code" | "text"): void =>
    page.change(insertAt(index, newCell(kind)), strings.labels.insert(kind))
  return (
    <div className="insert-choices">
      {(["code", "text"] as const).map((kind) => (
        <button key={kind} type="button" tabIndex={-1} onClick={() => insert(kind)}>
          <Plus size={13} strokeWidth={1.5} aria-hidden="true" />
          {kind === "code" ? strings.cell.addCode : strings.cell.addText}
        </button>
      ))}
    </div>
  )
}
