import { EngineError } from "../../errors"
import { QSeries } from "../../series/series"
import {
  cubicASeries,
  cubicBSeries,
  cubicCSeries,
  deltaSeries,
  eisensteinSeries,
  etaQuotientSeries,
  hauptmodulSeries,
  jSeries,
  rogersRamanujanSeries,
  sigmaSeries,
} from "../../series/modular"
import { type DeclaredFunction, declare, signature } from "../declare"
import { partitionSeries } from "../partition/series"
import { exactSignature } from "../exact"
import { integer, order, variable, withDefault } from "../parameters"
import { listOf } from "../results"

const q = withDefault(variable(), "q", "q")
const T = order()
const KOBLITZ = "Koblitz, Introduction to Elliptic Curves and Modular Forms, chapter III"

/** A series function of T, of a variable and T, and of an argument alone, then exact. */
function seriesFunction(
  name: string,
  make: (variable: string, T: number) => QSeries,
  options: { readonly denominator?: number; readonly unity?: number } = {},
) {
  return [
    signature([T], "a series in q", ([n]) => make("q", n)),
    signature([variable(), T], "a series", ([v, n]) => make(v, n)),
    exactSignature(name, [], (_, v, n) => make(v, n), options),
  ]
}

function evenWeight(k: number, fn: string): number {
  if (k % 2 === 0) return k
  throw new EngineError("domain", `${fn} takes an even weight, at least 2.`, {
    given: `weight ${k}`,
    argument: 0,
    help: fn,
  })
}

const weight = integer("k", "the weight, even", { min: 2, max: 10_000 })
const halfWeight = integer("k", "half the weight", { min: 1, max: 5_000 })

const EISENq = declare({
  name: "EISENq",
  family: "modular forms",
  summary: "The Eisenstein series of weight k for SL2(Z) with constant term 1; weight 2 included.",
  definition: "E_k(q) = 1 - \\frac{2k}{B_k} \\sum_{n\\ge1} \\sigma_{k-1}(n) q^n",
  source: KOBLITZ,
  precision: "Known below exponent T; exact without T.",
  signatures: [
    signature([weight, T, q], "a series", ([k, n, name]) => eisensteinSeries(evenWeight(k, "EISENq"), name, n)),
    exactSignature("EISENq", [weight], ([k = 0], name, n) => eisensteinSeries(evenWeight(k, "EISENq"), name, n)),
  ],
  examples: [
    { input: "EISENq(4,5)", result: "1 + 240*q + 2160*q^2 + 6720*q^3 + 17520*q^4 + O(q^5)", source: "OEIS A004009" },
    { input: "EISENq(6,4)", result: "1 - 504*q - 16632*q^2 - 122976*q^3 + O(q^4)", source: "OEIS A013973" },
    { input: "EISENq(12,3)", result: "1 + 65520/691*q + 134250480/691*q^2 + O(q^3)", source: "OEIS A029828" },
  ],
  seeAlso: ["eisenstein", "DELTA12", "Phiq", "makebasisM"],
  errors: ["EISENq takes an even weight, at least 2."],
})

const eisenstein = declare({
  name: "eisenstein",
  family: "modular forms",
  summary: "The Eisenstein series of weight 2k for SL2(Z) with constant term 1; the argument is half the weight.",
  definition: "E_{2k}(q) = 1 - \\frac{4k}{B_{2k}} \\sum_{n\\ge1} \\sigma_{2k-1}(n) q^n",
  source: KOBLITZ,
  precision: "Known below exponent T; exact without T.",
  signatures: [
    signature([halfWeight, T, q], "a series", ([k, n, name]) => eisensteinSeries(2 * k, name, n)),
    exactSignature("eisenstein", [halfWeight], ([k = 0], name, n) => eisensteinSeries(2 * k, name, n)),
  ],
  examples: [
    {
      input: "eisenstein(2,5)",
      result: "1 + 240*q + 2160*q^2 + 6720*q^3 + 17520*q^4 + O(q^5)",
      source: "OEIS A004009",
    },
    { input: "eisenstein(1,5)", result: "1 - 24*q - 72*q^2 - 96*q^3 - 168*q^4 + O(q^5)", source: "OEIS A006352" },
  ],
  seeAlso: ["EISENq", "DELTA12"],
  errors: ["k is an integer from 1 to 5000."],
})

