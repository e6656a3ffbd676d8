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
import { integerFromText, power, product } from "../long-integers"
import type { QExpr } from "../symbolic/expression"
import { call as symbolicCall, infinity, integer, rational, rootOfUnity, symbol } from "../symbolic/expression"
import {
  type Argument,
  type Callable,
  FAIL,
  FALSE,
  List,
  NULL,
  Range,
  Relation,
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
import type { Evaluation } from "./evaluation"
import { SPECIAL_FORMS } from "./forms"
import { activationValue, CONSTANT_VALUES } from "./names"
import { asSet, OPERATORS, setOperation } from "./operators"
import { quoted } from "./quoted"
import { StoredValues } from "./stored-values"
import { composition, missingParameter, procedureValue, UserProcedure } from "./procedure"
import { PACKAGES } from "./packages"
import { indexValue } from "./indexing"
import { rangeMembers, sequenceOf, wordText } from "./sequences"
import type { SessionState } from "./session-state"
import { valueKey } from "./text"
import { isTypeName } from "./types"

/** Runs blocks; the statements' side of the evaluator. */
export interface BlockRunner {
  /** The value of a block inside an expression. */
  blockValue(body: Block, frame: Frame | null): Value
  conditional(node: Extract<Expression, { kind: "if" }>, frame: Frame | null): Value
  loop(node: Extract<Expression, { kind: "loop" }>, frame: Frame | null): Value
}

/** Expressions to values. Functions are found by name: the session's, then the declared ones; the call of a name that means nothing stays as it is. */
export class Expressions implements Evaluation {
  readonly state: SessionState
  readonly context: LanguageContext
  readonly stored: StoredValues
  private readonly blocks: BlockRunner
  private readonly literals = new WeakMap<Expression, QExpr>()
  private readonly ownNames = new WeakMap<ProcedureNode, ReadonlySet<string>>()

  constructor(state: SessionState, context: LanguageContext, blocks: BlockRunner) {
    this.state = state
    this.context = context
    this.blocks = blocks
    this.stored = new StoredValues(state, this)
  }

  evaluate(node: Expression, frame: Frame | null): Value {
    try {
      switch (node.kind) {
        case "integer":
          return this.literal(node, () => integer(integerFromText(node.digits)))
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
        return quoted(this, node.operand, frame)
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
    return activationValue(name, frame) ?? this.stored.value(name) ?? (name === "I" ? rootOfUnity(4) : symbol(name))
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
      const bound = owner === null ? this.stored.value(callee.name) : owner.values.get(callee.name)
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
}

function valuesOf(args: readonly Argument[]): Value[] {
  return args.map((argument) => argument.value)
}

function decimal(text: string): QExpr {
  const [, whole = "", fraction = "", exponent = "0"] = /^(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(text) ?? []
  const shift = Number(exponent) - fraction.length
  const digits = integerFromText(whole + fraction)
  return shift >= 0 ? integer(product(digits, power(10n, BigInt(shift)))) : rational(digits, power(10n, BigInt(-shift)))
}
