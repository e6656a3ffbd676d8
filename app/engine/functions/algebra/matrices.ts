import { EngineError } from "../../errors"
import { dot, entriesOf, matrixValue, rowsOf } from "../../evaluator/matrices"
import { loadAddon } from "../../native/load"
import { fromRational, integer as whole, type QExpr } from "../../symbolic/expression"
import { determinant, identity, inverse, rankOf, type Rows, solveSystem, transposed } from "../../symbolic/matrix"
import { rationalFromText, rationalText } from "../../symbolic/numbers"
import { type CallContext, List, NULL, type Value } from "../../values"
import { declare, signature, type Parameter } from "../declare"
import { describe } from "../describe"
import { anyValue, integer, list, optional, rest } from "../parameters"
import { setOf } from "../results"
import { MAPLE } from "./common"

const EXACT = "Exact."

/** Rows of equal length. */
const matrix: Parameter<Rows> = {
  name: "matrix",
  meaning: "a list of rows",
  domain: "a list of rows of expressions, all of one length",
  optional: false,
  read: (value) => rowsOf(value),
}

const vector: Parameter<readonly QExpr[]> = {
  name: "vector",
  meaning: "the right side",
  domain: "a list of expressions",
  optional: false,
  read: (value) => entriesOf(value),
}

function asNumbers(rows: Rows, fn: string): string[][] {
  return rows.map((row) =>
    row.map((entry) => {
      const number = entry.asRational()
      if (number !== undefined) return rationalText(number)
      throw new EngineError("domain", `${fn} takes a matrix of rational numbers.`, { given: describe(entry), help: fn })
    }),
  )
}

const nullspace = declare({
  name: "nullspace",
  family: "algebra",
  aliases: ["kernel", "NullSpace"],
  summary: "A basis of the vectors that a matrix takes to 0, as a set of lists; whole numbers without common factor.",
  definition: "\\{v : Av = 0\\}",
  source: MAPLE,
  precision: EXACT,
  signatures: [
    signature([matrix], "a set of lists", ([rows]) => {
      const native = loadAddon().matrix
      const basis = native.kernel(native.fromRows(asNumbers(rows, "nullspace")))
      return setOf(basis.map((each): Value => new List(each.map((entry) => fromRational(rationalFromText(entry))))))
    }),
  ],
  examples: [
    { input: "nullspace([[1,1,0],[0,1,1]])", result: "{[1, -1, 1]}", source: "read off" },
    { input: "nullspace([[1,0],[0,1]])", result: "{}", source: "definition" },
  ],
  seeAlso: ["Rank", "solve"],
})

/** `rank` is also a partition's rank in other packages; Rank is the matrix's in LinearAlgebra. */
const rank = declare({
  name: "rank",
  family: "algebra",
  aliases: ["Rank"],
  summary: "The rank of a matrix of rational functions.",
  definition: "\\operatorname{rk} A",
  source: MAPLE,
  precision: EXACT,
  signatures: [
    signature([matrix], "an integer", ([rows]) => {
      if (!rows.every((row) => row.every((entry) => entry.isNumber()))) return whole(rankOf(rows))
      const native = loadAddon().matrix
      return whole(native.rank(native.fromRows(asNumbers(rows, "rank"))))
    }),
  ],
  examples: [
    { input: "rank([[1,2],[2,4]])", result: "1", source: "the second row is twice the first" },
    { input: "rank([[1,q],[q,q^2]])", result: "1", source: "the second row is q times the first" },
  ],
  seeAlso: ["nullspace", "Determinant"],
})

const determinantOf = declare({
  name: "Determinant",
  family: "algebra",
  aliases: ["det"],
  summary: "The determinant of a square matrix of rational functions.",
  definition: "\\det A",
  source: MAPLE,
  precision: EXACT,
  signatures: [signature([matrix], "an expression", ([rows]) => determinant(rows))],
  examples: [
    { input: "Determinant([[1,2],[3,4]])", result: "-2", source: "1*4 - 2*3" },
    {
      input: "factor(Determinant([[1,a,a^2],[1,b,b^2],[1,c,c^2]])/(b-a))",
      result: "(a-c)*(b-c)",
      source: "Vandermonde",
    },
  ],
  seeAlso: ["MatrixInverse", "Rank"],
})

