import { afterAll, describe, expect, test } from "vitest"
import { StopWatch } from "../../support/stopping"

/** Stop ends every loop, recursion, rewriting, printing and kernel of ours within 100 ms of processor time. */
const BOUND = 100

const polynomial = "P := add(add(x^i*y^j*(i+2*j+1), i=0..149), j=0..149):"
const expressions = "L := [seq(x^((i*7919) mod 100003)+y, i=1..30000)]:"

const works: readonly (readonly [name: string, before: string, work: string])[] = [
  ["an empty loop", "", "while true do od;"],
  ["a counting loop", "", "for i to 10^9 do od;"],
  ["a recursion", "f := proc(n) if n<2 then 1 else f(n-1)+f(n-2) fi end:", "f(40);"],
  ["growing a list", "L := []:", "for i to 10^6 do L := [op(L), i] od:"],
  ["growing a text", 's := "":', 'for i to 10^6 do s := cat(s, "abcdefgh") od:'],
  ["growing a sum", "s := 0:", "for i to 10^7 do s := s + x^i od:"],
  ["a sequence", "", "L := [seq(i^2, i=1..10^7-1)]:"],
  ["a sum over an index", "", "add(x^i, i=1..10^7-1):"],
  ["sorting", expressions, "for i to 100 do sort(L) od:"],
  ["making sets", expressions, "for i to 100 do {op(L)} od:"],
  ["substitution", polynomial, "for i to 100 do subs(x=z+i, P) od:"],
  ["substitution of numbers", polynomial, "for i to 100 do subs(x=i, y=5, P) od:"],
  ["simplification", polynomial, "for i to 100 do simplify(P+i*z) od:"],
  [
    "simplification of q-products",
    "p := mul(aqprod(i*a,q,infinity)/aqprod(i*a*q^k,q,infinity), i=1..300):",
    "for i to 100 do simplify(p*b^i) od:",
  ],
  ["collection", polynomial, "for i to 100 do collect(P*(x+i*y), x) od:"],
  ["coefficients", polynomial, "for i to 100 do coeffs(P+i*z, x) od:"],
  ["a derivative", polynomial, "for i to 100 do diff(P, x) od:"],
  ["text of an expression", polynomial, "for i to 100 do convert(P, string) od:"],
  ["LaTeX of an expression", polynomial, "for i to 100 do latex(P) od:"],
  ["expansion", "", "for i to 100 do expand((1+x+y+z+i*w)^20) od:"],
  ["one large power", "", "expand((a+b+c+d+e)^60);"],
  ["the power of a binomial", "", "expand((1+q)^60000);"],
  ["a power of few terms", "", "for i to 100 do expand((1+q+i*q^2)^10000) od:"],
  ["a power of many terms", "p := add((i^2 mod 97)*q^i, i=0..300):", "expand(p^120);"],
  ["a product in one variable", "p := expand((1+q+3*q^2)^3000):", "for i to 100 do expand(p*(p+i)) od:"],
  [
    "one large product",
    "P := expand((1+x+y+z)^25): Q := expand((1-x+2*y+z+w)^14):",
    "for i to 100 do expand(P*(Q+i)) od:",
  ],
  ["a product of many sums", "", "for k to 100 do expand(mul(1+x^i+i*y^i, i=1..30)) od:"],
  ["a normal form", "", "for k to 100 do normal(add(1/(x+i*y+k*i^2), i=1..12)) od:"],
  ["fractions", "", "for k to 100 do add(1/(i+k), i=1..20000) od:"],
  ["large powers", "", "for i to 10^5 do 3^(10^5+i) od:"],
  ["one large power of a number", "", "for i to 100 do 3^(2*10^7+i) od:"],
  ["a product of large numbers", "n := 3^(2*10^7): n := n*n:", "for i to 1000 do n*(n+i) od:"],
  ["a quotient of large numbers", "n := 3^(2*10^7): n := n*n: m := 7^(10^7):", "for i to 1000 do iquo(n, m+i) od:"],
  ["a root of a large number", "n := 3^(2*10^7): n := n*n:", "for i to 1000 do isqrt(n+i) od:"],
  ["fractions of large numbers", "n := 3^(10^6)/2^(10^6):", "for i to 1000 do n := n + 1/(2^(10^6)*i+1) od:"],
  ["decimal digits of a large number", "n := 3^(2*10^7):", "for i to 1000 do convert(n+i, string) od:"],
  ["reading a large number", "s := convert(3^(2*10^6), string):", "for i to 1000 do parse(s) od:"],
  ["a product of many factors", "", "for i to 100 do series(mul(1/(1-q^k)^k, k=1..1500), q, 1500) od:"],
  ["a product in two variables", "F := winquist(z,q^3,q^7,60):", "for i to 100 do zqfactor(F,z,q,5000) od:"],
  ["a symbolic product", "", "for i to 100 do series(aqprod(a,q,infinity)*aqprod(i*b,q,infinity), q, 40) od:"],
]

describe("Stop ends", () => {
  const watch = new StopWatch()
  afterAll(() => watch.close())

  test.each(works)("%s", { timeout: 60_000 }, (_name, before, work) => {
    watch.release()
    const session = watch.session()
    session.shown(before)
    for (const delay of [20, 120]) {
      const overrun = watch.overrun(delay, () => session.shown(work))
      expect(overrun).not.toBeNull()
      expect(overrun).toBeLessThan(BOUND)
      // What was there before the stop is there after it.
      watch.release()
      expect(session.value("1+1;")).toBe("2")
    }
  })
})
