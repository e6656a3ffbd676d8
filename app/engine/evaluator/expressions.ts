import type { SourceRange } from "../../contract"
import {
  printExpression,
  procedureNames,
  type Block,
  type Call,
  type Expression,
  type Lambda,
  type Procedure as ProcedureNode,
} from "../../language"
import { assertNever, EngineError } from "../errors"
import { describe } from "../functions/describe"
import { integerOf } from "../functions/inputs"
import { powerMod } from "../functions/numbers/theory"
import type { QExpr } from "../symbolic/expression"
import { call as symbolicCall, infinity, integer, rational, rootOfUnity, symbol } from "../symbolic/expression"
import { seriesExpression } from "../symbolic/from-series"
import {
  type Argument,
  type Callable,
  FAIL,
  FALSE,
  List,
  NULL,
  Range,
  Relation,
  SetValue,
  StringValue,
  TRUE,
  type Value,
} from "../values"
import { dot, raised } from "./matrices"
import { addValues, divTwo, mulTwo, mulValues, negate, powTwo } from "./arithmetic"
import { condition, decided, makeSet } from "./compare"
import type { LanguageContext } from "./context"
import type { Frame } from "./environment"
import { activationOf, frameOf } from "./environment"
import { SPECIAL_FORMS } from "./forms"
import { composition, missingParameter, procedureValue, UserProcedure } from "./procedure"
import { PACKAGES } from "./packages"
import { indexValue } from "./indexing"
import { rangeMembers, sequenceOf, wordText } from "./sequences"
import type { SessionState } from "./session-state"
import { substituteValue } from "./substitute"
import { valueKey } from "./text"
import { isTypeName } from "./types"

/**
 * Expressions to values. A name of the session is evaluated to the end: what was stored while other names had no value is evaluated
 * anew once they have one. Names of procedures are evaluated once. Functions are found by name: the session's, then the declared
 * ones; the call of a name that means nothing stays as it is.
 */

/** Runs blocks; the statements' side of the evaluator. */
export interface BlockRunner {
  /** The value of a block inside an expression. */
  blockValue(body: Block, frame: Frame | null): Value
  conditional(node: Extract<Expression, { kind: "if" }>, frame: Frame | null): Value
  loop(node: Extract<Expression, { kind: "loop" }>, frame: Frame | null): Value
}

const CONSTANT_VALUES: ReadonlyMap<string, Value> = new Map<string, Value>([
  ["true", TRUE],
  ["false", FALSE],
  ["FAIL", FAIL],
  ["NULL", NULL],
])

/** Operators as functions: map(`+`, L, 1), `union`(A, B). */
const OPERATORS: ReadonlyMap<string, (values: readonly Value[]) => Value> = new Map<
  string,
  (values: readonly Value[]) => Value
>([
  ["+", addValues],
  ["*", mulValues],
  ["-", ([a, b]) => (b === undefined ? negate(a ?? NULL) : addValues([a ?? NULL, negate(b)]))],
  ["/", ([a, b]) => divTwo(a ?? NULL, b ?? NULL)],
  ["^", ([a, b]) => powTwo(a ?? NULL, b ?? NULL)],
  ["union", (values) => values.reduce((a, b) => setOperation("union", a, b))],
  ["intersect", (values) => values.reduce((a, b) => setOperation("intersect", a, b))],
  ["minus", (values) => values.reduce((a, b) => setOperation("minus", a, b))],
  ["[]", (items) => new List(items)],
  ["{}", (items) => makeSet(items)],
])

export class Expressions {
  readonly state: SessionState
  readonly context: LanguageContext
  private readonly blocks: BlockRunner
  private readonly resolving = new Set<string>()
  private readonly literals = new WeakMap<Expression, QExpr>()
  private readonly ownNames = new WeakMap<ProcedureNode, ReadonlySet<string>>()

  constructor(state: SessionState, context: LanguageContext, blocks: BlockRunner) {
    this.state = state
    this.context = context
    this.blocks = blocks
  }

