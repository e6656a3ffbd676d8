import { strings } from "../strings"
import type { DrawingProps } from "./PictureView"
import { useWalk } from "./point"

const CELL = 14

/** + 0 − in rows; the sign is a shape as well as a colour. */
export function Signs({ picture, onPoint, description }: DrawingProps<"signs">) {
  const { signs, columns } = picture
  const walk = useWalk(signs.length, columns, (n) => strings.picture.signAt(n, signs[n] ?? 0), onPoint)
  const width = columns * CELL
  const height = Math.ceil(signs.length / columns) * CELL
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
      {signs.map((sign, n) => {
        const x = (n % columns) * CELL
        const y = Math.floor(n / columns) * CELL
        const middle = CELL / 2
        return (
          <g
            key={n}
            transform={`translate(${x} ${y})`}
            className="sign-cell"
            data-sign={Math.sign(sign)}
            data-at={walk.at === n || undefined}
            onPointerEnter={() => walk.point(n)}
          >
            <rect width={CELL - 1} height={CELL - 1} rx={2} />
            {sign !== 0 && <path d={`M3 ${middle - 0.5}H${CELL - 4}`} />}
            {sign > 0 && <path d={`M${middle - 0.5} 3V${CELL - 4}`} />}
          </g>
        )
      })}
    </svg>
  )
}

const BAR_WIDTH = 720
const BAR_HEIGHT = 46

/** Where a lacunary series is not zero. */
export function Zeros({ picture, onPoint, description }: DrawingProps<"zeros">) {
  const { nonzero, length } = picture
  const scale = BAR_WIDTH / Math.max(1, length)
  const walk = useWalk(nonzero.length, 1, (i) => strings.picture.zeroAt(nonzero[i] ?? 0), onPoint)
  const nearest = (x: number): number => {
    const n = x / scale
    return nonzero.reduce((best, value, i) => (Math.abs(value - n) < Math.abs((nonzero[best] ?? 0) - n) ? i : best), 0)
  }
  return (
    <svg
      width={BAR_WIDTH}
      height={BAR_HEIGHT}
      viewBox={`0 0 ${BAR_WIDTH} ${BAR_HEIGHT}`}
      role="img"
      aria-label={description}
      tabIndex={0}
      onKeyDown={walk.onKeyDown}
      onPointerMove={(event) => walk.point(nearest(event.nativeEvent.offsetX))}
    >
      <rect className="strip-ground" width={BAR_WIDTH} height={BAR_HEIGHT - 12} rx={3} />
      {nonzero.map((n, i) => (
        <rect
          key={n}
          className="barcode"
          data-at={walk.at === i || undefined}
          x={n * scale}
          width={Math.max(1, scale * 0.8)}
          y={0}
          height={BAR_HEIGHT - 12}
        />
      ))}
      <text className="axis" x={0} y={BAR_HEIGHT - 1}>
        0
      </text>
      <text className="axis" x={BAR_WIDTH} y={BAR_HEIGHT - 1} textAnchor="end">
        {length}
      </text>
    </svg>
  )
}

const BOX = 30

/** The exponents of ∏(1−qⁿ)^{aₙ}, one row a period: a product with a pattern shows equal rows. */
export function ProductStrip({ picture, onPoint, description }: DrawingProps<"product">) {
  const { exponents, period } = picture
  const columns = period !== null && period <= 24 ? period : 20
  const words = (i: number): string => strings.picture.exponentAt(i + 1, exponents[i] ?? "0")
  const walk = useWalk(exponents.length, columns, words, onPoint)
  const width = columns * BOX
  const height = Math.ceil(exponents.length / columns) * BOX
  const classOf = (exponent: string): number => (exponent === "0" ? 0 : exponent.startsWith("-") ? -1 : 1)
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
        {exponents.map((exponent, i) => (
          <g
            key={i}
            transform={`translate(${(i % columns) * BOX} ${Math.floor(i / columns) * BOX})`}
            className="exponent-cell"
            data-sign={classOf(exponent)}
            data-at={walk.at === i || undefined}
            onPointerEnter={() => walk.point(i)}
          >
            <rect width={BOX - 2} height={BOX - 2} rx={4} />
            <text x={BOX / 2 - 1} y={BOX / 2 + 4} textAnchor="middle">
              {exponent.replace("-", "−")}
            </text>
          </g>
        ))}
      </svg>
      <p className="note">{period === null ? strings.picture.noPeriod : strings.picture.period(period)}</p>
    </>
  )
}