const DELTA12 = declare({
  name: "DELTA12",
  family: "modular forms",
  aliases: ["Delta"],
  summary: "Ramanujan's Delta, the cusp form of weight 12; its coefficients are tau(n).",
  definition: "\\Delta(q) = q \\prod_{n\\ge1} (1-q^n)^{24} = \\eta(\\tau)^{24}",
  source: "Ramanujan, On certain arithmetical functions (1916)",
  precision: "Known below exponent T; exact without T.",
  signatures: seriesFunction("DELTA12", deltaSeries),
  examples: [
    { input: "DELTA12(6)", result: "q - 24*q^2 + 252*q^3 - 1472*q^4 + 4830*q^5 + O(q^6)", source: "OEIS A000594" },
    {
      input: "series(1728*DELTA12(40)-EISENq(4,40)^3+EISENq(6,40)^2,q,40)",
      result: "O(q^40)",
      source: "1728 Delta = E4^3 - E6^2, Koblitz, chapter III",
    },
  ],
  seeAlso: ["EISENq", "kleinj", "eta"],
  errors: [],
})

const makebasisM = declare({
  name: "makebasisM",
  family: "modular forms",
  summary: "The basis E4^a E6^b, 4a + 6b = k, of the modular forms of weight k for SL2(Z).",
  definition: "M_k(\\mathrm{SL}_2(\\mathbb Z)) = \\bigoplus_{4a+6b=k} \\mathbb C\\, E_4^a E_6^b",
  source: KOBLITZ,
  precision: "Each series is known below exponent T.",
  signatures: [
    signature(
      [integer("k", "the weight, even", { min: 0, max: 1000 }), T, q],
      "a list of series",
      ([k, n, name], context) => {
        evenWeight(k, "makebasisM")
        const e4 = eisensteinSeries(4, name, n)
        const e6 = eisensteinSeries(6, name, n)
        const basis: QSeries[] = []
        for (let b = 0; 6 * b <= k; b++) {
          context.checkStop()
          if ((k - 6 * b) % 4 === 0) basis.push(e4.pow((k - 6 * b) / 4).mul(e6.pow(b)))
        }
        return listOf(basis)
      },
    ),
  ],
  examples: [
    { input: "nops(makebasisM(24,5))", result: "3", source: "dimension formula, Koblitz, chapter III" },
    { input: "makebasisM(8,3)", result: "[1 + 480*q + 61920*q^2 + O(q^3)]", source: "OEIS A008410, E8 = E4^2" },
  ],
  seeAlso: ["EISENq", "DELTA12", "findlincombo"],
  errors: ["makebasisM takes an even weight, at least 2."],
})

const makebasisPX = declare({
  name: "makebasisPX",
  family: "modular forms",
  summary:
    "The partition generating function P times the quasimodular forms of weight at most k: P Phi_1^a Phi_3^b Phi_5^c, 2a + 4b + 6c <= k.",
  definition:
    "P(q)\\,\\Phi_1(q)^a\\,\\Phi_3(q)^b\\,\\Phi_5(q)^c, \\quad 2a+4b+6c\\le k, \\quad P(q) = \\frac{1}{(q;q)_\\infty}",
  source:
    "A. O. L. Atkin and F. G. Garvan, Relations between the ranks and cranks of partitions, Ramanujan J. 7 (2003); Garvan, modforms package",
  precision: "Each series is known below exponent T. They stand in the order of (a, b, c), lexicographically.",
  signatures: [
    signature(
      [integer("k", "the greatest weight, even", { min: 0, max: 200 }), T, q],
      "a list of series",
      ([k, n, name], context) => {
        evenWeight(k, "makebasisPX")
        const [phi1, phi3, phi5] = [1, 3, 5].map((j) => sigmaSeries(j, name, n)) as [QSeries, QSeries, QSeries]
        const basis: QSeries[] = []
        let first = partitionSeries(name, n)
        for (let a = 0; 2 * a <= k; a++, first = first.mul(phi1).truncate(n)) {
          let second = first
          for (let b = 0; 2 * a + 4 * b <= k; b++, second = second.mul(phi3).truncate(n)) {
            let third = second
            for (let c = 0; 2 * a + 4 * b + 6 * c <= k; c++, third = third.mul(phi5).truncate(n)) {
              context.checkStop()
              basis.push(third)
            }
          }
        }
        return listOf(basis)
      },
    ),
  ],
  examples: [
    {
      input: "makebasisPX(2,6)",
      result: "[1 + q + 2*q^2 + 3*q^3 + 5*q^4 + 7*q^5 + O(q^6), q + 4*q^2 + 9*q^3 + 20*q^4 + 35*q^5 + O(q^6)]",
      source: "P Phi_1 is the sum of n p(n) q^n (Euler)",
    },
    { input: "nops(makebasisPX(12,5))", result: "23", source: "the a + 2b + 3c <= 6 counted" },
    {
      input: "findlincombo(add(add(m^4*M(m,n),m=-n..n)*q^n,n=0..39)+O(q^40),makebasisPX(4,40),[P,PA3,PA1,PA1S],q,0)",
      result: "12*PA1S+2*PA3",
      source: "the fourth crank moment is 2 P (Phi_3 + 6 Phi_1^2), Atkin and Garvan",
    },
  ],
  seeAlso: ["makebasisM", "Phiq", "partition_gf", "findlincombo"],
  errors: ["makebasisPX takes an even weight, at least 2."],
})

