import { useVirtualizer } from "@tanstack/react-virtual"
import { useEffect, useRef, useState } from "react"
import type { CellOutput } from "../../contract/document"
import type { Dialect, RowChoice, SeriesOutput, TableRow } from "../../contract/outputs"
import { copyValue } from "../commands/outputs"
import { usePage } from "../store/context"
import { strings } from "../strings"
import { foldDigits } from "./series-layout"
import { useRows } from "./use-rows"

interface Props {
  readonly id: CellOutput["id"]
  readonly output: SeriesOutput
}

const ROW = 26
const WHOLE: RowChoice = { modulus: 5, only: null, sort: null }

/** n, a(n), its residue, sign and digits; only the rows in view exist. Sorted by its headings, cut down to a class of exponents above. */
export function SeriesTable({ id, output }: Props) {
  const [choice, setChoice] = useState(WHOLE)
  const { rows, total, problem, want } = useRows(id, choice)
  const scroller = useRef<HTMLDivElement>(null)
  const count = total ?? output.termCount
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 12,
  })
  const items = virtual.getVirtualItems()
  const first = items[0]?.index ?? 0
  const last = items.at(-1)?.index ?? 0
  useEffect(() => want(first, last))
  const change = (next: RowChoice): void => {
    scroller.current?.scrollTo(0, 0)
    setChoice(next)
  }
  const jump = (n: number): void => {
    const start = Number(rows.get(0)?.n ?? choice.only?.residue ?? 0)
    const at = Math.ceil((n - start) / (choice.only?.modulus ?? 1))
    if (Number.isInteger(at)) virtual.scrollToIndex(Math.max(0, Math.min(at, count - 1)), { align: "start" })
  }
  return (
    <div className="series-table">
      <Choices choice={choice} onChange={change} onJump={jump} />
      <CopyRow id={id} />
      {problem !== null && (
        <p className="note" role="alert">
          {problem}
        </p>
      )}
      <div
        className="grid-scroll"
        ref={scroller}
        tabIndex={0}
        role="table"
        aria-label={strings.table.label}
        aria-rowcount={count}
      >
        <Heads choice={choice} onChange={change} />
        <div role="rowgroup" style={{ height: virtual.getTotalSize(), position: "relative" }}>
          {items.map((item) => (
            <div
              key={item.key}
              role="row"
              aria-rowindex={item.index + 2}
              className="grid-row"
              style={{ transform: `translateY(${item.start}px)` }}
            >
              <RowCells row={rows.get(item.index)} />
            </div>
          ))}
        </div>
      </div>
    </div>
  )
}

interface ChoicesProps {
  readonly choice: RowChoice
  readonly onChange: (choice: RowChoice) => void
  readonly onJump: (n: number) => void
}

function Choices({ choice, onChange, onJump }: ChoicesProps) {
  const [only, setOnly] = useState({ residue: "", modulus: "" })
  const choose = (next: typeof only): void => {
    setOnly(next)
    const [residue, modulus] = [Number(next.residue), Number(next.modulus)]
    const isClass = next.residue !== "" && Number.isInteger(residue) && Number.isInteger(modulus) && modulus >= 1
    onChange({ ...choice, only: isClass ? { residue: ((residue % modulus) + modulus) % modulus, modulus } : null })
  }
  return (
    <div className="view-choice">
      <label>
        {strings.table.modulus}
        <input
          type="number"
          min={2}
          defaultValue={choice.modulus ?? ""}
          onChange={({ target }) =>
            Number.isInteger(target.valueAsNumber) &&
            target.valueAsNumber >= 2 &&
            onChange({ ...choice, modulus: target.valueAsNumber })
          }
        />
      </label>
      <label>
        {strings.table.filter}
        <input
          type="number"
          aria-label={strings.table.filterResidue}
          value={only.residue}
          onChange={({ target }) => choose({ ...only, residue: target.value })}
        />
      </label>
      <label>
        {strings.table.filterMod}
        <input
          type="number"
          min={1}
          aria-label={strings.table.filterModulus}
          value={only.modulus}
          onChange={({ target }) => choose({ ...only, modulus: target.value })}
        />
      </label>
      <label>
        {strings.table.jump}
        <input type="number" disabled={choice.sort !== null} onChange={(event) => onJump(event.target.valueAsNumber)} />
      </label>
    </div>
  )
}

const COPIES = ["csv", "tsv", "bfile"] as const satisfies readonly Dialect[]

function CopyRow({ id }: Pick<Props, "id">) {
  const page = usePage()
  return (
    <div className="view-choice table-copies">
      {COPIES.map((dialect) => (
        <button
          key={dialect}
          type="button"
          className="link"
          onClick={() => void copyValue(page, { outputId: id }, dialect, null)}
        >
          {strings.table.copy[dialect]}
        </button>
      ))}
    </div>
  )
}

type By = NonNullable<RowChoice["sort"]>["by"]

function Heads({ choice, onChange }: Pick<ChoicesProps, "choice" | "onChange">) {
  const { sort, modulus } = choice
  const columns: readonly { readonly title: string; readonly by: By | null }[] = [
    { title: strings.table.n, by: "n" },
    { title: strings.table.coefficient, by: "coefficient" },
    { title: strings.table.residue(modulus ?? 0), by: "residue" },
    { title: strings.table.sign, by: null },
    { title: strings.table.digits, by: "size" },
  ]
  // Up, then down, then as it came.
  const press = (by: By): void => {
    const next = sort?.by !== by ? { by, descending: false } : sort.descending ? null : { by, descending: true }
    onChange({ ...choice, sort: next })
  }
  return (
    <div className="grid-head" role="row" aria-rowindex={1}>
      {columns.map(({ title, by }) => {
        const direction = by === null || sort?.by !== by ? "none" : sort.descending ? "descending" : "ascending"
        return (
          <span key={title} role="columnheader" aria-sort={by === null ? undefined : direction}>
            {by === null ? (
              title
            ) : (
              <button type="button" title={strings.table.sortBy(title)} onClick={() => press(by)}>
                {title}
                <span aria-hidden="true">{direction === "none" ? "" : direction === "ascending" ? " ↑" : " ↓"}</span>
              </button>
            )}
          </span>
        )
      })}
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
