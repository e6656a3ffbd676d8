import type { SourceRange } from "../contract"
import type { Concrete } from "./concrete"
import type { Expression, ProductFactor, SumTerm } from "./tree"

/** Small readings of the grammar's nodes, for the builder of the tree. */

/** A text of at most 60 characters. */
export function shorten(text: string): string {
  const line = text.replace(/\s+/g, " ")
  return line.length <= 60 ? line : `${line.slice(0, 40)} … ${line.slice(-15)}`
}

export function isAssignable(target: Expression): boolean {
  if (target.kind === "name") return true
  if (target.kind === "indexed") return isAssignable(target.object)
  if (target.kind === "binary") return target.operator === "||"
  return target.kind === "call" && (target.callee.kind === "name" || target.callee.kind === "indexed")
}

export function rangeOf(node: SourceRange): SourceRange {
  return { from: node.from, to: node.to }
}

export function child(node: Concrete, index: number): Concrete {
  const found = node.children[index]
  if (found === undefined) throw new TypeError(`The grammar's node ${node.name} has no child ${index}`)
  return found
}

export function named(node: Concrete, name: string): Concrete {
  const found = node.children.find((each) => each.name === name)
  if (found === undefined) throw new TypeError(`The grammar's node ${node.name} has no ${name}`)
  return found
}

/** The lower-case words and the signs of the grammar are tokens without meaning of their own. */
export function isOperator(node: Concrete): boolean {
  return node.name.endsWith("Op") || node.name.endsWith("Sign") || /^[^A-Z⚠]/.test(node.name)
}

export function operands(children: readonly Concrete[], besides = ""): Concrete[] {
  return children.filter((each) => !isOperator(each) && each.name !== besides && each.name !== "Dollar")
}

export function sumOf(terms: readonly SumTerm[], range: SourceRange): Expression {
  const [first] = terms as readonly [SumTerm]
  if (terms.length === 1 && first.sign === 1) return first.term
  return { kind: "sum", terms, range }
}

export function productOf(factors: readonly ProductFactor[], range: SourceRange): Expression {
  const [first] = factors as readonly [ProductFactor]
  if (factors.length === 1) return first.factor
  return { kind: "product", factors, range }
}

/** A procedure's leading declarations, and its body without them. */
export function splitDeclarations(body: Concrete): { declarations: Concrete[]; rest: Concrete } {
  const declarations: Concrete[] = []
  let at = 0
  for (; at < body.children.length; at++) {
    const each = body.children[at] as Concrete
    if (each.name === "Declaration") declarations.push(each)
    else if (each.name !== "Semicolon" && each.name !== "Colon") break
  }
  return { declarations, rest: { ...body, children: body.children.slice(at) } }
}
