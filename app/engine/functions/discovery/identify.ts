import { type Finding, identify as search } from "../../discovery/identify"
import { type DeclaredFunction, declare, signature } from "../declare"
import { SeriesInput, variableOf } from "../inputs"
import { optional, order, series } from "../parameters"
import { listOf } from "../results"

const DEFAULT_ORDER = 200

function sentence({ kind, details, used, beyond, form, size }: Finding): string {
  const about = details === null ? "" : ` (${details})`
  return `${kind}${about}: ${form.toString().slice(0, 200)} - ${size} parameters, from ${used} coefficients, checked on ${beyond} more`
}

const identify = declare({
  name: "identify",
  family: "relations",
  summary:
    "Looks for a closed form of a series: rational function, product, eta or theta quotient, named series, combinations of Eisenstein and named series, algebraic relation.",
  definition:
    "f(q) \\overset{?}{=} \\frac{P(q)}{Q(q)},\\ \\prod_n (1-q^n)^{b_n},\\ \\prod_d \\eta(d\\tau)^{r_d},\\ \\sum_i c_i F_i(q^{d_i}),\\ \\ldots",
  source:
    "Berlekamp and Massey; Andrews, q-Series, theorem 10.3; Atkin and Swinnerton-Dyer's method of undetermined coefficients",
  precision:
    "A finding: it agrees with every known coefficient; each line printed says how many determined it and how many were left to check.",
  cost: "Milliseconds for products; about a second the first time named series are compared at a new order.",
  signatures: [
    signature(
      [series(), optional(order("order to which an exact expression is expanded"))],
      "a list of closed forms, best first; [] when none is found",
      ([value, T], context) => {
        const v = variableOf(value)
        const input = new SeriesInput(value, v)
        const known =
          value.kind === "series"
            ? T === undefined
              ? input.known(DEFAULT_ORDER)
              : input.expand(T)
            : input.expand(T ?? DEFAULT_ORDER)
        const findings = search(known, v, { context, found: (finding) => context.print(sentence(finding)) })
        const [best] = findings
        if (best === undefined) context.print("identify found no closed form among those it knows.")
        else
          context.report({
            certainty: "checked",
            sentence: `Found from ${best.used} coefficients and checked on ${best.beyond} more.`,
            used: best.used,
            beyond: best.beyond,
          })
        return listOf(findings.map((finding) => finding.form))
      },
    ),
  ],
  examples: [
    {
      input: "identify(sift(partition_gf(1000),q,5,4,999))[1]",
      result: "5*eta(5*tau)^5/(q^(19/24)*eta(tau)^6)",
      source: "Ramanujan, p(5n+4)",
    },
    {
      input: "identify(3*q^2*subs(q=q^2,mock_theta_f3(100)))[1]",
      result: "3*q^2*mock_theta_f3(q^2)",
      source: "the definition",
    },
    {
      input: "identify(theta3(q,200)^4)[1]",
      result: "eta(2*tau)^20/(eta(4*tau)^8*eta(tau)^8)",
      source: "Jacobi's triple product",
    },
  ],
  seeAlso: ["etamake", "jacprodmake", "findhom", "findlincombo"],
  errors: [],
})

export const identifyFunctions: readonly DeclaredFunction[] = [identify]
