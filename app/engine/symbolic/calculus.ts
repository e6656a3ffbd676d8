import { EngineError } from "../errors"
import type { Arena, Ref } from "./arena"
import { addRefs, divRefs, mulRefs, powRef, rationalRef } from "./canonical"
import { powersOf } from "./coefficients"
import { FIRST_FUNCTION, INDEXED_SUM, ORDER, POWER, PRODUCT, SUM } from "./heads"
import { rationalOf } from "./numbers"
import { plainText } from "./print/plain"
import { dependsOn, isLeaf } from "./rewrite"

/**
 * The derivative with respect to a name. Sums, products, powers, exp and log, and indexed sums term by term; an unknown function f(u) gives
 * diff(f(u), x) unevaluated. Eta functions, theta functions and infinite products are not differentiated here: their series are.
 */
export function derivative(arena: Arena, ref: Ref, variable: Ref): Ref {
  if (ref === variable) return arena.smallInteger(1)
  const head = arena.head(ref)
  if (isLeaf(head) || !dependsOn(arena, ref, variable)) return arena.smallInteger(0)
  const inner = (child: Ref): Ref => derivative(arena, child, variable)
  switch (head) {
    case SUM: {
      const words = arena.children(ref)
      const terms: Ref[] = []
      for (let i = 1; i < words.length; i += 2)
        terms.push(mulRefs(arena, [words[i + 1] as Ref, inner(words[i] as Ref)]))
      return addRefs(arena, terms)
    }
    case PRODUCT: {
      const factors = arena.children(ref)
      const terms = factors.map((factor, i) => mulRefs(arena, [inner(factor), ...factors.filter((_, j) => j !== i)]))
      return addRefs(arena, terms)
    }
    case POWER:
      return powerDerivative(arena, ref, variable)
    case INDEXED_SUM: {
      const [body, index, from, to] = arena.children(ref) as [Ref, Ref, Ref, Ref]
      if (dependsOn(arena, from, variable) || dependsOn(arena, to, variable)) break
      return arena.intern(INDEXED_SUM, [inner(body), index, from, to])
    }
    case ORDER:
      break
    default:
      if (head >= FIRST_FUNCTION) return functionDerivative(arena, ref, variable)
  }
  throw new EngineError("unable", `${plainText(arena, ref).slice(0, 80)} is not differentiated symbolically.`, {
    hint: "Expand it with series; the derivative of a series is taken term by term.",
  })
}

/** (u^n)' = n u^(n-1) u', u^v in general = u^v (v' log u + v u'/u) */
function powerDerivative(arena: Arena, ref: Ref, variable: Ref): Ref {
  const [base, power] = arena.children(ref) as [Ref, Ref]
  const outer = mulRefs(arena, [
    power,
    powRef(arena, base, addRefs(arena, [power, arena.smallInteger(-1)])),
    derivative(arena, base, variable),
  ])
  if (!dependsOn(arena, power, variable)) return outer
  const log = arena.intern(arena.functionHead("log"), [base])
  return addRefs(arena, [outer, mulRefs(arena, [ref, log, derivative(arena, power, variable)])])
}

function functionDerivative(arena: Arena, ref: Ref, variable: Ref): Ref {
  const name = arena.functionName(arena.head(ref))
  const [argument] = arena.children(ref)
  if (arena.arity(ref) === 1 && argument !== undefined) {
    const inner = derivative(arena, argument, variable)
    if (name === "exp") return mulRefs(arena, [ref, inner])
    if (name === "log" || name === "ln") return divRefs(arena, inner, argument)
  }
  return arena.intern(arena.functionHead("diff"), [ref, variable])
}

/**
 * An antiderivative of a Laurent polynomial in the variable, fractional exponents included; 1/x gives log(x).
 * @throws EngineError "unable" for other expressions
 */
export function antiderivative(arena: Arena, ref: Ref, variable: Ref): Ref {
  const terms = powersOf(arena, ref, variable).map(({ exponent: e, coefficient }) => {
    const next = rationalOf(BigInt(e.numerator + e.denominator), BigInt(e.denominator))
    if (next.numerator === 0n) return mulRefs(arena, [coefficient, arena.intern(arena.functionHead("log"), [variable])])
    const power = rationalRef(arena, next)
    return divRefs(arena, mulRefs(arena, [coefficient, powRef(arena, variable, power)]), power)
  })
  return addRefs(arena, terms)
}
