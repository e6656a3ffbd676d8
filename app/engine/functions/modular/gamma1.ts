import { EngineError } from "../../errors"
import type { Cusp } from "../../proofs/find/gamma0"
import { biagioliOrder, cuspsOfGamma1, cuspWidth1, getaOrder, secondBernoulli } from "../../proofs/find/gamma1"
import { fromRational } from "../../symbolic/expression"
import { declare, signature } from "../declare"
import * as p from "../parameters"
import { integers, listOf, setOf, whole } from "../results"
import { cuspOfPair, cuspValue } from "./cusps"

/** Garvan's thetaids package: cusps of Gamma_1(N) and the orders of theta and generalised eta functions there. */
const family = "eta identities"
const level = () => p.integer("N", "the level of Gamma_1(N)", { min: 1, max: 100_000 })
const ROBINS = "S. Robins, Generalized Dedekind eta products, Contemp. Math. 166 (1994)"
const BIAGIOLI =
  "A. J. F. Biagioli, A proof of some identities of Ramanujan using modular forms, Glasgow Math. J. 31 (1989)"
const exact = "Exact."

/** [a, c], infinity as [1, 0]. */
const pair = (cusp: Cusp) => integers([cusp.a, cusp.c])

const numerator = () => p.integer("a", "numerator of the cusp a/c")
const denominator = () => p.integer("c", "denominator of the cusp a/c; 0 for infinity", { min: 0, max: 1_000_000 })
const index = () => p.integer("n", "the modulus", { min: 1, max: 1_000_000 })
const residue = () => p.integer("r", "the residue, 0 < r < n")

function requireResidue(name: string, n: number, r: number): void {
  if (r <= 0 || r >= n) throw new EngineError("domain", `${name} needs 0 < r < n.`, { given: `n = ${n}, r = ${r}` })
}

const QP2 = declare({
  name: "QP2",
  family,
  summary: "The second Bernoulli polynomial at the fractional part of t.",
  definition: String.raw`P_2(t)=\{t\}^2-\{t\}+\tfrac16`,
  source: ROBINS,
  precision: exact,
  signatures: [
    signature([p.rationalNumber("t", "a rational number")], "rational", ([t]) =>
      fromRational(secondBernoulli(t.numerator, t.denominator)),
    ),
  ],
  examples: [
    { input: "QP2(1/5);", result: "1/150", source: "1/25 - 1/5 + 1/6" },
    { input: "QP2(-4/5);", result: "1/150", source: "{-4/5} = 1/5" },
  ],
  seeAlso: ["getacuspord"],
  errors: ["Bord needs 0 < r < n."],
})

const Bord = declare({
  name: "Bord",
  family,
  summary: "Order of the theta function f_{n,r} at the cusp a/c.",
  definition: String.raw`\frac{g^2}{2n}\Bigl(\bigl\{\tfrac{ar}g\bigr\}-\tfrac12\Bigr)^2,\quad g=\gcd(n,c)`,
  source: BIAGIOLI,
  precision: exact,
  signatures: [
    signature([index(), residue(), numerator(), denominator()], "rational", ([n, r, a, c]) => {
      requireResidue("Bord", n, r)
      return fromRational(biagioliOrder(n, r, cuspOfPair(a, c)))
    }),
  ],
  examples: [
    { input: "Bord(3,1,1,0);", result: "1/24", source: "F. G. Garvan, theta-supplement, Bord" },
    { input: "Bord(25,5,1,5);", result: "1/8", source: "F. G. Garvan, theta-supplement, Bord" },
  ],
  seeAlso: ["getacuspord"],
})

