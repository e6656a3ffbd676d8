import { useEffect, useRef, type KeyboardEvent } from "react"
import { strings } from "../strings"
import { usePart } from "../store/context"
import { resolvedTheme } from "../window/theme"
import type { DrawingProps } from "./PictureView"
import { useWalk } from "./point"

const SVG_LIMIT = 4000
const MAX_WIDTH = 720
/** A canvas much higher than this is refused by browsers. */
const MAX_HEIGHT = 16_000

/** Neutral steps for the classes 1 to m−1; the zero class has the accent. */
export function residueShade(residue: number, modulus: number): number {
  if (residue === 0) return 0
  return modulus <= 2 ? 2 : 1 + Math.floor(((residue - 1) * 5) / (modulus - 1))
}

/** a(n) mod m in rows: a column of one colour is a congruence. */
export function Residues({ picture, onPoint, description }: DrawingProps<"residues">) {
  const { residues, columns, modulus, from } = picture
  const rows = Math.ceil(residues.length / columns)
  const size = Math.max(1, Math.min(11, Math.floor(MAX_WIDTH / columns), Math.floor(MAX_HEIGHT / rows)))
  const words = (i: number): string => strings.picture.residueAt(from + i, modulus, residues[i] ?? 0)
  const walk = useWalk(residues.length, columns, words, onPoint)
  const frame = { width: columns * size, height: rows * size }
  const indexAt = (x: number, y: number): number => Math.floor(y / size) * columns + Math.floor(x / size)
  if (residues.length > SVG_LIMIT) {
    return (
      <ResidueCanvas
        picture={picture}
        size={size}
        {...frame}
        description={description}
        at={walk.at}
        onKeyDown={walk.onKeyDown}
        onIndex={(x, y) => walk.point(indexAt(x, y))}
      />
    )
  }
  return (
    <svg
      {...frame}
      viewBox={`0 0 ${frame.width} ${frame.height}`}
      role="img"
      aria-label={`${description} ${strings.picture.zeroColumns(picture.zeroColumns)}`}
      tabIndex={0}
      onKeyDown={walk.onKeyDown}
      onPointerMove={(event) => walk.point(indexAt(event.nativeEvent.offsetX, event.nativeEvent.offsetY))}
      onPointerLeave={() => walk.point(null)}
    >
      {residues.map((residue, i) => (
        <rect
          key={i}
          x={(i % columns) * size + 0.5}
          y={Math.floor(i / columns) * size + 0.5}
          width={size - 1}
          height={size - 1}
          rx={size > 6 ? 2 : 0}
          className={`residue shade-${residueShade(residue, modulus)}`}
          data-at={walk.at === i || undefined}
        />
      ))}
    </svg>
  )
}

interface CanvasProps {
  readonly picture: DrawingProps<"residues">["picture"]
  readonly size: number
  readonly width: number
  readonly height: number
  readonly description: string
  readonly at: number | null
  readonly onKeyDown: (event: KeyboardEvent) => void
  readonly onIndex: (x: number, y: number) => void
}

/** Many squares: one canvas, painted in the theme's colours and again when the theme changes. */
function ResidueCanvas({ picture, size, width, height, description, at, onKeyDown, onIndex }: CanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const mark = useRef<SVGSVGElement>(null)
  const theme = usePart((state) => state.window.settings.theme)
  const drawn = resolvedTheme(theme)
  useEffect(() => {
    const context = canvas.current?.getContext("2d")
    if (!context) return
    const style = getComputedStyle(document.documentElement)
    const colours = ["--accent", "--neutral-1", "--neutral-2", "--neutral-3", "--neutral-4", "--neutral-5"].map(
      (name) => style.getPropertyValue(name),
    )
    const gap = size > 3 ? 1 : 0
    context.clearRect(0, 0, width, height)
    picture.residues.forEach((residue, i) => {
      context.fillStyle = colours[residueShade(residue, picture.modulus)] ?? "gray"
      context.fillRect((i % picture.columns) * size, Math.floor(i / picture.columns) * size, size - gap, size - gap)
    })
  }, [picture, size, width, height, drawn])
  const [x, y] = at === null ? [0, 0] : [(at % picture.columns) * size, Math.floor(at / picture.columns) * size]
  useEffect(() => {
    if (at !== null) mark.current?.scrollIntoView({ block: "nearest" })
  }, [at])
  return (
    <div className="residue-canvas">
      <canvas
        ref={canvas}
        width={width}
        height={height}
        role="img"
        aria-label={description}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onPointerMove={(event) => onIndex(event.nativeEvent.offsetX, event.nativeEvent.offsetY)}
      />
      {at !== null && (
        <svg ref={mark} className="mark" style={{ left: x, top: y }} width={size} height={size} aria-hidden="true">
          <rect width={size} height={size} data-at="true" fill="none" />
        </svg>
      )}
    </div>
  )
}
