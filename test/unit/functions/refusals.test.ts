import { describe, expect, test } from "vitest"
import { Worksheet } from "../../oracle/harness"

const text = (source: string) => new Worksheet().text(source)

function refusal(source: string): string {
  try {
    return text(source)
  } catch (error) {
    return error instanceof Error ? error.message : ""
  }
}

describe("universal mock theta functions and Appell-Lerch sums", () => {
  // The vanishing factor is that of an n, or r, whose term would lie beyond T.
  test.each(["g3(q^-2,q,5)", "g3(q^5,q,5)", "g2(q^-3,q,4)", "g2(q^(3/2),q^(1/2),2)", "g3(-zeta(2)*q^9,q^3,2)"])(
    "%s is a pole, at every order",
    (source) => {
      expect(refusal(source)).toContain("has a pole where x is a power of the base q")
    },
  )

  test("appell_m(-q^(-20),q,-1,4) is a pole though its term begins with q^210", () => {
    expect(refusal("appell_m(-q^(-20),q,-1,4)")).toContain("m(x,q,z) has a pole where q^(r-1)*x*z = 1.")
  })

  test.each(["q^(1/2)", "2*q^3", "-1/3*q^(-2)", "zeta(3)*q"])("at x = %s the defining sums give the same", (x) => {
    const by = (weight: string, e: string) =>
      `add(${weight}*q^(${e})/(aqprod(${x},q,n+1)*aqprod(q/(${x}),q,n+1)),n=0..6)`
    expect(text(`series(g3(${x},q,12)-series(${by("1", "n*(n+1)")},q,12),q,12)`)).toBe("O(q^12)")
    expect(text(`series(g2(${x},q,12)-series(${by("aqprod(-q,q,n)", "n*(n+1)/2")},q,12),q,12)`)).toBe("O(q^12)")
  })
})

describe("rank and crank functions at powers of q", () => {
  test.each(["rank_gf(q^2,q,5)", "rank_gf(1/q,q,20)", "crank_gf(q,q,5)", "crank_gf(q^-7,q,3)"])(
    "%s is a pole, at every order",
    (source) => {
      expect(refusal(source)).toContain("have a pole where z is a power of q other than 1")
    },
  )

  test.each(["2*q", "-1/q^3", "q^(1/2)", "zeta(3)*q^2"])("at z = %s the defining sum gives the same rank", (z) => {
    const sum = `add(q^(n^2)/(aqprod(${z}*q,q,n)*aqprod(q/(${z}),q,n)),n=0..9)`
    expect(text(`series(rank_gf(${z},q,30)-series(${sum},q,30),q,30)`)).toBe("O(q^30)")
  })

  test("at z = 2q the defining product gives the same crank", () => {
    const product = "aqprod(q,q,infinity)/(aqprod(2*q^2,q,infinity)*aqprod(1/2,q,infinity))"
    expect(text(`series(crank_gf(2*q,q,30)-series(${product},q,30),q,30)`)).toBe("O(q^30)")
  })
})

describe("what a refusal says", () => {
  test.each([
    ["factorial(10^9)", "The first argument of factorial, n, is an integer from 0 to 5000000."],
    ["factorial(1/2)", "Write factorial(n)."],
    ["sigma(12,200000)", "The second argument of sigma, k, is an integer from 0 to 100000."],
    ["sigma[3](-1)", "The first argument of sigma, n, is an integer, at least 1."],
    ["binomial(1/2,20000)", "The second argument of binomial, k, is an integer, at most 10000."],
    ["N(0,10^7)", "The second argument of N, n, is an integer, at most 5000000."],
    ["gamma0domain(601)", "The first argument of gamma0domain, N, is an integer from 1 to 600."],
    ["gamma0domain(0)", "The first argument of gamma0domain, N, is an integer from 1 to 600."],
    ["theta3(-1)", "The first argument of theta3, T, is an integer from 0 to 1000000000."],
    ["jacobi(1/2,3)", "The first argument of jacobi, a, is an integer."],
  ])("%s names the bound that was passed", (source, rule) => {
    expect(refusal(source)).toContain(rule)
  })

  test("every signature counts, and each is written once", () => {
    expect(refusal("aqprod(q,q,3,4,5,6)")).toBe(
      "aqprod does not take these arguments: it takes 3, 4 or 5 arguments, not 6. · Write aqprod(a, q, n) or aqprod(a, q, n, T) or aqprod(parameters, q, n) or aqprod(num, den, pow, n, T).",
    )
    expect(refusal("etaq(q,1)")).toContain("etaq needs its argument T: it takes 3 arguments, not 2.")
  })

  test("a mock theta function that is not there brings all names of its order", () => {
    expect(refusal("mock(g,3,10)")).toContain("Order 3 has f, phi, psi, chi, omega, nu, rho, xi, sigma.")
  })

  test("zero is no product, whichever function is asked", () => {
    for (const call of ["prodmake(0,q,20)", "etamake(0,q,20)", "jacprodmake(0,q,20)", "mprodmake(0,q,20)"])
      expect(refusal(call)).toContain("The zero series is no product.")
  })
})

test("etaoption writes each monomial with its constant and its power of q", () => {
  const sheet = new Worksheet()
  sheet.run("findhomcombo(9*theta2(q)^2,[3*theta2(q)],q,2,0,yes)")
  expect(sheet.printed).toEqual(["X[1]^2 = 36*eta(4*tau)^4/eta(2*tau)^2"])
})
