import { useEffect, useMemo, useRef } from "react"
import { MOST_SQUARES, residueSize, residuesScene, residueTone } from "../../pictures/strips"
import { exponentText } from "../../pictures/exponent"
import { strings } from "../strings"
import { usePart } from "../store/context"
import { resolvedTheme } from "../window/theme"
import type { DrawingProps } from "./props"
import { SceneDrawing } from "./SceneDrawing"
import { placeOn, useWalk } from "./point"

/** a(n) mod m in rows: a column of one colour is a congruence. */
export function Residues(props: DrawingProps<"residues">) {
  return props.picture.residues.length > MOST_SQUARES ? <ResidueCanvas {...props} /> : <ResidueSquares {...props} />
}

function wordsOf({ from, modulus, residues, denominator }: DrawingProps<"residues">["picture"]): (i: number) => string {
  return (i) => strings.picture.residueAt(exponentText(from + i, denominator), modulus, residues[i] ?? 0)
}

function ResidueSquares({ picture, onPoint, description }: DrawingProps<"residues">) {
  const scene = useMemo(() => residuesScene(picture), [picture])
  return (
    <SceneDrawing
      scene={scene}
      marks={picture.residues.length}
      columns={picture.columns}
      words={wordsOf(picture)}
      onPoint={onPoint}
      description={`${description} ${strings.picture.zeroColumns(picture.zeroColumns)}`}
    />
  )
}

/** Many squares: one canvas, painted in the theme's colours and again when the theme changes. */
function ResidueCanvas({ picture, onPoint, description }: DrawingProps<"residues">) {
  const { residues, columns, modulus } = picture
  const size = residueSize(residues.length, columns)
  const [width, height] = [columns * size, Math.ceil(residues.length / columns) * size]
  const walk = useWalk(residues.length, columns, wordsOf(picture), onPoint)
  const { at } = walk
  const canvas = useRef<HTMLCanvasElement>(null)
  const mark = useRef<SVGSVGElement>(null)
  const theme = usePart((state) => state.window.settings.theme)
  const drawn = resolvedTheme(theme)
  useEffect(() => {
    const context = canvas.current?.getContext("2d")
    if (!context) return
    const style = getComputedStyle(document.documentElement)
    const gap = size > 3 ? 1 : 0
    context.clearRect(0, 0, width, height)
    residues.forEach((residue, i) => {
      context.fillStyle = style.getPropertyValue(`--${residueTone(residue, modulus)}`)
      context.fillRect((i % columns) * size, Math.floor(i / columns) * size, size - gap, size - gap)
    })
  }, [residues, columns, modulus, size, width, height, drawn])
  const [x, y] = at === null ? [0, 0] : [(at % columns) * size, Math.floor(at / columns) * size]
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
        onKeyDown={walk.onKeyDown}
        onPointerMove={(event) => {
          const [x, y] = placeOn(event, width, height)
          walk.point(Math.floor(y / size) * columns + Math.floor(x / size))
        }}
      />
      {at !== null && (
        <svg ref={mark} className="mark" style={{ left: x, top: y }} width={size} height={size} aria-hidden="true">
          <rect width={size} height={size} fill="none" />
        </svg>
      )}
    </div>
  )
}
