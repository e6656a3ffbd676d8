import { EngineError } from "../../errors"
import { loadAddon } from "../../native/load"
import { decimalText } from "../../symbolic/evaluate"
import { decimal, type QExpr } from "../../symbolic/expression"
import { rationalFromText, rationalText } from "../../symbolic/numbers"
import { fromRational, integer as whole } from "../../symbolic/expression"
import { valueLatex } from "../../outputs/latex"
import { type CallContext, List, type Value } from "../../values"
import { declare, signature, type Parameter } from "../declare"
import { describe } from "../describe"
import { anyValue, integer, list, optional, withDefault } from "../parameters"
import { setOf, text } from "../results"
import { MAPLE, mapExpressions } from "./common"

export const evalf = declare({
  name: "evalf",
  family: "algebra",
  summary: "Decimal digits of a real constant, all of them certain but for the rounding of the last.",
  definition: "x \\approx d_0.d_1d_2\\ldots",
  source: "ball arithmetic: van der Hoeven, Ball arithmetic (2009)",
  precision:
    "As many digits as asked for; the result is a numerical value, and further arithmetic does not compute with it.",
  signatures: [
    signature(
      [
        anyValue("value", "a real constant; lists member by member"),
        withDefault(integer("digits", "significant digits", { min: 1, max: 20_000 }), "10", 10),
      ],
      "a decimal number",
      ([value, digits], context) => {
        context.report({ certainty: "numerical", sentence: `rounded to ${digits} digits` })
        return mapExpressions(
          value,
          (expression) => decimal(decimalText(expression.arena, expression.ref, digits)),
          (series) => {
            throw new EngineError("domain", "evalf takes numbers; a series has none until its variable has a value.", {
              given: describe(series),
              help: "evalf",
            })
          },
        )
      },
    ),
  ],
  examples: [
    { input: "evalf(2^(1/2),20)", result: "1.4142135623730950488", source: "PARI/GP: sqrt(2)" },
    { input: "evalf(aqprod(1/2,1/2,infinity),15)", result: "0.288788095086602", source: "OEIS A048651" },
    { input: "evalf(22/7,5)", result: "3.1429", source: "long division" },
  ],
  seeAlso: ["eval"],
  errors: ["evalf takes real constants: numbers, Pi, roots, exp, log and q-products at numbers."],
})

export const latex = declare({
  name: "latex",
  family: "algebra",
  summary: "The LaTeX source of a value, as a string.",
  definition: "x \\mapsto \\texttt{\\textbackslash frac...}",
  source: MAPLE,
  precision: "A series shows at most 60 terms.",
  signatures: [signature([anyValue("value", "any value")], "a string", ([value]) => text(valueLatex(value)))],
  examples: [
    { input: "latex(q^2/3)", result: '"\\\\frac{1}{3} q^{2}"', source: "read off" },
    { input: "latex(1+q)", result: '"1 + q"', source: "definition" },
  ],
  seeAlso: ["lprint"],
})

/** Rows of rational numbers. */
const matrix: Parameter<readonly (readonly QExpr[])[]> = {
  name: "matrix",
  meaning: "a list of rows",
  domain: "a list of rows of rational numbers, all of one length",
  optional: false,
  read(value) {
    if (value.kind !== "list") return undefined
    const rows: QExpr[][] = []
    for (const row of value.items) {
      if (row.kind !== "list") return undefined
      const entries = row.items.filter((entry): entry is QExpr => entry.kind === "expr" && entry.isNumber())
      if (entries.length !== row.items.length) return undefined
      rows.push(entries)
    }
    if (rows.some((row) => row.length !== rows[0]?.length)) {
      throw new EngineError("domain", "The rows of a matrix have one length.", {
        given: rows.map((row) => row.length).join(", "),
      })
    }
    return rows
  },
}

function nativeMatrix(rows: readonly (readonly QExpr[])[]) {
  return loadAddon().matrix.fromRows(
    rows.map((row) => row.map((entry) => rationalText(entry.asRational() ?? { numerator: 0n, denominator: 1n }))),
  )
}

