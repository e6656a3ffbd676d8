import { EngineError } from "../../errors"
import { eulerianSum } from "../../series/eulerian"
import { QSeries } from "../../series/series"
import type { CallContext } from "../../values"
import { type DeclaredFunction, type Parameter, declare, signature } from "../declare"
import { exactSignature, powerArgument } from "../exact"
import { call, symbol } from "../../symbolic/expression"
import { wordOf } from "../inputs"
import { listOf } from "../results"
import { integer, order, variable, withDefault } from "../parameters"
import { MOCK_THETA, type MockTheta } from "./table"

/** The function to O(q^T): constant + multiple * Eulerian sum. */
export function mockSeries(entry: MockTheta, name: string, T: number, context?: CallContext): QSeries {
  const [m, d] = entry.multiple ?? [1, 1]
  const sum = eulerianSum(entry.sum, name, T, context)
  const scaled = m === 1 && d === 1 ? sum : sum.scale(m, d)
  if (entry.constant === undefined) return scaled
  return scaled.add(
    QSeries.constant({ numerator: BigInt(entry.constant[0]), denominator: BigInt(entry.constant[1]) }, name, T),
  )
}

/** f of order 3 is mock_theta_f3, f_0 of order 5 mock_theta_f0_5, F_0 of order 7 mock_theta_cap_f0_7. */
export function mockNames({ name, order: m }: MockTheta): { name: string; aliases: string[] } {
  const first = name[0] ?? ""
  const plain = first !== first.toLowerCase() ? `cap_${first.toLowerCase()}${name.slice(1)}` : name
  const joined = `mock_theta_${plain}${m}`
  const separated = `mock_theta_${plain}_${m}`
  return /\d$/.test(plain) ? { name: separated, aliases: [] } : { name: joined, aliases: [separated] }
}

const ORDINALS: Readonly<Record<number, string>> = {
  2: "second",
  3: "third",
  5: "fifth",
  6: "sixth",
  7: "seventh",
  8: "eighth",
  10: "tenth",
}

/** A second way to the same coefficients: the sum written in the language, with enough terms for O(q^25). */
function definitionExample(entry: MockTheta, name: string): string {
  const T = 25
  let last = entry.sum.start
  while (entry.linear === true ? last < T : entry.sum.exponent(last + 1) < T) last++
  const sum = `add(${entry.summand},n=${entry.sum.start}..${last})`
  const whole = entry.around === undefined ? sum : entry.around(sum)
  return `series(${name}(${T})-(${whole}),q,${T})`
}

function firstTerms(entry: MockTheta): string {
  let text = ""
  entry.coefficients.forEach((c, n) => {
    const value = String(c)
    if (value === "0") return
    const negative = value.startsWith("-")
    const size = negative ? value.slice(1) : value
    const power = n === 0 ? "" : n === 1 ? "q" : `q^${n}`
    const body = power === "" ? size : size === "1" ? power : `${size}*${power}`
    text += text === "" ? (negative ? `-${body}` : body) : ` ${negative ? "-" : "+"} ${body}`
  })
  return `${text} + O(q^${entry.coefficients.length})`
}

