import type { SourceRange } from "../contract"
import type { Concrete } from "./concrete"
import { Literals } from "./literals"
import {
  child,
  isAssignable,
  isOperator,
  named,
  operands,
  productOf,
  rangeOf,
  shorten,
  splitDeclarations,
  sumOf,
} from "./nodes"
import type {
  Action,
  Assignment,
  BinaryOperator,
  Block,
  Branch,
  CatchClause,
  Expression,
  LocalName,
  Loop,
  LoopVariable,
  Parameter,
  Procedure,
  ProductFactor,
  Program,
  RelationOperator,
  Statement,
  SumTerm,
} from "./tree"

/**
 * From the grammar's nodes to the tree, and the rules the grammar is too generous to hold: chains of operators that do not associate,
 * calls of what is no function, targets of assignments, words out of place. Each broken rule is a failure with its range.
 */

export const MAX_NESTING = 200

/** What surrounds a statement. */
interface Place {
  readonly loop: boolean
  readonly procedure: boolean
}
const OUTSIDE: Place = { loop: false, procedure: false }

export class Builder extends Literals {
  program(root: Concrete): Program {
    return { statements: this.statements(root, OUTSIDE), range: rangeOf(root) }
  }

  // Statements

  private statements(parent: Concrete, place: Place): Statement[] {
    const statements: Statement[] = []
    let action: Concrete | null = null
    const close = (hidden: boolean, to: number): void => {
      if (action === null) return
      if (action.name === "Declaration") {
        this.fail(
          action,
          "Declarations stand at the beginning of a procedure's body",
          "Move it to just after proc(...)",
        )
      } else {
        statements.push({ action: this.action(action, place), hidden, range: { from: action.from, to } })
      }
      action = null
    }
    for (const child of parent.children) {
      if (child.name === "Semicolon" || child.name === "Colon") close(child.name === "Colon", child.to)
      else action = child
    }
    if (action !== null) close(false, (action as Concrete).to)
    return statements
  }

  private block(body: Concrete, place: Place): Block {
    return { statements: this.statements(body, place), range: rangeOf(body) }
  }

  private action(node: Concrete, place: Place): Action {
    const range = rangeOf(node)
    switch (node.name) {
      case "Assignment":
        return this.assignment(node, place)
      case "Return":
        if (!place.procedure)
          this.fail(node, "return stands only inside a procedure", "Leave it out: a statement's value is shown")
        return { kind: "return", value: this.optional(node.children[1], place), range }
      case "Break":
      case "Next": {
        const kind = node.name === "Break" ? "break" : "next"
        if (!place.loop) this.fail(node, `${kind} stands only inside a loop`, "Put it between do and od")
        return { kind, range }
      }
      case "ErrorStatement":
        return { kind: "error", value: this.optional(node.children[1], place), range }
      case "Read":
        return { kind: "read", file: this.expression(child(node, 1), place), range }
      case "Try":
        return this.tryStatement(node, place)
      case "Use":
        return {
          kind: "use",
          packages: operands(node.children, "Body").map((each) => this.expression(each, place)),
          body: this.block(named(node, "Body"), place),
          range,
        }
      default:
        return this.expression(node, place)
    }
  }

  private assignment(node: Concrete, place: Place): Assignment {
    const [left, , right] = node.children as [Concrete, Concrete, Concrete]
    const several = left.name === "Sequence" || left.name === "Parenthesised"
    const targets = several ? operands(left.children) : [left]
    return {
      kind: "assignment",
      targets: targets.map((target) => this.target(target, place)),
      value: right.name === "Assignment" ? this.assignment(right, place) : this.expression(right, place),
      range: rangeOf(node),
    }
  }

  private target(node: Concrete, place: Place): Expression {
    const target = this.expression(node, place)
    if (!isAssignable(target)) {
      const hint = "Put a name, an indexed name such as a[1], or f(x) on the left of :="
      this.fail(node, "Only a name can be assigned a value", hint)
    }
    return target
  }

  private tryStatement(node: Concrete, place: Place): Action {
    const catches: CatchClause[] = node.children
      .filter((each) => each.name === "Catch")
      .map((each) => ({
        messages: each.children.filter((part) => part.name === "String").map((part) => this.string(part)),
        body: this.block(named(each, "Body"), place),
      }))
    const last = node.children.find((each) => each.name === "Finally")
    return {
      kind: "try",
      body: this.block(named(node, "Body"), place),
      catches,
      finally: last === undefined ? null : this.block(named(last, "Body"), place),
      range: rangeOf(node),
    }
  }

  // Expressions

