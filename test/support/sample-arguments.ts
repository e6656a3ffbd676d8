import type { Parameter } from "../../app/engine/functions/declare"

/*
 * An argument in the notebook's syntax for each parameter of each declaration, read off the words of its domain; the functions that need a
 * certain one are listed by name.
 */

/** By function and parameter: what the words of the domain leave open. */
const CHOSEN: Readonly<Record<string, string>> = {
  "help.name": "etaq",
  "mock.name": "f",
  "mock.order": "3",
  "mockdesorder.m": "3",
  "op.i": "1",
  "op.e": "[x,y,z]",
  "sort.L": "[3,1,2]",
  "subs.arguments": "x = 2",
  "subsop.changes": "1 = y",
  "lhs.equation": "x = y",
  "rhs.equation": "x = y",
  "algsubs.equation": "x^2 = y",
  "algsubs.expression": "x^4+1",
  "convert.form": "list",
  "convert.e": "x+y",
  "convert.f": "12",
  "convert.by": "2",
  "int.over": "x",
  "type.t": "integer",
  "hastype.t": "integer",
  "tcrank.ptn": "[4,3,2,1,1]",
  "invphi1.pair": "[[2],[[1],[],[1]]]",
  "invphi1.core": "[2]",
  "invphi1.quotient": "[[1],[],[1]]",
  "nvec2ptn.nvec": "[0,0,-1,0,1]",
  "nvec2alphavec.nvec": "[0,0,-1,0,1]",
  "qbin.n": "5",
  "jacprod.a": "1",
  "jacprod.b": "5",
  "JAC.a": "1",
  "JAC.b": "5",
  "jac2prod.jacexpr": "JAC(0,5,infinity)/JAC(1,5,infinity)",
  "jac2series.jacexpr": "JAC(0,5,infinity)/JAC(1,5,infinity)",
  "winquist.a": "q^5",
  "winquist.b": "q^3",
  "winquist.q": "q^11",
  "prevprime.n": "10",
  "sift.T": "20",
  "hauptmodul.N": "2",
  "psi.upper": "[-1]",
  "psi.lower": "[-q^3]",
  "psi.z": "q",
  "phi.upper": "[q^2,q^3]",
  "phi.lower": "[q^5]",
  "phi.z": "q",
  "appell_m.x": "2*q",
  "appell_m.q": "q",
  "appell_m.z": "-1",
  "jtheta.z": "-1",
  "jtheta.q": "q",
  "g3.x": "-1",
  "g2.x": "-1",
  "Bord.r": "1",
  "getacuspord.r": "1",
  "lcoeff.power": "'p'",
  "tcoeff.power": "'p'",
  "Matrix.entries": "(i,j) -> i+j",
  "halfplane.f": "EISENq(4,40)",
  "eval.equations": "x = 2",
  "max.x": "3",
  "min.x": "3",
  "ifactor.r": "12/7",
  "collect.variables": "x",
  "collect.expression": "x*y+x",
}

/** By the words of a domain that is no number, list or choice of words. */
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/^a name, such as q/, "q"],
  [/^a name or a positive power|^c\*q\^k/, "q^2"],
  [/^a name or a string|^a string or a name/, '"text"'],
  [/^a name or a power/, "x^2"],
  [/^a name, or an equation/, "x"],
  [/^a series, or an expression that has one/, "etaq(q,1,40)"],
  [/^a partition/, "[4,2,2,1]"],
  [/^an eta product/, "eta(5*tau)^6/eta(tau)^6"],
  [/^a sum of eta products/, "1-eta(5*tau)^6/eta(tau)^6"],
  [/^a cusp/, "1/5"],
  [/^a discriminant/, "-4"],
  [/^an odd prime|^a prime/, "5"],
  [/^a rational number/, "3/2"],
  [/^a name, or a list or set of names/, "[x]"],
  [/^a list of expressions/, "[5,6]"],
  [/^a list of rows/, "[[1,2],[3,4]]"],
  [/^a procedure of one integer|^a function|^a list or a function/, "n -> n^2"],
  [/^infinity/, "infinity"],
  [/^a number, or a polynomial/, "17"],
  [/^a polynomial|^an expression, series|^a number, an expression/, "x^2+2*x"],
  [/^an expression/, "x"],
  [/^an equation/, "x = y"],
  [/^a range/, "2..5"],
  [/^ranges/, "1..3"],
  [/^a list or set, each item an integer/, "{2,3}"],
  [/^a list or a set|^a list$|^values|^any value/, "[1,2,3]"],
  [/^a name|^names/, "x"],
  [/^a number/, "3"],
]

/** A number of a domain "an integer from a to b", "an integer, at least a": small, and not at an end where there is room. */
function numberIn(domain: string, name: string): string | null {
  const range = /^an integer from (-?\d+) to (-?\d+)/.exec(domain)
  const least = /^an integer, at least (-?\d+)/.exec(domain)
  const most = /^an integer, at most (-?\d+)/.exec(domain)
  if (!/^an integer/.test(domain)) return null
  const min = Number(range?.[1] ?? least?.[1] ?? 0)
  const max = Number(range?.[2] ?? most?.[1] ?? 1000)
  const wanted = /^T$|^order$/.test(name) ? 12 : name === "k" ? 4 : 5
  return String(Math.min(Math.max(wanted, min), max))
}

/** A valid argument for the parameter; null when none is known. */
export function sampleArgument(fn: string, parameter: Pick<Parameter<unknown>, "name" | "domain">): string | null {
  if (/^[a-z]+$/.test(parameter.domain)) return parameter.domain
  const chosen = CHOSEN[`${fn}.${parameter.name}`]
  if (chosen !== undefined) return chosen
  const { domain, name } = parameter
  const number = numberIn(domain, name)
  if (number !== null) return number
  const item = /^a list, each item (.*)$/.exec(domain)
  if (item !== null) {
    const inner = sampleArgument("", { name, domain: item[1] ?? "" })
    return inner === null ? null : `[${inner}]`
  }
  const words = WORDS.find(([pattern]) => pattern.test(domain))
  if (words !== undefined) return words[1]
  return /^\w+( or \w+)*$/.test(domain) ? (domain.split(" or ")[0] ?? null) : null
}