  evaluate(node: Expression, frame: Frame | null): Value {
    try {
      switch (node.kind) {
        case "integer":
          return this.literal(node, () => integer(BigInt(node.digits)))
        case "name":
          return this.name(node.name, frame)
        case "sum":
          return this.sum(node, frame)
        case "product":
          return this.product(node, frame)
        case "binary":
          return this.binary(node, frame)
        case "call":
          return this.call(node, frame)
        case "indexed":
          return this.indexed(node, frame)
        default:
          return this.other(node, frame)
      }
    } catch (error) {
      throw this.locate(error, node.range)
    }
  }

  /** What is seldom nested: kept apart so that the frames of `evaluate`, of which a recursion makes many, stay small. */
  private other(
    node: Exclude<Expression, { kind: "integer" | "name" | "sum" | "product" | "binary" | "call" | "indexed" }>,
    frame: Frame | null,
  ): Value {
    switch (node.kind) {
      case "decimal":
        return this.literal(node, () => decimal(node.text))
      case "string":
        return new StringValue(node.text)
      case "ditto":
        return this.state.ditto(node.depth)
      case "list":
        return new List(this.items(node.items, frame))
      case "set":
        return makeSet(this.items(node.items, frame))
      case "sequence":
        return sequenceOf(this.items(node.items, frame))
      case "relation":
        return new Relation(node.operator, this.operand(node.left, frame), this.operand(node.right, frame))
      case "range":
        return new Range(this.end(node.from, frame, "from"), this.end(node.to, frame, "to"))
      case "repetition":
        return (
          SPECIAL_FORMS.get("$")?.(this, node.body === null ? [node.over] : [node.body, node.over], frame, node) ?? NULL
        )
      case "not": {
        const { value } = this.condition(node.operand, frame)
        return value === "FAIL" ? FAIL : value ? FALSE : TRUE
      }
      case "factorial":
        return this.context.callNamed("factorial", [this.operand(node.operand, frame)])
      case "member":
        return this.name(node.name, null)
      case "unevaluated":
        return this.quote(node.operand, frame)
      case "lambda":
      case "procedure":
        return procedureValue(this.procedure(node, frame, ""))
      case "if":
        return this.blocks.conditional(node, frame)
      case "loop":
        return this.blocks.loop(node, frame)
      default:
        return assertNever(node)
    }
  }

  /** Errors of the text that is running get the place of the innermost expression; those from elsewhere have one already. */
  private locate(error: unknown, range: SourceRange): unknown {
    if (!(error instanceof EngineError) || error.details.range !== undefined) return error
    return error.with({ range })
  }

  private literal(node: Expression, make: () => QExpr): QExpr {
    const known = this.literals.get(node)
    if (known !== undefined && known.arena === this.state.arena) return known
    const value = make()
    this.literals.set(node, value)
    return value
  }

  /** Items of a list or of arguments: sequences among them flatten. */
  items(nodes: readonly Expression[], frame: Frame | null): Value[] {
    const items: Value[] = []
    for (const node of nodes) {
      const value = this.evaluate(node, frame)
      if (value.kind === "sequence") for (const item of value.items) items.push(item)
      else items.push(value)
    }
    return items
  }

  /** A value that an operator takes: a sequence of one is its member. */
  private operand(node: Expression, frame: Frame | null): Value {
    const value = this.evaluate(node, frame)
    const [only] = value.kind === "sequence" ? value.items : []
    return value.kind === "sequence" && value.items.length === 1 && only !== undefined ? only : value
  }

  private end(node: Expression | null, frame: Frame | null, which: "from" | "to"): Value {
    if (node !== null) return this.operand(node, frame)
    return integer(which === "from" ? 1 : -1)
  }

  // Names

  name(name: string, frame: Frame | null): Value {
    const constant = CONSTANT_VALUES.get(name)
    if (constant !== undefined) return constant
    if (name === "infinity") return infinity()
    const owner = frameOf(frame, name)
    if (owner !== null) {
      const value = owner.values.get(name)
      if (value !== undefined) return value
      const { activation } = owner
      if (activation !== null && activation.missing.has(name)) throw missingParameter(activation.name ?? "", name)
      return symbol(name)
    }
    return this.activationName(name, frame) ?? this.sessionValue(name) ?? (name === "I" ? rootOfUnity(4) : symbol(name))
  }

