import type { Arena, Ref } from "./arena"
import { addRefs, divRefs, mulRefs, powRef, rationalRef } from "./canonical"
import { EETA, ETA, GETA, INFINITY, JAC, POWER, Q_POCHHAMMER, SYMBOL, THETA2, THETA3, THETA4 } from "./heads"
import { rationalOf } from "./numbers"
import { isLeaf, mapChildren } from "./rewrite"

/**
 * Theta constants, (q^k;q^k)_inf, JAC(0,b) and JAC(b/2,b) as eta functions of multiples of tau and powers of q; anything else stays.
 *
 *   theta2 = 2 eta(4 tau)^2/eta(2 tau),  theta3 = eta(2 tau)^5/(eta(tau)^2 eta(4 tau)^2),  theta4 = eta(tau)^2/eta(2 tau)
 */
export function thetaAsEta(arena: Arena, ref: Ref): Ref {
  if (isLeaf(arena.head(ref))) return ref
  const [first, second, third] = arena.children(ref)
  switch (arena.head(ref)) {
    case THETA2:
    case THETA3:
    case THETA4: {
      const k = powerOfQ(arena, first as Ref)
      return k === undefined ? ref : thetaConstant(arena, arena.head(ref), k)
    }
    case EETA:
      return eta(arena, first as Ref)
    case Q_POCHHAMMER: {
      const k = powerOfQ(arena, second as Ref)
      const euler = arena.head(first as Ref) === INFINITY && third === second && arena.arity(ref) === 3
      return k === undefined || !euler ? ref : eulerProduct(arena, k)
    }
    case JAC:
      return jacobi(arena, ref)
    default:
      return mapChildren(arena, ref, (child) => thetaAsEta(arena, child))
  }
}

/** k of q^k */
function powerOfQ(arena: Arena, ref: Ref): Ref | undefined {
  const base = arena.head(ref) === POWER ? arena.word(ref, 0) : ref
  if (arena.head(base) !== SYMBOL || arena.symbolName(base) !== "q") return undefined
  return arena.head(ref) === POWER ? arena.word(ref, 1) : arena.smallInteger(1)
}

function eta(arena: Arena, k: Ref): Ref {
  return arena.intern(ETA, [mulRefs(arena, [k, arena.symbol("tau")])])
}

function etaProduct(arena: Arena, k: Ref, powers: readonly (readonly [number, number])[]): Ref[] {
  return powers.map(([scale, exponent]) =>
    powRef(arena, eta(arena, mulRefs(arena, [k, arena.smallInteger(scale)])), arena.smallInteger(exponent)),
  )
}

function thetaConstant(arena: Arena, head: number, k: Ref): Ref {
  if (head === THETA2)
    return mulRefs(arena, [
      arena.smallInteger(2),
      ...etaProduct(arena, k, [
        [4, 2],
        [2, -1],
      ]),
    ])
  const powers: readonly (readonly [number, number])[] =
    head === THETA3
      ? [
          [2, 5],
          [1, -2],
          [4, -2],
        ]
      : [
          [1, 2],
          [2, -1],
        ]
  return mulRefs(arena, etaProduct(arena, k, powers))
}

/** (q^k;q^k)_inf = q^(-k/24) eta(k tau) */
function eulerProduct(arena: Arena, k: Ref): Ref {
  const shift = divRefs(arena, k, arena.smallInteger(-24))
  return mulRefs(arena, [powRef(arena, arena.symbol("q"), shift), eta(arena, k)])
}

function jacobi(arena: Arena, ref: Ref): Ref {
  const [a, b] = arena.children(ref) as [Ref, Ref]
  if (arena.immediate(a) === 0) return eulerProduct(arena, b)
  if (addRefs(arena, [a, a]) !== b) return ref
  // (q^(b/2); q^b)^2 (q^b; q^b) = E_(b/2)^2/E_b
  const half = rationalRef(arena, rationalOf(1n, 2n))
  const inner = powRef(arena, eulerProduct(arena, mulRefs(arena, [half, b])), arena.smallInteger(2))
  return divRefs(arena, inner, eulerProduct(arena, b))
}

/** The forms that are functions of q without naming it, taken at q^k: eta(k tau), JAC(ka,kb), GETA(kd,kg), EETA(k). */
export function dilateForms(arena: Arena, ref: Ref, k: Ref): Ref {
  const head = arena.head(ref)
  if (isLeaf(head)) return ref
  if (head === ETA || head === EETA || head === JAC || head === GETA)
    return arena.intern(
      head,
      arena.children(ref).map((child) => mulRefs(arena, [k, child])),
    )
  return mapChildren(arena, ref, (child) => dilateForms(arena, child, k))
}
