import { EngineError } from "../errors"
import type { NativeRational } from "../native/addon"
import type { Arena, Ref } from "./arena"
import { addRefs, mulRefs, powRef } from "./canonical"
import { balancedProduct, PolynomialBridge, rationalApi } from "./polynomial"
import { plainText } from "./print/plain"

/**
 * Partial fractions in one variable over the rational functions of the other names: a polynomial and terms a/p^j, p irreducible over Q and
 * deg a < deg p. Each numerator is the remainder modulo p^e times the inverse of the other factors there, written to the base p.
 * von zur Gathen, Gerhard, Modern Computer Algebra, section 5.11.
 */
export function partialFractionsRef(arena: Arena, ref: Ref, variable: Ref): Ref {
  const bridge = PolynomialBridge.for(arena, [ref])
  const name = bridge.nameOf(variable)
  if (name === undefined) return ref
  if (bridge.unitOf(variable) !== 1n) {
    throw new EngineError("domain", "Partial fractions need whole powers of the variable.", {
      given: plainText(arena, ref),
    })
  }
  const api = rationalApi()
  const value = bridge.toNative(ref)
  const denominator = api.denominator(value)
  const { quotient, remainder } = api.divrem(api.numerator(value), denominator, name)
  const factors = api.factor(denominator).factors.filter(([factor]) => api.degree(factor, name) > 0)
  const powers = factors.map(([factor, multiplicity]) => api.pow(factor, multiplicity))
  const rest = api.div(denominator, balancedProduct(api, powers))
  const terms = [bridge.toRef(quotient)]
  factors.forEach(([factor, multiplicity], i) => {
    const modulus = powers[i] as NativeRational
    const others = api.mul(
      rest,
      balancedProduct(
        api,
        powers.filter((_, j) => j !== i),
      ),
    )
    let digits = api.divrem(api.mul(remainder, inverseModulo(others, modulus, name)), modulus, name).remainder
    const base = bridge.toRef(factor)
    for (let power = multiplicity; power > 0; power--) {
      const step = api.divrem(digits, factor, name)
      terms.push(mulRefs(arena, [bridge.toRef(step.remainder), powRef(arena, base, arena.smallInteger(-power))]))
      digits = step.quotient
    }
  })
  return addRefs(arena, terms)
}

/** The inverse of a polynomial modulo one without common factor, by Euclid's algorithm. */
function inverseModulo(value: NativeRational, modulus: NativeRational, variable: string): NativeRational {
  const api = rationalApi()
  let [above, below] = [modulus, api.divrem(value, modulus, variable).remainder]
  let [previous, factor] = [api.constant(0n, 1n), api.constant(1n, 1n)]
  while (!api.isZero(below)) {
    const { quotient, remainder } = api.divrem(above, below, variable)
    ;[above, below] = [below, remainder]
    ;[previous, factor] = [factor, api.sub(previous, api.mul(quotient, factor))]
  }
  return api.div(previous, above)
}