  private optional(node: Concrete | undefined, place: Place): Expression | null {
    return node === undefined ? null : this.expression(node, place)
  }

  private items(node: Concrete, place: Place): Expression[] {
    return operands(node.children).map((each) => this.expression(each, place))
  }

  private expression(node: Concrete, place: Place): Expression {
    const range = rangeOf(node)
    switch (node.name) {
      case "Integer":
        return { kind: "integer", digits: this.digits(node), range }
      case "Decimal":
        return { kind: "decimal", text: this.decimal(node), range }
      case "String":
        return { kind: "string", text: this.string(node), range }
      case "Name":
      case "QuotedName":
        return { kind: "name", name: this.name(node), range }
      case "Ditto":
        return { kind: "ditto", depth: (node.to - node.from) as 1 | 2 | 3, range }
      case "QuoteDitto":
        return { kind: "ditto", depth: 1, range }
      case "List":
        return { kind: "list", items: this.items(node, place), range }
      case "Set":
        return { kind: "set", items: this.items(node, place), range }
      case "Sequence":
        return { kind: "sequence", items: this.items(node, place), range }
      case "Parenthesised":
        return this.parenthesised(node, place)
      case "Pochhammer":
        return this.pochhammer(node, place)
      case "Unevaluated":
        return { kind: "unevaluated", operand: this.expression(child(node, 1), place), range }
      case "Arithmetic":
        return this.arithmetic(node, place)
      case "Signed":
        return this.signed(node, place)
      case "Product":
        return this.product(node, place)
      case "Power":
        return this.power(node, place)
      case "Comparison":
        return this.comparison(node, place)
      case "Range":
        return this.range(node, place)
      case "Subset":
        return this.unchained(node, place, "subset", "Write a subset b and b subset c")
      case "Concatenation":
      case "Conjunction":
      case "Disjunction":
      case "Exclusion":
      case "Implication":
        return this.chain(node, place)
      case "Not":
        return { kind: "not", operand: this.expression(child(node, 1), place), range }
      case "Repetition":
        return this.repetition(node, place)
      case "Factorial":
        return { kind: "factorial", operand: this.expression(child(node, 0), place), range }
      case "Typed":
        return this.typed(node, place)
      case "Call":
        return this.call(node, place)
      case "Indexed":
        return this.indexed(node, place)
      case "Member": {
        const [object, , member] = node.children as [Concrete, Concrete, Concrete]
        return { kind: "member", object: this.expression(object, place), name: this.name(member), range }
      }
      case "Lambda":
        return this.lambda(node)
      case "Procedure":
        return this.procedure(node)
      case "If":
        return this.conditional(node, place)
      case "Loop":
        return this.loop(node, place)
      default:
        throw new TypeError(`No expression is made from the grammar's node ${node.name}`)
    }
  }

  private parenthesised(node: Concrete, place: Place): Expression {
    const items = this.items(node, place)
    const range = rangeOf(node)
    const [only] = items
    return items.length === 1 && only !== undefined ? only : { kind: "sequence", items, range }
  }

  /** (a, b, q)_n, as papers and Garvan's packages print it, is aqprod(a, q, n)*aqprod(b, q, n). */
  private pochhammer(node: Concrete, place: Place): Expression {
    const [list, index] = node.children as [Concrete, Concrete]
    const range = rangeOf(node)
    const parts = this.items(list, place)
    const base = parts.pop()
    if (base === undefined || parts.length === 0) {
      this.fail(node, "A q-Pochhammer symbol names its parameters and its base", "Write (a, q)_n, or aqprod(a, q, n)")
      return { kind: "sequence", items: [], range }
    }
    const word = this.slice(index).slice(1)
    const at = rangeOf(index)
    const count: Expression = /^\d+$/.test(word)
      ? { kind: "integer", digits: word, range: at }
      : { kind: "name", name: word === "inf" ? "infinity" : word, range: at }
    const callee: Expression = { kind: "name", name: "aqprod", range: at }
    const factors = parts.map((part): ProductFactor => {
      return { operator: "*", factor: { kind: "call", callee, arguments: [part, base, count], range } }
    })
    return productOf(factors, range)
  }

  private signed(node: Concrete, place: Place): Expression {
    const operand = this.expression(child(node, 1), place)
    const negative = this.operator(child(node, 0)) === "-"
    return negative ? { kind: "sum", terms: [{ sign: -1, term: operand }], range: rangeOf(node) } : operand
  }

