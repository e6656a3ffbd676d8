import { describe, expect, test } from "vitest"
import { Session } from "../../support/evaluation"

/*
 * Lacunary series have a quick way to their homogeneous relations. The same series times one that is not lacunary, which multiplies every
 * monomial by the same series, take the way by the matrix of all monomials: the relations are the same.
 */
const LISTS: readonly (readonly [name: string, series: readonly string[], degree: number])[] = [
  ["Jacobi's quadratic relations", ["theta3(q,T)", "theta4(q,T)", "theta3(q^2,T/2)", "theta4(q^2,T/2)"], 2],
  ["relations of degree 4", ["theta3(q,T)", "theta4(q,T)", "theta3(q^2,T/2)"], 4],
  ["no relation", ["etaq(q,1,T)", "etaq(q,2,T)"], 3],
  ["linear ones", ["theta3(q,T)", "2*theta3(q,T)", "theta4(q,T)"], 1],
]

function found(series: readonly string[], degree: number): { relations: string; printed: readonly string[] } {
  const session = new Session()
  const call = `findhom([${series.join(",")}],q,${degree},0)`.replaceAll("T", "120")
  return { relations: session.value(`xprint := true: ${call};`), printed: session.printed }
}

describe("findhom on lacunary series", () => {
  test.each(LISTS)("%s", (_name, series, degree) => {
    const dense = series.map((each) => `series(${each}*partition_gf(T),q,T)`)
    expect(found(series, degree)).toEqual(found(dense, degree))
  })

  test("in q^3, where two exponents of three say nothing", () => {
    const series = ["theta3(q^3,T/3)", "theta4(q^3,T/3)", "theta3(q^6,T/6)"]
    const dense = series.map((each) => `series(${each}*partition_gf(T),q,T)`)
    expect(found(series, 2).relations).toBe(found(dense, 2).relations)
    expect(found(series, 2).relations).toBe("{X[1]^2+X[2]^2-2*X[3]^2}")
  })
})
