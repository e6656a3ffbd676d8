import { describe, expect, test } from "vitest"
import { Session } from "../../support/evaluation"

describe("a sum with symbolic bounds", () => {
  test.each([
    ["i", "1..n", "1/2*n*(1+n)"],
    ["i^3", "1..n", "1/4*n^2*(1+n)^2"],
    ["1", "1..n", "n"],
    ["x^i", "0..n", "(1-x^(1+n))/(1-x)"],
    ["i*2^i", "0..n", "2-2*2^n+2*2^n*n"],
  ])("of %s over %s is %s", (body, range, closed) => {
    expect(new Session().value(`sum(${body}, i=${range});`)).toBe(closed)
  })

  // The other side is the sum written out.
  test.each([
    ["i^7-3*i^2+a*i", "m"],
    ["i^12", "0"],
    ["(-1)^i*i^3", "m"],
    ["i^2*q^(3*i+1)+5*q^(-i)", "m"],
    ["2^i*3^(-2*i)*i", "1"],
    ["(i+1)*(i-x)*x^(2*i)", "m"],
    ["2^i*(1/2)^i*i", "1"],
  ])("of %s from %s agrees with the terms", (body, from) => {
    const session = new Session()
    session.shown(`i := 'i': S := sum(${body}, i=${from}..n):`)
    expect(session.value("has(S, Sum), evalb(whattype(S) = function);")).toBe("false, false")
    for (const [m, n] of [
      [1, 1],
      [0, 5],
      [2, 6],
      [-3, 2],
    ] as const) {
      const low = from === "m" ? String(m) : from
      expect(session.value(`normal(subs(m=${m}, n=${n}, S) - add(${body}, i=${low}..${n}));`)).toBe(
        n >= Number(low) - 1 ? "0" : "unused",
      )
    }
  })

  test.each(["q^(i^2)", "1/i", "binomial(n,i)", "aqprod(q,q,i)", "i^i"])("of %s stays as it is", (body) => {
    expect(new Session().value(`sum(${body}, i=1..n);`)).toBe(`Sum(${body},i=1..n)`)
  })

  test("value computes what Sum and Product write, inside other expressions too", () => {
    const session = new Session()
    expect(session.value("value(2*Sum(k^2, k=1..n)+f(Sum(j, j=1..4)));")).toBe("f(10)+1/3*n*(1+n)*(1+2*n)")
    expect(session.value("value(Sum(Sum(i*j, i=1..j), j=1..3));")).toBe("25")
    expect(session.value("value(Product(k, k=1..5)), value(Sum(1/k, k=1..n));")).toBe("120, Sum(1/k,k=1..n)")
    expect(session.value("value([Sum(k, k=3..2), Product(k, k=3..2)]);")).toBe("[0, 1]")
  })

  test("to infinity stays as it is", () => {
    expect(new Session().value("sum(q^i, i=0..infinity);")).toBe("Sum(q^i,i=0..infinity)")
  })
})
