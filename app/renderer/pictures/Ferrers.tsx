import { ChevronLeft, ChevronRight } from "lucide-react"
import { useState } from "react"
import { strings } from "../strings"
import type { DrawingProps } from "./PictureView"
import { useWalk } from "./point"

const DOT = 18
/** Hook lengths of more than two digits need a wider square. */
const WIDE = 26

type Diagram = Omit<DrawingProps<"ferrers">["picture"], "type" | "all">

/** Dots or squares of a partition, its Durfee square in the accent; hooks and the conjugate on demand; all partitions of a number one after another. */
export function Ferrers({ picture, onPoint, description }: DrawingProps<"ferrers">) {
  const [at, setAt] = useState(0)
  const [conjugate, setConjugate] = useState(false)
  const [squares, setSquares] = useState(picture.hooks !== undefined && picture.all === undefined)
  const shown: Diagram = picture.all?.[at] ?? picture
  const hooks = shown.hooks ?? (at === 0 ? picture.hooks : undefined)
  return (
    <>
      <Shape
        key={`${at} ${String(conjugate)}`}
        diagram={{ ...shown, hooks }}
        conjugate={conjugate}
        squares={squares}
        onPoint={onPoint}
        description={description}
      />
      <div className="view-choice">
        {picture.all !== undefined && <Steps at={at} total={picture.all.length} onChange={setAt} />}
        <button type="button" className="dashed" aria-pressed={conjugate} onClick={() => setConjugate(!conjugate)}>
          {strings.picture.conjugate}
        </button>
        <button type="button" className="dashed" aria-pressed={squares} onClick={() => setSquares(!squares)}>
          {squares ? strings.picture.dots : hooks === undefined ? strings.picture.squares : strings.picture.hooks}
        </button>
      </div>
      <p className="note" aria-live="polite">
        {strings.picture.ferrers(
          shown.parts,
          shown.parts.reduce((sum, part) => sum + part, 0),
          shown.durfee,
          shown.rank,
          shown.crank,
        )}
        {shown.frobenius !== undefined && <>. {strings.picture.frobenius(...shown.frobenius)}</>}
      </p>
    </>
  )
}

interface StepsProps {
  readonly at: number
  readonly total: number
  readonly onChange: (at: number) => void
}

function Steps({ at, total, onChange }: StepsProps) {
  return (
    <>
      <button
        type="button"
        className="dashed"
        aria-label={strings.picture.previousPartition}
        disabled={at === 0}
        onClick={() => onChange(at - 1)}
      >
        <ChevronLeft size={16} aria-hidden="true" />
      </button>
      <span className="step-count">{strings.picture.partitionAt(at + 1, total)}</span>
      <button
        type="button"
        className="dashed"
        aria-label={strings.picture.nextPartition}
        disabled={at === total - 1}
        onClick={() => onChange(at + 1)}
      >
        <ChevronRight size={16} aria-hidden="true" />
      </button>
    </>
  )
}

interface ShapeProps {
  readonly diagram: Diagram
  readonly conjugate: boolean
  readonly squares: boolean
  readonly onPoint: (words: string | null) => void
  readonly description: string
}

function Shape({ diagram, conjugate, squares, onPoint, description }: ShapeProps) {
  const parts = conjugate ? diagram.conjugate : diagram.parts
  const places = parts.flatMap((part, row) => Array.from({ length: part }, (_, column) => ({ row, column })))
  const hook = (row: number, column: number): number | undefined =>
    conjugate ? diagram.hooks?.[column]?.[row] : diagram.hooks?.[row]?.[column]
  const words = (i: number): string => {
    const place = places[i]
    if (place === undefined) return ""
    const length = hook(place.row, place.column)
    const where = `(${place.row + 1}, ${place.column + 1})`
    return length === undefined ? where : strings.picture.hookAt(where, length)
  }
  const walk = useWalk(places.length, parts[0] ?? 1, words, onPoint)
  const dot = (diagram.hooks?.[0]?.[0] ?? 0) > 99 && squares ? WIDE : DOT
  const width = (parts[0] ?? 1) * dot
  const height = Math.max(1, parts.length) * dot
  return (
    <svg
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={description}
      tabIndex={0}
      onKeyDown={walk.onKeyDown}
    >
      {places.map(({ row, column }, i) => {
        const x = column * dot
        const y = row * dot
        return (
          <g
            key={i}
            className="ferrers-cell"
            data-durfee={row < diagram.durfee && column < diagram.durfee}
            data-at={walk.at === i || undefined}
            onPointerEnter={() => walk.point(i)}
          >
            {squares ? (
              <rect x={x + 0.5} y={y + 0.5} width={dot - 1} height={dot - 1} rx={2} />
            ) : (
              <circle cx={x + dot / 2} cy={y + dot / 2} r={dot * 0.3} />
            )}
            {squares && hook(row, column) !== undefined && (
              <text x={x + dot / 2} y={y + dot / 2 + 3.5} textAnchor="middle">
                {hook(row, column)}
              </text>
            )}
          </g>
        )
      })}
    </svg>
  )
}
