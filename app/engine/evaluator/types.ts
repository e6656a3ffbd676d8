import { EngineError } from "../errors"
import { describe } from "../functions/describe"
import { integerOf, rationalOf } from "../functions/inputs"
import { isPrime } from "../functions/numbers/theory"
import type { QExpr } from "../symbolic/expression"
import type { Value } from "../values"
import { compareNumbers } from "./compare"
import { valueKey } from "./text"

/** Types as Maple names them: type(e, posint), x::list(integer). */

function sign(value: Value): number | undefined {
  const rational = rationalOf(value)
  return rational === undefined ? undefined : Number(rational.numerator > 0n) - Number(rational.numerator < 0n)
}

/** Whether an expression is built from numbers and names by sums, products and the given powers. */
function isRational(value: QExpr, polynomial: boolean): boolean {
  switch (value.head) {
    case "integer":
    case "rational":
    case "symbol":
    case "indexed":
      return true
    case "sum":
    case "product":
      return value.args.every((part) => isRational(part, polynomial))
    case "power": {
      const [base, exponent] = value.args as [QExpr, QExpr]
      const n = exponent.asInteger()
      return n !== undefined && (!polynomial || n >= 0n) && isRational(base, polynomial)
    }
    default:
      return false
  }
}

type Test = (value: Value) => boolean

const isExpr =
  (test: (value: QExpr) => boolean): Test =>
  (value) =>
    value.kind === "expr" && test(value)
const kind =
  (name: Value["kind"]): Test =>
  (value) =>
    value.kind === name
const integerTest =
  (test: (n: bigint) => boolean): Test =>
  (value) => {
    const n = integerOf(value)
    return n !== undefined && test(n)
  }
const relation =
  (operator: string): Test =>
  (value) =>
    value.kind === "relation" && value.operator === operator

const TESTS: ReadonlyMap<string, Test> = new Map<string, Test>([
  ["anything", () => true],
  ["algebraic", (value) => value.kind === "expr" || value.kind === "series"],
  ["integer", integerTest(() => true)],
  ["posint", integerTest((n) => n > 0n)],
  ["nonnegint", integerTest((n) => n >= 0n)],
  ["negint", integerTest((n) => n < 0n)],
  ["nonposint", integerTest((n) => n <= 0n)],
  ["even", integerTest((n) => n % 2n === 0n)],
  ["odd", integerTest((n) => n % 2n !== 0n)],
  ["prime", integerTest(isPrime)],
  ["composite", integerTest((n) => n > 3n && !isPrime(n))],
  ["rational", (value) => rationalOf(value) !== undefined],
  ["fraction", (value) => (rationalOf(value)?.denominator ?? 1n) !== 1n],
  ["numeric", (value) => rationalOf(value) !== undefined],
  ["constant", isExpr((value) => value.freeSymbols().every((name) => name === "Pi") && value.head !== "indexed")],
  ["positive", (value) => sign(value) === 1 || (value.kind === "expr" && value.isInfinity())],
  ["negative", (value) => sign(value) === -1],
  ["nonnegative", (value) => (sign(value) ?? -1) >= 0],
  ["infinity", isExpr((value) => value.isInfinity() || value.neg().isInfinity())],
  ["symbol", isExpr((value) => value.isSymbol())],
  ["name", isExpr((value) => value.isSymbol() || value.head === "indexed")],
  ["indexed", isExpr((value) => value.head === "indexed")],
  ["string", kind("string")],
  ["text", (value) => value.kind === "string" || (value.kind === "expr" && value.isSymbol())],
  ["list", kind("list")],
  ["set", kind("set")],
  ["exprseq", kind("sequence")],
  ["table", kind("table")],
  ["array", kind("table")],
  ["procedure", kind("procedure")],
  ["boolean", kind("boolean")],
  ["truefalse", (value) => value.kind === "boolean" && value.value !== "FAIL"],
  ["range", kind("range")],
  ["equation", relation("=")],
  ["=", relation("=")],
  ["<>", relation("<>")],
  ["<", (value) => relation("<")(value) || relation(">")(value)],
  ["<=", (value) => relation("<=")(value) || relation(">=")(value)],
  ["relation", kind("relation")],
  ["..", kind("range")],
  ["series", (value) => value.kind === "series" && !value.isExact],
  ["laurent", kind("series")],
  [
    "function",
    isExpr(
      (value) =>
        !["integer", "rational", "symbol", "sum", "product", "power", "infinity", "indexed"].includes(value.head),
    ),
  ],
  ["+", isExpr((value) => value.head === "sum")],
  ["*", isExpr((value) => value.head === "product")],
  ["^", isExpr((value) => value.head === "power")],
  ["polynom", (value) => (value.kind === "series" ? value.isExact : value.kind === "expr" && isRational(value, true))],
  ["ratpoly", (value) => (value.kind === "series" ? value.isExact : value.kind === "expr" && isRational(value, false))],
  ["monomial", isExpr((value) => value.head !== "sum" && isRational(value, true))],
  ["listlist", (value) => isListOfLists(value)],
  ["matrix", (value) => isListOfLists(value)],
  ["Matrix", (value) => isListOfLists(value)],
  ["vector", kind("list")],
  ["Vector", kind("list")],
  ["RootOf", isExpr((value) => value.head === "rootOf")],
])