  /** + and - gather in one sum; mod, union and minus take what stands to their left. */
  private arithmetic(node: Concrete, place: Place): Expression {
    let terms: SumTerm[] = []
    let sign: 1 | -1 = 1
    let binary: BinaryOperator | null = null
    const start = node.from
    for (const each of node.children) {
      if (isOperator(each)) {
        const operator = this.operator(each)
        binary = operator === "+" || operator === "-" ? null : (operator as BinaryOperator)
        sign = operator === "-" ? -1 : 1
        continue
      }
      const operand = this.expression(each, place)
      if (binary === null) {
        terms.push({ sign, term: operand })
        continue
      }
      const range = { from: start, to: each.to }
      terms = [
        { sign: 1, term: { kind: "binary", operator: binary, left: sumOf(terms, range), right: operand, range } },
      ]
    }
    return sumOf(terms, rangeOf(node))
  }

  private product(node: Concrete, place: Place): Expression {
    let factors: ProductFactor[] = []
    let operator = "*"
    for (const each of node.children) {
      if (isOperator(each)) {
        operator = this.operator(each)
        continue
      }
      const operand = this.expression(each, place)
      if (operator === "." && /(?<!\w)\d*\.\d+\.\d+$/.test(this.text.slice(node.from, each.from) + this.slice(each))) {
        this.fail(node, "A number has one decimal point", "Put blanks around the dot operator, or write *")
      }
      if (operator === "*" || operator === "/") {
        factors.push({ operator, factor: operand })
        continue
      }
      const range = { from: node.from, to: each.to }
      const left = productOf(factors, range)
      const right = operand
      factors = [
        { operator: "*", factor: { kind: "binary", operator: operator as BinaryOperator, left, right, range } },
      ]
    }
    return productOf(factors, rangeOf(node))
  }

  private power(node: Concrete, place: Place): Expression {
    const parts = operands(node.children, "Superscript")
    const [base, exponent] = parts as [Concrete, Concrete]
    const superscript = node.children.find((each) => each.name === "Superscript")
    const count = node.children.filter((each) => each.name === "PowerOp" || each.name === "Superscript").length
    if (count > 1) {
      const [first, ...others] = parts.map((each) => this.slice(each)) as [string, ...string[]]
      const rest = others.join("^")
      const fix = superscript === undefined && others.length === 2 ? `${first}^(${rest})` : undefined
      const hint = `Write ${first}^(${shorten(rest)}) or (${first}^${others[0] ?? ""})^…`
      this.fail(
        node,
        "A power of a power is ambiguous without parentheses",
        fix === undefined ? "Add parentheses" : hint,
        fix,
      )
    }
    const range = rangeOf(node)
    if (superscript !== undefined) {
      return {
        kind: "binary",
        operator: "^",
        left: this.expression(base, place),
        right: this.superscript(superscript),
        range,
      }
    }
    const operator = this.operator(child(node, 1)) as BinaryOperator
    return {
      kind: "binary",
      operator,
      left: this.expression(base, place),
      right: this.expression(exponent, place),
      range,
    }
  }

  private comparison(node: Concrete, place: Place): Expression {
    const parts = operands(node.children)
    const signs = node.children.filter(isOperator)
    const [left, right] = parts as [Concrete, Concrete]
    if (signs.length > 1) {
      const links = signs.map(
        (sign, i) => `${this.sliceAt(parts, i)} ${this.slice(sign)} ${this.sliceAt(parts, i + 1)}`,
      )
      const fix = links.join(" and ")
      this.fail(node, "Comparisons cannot be chained", `Write ${shorten(fix)}`, fix)
    }
    const sign = signs[0] as Concrete
    if (this.slice(sign) === "=" && left.name === "Factorial" && this.text[sign.from - 1] === "!") {
      const fix = `${this.text.slice(left.from, left.to - 1).trimEnd()} <> ${this.slice(right)}`
      this.fail(
        node,
        "!= is no operator: unequal is written <>",
        "Write <>, or n! = m with a blank for a factorial",
        fix,
      )
    }
    const operator = this.operator(sign)
    const both = { left: this.expression(left, place), right: this.expression(right, place), range: rangeOf(node) }
    return operator === "in"
      ? { kind: "binary", operator, ...both }
      : { kind: "relation", operator: operator as RelationOperator, ...both }
  }

  private sliceAt(parts: readonly Concrete[], index: number): string {
    const part = parts[index]
    return part === undefined ? "" : this.slice(part)
  }

