import { Formula } from "../math/Formula"
import { strings } from "../strings"
import { residueTone } from "../../pictures/strips"
import type { DrawingProps } from "./props"
import { useWalk } from "./point"

const CELL = 9

/** One row a class of exponents: its series, a product that fits it, and its residues as a strip. */
export function Dissection({ picture, onPoint, description }: DrawingProps<"dissection">) {
  const { rows, step, modulus } = picture
  const walk = useWalk(
    rows.length,
    1,
    (i) => {
      const row = rows[i]
      return row === undefined ? "" : `${strings.picture.classOf(row.residue, step)}: ${row.text}`
    },
    onPoint,
  )
  return (
    <div
      className="table-scroll dissection"
      role="group"
      aria-label={description}
      tabIndex={0}
      onKeyDown={walk.onKeyDown}
    >
      <table>
        <tbody>
          {rows.map((row, i) => (
            <tr key={row.residue} data-at={walk.at === i || undefined} onPointerEnter={() => walk.point(i)}>
              <th scope="row">{strings.picture.classOf(row.residue, step)}</th>
              <td>
                <Formula tex={row.latex} />
              </td>
              <td>
                {row.product === null ? (
                  <span className="note">{strings.picture.noProduct}</span>
                ) : (
                  <>
                    <span className="certainty" data-certainty="checked" title={strings.picture.productFits}>
                      <span aria-hidden="true">◐ </span>
                    </span>
                    <Formula tex={row.product} />
                  </>
                )}
              </td>
              <td>
                <Strip residues={row.residues} modulus={modulus} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Decoration beside the series: the words of the row say what is in it. */
function Strip({ residues, modulus }: { readonly residues: readonly number[]; readonly modulus: number }) {
  const columns = 20
  const height = Math.ceil(residues.length / columns) * CELL
  return (
    <svg width={columns * CELL} height={height} viewBox={`0 0 ${columns * CELL} ${height}`} aria-hidden="true">
      {residues.map((residue, n) => (
        <rect
          key={n}
          fill={`var(--${residueTone(residue, modulus)})`}
          x={(n % columns) * CELL}
          y={Math.floor(n / columns) * CELL}
          width={CELL - 1}
          height={CELL - 1}
          rx={1.5}
        />
      ))}
    </svg>
  )
}
