import { strings } from "../strings"
import type { DrawingProps } from "./PictureView"
import { useWalk } from "./point"

const MARK = 12

/** Progressions An + B on which every tested value is 0 mod p; the hits are listed first. */
export function Congruences({ picture, onPoint, description }: DrawingProps<"congruences">) {
  const { cells, maxModulus } = picture
  const words = (i: number): string => {
    const cell = cells[i]
    return cell === undefined ? "" : strings.picture.congruence(cell.modulus, cell.residue, cell.prime, cell.tested)
  }
  const walk = useWalk(cells.length, 1, words, onPoint)
  const size = (maxModulus + 1) * MARK
  return (
    <>
      <ul className="hits">
        {cells.map((cell, i) =>
          cell.follows === true ? null : <li key={`${cell.modulus}-${cell.residue}-${cell.prime}`}>{words(i)}</li>,
        )}
        {cells.length === 0 && <li>{strings.picture.noCongruence}</li>}
      </ul>
      <svg
        width={size}
        height={size}
        viewBox={`0 0 ${size} ${size}`}
        role="img"
        aria-label={description}
        tabIndex={0}
        onKeyDown={walk.onKeyDown}
      >
        {Array.from({ length: maxModulus }, (_, m) => (
          <rect
            key={m}
            className="strip-ground"
            x={0}
            y={(m + 1) * MARK}
            width={(m + 1) * MARK - 1}
            height={MARK - 1}
          />
        ))}
        {cells.map((cell, i) => (
          <rect
            key={i}
            className={cell.follows === true ? "follows" : "barcode"}
            data-at={walk.at === i || undefined}
            x={cell.residue * MARK}
            y={cell.modulus * MARK}
            width={MARK - 1}
            height={MARK - 1}
            onPointerEnter={() => walk.point(i)}
          />
        ))}
      </svg>
    </>
  )
}
