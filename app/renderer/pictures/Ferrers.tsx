import { ChevronLeft, ChevronRight } from "lucide-react"
import { useMemo, useState } from "react"
import { diagramPlaces, diagramScene, type Diagram } from "../../pictures/partition"
import { strings } from "../strings"
import type { DrawingProps } from "./props"
import { SceneDrawing } from "./SceneDrawing"

/** Dots or squares of a partition, its Durfee square in the accent; hooks and the conjugate on demand; all partitions of a number one after another. */
export function Ferrers({ picture, onPoint, description }: DrawingProps<"ferrers">) {
  const [at, setAt] = useState(0)
  const [conjugate, setConjugate] = useState(false)
  const [squares, setSquares] = useState(picture.all === undefined)
  const shown: Diagram = picture.all?.[at] ?? picture
  return (
    <>
      <Shape
        key={`${at} ${String(conjugate)}`}
        diagram={shown}
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
          {squares ? strings.picture.dots : strings.picture.hooks}
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
  const places = diagramPlaces(diagram, conjugate)
  const scene = useMemo(
    () => diagramScene(diagram, { isConjugate: conjugate, asSquares: squares }),
    [diagram, conjugate, squares],
  )
  const words = (i: number): string => {
    const place = places[i]
    if (place === undefined) return ""
    const where = `(${place.row + 1}, ${place.column + 1})`
    return strings.picture.hookAt(where, place.hook)
  }
  const columns = (conjugate ? diagram.conjugate : diagram.parts)[0] ?? 1
  return (
    <SceneDrawing
      scene={scene}
      marks={places.length}
      columns={columns}
      words={words}
      onPoint={onPoint}
      description={description}
    />
  )
}
