import { strings } from "../strings"
import type { DrawingProps } from "./PictureView"
import { useWalk } from "./point"

const [NARROW, WIDE, ROOM] = [24, 34, 700]
const HEIGHT = 22
const LEFT = 44
const TOP = 22
const LABELLED_DIGITS = 4

function minus(value: string | number): string {
  return String(value).replace("-", "−")
}

/** How strong a value's tint is, 0 to 5, by its size in digits and leading digit against the largest. */
export function heatSteps(values: readonly (readonly string[])[]): (value: string) => number {
  const size = (value: string): number => {
    const digits = value.replace("-", "")
    return digits === "0" || digits === "" ? 0 : digits.length + Number(`0.${digits.slice(0, 6)}`)
  }
  const largest = Math.max(0, ...values.flat().map(size))
  return (value) => (largest === 0 ? 0 : Math.round((5 * size(value)) / largest))
}

/** A table of numbers tinted by size: rank and crank counts, and the like. */
export function Heat({ picture, onPoint, description }: DrawingProps<"heat">) {
  const { rows, columns, values } = picture
  const step = heatSteps(values)
  const words = (i: number): string => {
    const r = Math.floor(i / columns.length)
    const c = i % columns.length
    return strings.picture.heatAt(
      picture.rowTitle,
      rows[r] ?? 0,
      picture.columnTitle,
      columns[c] ?? 0,
      values[r]?.[c] ?? "0",
    )
  }
  const cell = Math.max(NARROW, Math.min(WIDE, Math.floor(ROOM / columns.length)))
  const walk = useWalk(rows.length * columns.length, columns.length, words, onPoint)
  const width = LEFT + columns.length * cell
  const height = TOP + rows.length * HEIGHT
  return (
    <div className="table-scroll">
      <svg
        width={width}
        height={height}
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={description}
        tabIndex={0}
        onKeyDown={walk.onKeyDown}
      >
        {columns.map((column, c) => (
          <text key={column} className="axis" x={LEFT + c * cell + cell / 2} y={TOP - 8} textAnchor="middle">
            {minus(column)}
          </text>
        ))}
        {rows.map((row, r) => (
          <g key={row} transform={`translate(0 ${TOP + r * HEIGHT})`}>
            <text className="axis" x={LEFT - 8} y={15} textAnchor="end">
              {row}
            </text>
            {columns.map((column, c) => {
              const value = values[r]?.[c] ?? "0"
              const index = r * columns.length + c
              return (
                <g
                  key={column}
                  className="heat-cell"
                  data-step={step(value)}
                  data-at={walk.at === index || undefined}
                  onPointerEnter={() => walk.point(index)}
                >
                  <rect x={LEFT + c * cell} width={cell - 1} height={HEIGHT - 1} rx={2} />
                  {value !== "0" && value.length <= LABELLED_DIGITS && (
                    <text x={LEFT + c * cell + cell / 2} y={15} textAnchor="middle">
                      {minus(value)}
                    </text>
                  )}
                </g>
              )
            })}
          </g>
        ))}
      </svg>
    </div>
  )
}
