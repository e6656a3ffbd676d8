import { describe, expect, it } from "vitest"
import { output, type Output } from "../../../app/contract"
import { copyText } from "../../../app/engine/outputs/copy"
import { display, type ShowOptions } from "../../../app/engine/outputs/display"
import { expansionOf } from "../../../app/engine/outputs/expansion"
import { valueJson } from "../../../app/engine/outputs/json"
import { packValue, unpackValue } from "../../../app/engine/outputs/snapshot"
import { valueText } from "../../../app/engine/outputs/text"
import { QSeries } from "../../../app/engine/series/series"
import {
  add,
  call,
  currentArena,
  infinity,
  integer,
  jac,
  mul,
  qBinomial,
  qPochhammer,
  rational,
  symbol,
  theta3,
} from "../../../app/engine/symbolic/expression"
import { Arena } from "../../../app/engine/symbolic/arena"
import {
  BooleanValue,
  List,
  NULL,
  Procedure,
  Range,
  Relation,
  StringValue,
  TRUE,
  Table,
  type Value,
} from "../../../app/engine/values"

const q = symbol("q")
const euler = qPochhammer(q, q, infinity())
const series = (order: number): QSeries => QSeries.etaQuotient([{ scale: 1, exponent: 1 }], "q", order)
const list = (...items: Value[]): Value => new List(items)

function show(value: Value, more: Partial<ShowOptions> = {}): Output | null {
  const shown = display(value, { displayOrder: 20, hold: () => "s1-1", ...more })
  // Whatever is shown must fit the contract.
  return shown === null ? null : output.parse(shown)
}

describe("an output", () => {
  it("of a series is its first terms, its order and a handle", () => {
    expect(show(series(8), { name: "E" })).toMatchObject({
      kind: "series",
      name: "E",
      text: "1 - q - q^2 + q^5 + q^7 + O(q^8)",
      variable: "q",
      order: "8",
      termCount: 5,
      certainty: "order",
      latex: "1 - q - q^{2} + q^{5} + q^{7} + O\\left(q^{8}\\right)",
      handle: "s1-1",
    })
  })

  it("of a long series has 60 terms and a text that is still true", () => {
    const long = QSeries.etaQuotient([{ scale: 1, exponent: -1 }], "q", 500)
    const shown = show(long)
    expect(shown).toMatchObject({ kind: "series", termCount: 500, order: "500" })
    expect(shown?.kind === "series" && [shown.terms.length, shown.terms[59]?.exponent]).toEqual([60, "59"])
    expect(shown?.kind === "series" && shown.text).toMatch(/ \+ 831820\*q\^59 \+ O\(q\^60\)$/) // p(59)
  })

  it("of an exact infinite product is its formula with its expansion to the display order", () => {
    expect(show(euler)).toMatchObject({
      kind: "series",
      closedForm: expect.stringContaining("q"),
      order: "20",
      certainty: "exact",
      text: "(q,q)_inf = 1 - q - q^2 + q^5 + q^7 - q^12 - q^15 + O(q^20)",
    })
    expect(show(jac(integer(1), integer(5)))).toMatchObject({ kind: "series", variable: "q", order: "20" })
    expect(show(theta3(q))).toMatchObject({
      kind: "series",
      terms: [{ exponent: "0" }, { exponent: "1" }, { exponent: "4" }, { exponent: "9" }, { exponent: "16" }],
    })
  })

  it("of a polynomial that is written out is exact; of one in another form it is a formula", () => {
    const written = add([integer(1), q.pow(3).mul(-2)])
    expect(show(written)).toMatchObject({ kind: "series", order: null, certainty: "exact", termCount: 2 })
    expect(show(qPochhammer(q, q, integer(3)))).toMatchObject({ kind: "formula", valueKind: "polynomial" })
    expect(show(q)).toMatchObject({ kind: "formula", valueKind: "name", text: "q" })
  })

  it("of a number, a relation, a truth value is a formula", () => {
    expect(show(integer(5))).toMatchObject({ kind: "formula", valueKind: "integer", latex: ["5"], certainty: "exact" })
    expect(show(rational(1, 24))).toMatchObject({ valueKind: "rational", text: "1/24" })
    expect(show(new Relation("=", q, integer(2)))).toMatchObject({
      valueKind: "equation",
      text: "q = 2",
    })
    expect(show(TRUE)).toMatchObject({ valueKind: "boolean", text: "true", certainty: "exact" })
    expect(show(new BooleanValue(true, "O(q^50)"))).toMatchObject({
      text: "true to O(q^50)",
      certainty: "order",
    })
  })

  it("of a large integer is broken for the page, of a huge one shortened", () => {
    const large = show(integer(10n ** 100n))
    expect(large?.kind === "formula" && large.latex.join("")).toBe(`1${"0".repeat(100)}`)
    expect(large?.kind === "formula" && large.latex.length).toBe(4)
    expect(show(integer(7n ** 2000n))).toMatchObject({ digits: 1691 })
  })

  it("of a list has its first items and their number", () => {
    const shown = show(list(...Array.from({ length: 30 }, (_, n) => integer(n))))
    expect(shown).toMatchObject({ kind: "list", valueKind: "list", count: 30 })
    expect(shown?.kind === "list" && shown.items.length).toBe(20)
  })

  it("of NULL is nothing, of a string its words", () => {
    expect(show(NULL)).toBeNull()
    expect(show(new StringValue("a <b>"))).toEqual({ kind: "text", text: "a <b>" })
  })

  it("carries the evidence it was given", () => {
    const evidence = {
      certainty: "checked",
      sentence: "Checked on 40 further coefficients.",
      used: 20,
      beyond: 40,
    } as const
    expect(show(euler, { evidence })).toMatchObject({ certainty: "checked", evidence })
  })
})

