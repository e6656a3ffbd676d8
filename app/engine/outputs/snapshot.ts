import { loadAddon } from "../native/load"
import { QSeries } from "../series/series"
import type { Arena, Ref } from "../symbolic/arena"
import { QExpr } from "../symbolic/expression"
import { FIRST_FUNCTION, HEADS, INTEGER, SYMBOL } from "../symbolic/heads"
import { rebuild } from "../symbolic/rewrite"
import {
  BooleanValue,
  collectionOf,
  PictureValue,
  type Procedure,
  Range,
  Relation,
  StringValue,
  Table,
  type Value,
} from "../values"

/**
 * Values as JSON text, so that a session's variables outlive its process. Expressions are written node by node, each once, children before parents; series as
 * the addon's own bytes; everything else as it is. Procedures are their source text, and come back only when they were made at top level.
 */

/** [head, …children] for built-in heads, [name, …children] for functions, "name" for symbols, number text for integers. */
type PackedNode = readonly [number | string, ...number[]] | { readonly s: string } | { readonly i: string }

type Packed =
  | { readonly k: "expr"; readonly n: number }
  | { readonly k: "series"; readonly v: string; readonly d: number; readonly b: string }
  | { readonly k: "boolean"; readonly value: boolean | "FAIL"; readonly knownTo?: string }
  | { readonly k: "string"; readonly text: string }
  | {
      readonly k: "relation"
      readonly o: (Value & { kind: "relation" })["operator"]
      readonly l: Packed
      readonly r: Packed
    }
  | { readonly k: "range"; readonly l: Packed; readonly r: Packed }
  | { readonly k: "list" | "set" | "sequence"; readonly items: readonly Packed[] }
  | { readonly k: "picture"; readonly value: PictureValue }
  | { readonly k: "procedure"; readonly name: string | null; readonly source: string }
  | { readonly k: "table"; readonly entries: readonly (readonly [string, Packed, Packed])[] }

interface Snapshot {
  readonly format: 1
  readonly nodes: readonly PackedNode[]
  readonly value: Packed
}

/** Why a value cannot be kept, in words that follow "because". */
export class NotKept extends Error {}

/** Whether a procedure's source text says all about it: no names of an enclosing procedure live on in it. */
export type IsSelfContained = (procedure: Procedure) => boolean

/** Packs a value. Throws NotKept with the reason when it cannot be, or when it would take more than `limit` characters. */
export function packValue(value: Value, limit: number, isSelfContained: IsSelfContained): string {
  const packer = new Packer(limit, isSelfContained)
  const packed = packer.pack(value)
  const text = JSON.stringify({ format: 1, nodes: packer.nodes, value: packed } satisfies Snapshot)
  if (text.length > limit) throw tooLarge(limit)
  return text
}

function tooLarge(limit: number): NotKept {
  return new NotKept(`it takes more than ${Math.round(limit / 1024 ** 2)} MB`)
}

class Packer {
  readonly nodes: PackedNode[] = []
  readonly #places = new Map<Ref, number>()
  readonly #limit: number
  readonly #isSelfContained: IsSelfContained
  #bytes = 0

  constructor(limit: number, isSelfContained: IsSelfContained) {
    this.#limit = limit
    this.#isSelfContained = isSelfContained
  }