  /** args, nargs and their like. */
  private activationName(name: string, frame: Frame | null): Value | undefined {
    const activation = activationOf(frame)
    if (activation === null) return undefined
    switch (name) {
      case "args":
      case "_passed":
        return sequenceOf(activation.args)
      case "nargs":
      case "_npassed":
        return integer(activation.args.length)
      case "_rest":
        return sequenceOf(activation.args.slice(activation.parameterCount))
      case "_nrest":
        return integer(Math.max(0, activation.args.length - activation.parameterCount))
      case "procname":
        return symbol(activation.name ?? "unknown")
      default:
        return undefined
    }
  }

  /** The value of a session's name, evaluated to the end; undefined for a name without value. */
  sessionValue(name: string): Value | undefined {
    const { names } = this.state
    const value = names.get(name)
    if (value === undefined || !names.isStale(name)) return value
    if (!this.mentionsAssigned(value, name)) {
      names.markClean(name)
      return value
    }
    if (this.resolving.has(name)) {
      throw new EngineError("name", `${name} is defined by itself.`, {
        hint: `Write ${name} := '${name}' to take its value away.`,
      })
    }
    this.resolving.add(name)
    try {
      return this.resolve(value)
    } finally {
      this.resolving.delete(name)
    }
  }

  /** Whether a stored value holds names that have values now, or calls of functions that the session has since defined. */
  private mentionsAssigned(value: Value, besides: string): boolean {
    switch (value.kind) {
      case "expr":
        if (value.isNumber()) return false
        return (
          value
            .freeSymbols()
            .some((each) => this.state.names.has(each) && (each !== besides || !isItself(value, each))) ||
          this.appliesAssigned(value)
        )
      case "list":
      case "set":
      case "sequence":
        return value.items.some((item) => this.mentionsAssigned(item, besides))
      case "relation":
        return this.mentionsAssigned(value.left, besides) || this.mentionsAssigned(value.right, besides)
      case "range":
        return this.mentionsAssigned(value.from, besides) || this.mentionsAssigned(value.to, besides)
      default:
        return false
    }
  }

  private appliesAssigned(value: QExpr): boolean {
    if (value.isNumber() || value.isSymbol()) return false
    if (value.head === "function" && value.name !== undefined && this.state.names.has(value.name)) return true
    if (!this.state.definesFunctions()) return false
    return value.args.some((part) => this.appliesAssigned(part))
  }

  /** Evaluates a stored value anew. */
  resolve(value: Value): Value {
    const pairs = this.state.names.names().flatMap((name) => {
      const stored = this.state.names.get(name)
      const relevant =
        stored !== undefined && stored.kind !== "procedure" && stored.kind !== "table" && freeNames(value).has(name)
      return relevant ? [{ from: symbol(name), to: this.sessionValue(name) ?? stored }] : []
    })
    return this.substitute(value, pairs, true)
  }

  substitute(value: Value, pairs: readonly { from: Value; to: Value }[], evaluate: boolean): Value {
    const rebuilding = {
      call: (name: string, values: readonly Value[]) =>
        this.isFunction(name) ? this.callNamed(name, values) : undefined,
      index: (name: QExpr, indices: readonly Value[]) => {
        const object = name.isSymbol() ? this.sessionValue(name.name ?? "") : undefined
        return object === undefined ? undefined : indexValue(object, indices, name)
      },
    }
    return substituteValue(value, pairs, evaluate ? rebuilding : null, seriesExpression)
  }

  // Operators

  private sum(node: Extract<Expression, { kind: "sum" }>, frame: Frame | null): Value {
    return addValues(
      node.terms.map(({ sign, term }) => {
        const value = this.operand(term, frame)
        return sign < 0 ? negate(value) : value
      }),
    )
  }

  private product(node: Extract<Expression, { kind: "product" }>, frame: Frame | null): Value {
    const values = node.factors.map(({ factor }) => this.operand(factor, frame))
    if (node.factors.every(({ operator }) => operator === "*")) return mulValues(values)
    let result = values[0] ?? NULL
    node.factors.forEach(({ operator }, i) => {
      if (i > 0) result = operator === "*" ? mulTwo(result, values[i] ?? NULL) : divTwo(result, values[i] ?? NULL)
    })
    return result
  }

  private condition(node: Expression, frame: Frame | null): { value: boolean | "FAIL" } {
    return condition(this.operand(node, frame), this.state.isZero)
  }