describe("the command line's JSON", () => {
  it("gives terms and order of every series, finite polynomial and finite product", () => {
    const json = (value: Value) => valueJson(value, 20)
    expect(json(series(6))).toMatchObject({
      kind: "series",
      variable: "q",
      order: "6",
      terms: [
        ["0", "1"],
        ["1", "-1"],
        ["2", "-1"],
        ["5", "1"],
      ],
    })
    const three = [
      ["0", "1"],
      ["1", "-1"],
      ["2", "-1"],
      ["4", "1"],
      ["5", "1"],
      ["6", "-1"],
    ]
    expect(json(qPochhammer(q, q, integer(3)))).toMatchObject({ kind: "polynomial", order: null, terms: three })
    const product = mul([integer(1).sub(q), integer(1).sub(q.pow(2)), integer(1).sub(q.pow(3))])
    expect(json(product)).toMatchObject({ kind: "polynomial", order: null, terms: three })
    // [4 choose 2] in q.
    expect(json(qBinomial(q, integer(2), integer(4)))).toMatchObject({
      order: null,
      terms: [
        ["0", "1"],
        ["1", "1"],
        ["2", "2"],
        ["3", "1"],
        ["4", "1"],
      ],
    })
    expect(json(q.pow(-2))).toMatchObject({ kind: "polynomial", order: null, terms: [["-2", "1"]] })
    expect(json(q.pow(rational(1, 4)))).toMatchObject({ terms: [["1/4", "1"]] })
  })

  it("divides where a quotient is a polynomial", () => {
    const factor = (n: number) => integer(1).sub(q.pow(n))
    const gaussian = mul([factor(3), factor(4), factor(1).pow(-1), factor(2).pow(-1)])
    expect(valueJson(gaussian, 20)).toMatchObject({
      kind: "polynomial",
      order: null,
      terms: [
        ["0", "1"],
        ["1", "1"],
        ["2", "2"],
        ["3", "1"],
        ["4", "1"],
      ],
    })
  })

  it("leaves rational functions and several variables as expressions", () => {
    const geometric = integer(1).div(integer(1).sub(q))
    expect(valueJson(geometric, 3)).toMatchObject({
      kind: "expression",
      order: "3",
      terms: [
        ["0", "1"],
        ["1", "1"],
        ["2", "1"],
      ],
    })
    expect(show(geometric)).toMatchObject({ kind: "formula", valueKind: "expression" })
    expect(valueJson(q.mul(symbol("z")).add(1), 20)).toMatchObject({ kind: "expression" })
    expect(valueJson(q.mul(symbol("z")).add(1), 20)).not.toHaveProperty("terms")
    expect(expansionOf(call("f", [q]), 20)).toBeNull()
  })

  it("names kinds and parts", () => {
    expect(valueJson(integer(5), 20, { name: "a" })).toEqual({ kind: "integer", text: "5", latex: "5", name: "a" })
    expect(valueJson(list(integer(1), rational(1, 2), q), 20).items?.map(({ kind, text }) => [kind, text])).toEqual([
      ["integer", "1"],
      ["rational", "1/2"],
      ["name", "q"],
    ])
    expect(valueJson(NULL, 20)).toEqual({ kind: "null", text: "", latex: "" })
    expect(valueJson(new StringValue('say "q"'), 20)).toMatchObject(new StringValue('"say \\"q\\""'))
  })
})

