import katex from "katex"
import { describe, expect, test } from "vitest"
import { Evaluator, valueText } from "../../../app/engine/evaluator"
import { registry } from "../../../app/engine/functions"
import type { QExpr } from "../../../app/engine/symbolic/expression"
import {
  add,
  call,
  currentArena,
  etaFactor,
  indexed,
  indexedSum,
  infinity,
  integer,
  jac,
  mul,
  orderTerm,
  pow,
  qBinomial,
  qFactorial,
  qNumber,
  qPochhammer,
  rational,
  rootOf,
  rootOfUnity,
  rPhiS,
  rPsiS,
  symbol,
  theta3,
} from "../../../app/engine/symbolic/expression"

const [q, a, b, n, m, z] = ["q", "a", "b", "n", "m", "z"].map(symbol) as [QExpr, QExpr, QExpr, QExpr, QExpr, QExpr]
const one = integer(1)
const inf = infinity()
const etaQuotient = mul([
  etaFactor(5).pow(3),
  etaFactor(2).pow(2),
  q.pow(rational(-5, 24)),
  etaFactor(10).pow(-1),
  etaFactor(1).pow(-4),
])

/** Each expression in the notebook's syntax and in LaTeX, both as they are set by hand. */
const samples: readonly (readonly [QExpr, string, string])[] = [
  [
    etaQuotient,
    "eta(5*tau)^3*eta(2*tau)^2/(q^(5/24)*eta(10*tau)*eta(tau)^4)",
    "\\frac{\\eta(5 \\tau)^{3} \\eta(2 \\tau)^{2}}{q^{5/24} \\eta(10 \\tau) \\eta(\\tau)^{4}}",
  ],
  [qPochhammer(a, q, n), "aqprod(a,q,n)", "(a;q)_{n}"],
  [qPochhammer(q, q.pow(5), inf), "(q,q^5)_inf", "(q;q^{5})_{\\infty}"],
  [qPochhammer([a, b], q, n), "aqprod([a,b],q,n)", "(a, b;q)_{n}"],
  [qBinomial(q, m, n), "qbin(q,m,n)", "\\begin{bmatrix} n \\\\ m \\end{bmatrix}_{q}"],
  [qNumber(n, q), "qnumber(n,q)", "[n]_{q}"],
  [qFactorial(n, q), "qfactorial(n,q)", "[n]_{q}!"],
  [
    rPhiS([a, b], [z], q, q),
    "phi([a,b],[z],q,q)",
    "{}_{2}\\phi_{1}\\left(\\begin{matrix} a, b \\\\ z \\end{matrix}; q, q\\right)",
  ],
  [jac(integer(1), integer(5)), "JAC(1,5,infinity)", "(q, q^{4}, q^{5};q^{5})_{\\infty}"],
  [one.sub(q).mul(one.sub(q.pow(2))), "(1-q)*(1-q^2)", "\\left(1 - q\\right) \\left(1 - q^{2}\\right)"],
  [q.pow(4).mul(rational(3, 2)), "3/2*q^4", "\\frac{3}{2} q^{4}"],
  [q.pow(rational(1, 4)), "q^(1/4)", "q^{1/4}"],
  [one.div(q), "1/q", "\\frac{1}{q}"],
  [pow(integer(-1), n), "(-1)^n", "\\left(-1\\right)^{n}"],
  [q.pow(n.mul(n.sub(1)).div(2)), "q^(1/2*n*(-1+n))", "q^{n \\left(n - 1\\right)/2}"],
  [q.pow(n.pow(2).add(n)), "q^(n+n^2)", "q^{n^{2} + n}"],
  [q.pow(integer(1).sub(n)), "q^(1-n)", "q^{1 - n}"],
  [q.pow(n.mul(3).sub(a)), "q^(-a+3*n)", "q^{3 n - a}"],
  [call("binomial", [n, a]), "binomial(n,a)", "\\binom{n}{a}"],
  [call("factorial", [n.add(1)]), "factorial(1+n)", "\\left(1 + n\\right)!"],
  [call("abs", [n]), "abs(n)", "\\left|n\\right|"],
  [symbol("Pi"), "Pi", "\\pi"],
  [indexed(symbol("X"), [integer(1)]).pow(2), "X[1]^2", "{{X}_{1}}^{2}"],
  [rootOfUnity(5).add(1), "1+zeta(5)", "1 + \\zeta_{5}"],
  [rootOf(z.pow(3).sub(2)), "RootOf(-2+z^3)", "\\operatorname{RootOf}(-2 + z^{3})"],
  [
    indexedSum(q.pow(n.pow(2)), n, inf.neg(), inf),
    "Sum(q^(n^2),n=-infinity..infinity)",
    "\\sum_{n=-\\infty}^{\\infty} q^{n^{2}}",
  ],
  [add([one, q.neg(), orderTerm(q.pow(10))]), "1-q+O(q^10)", "1 - q + O(q^{10})"],
  [pow(integer(2), rational(1, 2)).mul(q), "2^(1/2)*q", "\\sqrt{2} q"],
  [call("f", [q.neg(), symbol("alpha1")]), "f(-q,alpha1)", "\\mathrm{f}(-q, \\alpha_{1})"],
  [theta3(q.pow(2)), "theta3(q^2)", "\\theta_{3}(q^{2})"],
]

