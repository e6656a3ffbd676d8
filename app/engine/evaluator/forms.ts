import type { SourceRange } from "../../contract"
import { boundIndex, type Expression } from "../../language"
import { EngineError } from "../errors"
import { describe } from "../functions/describe"
import { integerOf, rationalOf } from "../functions/inputs"
import { closedSum } from "../symbolic/closed-sum"
import {
  fromRational,
  indexedProduct,
  indexedSum,
  integer,
  symbol,
  type QExpr,
  type Rational,
} from "../symbolic/expression"
import { addRational, compareRational } from "../symbolic/numbers"
import { FALSE, NULL, StringValue, TRUE, type Value } from "../values"
import { addValues, mulValues } from "./arithmetic"
import { Frame, frameOf } from "./environment"
import type { Evaluation } from "./evaluation"
import { quoted } from "./quoted"
import { rangeMembers, sequenceOf } from "./sequences"

/** Functions whose arguments are not all evaluated before the call: they bind an index, or are about names themselves. */

export type SpecialForm = (
  evaluator: Evaluation,
  args: readonly Expression[],
  frame: Frame | null,
  node: Expression,
) => Value

// Counting

export interface Counting {
  readonly from: Rational
  /** Null: without end. */
  readonly to: Rational | null
  readonly step: Rational
}

function bound(value: Value, what: string, name: string, place: SourceRange | undefined): Rational {
  const number = rationalOf(value)
  if (number !== undefined) return number
  throw new EngineError("argument", `The ${what} of ${name} is a number.`, {
    ...(place === undefined ? {} : { range: { from: place.from, to: place.to } }),
    given: describe(value),
    hint:
      value.kind === "expr" && value.isInfinity() ? "A finite bound is needed." : "Give the names in it values first.",
  })
}

/** Where a loop's bounds and step are written, for their errors. */
interface BoundPlaces {
  readonly from?: SourceRange | undefined
  readonly to?: SourceRange | undefined
  readonly step?: SourceRange | undefined
}

/** Reads from, to and step of a loop or sequence. Bounds may be fractions: counting stops at the last value not beyond the end. */
export function counting(
  name: string,
  from: Value,
  to: Value,
  step: Value | null,
  endless: boolean,
  places: BoundPlaces = {},
): Counting {
  const by = step === null ? { numerator: 1n, denominator: 1n } : bound(step, "step", name, places.step)
  if (by.numerator === 0n) {
    const details = places.step === undefined ? {} : { range: { from: places.step.from, to: places.step.to } }
    throw new EngineError("argument", `The step of ${name} is not 0.`, details)
  }
  const infinite = endless && to.kind === "expr" && to.isInfinity()
  const first = bound(from, "first bound", name, places.from)
  return { from: first, to: infinite ? null : bound(to, "last bound", name, places.to), step: by }
}

const MOST_MEMBERS = 10_000_000

/** The same counting; refused before it begins when it has too many values to keep. */
function bounded(name: string, range: Counting): Counting {
  const { from, to, step } = range
  if (to === null) return range
  const span = addRational(to, { numerator: -from.numerator, denominator: from.denominator })
  const steps = (span.numerator * step.denominator) / (span.denominator * step.numerator)
  if (steps < BigInt(MOST_MEMBERS)) return range
  throw new EngineError("tooLarge", `${name} runs over ten million values at most.`, { given: `${steps + 1n} values` })
}

/** The values of a counting, in turn. */
export function* counted({ from, to, step }: Counting): Generator<QExpr> {
  if (from.denominator === 1n && step.denominator === 1n) {
    const last =
      to === null
        ? null
        : step.numerator > 0n
          ? floor(to)
          : -floor({ numerator: -to.numerator, denominator: to.denominator })
    for (let n = from.numerator; last === null || (step.numerator > 0n ? n <= last : n >= last); n += step.numerator)
      yield integer(n)
    return
  }
  const sign = step.numerator > 0n ? 1 : -1
  for (let x = from; to === null || sign * compareRational(x, to) <= 0; x = addRational(x, step)) yield fromRational(x)
}

