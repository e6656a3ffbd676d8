import type { KeyboardEvent, PointerEvent } from "react"
import { usePart } from "../store/context"
import { strings } from "../strings"

interface Props {
  readonly side: "left" | "right"
  readonly width: number
  readonly least: number
  readonly most: number
  readonly onChange: (width: number) => void
}

const STEP = 16

/** The edge of a panel: dragged, or moved by arrow keys. */
export function Splitter({ side, width, least, most, onChange }: Props) {
  const scale = usePart((state) => state.window.settings.zoom) / 100
  const clamp = (wanted: number): number => Math.round(Math.min(most, Math.max(least, wanted)))
  const outward = side === "left" ? 1 : -1
  const drag = (event: PointerEvent<HTMLDivElement>): void => {
    const from = event.clientX
    const handle = event.currentTarget
    handle.setPointerCapture(event.pointerId)
    const move = (moved: globalThis.PointerEvent): void =>
      onChange(clamp(width + (outward * (moved.clientX - from)) / scale))
    handle.addEventListener("pointermove", move)
    handle.addEventListener("lostpointercapture", () => handle.removeEventListener("pointermove", move), { once: true })
  }
  const press = (event: KeyboardEvent): void => {
    const by = event.key === "ArrowRight" ? STEP : event.key === "ArrowLeft" ? -STEP : 0
    if (by !== 0) onChange(clamp(width + outward * by))
  }
  return (
    <div
      className="splitter"
      role="separator"
      aria-orientation="vertical"
      aria-label={side === "left" ? strings.commands["window.left"] : strings.commands["window.right"]}
      aria-valuenow={width}
      aria-valuemin={least}
      aria-valuemax={most}
      tabIndex={0}
      onPointerDown={drag}
      onKeyDown={press}
    />
  )
}