describe("plain text and LaTeX", () => {
  test.each(samples.map(([value, plain, latex]) => [plain, value, latex] as const))("%s", (plain, value, latex) => {
    expect(value.toString()).toBe(plain)
    expect(value.toLatex().replace("\\mathrm{f}", "f")).toBe(latex.replace("\\mathrm{f}", "f"))
  })

  test("KaTeX in strict mode draws every sample", () => {
    for (const [value] of samples) {
      expect(() =>
        katex.renderToString(`\\displaystyle ${value.toLatex()}`, { strict: "error", throwOnError: true }),
      ).not.toThrow()
    }
  })
})

describe("reading back", () => {
  // q-numbers and their kin with numeric arguments are evaluated by the functions of the same name; these are symbolic and stay.
  // O(q^10) that is read is a series at once.
  const readable = samples.filter(([, plain]) => !plain.includes("O(q"))
  test.each(readable.map(([value, plain]) => [plain, value] as const))("%s", (plain, value) => {
    const evaluator = new Evaluator({ functions: registry, arena: currentArena() })
    const [result] = evaluator.run(`${plain};`)
    expect(result === undefined ? "" : valueText(result.value)).toBe(value.toString())
  })
})

describe("names", () => {
  test("are quoted only where the language would not read them", () => {
    expect(String(add([symbol("α"), symbol("a b"), symbol("while")]))).toBe("`a b`+`while`+α")
    const evaluator = new Evaluator({ functions: registry, arena: currentArena() })
    const [result] = evaluator.run("f[1](x);")
    expect(result === undefined ? "" : valueText(result.value)).toBe("f[1](x)")
  })
})