const kleinj = declare({
  name: "kleinj",
  family: "modular forms",
  aliases: ["jinvariant"],
  summary: "Klein's modular invariant j with leading term 1/q.",
  definition: "j(q) = \\frac{E_4(q)^3}{\\Delta(q)} = q^{-1} + 744 + 196884\\,q + \\cdots",
  source: KOBLITZ,
  precision: "Known below exponent T; exact without T.",
  signatures: seriesFunction("kleinj", jSeries),
  examples: [
    { input: "kleinj(3)", result: "q^(-1) + 744 + 196884*q + 21493760*q^2 + O(q^3)", source: "OEIS A000521" },
    { input: "coeff(kleinj(6),q,5)", result: "333202640600", source: "OEIS A000521" },
  ],
  seeAlso: ["DELTA12", "hauptmodul", "kleinJ"],
  errors: [],
})

const kleinJ = declare({
  name: "kleinJ",
  family: "modular forms",
  summary: "Klein's absolute invariant J = j/1728.",
  definition: "J(q) = \\frac{j(q)}{1728} = \\frac{E_4^3}{E_4^3-E_6^2}",
  source: "Apostol, Modular Functions and Dirichlet Series in Number Theory, section 1.12",
  precision: "Known below exponent T; exact without T.",
  signatures: seriesFunction("kleinJ", (name, n) => jSeries(name, n).scale(1n, 1728n)),
  examples: [
    {
      input: "kleinJ(2)",
      result: "1/1728*q^(-1) + 31/72 + 1823/16*q + O(q^2)",
      source: "OEIS A000521 divided by 1728",
    },
    { input: "series(1728*kleinJ(10)-kleinj(10),q,10)", result: "O(q^10)", source: "the definition" },
  ],
  seeAlso: ["kleinj"],
  errors: [],
})

const WEBER = "H. Weber, Lehrbuch der Algebra III, section 34; Cox, Primes of the form x^2+ny^2, section 12"

/** eta(tau)^2/(eta(tau/2) eta(2tau)) and eta(tau/2)/eta(tau): series in q^(1/48). */
function weber(factors: readonly (readonly [number, number])[]) {
  return (name: string, n: number): QSeries =>
    etaQuotientSeries(factors, name, 2 * n).dilate({ numerator: 1, denominator: 2 })
}

const weber_f = declare({
  name: "weber_f",
  family: "modular forms",
  summary: "Weber's function f, a series in q^(1/48) with leading term q^(-1/48).",
  definition:
    "\\mathfrak f(q) = q^{-1/48} \\prod_{n\\ge1} (1+q^{n-1/2}) = \\frac{\\eta(\\tau)^2}{\\eta(\\tau/2)\\eta(2\\tau)}",
  source: WEBER,
  precision: "Known below exponent T; exact without T.",
  signatures: seriesFunction(
    "weber_f",
    weber([
      [2, 2],
      [1, -1],
      [4, -1],
    ]),
    { denominator: 48 },
  ),
  examples: [
    { input: "weber_f(1)", result: "q^(-1/48) + q^(23/48) + O(q)", source: "the product multiplied out" },
    {
      input: "series(q^(1/48)*weber_f(4)-aqprod(-q^(1/2),q,infinity),q,3)",
      result: "O(q^3)",
      source: "the definition",
    },
  ],
  seeAlso: ["weber_f1", "weber_f2", "kleinj"],
  errors: [],
})

