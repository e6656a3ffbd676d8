import { languageContext } from "../../evaluator/context"
import { compareNumbers, sorted } from "../../evaluator/compare"
import { sequenceOf } from "../../evaluator/sequences"
import { keyOf, valueKey } from "../../evaluator/text"
import { EngineError } from "../../errors"
import { integer } from "../../symbolic/expression"
import {
  type Callable,
  type CallContext,
  collectionOf,
  FALSE,
  NULL,
  Sequence,
  Table,
  TRUE,
  type Value,
} from "../../values"
import { signature, type DeclaredFunction, type Parameter } from "../declare"
import { describe } from "../describe"
import { integerOf } from "../inputs"
import { anyValue, rest } from "../parameters"
import { listOf, truth } from "../results"
import { builtin } from "./entry"
import { headOf, isCompound, partCount, partsOf, rebuilt, subset } from "./parts"

const e = anyValue("e", "a list, set, equation or expression")
const extras = rest(anyValue("extra", "further arguments of f", "values"))

/** A function: a procedure, a lambda, or a name to be called. */
const f: Parameter<Callable> = {
  name: "f",
  meaning: "what is called",
  domain: "a function",
  optional: false,
  read: (value, context) => languageContext(context).callable(value),
}

const collection: Parameter<Extract<Value, { kind: "list" | "set" }>> = {
  name: "L",
  meaning: "the members",
  domain: "a list or a set",
  optional: false,
  read: (value) => (value.kind === "list" || value.kind === "set" ? value : undefined),
}

const list: Parameter<Extract<Value, { kind: "list" }>> = {
  name: "L",
  meaning: "the members",
  domain: "a list",
  optional: false,
  read: (value) => (value.kind === "list" ? value : undefined),
}

const second: Parameter<Extract<Value, { kind: "list" }>> = { ...list, name: "M", meaning: "the other members" }

// Operands

function operand(value: Value, index: Value): Value {
  const parts = partsOf(value)
  if (index.kind === "list") return index.items.reduce(operand, value)
  if (index.kind === "range") {
    const from = placeOf(index.from, parts.length)
    const to = placeOf(index.to, parts.length)
    return sequenceOf(parts.slice(from, to + 1))
  }
  const n = integerOf(index)
  if (n === 0n) return headOf(value)
  return parts[placeOf(index, parts.length)] ?? NULL
}

function placeOf(index: Value, count: number): number {
  const n = integerOf(index)
  if (n === undefined)
    throw new EngineError("argument", "op counts operands by integers or a range.", {
      given: describe(index),
      argument: 0,
      help: "op",
    })
  const place = n > 0n ? Number(n) - 1 : count + Number(n)
  if (n === 0n || place < 0 || place >= count) {
    throw new EngineError("argument", `There are ${count} operands here.`, {
      given: `operand ${n}`,
      argument: 0,
      help: "op",
    })
  }
  return place
}

const op = builtin({
  name: "op",
  family: "lists",
  summary:
    "The operands of a value: members of lists, terms of sums, factors of products, arguments; op(0, e) is what holds them together.",
  definition: "e_1, \\ldots, e_n",
  signatures: [
    signature([e], "a sequence", ([value]) => sequenceOf(partsOf(value))),
    signature(
      [anyValue("i", "which operand, or a range", "an integer or a range"), e],
      "the operand",
      ([index, value]) => operand(value, index),
    ),
  ],
  examples: [
    ["op(2, [a, b, c])", "b"],
    ["[op([a, b]), c]", "[a, b, c]"],
    ["op(2..3, [a, b, c])", "b, c"],
  ],
  seeAlso: ["nops", "map"],
})

const nops = builtin({
  name: "nops",
  family: "lists",
  summary: "How many operands: members, terms, factors, arguments; of a series, its non-zero known terms.",
  definition: "n",
  signatures: [signature([e], "an integer", ([value]) => integer(partCount(value)))],
  examples: [
    ["nops([10, 20, 30])", "3"],
    ["nops({})", "0"],
  ],
  seeAlso: ["op"],
})