describe("other systems", () => {
  test("Maple with Garvan's packages", () => {
    expect(etaQuotient.toMaple()).toBe("eta(5*tau)^3*eta(2*tau)^2/(q^(5/24)*eta(10*tau)*eta(tau)^4)")
    expect(qPochhammer([a, b], q, n).toMaple()).toBe("(aqprod(a,q,n)*aqprod(b,q,n))")
    expect(rootOfUnity(5).toMaple()).toBe("exp(2*Pi*I/5)")
  })
  test("Mathematica", () => {
    expect(etaFactor(2).div(etaFactor(1)).toMathematica()).toBe("DedekindEta[2*tau]/DedekindEta[tau]")
    expect(qPochhammer(a, q, inf).toMathematica()).toBe("QPochhammer[a, q]")
    expect(qBinomial(q, m, n).toMathematica()).toBe("QBinomial[n, m, q]")
    expect(symbol("_E4").mul(symbol("N")).toMathematica()).toBe("N$*$E4")
  })
  test("Sage", () => {
    expect(qBinomial(q, m, n).toSage()).toBe("q_binomial(n, m, q)")
    expect(qPochhammer(a, q, n).toSage()).toBe("qp(a, q, n)")
    expect(inf.toSage()).toBe("oo")
  })
  test("Mathematica's Root takes a function", () => {
    expect(rootOf(z.pow(2).add(z, 1)).toMathematica()).toBe("Root[Function[z, 1+z+z^2], 1]")
  })
  test("PARI/GP", () => {
    expect(qPochhammer(a, q, n).toPari()).toBe("prod(j_=0,n-1,1-a*q^j_)")
    expect(qPochhammer(q.pow(2), q.pow(2), inf).toPari()).toBe("eta(q^2)")
    expect(etaFactor(3).toPari()).toBe("eta(3*tau,1)")
    expect(jac(integer(1), integer(5)).toPari()).toBe("prodinf(j_=0,(1-q^(1+j_*5))*(1-q^(5-(1)+j_*5))*(1-q^(5+j_*5)))")
    // GP gives these the values of the q-binomial theorem and of Ramanujan's 1-psi-1 sum at q = 1/4, z = 1/3, a = 2.3, b = 1/20.
    expect(rPhiS([a], [], q, z).toPari()).toBe("suminf(n_=0,prod(j_=0,n_-1,(1-a*q^j_)/((1-q*q^j_)))*z^n_)")
    expect(rPsiS([a], [b], q, z).toPari()).toBe(
      "(suminf(n_=0,prod(j_=0,n_-1,(1-a*q^j_)/((1-b*q^j_)))*z^n_)" +
        "+suminf(n_=1,prod(j_=1,n_,(1-b*q^-j_)/((1-a*q^-j_)))*z^(-n_)))",
    )
    expect(rPhiS([a], [b], q, z).toPari()).toContain("*((-1)^n_*q^(n_*(n_-1)/2))^1*z^n_")
  })
  test("two-dimensional text", () => {
    expect(q.div(one.sub(q)).toUnicode()).toBe("   q\n───────\n 1 - q")
    expect(q.pow(2).sub(q.mul(3)).toUnicode()).toBe("-3 q + q²")
    expect(qPochhammer(a, q, n).toUnicode()).toBe("(a; q)\n      n")
    expect(etaFactor(5).pow(3).toUnicode()).toBe("η(5 τ)³")
  })
})

test("GP's constant Pi keeps its name, its other names do not", () => {
  expect(symbol("Pi").mul(symbol("I")).toPari()).toBe("I_*Pi")
})

describe("parameters are written on the line, as in Gasper and Rahman", () => {
  const product = (parameter: QExpr): string => qPochhammer(parameter, q, inf).toLatex()
  const c = symbol("c")
  test.each([
    [q.div(z), "(q/z;q)_{\\infty}"],
    [a.mul(q).div(b.mul(c)), "(a q/(b c);q)_{\\infty}"],
    [a.neg().div(z.pow(2)), "(-a/z^{2};q)_{\\infty}"],
    [one.div(one.sub(z)), "(1/\\left(1 - z\\right);q)_{\\infty}"],
    [one.add(z).div(b), "(\\left(1 + z\\right)/b;q)_{\\infty}"],
    [a.div(integer(2)), "(a/2;q)_{\\infty}"],
    [rational(1, 2), "(1/2;q)_{\\infty}"],
    [rational(-1, 2), "(-1/2;q)_{\\infty}"],
  ])("%s", (parameter, latex) => {
    expect(product(parameter)).toBe(latex)
  })
  test("outside they are fractions", () => {
    expect(q.div(z).toLatex()).toBe("\\frac{q}{z}")
    expect(
      qPochhammer(q.div(z), q, inf)
        .div(one.sub(q.div(z)))
        .toLatex(),
    ).toContain("\\frac{q}{z}")
  })
})