const weber_f1 = declare({
  name: "weber_f1",
  family: "modular forms",
  summary: "Weber's function f1, a series in q^(1/48) with leading term q^(-1/48).",
  definition: "\\mathfrak f_1(q) = q^{-1/48} \\prod_{n\\ge1} (1-q^{n-1/2}) = \\frac{\\eta(\\tau/2)}{\\eta(\\tau)}",
  source: WEBER,
  precision: "Known below exponent T; exact without T.",
  signatures: seriesFunction(
    "weber_f1",
    weber([
      [1, 1],
      [2, -1],
    ]),
    { denominator: 48 },
  ),
  examples: [
    { input: "weber_f1(1)", result: "q^(-1/48) - q^(23/48) + O(q)", source: "the product multiplied out" },
    {
      input: "series(weber_f(3)^8-weber_f1(3)^8-weber_f2(3)^8,q,2)",
      result: "O(q^2)",
      source: "f^8 = f1^8 + f2^8, Cox, (12.18)",
    },
  ],
  seeAlso: ["weber_f", "weber_f2"],
  errors: [],
})

const weber_f2 = declare({
  name: "weber_f2",
  family: "modular forms",
  summary: "Weber's function f2; the square root of 2 is zeta(8) - zeta(8)^3.",
  definition:
    "\\mathfrak f_2(q) = \\sqrt2\\, q^{1/24} \\prod_{n\\ge1} (1+q^n) = \\sqrt2\\,\\frac{\\eta(2\\tau)}{\\eta(\\tau)}",
  source: WEBER,
  precision: "Known below exponent T; exact without T.",
  signatures: seriesFunction(
    "weber_f2",
    (name, n) => {
      const root = QSeries.fromTerms([0], ["zeta - zeta^3"], name, null, { kind: "cyclotomic", n: 8 })
      return etaQuotientSeries(
        [
          [2, 1],
          [1, -1],
        ],
        name,
        n,
      ).mul(root)
    },
    { denominator: 24, unity: 8 },
  ),
  examples: [
    {
      input: "series(weber_f2(3)^24-4096*DELTA12(10)*subs(q=q^2,DELTA12(10))/DELTA12(10)^2,q,3)",
      result: "O(q^3)",
      source: "f2^24 = 4096 Delta(2tau)/Delta(tau)",
    },
    {
      input: "series(weber_f(3)*weber_f1(3)*weber_f2(3)-weber_f2(3)*weber_f1(3)*weber_f(3),q,2)",
      result: "O(q^2)",
      source: "the definition",
    },
  ],
  seeAlso: ["weber_f", "weber_f1"],
  errors: [],
})

const level = integer("N", "the level", { min: 1 })

const hauptmodul = declare({
  name: "hauptmodul",
  family: "modular forms",
  summary: "The Hauptmodul of Gamma_0(N), N of genus 0, as an eta quotient with leading term 1/q; N = 1 gives j.",
  definition:
    "t_N(q) = q^{-1} + c_0 + c_1 q + \\cdots, \\quad \\text{e.g. } t_2 = \\left(\\frac{\\eta(\\tau)}{\\eta(2\\tau)}\\right)^{24}",
  source: "Conway and Norton, Monstrous moonshine, Bull. London Math. Soc. 11 (1979), table 3",
  precision: "Known below exponent T; exact without T.",
  signatures: [
    signature([level, T, q], "a series", ([N, n, name]) => hauptmodulSeries(N, name, n)),
    exactSignature("hauptmodul", [level], ([N = 1], name, n) => hauptmodulSeries(N, name, n)),
  ],
  examples: [
    { input: "hauptmodul(2,3)", result: "q^(-1) - 24 + 276*q - 2048*q^2 + O(q^3)", source: "OEIS A007191" },
    {
      input: "series(kleinj(10)-(hauptmodul(2,20)+256)^3/hauptmodul(2,20)^2,q,10)",
      result: "O(q^10)",
      source: "Conway and Norton; Cox, section 12",
    },
  ],
  seeAlso: ["kleinj", "etaq"],
  errors: ["Gamma_0(N) has genus 0 for N = 1 to 10, 12, 13, 16, 18 and 25 only."],
})