const inverseOf = declare({
  name: "MatrixInverse",
  family: "algebra",
  aliases: ["inverse"],
  summary: "The inverse of a square matrix of rational functions.",
  definition: "A^{-1}",
  source: MAPLE,
  precision: EXACT,
  signatures: [signature([matrix], "a list of rows", ([rows]) => matrixValue(inverse(rows)))],
  examples: [
    {
      input: "MatrixInverse([[1,2],[3,4]])",
      result: "[[-2, 1], [3/2, -1/2]]",
      source: "adjugate over the determinant -2",
    },
    { input: "MatrixInverse([[1,q],[0,1]])", result: "[[1, -q], [0, 1]]", source: "multiply out" },
  ],
  seeAlso: ["Determinant", "LinearSolve"],
  errors: ["A matrix of determinant 0 has no inverse."],
})

const transpose = declare({
  name: "Transpose",
  family: "algebra",
  aliases: ["transpose"],
  summary: "The matrix with rows and columns exchanged.",
  definition: "A^{\\mathsf T}",
  source: MAPLE,
  precision: EXACT,
  signatures: [signature([matrix], "a list of rows", ([rows]) => matrixValue(transposed(rows)))],
  examples: [
    { input: "Transpose([[1,2],[3,4]])", result: "[[1, 3], [2, 4]]", source: "definition" },
    { input: "Transpose([[1,2,3]])", result: "[[1], [2], [3]]", source: "definition" },
  ],
  seeAlso: ["Matrix"],
})

const multiply = declare({
  name: "Multiply",
  family: "algebra",
  aliases: ["multiply"],
  summary: "The product of matrices, and of matrices and vectors; A . B and A &* B are the same.",
  definition: "AB",
  source: MAPLE,
  precision: EXACT,
  signatures: [
    signature(
      [anyValue("first", "a matrix or vector"), rest(anyValue("others", "more of them"))],
      "a matrix or vector",
      ([first, others]) => others.reduce(dot, first),
    ),
  ],
  examples: [
    { input: "Multiply([[1,2],[3,4]],[[0,1],[1,0]])", result: "[[2, 1], [4, 3]]", source: "columns exchanged" },
    { input: "[[1,2],[3,4]] . [1,1]", result: "[3, 7]", source: "sums of the rows" },
  ],
  seeAlso: ["Matrix", "evalm"],
})

const evalm = declare({
  name: "evalm",
  family: "algebra",
  summary: "The value itself: products and powers of matrices are computed when they are written.",
  definition: "A \\mapsto A",
  source: MAPLE,
  precision: EXACT,
  signatures: [signature([anyValue("value", "a matrix or vector")], "the value", ([value]) => value)],
  examples: [
    { input: "evalm([[1,1],[1,0]]^5)", result: "[[8, 5], [5, 3]]", source: "Fibonacci numbers" },
    { input: "evalm([[1,2],[3,4]] &* [[0,1],[1,0]])", result: "[[2, 1], [4, 3]]", source: "columns exchanged" },
  ],
  seeAlso: ["Multiply"],
})

const linearSolve = declare({
  name: "LinearSolve",
  family: "algebra",
  aliases: ["linsolve"],
  summary: "The vector x with A x = b; NULL when there is none.",
  definition: "A x = b",
  source: MAPLE,
  precision: EXACT,
  signatures: [
    signature([matrix, vector], "a list, or NULL", ([rows, right]) => {
      const solution = solveSystem(rows, right)
      return solution === undefined ? NULL : new List(solution)
    }),
  ],
  examples: [
    { input: "LinearSolve([[1,2],[3,4]],[5,11])", result: "[1, 2]", source: "1 + 4 = 5, 3 + 8 = 11" },
    { input: "LinearSolve([[1,q],[1,-q]],[2,0])", result: "[1, 1/q]", source: "sum and difference" },
  ],
  seeAlso: ["solve", "MatrixInverse"],
  errors: ["The system has more than one solution."],
})