  /** Whether the condition of an if or a while holds. */
  holds(node: Expression, frame: Frame | null): boolean {
    try {
      return decided(this.operand(node, frame), this.state.isZero)
    } catch (error) {
      throw this.locate(error, node.range)
    }
  }

  private binary(node: Extract<Expression, { kind: "binary" }>, frame: Frame | null): Value {
    const { operator } = node
    switch (operator) {
      case "and":
      case "or":
      case "xor":
      case "implies":
        return this.logic(node, frame)
      case "||":
        return this.concatenation(node, frame)
      case "@":
      case "@@":
        return this.composed(node, frame)
      case "^":
        return raised(this.operand(node.left, frame), this.operand(node.right, frame))
      case ".":
        return dot(this.operand(node.left, frame), this.operand(node.right, frame))
      case "mod":
        return this.modulo(node, frame)
      case "union":
      case "intersect":
      case "minus":
        return setOperation(operator, this.operand(node.left, frame), this.operand(node.right, frame))
      case "subset": {
        const left = asSet(this.operand(node.left, frame), "subset")
        const right = new Set(asSet(this.operand(node.right, frame), "subset").items.map(valueKey))
        return left.items.every((item) => right.has(valueKey(item))) ? TRUE : FALSE
      }
      case "in": {
        const whole = this.operand(node.right, frame)
        if (whole.kind !== "list" && whole.kind !== "set") {
          throw new EngineError("argument", "What stands after in is a list or a set.", { given: describe(whole) })
        }
        const key = valueKey(this.operand(node.left, frame))
        return whole.items.some((item) => valueKey(item) === key) ? TRUE : FALSE
      }
      default:
        return assertNever(operator)
    }
  }

  /** Kleene's three-valued logic; the right side is evaluated only when the left does not settle it. */
  private logic(node: Extract<Expression, { kind: "binary" }>, frame: Frame | null): Value {
    const left = this.condition(node.left, frame).value
    if (node.operator === "and" && left === false) return FALSE
    if (node.operator === "or" && left === true) return TRUE
    if (node.operator === "implies" && left === false) return TRUE
    const right = this.condition(node.right, frame).value
    if (node.operator === "xor") return left === "FAIL" || right === "FAIL" ? FAIL : left === right ? FALSE : TRUE
    const settles = node.operator === "and" ? right === false : right === true
    if (settles) return node.operator === "and" ? FALSE : TRUE
    if (left === "FAIL" || right === "FAIL") return FAIL
    return node.operator === "and" ? TRUE : FALSE
  }

  /** a^n mod m with numbers goes by squaring mod m; everything else is modp. */
  private modulo(node: Extract<Expression, { kind: "binary" }>, frame: Frame | null): Value {
    const modulus = this.operand(node.right, frame)
    const { left } = node
    if (left.kind === "binary" && left.operator === "^") {
      const base = this.operand(left.left, frame)
      const exponent = this.operand(left.right, frame)
      const [b, e, m] = [integerOf(base), integerOf(exponent), integerOf(modulus)]
      if (b !== undefined && e !== undefined && m !== undefined && m > 0n && e >= 0n) return integer(powerMod(b, e, m))
      return this.context.callNamed("modp", [powTwo(base, exponent), modulus])
    }
    return this.context.callNamed("modp", [this.operand(left, frame), modulus])
  }

  private concatenation(node: Extract<Expression, { kind: "binary" }>, frame: Frame | null): Value {
    const joined = this.joined(node, frame)
    if (joined.kind === "string") return joined
    const names = joined.kind === "sequence" ? joined.items : [joined]
    return sequenceOf(
      names.map((each) => (each.kind === "expr" && each.isSymbol() ? this.name(each.name ?? "", frame) : each)),
    )
  }

  /** The name or string that a||b writes, or the sequence of them; names are not evaluated. */
  joined(node: Extract<Expression, { kind: "binary" }>, frame: Frame | null): Value {
    const left = this.nameless(node.left, frame)
    const right = this.evaluate(node.right, frame)
    const parts = right.kind === "range" ? rangeMembers(right) : right.kind === "sequence" ? right.items : [right]
    const texts = parts.map((part): Value => {
      const text = left.text + wordText(part)
      return left.isString ? new StringValue(text) : symbol(text)
    })
    return right.kind === "sequence" || right.kind === "range" ? sequenceOf(texts) : (texts[0] ?? NULL)
  }