const BORWEIN =
  "J. M. Borwein and P. B. Borwein, A cubic counterpart of Jacobi's identity and the AGM, Trans. Amer. Math. Soc. 323 (1991)"

const cubic_a = declare({
  name: "cubic_a",
  family: "modular forms",
  summary: "The cubic theta function a(q), the theta series of the hexagonal lattice.",
  definition: "a(q) = \\sum_{m,n=-\\infty}^{\\infty} q^{m^2+mn+n^2}",
  source: BORWEIN,
  precision: "Known below exponent T; exact without T.",
  signatures: seriesFunction("cubic_a", cubicASeries),
  examples: [
    {
      input: "cubic_a(14)",
      result: "1 + 6*q + 6*q^3 + 6*q^4 + 12*q^7 + 6*q^9 + 6*q^12 + 12*q^13 + O(q^14)",
      source: "OEIS A004016",
    },
    {
      input: "series(cubic_a(40)^3-cubic_b(40)^3-cubic_c(40)^3,q,40)",
      result: "O(q^40)",
      source: "Borwein and Borwein, a^3 = b^3 + c^3",
    },
  ],
  seeAlso: ["cubic_b", "cubic_c"],
  errors: [],
})

const cubic_b = declare({
  name: "cubic_b",
  family: "modular forms",
  summary: "The cubic theta function b(q) = eta(tau)^3/eta(3tau).",
  definition:
    "b(q) = \\sum_{m,n} \\omega^{m-n} q^{m^2+mn+n^2} = \\frac{\\eta(\\tau)^3}{\\eta(3\\tau)}, \\quad \\omega=e^{2\\pi i/3}",
  source: BORWEIN,
  precision: "Known below exponent T; exact without T.",
  signatures: seriesFunction("cubic_b", cubicBSeries),
  examples: [
    { input: "cubic_b(8)", result: "1 - 3*q + 6*q^3 - 3*q^4 - 6*q^7 + O(q^8)", source: "OEIS A005928" },
    {
      input: "series(cubic_b(30)-(3*subs(q=q^3,cubic_a(30))-cubic_a(30))/2,q,30)",
      result: "O(q^30)",
      source: "Borwein and Borwein, b(q) = (3a(q^3)-a(q))/2",
    },
  ],
  seeAlso: ["cubic_a", "cubic_c"],
  errors: [],
})

const cubic_c = declare({
  name: "cubic_c",
  family: "modular forms",
  summary: "The cubic theta function c(q) = 3 eta(3tau)^3/eta(tau), with exponents in 1/3 + Z.",
  definition: "c(q) = \\sum_{m,n} q^{(m+1/3)^2+(m+1/3)(n+1/3)+(n+1/3)^2} = \\frac{3\\eta(3\\tau)^3}{\\eta(\\tau)}",
  source: BORWEIN,
  precision: "Known below exponent T; exact without T.",
  signatures: seriesFunction("cubic_c", cubicCSeries, { denominator: 3 }),
  examples: [
    { input: "cubic_c(4)", result: "3*q^(1/3) + 3*q^(4/3) + 6*q^(7/3) + O(q^4)", source: "OEIS A005882" },
    { input: "etamake(cubic_c(50),q,40)", result: "3*eta(3*tau)^3/eta(tau)", source: "Borwein and Borwein" },
  ],
  seeAlso: ["cubic_a", "cubic_b"],
  errors: [],
})

const ROGERS = "Andrews, The Theory of Partitions, corollaries 7.6 and 7.7 (Rogers, Ramanujan)"