describe("a copy", () => {
  const copy = (dialect: Parameters<typeof copyText>[2], terms: number | null = null): string =>
    copyText(series(13), series(13), dialect, terms)

  it("of a series is made in every dialect", () => {
    expect(copy("plain", 4)).toBe("1 - q - q^2 + q^5 + O(q^7)")
    expect(copy("maple")).toBe("1 - q - q^2 + q^5 + q^7 - q^12 + O(q^13)")
    expect(copy("unicode")).toBe("1 − q − q² + q⁵ + q⁷ − q¹² + O(q¹³)")
    expect(copy("mathematica")).toBe("1 - q - q^2 + q^5 + q^7 - q^12 + O[q]^13")
    expect(copy("pari")).toBe(copy("sage"))
    expect(copy("latex", 2)).toBe("1 - q + O\\left(q^{2}\\right)")
    expect(copy("list")).toBe("[1, -1, -1, 0, 0, 1, 0, 1, 0, 0, 0, 0, -1]")
    expect(copy("csv", 3)).toBe("n,coefficient\n0,1\n1,-1\n2,-1\n")
    expect(copy("bfile", 3)).toBe("0 1\n1 -1\n2 -1\n")
    expect(copy("mathml", 2)).toContain("<msup><mi>q</mi><mrow><mn>2</mn></mrow></msup>")
  })

  it("of an infinite product is its formula, or as many terms as are asked for", () => {
    const expansion = expansionOf(euler, 20)?.series ?? null
    expect(copyText(euler, expansion, "plain", null)).toBe(euler.toString())
    expect(copyText(euler, expansion, "plain", 3)).toBe("1 - q - q^2 + O(q^5)")
  })

  it("says when there are no coefficients, or none that a b-file holds", () => {
    expect(() => copyText(TRUE, null, "csv", null)).toThrow(/series or a polynomial/)
    const fractions = QSeries.fromTerms([1], ["1/2"], "q", 3)
    expect(() => copyText(fractions, fractions, "bfile", null)).toThrow(/b-file holds integers/)
  })
})

describe("a snapshot", () => {
  const LIMIT = 10_000
  const roundTrip = (value: Value): Value =>
    unpackValue(
      packValue(value, LIMIT, () => true),
      new Arena(),
      () => null,
    )

  it("gives back values of every kind, in another arena", () => {
    const table: Value = new Table(new Map([["1", { index: integer(1), value: q }]]))
    const values: Value[] = [
      integer(-(2n ** 300n)),
      rational(-5, 24),
      add([q.pow(rational(1, 24)), symbol("z").mul(3), call("f", [q, integer(2)]), euler.pow(-3)]),
      mul([jac(integer(1), integer(5)), qPochhammer([q, symbol("a")], q.pow(2), symbol("n"))]),
      infinity(),
      list(series(10), TRUE, new StringValue("é")),
      new BooleanValue(true, "O(q^5)"),
      new Range(integer(1), integer(2)),
      new Relation("<=", q, integer(2)),
      table,
      NULL,
    ]
    for (const value of values) expect(valueText(roundTrip(value))).toBe(valueText(value))
  })

  it("keeps a series exactly", () => {
    const back = roundTrip(series(50))
    expect(back.kind === "series" && back.compare(series(50))).toEqual({
      differsAt: null,
      comparedTo: { numerator: 50, denominator: 1 },
    })
  })

  it("is refused beyond the limit, and for closures", () => {
    const long = QSeries.etaQuotient([{ scale: 1, exponent: -1 }], "q", 5000)
    expect(() => packValue(long, LIMIT, () => true)).toThrow(/more than/)
    const closure: Value = new Procedure("f", { name: "f", call: () => NULL }, "x -> y")
    expect(() => packValue(closure, LIMIT, () => false)).toThrow(/procedure that made it/)
  })

  it("gives the same expression in the same arena", () => {
    const value = add([q, euler.mul(symbol("z"))])
    const back = unpackValue(
      packValue(value, LIMIT, () => true),
      currentArena(),
      () => null,
    )
    expect(back.kind === "expr" && back.equals(value)).toBe(true)
  })
})
