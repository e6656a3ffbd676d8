import { EngineError } from "../errors"
import type { NativeRational, RationalApi } from "../native/addon"
import type { Arena, Ref } from "./arena"
import { addRefs, divRefs, negRef } from "./canonical"
import { ROOT_OF } from "./heads"
import { compareForDisplay } from "./order"
import { PolynomialBridge, rationalApi } from "./polynomial"
import { plainText } from "./print/plain"
import { coefficientList, factorization, fraction, variableName } from "./rational-function"
import { dependsOn } from "./rewrite"

/** A solution of a linear system: each unknown's value; unknowns that stay free stand for themselves. */
export type Solution = ReadonlyMap<Ref, Ref>

/**
 * Solves expressions = 0 that are linear in the unknowns, over the field of rational functions in the other names. Null when there is no
 * solution. Gaussian elimination, cubic in the number of unknowns.
 * @throws EngineError "unable" when an equation is not linear
 */
export function solveLinear(arena: Arena, equations: readonly Ref[], unknowns: readonly Ref[]): Solution | null {
  const numerators = equations.map((equation) => fraction(arena, equation).numerator)
  const bridge = PolynomialBridge.for(arena, [...numerators, ...unknowns])
  const api = rationalApi()
  const names = unknowns.map((unknown) => variableName(arena, bridge, unknown))
  const rows = numerators.map((numerator) => linearRow(arena, api, bridge.toNative(numerator), names, numerator))
  const pivots = reduceRows(api, rows, names.length)
  if (rows.slice(pivots.length).some((row) => !api.isZero(row[names.length] as NativeRational))) return null
  const solution = new Map<Ref, Ref>(unknowns.map((unknown) => [unknown, unknown]))
  pivots.forEach((column, i) => {
    const row = rows[i] as NativeRational[]
    const terms = [negRef(arena, bridge.toRef(row[names.length] as NativeRational))]
    for (let j = column + 1; j < names.length; j++) {
      const coefficient = row[j] as NativeRational
      if (!api.isZero(coefficient))
        terms.push(bridge.toRef(api.sub(api.constant(0n, 1n), api.mul(coefficient, api.variable(names[j] as string)))))
    }
    solution.set(unknowns[column] as Ref, addRefs(arena, terms))
  })
  return solution
}

/** Coefficients of the unknowns and the constant term. */
function linearRow(
  arena: Arena,
  api: RationalApi,
  equation: NativeRational,
  names: readonly string[],
  ref: Ref,
): NativeRational[] {
  const row = names.map((name) => api.derivative(equation, name))
  if (row.some((coefficient) => names.some((name) => api.degree(coefficient, name) > 0))) {
    throw new EngineError("unable", "Equations are solved here when they are linear in the unknowns.", {
      given: `${plainText(arena, ref).slice(0, 80)} = 0`,
      hint: "A polynomial in one unknown is solved by solve(equation, unknown); eliminate with resultant.",
    })
  }
  const zero = api.constant(0n, 1n)
  const constant = api.substitute(
    equation,
    names,
    names.map(() => zero),
  )
  return [...row, constant]
}

/** Reduced row echelon form in place; the pivots' columns. */
function reduceRows(api: RationalApi, rows: NativeRational[][], columns: number): number[] {
  const pivots: number[] = []
  for (let column = 0; column < columns; column++) {
    const rank = pivots.length
    const found = rows.findIndex((row, i) => i >= rank && !api.isZero(row[column] as NativeRational))
    if (found < 0) continue
    const pivotRow = rows[found] as NativeRational[]
    rows[found] = rows[rank] as NativeRational[]
    const pivot = pivotRow[column] as NativeRational
    const scaled = pivotRow.map((entry) => api.div(entry, pivot))
    rows[rank] = scaled
    rows.forEach((row, i) => {
      const factor = row[column] as NativeRational
      if (i === rank || api.isZero(factor)) return
      rows[i] = row.map((entry, j) => api.sub(entry, api.mul(factor, scaled[j] as NativeRational)))
    })
    pivots.push(column)
  }
  return pivots
}

/** All solutions of expression = 0 in one unknown: rational ones from linear factors, RootOf for the others, each once. */
export function solvePolynomial(arena: Arena, equation: Ref, unknown: Ref): Ref[] {
  const { numerator } = fraction(arena, equation)
  if (!dependsOn(arena, numerator, unknown)) {
    if (arena.immediate(numerator) === 0) return [unknown]
    return []
  }
  const roots = factorization(arena, numerator).factors.flatMap(([factor]) => {
    if (!dependsOn(arena, factor, unknown)) return []
    const [constant, slope, ...higher] = coefficientList(arena, factor, unknown)
    if (higher.length === 0) return [divRefs(arena, negRef(arena, constant as Ref), slope as Ref)]
    return [arena.intern(ROOT_OF, [factor])]
  })
  return roots.sort((a, b) => compareForDisplay(arena, a, b))
}
