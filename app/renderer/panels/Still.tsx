const SIDE = 40

/** A lesson's small picture: squares, darker and darker, those that matter in the accent. Its title says what it stands for. */
export function Still({ rows }: { readonly rows: readonly string[] }) {
  const columns = Math.max(0, ...rows.map((row) => row.length))
  const size = Math.max(rows.length, columns)
  return (
    <svg className="still" width={SIDE} height={SIDE} viewBox={`0 0 ${size} ${size}`} aria-hidden="true">
      <g transform={`translate(${(size - columns) / 2} ${(size - rows.length) / 2})`}>
        {rows.flatMap((row, y) =>
          [...row].map(
            (tone, x) =>
              tone !== "." && (
                <rect
                  key={`${x},${y}`}
                  x={x + 0.07}
                  y={y + 0.07}
                  width={0.86}
                  height={0.86}
                  rx={0.15}
                  data-tone={tone}
                />
              ),
          ),
        )}
      </g>
    </svg>
  )
}