const equation: Parameter<Extract<Value, { kind: "relation" }>> = {
  name: "equation",
  meaning: "an equation or inequality",
  domain: "an equation or inequality",
  optional: false,
  read: (value) => (value.kind === "relation" ? value : undefined),
}
const rangeArgument: Parameter<Extract<Value, { kind: "range" }>> = {
  name: "range",
  meaning: "a range a..b",
  domain: "a range",
  optional: false,
  read: (value) => (value.kind === "range" ? value : undefined),
}

function side(name: "lhs" | "rhs"): DeclaredFunction {
  const left = name === "lhs"
  return builtin({
    name,
    family: "lists",
    summary: `The ${left ? "left" : "right"} side of an equation or inequality, or the ${left ? "first" : "last"} end of a range.`,
    definition: left ? "a = b \\mapsto a" : "a = b \\mapsto b",
    signatures: [
      signature([equation], "a value", ([whole]) => (left ? whole.left : whole.right)),
      signature([rangeArgument], "a value", ([whole]) => (left ? whole.from : whole.to)),
    ],
    examples: [
      [`${name}(x = 3)`, left ? "x" : "3"],
      [`${name}(1..2)`, left ? "1" : "2"],
    ],
    seeAlso: [left ? "rhs" : "lhs", "op"],
  })
}

const subsop = builtin({
  name: "subsop",
  family: "lists",
  summary: "Replaces operands by their number.",
  definition: "e_i \\mapsto v",
  signatures: [
    signature(
      [rest(anyValue("changes", "equations i = v, then the expression", "equations, then an expression"))],
      "the changed value",
      ([args], context) => {
        const target = args.at(-1)
        if (target === undefined || args.length < 2)
          throw new EngineError("argument", "subsop takes i = v, then an expression.", {
            hint: "Write subsop(2 = x, L).",
            help: "subsop",
          })
        const parts = [...partsOf(target)]
        for (const pair of args.slice(0, -1)) {
          if (pair.kind !== "relation" || pair.operator !== "=")
            throw new EngineError("argument", "subsop takes equations i = v.", {
              given: describe(pair),
              help: "subsop",
            })
          parts[placeOf(pair.left, parts.length)] = pair.right
        }
        return rebuilt(target, parts, (name, values) => languageContext(context).callNamed(name, values))
      },
    ),
  ],
  examples: [
    ["subsop(2 = x, [a, b, c])", "[a, x, c]"],
    ["subsop(1 = q, [a, b])", "[q, b]"],
  ],
  seeAlso: ["op", "subs"],
})

// Functions over members

function mapped(apply: (part: Value) => Value, value: Value, context: CallContext): Value {
  if (!isCompound(value)) return apply(value)
  const parts = partsOf(value).map((part) => {
    context.checkStop()
    return apply(part)
  })
  return rebuilt(value, parts, (name, values) => languageContext(context).callNamed(name, values))
}

const map = builtin({
  name: "map",
  family: "lists",
  summary:
    "Applies a function to each member of a list or set, each term of a sum, each factor of a product; further arguments are passed on.",
  definition: "[f(e_1), \\ldots, f(e_n)]",
  signatures: [
    signature([f, e, extras], "of the kind of e", ([fn, value, more], context) =>
      mapped((part) => context.apply(fn, [part, ...more]), value, context),
    ),
  ],
  examples: [
    ["map(x -> x^2, [1, 2, 3, 4])", "[1, 4, 9, 16]"],
    ["map(modp, [5, 6, 7], 4)", "[1, 2, 3]"],
  ],
  seeAlso: ["map2", "seq", "select"],
})

const map2 = builtin({
  name: "map2",
  family: "lists",
  summary: "Applies f(first, member) to each member.",
  definition: "[f(a, e_1), \\ldots, f(a, e_n)]",
  signatures: [
    signature(
      [f, anyValue("a", "the first argument"), e, extras],
      "of the kind of e",
      ([fn, first, value, more], context) =>
        mapped((part) => context.apply(fn, [first, part, ...more]), value, context),
    ),
  ],
  examples: [
    ["map2(op, 1, [[a, b], [c, d]])", "[a, c]"],
    ["map2(op, 2, [[a, b], [c, d]])", "[b, d]"],
  ],
  seeAlso: ["map"],
})

