import { useEffect, useRef, useState, type KeyboardEvent } from "react"
import { strings } from "../strings"
import { usePage, usePart } from "../store/context"
import type { DrawingProps } from "./PictureView"
import { phaseColour } from "./phase-colour"

const SIZE = 360
const ROWS_A_SLICE = 12
const STEP = SIZE / 40
/** What an arrow key adds to the point that is told. */
const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-STEP, 0],
  ArrowRight: [STEP, 0],
  ArrowUp: [0, -STEP],
  ArrowDown: [0, STEP],
}

/** The value of q^v · Σ cₖ qᵏ at a point, by Horner's rule. */
export function evaluate(
  coefficients: readonly number[],
  valuation: number,
  re: number,
  im: number,
): { re: number; im: number } {
  let a = 0
  let b = 0
  for (let k = coefficients.length - 1; k >= 0; k--) {
    const next = a * re - b * im + (coefficients[k] ?? 0)
    b = a * im + b * re
    a = next
  }
  if (valuation === 0) return { re: a, im: b }
  const radius = Math.hypot(re, im) ** valuation
  const angle = Math.atan2(im, re) * valuation
  const c = radius * Math.cos(angle)
  const s = radius * Math.sin(angle)
  return { re: a * c - b * s, im: a * s + b * c }
}

/**
 * Argument as hue, size as rings of lightness, on the disk where the truncated series is known well enough; outside it the paper is hatched.
 * Painted a few rows at a time, so that the page answers meanwhile.
 */
export function Phase({ picture, onPoint, description }: DrawingProps<"phase">) {
  const page = usePage()
  const canvas = useRef<HTMLCanvasElement>(null)
  const safe = usePart((state) => state.window.settings.phaseSafe)
  useEffect(() => {
    const context = canvas.current?.getContext("2d")
    if (!context) return
    let row = 0
    let frame = 0
    const paint = (): void => {
      const count = Math.min(ROWS_A_SLICE, SIZE - row)
      const image = context.createImageData(SIZE, count)
      for (let y = 0; y < count; y++) for (let x = 0; x < SIZE; x++) paintPoint(image, x, y, row + y, picture, safe)
      context.putImageData(image, 0, row)
      row += count
      if (row < SIZE) frame = requestAnimationFrame(paint)
    }
    paint()
    return () => cancelAnimationFrame(frame)
  }, [picture, safe])
  const [at, setAt] = useState({ x: SIZE / 2, y: SIZE / 2 })
  const point = (x: number, y: number): void => {
    const re = (x / SIZE) * 2 - 1
    const im = 1 - (y / SIZE) * 2
    const isDrawn = Math.hypot(re, im) <= picture.radius
    setAt({ x, y })
    onPoint(strings.picture.phaseAt(re, im, isDrawn ? evaluate(picture.coefficients, picture.valuation, re, im) : null))
  }
  const walk = (event: KeyboardEvent): void => {
    const [dx, dy] = STEPS[event.key] ?? [0, 0]
    if (dx === 0 && dy === 0) return
    event.preventDefault()
    event.stopPropagation()
    point(Math.min(SIZE, Math.max(0, at.x + dx)), Math.min(SIZE, Math.max(0, at.y + dy)))
  }
  return (
    <>
      <canvas
        ref={canvas}
        className="phase"
        width={SIZE}
        height={SIZE}
        role="img"
        aria-label={description}
        tabIndex={0}
        onKeyDown={walk}
        onPointerMove={(event) => point(event.nativeEvent.offsetX, event.nativeEvent.offsetY)}
        onPointerLeave={() => onPoint(null)}
      />
      <label className="find-case">
        <input
          type="checkbox"
          checked={safe}
          onChange={(event) => page.saveSettings({ phaseSafe: event.target.checked })}
        />
        {strings.picture.phaseSafe}
      </label>
    </>
  )
}

function paintPoint(
  image: ImageData,
  x: number,
  y: number,
  row: number,
  picture: DrawingProps<"phase">["picture"],
  safe: boolean,
): void {
  const re = (x / SIZE) * 2 - 1
  const im = 1 - (row / SIZE) * 2
  const radius = Math.hypot(re, im)
  const at = 4 * (y * SIZE + x)
  if (radius > 1) return
  if (radius > picture.radius) {
    const hatched = (x + row) % 8 < 1
    image.data.set(hatched ? [140, 133, 118, 160] : [0, 0, 0, 0], at)
    return
  }
  const value = evaluate(picture.coefficients, picture.valuation, re, im)
  image.data.set(phaseColour(value.re, value.im, safe), at)
}