const rogers_ramanujan_G = declare({
  name: "rogers_ramanujan_G",
  family: "modular forms",
  summary: "The Rogers-Ramanujan function G(q).",
  definition: "G(q) = \\sum_{n\\ge0} \\frac{q^{n^2}}{(q;q)_n} = \\frac{1}{(q;q^5)_\\infty(q^4;q^5)_\\infty}",
  source: ROGERS,
  precision: "Known below exponent T; exact without T.",
  signatures: seriesFunction("rogers_ramanujan_G", (name, n) => rogersRamanujanSeries(1, name, n)),
  examples: [
    {
      input: "rogers_ramanujan_G(12)",
      result: "1 + q + q^2 + q^3 + 2*q^4 + 2*q^5 + 3*q^6 + 3*q^7 + 4*q^8 + 5*q^9 + 6*q^10 + 7*q^11 + O(q^12)",
      source: "OEIS A003114",
    },
    {
      input: "series(rogers_ramanujan_G(40)-add(q^(n^2)/aqprod(q,q,n),n=0..6),q,40)",
      result: "O(q^40)",
      source: "the sum side",
    },
  ],
  seeAlso: ["rogers_ramanujan_H", "rogers_ramanujan_R"],
  errors: [],
})

const rogers_ramanujan_H = declare({
  name: "rogers_ramanujan_H",
  family: "modular forms",
  summary: "The Rogers-Ramanujan function H(q).",
  definition: "H(q) = \\sum_{n\\ge0} \\frac{q^{n^2+n}}{(q;q)_n} = \\frac{1}{(q^2;q^5)_\\infty(q^3;q^5)_\\infty}",
  source: ROGERS,
  precision: "Known below exponent T; exact without T.",
  signatures: seriesFunction("rogers_ramanujan_H", (name, n) => rogersRamanujanSeries(2, name, n)),
  examples: [
    {
      input: "rogers_ramanujan_H(12)",
      result: "1 + q^2 + q^3 + q^4 + q^5 + 2*q^6 + 2*q^7 + 3*q^8 + 3*q^9 + 4*q^10 + 4*q^11 + O(q^12)",
      source: "OEIS A003106",
    },
    {
      input: "series(rogers_ramanujan_H(40)-add(q^(n^2+n)/aqprod(q,q,n),n=0..6),q,40)",
      result: "O(q^40)",
      source: "the sum side",
    },
  ],
  seeAlso: ["rogers_ramanujan_G", "rogers_ramanujan_R"],
  errors: [],
})

const rogers_ramanujan_R = declare({
  name: "rogers_ramanujan_R",
  family: "modular forms",
  summary: "The Rogers-Ramanujan continued fraction, with its factor q^(1/5).",
  definition: "R(q) = \\cfrac{q^{1/5}}{1+\\cfrac{q}{1+\\cfrac{q^2}{1+\\cdots}}} = q^{1/5} \\frac{H(q)}{G(q)}",
  source: "Berndt, Ramanujan's Notebooks, part III, chapter 16, entry 38",
  precision: "Known below exponent T; exact without T.",
  signatures: seriesFunction(
    "rogers_ramanujan_R",
    (name, n) =>
      rogersRamanujanSeries(2, name, n)
        .div(rogersRamanujanSeries(1, name, n))
        .shift({ numerator: 1, denominator: 5 })
        .truncate(n),
    { denominator: 5 },
  ),
  examples: [
    {
      input: "series(rogers_ramanujan_R(8)/q^(1/5),q,7)",
      result: "1 - q + q^2 - q^4 + q^5 - q^6 + O(q^7)",
      source: "OEIS A007325",
    },
    {
      input: "series(1/rogers_ramanujan_R(20)^5-11-rogers_ramanujan_R(20)^5-etaq(q,1,20)^6/(q*etaq(q,5,20)^6),q,15)",
      result: "O(q^15)",
      source: "Berndt, part III, chapter 16, entry 39",
    },
  ],
  seeAlso: ["rogers_ramanujan_G", "rogers_ramanujan_H"],
  errors: [],
})

export const modularForms: readonly DeclaredFunction[] = [
  EISENq,
  eisenstein,
  DELTA12,
  makebasisM,
  makebasisPX,
  kleinj,
  kleinJ,
  weber_f,
  weber_f1,
  weber_f2,
  hauptmodul,
  cubic_a,
  cubic_b,
  cubic_c,
  rogers_ramanujan_G,
  rogers_ramanujan_H,
  rogers_ramanujan_R,
]
