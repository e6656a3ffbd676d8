import { useCallback, useEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from "react"
import { tileOutline, tiling } from "../../pictures/domain"
import { HALF_PLANE, halfPlanePixel, PHASE_SIZE, phasePixel, pointOfHalfPlane } from "../../pictures/plane"
import { formValue, seriesValue } from "../../pictures/values"
import { strings } from "../strings"
import { usePage, usePart } from "../store/context"
import { placeOn } from "./point"
import type { DrawingProps } from "./props"

/** Points painted before the page may answer again. */
const POINTS_A_SLICE = 4500

interface CanvasProps {
  readonly className: string
  readonly width: number
  readonly height: number
  /** Red, green, blue and opacity of a point; null for none. */
  readonly colour: (x: number, y: number) => readonly number[] | null
  readonly words: (x: number, y: number) => string
  readonly onPoint: (words: string | null) => void
  readonly description: string
  readonly children?: ReactNode
}

/** A canvas painted a few rows at a time, so that the page answers meanwhile; its points are told under the pointer and by arrow keys. */
function PhaseCanvas({ className, width, height, colour, words, onPoint, description, children }: CanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const context = canvas.current?.getContext("2d")
    if (!context) return
    const slice = Math.ceil(POINTS_A_SLICE / width)
    let row = 0
    let frame = 0
    const paint = (): void => {
      const count = Math.min(slice, height - row)
      const image = context.createImageData(width, count)
      for (let y = 0; y < count; y++) {
        for (let x = 0; x < width; x++) {
          const value = colour(x, row + y)
          if (value !== null) image.data.set(value, 4 * (y * width + x))
        }
      }
      context.putImageData(image, 0, row)
      row += count
      if (row < height) frame = requestAnimationFrame(paint)
    }
    context.clearRect(0, 0, width, height)
    paint()
    return () => cancelAnimationFrame(frame)
  }, [width, height, colour])
  const [at, setAt] = useState({ x: width / 2, y: height / 2 })
  const point = (x: number, y: number): void => {
    setAt({ x, y })
    onPoint(words(x, y))
  }
  const walk = (event: KeyboardEvent): void => {
    const step = width / 40
    const steps: Readonly<Record<string, readonly [number, number]>> = {
      ArrowLeft: [-step, 0],
      ArrowRight: [step, 0],
      ArrowUp: [0, -step],
      ArrowDown: [0, step],
    }
    const [dx, dy] = steps[event.key] ?? [0, 0]
    if (dx === 0 && dy === 0) return
    event.preventDefault()
    event.stopPropagation()
    point(Math.min(width, Math.max(0, at.x + dx)), Math.min(height, Math.max(0, at.y + dy)))
  }
  return (
    <div className="layers" style={{ width, height }}>
      <canvas
        ref={canvas}
        className={className}
        width={width}
        height={height}
        role="img"
        aria-label={description}
        tabIndex={0}
        onKeyDown={walk}
        onPointerMove={(event) => point(...placeOn(event, width, height))}
        onPointerLeave={() => onPoint(null)}
      />
      {children}
    </div>
  )
}

function SafeColours() {
  const page = usePage()
  const safe = usePart((state) => state.window.settings.phaseSafe)
  return (
    <label className="find-case">
      <input
        type="checkbox"
        checked={safe}
        onChange={(event) => page.saveSettings({ phaseSafe: event.target.checked })}
      />
      {strings.picture.phaseSafe}
    </label>
  )
}

/** Argument as hue, size as rings of lightness, on the disk where the truncated series is known well enough; outside it the paper is hatched. */
export function Phase({ picture, onPoint, description }: DrawingProps<"phase">) {
  const safe = usePart((state) => state.window.settings.phaseSafe)
  const colour = useCallback((x: number, y: number) => phasePixel(picture, x, y, PHASE_SIZE, safe), [picture, safe])
  const words = (x: number, y: number): string => {
    const [re, im] = [(x / PHASE_SIZE) * 2 - 1, 1 - (y / PHASE_SIZE) * 2]
    const isDrawn = Math.hypot(re, im) <= picture.radius
    return strings.picture.phaseAt(
      re,
      im,
      isDrawn ? seriesValue(picture.coefficients, picture.valuation, re, im) : null,
    )
  }
  return (
    <>
      <PhaseCanvas
        className="phase"
        width={PHASE_SIZE}
        height={PHASE_SIZE}
        colour={colour}
        words={words}
        onPoint={onPoint}
        description={description}
      />
      <SafeColours />
    </>
  )
}

/** Pieces of the tiling narrower than this many points are left out. */
const LEAST_TILE = 6

/** A modular form on the upper half plane, each point moved to the fundamental domain of the full modular group before the series is summed. */
export function HalfPlane({ picture, onPoint, description }: DrawingProps<"halfplane">) {
  const safe = usePart((state) => state.window.settings.phaseSafe)
  const [tiled, setTiled] = useState(false)
  const colour = useCallback((x: number, y: number) => halfPlanePixel(picture, x, y, safe), [picture, safe])
  const words = (x: number, y: number): string => {
    const tau = pointOfHalfPlane(x, Math.min(y, HALF_PLANE.height - 0.5))
    const { log, angle } = formValue(picture.form, tau)
    return strings.picture.halfPlaneAt(tau.re, tau.im, log, Math.atan2(Math.sin(angle), Math.cos(angle)))
  }
  return (
    <>
      <PhaseCanvas
        className="half-plane"
        width={HALF_PLANE.width}
        height={HALF_PLANE.height}
        colour={colour}
        words={words}
        onPoint={onPoint}
        description={description}
      >
        {tiled && <Tiling />}
      </PhaseCanvas>
      <div className="view-choice">
        <SafeColours />
        <label className="find-case">
          <input type="checkbox" checked={tiled} onChange={(event) => setTiled(event.target.checked)} />
          {strings.picture.tiling}
        </label>
      </div>
    </>
  )
}

/** The images of the fundamental domain over the picture. */
function Tiling() {
  const { width, height, left, scale } = HALF_PLANE
  const paths = useMemo(
    () =>
      tiling(left, left + width / scale, LEAST_TILE / scale).map((matrix) =>
        tileOutline(matrix)
          .map(([x, y]) => `${((x - left) * scale).toFixed(1)},${Math.max(-2, height - y * scale).toFixed(1)}`)
          .join(" "),
      ),
    [width, height, left, scale],
  )
  return (
    <svg className="tiling" width={width} height={height} aria-hidden="true">
      {paths.map((points, i) => (
        <polyline key={i} points={points} />
      ))}
    </svg>
  )
}