function floor({ numerator, denominator }: Rational): bigint {
  const quotient = numerator / denominator
  return numerator < 0n && quotient * denominator !== numerator ? quotient - 1n : quotient
}

/** The value a loop variable has after the last pass: the first one beyond the end. */
export function afterLast({ from, to, step }: Counting): Rational {
  if (to === null) return from
  let x = from
  if (from.denominator === 1n && step.denominator === 1n && to.denominator === 1n) {
    const span = (to.numerator - from.numerator) * (step.numerator > 0n ? 1n : -1n)
    const size = step.numerator > 0n ? step.numerator : -step.numerator
    const passes = span < 0n ? 0n : span / size + 1n
    return { numerator: from.numerator + passes * step.numerator, denominator: 1n }
  }
  const sign = step.numerator > 0n ? 1 : -1
  while (sign * compareRational(x, to) <= 0) x = addRational(x, step)
  return x
}

// Index forms

/** The members that a loop or sequence runs over. */
export function members(value: Value): readonly Value[] {
  switch (value.kind) {
    case "list":
    case "set":
    case "sequence":
      return value.items
    case "table":
      return [...value.entries.values()].map((entry) => entry.value)
    case "string":
      return Array.from(value.text, (text) => new StringValue(text))
    case "expr":
      return value.isNumber() || value.isSymbol() ? [value] : value.args
    case "relation":
      return [value.left, value.right]
    default:
      return [value]
  }
}

/** Evaluates the body for each value of the index, which is local to it. */
function forEachIndex(
  name: string,
  evaluator: Evaluation,
  args: readonly Expression[],
  frame: Frame | null,
  visit: (value: Value) => void,
): void {
  const [body, over, step, ...rest] = args
  const index = boundIndex(over)
  if (body === undefined || over === undefined || index === null || rest.length > 0) {
    throw new EngineError("argument", `${name} takes an expression and its index.`, {
      hint: `Write ${name}(f(i), i = 1..n), or ${name}(f(x), x in L).`,
      help: name,
    })
  }
  if (over.kind !== "relation" && over.kind !== "binary") return
  const values = indexValues(
    name,
    evaluator.evaluate(over.right, frame),
    step === undefined ? null : evaluator.evaluate(step, frame),
    over.kind === "binary",
    { ...placesOf(over.right), step: step?.range },
  )
  const inner = new Frame(frame, new Set([index.name]))
  for (const value of values) {
    evaluator.state.checkStop()
    inner.values.set(index.name, value)
    visit(evaluator.evaluate(body, inner))
  }
}

/** Where the ends of a range are written, when it is written out. */
function placesOf(range: Expression): BoundPlaces {
  return range.kind === "range" ? { from: range.from?.range, to: range.to?.range } : {}
}

function indexValues(
  name: string,
  over: Value,
  step: Value | null,
  membership: boolean,
  places: BoundPlaces,
): Iterable<Value> {
  if (over.kind === "range" && !membership)
    return counted(bounded(name, counting(name, over.from, over.to, step, false, places)))
  if (step !== null)
    throw new EngineError("argument", `A step of ${name} goes with a range.`, { given: describe(over) })
  if (over.kind === "expr" && over.isSymbol()) {
    throw new EngineError("argument", `The index of ${name} runs over a range or over members.`, {
      given: `the name ${over.toString()}`,
      hint: "Give it a value first.",
    })
  }
  return members(over)
}

/** All values of a counting; Stop is heard between them. */
function gathered(evaluator: Evaluation, values: Iterable<Value>): Value[] {
  const all: Value[] = []
  for (const value of values) {
    evaluator.state.checkStop()
    all.push(value)
  }
  return all
}

const seq: SpecialForm = (evaluator, args, frame) => {
  const [only] = args
  if (args.length === 1 && only !== undefined) {
    const value = evaluator.evaluate(only, frame)
    if (value.kind === "range")
      return sequenceOf(
        gathered(
          evaluator,
          counted(bounded("seq", counting("seq", value.from, value.to, null, false, placesOf(only)))),
        ),
      )
    return sequenceOf([...members(value)])
  }
  const items: Value[] = []
  forEachIndex("seq", evaluator, args, frame, (value) => {
    if (value.kind === "sequence") for (const item of value.items) items.push(item)
    else items.push(value)
  })
  return sequenceOf(items)
}