  private nameless(node: Expression, frame: Frame | null): { text: string; isString: boolean } {
    if (node.kind === "name") return { text: node.name, isString: false }
    if (node.kind === "binary" && node.operator === "||") {
      const inner = this.joined(node, frame)
      return { text: wordText(inner), isString: inner.kind === "string" }
    }
    const value = this.evaluate(node, frame)
    return { text: wordText(value), isString: value.kind === "string" }
  }

  /** f@g is x -> f(g(x)); f@@n is f n times. */
  private composed(node: Extract<Expression, { kind: "binary" }>, frame: Frame | null): Value {
    const name = printExpression(node)
    const outer = this.needFunction(this.operand(node.left, frame))
    const right = this.operand(node.right, frame)
    if (node.operator === "@") {
      const inner = this.needFunction(right)
      return composition(name, (args) => this.context.apply(outer, [this.context.apply(inner, valuesOf(args))]))
    }
    const times = Number(integerOf(right) ?? -1n)
    if (times < 0 || times > 100_000)
      throw new EngineError("argument", "A function is repeated a number of times from 0 to 100000.", {
        given: describe(right),
      })
    return composition(name, (args) => {
      let values = valuesOf(args)
      for (let i = 0; i < times; i++) values = [this.context.apply(outer, values)]
      return sequenceOf(values)
    })
  }

  private needFunction(value: Value): Callable {
    const found = this.callable(value)
    if (found !== undefined) return found
    throw new EngineError("argument", "A function is needed here.", { given: describe(value) })
  }

  // Calls

  isFunction(name: string): boolean {
    const own = this.state.names.get(name)
    if (own !== undefined) return own.kind === "procedure"
    return this.state.functions.lookup(name) !== undefined
  }

  callable(value: Value): Callable | undefined {
    if (value.kind === "procedure") return value.callable
    if (value.kind !== "expr") return undefined
    if (value.isSymbol()) return this.namedCallable(value.name ?? "")
    if (value.head !== "indexed") return undefined
    return { name: value.toString(), call: (args) => this.callIndexedName(value, valuesOf(args)) }
  }

  private namedCallable(name: string): Callable {
    const own = this.state.names.get(name)
    if (own?.kind === "procedure") return own.callable
    const operator = OPERATORS.get(name)
    if (operator !== undefined) return { name, call: (args) => operator(valuesOf(args)) }
    return this.state.functions.lookup(name) ?? { name, call: (args) => this.unknownCall(name, valuesOf(args)) }
  }

  callNamed(name: string, values: readonly Value[]): Value {
    return this.context.apply(this.namedCallable(name), values)
  }

  private call(node: Call, frame: Frame | null): Value {
    this.state.checkStop()
    const { callee } = node
    if (callee.kind === "name") {
      const form = this.specialForm(callee.name, frame)
      if (form !== undefined) return form(this, node.arguments, frame, node)
      const owner = frameOf(frame, callee.name)
      const bound = owner === null ? this.sessionValue(callee.name) : owner.values.get(callee.name)
      const args = this.arguments(node, frame)
      if (bound !== undefined) return this.apply(bound, args, node)
      if (callee.name === "procname") return this.unknownCall(activationOf(frame)?.name ?? "unknown", valuesOf(args))
      return this.applyCallable(this.namedCallable(callee.name), args, node)
    }
    if (callee.kind === "unevaluated" && callee.operand.kind === "name") {
      return this.unknownCall(callee.operand.name, valuesOf(this.arguments(node, frame)))
    }
    return this.apply(this.evaluate(callee, frame), this.arguments(node, frame), node)
  }

  private specialForm(name: string, frame: Frame | null) {
    const form = SPECIAL_FORMS.get(name)
    if (form === undefined || frameOf(frame, name) !== null || this.state.names.has(name)) return undefined
    return form
  }

