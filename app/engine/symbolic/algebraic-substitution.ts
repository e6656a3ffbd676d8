import { EngineError } from "../errors"
import type { Arena, Ref } from "./arena"
import { addRefs, baseOf, exponentOf, isNumber, mulRefs, numberValue, powRef } from "./canonical"
import { summands } from "./coefficients"
import { expandRef } from "./expand"
import { PRODUCT } from "./heads"
import { plainText } from "./print/plain"

/** Bases with positive whole exponents, and the number before them. */
export interface PowerProduct {
  readonly coefficient: Ref
  readonly powers: ReadonlyMap<Ref, bigint>
}

/** @throws EngineError "argument" when the expression is no product of whole positive powers */
export function asPowerProduct(arena: Arena, ref: Ref): PowerProduct {
  const factors = arena.head(ref) === PRODUCT ? arena.children(ref) : [ref]
  const powers = new Map<Ref, bigint>()
  let coefficient = arena.smallInteger(1)
  for (const factor of factors) {
    if (isNumber(arena, factor)) coefficient = factor
    else {
      const exponent = exponentOf(arena, factor)
      const value = isNumber(arena, exponent) ? numberValue(arena, exponent) : undefined
      if (value === undefined || value.denominator !== 1n || value.numerator < 1n) throw notPowerProduct(arena, ref)
      powers.set(baseOf(arena, factor), value.numerator)
    }
  }
  if (powers.size === 0) throw notPowerProduct(arena, ref)
  return { coefficient, powers }
}

function notPowerProduct(arena: Arena, ref: Ref): EngineError {
  return new EngineError("argument", "What algsubs replaces is a product of positive powers.", {
    given: plainText(arena, ref).slice(0, 80),
  })
}

/** Replaces the pattern's highest power that divides each term of the expanded expression. */
export function replacePowers(arena: Arena, ref: Ref, pattern: PowerProduct, by: Ref): Ref {
  const terms = summands(arena, expandRef(arena, ref)).map((term) => {
    const times = multiplicity(arena, term, pattern)
    if (times === 0n) return term
    const factors = [...pattern.powers].map(([base, power]) => powRef(arena, base, arena.integer(-power * times)))
    const unit = powRef(arena, pattern.coefficient, arena.integer(-times))
    return mulRefs(arena, [term, unit, ...factors, powRef(arena, by, arena.integer(times))])
  })
  return addRefs(arena, terms)
}

/** How often the pattern divides a term. */
function multiplicity(arena: Arena, term: Ref, pattern: PowerProduct): bigint {
  const factors = arena.head(term) === PRODUCT ? arena.children(term) : [term]
  let least: bigint | undefined
  for (const [base, power] of pattern.powers) {
    const factor = factors.find((candidate) => baseOf(arena, candidate) === base)
    const exponent = factor === undefined ? undefined : exponentOf(arena, factor)
    const value = exponent !== undefined && isNumber(arena, exponent) ? numberValue(arena, exponent) : undefined
    const times = value?.denominator === 1n && value.numerator > 0n ? value.numerator / power : 0n
    if (least === undefined || times < least) least = times
  }
  return least ?? 0n
}