/** Relations between functions, each an example of the functions it names. */
const RELATIONS: readonly {
  readonly of: string
  readonly input: string
  readonly result: string
  readonly source: string
}[] = [
  {
    of: "phi 3",
    input: "series(2*subs(q=-q,mock_theta_phi3(40))-mock_theta_f3(40)-theta4(q,40)/aqprod(-q,q,infinity),q,40)",
    result: "O(q^40)",
    source: "Watson, 2 phi(-q) - f(q) = theta4(q)/(-q;q)",
  },
  {
    of: "psi 3",
    input: "series(mock_theta_f3(40)+4*subs(q=-q,mock_theta_psi3(40))-theta4(q,40)/aqprod(-q,q,infinity),q,40)",
    result: "O(q^40)",
    source: "Watson, f(q) + 4 psi(-q) = theta4(q)/(-q;q)",
  },
  {
    of: "chi 3",
    input: "series(4*mock_theta_chi3(40)-mock_theta_f3(40)-3*theta4(q^3,20)^2/etaq(q,1,40),q,40)",
    result: "O(q^40)",
    source: "Watson, 4 chi(q) - f(q) = 3 theta4(q^3)^2/(q;q)",
  },
  {
    of: "chi0 5",
    input: "series(mock_theta_chi0_5(30)-2*mock_theta_cap_f0_5(30)+subs(q=-q,mock_theta_phi0_5(30)),q,30)",
    result: "O(q^30)",
    source: "Watson 1937, chi_0(q) = 2 F_0(q) - phi_0(-q)",
  },
  {
    of: "chi1 5",
    input: "series(mock_theta_chi1_5(30)-2*mock_theta_cap_f1_5(30)-subs(q=-q,mock_theta_phi1_5(31))/q,q,30)",
    result: "O(q^30)",
    source: "Watson 1937, chi_1(q) = 2 F_1(q) + phi_1(-q)/q",
  },
  {
    of: "U0 8",
    input:
      "series(mock_theta_cap_u0_8(30)-subs(q=q^2,mock_theta_cap_s0_8(15))-q*subs(q=q^2,mock_theta_cap_s1_8(15)),q,30)",
    result: "O(q^30)",
    source: "Gordon and McIntosh, U_0(q) = S_0(q^2) + q S_1(q^2)",
  },
  {
    of: "U1 8",
    input:
      "series(mock_theta_cap_u1_8(30)-subs(q=q^2,mock_theta_cap_t0_8(15))-q*subs(q=q^2,mock_theta_cap_t1_8(15)),q,30)",
    result: "O(q^30)",
    source: "Gordon and McIntosh, U_1(q) = T_0(q^2) + q T_1(q^2)",
  },
  {
    of: "omega 3",
    input: "series(mock_theta_omega3(30)-g3(q,q^2,30),q,30)",
    result: "O(q^30)",
    source: "omega(q) = g3(q;q^2), Gordon and McIntosh",
  },
  {
    of: "nu 3",
    input:
      "series(subs(q=-q,mock_theta_nu3(40))-q*subs(q=q^2,mock_theta_omega3(20))-etaq(q,4,40)^3/etaq(q,2,40)^2,q,40)",
    result: "O(q^40)",
    source: "Watson, nu(-q) = q omega(q^2) + (q^4;q^4)^3/(q^2;q^2)^2",
  },
]

function declared(entry: MockTheta): DeclaredFunction {
  const { name, aliases } = mockNames(entry)
  const key = `${entry.name} ${entry.order}`
  const neighbours = MOCK_THETA.filter((other) => other.order === entry.order && other !== entry).map(
    (other) => mockNames(other).name,
  )
  return declare({
    name,
    aliases,
    family: "mock theta functions",
    summary: `The mock theta function ${entry.name} of ${ORDINALS[entry.order] ?? String(entry.order)} order.`,
    definition: entry.tex,
    source: entry.source,
    precision: "Known below exponent T; exact without T.",
    cost: "One short multiplication and division for each term of the Eulerian sum.",
    signatures: [
      signature([order()], "a series in q", ([T], context) => mockSeries(entry, "q", T, context)),
      signature([variable(), order()], "a series", ([v, T], context) => mockSeries(entry, v, T, context)),
      exactSignature(name, [], (_, v, T) => mockSeries(entry, v, T)),
    ],
    examples: [
      { input: `${name}(${entry.coefficients.length})`, result: firstTerms(entry), source: entry.source },
      { input: definitionExample(entry, name), result: "O(q^25)", source: "the Eulerian sum added up term by term" },
      ...RELATIONS.filter((r) => r.of === key).map(({ input, result, source }) => ({ input, result, source })),
    ],
    seeAlso: ["mock", ...neighbours.slice(0, 6)],
    errors: [],
  })
}

const mockName: Parameter<string> = {
  name: "name",
  meaning: "the function's name, such as f, phi, omega, F0, S0, phi_minus",
  domain: "a name or a string",
  optional: false,
  read: (value) => wordOf(value),
}