function passes(fn: Callable, part: Value, more: readonly Value[], context: CallContext, name: string): boolean {
  context.checkStop()
  const { value } = languageContext(context).decide(context.apply(fn, [part, ...more]))
  if (value === "FAIL") {
    throw new EngineError("unable", `${name} could not decide the condition for a member.`, {
      given: describe(part),
      help: name,
    })
  }
  return value
}

function selecting(
  name: "select" | "remove",
  wanted: boolean,
  summary: string,
  ...examples: readonly (readonly [input: string, result: string])[]
): DeclaredFunction {
  return builtin({
    name,
    family: "lists",
    summary,
    definition: wanted ? "\\{x \\in L : f(x)\\}" : "\\{x \\in L : \\neg f(x)\\}",
    signatures: [
      signature([f, e, extras], "of the kind of e", ([fn, value, more], context) =>
        subset(
          value,
          partsOf(value).filter((part) => passes(fn, part, more, context, name) === wanted),
          name,
        ),
      ),
    ],
    examples,
    seeAlso: ["selectremove", wanted ? "remove" : "select"],
  })
}

const selectremove = builtin({
  name: "selectremove",
  family: "lists",
  summary: "The members for which f is true, and those for which it is not.",
  definition: "\\{x : f(x)\\}, \\{x : \\neg f(x)\\}",
  signatures: [
    signature([f, e, extras], "two of the kind of e", ([fn, value, more], context) => {
      const kept: Value[] = []
      const left: Value[] = []
      for (const part of partsOf(value)) (passes(fn, part, more, context, "selectremove") ? kept : left).push(part)
      return new Sequence([subset(value, kept, "selectremove"), subset(value, left, "selectremove")])
    }),
  ],
  examples: [
    ["selectremove(isprime, [1, 2, 3, 4])", "[2, 3], [1, 4]"],
    ["selectremove(x -> x > 2, [1, 2, 3, 4])", "[3, 4], [1, 2]"],
  ],
  seeAlso: ["select", "remove"],
})

function quantifier(name: "andmap" | "ormap", settles: boolean, summary: string): DeclaredFunction {
  return builtin({
    name,
    family: "lists",
    summary,
    definition: settles ? "\\exists x : f(x)" : "\\forall x : f(x)",
    signatures: [
      signature([f, e, extras], "true or false", ([fn, value, more], context) => {
        const settled = partsOf(value).some((part) => passes(fn, part, more, context, name) === settles)
        return truth(settled === settles)
      }),
    ],
    examples: [
      [`${name}(isprime, [2, 3, 4])`, settles ? "true" : "false"],
      [`${name}(isprime, ${settles ? "[4, 6]" : "[2, 3]"})`, settles ? "false" : "true"],
    ],
  })
}

const zip = builtin({
  name: "zip",
  family: "lists",
  summary: "Joins two lists member by member with a function; with a default, the shorter list is filled up.",
  definition: "[f(a_1, b_1), \\ldots]",
  signatures: [
    signature([f, list, second], "a list, as long as the shorter", ([fn, a, b], context) =>
      listOf(a.items.slice(0, b.items.length).map((item, i) => context.apply(fn, [item, b.items[i] ?? NULL]))),
    ),
    signature(
      [f, list, second, anyValue("d", "fills up the shorter list")],
      "a list, as long as the longer",
      ([fn, a, b, filler], context) =>
        listOf(
          Array.from({ length: Math.max(a.items.length, b.items.length) }, (_, i) =>
            context.apply(fn, [a.items[i] ?? filler, b.items[i] ?? filler]),
          ),
        ),
    ),
  ],
  examples: [
    ["zip((x, y) -> x*y, [1, 2, 3], [4, 5, 6])", "[4, 10, 18]"],
    ["zip((x, y) -> x+y, [1, 2], [10, 20])", "[11, 22]"],
  ],
})