/** Rows of one length, as matrices are. */
function isListOfLists(value: Value): boolean {
  if (value.kind !== "list") return false
  const rows = value.items.map((row) => (row.kind === "list" ? row.items.length : -1))
  return rows.length > 0 && rows.every((length) => length >= 0 && length === rows[0])
}

export function isTypeName(name: string): boolean {
  return TESTS.has(name) || ["And", "Or", "Not", "identical"].includes(name)
}

function unknownType(type: Value): EngineError {
  return new EngineError("name", "This is the name of no type.", {
    given: describe(type),
    hint: "Types are integer, posint, nonnegint, even, odd, prime, rational, numeric, symbol, name, string, list, set, series, polynom, procedure, boolean, equation, range and others; a set of types allows each.",
  })
}

/** list(integer), set(name), And(…), Or(…), Not(…), identical(x), polynom(rational, q). */
function structured(value: Value, name: string, parts: readonly Value[]): boolean | null {
  const [part] = parts
  if (part === undefined) return null
  if (name === "list" || name === "set") return value.kind === name && value.items.every((item) => hasType(item, part))
  if (name === "And") return parts.every((each) => hasType(value, each))
  if (name === "Or") return parts.some((each) => hasType(value, each))
  if (name === "Not") return !hasType(value, part)
  if (name === "identical") return parts.some((each) => valueKey(each) === valueKey(value))
  if (name === "polynom" || name === "ratpoly") return TESTS.get(name)?.(value) ?? false
  return null
}

/** Whether a value has a type. Throws EngineError "name" for what is no type. */
export function hasType(value: Value, type: Value): boolean {
  switch (type.kind) {
    case "set":
      return type.items.some((each) => hasType(value, each))
    case "list":
      return (
        value.kind === "list" &&
        value.items.length === type.items.length &&
        value.items.every((item, i) => hasType(item, type.items[i] as Value))
      )
    case "relation":
      return (
        value.kind === "relation" &&
        value.operator === type.operator &&
        hasType(value.left, type.left) &&
        hasType(value.right, type.right)
      )
    case "range":
      return value.kind === "range" && hasType(value.from, type.from) && hasType(value.to, type.to)
    case "boolean":
      return value.kind === "boolean" && value.value === type.value
    case "expr":
      return hasNamedType(value, type)
    default:
      throw unknownType(type)
  }
}

function hasNamedType(value: Value, type: QExpr): boolean {
  if (type.isNumber()) return compareNumbers(value, type) === 0
  if (type.isInfinity()) return value.kind === "expr" && value.isInfinity()
  if (type.isSymbol()) {
    const test = TESTS.get(type.name ?? "")
    if (test === undefined) throw unknownType(type)
    return test(value)
  }
  if (type.head === "function") {
    const result = structured(value, type.name ?? "", type.args)
    if (result !== null) return result
  }
  throw unknownType(type)
}

/** The name of a value's outermost kind, as whattype answers it. */
export function whatType(value: Value): string {
  switch (value.kind) {
    case "relation":
      return value.operator
    case "range":
      return ".."
    case "sequence":
      return "exprseq"
    case "expr":
      return expressionType(value)
    default:
      return value.kind
  }
}

function expressionType(value: QExpr): string {
  switch (value.head) {
    case "integer":
      return "integer"
    case "rational":
      return "fraction"
    case "symbol":
    case "infinity":
      return "symbol"
    case "indexed":
      return "indexed"
    case "sum":
      return "+"
    case "product":
      return "*"
    case "power":
      return "^"
    default:
      return "function"
  }
}
