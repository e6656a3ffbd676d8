import { EngineError } from "../../errors"
import { circleView, DEFAULT_FAREY, LARGEST_FAREY } from "../../outputs/pictures/circle"
import { domainView, LARGEST_INDEX } from "../../outputs/pictures/domain"
import { levelOf, quotientText } from "../../outputs/pictures/eta-quotient"
import { etaHalfPlane, formHalfPlane } from "../../outputs/pictures/half-plane"
import { heckeView } from "../../outputs/pictures/hecke"
import { declare, type DeclaredFunction, signature } from "../declare"
import { etaProduct } from "../modular/eta-sums"
import { integer, optional, order, rationalNumber, series, withDefault } from "../parameters"
import { known, pictureValue } from "./of-series"

/* Pictures of modular forms and of the circle method. */

const family = "pictures"
const RETURNS = "a picture"
const ORDER = 500
const f = series("f", "a series, or an expression that has one")
const T = withDefault(order("an expression without an end is expanded below this exponent"), String(ORDER), ORDER)

const circlemethod = declare({
  name: "circlemethod",
  family,
  summary: "Draws the size of a series round a circle |q| = r, with the Farey fractions marked near which it peaks.",
  definition: String.raw`t\mapsto\log\bigl|f(re^{2\pi it})\bigr|`,
  source: "Hardy and Ramanujan, Asymptotic formulae in combinatory analysis, Proc. London Math. Soc. 17 (1918)",
  precision:
    "Floating point; the radius is refused where the terms left out, if they grow as those drawn, add more than 1/256.",
  cost: "At most 400 terms at each of 1440 points.",
  signatures: [
    signature(
      [
        f,
        optional(rationalNumber("r", "the radius; left out, the largest that is safe, up to 0.95")),
        withDefault(
          integer("F", "the largest denominator of the fractions marked", {
            min: 1,
            max: LARGEST_FAREY,
            keywords: ["farey"],
          }),
          String(DEFAULT_FAREY),
          DEFAULT_FAREY,
        ),
        T,
      ],
      RETURNS,
      ([value, r, farey, to]) => {
        const radius = r === undefined ? undefined : Number(r.numerator) / Number(r.denominator)
        if (radius !== undefined && !(radius > 0 && radius < 1)) {
          throw new EngineError("domain", "The radius of the circle is between 0 and 1.", {
            given: String(radius),
            argument: 1,
          })
        }
        return pictureValue(circleView(known(value, to), radius, farey))
      },
    ),
  ],
  examples: [
    {
      input: "circlemethod(partition_gf(400),3/4)",
      result: '"Size on the circle |q| = 0.750, with the Farey fractions of order 8"',
      source: "the arguments",
    },
    {
      input: "circlemethod(1+q,1/2,farey=5)",
      result: '"Size on the circle |q| = 0.500, with the Farey fractions of order 5"',
      source: "the arguments",
    },
  ],
  seeAlso: ["phase", "growth"],
  errors: [
    "A picture of the circle method is of a series with rational coefficients and whole exponents.",
    "On the circle the terms left out add at most 1/256.",
    "The radius of the circle is between 0 and 1.",
  ],
})

const halfplane = declare({
  name: "halfplane",
  family,
  summary:
    "Draws the phase of an eta product, or of a modular form of weight k on SL2(Z), on the upper half plane: argument as hue, size as rings.",
  definition: String.raw`\tau\mapsto\arg f(\tau),\quad \operatorname{Im}\tau>0`,
  source: "E. Wegert, Visual Complex Functions, Birkhäuser (2012); eta(-1/tau) = sqrt(-i tau) eta(tau)",
  precision:
    "Floating point. Each point is moved to the fundamental domain of SL2(Z), where |q| < 0.0044, before anything is summed.",
  cost: "Nothing here; the page computes each point it paints.",
  signatures: [
    signature([etaProduct()], RETURNS, ([{ eta }]) => pictureValue(etaHalfPlane(eta, quotientText(eta)))),
    signature([f, integer("k", "the weight", { min: -200, max: 200 })], RETURNS, ([value, k]) =>
      pictureValue(formHalfPlane(known(value, ORDER), k)),
    ),
  ],
  examples: [
    {
      input: "halfplane(eta(tau)^24)",
      result: '"Phase on the upper half plane, Re tau from -1 to 1 and Im tau below 3/2: eta(tau)^24"',
      source: "the argument",
    },
    {
      input: "halfplane(eisenstein(2,50),4)",
      result: '"Phase on the upper half plane, Re tau from -1 to 1 and Im tau below 3/2: a form of weight 4"',
      source: "the arguments",
    },
  ],
  seeAlso: ["phase", "gamma0domain"],
  errors: [
    "A form of weight k on SL2(Z) has f(-1/tau) = tau^k f(tau).",
    "A form on SL2(Z) has rational coefficients, whole exponents and a leading term.",
    "On the fundamental domain the terms left out do not matter.",
  ],
})