  pack(value: Value): Packed {
    switch (value.kind) {
      case "expr":
        return { k: "expr", n: this.#node(value.arena, value.ref) }
      case "series":
        return this.#series(value)
      case "boolean":
        return { k: "boolean", value: value.value, ...(value.knownTo === undefined ? {} : { knownTo: value.knownTo }) }
      case "string":
        return { k: "string", text: value.text }
      case "relation":
        return { k: "relation", o: value.operator, l: this.pack(value.left), r: this.pack(value.right) }
      case "range":
        return { k: "range", l: this.pack(value.from), r: this.pack(value.to) }
      case "list":
      case "set":
      case "sequence":
        return { k: value.kind, items: value.items.map((item) => this.pack(item)) }
      case "procedure":
        if (!this.#isSelfContained(value))
          throw new NotKept("it is a procedure that uses names of the procedure that made it")
        return { k: "procedure", name: value.name, source: value.source }
      case "picture":
        return { k: "picture", value }
      case "table":
        return {
          k: "table",
          entries: [...value.entries].map(([key, { index, value: entry }]) => [
            key,
            this.pack(index),
            this.pack(entry),
          ]),
        }
    }
  }

  #series({ native, variable, denominator }: QSeries): Packed {
    const addon = loadAddon().series
    // The packed bytes are about as many as the live ones; asking first spares making them.
    if (addon.info(native).bytes > 2 * this.#limit) throw tooLarge(this.#limit)
    return { k: "series", v: variable, d: denominator, b: Buffer.from(addon.serialize(native)).toString("base64") }
  }

  #node(arena: Arena, ref: Ref): number {
    const known = this.#places.get(ref)
    if (known !== undefined) return known
    const node = this.#describe(arena, ref)
    const place = this.nodes.push(node) - 1
    this.#places.set(ref, place)
    return place
  }

  #describe(arena: Arena, ref: Ref): PackedNode {
    this.#bytes += 8
    if (this.#bytes > this.#limit) throw tooLarge(this.#limit)
    const head = arena.head(ref)
    if (head === INTEGER) return { i: arena.integerValue(ref).toString(16) }
    if (head === SYMBOL) return { s: arena.symbolName(ref) }
    const children = arena.children(ref).map((child) => this.#node(arena, child))
    return [head < FIRST_FUNCTION ? head : arena.functionName(head), ...children]
  }
}

/** Makes a procedure of its source text; null when the text gives none. */
export type MakeProcedure = (source: string, name: string | null) => Value | null

/** Unpacks into the arena. Throws NotKept when the text is no snapshot of this version or a procedure cannot be made. */
export function unpackValue(text: string, arena: Arena, makeProcedure: MakeProcedure): Value {
  const snapshot = JSON.parse(text) as Snapshot
  if (snapshot.format !== 1) throw new NotKept("its copy is of another version of the program")
  const refs: Ref[] = []
  for (const node of snapshot.nodes) refs.push(unpackNode(node, arena, refs))
  return unpack(snapshot.value, arena, refs, makeProcedure)
}

function unpackNode(node: PackedNode, arena: Arena, refs: readonly Ref[]): Ref {
  if ("s" in node) return arena.symbol(node.s)
  if ("i" in node)
    return arena.integer(node.i.startsWith("-") ? -BigInt(`0x${node.i.slice(1)}`) : BigInt(`0x${node.i}`))
  const [head, ...places] = node
  const children = places.map((place) => {
    const ref = refs[place]
    if (ref === undefined) throw new NotKept("its copy is damaged")
    return ref
  })
  if (typeof head === "string") return arena.intern(arena.functionHead(head), children)
  if (head >= HEADS.length) throw new NotKept("its copy is damaged")
  return rebuild(arena, head, children)
}

function unpack(packed: Packed, arena: Arena, refs: readonly Ref[], makeProcedure: MakeProcedure): Value {
  const inner = (part: Packed): Value => unpack(part, arena, refs, makeProcedure)
  switch (packed.k) {
    case "expr": {
      const ref = refs[packed.n]
      if (ref === undefined) throw new NotKept("its copy is damaged")
      return QExpr.of(arena, ref)
    }
    case "series":
      return QSeries.of(loadAddon().series.deserialize(Buffer.from(packed.b, "base64")), packed.v, packed.d)
    case "boolean":
      return new BooleanValue(packed.value, packed.knownTo)
    case "string":
      return new StringValue(packed.text)
    case "relation":
      return new Relation(packed.o, inner(packed.l), inner(packed.r))
    case "range":
      return new Range(inner(packed.l), inner(packed.r))
    case "list":
    case "set":
    case "sequence":
      return collectionOf(packed.k, packed.items.map(inner))
    case "procedure": {
      const made = makeProcedure(packed.source, packed.name)
      if (made === null) throw new NotKept("its text makes no procedure")
      return made
    }
    case "picture":
      return new PictureValue(packed.value)
    case "table":
      return new Table(
        new Map(packed.entries.map(([key, index, value]) => [key, { index: inner(index), value: inner(value) }])),
      )
  }
}
