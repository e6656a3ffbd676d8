import { memo, type PointerEvent } from "react"
import type { Scene, Shape, Tone } from "../../pictures"
import { placeOn, useWalk } from "./point"

interface Props {
  readonly scene: Scene
  /** How many marks there are, and how far an up or down arrow goes. */
  readonly marks: number
  readonly columns: number
  readonly words: (mark: number) => string
  readonly onPoint: (words: string | null) => void
  readonly description: string
  /** The mark nearest to a place, where marks are too thin to be hit. */
  readonly nearest?: (x: number, y: number) => number
}

/** A scene in the theme's colours, whose marks are walked through by arrow keys and told under the pointer. */
export function SceneDrawing({ scene, marks, columns, words, onPoint, description, nearest }: Props) {
  const walk = useWalk(marks, columns, words, onPoint)
  const { width, height } = scene
  const point = (event: PointerEvent): void => {
    const { target } = event
    if (nearest !== undefined) return walk.point(nearest(...placeOn(event, width, height)))
    const mark = target instanceof SVGElement ? target.dataset.mark : undefined
    if (mark !== undefined && Number(mark) !== walk.at) walk.point(Number(mark))
  }
  return (
    <svg
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={description}
      tabIndex={0}
      onKeyDown={walk.onKeyDown}
      onPointerMove={point}
      onPointerLeave={() => walk.point(null)}
    >
      <Shapes scene={scene} />
      <g className="at">
        {walk.at !== null &&
          scene.shapes.flatMap((shape, i) =>
            shape.shape !== "raster" && shape.mark === walk.at ? [<ShapeView key={i} shape={shape} />] : [],
          )}
      </g>
    </svg>
  )
}

/** Drawn once: the mark that a reader is on is drawn again over them. */
const Shapes = memo(function Shapes({ scene }: { readonly scene: Scene }) {
  return scene.shapes.map((shape, i) => <ShapeView key={i} shape={shape} />)
})

const colour = (tone: Tone): string => `var(--${tone})`

function ShapeView({ shape }: { readonly shape: Shape }) {
  switch (shape.shape) {
    case "rect":
      return (
        <rect
          data-mark={shape.mark}
          data-tone={shape.fill}
          x={shape.x}
          y={shape.y}
          width={shape.width}
          height={shape.height}
          rx={shape.round}
          fill={colour(shape.fill)}
        />
      )
    case "disk":
      return <circle data-mark={shape.mark} cx={shape.x} cy={shape.y} r={shape.radius} fill={colour(shape.fill)} />
    case "ring":
      return (
        <circle
          cx={shape.x}
          cy={shape.y}
          r={shape.radius}
          fill="none"
          stroke={colour(shape.stroke)}
          strokeDasharray={shape.isDashed === true ? "3 3" : undefined}
        />
      )
    case "line":
      return (
        <polyline
          data-mark={shape.mark}
          points={shape.points.map(([x, y]) => `${x.toFixed(2)},${y.toFixed(2)}`).join(" ")}
          fill={shape.fill === undefined ? "none" : colour(shape.fill)}
          stroke={colour(shape.stroke)}
          strokeWidth={shape.width}
          strokeDasharray={shape.isDashed === true ? "3 3" : undefined}
        />
      )
    case "label":
      return (
        <text
          data-mark={shape.mark}
          x={shape.x}
          y={shape.y}
          textAnchor={shape.anchor}
          fontSize={shape.size}
          fill={colour(shape.fill)}
        >
          {shape.text}
        </text>
      )
    case "raster":
      // Squares of colour are painted on a canvas by the pictures that have them.
      return null
  }
}