// Membership and order

const member = builtin({
  name: "member",
  family: "lists",
  summary: "Whether a value is among the members; with a name in quotes, its place is assigned to it.",
  definition: "x \\in L",
  signatures: [
    signature([anyValue("x", "what is looked for"), collection], "true or false", ([x, whole]) =>
      truth(whole.items.some((item) => valueKey(item) === valueKey(x))),
    ),
    signature(
      [anyValue("x", "what is looked for"), collection, anyValue("p", "a name in quotes", "a name")],
      "true or false",
      ([x, whole, place], context) => {
        const at = whole.items.findIndex((item) => valueKey(item) === valueKey(x))
        if (at >= 0) languageContext(context).assignTo(place, integer(at + 1))
        return at >= 0 ? TRUE : FALSE
      },
    ),
  ],
  examples: [
    ["member(3, {1, 2, 3})", "true"],
    ["member(4, [1, 2, 3])", "false"],
  ],
})

function before(fn: Callable, a: Value, b: Value, context: CallContext): boolean {
  return passes(fn, a, [b], context, "sort")
}

const COMPARISONS: ReadonlyMap<string, (order: number) => boolean> = new Map([
  ["<", (o) => o < 0],
  ["<=", (o) => o <= 0],
  [">", (o) => o > 0],
  [">=", (o) => o >= 0],
])

/** Merge sort with a comparison that is a function of the language: never more than n log n calls, and stable. */
function sortedBy(items: readonly Value[], first: (a: Value, b: Value) => boolean): Value[] {
  if (items.length < 2) return [...items]
  const middle = items.length >> 1
  const left = sortedBy(items.slice(0, middle), first)
  const right = sortedBy(items.slice(middle), first)
  const merged: Value[] = []
  let i = 0
  let j = 0
  while (i < left.length && j < right.length) {
    merged.push(first(right[j] as Value, left[i] as Value) ? (right[j++] as Value) : (left[i++] as Value))
  }
  return [...merged, ...left.slice(i), ...right.slice(j)]
}

const sort = builtin({
  name: "sort",
  family: "lists",
  summary:
    "Sorts a list: numbers by size, then everything else by its text; or by a function that says whether its first argument comes before the second. Expressions are in order already.",
  definition: "e_{(1)} \\le e_{(2)} \\le \\cdots",
  signatures: [
    signature([collection], "of the same kind", ([whole]) => collectionOf(whole.kind, sorted(whole.items))),
    signature([list, f], "a list", ([whole, fn], context) => {
      const comparison = COMPARISONS.get(fn.name)
      if (comparison !== undefined && whole.items.every((item) => compareNumbers(item, integer(0)) !== null)) {
        return listOf(
          sortedBy(whole.items, (a, b) => comparison(compareNumbers(a, b) ?? 0) && compareNumbers(a, b) !== 0),
        )
      }
      return listOf(sortedBy(whole.items, (a, b) => before(fn, a, b, context) && !before(fn, b, a, context)))
    }),
    signature([anyValue("e", "an expression or series"), extras], "the expression", ([value]) => value),
  ],
  examples: [
    ["sort([3, 1, 2])", "[1, 2, 3]"],
    ["sort([3, 1, 2], `>`)", "[3, 2, 1]"],
    ["sort([[1, 2], [3], []], (a, b) -> nops(a) < nops(b))", "[[], [3], [1, 2]]"],
  ],
})

const ListReverse = builtin({
  name: "Reverse",
  family: "lists",
  summary: "The list in the opposite order.",
  definition: "[e_n, \\ldots, e_1]",
  signatures: [signature([list], "a list", ([whole]) => listOf([...whole.items].reverse()))],
  examples: [
    ["Reverse([1, 2, 3])", "[3, 2, 1]"],
    ["Reverse([a, b])", "[b, a]"],
  ],
})

