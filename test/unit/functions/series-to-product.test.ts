import { describe, expect, test } from "vitest"
import { failure, value } from "../../support/evaluation"

describe("products behind polynomials", () => {
  // A polynomial is known to every order: T alone says how many exponents are found.
  test("prodmake finds as many exponents as asked for", () => {
    expect(value("prodmake(series((1-q)*(1-q^2),q,60),q,10);")).toBe("(1-q)*(1-q^2)")
    // 1+q+3q^2+q^5, by the recurrence n a_n = sum over j of a_(n-j) sum over d | j of -d b_d
    expect(value("prodmake(series(1+q+3*q^2+q^5,q,60),q,8,list);")).toBe("[-1, -2, 3, 3, -7, 2, 14]")
  })

  test("mprodmake, etamake and qetamake take them", () => {
    expect(value("mprodmake(series((1+q)*(1+q^2),q,60),q,10);")).toBe("(1+q)*(1+q^2)")
    expect(value("etamake(series(1,q,60),q,10);")).toBe("1")
    expect(failure("qetamake(series(1+q+3*q^2+q^5,q,60),q,10);").message).toBe(
      "The series is no eta quotient as far as it is known.",
    )
  })
})

test("checkprod says the largest exponent however large, and sees fractions behind a leading 1", () => {
  // 1 + 5q: b_n = -sum over d | n of mu(n/d) (-5)^d/n; by PARI/GP the largest for n <= 30 is at n = 30
  expect(value("checkprod(1+5*q+O(q^40),5,30);")).toBe("[0, 31044085821532876976]")
  expect(value("checkprod(1+q/2+O(q^40),10,30);")).toBe("[[0, 1], -1]")
  expect(value("checkprod(1/2+q/2+O(q^40),10,30);")).toBe("[0, 1]")
})

test("checkmult refuses names, roots of unity and fractional powers", () => {
  for (const series of ["z*q+O(q^9)", "zeta(5)*q+O(q^9)", "eta(tau)"]) {
    expect(failure(`checkmult(${series},5);`).message, series).toBe(
      "checkmult takes a series with whole exponents and rational coefficients.",
    )
  }
})