  private range(node: Concrete, place: Place): Expression {
    const parts = operands(node.children)
    if (parts.length > 2)
      this.fail(node, "A range has two ends", "Write from..to, with parentheses around an inner range")
    const dots = node.children.find((each) => each.name === "RangeOp")
    if (dots !== undefined && this.text[dots.to] === "." && /\d/.test(this.text[dots.to + 1] ?? "")) {
      this.fail(node, "A range is written with two dots", "Write two, or a 0 before the decimal point")
    }
    const open = parts.length === 1
    const first = this.expression(parts[0] as Concrete, place)
    const leading = open && isOperator(child(node, 0))
    return {
      kind: "range",
      from: leading ? null : first,
      to: leading ? first : this.optional(parts[1], place),
      range: rangeOf(node),
    }
  }

  private unchained(node: Concrete, place: Place, operator: BinaryOperator, hint: string): Expression {
    const parts = operands(node.children)
    if (parts.length > 2) this.fail(node, `${operator} cannot be chained`, hint)
    const [left, right] = parts.map((each) => this.expression(each, place)) as [Expression, Expression]
    return { kind: "binary", operator, left, right, range: rangeOf(node) }
  }

  /** Left-associative chains of one operator. */
  private chain(node: Concrete, place: Place): Expression {
    const operator = this.operator(child(node, 1)) as BinaryOperator
    const [first, ...others] = operands(node.children) as [Concrete, ...Concrete[]]
    let left = this.expression(first, place)
    for (const other of others) {
      const range = { from: node.from, to: other.to }
      left = { kind: "binary", operator, left, right: this.expression(other, place), range }
    }
    return left
  }

  private repetition(node: Concrete, place: Place): Expression {
    const parts = operands(node.children).map((each) => this.expression(each, place))
    const over = parts.at(-1) as Expression
    return { kind: "repetition", body: parts.length === 2 ? (parts[0] ?? null) : null, over, range: rangeOf(node) }
  }

  private typed(node: Concrete, place: Place): Expression {
    this.fail(
      node,
      "A type after :: stands only beside a parameter or a local name",
      "Write type(x, posint) to test a value",
    )
    return this.expression(child(node, 0), place)
  }

  private call(node: Concrete, place: Place): Expression {
    const [callee, list] = node.children as [Concrete, Concrete]
    const called = this.expression(callee, place)
    const number = called.kind === "integer" || called.kind === "decimal"
    const formula = callee.name === "Parenthesised" && (called.kind === "sum" || called.kind === "product")
    if (number || formula || called.kind === "string") {
      const fix = `${this.slice(callee)}*${this.slice(list)}`
      const rule = number ? "A number cannot be called, and a product is never implied" : "A product is never implied"
      this.fail(node, rule, `Write ${shorten(fix)}`, called.kind === "string" ? undefined : fix)
    }
    return { kind: "call", callee: called, arguments: this.items(list, place), range: rangeOf(node) }
  }

  private indexed(node: Concrete, place: Place): Expression {
    const [object, list] = node.children as [Concrete, Concrete]
    const indexed = this.expression(object, place)
    if (indexed.kind === "integer" || indexed.kind === "decimal") {
      this.fail(
        node,
        "A number has no parts to take by index",
        `Write ${shorten(`${this.slice(object)}*${this.slice(list)}`)} for a product`,
      )
    }
    return { kind: "indexed", object: indexed, indices: this.items(list, place), range: rangeOf(node) }
  }

  // Procedures

  private lambda(node: Concrete): Expression {
    const [head, , body] = node.children as [Concrete, Concrete, Concrete]
    const names = head.name === "Parenthesised" ? operands(head.children) : [head]
    const parameters = names.map((each) => this.lambdaParameter(each))
    this.refuseRepeated(parameters)
    return {
      kind: "lambda",
      parameters,
      body: this.expression(body, { loop: false, procedure: true }),
      range: rangeOf(node),
    }
  }

  private lambdaParameter(node: Concrete): Parameter {
    const range = rangeOf(node)
    const [name, , type] = node.name === "Typed" ? (node.children as [Concrete, Concrete, Concrete]) : [node]
    if (name.name !== "Name" && name.name !== "QuotedName") {
      this.fail(node, "The parameters before -> are names", "Write x -> …, or (x, y) -> … for several")
      return { name: "_", nameRange: range, type: null, default: null, range }
    }
    return { name: this.name(name), nameRange: rangeOf(name), type: this.optional(type, OUTSIDE), default: null, range }
  }

  private refuseRepeated(names: readonly { readonly name: string; readonly range: SourceRange }[]): void {
    const seen = new Set<string>()
    for (const { name, range } of names) {
      if (seen.has(name))
        this.fail(range, `The name ${name} is declared twice`, "Give each parameter and local its own name")
      seen.add(name)
    }
  }