const table = builtin({
  name: "table",
  family: "lists",
  summary: "A table: entries by index, in a form that assignments to T[i] change.",
  definition: "T[i] = v",
  signatures: [
    signature([], "an empty table", () => new Table()),
    signature([collection], "a table", ([whole]) => new Table(entriesOf(whole))),
  ],
  examples: [
    ["T := table([a = 1, b = 2]): T[b]", "2"],
    ["T := table(): T[1] := 5: T[1]", "5"],
    ["T := table([(1, 2) = 3]): T[1, 2]", "3"],
  ],
  seeAlso: ["array"],
})

function entriesOf(whole: Extract<Value, { kind: "list" | "set" }>): Map<string, { index: Value; value: Value }> {
  return new Map(
    whole.items.map((item, i) => {
      const pair = item.kind === "relation" && item.operator === "="
      const index = pair ? item.left : integer(i + 1)
      return [keyOf(index.kind === "sequence" ? index.items : [index]), { index, value: pair ? item.right : item }]
    }),
  )
}

const array = builtin({
  name: "array",
  aliases: ["Array"],
  family: "lists",
  summary: "A table whose indices start empty or come from a list; ranges say which indices are meant.",
  definition: "A[i]",
  signatures: [
    signature([list], "a table", ([whole]) => new Table(entriesOf(whole))),
    signature(
      [anyValue("range", "the indices", "a range"), list],
      "a table",
      ([, whole]) => new Table(entriesOf(whole)),
    ),
    signature([rest(anyValue("ranges", "the indices in each direction", "ranges"))], "a table", () => new Table()),
  ],
  examples: [
    ["A := array([5, 6, 7]): A[2]", "6"],
    ["A := array([[1, 2], [3, 4]]): A[2, 1]", "3"],
    ["A := array([5, 6]): A[1] := 9: A[1]", "9"],
  ],
  seeAlso: ["table"],
})

const tableArgument: Parameter<Extract<Value, { kind: "table" }>> = {
  name: "T",
  meaning: "the table",
  domain: "a table",
  optional: false,
  read: (value) => (value.kind === "table" ? value : undefined),
}

const indices = builtin({
  name: "indices",
  family: "lists",
  summary: "The indices of a table, each in a list.",
  definition: "[i_1], \\ldots",
  signatures: [
    signature([tableArgument], "a sequence", ([whole]) =>
      sequenceOf(
        [...whole.entries.values()].map(({ index }) => listOf(index.kind === "sequence" ? index.items : [index])),
      ),
    ),
  ],
  examples: [
    ["indices(table([a = 1]))", "[a]"],
    ["nops([indices(table([a = 1, b = 2]))])", "2"],
  ],
  seeAlso: ["entries"],
})

const entries = builtin({
  name: "entries",
  family: "lists",
  summary: "The entries of a table, each in a list.",
  definition: "[v_1], \\ldots",
  signatures: [
    signature([tableArgument], "a sequence", ([whole]) =>
      sequenceOf([...whole.entries.values()].map(({ value }) => listOf([value]))),
    ),
  ],
  examples: [
    ["entries(table([a = 1]))", "[1]"],
    ["nops([entries(table([a = 1, b = 2]))])", "2"],
  ],
  seeAlso: ["indices"],
})

export const listFunctions: readonly DeclaredFunction[] = [
  op,
  nops,
  subsop,
  side("lhs"),
  side("rhs"),
  map,
  map2,
  selecting(
    "select",
    true,
    "The members for which f is true.",
    ["select(isprime, [1, 2, 3, 4, 5])", "[2, 3, 5]"],
    ["select(x -> x > 2, [1, 2, 3, 4])", "[3, 4]"],
  ),
  selecting(
    "remove",
    false,
    "The members for which f is false.",
    ["remove(isprime, [1, 2, 3, 4, 5])", "[1, 4]"],
    ["remove(x -> x > 2, [1, 2, 3, 4])", "[1, 2]"],
  ),
  selectremove,
  quantifier("andmap", false, "Whether f is true for every member."),
  quantifier("ormap", true, "Whether f is true for some member."),
  zip,
  member,
  sort,
  ListReverse,
  table,
  array,
  indices,
  entries,
]
