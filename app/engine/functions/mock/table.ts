import { type EulerianSum, type ShortFactor, minus, plus } from "../../series/eulerian"

/*
 * The classical mock theta functions as data: Eulerian sum, TeX, source, the summand in the notebook's language (for a second way to
 * the same series), and the first coefficients from q^0 on as the literature has them.
 *
 * Ramanujan's functions of order 3, 5 and 7 are in his last letter to Hardy (1920) and in Watson (1936, 1937); order 2 and 8 in McIntosh
 * (2007) and Gordon and McIntosh (2000); order 6 in Andrews and Hickerson (1991) and Berndt and Chan (2007); order 10 in Choi (1999).
 */

export interface MockTheta {
  readonly name: string
  readonly order: number
  readonly sum: EulerianSum
  /** value = constant + multiple * sum, multiple a fraction [n, d]. */
  readonly constant?: readonly [number, number]
  readonly multiple?: readonly [number, number]
  readonly tex: string
  readonly source: string
  /** Summand for add(…, n = start..k) in the language, and what surrounds it. */
  readonly summand: string
  /** True when the summand's exponents grow by one: then T terms are needed for O(q^T). */
  readonly linear?: boolean
  readonly around?: (sum: string) => string
  readonly coefficients: readonly (number | string)[]
}

const WATSON = "G. N. Watson, The final problem, J. London Math. Soc. 11 (1936)"
const FIFTH = "G. N. Watson, The mock theta functions (2), Proc. London Math. Soc. 42 (1937)"
const GORDON_MCINTOSH_3 = "B. Gordon and R. J. McIntosh, Modular transformations of Ramanujan's fifth and seventh order mock theta functions, Ramanujan J. 7 (2003)"
const MCINTOSH = "R. J. McIntosh, Second order mock theta functions, Canad. Math. Bull. 50 (2007)"
const ANDREWS_HICKERSON = "G. E. Andrews and D. Hickerson, Ramanujan's lost notebook VII: the sixth order mock theta functions, Adv. Math. 89 (1991)"
const BERNDT_CHAN = "B. C. Berndt and S. H. Chan, Sixth order mock theta functions, Adv. Math. 216 (2007)"
const SEVENTH = "D. Hickerson, On the seventh order mock theta functions, Invent. Math. 94 (1988)"
const GORDON_MCINTOSH_8 = "B. Gordon and R. J. McIntosh, Some eighth order mock theta functions, J. London Math. Soc. 62 (2000)"
const CHOI = "Y.-S. Choi, Tenth order mock theta functions in Ramanujan's lost notebook, Invent. Math. 136 (1999)"

/** Factors from n = 1 on. */
const later = (make: (n: number) => readonly ShortFactor[]) => (n: number) => (n === 0 ? [] : make(n))
const alternating = (n: number): 1 | -1 => (n % 2 === 0 ? 1 : -1)
const triangular = (n: number): number => (n * (n + 1)) / 2
const twice = (factor: ShortFactor): readonly ShortFactor[] => [factor, factor]