/** add(L) and mul(L) over members, or over an index. Series are folded as they come, for they may be large. */
function folding(name: string, fold: (values: readonly Value[]) => Value, empty: number): SpecialForm {
  return (evaluator, args, frame) => {
    const [only] = args
    const values: Value[] = []
    const take = (value: Value): void => {
      if (value.kind === "sequence") for (const item of value.items) values.push(item)
      else values.push(value)
      const last = values.at(-1)
      if (last?.kind === "series" && values.length >= 16) values.splice(0, values.length, fold(values))
    }
    if (args.length === 1 && only !== undefined) members(evaluator.evaluate(only, frame)).forEach(take)
    else forEachIndex(name, evaluator, args, frame, take)
    return values.length === 0 ? integer(empty) : fold(values)
  }
}

/**
 * sum and product: the index must have no value. With bounds that are no numbers a sum of polynomials times powers gets its closed form; any other
 * stays as it is.
 */
function symbolicFolding(
  name: string,
  explicit: SpecialForm,
  inert: (body: QExpr, index: QExpr, from: QExpr, to: QExpr) => QExpr,
  always: boolean,
): SpecialForm {
  return (evaluator, args, frame, node) => {
    const [body, over] = args
    const index = boundIndex(over)
    if (body === undefined || over?.kind !== "relation" || index === null || args.length !== 2) {
      throw new EngineError("argument", `${name} takes an expression and an index with its range.`, {
        hint: `Write ${name}(f(n), n = 0..m).`,
        help: name,
      })
    }
    if (over.left.kind === "name") refuseAssignedIndex(evaluator, name, index.name, frame)
    const range = evaluator.evaluate(over.right, frame)
    if (range.kind !== "range")
      throw new EngineError("argument", `The index of ${name} runs over a range.`, { given: describe(range) })
    const finite = rationalOf(range.from) !== undefined && rationalOf(range.to) !== undefined
    if (finite && !always) {
      return over.left.kind === "unevaluated"
        ? substituted(evaluator, name, body, index.name, range, frame)
        : explicit(evaluator, args, frame, node)
    }
    const inner = new Frame(frame, new Set([index.name]))
    const value = evaluator.evaluate(body, inner)
    if (value.kind === "expr" && range.from.kind === "expr" && range.to.kind === "expr") {
      const closed = name === "sum" ? closedSum(value, symbol(index.name), range.from, range.to) : undefined
      return closed ?? inert(value, symbol(index.name), range.from, range.to)
    }
    throw new EngineError(
      "argument",
      `${name} without numeric bounds stands for itself, so what it adds is an expression.`,
      {
        given: describe(value),
      },
    )
  }
}

/** sum('k'^2, 'k' = 1..3): the body is evaluated first, with the name standing for itself, then the index takes its values. */
function substituted(
  evaluator: Evaluation,
  name: string,
  body: Expression,
  index: string,
  range: Extract<Value, { kind: "range" }>,
  frame: Frame | null,
): Value {
  const inner = new Frame(frame, new Set([index]))
  const general = evaluator.evaluate(body, inner)
  const from = symbol(index)
  const indices = gathered(evaluator, counted(bounded(name, counting(name, range.from, range.to, null, false))))
  const values = indices.map((to) => {
    evaluator.state.checkStop()
    return evaluator.stored.substitute(general, [{ from, to }], true)
  })
  return name === "sum" ? addValues(values) : mulValues(values)
}

function refuseAssignedIndex(evaluator: Evaluation, name: string, index: string, frame: Frame | null): void {
  const owner = frameOf(frame, index)
  const value = owner === null ? evaluator.stored.value(index) : owner.values.get(index)
  if (value === undefined || (value.kind === "expr" && value.isSymbol(index))) return
  throw new EngineError("argument", `The index of ${name} is a name without value.`, {
    given: `${index}, which is ${describe(value)}`,
    hint: `Use ${name === "sum" ? "add" : "mul"}, whose index is its own, or write '${index}'.`,
  })
}

