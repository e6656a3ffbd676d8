import { lcm } from "../number-theory"
import { EngineError } from "../errors"
import { loadAddon } from "../native/load"
import { QSeries } from "../series/series"
import type { Arena, Ref } from "./arena"
import { isNumber, numberValue } from "./canonical"
import { CYCLOTOMIC, INDEXED, POWER, PRODUCT, ROOT_OF, SUM, SYMBOL } from "./heads"
import type { PolynomialBridge } from "./polynomial"
import { unityOrderAt } from "./polar-form"
import { plainText } from "./print/plain"
import { cyclotomicIndex } from "./cyclotomic"
import { dependsOn, subexpressions } from "./rewrite"

/** What is free of the variable: constants of the coefficient ring of an expansion. */
export interface CoefficientSetting {
  readonly arena: Arena
  readonly variable: Ref
  readonly name: string
  readonly root: Ref
  /** Order of the roots of unity that occur; 1 when none does. */
  readonly unityOrder: number
}

/** The way out where an algebraic number is no root of unity. */
export const NAMED_ROOT =
  "Write a name r for it, expand, and reduce each coefficient by its polynomial p: rem(coeff(f, q, n), p, r)."

/** The order of the group that all roots of unity in the expression generate, counting RootOf of cyclotomic polynomials and what theta2(-q) brings in. */
export function cyclotomicOrder(arena: Arena, root: Ref): number {
  let order = 1
  for (const ref of subexpressions(arena, root)) {
    if (arena.head(ref) === CYCLOTOMIC) order = lcm(order, arena.immediate(arena.word(ref, 0)) ?? 1)
    if (arena.head(ref) === ROOT_OF) order = lcm(order, requireCyclotomic(arena, ref))
    order = lcm(order, unityOrderAt(arena, ref))
  }
  return order
}

function requireCyclotomic(arena: Arena, ref: Ref): number {
  const index = cyclotomicIndex(arena, arena.word(ref, 0))
  if (index !== undefined) return index
  throw new EngineError("unable", "Series over number fields are known here for roots of unity only.", {
    given: plainText(arena, ref),
    hint: NAMED_ROOT,
  })
}

/** An expression free of the variable as an exact constant series over the right coefficient ring. */
export function coefficientSeries(setting: CoefficientSetting, ref: Ref, bridge: () => PolynomialBridge): QSeries {
  const { arena, name } = setting
  if (cyclotomicOrder(arena, ref) > 1) return cyclotomicConstant(setting, ref)
  refuseRadicals(arena, ref)
  const native = bridge().toNative(ref)
  return QSeries.of(loadAddon().rational.toSeries(native, name, 1), name).toPolynomial()
}

/** Generators of coefficients: names and indexed names with whole powers. */
function refuseRadicals(arena: Arena, ref: Ref): void {
  for (const part of subexpressions(arena, ref)) {
    const head = arena.head(part)
    const power = head === POWER ? arena.word(part, 1) : undefined
    const whole = power === undefined || (isNumber(arena, power) && numberValue(arena, power).denominator === 1n)
    const structural = head === SUM || head === PRODUCT || head === SYMBOL || head === INDEXED || isNumber(arena, part)
    if (whole && (structural || head === POWER)) continue
    throw new EngineError("unable", "Coefficients of a series are rational functions of names, or numbers.", {
      given: plainText(arena, part),
      hint: "Give the part a name, expand, and substitute afterwards.",
    })
  }
}

/** Every maximal part of an expression that is free of the variable and no number. */
export function coefficientParts(setting: CoefficientSetting): Ref[] {
  const parts = new Set<Ref>()
  const visit = (ref: Ref): void => {
    if (isNumber(setting.arena, ref)) return
    if (!dependsOn(setting.arena, ref, setting.variable)) parts.add(ref)
    else for (const child of setting.arena.children(ref)) visit(child)
  }
  visit(setting.root)
  return [...parts]
}

function cyclotomicConstant(setting: CoefficientSetting, ref: Ref): QSeries {
  const { arena, name, unityOrder } = setting
  const constant = (child: Ref): QSeries => cyclotomicConstant(setting, child)
  if (isNumber(arena, ref)) return QSeries.constant(numberValue(arena, ref), name)
  switch (arena.head(ref)) {
    case CYCLOTOMIC:
      return unityRoot(setting, unityOrder / (arena.immediate(arena.word(ref, 0)) ?? 1))
    case ROOT_OF:
      return unityRoot(setting, unityOrder / requireCyclotomic(arena, ref))
    case SUM:
      return sumPairs(arena, ref, constant, name)
    case PRODUCT:
      return arena
        .children(ref)
        .map(constant)
        .reduce((a, b) => a.mul(b))
    case POWER: {
      const power = arena.immediate(arena.word(ref, 1))
      if (power !== undefined) return constant(arena.word(ref, 0)).pow(power)
    }
  }
  throw new EngineError("unable", "Coefficients mix roots of unity with names; a series has one or the other.", {
    given: plainText(arena, ref),
    hint: "Substitute numbers for the names, or leave the root of unity a name and reduce afterwards.",
  })
}

function sumPairs(arena: Arena, ref: Ref, constant: (child: Ref) => QSeries, name: string): QSeries {
  let total = QSeries.constant(numberValue(arena, arena.word(ref, 0)), name)
  for (let i = 1; i < arena.arity(ref); i += 2)
    total = total.add(constant(arena.word(ref, i)).mul(constant(arena.word(ref, i + 1))))
  return total
}

/** zeta^k for the generator zeta of the setting's ring. */
function unityRoot({ name, unityOrder }: CoefficientSetting, k: number): QSeries {
  const zeta = QSeries.fromTerms([0], ["zeta"], name, null, { kind: "cyclotomic", n: unityOrder })
  return zeta.pow(k)
}
