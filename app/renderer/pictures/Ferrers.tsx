import { useState } from "react"
import { strings } from "../strings"
import type { DrawingProps } from "./PictureView"
import { useWalk } from "./point"

const DOT = 18

/** Dots or squares of a partition, its Durfee square in the accent; hooks on demand, and the conjugate. */
export function Ferrers({ picture, onPoint, description }: DrawingProps<"ferrers">) {
  const [conjugate, setConjugate] = useState(false)
  const [squares, setSquares] = useState(picture.hooks !== undefined)
  const parts = conjugate ? picture.conjugate : picture.parts
  const size = parts.reduce((sum, part) => sum + part, 0)
  const places = parts.flatMap((part, row) => Array.from({ length: part }, (_, column) => ({ row, column })))
  const hook = (row: number, column: number): number | undefined =>
    conjugate ? picture.hooks?.[column]?.[row] : picture.hooks?.[row]?.[column]
  const words = (i: number): string => {
    const place = places[i]
    const length = place === undefined ? undefined : hook(place.row, place.column)
    return place === undefined
      ? ""
      : `(${place.row + 1}, ${place.column + 1})${length === undefined ? "" : `, ${strings.picture.hooks.toLowerCase()} ${length}`}`
  }
  const walk = useWalk(places.length, parts[0] ?? 1, words, onPoint)
  const width = (parts[0] ?? 1) * DOT
  const height = Math.max(1, parts.length) * DOT
  return (
    <>
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
          const inside = row < picture.durfee && column < picture.durfee
          const x = column * DOT
          const y = row * DOT
          return (
            <g
              key={i}
              className="ferrers-cell"
              data-durfee={inside}
              data-at={walk.at === i || undefined}
              onPointerEnter={() => walk.point(i)}
            >
              {squares ? (
                <rect x={x + 0.5} y={y + 0.5} width={DOT - 1} height={DOT - 1} rx={2} />
              ) : (
                <circle cx={x + DOT / 2} cy={y + DOT / 2} r={DOT * 0.3} />
              )}
              {squares && hook(row, column) !== undefined && (
                <text x={x + DOT / 2} y={y + DOT / 2 + 3.5} textAnchor="middle">
                  {hook(row, column)}
                </text>
              )}
            </g>
          )
        })}
      </svg>
      <div className="view-choice">
        <button type="button" className="dashed" aria-pressed={conjugate} onClick={() => setConjugate(!conjugate)}>
          {strings.picture.conjugate}
        </button>
        <button type="button" className="dashed" aria-pressed={squares} onClick={() => setSquares(!squares)}>
          {squares ? strings.picture.dots : strings.picture.squares}
        </button>
        <span className="note">
          {strings.picture.ferrers(picture.parts, size, picture.durfee, picture.rank, picture.crank)}
        </span>
      </div>
    </>
  )
}
