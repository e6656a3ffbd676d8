import { strings } from "../strings"
import type { DrawingProps } from "./PictureView"
import { useWalk } from "./point"

const SIZE = 420

/** Zeros of a series' truncations against the unit circle. */
export function Roots({ picture, onPoint, description }: DrawingProps<"roots">) {
  const { roots } = picture
  const reach = Math.max(1.2, ...roots.map(({ re, im }) => Math.max(Math.abs(re), Math.abs(im)))) * 1.08
  const scale = SIZE / 2 / reach
  const x = (re: number): number => SIZE / 2 + re * scale
  const y = (im: number): number => SIZE / 2 - im * scale
  const orders = [...new Set(roots.map(({ order }) => order))].toSorted((a, b) => a - b)
  const walk = useWalk(
    roots.length,
    1,
    (i) => {
      const root = roots[i]
      return root === undefined ? "" : strings.picture.root(root.re, root.im, root.radius, root.order, root.error)
    },
    onPoint,
  )
  return (
    <svg
      width={SIZE}
      height={SIZE}
      viewBox={`0 0 ${SIZE} ${SIZE}`}
      role="img"
      aria-label={description}
      tabIndex={0}
      onKeyDown={walk.onKeyDown}
    >
      <path className="axis-line" d={`M0 ${SIZE / 2}H${SIZE}M${SIZE / 2} 0V${SIZE}`} />
      <circle className="unit-circle" cx={SIZE / 2} cy={SIZE / 2} r={scale} />
      {roots.map((root, i) => (
        <circle
          key={i}
          className={`root step-${orders.length < 2 ? 4 : Math.round((4 * orders.indexOf(root.order)) / (orders.length - 1))}`}
          data-at={walk.at === i || undefined}
          cx={x(root.re)}
          cy={y(root.im)}
          r={3}
          onPointerEnter={() => walk.point(i)}
        />
      ))}
    </svg>
  )
}