const identityMatrix = declare({
  name: "IdentityMatrix",
  family: "algebra",
  summary: "The matrix with ones in its diagonal and zeros beside it.",
  definition: "(\\delta_{ij})",
  source: MAPLE,
  precision: EXACT,
  signatures: [
    signature([integer("n", "number of rows and columns", { min: 1, max: 1000 })], "a list of rows", ([n]) =>
      matrixValue(identity(n)),
    ),
  ],
  examples: [
    { input: "IdentityMatrix(2)", result: "[[1, 0], [0, 1]]", source: "definition" },
    { input: "IdentityMatrix(1)", result: "[[1]]", source: "definition" },
  ],
  seeAlso: ["Matrix"],
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

/** Entries in a list, row by row, or in a list of rows; what is not given is 0. */
function laidOut(height: number, width: number, entries: readonly Value[]): List {
  const flat = entries.every((row) => row.kind === "list") ? entries.map((row) => (row as List).items) : undefined
  if ((flat ?? [entries]).reduce((count, row) => count + row.length, 0) > height * width) {
    throw new EngineError("argument", "A matrix has no more entries than its size holds.", {
      given: `${height} by ${width}`,
      help: "Matrix",
    })
  }
  const at = (i: number, j: number): Value => (flat === undefined ? entries[i * width + j] : flat[i]?.[j]) ?? whole(0)
  return new List(
    Array.from({ length: height }, (_, i) => new List(Array.from({ length: width }, (__, j) => at(i, j)))),
  )
}

const matrixOf = declare({
  name: "Matrix",
  family: "algebra",
  aliases: ["matrix"],
  summary:
    "A matrix as a list of rows: from rows, or from its size and its entries row by row or a function of row and column.",
  definition: "(a_{ij})",
  source: MAPLE,
  precision: EXACT,
  signatures: [
    signature([matrix], "a list of rows", ([rows]) => matrixValue(rows)),
    signature(
      [
        integer("rows", "number of rows", { min: 0, max: 10_000 }),
        integer("columns", "number of columns", { min: 0, max: 10_000 }),
        optional(anyValue("entries", "a list of entries, or a function of row and column", "a list or a function")),
      ],
      "a list of rows",
      ([height, width, entry], context) => {
        if (entry === undefined || entry.kind === "list") return laidOut(height, width, entry?.items ?? [])
        const at = entryOf(entry, context, "Matrix takes entries, or a function of row and column.", "Matrix")
        const row = (i: number): Value => new List(Array.from({ length: width }, (_, j) => at(whole(i), whole(j + 1))))
        return new List(Array.from({ length: height }, (_, i) => row(i + 1)))
      },
    ),
  ],
  examples: [
    { input: "Matrix(2,2,(i,j)->i+j)", result: "[[2, 3], [3, 4]]", source: "read off" },
    { input: "Matrix([[1,2],[3,4]])", result: "[[1, 2], [3, 4]]", source: "definition" },
    { input: "matrix(2,2,[1,q,q^2,3])", result: "[[1, q], [q^2, 3]]", source: "row by row" },
  ],
  seeAlso: ["Vector", "Multiply", "Determinant", "nullspace", "rank"],
})

const vectorOf = declare({
  name: "Vector",
  family: "algebra",
  aliases: ["vector"],
  summary: "A vector as a list: of given entries, of zeros, or of the values of a function of the position.",
  definition: "(v_i)",
  source: MAPLE,
  precision: EXACT,
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

export const matrixFunctions = [
  nullspace,
  rank,
  determinantOf,
  inverseOf,
  transpose,
  multiply,
  evalm,
  linearSolve,
  identityMatrix,
  matrixOf,
  vectorOf,
]
