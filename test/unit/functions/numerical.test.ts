import { describe, expect, test } from "vitest"
import { failure, value } from "../../support/evaluation"

describe("evalf", () => {
  test.each([
    // PARI/GP at realprecision 60, rounded: prodinf(k=0,1-1/2*(99/100.)^k), exp(1000), exp(Pi*sqrt(163)), …
    ["evalf(aqprod(1/2,99/100,infinity),20)", "4.8908033130079262485*10^(-26)"],
    ["evalf(aqprod(1/2,-3/4,infinity),20)", "0.53061282654423398867"],
    ["evalf(exp(1000),10)", "1.970071114*10^434"],
    ["evalf(exp(Pi*sqrt(163)),15)", "2.62537412640769*10^17"],
    ["evalf(-exp(-1000),5)", "-5.0760*10^(-435)"],
    ["evalf(10^20/3,1)", "3*10^19"],
    // Halfway between two roundings: away from 0.
    ["evalf(5/4,2)", "1.3"],
    ["evalf(-543/16,5)", "-33.938"],
    ["evalf((sqrt(2)-1)*(sqrt(2)+1)/8,2)", "0.13"],
    ["evalf(25/2,2)", "13"],
    ["evalf(999995/1000000,5)", "1.0000"],
  ])("%s = %s", (text, expected) => {
    expect(value(`${text};`)).toBe(expected)
  })

  test("what it prints with a power of ten reads back and has LaTeX", () => {
    expect(value("evalf(3*10^20/7,3)*1;")).toBe("4.29*10^19")
    expect(value("4.29*10^19;")).toBe("42900000000000000000")
    expect(value("latex(evalf(exp(100),3));")).toBe('"2.69 \\\\cdot 10^{43}"')
  })

  test.each([
    ["evalf(2+sqrt(b))", "Give b a value with subs first."],
    ["evalf(aqprod(a,q,n))", "Give a, n, q a value with subs first."],
    [
      "evalf(JAC(0,5,infinity))",
      "Its q has no value here; write it with aqprod and a number for q, such as aqprod(1/2,1/2,infinity).",
    ],
    [
      "evalf(eta(tau))",
      "Its q has no value here; write it with aqprod and a number for q, such as aqprod(1/2,1/2,infinity).",
    ],
    [
      "evalf(Sum((1/2)^(n^2),n=0..infinity))",
      "Take whole bounds and at most 100000 terms; the rest of a longer sum has no bound here.",
    ],
    ["evalf(Sum((1/2)^(n^2),n=0..m))", "Give m a value with subs first."],
    ["evalf(nosuch(1/2))", "Write it with these; of functions, exp, log, sqrt and abs."],
  ])("%s is refused with what helps", (text, hint) => {
    expect(failure(`${text};`).hint).toBe(hint)
  })

  test("0 in disguise is no number with digits", () => {
    expect(failure("evalf(sqrt(2)*sqrt(3)-sqrt(6));").message).toMatch(/cannot be told from 0/)
  })
})