  private arguments(node: Call, frame: Frame | null): Argument[] {
    const args: Argument[] = []
    for (const each of node.arguments) {
      const value = this.evaluate(each, frame)
      if (value.kind === "sequence")
        for (const item of value.items) args.push({ value: item, range: { ...each.range } })
      else args.push({ value, range: each.range })
    }
    return args
  }

  private apply(value: Value, args: readonly Argument[], node: Call): Value {
    if (value.kind === "expr" && value.head === "indexed") return this.callIndexedName(value, valuesOf(args))
    const found = this.callable(value)
    if (found !== undefined) return this.applyCallable(found, args, node)
    const name = printExpression(node.callee)
    const hint =
      value.kind === "list" || value.kind === "set" || value.kind === "table"
        ? `Write ${name}[…] for a member.`
        : `Write ${name}*(…) for a product.`
    throw new EngineError("argument", `${name} is no function: it has a value.`, { given: describe(value), hint })
  }

  private applyCallable(callable: Callable, args: readonly Argument[], node: Call): Value {
    if (callable instanceof UserProcedure) return callable.call(args, this.context)
    try {
      return this.state.called(() => callable.call(args, this.context))
    } catch (error) {
      if (!(error instanceof EngineError) || error.details.range !== undefined) throw error
      const { argument } = error.details
      throw error.with({ range: (argument === undefined ? undefined : args[argument]?.range) ?? node.range })
    }
  }

  /** sigma[5](n) is sigma(n, 5); combinat[numbpart](n) is numbpart(n); any other stays as it is. */
  private callIndexedName(value: QExpr, args: readonly Value[]): Value {
    const [base, ...indices] = value.args as [QExpr, ...QExpr[]]
    const name = base.name ?? ""
    const [index] = indices
    if (PACKAGES.has(name) && index !== undefined && indices.length === 1 && index.isSymbol()) {
      return this.callNamed(index.name ?? "", args)
    }
    if (base.isSymbol() && this.isFunction(name)) return this.callNamed(name, [...args, ...indices])
    return this.unknownCall(value.toString(), args)
  }

  /** The call of a name that means nothing stands for itself, when its arguments are expressions. */
  unknownCall(name: string, args: readonly Value[]): Value {
    const near = name.length > 3 && !isTypeName(name) ? this.state.functions.suggest(name) : []
    const hint =
      near.length > 0 ? `Did you mean ${near.join(" or ")}?` : "Check the name, or define the function first."
    const expressions = args.filter((each) => each.kind === "expr")
    if (expressions.length === args.length) {
      if (near.length > 0) this.state.warnOnce(name, `${name} is no function here, so its call stays as it is. ${hint}`)
      return symbolicCall(name, expressions)
    }
    throw new EngineError("name", `No function has the name ${name}.`, {
      given: `${name}(${args.length === 0 ? "" : describe(sequenceOf(args))})`,
      hint,
    })
  }

  private indexed(node: Extract<Expression, { kind: "indexed" }>, frame: Frame | null): Value {
    const indices = this.items(node.indices, frame)
    const { object } = node
    const value = this.evaluate(object, frame)
    return indexValue(value, indices, object.kind === "name" ? symbol(object.name) : value)
  }

  // Procedures

  procedure(node: Lambda | ProcedureNode, frame: Frame | null, name: string): UserProcedure {
    return new UserProcedure(name, node, frame, this.state.source, this.boundNames(node, frame), this.state.runner)
  }

  private boundNames(node: Lambda | ProcedureNode, frame: Frame | null): ReadonlySet<string> {
    if (node.kind === "lambda") return new Set(node.parameters.map((each) => each.name))
    const known = this.ownNames.get(node)
    if (known !== undefined) return known
    const names = procedureNames(node, (name) => frameOf(frame, name) !== null)
    this.ownNames.set(node, names)
    const declared = new Set([...node.parameters, ...node.locals].map((each) => each.name))
    const implicit = [...names].filter((name) => !declared.has(name))
    if (implicit.length > 0) {
      const list = implicit.join(", ")
      this.state.warn(
        `${list} ${implicit.length === 1 ? "belongs" : "belong"} to the procedure, which assigns it. Declare local ${list}; or global ${list};`,
      )
    }
    return names
  }

  // Unevaluated expressions