const getacuspord = declare({
  name: "getacuspord",
  family,
  summary: "Order of the generalised eta function eta_{n,r} at the cusp a/c.",
  definition: String.raw`\frac{g^2}{2n}P_2\bigl(\tfrac{ar}g\bigr),\quad g=\gcd(n,c)`,
  source: ROBINS,
  precision: exact,
  signatures: [
    signature([index(), residue(), numerator(), denominator()], "rational", ([n, r, a, c]) => {
      requireResidue("getacuspord", n, r)
      return fromRational(getaOrder(n, r, cuspOfPair(a, c)))
    }),
  ],
  examples: [
    { input: "getacuspord(5,1,1,0);", result: "1/60", source: "5 P_2(1/5)/2" },
    { input: "getacuspord(5,2,1,0);", result: "-11/60", source: "5 P_2(2/5)/2" },
  ],
  seeAlso: ["Bord", "QP2"],
  errors: ["getacuspord needs 0 < r < n."],
})

const cuspmake1 = declare({
  name: "cuspmake1",
  family,
  summary: "The inequivalent cusps of Gamma_1(N), as pairs [a, c] for a/c; [1, 0] is infinity.",
  definition: String.raw`(a,c)\sim\pm(a',c')\iff c\equiv c'\ (N),\ a\equiv a'\ (\gcd(c,N))`,
  source: "F. Diamond and J. Shurman, A First Course in Modular Forms, section 3.8",
  precision: exact,
  signatures: [signature([level()], "set", ([N]) => setOf(cuspsOfGamma1(N).map(pair)))],
  examples: [
    { input: "nops(cuspmake1(12));", result: "10", source: "(1/2) sum phi(d) phi(12/d)" },
    { input: "nops(cuspmake1(13));", result: "12", source: "(1/2) sum phi(d) phi(13/d)" },
  ],
  seeAlso: ["cuspwid1", "CUSPSANDWIDMAKE1"],
})

const cuspwid1 = declare({
  name: "cuspwid1",
  family,
  summary: "Width of the cusp a/c of Gamma_1(N).",
  definition: String.raw`\frac{N}{\gcd(c,N)}\quad(N=4,\ c=2:\ 1)`,
  source: "F. Diamond and J. Shurman, A First Course in Modular Forms, section 3.8",
  precision: exact,
  signatures: [
    signature([numerator(), denominator(), level()], "integer", ([a, c, N]) => whole(cuspWidth1(cuspOfPair(a, c), N))),
  ],
  examples: [
    { input: "cuspwid1(1,3,6);", result: "2", source: "F. G. Garvan, thetaids, cuspwid1" },
    { input: "cuspwid1(1,2,4);", result: "1", source: "the irregular cusp of Gamma_1(4)" },
  ],
  seeAlso: ["cuspmake1"],
})

const CUSPSANDWIDMAKE1 = declare({
  name: "CUSPSANDWIDMAKE1",
  family,
  summary: "The cusps of Gamma_1(N) and their widths, as two lists.",
  definition: String.raw`[\,[s_1,s_2,\dots],\ [w_1,w_2,\dots]\,]`,
  source: "F. G. Garvan, thetaids package, CUSPSANDWIDMAKE1",
  precision: exact,
  signatures: [
    signature([level()], "list", ([N]) => {
      const cusps = cuspsOfGamma1(N)
      return listOf([listOf(cusps.map(cuspValue)), integers(cusps.map((cusp) => cuspWidth1(cusp, N)))])
    }),
  ],
  examples: [
    {
      input: "CUSPSANDWIDMAKE1(6);",
      result: "[[oo, 0, 1/2, 1/3], [1, 6, 3, 2]]",
      source: "F. G. Garvan, thetaids, CUSPSANDWIDMAKE1; 12 is the index",
    },
    { input: "nops(CUSPSANDWIDMAKE1(40)[1]);", result: "48", source: "F. G. Garvan, thetaids, CUSPSANDWIDMAKE1" },
  ],
  seeAlso: ["cuspmake1", "cuspwid1"],
})

export const gamma1Functions = [QP2, Bord, getacuspord, cuspmake1, cuspwid1, CUSPSANDWIDMAKE1]
