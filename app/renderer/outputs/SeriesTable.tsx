import { useVirtualizer } from "@tanstack/react-virtual"
import { useEffect, useRef, useState } from "react"
import type { CellOutput } from "../../contract/document"
import type { SeriesOutput, TableRow } from "../../contract/outputs"
import { RemoteError } from "../../contract/rpc"
import { copyOutput } from "../commands/outputs"
import { usePage } from "../store/context"
import { strings } from "../strings"
import { foldDigits } from "./series-layout"

interface Props {
  readonly id: CellOutput["id"]
  readonly output: SeriesOutput
}

const ROW = 26
const BLOCK = 256

/** Blocks of rows, fetched as the reader scrolls; nothing beyond what was looked at is ever sent. */
function useRows(id: CellOutput["id"], modulus: number | null) {
  const page = usePage()
  const [rows, setRows] = useState<ReadonlyMap<number, TableRow>>(new Map())
  const [total, setTotal] = useState<number | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const asked = useRef(new Set<number>())
  useEffect(() => {
    asked.current = new Set()
    setRows(new Map())
  }, [id, modulus])
  const want = (from: number, to: number): void => {
    const { documentId } = page.state.notebook
    for (let block = Math.floor(from / BLOCK); block <= Math.floor(to / BLOCK); block++) {
      if (documentId === null || asked.current.has(block)) continue
      asked.current.add(block)
      const at = block * BLOCK
      page.client["output.rows"]({
        documentId,
        outputId: id,
        from: at,
        count: BLOCK,
        modulus,
      }).result.then(
        (answer) => {
          setTotal(answer.total)
          setRows((now) => new Map([...now, ...answer.rows.map((row, i): [number, TableRow] => [at + i, row])]))
        },
        (error: unknown) => {
          if (!(error instanceof RemoteError)) throw error
          setProblem(strings.output.gone)
        },
      )
    }
  }
  return { rows, total, problem, want }
}

/** n, a(n), its residue, sign and digits; only the rows in view exist. */
export function SeriesTable({ id, output }: Props) {
  const page = usePage()
  const [modulus, setModulus] = useState(5)
  const { rows, total, problem, want } = useRows(id, modulus)
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: total ?? output.termCount,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 12,
  })
  const items = virtual.getVirtualItems()
  const first = items[0]?.index ?? 0
  const last = items.at(-1)?.index ?? 0
  useEffect(() => want(first, last))
  const jump = (n: number): void => {
    if (Number.isInteger(n) && n >= 0) virtual.scrollToIndex(Math.min(n, (total ?? 1) - 1), { align: "start" })
  }
  return (
    <div className="series-table">
      <div className="view-choice">
        <label>
          {strings.table.modulus}
          <input
            type="number"
            min={2}
            value={modulus}
            onChange={(e) => e.target.valueAsNumber >= 2 && setModulus(e.target.valueAsNumber)}
          />
        </label>
        <label>
          {strings.table.jump}
          <input type="number" min={0} defaultValue={0} onChange={(event) => jump(event.target.valueAsNumber)} />
        </label>
        <span className="space" />
        <button type="button" className="link" onClick={() => void copyOutput(page, id, "csv", null)}>
          {strings.table.copyCsv}
        </button>
        <button type="button" className="link" onClick={() => void copyOutput(page, id, "bfile", null)}>
          {strings.table.copyBfile}
        </button>
      </div>
      {problem !== null && <p className="note">{problem}</p>}
      <div
        className="grid-scroll"
        ref={scroller}
        tabIndex={0}
        role="table"
        aria-label={strings.table.label}
        aria-rowcount={total ?? output.termCount}
      >
        <div className="grid-head" role="row">
          {[
            strings.table.n,
            strings.table.coefficient,
            strings.table.residue(modulus),
            strings.table.sign,
            strings.table.digits,
          ].map((title) => (
            <span key={title} role="columnheader">
              {title}
            </span>
          ))}
        </div>
        <div role="rowgroup" style={{ height: virtual.getTotalSize(), position: "relative" }}>
          {items.map((item) => (
            <div key={item.key} role="row" className="grid-row" style={{ transform: `translateY(${item.start}px)` }}>
              <RowCells row={rows.get(item.index)} />
            </div>
          ))}
        </div>
      </div>
    </div>
  )
}

function RowCells({ row }: { readonly row: TableRow | undefined }) {
  if (row === undefined) return <span role="cell">{strings.table.loading}</span>
  const folded = foldDigits(row.coefficient, 48)
  const sign = row.sign > 0 ? strings.table.plus : row.sign < 0 ? strings.table.minus : strings.table.zero
  return (
    <>
      <span role="cell">{row.n}</span>
      <span role="cell" title={row.coefficient}>
        {folded?.text ?? row.coefficient}
      </span>
      <span role="cell" data-zero={row.residue === "0"}>
        {row.residue ?? ""}
      </span>
      <span role="cell">{sign}</span>
      <span role="cell">{row.digits}</span>
    </>
  )
}