const repetition: SpecialForm = (evaluator, args, frame) => {
  const [first, second] = args
  if (first === undefined) return NULL
  if (second === undefined) return seq(evaluator, [first], frame, first)
  if (boundIndex(second) !== null) return seq(evaluator, args, frame, first)
  const times = evaluator.evaluate(second, frame)
  if (times.kind === "range") return sequenceOf(rangeMembers(times).map(() => evaluator.evaluate(first, frame)))
  const n = integerOf(times)
  if (n === undefined || n < 0n || n > BigInt(MOST_MEMBERS)) {
    throw new EngineError("argument", "e $ n repeats e a number of times, from 0 to ten million.", {
      given: describe(times),
    })
  }
  const value = evaluator.evaluate(first, frame)
  return sequenceOf(Array.from({ length: Number(n) }, () => value))
}

// Names

function nameOf(form: string, node: Expression | undefined): Expression {
  if (node !== undefined) return node.kind === "unevaluated" ? node.operand : node
  throw new EngineError("argument", `${form} takes one name.`, { hint: `Write ${form}(x).`, help: form })
}

const assigned: SpecialForm = (evaluator, args, frame) => {
  const node = nameOf("assigned", args[0])
  if (node.kind === "name") {
    const owner = frameOf(frame, node.name)
    const known =
      owner === null
        ? evaluator.state.names.has(node.name) || evaluator.state.functions.lookup(node.name) !== undefined
        : owner.values.has(node.name)
    return known ? TRUE : FALSE
  }
  if (node.kind !== "indexed" && node.kind !== "call") {
    throw new EngineError("argument", "assigned takes a name, an indexed name or a call.", {
      hint: "Write assigned(x).",
      help: "assigned",
    })
  }
  const value = evaluator.evaluate(node, frame)
  const itself = value.kind === "expr" && (value.head === "indexed" || value.head === "function")
  return itself ? FALSE : TRUE
}

const evaln: SpecialForm = (evaluator, args, frame) => {
  const node = nameOf("evaln", args[0])
  if (node.kind === "binary" && node.operator === "||") return evaluator.joined(node, frame)
  return quoted(evaluator, node, frame)
}

const time: SpecialForm = (evaluator, args, frame) => {
  const before = evaluator.context.seconds()
  const [node] = args
  if (node !== undefined) evaluator.evaluate(node, frame)
  const spent = evaluator.context.seconds() - (node === undefined ? 0 : before)
  const milliseconds = BigInt(Math.round(spent * 1000))
  return fromRational({ numerator: milliseconds, denominator: 1n }).div(1000)
}

const conditional: SpecialForm = (evaluator, args, frame) => {
  const [test, yes, no] = args
  if (test === undefined || yes === undefined || args.length > 3) {
    throw new EngineError("argument", "`if` takes a condition and what to answer in both cases.", {
      hint: "Write `if`(a > b, a, b).",
    })
  }
  if (evaluator.holds(test, frame)) return evaluator.evaluate(yes, frame)
  return no === undefined ? NULL : evaluator.evaluate(no, frame)
}

const addForm = folding("add", addValues, 0)
const mulForm = folding("mul", mulValues, 1)

/** Sum(…) and RootOf-like inert forms of an unknown index stay calls. */
const inertSum = symbolicFolding("Sum", addForm, indexedSum, true)
const inertProduct = symbolicFolding("Product", mulForm, indexedProduct, true)

export const SPECIAL_FORMS: ReadonlyMap<string, SpecialForm> = new Map<string, SpecialForm>([
  ["seq", seq],
  ["add", addForm],
  ["mul", mulForm],
  ["sum", symbolicFolding("sum", addForm, indexedSum, false)],
  ["product", symbolicFolding("product", mulForm, indexedProduct, false)],
  ["Sum", inertSum],
  ["Product", inertProduct],
  ["$", repetition],
  ["assigned", assigned],
  ["evaln", evaln],
  ["time", time],
  ["if", conditional],
])
