import { lcm } from "../number-theory"
import { type Exponent, addExponents, exponent } from "../series/exponent"
import type { Arena, Ref } from "./arena"
import { baseOf, exponentOf, isNumber, mulRefs, numberValue } from "./canonical"
import { CYCLOTOMIC, PRODUCT, THETA2 } from "./heads"
import { namedSeries } from "./named-series"
import { ONE, type Rational, absolute, mulRational } from "./numbers"

/** c = size * exp(2 pi i turn), -1/2 < turn <= 1/2. */
export interface Polar {
  readonly size: Rational
  readonly turn: Exponent
}

/** A rational times powers of roots of unity; undefined for any other factor. */
export function polarForm(arena: Arena, ref: Ref): Polar | undefined {
  let size = ONE
  let turn = exponent(0)
  for (const factor of arena.head(ref) === PRODUCT ? arena.children(ref) : [ref]) {
    if (isNumber(arena, factor)) {
      const value = numberValue(arena, factor)
      size = mulRational(size, { ...value, numerator: absolute(value.numerator) })
      if (value.numerator < 0n) turn = addExponents(turn, exponent(1, 2))
      continue
    }
    const base = baseOf(arena, factor)
    const power = arena.immediate(exponentOf(arena, factor))
    const n = arena.head(base) === CYCLOTOMIC ? arena.immediate(arena.word(base, 0)) : undefined
    if (n === undefined || power === undefined) return undefined
    turn = addExponents(turn, exponent(power, n))
  }
  const twice = 2 * turn.denominator
  const reduced = ((((2 * turn.numerator) % twice) + twice) % twice) / 2
  return {
    size,
    turn: exponent(2 * reduced > turn.denominator ? reduced - turn.denominator : reduced, turn.denominator),
  }
}

/** The order of the roots of unity that a function with fractional exponents brings in at its argument; 1 when it brings none. */
export function unityOrderAt(arena: Arena, ref: Ref): number {
  const named = namedSeries(arena, ref)
  const unity = named?.unity ?? 1
  const own = arena.head(ref) === THETA2 ? 4 : (named?.denominator ?? 1)
  if (own === 1) return unity
  const argument = arena.word(ref, arena.arity(ref) - 1)
  const numbers = (arena.head(argument) === PRODUCT ? arena.children(argument) : [argument]).filter(
    (factor) => isNumber(arena, factor) || arena.head(baseOf(arena, factor)) === CYCLOTOMIC,
  )
  const turn = polarForm(arena, mulRefs(arena, numbers))?.turn.denominator ?? 1
  return turn === 1 ? unity : lcm(turn * own, unity)
}
