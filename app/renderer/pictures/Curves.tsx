import * as Plot from "@observablehq/plot"
import { useEffect, useMemo, useRef, useState } from "react"
import { strings } from "../strings"
import { usePart } from "../store/context"
import type { DrawingProps } from "./props"
import { placeOn, useWalk } from "./point"

const WIDTH = 700
const HEIGHT = 250
const PAIR = 345
const PAIR_HEIGHT = 200
const LOG_FROM = 1e6
const MOST_MARKS = 5000

/** The one place that knows the chart library: a drawing in, its element shown until the next. */
function useDrawing(make: () => HTMLElement | SVGSVGElement, version: unknown, mark: number | null = null) {
  const host = useRef<HTMLDivElement>(null)
  const theme = usePart((state) => state.window.settings.theme)
  const latest = useRef(make)
  latest.current = make
  useEffect(() => {
    const drawn = latest.current()
    for (const part of [drawn, ...drawn.querySelectorAll("svg")]) part.setAttribute("aria-hidden", "true")
    host.current?.replaceChildren(drawn)
  }, [version, mark, theme])
  return host
}

const AXES = {
  width: WIDTH,
  height: HEIGHT,
  marginLeft: 62,
  marginBottom: 32,
  style: {
    background: "transparent",
    color: "var(--ink-2)",
    fontFamily: "var(--font-ui)",
    fontSize: "11px",
  },
}

function thinned<T>(points: readonly T[]): readonly T[] {
  const every = Math.ceil(points.length / MOST_MARKS)
  return every <= 1 ? points : points.filter((_, i) => i % every === 0)
}

/** a(n) against n; sizes beyond a million go on a signed logarithmic scale, whose digits the session counted. */
export function Stems({ picture, onPoint, description }: DrawingProps<"stems">) {
  const points = useMemo(() => thinned(picture.points), [picture])
  const big = points.some(({ log10 }) => (log10 ?? 0) > Math.log10(LOG_FROM))
  const [log, setLog] = useState(big)
  const rows = useMemo(
    () =>
      points.map((point) => ({
        n: Number(point.n),
        y: log ? Math.sign(point.sign) * ((point.log10 ?? -1) + 1) : Number(point.value),
      })),
    [points, log],
  )
  const words = (i: number): string => strings.picture.value(points[i]?.n ?? "", points[i]?.value ?? "")
  const walk = useWalk(points.length, 10, words, onPoint)
  const host = useDrawing(
    () =>
      Plot.plot({
        ...AXES,
        x: { label: strings.picture.axisN },
        y: {
          label: log ? strings.picture.axisLog : strings.picture.axisA,
          grid: true,
          tickFormat: "~s",
        },
        marks: [
          Plot.ruleY([0], { stroke: "var(--control)" }),
          ...(rows.length <= 300
            ? [
                Plot.ruleX(rows, {
                  x: "n",
                  y: "y",
                  stroke: "var(--accent)",
                  strokeOpacity: 0.5,
                }),
              ]
            : []),
          Plot.dot(rows, {
            x: "n",
            y: "y",
            r: rows.length > 600 ? 1.2 : 2.4,
            fill: "var(--accent)",
          }),
          ...(walk.at === null
            ? []
            : [
                Plot.dot([rows[walk.at]], {
                  x: "n",
                  y: "y",
                  r: 5,
                  stroke: "var(--ink)",
                  strokeWidth: 2,
                }),
              ]),
        ],
      }),
    rows,
    walk.at,
  )
  const first = rows[0]?.n ?? 0
  const last = rows.at(-1)?.n ?? 1
  const pointAt = (x: number): void =>
    walk.point(Math.round(((x - AXES.marginLeft) / (WIDTH - AXES.marginLeft - 20)) * (rows.length - 1)))
  return (
    <>
      <div
        ref={host}
        className="plot"
        role="img"
        aria-label={description}
        tabIndex={0}
        data-range={`${first}-${last}`}
        onKeyDown={walk.onKeyDown}
        onPointerMove={(event) => {
          const drawn = event.currentTarget.querySelector("svg") ?? event.currentTarget
          pointAt(placeOn(event, WIDTH, HEIGHT, drawn)[0])
        }}
      />
      <button type="button" className="dashed" aria-pressed={log} onClick={() => setLog(!log)}>
        {log ? strings.picture.linear : strings.picture.signedLog}
      </button>
    </>
  )
}

/** Size of the coefficients, and beside it the ratio to the asymptotic formula, since the curves themselves coincide. */
export function Growth({ picture, onPoint, description }: DrawingProps<"growth">) {
  const { points, asymptotic, ratio, asymptoticName } = picture
  const walk = useWalk(
    points.length,
    10,
    (i) => `n = ${points[i]?.n ?? ""}: 10^${points[i]?.log10.toFixed(3) ?? ""}`,
    onPoint,
  )
  const size = useDrawing(
    () =>
      Plot.plot({
        ...AXES,
        width: ratio === undefined ? WIDTH : PAIR,
        height: PAIR_HEIGHT,
        x: { label: strings.picture.axisN },
        y: { label: strings.picture.axisLog, grid: true },
        marks: [
          Plot.line(points, {
            x: "n",
            y: "log10",
            stroke: "var(--accent)",
            strokeWidth: 2.5,
          }),
          ...(asymptotic === undefined
            ? []
            : [
                Plot.line(asymptotic, {
                  x: "n",
                  y: "log10",
                  stroke: "var(--running)",
                  strokeWidth: 2,
                  strokeDasharray: "2 6",
                }),
              ]),
        ],
      }),
    picture,
  )
  return (
    <div className="plot-pair">
      <div ref={size} className="plot" role="img" aria-label={description} tabIndex={0} onKeyDown={walk.onKeyDown} />
      {ratio !== undefined && <Ratio ratio={ratio} name={asymptoticName ?? ""} />}
    </div>
  )
}

function Ratio({
  ratio,
  name,
}: {
  readonly ratio: readonly { readonly n: number; readonly value: number }[]
  readonly name: string
}) {
  const host = useDrawing(
    () =>
      Plot.plot({
        ...AXES,
        width: PAIR,
        height: PAIR_HEIGHT,
        x: { label: strings.picture.axisN },
        y: { label: strings.picture.ratio(name), grid: true },
        marks: [
          Plot.ruleY([1], { stroke: "var(--control)" }),
          Plot.line(ratio, {
            x: "n",
            y: "value",
            stroke: "var(--accent)",
            strokeWidth: 2,
          }),
        ],
      }),
    ratio,
  )
  return <div ref={host} className="plot" role="img" aria-label={strings.picture.ratio(name)} />
}
