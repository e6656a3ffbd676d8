import { useMemo, useState } from "react"
import type { Cell, CellId, CellOutput, OutputId } from "../../contract/document"
import type { Page } from "../page"
import { usePage, usePart } from "../store/context"
import { bytes, strings } from "../strings"

/** Smaller ones are not worth the reader's time; from the second on one is marked at first. */
const [LEAST, MARKED] = [10_000, 100_000]
const MOST_SHOWN = 30

interface Large {
  readonly cellId: CellId
  readonly position: number
  readonly source: string
  readonly id: OutputId
  readonly size: number
}

/** An output never changes, and the panel is drawn with every key. */
const sizes = new WeakMap<CellOutput, number>()

/** About the bytes of an output in the file. */
function sizeOf(output: CellOutput): number {
  let size = sizes.get(output)
  if (size === undefined) sizes.set(output, (size = JSON.stringify(output.output).length))
  return size
}

function largeOutputs(cells: readonly Cell[]): Large[] {
  return cells
    .flatMap((cell, i) =>
      cell.outputs.map((output) => ({
        cellId: cell.id,
        position: i + 1,
        source: cell.source.split("\n")[0] ?? "",
        id: output.id,
        size: sizeOf(output),
      })),
    )
    .filter(({ size }) => size >= LEAST)
    .toSorted((a, b) => b.size - a.size)
    .slice(0, MOST_SHOWN)
}

/** Outputs by size; those that are marked are removed as one step of undo. */
export function LargeOutputs() {
  const page = usePage()
  const cells = usePart((state) => state.notebook.content.cells)
  const large = useMemo(() => largeOutputs(cells), [cells])
  const [changed, setChanged] = useState<ReadonlyMap<OutputId, boolean>>(new Map())
  const isMarked = ({ id, size }: Large): boolean => changed.get(id) ?? size >= MARKED
  const marked = large.filter(isMarked)
  const total = marked.reduce((sum, { size }) => sum + size, 0)
  return (
    <section>
      <h2>{strings.left.largeOutputs}</h2>
      {large.length === 0 && <p className="empty">{strings.left.noLargeOutputs(bytes(LEAST))}</p>}
      {large.map((one) => (
        <div key={one.id} className="large-row">
          <label>
            <input
              type="checkbox"
              checked={isMarked(one)}
              onChange={(event) => setChanged(new Map(changed).set(one.id, event.target.checked))}
            />
            <span className="note">{bytes(one.size)}</span>
            <code>{one.source}</code>
          </label>
          <button
            type="button"
            className="link"
            aria-label={strings.left.goToCell(one.position)}
            onClick={() => page.focus(one.cellId, "cell")}
          >
            {one.position}
          </button>
        </div>
      ))}
      {large.length > 0 && (
        <button type="button" className="dashed" disabled={marked.length === 0} onClick={() => remove(page, marked)}>
          {strings.left.removeOutputs(marked.length, bytes(total))}
        </button>
      )}
    </section>
  )
}

function remove(page: Page, marked: readonly Large[]): void {
  page.editors.flush()
  const gone = new Set(marked.map(({ id }) => id))
  const operations = page.state.notebook.content.cells.flatMap((cell) => {
    const outputs = cell.outputs.filter(({ id }) => !gone.has(id))
    if (outputs.length === cell.outputs.length) return []
    return [{ type: "setOutputs" as const, cellId: cell.id, outputs, executionCount: cell.executionCount }]
  })
  if (operations.length === 0) return
  page.change({ operations }, strings.labels.removeOutputs(gone.size))
  page.window({ type: "toast", text: strings.left.removedOutputs(gone.size), undo: true })
}
