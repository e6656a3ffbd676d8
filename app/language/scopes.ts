import type { SourceRange } from "../contract"
import type { Action, Block, Expression, Lambda, Procedure, Program } from "./tree"

/**
 * Which names mean the same thing. A name belongs to the innermost procedure, lambda or index form that binds it, else to the session.
 * A procedure binds its parameters, its declared locals, and, as in Maple, every undeclared name that its body assigns or loops over.
 */

export interface Scope {
  readonly kind: "procedure" | "lambda" | "index"
  readonly parent: Scope | null
  readonly names: ReadonlySet<string>
  /** Names declared global, which skip the scopes outside. */
  readonly globals: ReadonlySet<string>
  readonly range: SourceRange
}

export interface Occurrence {
  readonly name: string
  readonly range: SourceRange
  readonly role: "read" | "write" | "declare" | "quote"
  /** Null for a name of the session. */
  readonly scope: Scope | null
}

/** Functions whose last arguments bind a name: seq(f(i), i = 1..5), seq(f(i), i in L). */
export const INDEX_FORMS: ReadonlySet<string> = new Set(["seq", "add", "mul", "sum", "product", "Sum", "Product"])

/** The name an argument such as i = 1..5 or i in L binds; null when it binds none. */
export function boundIndex(argument: Expression | undefined): Extract<Expression, { kind: "name" }> | null {
  if (argument === undefined) return null
  const binds =
    argument.kind === "relation" ? argument.operator === "=" : argument.kind === "binary" && argument.operator === "in"
  if (!binds || (argument.kind !== "relation" && argument.kind !== "binary")) return null
  const left = argument.left.kind === "unevaluated" ? argument.left.operand : argument.left
  return left.kind === "name" ? left : null
}

/** The undeclared names a procedure's body assigns or loops over; nested procedures have their own. */
export function assignedNames(body: Block): Map<string, SourceRange> {
  const found = new Map<string, SourceRange>()
  const note = (name: string, range: SourceRange): void => {
    if (!found.has(name)) found.set(name, range)
  }
  const visit = (node: Action): void => {
    if (node.kind === "lambda" || node.kind === "procedure") return
    if (node.kind === "assignment")
      for (const target of node.targets) if (target.kind === "name") note(target.name, target.range)
    if (node.kind === "loop" && node.variable !== null) note(node.variable.name, node.variable.range)
    forEachPart(node, visit)
  }
  for (const { action } of body.statements) visit(action)
  return found
}

/** The names a procedure binds; `boundOutside` tells those of the procedures around it, which it may set without declaring them. */
export function procedureNames(node: Procedure, boundOutside: (name: string) => boolean): Set<string> {
  const globals = new Set(node.globals.map((each) => each.name))
  const implicit = [...assignedNames(node.body).keys()].filter((name) => !globals.has(name) && !boundOutside(name))
  return new Set([...node.parameters.map((each) => each.name), ...node.locals.map((each) => each.name), ...implicit])
}

/** Calls `visit` for each expression or action directly inside one. */
export function forEachPart(node: Action, visit: (part: Action) => void): void {
  const block = (body: Block): void => {
    for (const { action } of body.statements) visit(action)
  }
  const maybe = (part: Expression | null): void => {
    if (part !== null) visit(part)
  }
  switch (node.kind) {
    case "list":
    case "set":
    case "sequence":
      node.items.forEach(visit)
      return
    case "sum":
      for (const { term } of node.terms) visit(term)
      return
    case "product":
      for (const { factor } of node.factors) visit(factor)
      return
    case "binary":
    case "relation":
      visit(node.left)
      visit(node.right)
      return
    case "range":
      maybe(node.from)
      maybe(node.to)
      return
    case "repetition":
      maybe(node.body)
      visit(node.over)
      return
    case "not":
    case "factorial":
    case "unevaluated":
      visit(node.operand)
      return
    case "call":
      visit(node.callee)
      node.arguments.forEach(visit)
      return
    case "indexed":
      visit(node.object)
      node.indices.forEach(visit)
      return
    case "member":
      visit(node.object)
      return
    case "lambda":
      visit(node.body)
      return
    case "procedure":
      for (const { type, default: value } of node.parameters) {
        maybe(type)
        maybe(value)
      }
      for (const { initial } of node.locals) maybe(initial)
      block(node.body)
      return
    case "if":
      for (const { condition, body } of node.branches) {
        visit(condition)
        block(body)
      }
      if (node.otherwise !== null) block(node.otherwise)
      return
    case "loop":
      for (const part of [node.in, node.from, node.by, node.to, node.while]) maybe(part)
      block(node.body)
      return
    case "assignment":
      node.targets.forEach(visit)
      visit(node.value)
      return
    case "return":
    case "error":
      maybe(node.value)
      return
    case "read":
      visit(node.file)
      return
    case "try":
      block(node.body)
      for (const { body } of node.catches) block(body)
      if (node.finally !== null) block(node.finally)
      return
    case "use":
      node.packages.forEach(visit)
      block(node.body)
      return
    default:
      return
  }
}