export const nullspace = declare({
  name: "nullspace",
  family: "algebra",
  aliases: ["kernel"],
  summary: "A basis of the vectors that a matrix takes to 0, as a set of lists; whole numbers without common factor.",
  definition: "\\{v : Av = 0\\}",
  source: MAPLE,
  precision: "Exact.",
  signatures: [
    signature([matrix], "a set of lists", ([rows]) =>
      setOf(
        loadAddon()
          .matrix.kernel(nativeMatrix(rows))
          .map((vector): Value => new List(vector.map((entry) => fromRational(rationalFromText(entry))))),
      ),
    ),
  ],
  examples: [
    { input: "nullspace([[1,1,0],[0,1,1]])", result: "{[1, -1, 1]}", source: "read off" },
    { input: "nullspace([[1,0],[0,1]])", result: "{}", source: "definition" },
  ],
  seeAlso: ["rank", "solve"],
})

export const rank = declare({
  name: "rank",
  family: "algebra",
  summary: "The rank of a matrix of rational numbers.",
  definition: "\\operatorname{rk} A",
  source: MAPLE,
  precision: "Exact.",
  signatures: [signature([matrix], "an integer", ([rows]) => whole(loadAddon().matrix.rank(nativeMatrix(rows))))],
  examples: [
    { input: "rank([[1,2],[2,4]])", result: "1", source: "the second row is twice the first" },
    { input: "rank([[1,0],[0,1]])", result: "2", source: "definition" },
  ],
  seeAlso: ["nullspace"],
})

/** The function behind the entries of a matrix or vector. */
function entryOf(
  entry: Value,
  context: CallContext,
  rule: string,
  help: string,
): (...indices: readonly QExpr[]) => Value {
  if (entry.kind !== "procedure") throw new EngineError("argument", rule, { given: describe(entry), help })
  return (...indices) => context.apply(entry.callable, indices)
}

export const matrixOf = declare({
  name: "Matrix",
  family: "algebra",
  summary: "A matrix as a list of rows: from rows, or from its size and a function of row and column.",
  definition: "(a_{ij})",
  source: MAPLE,
  precision: "Exact.",
  signatures: [
    signature([matrix], "a list of rows", ([rows]) => new List(rows.map((row): Value => new List(row)))),
    signature(
      [
        integer("rows", "number of rows", { min: 0, max: 10_000 }),
        integer("columns", "number of columns", { min: 0, max: 10_000 }),
        anyValue("entries", "a function of row and column", "a function"),
      ],
      "a list of rows",
      ([height, width, entry], context) => {
        const at = entryOf(entry, context, "Matrix takes a function of row and column.", "Matrix")
        const row = (i: number): Value => new List(Array.from({ length: width }, (_, j) => at(whole(i), whole(j + 1))))
        return new List(Array.from({ length: height }, (_, i) => row(i + 1)))
      },
    ),
  ],
  examples: [
    { input: "Matrix(2,2,(i,j)->i+j)", result: "[[2, 3], [3, 4]]", source: "read off" },
    { input: "Matrix([[1,2],[3,4]])", result: "[[1, 2], [3, 4]]", source: "definition" },
  ],
  seeAlso: ["Vector", "nullspace", "rank"],
})

export const vectorOf = declare({
  name: "Vector",
  family: "algebra",
  summary: "A vector as a list: of given entries, of zeros, or of the values of a function of the position.",
  definition: "(v_i)",
  source: MAPLE,
  precision: "Exact.",
  signatures: [
    signature([list(anyValue("entry", "an entry"), "entries", "the entries")], "a list", ([items]) => new List(items)),
    signature(
      [
        integer("length", "number of entries", { min: 0, max: 1_000_000 }),
        optional(anyValue("entries", "a function of the position", "a function")),
      ],
      "a list",
      ([length, entry], context) => {
        const at =
          entry === undefined
            ? () => whole(0)
            : entryOf(entry, context, "Vector takes a function of the position.", "Vector")
        return new List(Array.from({ length }, (_, i) => at(whole(i + 1))))
      },
    ),
  ],
  examples: [
    { input: "Vector(4,i->i^2)", result: "[1, 4, 9, 16]", source: "the first squares" },
    { input: "Vector(2)", result: "[0, 0]", source: "Maple fills with zeros" },
  ],
  seeAlso: ["Matrix"],
})

export const numericalFunctions = [evalf, latex, nullspace, rank, matrixOf, vectorOf]