  /** 'e': names stand for themselves and nothing is called. */
  quote(node: Expression, frame: Frame | null): Value {
    switch (node.kind) {
      case "name": {
        const value = node.name === "procname" ? this.activationName(node.name, frame) : undefined
        return value ?? CONSTANT_VALUES.get(node.name) ?? (node.name === "infinity" ? infinity() : symbol(node.name))
      }
      case "sum":
        return addValues(
          node.terms.map(({ sign, term }) => (sign < 0 ? negate(this.quote(term, frame)) : this.quote(term, frame))),
        )
      case "product":
        return node.factors
          .map(({ operator, factor }) => ({ operator, value: this.quote(factor, frame) }))
          .reduce((a, b) => ({
            operator: "*",
            value: b.operator === "*" ? mulTwo(a.value, b.value) : divTwo(a.value, b.value),
          })).value
      case "list":
        return new List(node.items.map((item) => this.quote(item, frame)))
      case "set":
        return makeSet(node.items.map((item) => this.quote(item, frame)))
      case "sequence":
        return sequenceOf(node.items.map((item) => this.quote(item, frame)))
      case "relation":
        return new Relation(node.operator, this.quote(node.left, frame), this.quote(node.right, frame))
      case "binary":
        if (node.operator === "^") return powTwo(this.quote(node.left, frame), this.quote(node.right, frame))
        return this.evaluate(node, frame)
      case "call":
        return this.quotedCall(node, frame)
      case "indexed": {
        const object = this.quote(node.object, frame)
        return indexValue(
          object,
          node.indices.map((index) => this.quote(index, frame)),
          object,
        )
      }
      default:
        return this.evaluate(node, frame)
    }
  }

  private quotedCall(node: Call, frame: Frame | null): Value {
    const callee = this.quote(node.callee, frame)
    if (callee.kind !== "expr") return this.evaluate(node, frame)
    const args = node.arguments.flatMap((argument) => {
      // args inside 'procname(args)' are those of the call: the procedure answers unevaluated.
      const own = argument.kind === "name" ? this.activationName(argument.name, frame) : undefined
      const bound = argument.kind === "name" ? frameOf(frame, argument.name)?.values.get(argument.name) : undefined
      const value = own ?? bound ?? this.quote(argument, frame)
      return value.kind === "sequence" ? value.items : [value]
    })
    const expressions = args.filter((each) => each.kind === "expr")
    const name = callee.isSymbol() ? (callee.name ?? "") : callee.toString()
    return expressions.length === args.length ? symbolicCall(name, expressions) : this.unknownCall(name, args)
  }
}

function isItself(value: QExpr, name: string): boolean {
  return value.isSymbol(name)
}

function freeNames(value: Value): Set<string> {
  switch (value.kind) {
    case "expr":
      return new Set(value.freeSymbols())
    case "list":
    case "set":
    case "sequence":
      return new Set(value.items.flatMap((item) => [...freeNames(item)]))
    case "relation":
      return new Set([...freeNames(value.left), ...freeNames(value.right)])
    case "range":
      return new Set([...freeNames(value.from), ...freeNames(value.to)])
    default:
      return new Set()
  }
}

function valuesOf(args: readonly Argument[]): Value[] {
  return args.map((argument) => argument.value)
}

function decimal(text: string): QExpr {
  const [, whole = "", fraction = "", exponent = "0"] = /^(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(text) ?? []
  const shift = Number(exponent) - fraction.length
  const digits = BigInt(whole + fraction)
  return shift >= 0 ? integer(digits * 10n ** BigInt(shift)) : rational(digits, 10n ** BigInt(-shift))
}

function asSet(value: Value, operator: string): Extract<Value, { kind: "set" }> {
  if (value.kind === "set") return value
  const hint = value.kind === "list" ? "Write {op(L)} to make a set of a list." : "Write the members between { and }."
  throw new EngineError("argument", `${operator} combines sets.`, { given: describe(value), hint })
}

function setOperation(operator: "union" | "intersect" | "minus", a: Value, b: Value): Value {
  const left = asSet(a, operator)
  const right = asSet(b, operator)
  if (operator === "union") return makeSet([...left.items, ...right.items])
  const keys = new Set(right.items.map(valueKey))
  return new SetValue(left.items.filter((item) => keys.has(valueKey(item)) === (operator === "intersect")))
}
