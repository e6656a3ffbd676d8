import type { Arena, Ref } from "./arena"
import { isNumber, mulRefs, numberValue, powRef, rationalRef } from "./canonical"
import { POWER } from "./heads"
import { bitLength, rationalOf } from "./numbers"
import { normalRef } from "./rational-function"
import { isLeaf, mapChildren } from "./rewrite"

/** Normal form in which radicals of integers have no perfect power under the root: 12^(1/2) = 2*3^(1/2). Factors are sought below 10^6. */
export function radicalNormal(arena: Arena, ref: Ref): Ref {
  return normalRef(arena, extractPowers(arena, ref))
}

const LARGEST_FACTOR = 1_000_000n

function extractPowers(arena: Arena, ref: Ref): Ref {
  if (isLeaf(arena.head(ref))) return ref
  const inner = mapChildren(arena, ref, (child) => extractPowers(arena, child))
  if (arena.head(inner) !== POWER) return inner
  const [base, exponent] = arena.children(inner) as [Ref, Ref]
  if (!arena.isInteger(base) || !isNumber(arena, exponent)) return inner
  const { denominator } = numberValue(arena, exponent)
  const value = arena.integerValue(base)
  if (denominator === 1n || value < 4n || bitLength(value) > 4096) return inner
  const [outside, inside] = splitPower(value, Number(denominator))
  if (outside === 1n) return inner
  const rational = powRef(
    arena,
    arena.integer(outside),
    mulRefs(arena, [exponent, rationalRef(arena, rationalOf(denominator))]),
  )
  return mulRefs(arena, [rational, powRef(arena, arena.integer(inside), exponent)])
}

/** n = outside^k * inside with primes below the bound taken out. */
function splitPower(n: bigint, k: number): readonly [bigint, bigint] {
  let outside = 1n
  let inside = 1n
  let rest = n
  for (let p = 2n; p * p <= rest && p < LARGEST_FACTOR; p++) {
    let multiplicity = 0
    while (rest % p === 0n) {
      rest /= p
      multiplicity++
    }
    outside *= p ** BigInt(Math.floor(multiplicity / k))
    inside *= p ** BigInt(multiplicity % k)
  }
  return [outside, inside * rest]
}