  private procedure(node: Concrete): Procedure {
    const inside: Place = { loop: false, procedure: true }
    const parameters = named(node, "Parameters")
      .children.filter((each) => each.name === "Parameter")
      .map((each) => this.parameter(each))
    const typeMark = node.children.findIndex((each) => each.name === "TypeOp")
    const body = named(node, "Body")
    const { declarations, rest } = splitDeclarations(body)
    const declared = { locals: [] as LocalName[], globals: [] as LocalName[], options: [] as Expression[] }
    let description: string | null = null
    for (const declaration of declarations) {
      const word = this.slice(child(declaration, 0))
      const items = declaration.children.filter((each) => each.name === "DeclaredItem")
      if (word === "local") declared.locals.push(...items.map((each) => this.localName(each)))
      else if (word === "global") declared.globals.push(...items.map((each) => this.localName(each)))
      else if (word === "description") description = items.map((each) => this.words(each)).join(" ")
      else declared.options.push(...items.map((each) => this.expression(child(each, 0), OUTSIDE)))
    }
    this.refuseRepeated([...parameters.map((each) => ({ name: each.name, range: each.nameRange })), ...declared.locals])
    return {
      kind: "procedure",
      parameters,
      returnType: typeMark < 0 ? null : this.expression(child(node, typeMark + 1), OUTSIDE),
      ...declared,
      description,
      body: { statements: this.statements(rest, inside), range: rangeOf(body) },
      range: rangeOf(node),
    }
  }

  private parameter(node: Concrete): Parameter {
    const typeMark = node.children.findIndex((each) => each.name === "TypeOp")
    const defaultMark = node.children.findIndex((each) => each.name === "AssignOp")
    const name = child(node, 0)
    return {
      name: this.name(name),
      nameRange: rangeOf(name),
      type: typeMark < 0 ? null : this.expression(child(node, typeMark + 1), OUTSIDE),
      default: defaultMark < 0 ? null : this.expression(child(node, defaultMark + 1), OUTSIDE),
      range: rangeOf(node),
    }
  }

  private localName(item: Concrete): LocalName {
    const declared = child(item, 0)
    const [name, , type] =
      declared.name === "Typed" ? (declared.children as [Concrete, Concrete, Concrete]) : [declared]
    const range = rangeOf(item)
    if (name.name !== "Name" && name.name !== "QuotedName") {
      this.fail(item, "A declaration lists names", "Write local a, b;")
      return { name: "_", nameRange: range, type: null, initial: null, range }
    }
    const initial = item.children[2]
    return {
      name: this.name(name),
      nameRange: rangeOf(name),
      type: this.optional(type, OUTSIDE),
      initial: this.optional(initial, OUTSIDE),
      range,
    }
  }

  private words(item: Concrete): string {
    const node = child(item, 0)
    return node.name === "String" ? this.string(node) : node.name === "QuotedName" ? this.name(node) : this.slice(node)
  }

  // Control

  private conditional(node: Concrete, place: Place): Expression {
    const branch = (from: Concrete): Branch => ({
      condition: this.expression(child(from, 1), place),
      body: this.block(named(from, "Body"), place),
    })
    const otherwise = node.children.find((each) => each.name === "Else")
    return {
      kind: "if",
      branches: [branch(node), ...node.children.filter((each) => each.name === "Elif").map(branch)],
      otherwise: otherwise === undefined ? null : this.block(named(otherwise, "Body"), place),
      range: rangeOf(node),
    }
  }

  private loop(node: Concrete, place: Place): Loop {
    const head = node.children.find((each) => each.name === "For")
    const clauses: Partial<Record<"from" | "by" | "to" | "while", Expression>> = {}
    for (const clause of node.children.filter((each) => each.name === "LoopClause")) {
      const word = this.slice(child(clause, 0)) as "from" | "by" | "to" | "while"
      if (clauses[word] !== undefined) this.fail(clause, `A loop has one ${word}`, `Leave out the second ${word}`)
      clauses[word] = this.expression(child(clause, 1), place)
    }
    const over = head?.children[3]
    if (over !== undefined && (clauses.from ?? clauses.by ?? clauses.to) !== undefined) {
      this.fail(
        node,
        "A loop runs either over the members after in or from, by, to numbers",
        "Leave out one of the two",
      )
    }
    return {
      kind: "loop",
      variable: head === undefined ? null : this.loopVariable(child(head, 1)),
      in: this.optional(over, place),
      from: clauses.from ?? null,
      by: clauses.by ?? null,
      to: clauses.to ?? null,
      while: clauses.while ?? null,
      body: this.block(named(node, "Body"), { ...place, loop: true }),
      range: rangeOf(node),
    }
  }

  private loopVariable(node: Concrete): LoopVariable {
    return { name: this.name(node), range: rangeOf(node) }
  }
}
