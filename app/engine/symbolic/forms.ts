import { EngineError } from "../errors"
import type { Arena, Ref } from "./arena"
import { infinityRef } from "./canonical"
import {
  CYCLOTOMIC,
  EETA,
  ETA,
  GETA,
  INFINITY,
  INTEGER,
  JAC,
  ORDER,
  POWER,
  Q_FACTORIAL,
  Q_NUMBER,
  RATIONAL,
  ROOT_OF,
  SYMBOL,
  THETA2,
  THETA3,
  THETA4,
} from "./heads"

/** Field forms that are written as a plain call of fixed arity. */
const CALLED_FORMS: ReadonlyMap<string, { readonly head: number; readonly arity: number }> = new Map([
  ["eta", { head: ETA, arity: 1 }],
  ["theta2", { head: THETA2, arity: 1 }],
  ["theta3", { head: THETA3, arity: 1 }],
  ["theta4", { head: THETA4, arity: 1 }],
  ["GETA", { head: GETA, arity: 2 }],
  ["EETA", { head: EETA, arity: 1 }],
  ["qnumber", { head: Q_NUMBER, arity: 2 }],
  ["qfactorial", { head: Q_FACTORIAL, arity: 2 }],
  ["O", { head: ORDER, arity: 1 }],
  ["RootOf", { head: ROOT_OF, arity: 1 }],
])

/** name(args): a field form where the name and the number of arguments say so, else the application of a name. */
export function callRef(arena: Arena, name: string, args: readonly Ref[]): Ref {
  if (name === "JAC" && isJac(arena, args)) return arena.intern(JAC, args.slice(0, 2))
  if (name === "zeta" && args.length === 1) return rootOfUnity(arena, args[0] as Ref)
  const known = CALLED_FORMS.get(name)
  if (known !== undefined && known.arity === args.length) return arena.intern(known.head, args)
  return arena.intern(arena.functionHead(name), args)
}

function isJac(arena: Arena, args: readonly Ref[]): boolean {
  return args.length === 2 || (args.length === 3 && arena.head(args[2] as Ref) === INFINITY)
}

function rootOfUnity(arena: Arena, order: Ref): Ref {
  const n = arena.immediate(order)
  if (n === undefined || n < 1) {
    if (!arena.isInteger(order)) return arena.intern(arena.functionHead("zeta"), [order])
    throw new EngineError("domain", "zeta(n) is a primitive n-th root of unity for an integer n from 1 to 2^30.", {
      given: `n = ${arena.integerValue(order)}`,
    })
  }
  if (n <= 2) return arena.smallInteger(n === 1 ? 1 : -1)
  // exp(2 pi i/(2m)) = -exp(2 pi i (m+1)/2 / m) for odd m, but the form keeps zeta(2m): powers are reduced when they arise.
  return arena.intern(CYCLOTOMIC, [order])
}

/** The arguments of a node as they are written in the notebook's syntax; sums and products are not among them. */
export function namedChildren(arena: Arena, ref: Ref): Ref[] {
  switch (arena.head(ref)) {
    case INTEGER:
    case SYMBOL:
      return []
    case RATIONAL:
    case POWER:
      return arena.children(ref)
    case JAC:
      return [...arena.children(ref), infinityRef(arena, 1)]
    default:
      return arena.children(ref)
  }
}