function findMock(name: string, m: number): MockTheta {
  const found = MOCK_THETA.find((e) => e.name === name && e.order === m)
  if (found !== undefined) return found
  const ofOrder = MOCK_THETA.filter((e) => e.order === m).map((e) => e.name)
  if (ofOrder.length === 0) {
    throw new EngineError("domain", "The classical mock theta functions have order 2, 3, 5, 6, 7, 8 or 10.", {
      given: `order ${m}`,
      argument: 1,
      help: "mock",
    })
  }
  throw new EngineError("domain", `There is no mock theta function of this name and order.`, {
    given: `${name}, order ${m}`,
    hint: `Order ${m} has ${ofOrder.join(", ")}.`,
    argument: 0,
    help: "mock",
  })
}

const mock = declare({
  name: "mock",
  family: "mock theta functions",
  aliases: ["mockqs"],
  summary: "A mock theta function by name and order.",
  definition: "f(q),\\ \\phi(q),\\ \\psi(q),\\ \\chi(q),\\ \\omega(q),\\ \\nu(q),\\ \\rho(q),\\ \\ldots",
  source:
    "G. E. Andrews and B. C. Berndt, Ramanujan's Lost Notebook, part V; the functions' own entries name their papers",
  precision: "Known below exponent T, 30 when T is left out; exact at a power of q.",
  signatures: [
    signature(
      [mockName, integer("order", "2, 3, 5, 6, 7, 8 or 10"), withDefault({ ...order(), keywords: [] }, "30", 30)],
      "a series in q",
      ([name, m, T], context) => mockSeries(findMock(name, m), "q", T, context),
    ),
    signature(
      [mockName, integer("order", "2, 3, 5, 6, 7, 8 or 10"), powerArgument()],
      "the symbolic function",
      ([name, m, { value }]) => call(mockNames(findMock(name, m)).name, [value]),
    ),
  ],
  examples: [
    {
      input: 'mock("f",3,8)',
      result: "1 + q - 2*q^2 + 3*q^3 - 3*q^4 + 3*q^5 - 5*q^6 + 7*q^7 + O(q^8)",
      source: "OEIS A000025",
    },
    {
      input: 'mock("omega",3,8)',
      result: "1 + 2*q + 3*q^2 + 4*q^3 + 6*q^4 + 8*q^5 + 10*q^6 + 14*q^7 + O(q^8)",
      source: "OEIS A053253",
    },
    {
      input: 'series(mock("f",3,-q)-1+q,q,4)',
      result: "-2*q^2 - 3*q^3 + O(q^4)",
      source: "OEIS A000025 with alternating signs",
    },
  ],
  seeAlso: ["mock_theta_f3", "mock_theta_f0_5", "mock_theta_cap_f0_7", "g3"],
  errors: [
    "The classical mock theta functions have order 2, 3, 5, 6, 7, 8 or 10.",
    "There is no mock theta function of this name and order.",
  ],
})

const mockdesorder = declare({
  name: "mockdesorder",
  family: "mock theta functions",
  summary: "The names of the mock theta functions of an order, as mock(name, order) takes them.",
  definition: "m \\mapsto \\{\\text{names of order } m\\}",
  source: "G. E. Andrews and B. C. Berndt, Ramanujan's Lost Notebook, part V",
  precision: "Exact.",
  signatures: [
    signature([integer("m", "2, 3, 5, 6, 7, 8 or 10")], "a list of names", ([m]) =>
      listOf(MOCK_THETA.filter((entry) => entry.order === m).map((entry) => symbol(entry.name))),
    ),
  ],
  examples: [
    { input: "mockdesorder(7)", result: "[F0, F1, F2]", source: "Ramanujan's last letter to Hardy" },
    { input: "nops(mockdesorder(3))", result: "9", source: "Watson 1936 and Gordon and McIntosh 2003" },
  ],
  seeAlso: ["mock"],
  errors: [],
})

export const mockFunctions: readonly DeclaredFunction[] = [mock, mockdesorder, ...MOCK_THETA.map(declared)]
