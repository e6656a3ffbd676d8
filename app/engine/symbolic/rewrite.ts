import type { Arena, Ref } from "./arena"
import { addRefs, mulRefs, powRef } from "./canonical"
import {
  CYCLOTOMIC,
  DECIMAL,
  FIRST_FUNCTION,
  INDEXED_PRODUCT,
  INDEXED_SUM,
  INFINITY,
  INTEGER,
  POWER,
  PRODUCT,
  Q_POCHHAMMER,
  RATIONAL,
  SUM,
  SYMBOL,
} from "./heads"

/** The node with this head and these children, brought to canonical form. Children of a sum are its constant and pairs, as stored. */
export function rebuild(arena: Arena, head: number, children: readonly Ref[]): Ref {
  switch (head) {
    case SUM: {
      const terms: Ref[] = [children[0] as Ref]
      for (let i = 1; i < children.length; i += 2)
        terms.push(mulRefs(arena, [children[i + 1] as Ref, children[i] as Ref]))
      return addRefs(arena, terms)
    }
    case PRODUCT:
      return mulRefs(arena, children)
    case POWER:
      return powRef(arena, children[0] as Ref, children[1] as Ref)
    case Q_POCHHAMMER:
      return arena.immediate(children[0] as Ref) === 0 ? arena.smallInteger(1) : arena.intern(head, children)
    default:
      return arena.intern(head, children)
  }
}

export function isLeaf(head: number): boolean {
  return (
    head === INTEGER ||
    head === RATIONAL ||
    head === SYMBOL ||
    head === INFINITY ||
    head === CYCLOTOMIC ||
    head === DECIMAL
  )
}

/** Applies `change` to the children of a node and rebuilds it; the node itself when no child changes. */
export function mapChildren(arena: Arena, ref: Ref, change: (child: Ref) => Ref): Ref {
  const head = arena.head(ref)
  if (isLeaf(head)) return ref
  const children = arena.children(ref)
  let changed = false
  const images = children.map((child, i) => {
    arena.tick()
    // The coefficients of a sum and of a product are numbers; index names stay what they are.
    const fixed = (head === SUM && i % 2 === 0) || (head === PRODUCT && i === 0) || (isIndexed(head) && i === 1)
    const image = fixed ? child : change(child)
    changed ||= image !== child
    return image
  })
  return changed ? rebuild(arena, head, images) : ref
}

export function isIndexed(head: number): boolean {
  return head === INDEXED_SUM || head === INDEXED_PRODUCT
}

/** Whether a symbol occurs free in an expression. */
export function dependsOn(arena: Arena, ref: Ref, symbol: Ref): boolean {
  return occurs(arena, ref, symbol, new Set())
}

function occurs(arena: Arena, ref: Ref, symbol: Ref, clear: Set<Ref>): boolean {
  if (ref === symbol) return true
  if (isLeaf(arena.head(ref)) || clear.has(ref)) return false
  const bound = isIndexed(arena.head(ref)) && arena.word(ref, 1) === symbol
  arena.tick()
  const children = bound ? arena.children(ref).slice(2) : arena.children(ref)
  for (const child of children) if (occurs(arena, child, symbol, clear)) return true
  clear.add(ref)
  return false
}

/** Names that occur free, each once, sorted. */
export function freeNames(arena: Arena, root: Ref): string[] {
  const names = new Set<string>()
  collectNames(arena, root, new Set(), names)
  return [...names].sort()
}

function collectNames(arena: Arena, ref: Ref, seen: Set<Ref>, names: Set<string>): void {
  if (seen.has(ref)) return
  seen.add(ref)
  arena.tick()
  if (arena.head(ref) === SYMBOL) {
    names.add(arena.symbolName(ref))
    return
  }
  if (!isIndexed(arena.head(ref))) {
    for (const child of arena.children(ref)) collectNames(arena, child, seen, names)
    return
  }
  const [body, index, from, to] = arena.children(ref) as [Ref, Ref, Ref, Ref]
  const inner = new Set<string>()
  collectNames(arena, body, new Set(), inner)
  inner.delete(arena.symbolName(index))
  for (const name of inner) names.add(name)
  collectNames(arena, from, seen, names)
  collectNames(arena, to, seen, names)
}

/**
 * Simultaneous replacement of whole subexpressions. A replaced part is not looked into again. Inside Sum and Product the index is bound and
 * is not replaced. Powers: replacing x^2 does not touch x^4; algsubs does.
 */
export function substitute(arena: Arena, ref: Ref, replacements: ReadonlyMap<Ref, Ref>): Ref {
  const done = new Map<Ref, Ref>(replacements)
  const visit = (node: Ref): Ref => {
    const known = done.get(node)
    if (known !== undefined) return known
    const image = isIndexed(arena.head(node)) ? underBinder(arena, node, replacements) : mapChildren(arena, node, visit)
    done.set(node, image)
    return image
  }
  return visit(ref)
}

function underBinder(arena: Arena, node: Ref, replacements: ReadonlyMap<Ref, Ref>): Ref {
  const [body, index, from, to] = arena.children(node) as [Ref, Ref, Ref, Ref]
  const inner = new Map(replacements)
  inner.delete(index)
  const captured = [...inner.values()].some((value) => dependsOn(arena, value, index))
  const fresh = captured ? freshSymbol(arena, node, [...inner.values()]) : index
  const renamed = captured ? substitute(arena, body, new Map([[index, fresh]])) : body
  return arena.intern(arena.head(node), [
    substitute(arena, renamed, inner),
    fresh,
    substitute(arena, from, replacements),
    substitute(arena, to, replacements),
  ])
}

/** A name like the index's that occurs in none of the expressions. */
function freshSymbol(arena: Arena, node: Ref, others: readonly Ref[]): Ref {
  const stem = arena.symbolName(arena.word(node, 1))
  for (let i = 1; ; i++) {
    const candidate = arena.symbol(`${stem}${i}`)
    if (![arena.word(node, 0), ...others].some((ref) => dependsOn(arena, ref, candidate))) return candidate
  }
}

/** Every subexpression once, children before parents. */
export function subexpressions(arena: Arena, root: Ref): Ref[] {
  const seen = new Set<Ref>()
  const order: Ref[] = []
  const visit = (ref: Ref): void => {
    if (seen.has(ref)) return
    seen.add(ref)
    arena.tick()
    for (const child of arena.children(ref)) visit(child)
    order.push(ref)
  }
  visit(root)
  return order
}

/** Whether the expression holds an applied name other than the field's own forms. */
export function hasFunction(arena: Arena, ref: Ref): boolean {
  return subexpressions(arena, ref).some((node) => arena.head(node) >= FIRST_FUNCTION)
}