const level = integer("N", "the level", { min: 1, max: LARGEST_INDEX })

const gamma0domain = declare({
  name: "gamma0domain",
  family,
  summary:
    "Draws a fundamental domain of Gamma_0(N) with its cusps; with an eta product, its orders there and the valence sum.",
  definition: String.raw`\Gamma_0(N)\backslash\mathbb H,\qquad\sum_s\operatorname{ORD}(f,s)=\frac{k}{12}[\mathrm{SL}_2(\mathbb Z):\Gamma_0(N)]`,
  source:
    "G. Shimura, Introduction to the Arithmetic Theory of Automorphic Functions, sections 1.6 and 2.4; G. Ligozat, Courbes modulaires de genre 1 (1975)",
  precision: "Exact.",
  signatures: [
    signature([level], RETURNS, ([N]) => pictureValue(domainView(N))),
    signature(
      [etaProduct(), optional(level)],
      RETURNS,
      ([{ eta }, N]) => pictureValue(domainView(N ?? levelOf(eta), eta, quotientText(eta))),
      // A number alone is a level, even one that is refused.
      ([{ eta }, N]) => eta.length > 0 || N !== undefined,
    ),
  ],
  examples: [
    {
      input: "gamma0domain(11)",
      result: '"Fundamental domain of Gamma_0(11): index 12, 2 cusps"',
      source: "11 + 1; a prime level has the cusps 0 and oo",
    },
    {
      input: "gamma0domain(eta(tau)^2*eta(11*tau)^2)",
      result: '"Fundamental domain of Gamma_0(11): index 12, 2 cusps; orders of eta(tau)^2*eta(11*tau)^2"',
      source: "the least level is lcm(1, 11)",
    },
  ],
  seeAlso: ["cuspmake", "cuspORDS", "halfplane"],
  errors: [
    `A fundamental domain is drawn of at most ${LARGEST_INDEX} pieces.`,
    "The d of each eta(d*tau) divides the level.",
  ],
})

const hecketable = declare({
  name: "hecketable",
  family,
  summary:
    "Tries Hecke's relations on all known coefficients of q + a(2)q^2 + …, and draws the a(p), normalised, beside the Sato-Tate law.",
  definition: String.raw`a(mn)=a(m)a(n)\ \text{for}\ \gcd(m,n)=1,\quad a(p^{r+1})=a(p)a(p^r)-\chi(p)p^{k-1}a(p^{r-1})`,
  source:
    "E. Hecke, Über Modulfunktionen und die Dirichletschen Reihen mit Eulerscher Produktentwicklung, Math. Ann. 114 (1937); J.-P. Serre, Abelian l-adic Representations, chapter I, A.2",
  precision:
    "The relations are tried exactly on what is known, to the first 20000 coefficients: a finding. The normalised values are in floating point.",
  signatures: [
    signature(
      [f, optional(integer("k", "the weight; left out, it is read off the coefficients", { min: 1, max: 200 })), T],
      RETURNS,
      ([value, k, to]) => pictureValue(heckeView(known(value, to), k)),
    ),
  ],
  examples: [
    {
      input: "hecketable(q*etaq(q,1,200)^24)",
      result: '"a(p)/(2p^(11/2)) for the primes p to 199, weight 12"',
      source: "Ramanujan's tau has weight 12; Mordell 1917",
    },
    {
      input: "hecketable(q*etaq(q,1,100)^2*etaq(q,11,100)^2,2)",
      result: '"a(p)/(2p^(1/2)) for the primes p to 97, weight 2"',
      source: "the elliptic curve of conductor 11",
    },
  ],
  seeAlso: ["gamma0domain"],
  errors: [
    "Hecke's relations are those of a series q + a(2) q^2 + … with integer coefficients.",
    "The weight is read off a(p)^2 - a(p^2), which is p^(k-1) up to its sign.",
  ],
})

export const formPictures: readonly DeclaredFunction[] = [circlemethod, halfplane, gamma0domain, hecketable]
