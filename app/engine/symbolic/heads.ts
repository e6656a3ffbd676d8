/**
 * The kinds of nodes. A head is a number; built-in heads have the fixed ids below, a name that is applied to arguments gets the next free id.
 *
 * Children of each built-in head, in order:
 *
 *   rational      numerator, denominator (> 1), both integers in lowest terms
 *   sum           constant, then pairs (term with coefficient 1, rational coefficient)
 *   product       rational coefficient, then factors: no numbers, no products, no two with the same base
 *   power         base, exponent
 *   indexed       name, indices…                                                       X[1]
 *   qPochhammer   n (or infinity), base q, parameters a1…ar                            (a1,…,ar;q)_n
 *   qBinomial     q, m (below), n (above)                                              qbin(q,m,n)
 *   qNumber       n, q                                                                 (1-q^n)/(1-q)
 *   qFactorial    n, q                                                                 (q;q)_n/(1-q)^n
 *   rPhiS, rPsiS  r (as integer), a1…ar, b1…bs, q, z
 *   theta         z, q                                                                 sum of z^n q^(n^2)
 *   theta2/3/4    q
 *   eta           argument k*tau
 *   jac           a, b                                                                 JAC(a,b,infinity)
 *   geta, eeta    d, g and d: generalised eta products of Garvan's thetaids
 *   indexedSum, indexedProduct   body, index name, from, to
 *   order         q^T of O(q^T)
 *   rootOf        polynomial
 *   cyclotomic    n: a primitive n-th root of unity, exp(2 pi i/n)
 *   infinity      none
 *   decimal       a name whose text is a rounded number; nothing computes with it
 */
export const HEADS = [
  "integer",
  "rational",
  "symbol",
  "sum",
  "product",
  "power",
  "infinity",
  "indexed",
  "qPochhammer",
  "qBinomial",
  "qNumber",
  "qFactorial",
  "rPhiS",
  "rPsiS",
  "theta",
  "theta2",
  "theta3",
  "theta4",
  "eta",
  "jac",
  "geta",
  "eeta",
  "indexedSum",
  "indexedProduct",
  "order",
  "rootOf",
  "cyclotomic",
  "decimal",
] as const

export type BuiltinHead = (typeof HEADS)[number]

/** What `QExpr.head` answers: a built-in head, or "function" for a name applied to arguments. */
export type Head = BuiltinHead | "function"

export const INTEGER = 0
export const RATIONAL = 1
export const SYMBOL = 2
export const SUM = 3
export const PRODUCT = 4
export const POWER = 5
export const INFINITY = 6
export const INDEXED = 7
export const Q_POCHHAMMER = 8
export const Q_BINOMIAL = 9
export const Q_NUMBER = 10
export const Q_FACTORIAL = 11
export const R_PHI_S = 12
export const R_PSI_S = 13
export const THETA = 14
export const THETA2 = 15
export const THETA3 = 16
export const THETA4 = 17
export const ETA = 18
export const JAC = 19
export const GETA = 20
export const EETA = 21
export const INDEXED_SUM = 22
export const INDEXED_PRODUCT = 23
export const ORDER = 24
export const ROOT_OF = 25
export const CYCLOTOMIC = 26
export const DECIMAL = 27

/** Ids from here on are names applied to arguments: id - FIRST_FUNCTION indexes the arena's names. */
export const FIRST_FUNCTION = 32

/** The name under which a field form is written in the notebook's syntax. */
export const HEAD_NAMES: Partial<Record<BuiltinHead, string>> = {
  qPochhammer: "aqprod",
  qBinomial: "qbin",
  qNumber: "qnumber",
  qFactorial: "qfactorial",
  rPhiS: "phi",
  rPsiS: "psi",
  theta: "theta",
  theta2: "theta2",
  theta3: "theta3",
  theta4: "theta4",
  eta: "eta",
  jac: "JAC",
  geta: "GETA",
  eeta: "EETA",
  indexedSum: "Sum",
  indexedProduct: "Product",
  order: "O",
  rootOf: "RootOf",
  cyclotomic: "zeta",
}