function bindsAround(scope: Scope | null, name: string): boolean {
  for (let each = scope; each !== null; each = each.parent) {
    if (each.names.has(name)) return true
    if (each.globals.has(name)) return false
  }
  return false
}

class Resolver {
  readonly occurrences: Occurrence[] = []

  private note(name: string, range: SourceRange, role: Occurrence["role"], scope: Scope | null): void {
    let owner = scope
    while (owner !== null && !owner.names.has(name)) owner = owner.globals.has(name) ? null : owner.parent
    this.occurrences.push({ name, range, role, scope: owner })
  }

  block(body: Block, scope: Scope | null): void {
    for (const { action } of body.statements) this.visit(action, scope)
  }

  private visit(node: Action, scope: Scope | null): void {
    switch (node.kind) {
      case "name":
        this.note(node.name, node.range, "read", scope)
        return
      case "unevaluated":
        if (node.operand.kind === "name") this.note(node.operand.name, node.operand.range, "quote", scope)
        else this.visit(node.operand, scope)
        return
      case "assignment":
        this.visit(node.value, scope)
        for (const target of node.targets) this.target(target, scope)
        return
      case "loop":
        for (const part of [node.in, node.from, node.by, node.to]) if (part !== null) this.visit(part, scope)
        if (node.variable !== null) this.note(node.variable.name, node.variable.range, "write", scope)
        if (node.while !== null) this.visit(node.while, scope)
        this.block(node.body, scope)
        return
      case "call":
        this.call(node, scope)
        return
      case "repetition":
        this.indexForm(node.body === null ? [node.over] : [node.body, node.over], node.range, scope)
        return
      case "lambda":
      case "procedure":
        this.procedure(node, scope)
        return
      default:
        forEachPart(node, (part) => {
          this.visit(part, scope)
        })
    }
  }

  private target(target: Expression, scope: Scope | null): void {
    if (target.kind === "name") this.note(target.name, target.range, "write", scope)
    else if (target.kind === "indexed") {
      target.indices.forEach((index) => {
        this.visit(index, scope)
      })
      this.target(target.object, scope)
    } else if (target.kind === "call") {
      target.arguments.forEach((argument) => {
        this.visit(argument, scope)
      })
      this.target(target.callee, scope)
    }
  }

  private call(node: Extract<Expression, { kind: "call" }>, scope: Scope | null): void {
    this.visit(node.callee, scope)
    const form =
      node.callee.kind === "name" && INDEX_FORMS.has(node.callee.name) && boundIndex(node.arguments[1]) !== null
    if (form) this.indexForm(node.arguments, node.range, scope)
    else for (const argument of node.arguments) this.visit(argument, scope)
  }

  private indexForm(parts: readonly Expression[], range: SourceRange, scope: Scope | null): void {
    const at = parts.length === 1 ? 0 : 1
    const over = parts[at]
    const index = boundIndex(over)
    if (index === null || (over?.kind !== "relation" && over?.kind !== "binary")) {
      for (const part of parts) this.visit(part, scope)
      return
    }
    this.visit(over.right, scope)
    for (const part of parts.slice(at + 1)) this.visit(part, scope)
    const inner: Scope = { kind: "index", parent: scope, names: new Set([index.name]), globals: new Set(), range }
    this.note(index.name, index.range, "declare", inner)
    const [body] = parts
    if (body !== undefined && at === 1) this.visit(body, inner)
  }

  private procedure(node: Lambda | Procedure, scope: Scope | null): void {
    const lambda = node.kind === "lambda"
    const inner: Scope = {
      kind: node.kind,
      parent: scope,
      names: lambda
        ? new Set(node.parameters.map((each) => each.name))
        : procedureNames(node, (name) => bindsAround(scope, name)),
      globals: new Set(lambda ? [] : node.globals.map((each) => each.name)),
      range: node.range,
    }
    for (const parameter of node.parameters) {
      this.note(parameter.name, parameter.nameRange, "declare", inner)
      if (parameter.default !== null) this.visit(parameter.default, inner)
    }
    if (lambda) {
      this.visit(node.body, inner)
      return
    }
    for (const local of [...node.locals, ...node.globals]) {
      this.note(local.name, local.nameRange, "declare", inner)
      if (local.initial !== null) this.visit(local.initial, inner)
    }
    this.block(node.body, inner)
  }
}

/** Every name of a program with what it means there, in the order in which the program would meet them. */
export function occurrences(program: Program): readonly Occurrence[] {
  const resolver = new Resolver()
  resolver.block(program, null)
  return resolver.occurrences
}