export const MOCK_THETA: readonly MockTheta[] = [
  {
    name: "A", order: 2, source: MCINTOSH,
    sum: { start: 0, exponent: (n) => (n + 1) ** 2, numerator: later((n) => [plus(2 * n - 1)]), denominator: (n) => twice(minus(2 * n + 1)) },
    tex: "A(q) = \\sum_{n\\ge0} \\frac{q^{n+1}(-q^2;q^2)_n}{(q;q^2)_{n+1}} = \\sum_{n\\ge0} \\frac{q^{(n+1)^2}(-q;q^2)_n}{(q;q^2)_{n+1}^2}",
    summand: "q^(n+1)*aqprod(-q^2,q^2,n)/aqprod(q,q^2,n+1)",
    linear: true,
    coefficients: [0, 1, 2, 3, 5, 8, 11, 16, 23, 31, 43, 58],
  },
  {
    name: "B", order: 2, source: MCINTOSH,
    sum: { start: 0, exponent: (n) => n * (n + 1), numerator: later((n) => [plus(2 * n)]), denominator: (n) => twice(minus(2 * n + 1)) },
    tex: "B(q) = \\sum_{n\\ge0} \\frac{q^{n}(-q;q^2)_n}{(q;q^2)_{n+1}} = \\sum_{n\\ge0} \\frac{q^{n(n+1)}(-q^2;q^2)_n}{(q;q^2)_{n+1}^2}",
    summand: "q^n*aqprod(-q,q^2,n)/aqprod(q,q^2,n+1)",
    linear: true,
    coefficients: [1, 2, 4, 6, 9, 14, 20, 28, 40, 54, 72, 98],
  },
  {
    name: "mu", order: 2, source: MCINTOSH,
    sum: { start: 0, exponent: (n) => n * n, sign: alternating, numerator: later((n) => [minus(2 * n - 1)]), denominator: later((n) => twice(plus(2 * n))) },
    tex: "\\mu(q) = \\sum_{n\\ge0} \\frac{(-1)^n q^{n^2}(q;q^2)_n}{(-q^2;q^2)_n^2}",
    summand: "(-1)^n*q^(n^2)*aqprod(q,q^2,n)/aqprod(-q^2,q^2,n)^2",
    coefficients: [1, -1, 1, 2, -1, -4, 1, 5, -2, -5, 4, 7],
  },
  {
    name: "f", order: 3, source: WATSON,
    sum: { start: 0, exponent: (n) => n * n, denominator: later((n) => twice(plus(n))) },
    tex: "f(q) = \\sum_{n\\ge0} \\frac{q^{n^2}}{(-q;q)_n^2}",
    summand: "q^(n^2)/aqprod(-q,q,n)^2",
    coefficients: [1, 1, -2, 3, -3, 3, -5, 7, -6, 6, -10, 12],
  },
  {
    name: "phi", order: 3, source: WATSON,
    sum: { start: 0, exponent: (n) => n * n, denominator: later((n) => [plus(2 * n)]) },
    tex: "\\phi(q) = \\sum_{n\\ge0} \\frac{q^{n^2}}{(-q^2;q^2)_n}",
    summand: "q^(n^2)/aqprod(-q^2,q^2,n)",
    coefficients: [1, 1, 0, -1, 1, 1, -1, -1, 0, 2, 0, -2],
  },
  {
    name: "psi", order: 3, source: WATSON,
    sum: { start: 1, exponent: (n) => n * n, denominator: (n) => [minus(2 * n - 1)] },
    tex: "\\psi(q) = \\sum_{n\\ge1} \\frac{q^{n^2}}{(q;q^2)_n}",
    summand: "q^(n^2)/aqprod(q,q^2,n)",
    coefficients: [0, 1, 1, 1, 2, 2, 2, 3, 3, 4, 5, 5],
  },
  {
    name: "chi", order: 3, source: WATSON,
    sum: { start: 0, exponent: (n) => n * n, denominator: later((n) => [[[1, 0], [-1, n], [1, 2 * n]]]) },
    tex: "\\chi(q) = \\sum_{n\\ge0} \\frac{q^{n^2}}{\\prod_{k=1}^{n}(1-q^k+q^{2k})}",
    summand: "q^(n^2)/mul(1-q^k+q^(2*k),k=1..n)",
    coefficients: [1, 1, 1, 0, 0, 0, 1, 1, 0, 0, -1, 0],
  },
  {
    name: "omega", order: 3, source: WATSON,
    sum: { start: 0, exponent: (n) => 2 * n * (n + 1), denominator: (n) => twice(minus(2 * n + 1)) },
    tex: "\\omega(q) = \\sum_{n\\ge0} \\frac{q^{2n(n+1)}}{(q;q^2)_{n+1}^2}",
    summand: "q^(2*n*(n+1))/aqprod(q,q^2,n+1)^2",
    coefficients: [1, 2, 3, 4, 6, 8, 10, 14, 18, 22, 29, 36],
  },
  {
    name: "nu", order: 3, source: WATSON,
    sum: { start: 0, exponent: (n) => n * (n + 1), denominator: (n) => [plus(2 * n + 1)] },
    tex: "\\nu(q) = \\sum_{n\\ge0} \\frac{q^{n(n+1)}}{(-q;q^2)_{n+1}}",
    summand: "q^(n*(n+1))/aqprod(-q,q^2,n+1)",
    coefficients: [1, -1, 2, -2, 2, -3, 4, -4, 5, -6, 6, -8],
  },
  {
    name: "rho", order: 3, source: WATSON,
    sum: { start: 0, exponent: (n) => 2 * n * (n + 1), denominator: (n) => [[[1, 0], [1, 2 * n + 1], [1, 4 * n + 2]]] },
    tex: "\\rho(q) = \\sum_{n\\ge0} \\frac{q^{2n(n+1)}}{\\prod_{k=0}^{n}(1+q^{2k+1}+q^{4k+2})}",
    summand: "q^(2*n*(n+1))/mul(1+q^(2*k+1)+q^(4*k+2),k=0..n)",
    coefficients: [1, -1, 0, 1, 0, -1, 1, -1, 0, 1, -1, 0],
  },
  {
    name: "xi", order: 3, source: GORDON_MCINTOSH_3, constant: [1, 1], multiple: [2, 1],
    sum: { start: 1, exponent: (n) => 6 * n * n - 6 * n + 1, denominator: (n) => [minus(6 * n - 5), minus(6 * n - 1)] },
    tex: "\\xi(q) = 1 + 2\\sum_{n\\ge1} \\frac{q^{6n^2-6n+1}}{(q;q^6)_n(q^5;q^6)_n}",
    summand: "q^(6*n^2-6*n+1)/(aqprod(q,q^6,n)*aqprod(q^5,q^6,n))",
    around: (sum) => `1+2*${sum}`,
    coefficients: [1, 2, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6],
  },
  {
    name: "sigma", order: 3, source: GORDON_MCINTOSH_3,
    sum: { start: 1, exponent: (n) => 3 * n * (n - 1), denominator: (n) => [plus(3 * n - 2), plus(3 * n - 1)] },
    tex: "\\sigma(q) = \\sum_{n\\ge1} \\frac{q^{3n(n-1)}}{(-q;q^3)_n(-q^2;q^3)_n}",
    summand: "q^(3*n*(n-1))/(aqprod(-q,q^3,n)*aqprod(-q^2,q^3,n))",
    coefficients: [1, -1, 0, 0, 1, -1, 1, -1, 1, -1, 0, -1],
  },
  {
    name: "f0", order: 5, source: FIFTH,
    sum: { start: 0, exponent: (n) => n * n, denominator: later((n) => [plus(n)]) },
    tex: "f_0(q) = \\sum_{n\\ge0} \\frac{q^{n^2}}{(-q;q)_n}",
    summand: "q^(n^2)/aqprod(-q,q,n)",
    coefficients: [1, 1, -1, 1, 0, 0, -1, 1, 0, 1, -2, 1],
  },
  {
    name: "f1", order: 5, source: FIFTH,
    sum: { start: 0, exponent: (n) => n * n + n, denominator: later((n) => [plus(n)]) },
    tex: "f_1(q) = \\sum_{n\\ge0} \\frac{q^{n^2+n}}{(-q;q)_n}",
    summand: "q^(n^2+n)/aqprod(-q,q,n)",
    coefficients: [1, 0, 1, -1, 1, -1, 2, -2, 1, -1, 2, -2],
  },
  {
    name: "F0", order: 5, source: FIFTH,
    sum: { start: 0, exponent: (n) => 2 * n * n, denominator: later((n) => [minus(2 * n - 1)]) },
    tex: "F_0(q) = \\sum_{n\\ge0} \\frac{q^{2n^2}}{(q;q^2)_n}",
    summand: "q^(2*n^2)/aqprod(q,q^2,n)",
    coefficients: [1, 0, 1, 1, 1, 1, 1, 1, 2, 2, 2, 3],
  },
  {
    name: "F1", order: 5, source: FIFTH,
    sum: { start: 0, exponent: (n) => 2 * n * n + 2 * n, denominator: (n) => [minus(2 * n + 1)] },
    tex: "F_1(q) = \\sum_{n\\ge0} \\frac{q^{2n^2+2n}}{(q;q^2)_{n+1}}",
    summand: "q^(2*n^2+2*n)/aqprod(q,q^2,n+1)",
    coefficients: [1, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4],
  },
  {
    name: "phi0", order: 5, source: FIFTH,
    sum: { start: 0, exponent: (n) => n * n, numerator: later((n) => [plus(2 * n - 1)]) },
    tex: "\\phi_0(q) = \\sum_{n\\ge0} q^{n^2}(-q;q^2)_n",
    summand: "q^(n^2)*aqprod(-q,q^2,n)",
    coefficients: [1, 1, 1, 0, 1, 1, 0, 1, 1, 1, 1, 0],
  },
  {
    name: "phi1", order: 5, source: FIFTH,
    sum: { start: 0, exponent: (n) => (n + 1) ** 2, numerator: later((n) => [plus(2 * n - 1)]) },
    tex: "\\phi_1(q) = \\sum_{n\\ge0} q^{(n+1)^2}(-q;q^2)_n",
    summand: "q^((n+1)^2)*aqprod(-q,q^2,n)",
    coefficients: [0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0],
  },
  {
    name: "psi0", order: 5, source: FIFTH,
    sum: { start: 0, exponent: (n) => triangular(n + 1), numerator: later((n) => [plus(n)]) },
    tex: "\\psi_0(q) = \\sum_{n\\ge0} q^{(n+1)(n+2)/2}(-q;q)_n",
    summand: "q^((n+1)*(n+2)/2)*aqprod(-q,q,n)",
    coefficients: [0, 1, 0, 1, 1, 0, 1, 1, 1, 1, 1, 1],
  },
  {
    name: "psi1", order: 5, source: FIFTH,
    sum: { start: 0, exponent: triangular, numerator: later((n) => [plus(n)]) },
    tex: "\\psi_1(q) = \\sum_{n\\ge0} q^{n(n+1)/2}(-q;q)_n",
    summand: "q^(n*(n+1)/2)*aqprod(-q,q,n)",
    coefficients: [1, 1, 1, 1, 1, 1, 2, 1, 1, 2, 2, 2],
  },
  {
    name: "chi0", order: 5, source: FIFTH,
    sum: { start: 0, exponent: (n) => n, numerator: later((n) => [minus(n)]), denominator: later((n) => [minus(2 * n - 1), minus(2 * n)]) },
    tex: "\\chi_0(q) = \\sum_{n\\ge0} \\frac{q^n}{(q^{n+1};q)_n}",
    summand: "q^n/aqprod(q^(n+1),q,n)",
    coefficients: [1, 1, 1, 2, 1, 3, 2, 3, 3, 5, 3, 6],
  },
  {
    name: "chi1", order: 5, source: FIFTH,
    sum: { start: 0, exponent: (n) => n, numerator: later((n) => [minus(n)]), denominator: (n) => (n === 0 ? [minus(1)] : [minus(2 * n), minus(2 * n + 1)]) },
    tex: "\\chi_1(q) = \\sum_{n\\ge0} \\frac{q^n}{(q^{n+1};q)_{n+1}}",
    summand: "q^n/aqprod(q^(n+1),q,n+1)",
    coefficients: [1, 2, 2, 3, 3, 4, 4, 6, 5, 7, 8, 9],
  },
  {
    name: "Phi", order: 5, source: FIFTH, constant: [-1, 1],
    sum: { start: 0, exponent: (n) => 5 * n * n, denominator: (n) => (n === 0 ? [minus(1)] : [minus(5 * n + 1), minus(5 * n - 1)]) },
    tex: "\\Phi(q) = -1 + \\sum_{n\\ge0} \\frac{q^{5n^2}}{(q;q^5)_{n+1}(q^4;q^5)_n}",
    summand: "q^(5*n^2)/(aqprod(q,q^5,n+1)*aqprod(q^4,q^5,n))",
    around: (sum) => `-1+${sum}`,
    coefficients: [0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 4],
  },
  {
    name: "Psi", order: 5, source: FIFTH, constant: [-1, 1],
    sum: { start: 0, exponent: (n) => 5 * n * n, denominator: (n) => (n === 0 ? [minus(2)] : [minus(5 * n + 2), minus(5 * n - 2)]) },
    tex: "\\Psi(q) = -1 + \\sum_{n\\ge0} \\frac{q^{5n^2}}{(q^2;q^5)_{n+1}(q^3;q^5)_n}",
    summand: "q^(5*n^2)/(aqprod(q^2,q^5,n+1)*aqprod(q^3,q^5,n))",
    around: (sum) => `-1+${sum}`,
    coefficients: [0, 0, 1, 0, 1, 1, 1, 1, 2, 1, 2, 2],
  },
  {
    name: "phi", order: 6, source: ANDREWS_HICKERSON,
    sum: { start: 0, exponent: (n) => n * n, sign: alternating, numerator: later((n) => [minus(2 * n - 1)]), denominator: later((n) => [plus(2 * n - 1), plus(2 * n)]) },
    tex: "\\phi(q) = \\sum_{n\\ge0} \\frac{(-1)^n q^{n^2}(q;q^2)_n}{(-q;q)_{2n}}",
    summand: "(-1)^n*q^(n^2)*aqprod(q,q^2,n)/aqprod(-q,q,2*n)",
    coefficients: [1, -1, 2, -1, 1, -3, 3, -3, 4, -4, 6, -6],
  },
  {
    name: "psi", order: 6, source: ANDREWS_HICKERSON,
    sum: { start: 0, exponent: (n) => (n + 1) ** 2, sign: alternating, numerator: later((n) => [minus(2 * n - 1)]), denominator: (n) => (n === 0 ? [plus(1)] : [plus(2 * n), plus(2 * n + 1)]) },
    tex: "\\psi(q) = \\sum_{n\\ge0} \\frac{(-1)^n q^{(n+1)^2}(q;q^2)_n}{(-q;q)_{2n+1}}",
    summand: "(-1)^n*q^((n+1)^2)*aqprod(q,q^2,n)/aqprod(-q,q,2*n+1)",
    coefficients: [0, 1, -1, 1, -2, 3, -2, 2, -4, 5, -5, 5],
  },
  {
    name: "rho", order: 6, source: ANDREWS_HICKERSON,
    sum: { start: 0, exponent: triangular, numerator: later((n) => [plus(n)]), denominator: (n) => [minus(2 * n + 1)] },
    tex: "\\rho(q) = \\sum_{n\\ge0} \\frac{q^{n(n+1)/2}(-q;q)_n}{(q;q^2)_{n+1}}",
    summand: "q^(n*(n+1)/2)*aqprod(-q,q,n)/aqprod(q,q^2,n+1)",
    coefficients: [1, 2, 3, 4, 6, 8, 11, 14, 18, 24, 30, 38],
  },
  {
    name: "sigma", order: 6, source: ANDREWS_HICKERSON,
    sum: { start: 0, exponent: (n) => triangular(n + 1), numerator: later((n) => [plus(n)]), denominator: (n) => [minus(2 * n + 1)] },
    tex: "\\sigma(q) = \\sum_{n\\ge0} \\frac{q^{(n+1)(n+2)/2}(-q;q)_n}{(q;q^2)_{n+1}}",
    summand: "q^((n+1)*(n+2)/2)*aqprod(-q,q,n)/aqprod(q,q^2,n+1)",
    coefficients: [0, 1, 1, 2, 3, 3, 5, 7, 8, 11, 14, 17],
  },
  {
    name: "lambda", order: 6, source: ANDREWS_HICKERSON,
    sum: { start: 0, exponent: (n) => n, sign: alternating, numerator: later((n) => [minus(2 * n - 1)]), denominator: later((n) => [plus(n)]) },
    tex: "\\lambda(q) = \\sum_{n\\ge0} \\frac{(-1)^n q^{n}(q;q^2)_n}{(-q;q)_{n}}",
    summand: "(-1)^n*q^n*aqprod(q,q^2,n)/aqprod(-q,q,n)",
    coefficients: [1, -1, 3, -5, 6, -7, 11, -16, 18, -21, 30, -40],
  },
  {
    name: "mu", order: 6, source: ANDREWS_HICKERSON, constant: [1, 2], multiple: [1, 2],
    sum: { start: 0, exponent: (n) => n + 1, sign: alternating, weight: (n) => plus(n), numerator: later((n) => [minus(2 * n - 1)]), denominator: (n) => [plus(n + 1)] },
    tex: "2\\mu(q) = 1 + \\sum_{n\\ge0} \\frac{(-1)^n q^{n+1}(1+q^n)(q;q^2)_n}{(-q;q)_{n+1}}",
    summand: "(-1)^n*q^(n+1)*(1+q^n)*aqprod(q,q^2,n)/aqprod(-q,q,n+1)",
    around: (sum) => `1/2+1/2*${sum}`,
    coefficients: ["1/2", 1, "-3/2", 2, -2, 3, "-11/2", 7, "-15/2", 11, "-31/2", 17],
  },
  {
    name: "gamma", order: 6, source: BERNDT_CHAN,
    sum: { start: 0, exponent: (n) => n * n, numerator: later((n) => [minus(n)]), denominator: later((n) => [minus(3 * n)]) },
    tex: "\\gamma(q) = \\sum_{n\\ge0} \\frac{q^{n^2}(q;q)_n}{(q^3;q^3)_n}",
    summand: "q^(n^2)*aqprod(q,q,n)/aqprod(q^3,q^3,n)",
    coefficients: [1, 1, -1, 0, 2, -2, -1, 3, -2, 0, 3, -4],
  },
  {
    name: "phi_minus", order: 6, source: BERNDT_CHAN,
    sum: { start: 1, exponent: (n) => n, numerator: (n) => (n === 1 ? [plus(1)] : [plus(2 * n - 2), plus(2 * n - 1)]), denominator: (n) => [minus(2 * n - 1)] },
    tex: "\\phi_-(q) = \\sum_{n\\ge1} \\frac{q^{n}(-q;q)_{2n-1}}{(q;q^2)_{n}}",
    summand: "q^n*aqprod(-q,q,2*n-1)/aqprod(q,q^2,n)",
    coefficients: [0, 1, 3, 5, 8, 14, 22, 33, 51],
  },
  {
    name: "psi_minus", order: 6, source: BERNDT_CHAN,
    sum: { start: 1, exponent: (n) => n, numerator: (n) => (n === 1 ? [] : [plus(2 * n - 3), plus(2 * n - 2)]), denominator: (n) => [minus(2 * n - 1)] },
    tex: "\\psi_-(q) = \\sum_{n\\ge1} \\frac{q^{n}(-q;q)_{2n-2}}{(q;q^2)_{n}}",
    summand: "q^n*aqprod(-q,q,2*n-2)/aqprod(q,q^2,n)",
    coefficients: [0, 1, 2, 4, 7, 12, 19, 29, 44],
  },
  {
    name: "F0", order: 7, source: SEVENTH,
    sum: { start: 0, exponent: (n) => n * n, numerator: later((n) => [minus(n)]), denominator: later((n) => [minus(2 * n - 1), minus(2 * n)]) },
    tex: "\\mathcal F_0(q) = \\sum_{n\\ge0} \\frac{q^{n^2}}{(q^{n+1};q)_n}",
    summand: "q^(n^2)/aqprod(q^(n+1),q,n)",
    coefficients: [1, 1, 0, 1, 1, 1, 0, 2, 1, 2, 1, 2],
  },
  {
    name: "F1", order: 7, source: SEVENTH,
    sum: { start: 1, exponent: (n) => n * n, numerator: (n) => (n === 1 ? [] : [minus(n - 1)]), denominator: (n) => (n === 1 ? [minus(1)] : [minus(2 * n - 2), minus(2 * n - 1)]) },
    tex: "\\mathcal F_1(q) = \\sum_{n\\ge1} \\frac{q^{n^2}}{(q^{n};q)_n}",
    summand: "q^(n^2)/aqprod(q^n,q,n)",
    coefficients: [0, 1, 1, 1, 2, 1, 2, 2, 2, 3, 3, 2],
  },
  {
    name: "F2", order: 7, source: SEVENTH,
    sum: { start: 0, exponent: (n) => n * n + n, numerator: later((n) => [minus(n)]), denominator: (n) => (n === 0 ? [minus(1)] : [minus(2 * n), minus(2 * n + 1)]) },
    tex: "\\mathcal F_2(q) = \\sum_{n\\ge0} \\frac{q^{n^2+n}}{(q^{n+1};q)_{n+1}}",
    summand: "q^(n^2+n)/aqprod(q^(n+1),q,n+1)",
    coefficients: [1, 1, 2, 1, 2, 2, 3, 2, 3, 3, 4, 4],
  },
  {
    name: "S0", order: 8, source: GORDON_MCINTOSH_8,
    sum: { start: 0, exponent: (n) => n * n, numerator: later((n) => [plus(2 * n - 1)]), denominator: later((n) => [plus(2 * n)]) },
    tex: "S_0(q) = \\sum_{n\\ge0} \\frac{q^{n^2}(-q;q^2)_n}{(-q^2;q^2)_n}",
    summand: "q^(n^2)*aqprod(-q,q^2,n)/aqprod(-q^2,q^2,n)",
    coefficients: [1, 1, 1, -1, 0, 2, 0, -1, 0, 1],
  },
  {
    name: "S1", order: 8, source: GORDON_MCINTOSH_8,
    sum: { start: 0, exponent: (n) => n * (n + 2), numerator: later((n) => [plus(2 * n - 1)]), denominator: later((n) => [plus(2 * n)]) },
    tex: "S_1(q) = \\sum_{n\\ge0} \\frac{q^{n(n+2)}(-q;q^2)_n}{(-q^2;q^2)_n}",
    summand: "q^(n*(n+2))*aqprod(-q,q^2,n)/aqprod(-q^2,q^2,n)",
    coefficients: [1, 0, 0, 1, 1, -1, -1, 1, 2, 0],
  },
  {
    name: "T0", order: 8, source: GORDON_MCINTOSH_8,
    sum: { start: 0, exponent: (n) => (n + 1) * (n + 2), numerator: later((n) => [plus(2 * n)]), denominator: (n) => [plus(2 * n + 1)] },
    tex: "T_0(q) = \\sum_{n\\ge0} \\frac{q^{(n+1)(n+2)}(-q^2;q^2)_n}{(-q;q^2)_{n+1}}",
    summand: "q^((n+1)*(n+2))*aqprod(-q^2,q^2,n)/aqprod(-q,q^2,n+1)",
    coefficients: [0, 0, 1, -1, 1, -1, 2, -2, 3, -4],
  },
  {
    name: "T1", order: 8, source: GORDON_MCINTOSH_8,
    sum: { start: 0, exponent: (n) => n * (n + 1), numerator: later((n) => [plus(2 * n)]), denominator: (n) => [plus(2 * n + 1)] },
    tex: "T_1(q) = \\sum_{n\\ge0} \\frac{q^{n(n+1)}(-q^2;q^2)_n}{(-q;q^2)_{n+1}}",
    summand: "q^(n*(n+1))*aqprod(-q^2,q^2,n)/aqprod(-q,q^2,n+1)",
    coefficients: [1, -1, 2, -2, 3, -4, 5, -6, 8, -9],
  },
  {
    name: "U0", order: 8, source: GORDON_MCINTOSH_8,
    sum: { start: 0, exponent: (n) => n * n, numerator: later((n) => [plus(2 * n - 1)]), denominator: later((n) => [plus(4 * n)]) },
    tex: "U_0(q) = \\sum_{n\\ge0} \\frac{q^{n^2}(-q;q^2)_n}{(-q^4;q^4)_n}",
    summand: "q^(n^2)*aqprod(-q,q^2,n)/aqprod(-q^4,q^4,n)",
    coefficients: [1, 1, 1, 0, 1, 0, -1, 1, 0, 1],
  },
  {
    name: "U1", order: 8, source: GORDON_MCINTOSH_8,
    sum: { start: 0, exponent: (n) => (n + 1) ** 2, numerator: later((n) => [plus(2 * n - 1)]), denominator: (n) => [plus(4 * n + 2)] },
    tex: "U_1(q) = \\sum_{n\\ge0} \\frac{q^{(n+1)^2}(-q;q^2)_n}{(-q^2;q^4)_{n+1}}",
    summand: "q^((n+1)^2)*aqprod(-q,q^2,n)/aqprod(-q^2,q^4,n+1)",
    coefficients: [0, 1, 0, -1, 1, 2, -1, -2, 1, 3],
  },
  {
    name: "V0", order: 8, source: GORDON_MCINTOSH_8, constant: [-1, 1], multiple: [2, 1],
    sum: { start: 0, exponent: (n) => n * n, numerator: later((n) => [plus(2 * n - 1)]), denominator: later((n) => [minus(2 * n - 1)]) },
    tex: "V_0(q) = -1 + 2\\sum_{n\\ge0} \\frac{q^{n^2}(-q;q^2)_n}{(q;q^2)_n}",
    summand: "q^(n^2)*aqprod(-q,q^2,n)/aqprod(q,q^2,n)",
    around: (sum) => `-1+2*${sum}`,
    coefficients: [1, 2, 4, 4, 6, 8, 8, 12, 16, 18],
  },
  {
    name: "V1", order: 8, source: GORDON_MCINTOSH_8,
    sum: { start: 0, exponent: (n) => (n + 1) ** 2, numerator: later((n) => [plus(2 * n - 1)]), denominator: (n) => [minus(2 * n + 1)] },
    tex: "V_1(q) = \\sum_{n\\ge0} \\frac{q^{(n+1)^2}(-q;q^2)_n}{(q;q^2)_{n+1}}",
    summand: "q^((n+1)^2)*aqprod(-q,q^2,n)/aqprod(q,q^2,n+1)",
    coefficients: [0, 1, 1, 1, 2, 3, 3, 4, 5, 6],
  },
  {
    name: "phi", order: 10, source: CHOI,
    sum: { start: 0, exponent: triangular, denominator: (n) => [minus(2 * n + 1)] },
    tex: "\\phi(q) = \\sum_{n\\ge0} \\frac{q^{n(n+1)/2}}{(q;q^2)_{n+1}}",
    summand: "q^(n*(n+1)/2)/aqprod(q,q^2,n+1)",
    coefficients: [1, 2, 2, 3, 4, 4, 6, 7, 8, 10],
  },
  {
    name: "psi", order: 10, source: CHOI,
    sum: { start: 0, exponent: (n) => triangular(n + 1), denominator: (n) => [minus(2 * n + 1)] },
    tex: "\\psi(q) = \\sum_{n\\ge0} \\frac{q^{(n+1)(n+2)/2}}{(q;q^2)_{n+1}}",
    summand: "q^((n+1)*(n+2)/2)/aqprod(q,q^2,n+1)",
    coefficients: [0, 1, 1, 2, 2, 2, 4, 4, 4, 6],
  },
  {
    name: "X", order: 10, source: CHOI,
    sum: { start: 0, exponent: (n) => n * n, sign: alternating, denominator: later((n) => [plus(2 * n - 1), plus(2 * n)]) },
    tex: "X(q) = \\sum_{n\\ge0} \\frac{(-1)^n q^{n^2}}{(-q;q)_{2n}}",
    summand: "(-1)^n*q^(n^2)/aqprod(-q,q,2*n)",
    coefficients: [1, -1, 1, 0, 1, -2, 1, -1, 1, -2],
  },
  {
    name: "chi", order: 10, source: CHOI,
    sum: { start: 0, exponent: (n) => (n + 1) ** 2, sign: alternating, denominator: (n) => (n === 0 ? [plus(1)] : [plus(2 * n), plus(2 * n + 1)]) },
    tex: "\\chi(q) = \\sum_{n\\ge0} \\frac{(-1)^n q^{(n+1)^2}}{(-q;q)_{2n+1}}",
    summand: "(-1)^n*q^((n+1)^2)/aqprod(-q,q,2*n+1)",
    coefficients: [0, 1, -1, 1, -2, 2, -1, 2, -3, 3],
  },
]
