import fc from "fast-check"
import type {
  Action,
  BinaryOperator,
  Block,
  Expression,
  LocalName,
  Parameter,
  Program,
  RelationOperator,
  Statement,
} from "../../app/language"

/** Random trees of the language: what the parser can give, and nothing else. */

const range = { from: 0, to: 0 }

/** The tree without its ranges, for comparing. */
export function bare(tree: unknown): unknown {
  return JSON.parse(
    JSON.stringify(tree, (key, value: unknown) => (key === "range" || key === "nameRange" ? undefined : value)),
  )
}

const identifier = fc.constantFrom("a", "b", "q", "x1", "_G", "theta3", "X", "alpha_2", "η", "Infinity")
const oddName = fc.constantFrom("a b", "if", "end", "π", "1x", "", "a`b", "back\\slash", "+", "mod", "é!")
export const name = fc.oneof({ weight: 8, arbitrary: identifier }, { weight: 1, arbitrary: oddName })
const words = fc.oneof(
  fc.constantFrom("", "a b", 'say "yes"', "tab\there", "line\nbreak", "“curly”", "# no comment", "\\"),
  fc.string(),
)

const nameNode = name.map((each): Expression => ({ kind: "name", name: each, range }))
const leaf: fc.Arbitrary<Expression> = fc.oneof(
  { weight: 4, arbitrary: nameNode },
  {
    weight: 3,
    arbitrary: fc
      .bigInt({ min: 0n, max: 10n ** 30n })
      .map((n): Expression => ({ kind: "integer", digits: String(n), range })),
  },
  fc.constantFrom("1.5", "0.25", "2.0", "1e5", "1.5e-3").map((text): Expression => ({ kind: "decimal", text, range })),
  words.map((text): Expression => ({ kind: "string", text, range })),
  fc.constantFrom(1 as const, 2 as const, 3 as const).map((depth): Expression => ({ kind: "ditto", depth, range })),
)

const binaries: readonly BinaryOperator[] = [
  "^",
  "@@",
  "@",
  ".",
  "||",
  "mod",
  "union",
  "minus",
  "intersect",
  "subset",
  "in",
  "and",
  "or",
  "xor",
  "implies",
]
const relations: readonly RelationOperator[] = ["=", "<>", "<", "<=", ">", ">="]

// An alias, not an interface: fc.letrec takes records.
type Trees = {
  expression: Expression
  callee: Expression
  items: Expression[]
  block: Block
  loopBlock: Block
  statement: Statement
  action: Action
  program: Program
}

function several(items: fc.Arbitrary<Expression>, minLength: number): fc.Arbitrary<Expression[]> {
  return fc.array(items, { minLength, maxLength: minLength + 2 })
}

const parameters = fc.uniqueArray(name, { maxLength: 3 })

function parameterOf(each: string, type: Expression | null, value: Expression | null): Parameter {
  return { name: each, nameRange: range, type, default: value, range }
}

function localOf(each: string): LocalName {
  return { name: each, nameRange: range, type: null, initial: null, range }
}

function blockOf(statements: Statement[]): Block {
  return { statements, range }
}

function isCallable(node: Expression): boolean {
  return !["integer", "decimal", "string", "sum", "product"].includes(node.kind)
}

const { program, expression } = fc.letrec<Trees>((tie) => {
  const inner = tie("expression")
  const maybe = fc.option(inner, { nil: null })
  const statements = fc.array(tie("statement"), { maxLength: 3 })
  const composite: fc.Arbitrary<Expression>[] = [
    several(inner, 0).map((items): Expression => ({ kind: "list", items, range })),
    several(inner, 0).map((items): Expression => ({ kind: "set", items, range })),
    fc.oneof(several(inner, 2), fc.constant([])).map((items): Expression => ({ kind: "sequence", items, range })),
    fc
      .array(fc.record({ sign: fc.constantFrom(1 as const, -1 as const), term: inner }), { minLength: 2, maxLength: 4 })
      .map((terms): Expression => ({ kind: "sum", terms, range })),
    inner.map((term): Expression => ({ kind: "sum", terms: [{ sign: -1, term }], range })),
    fc
      .tuple(
        inner,
        fc.array(fc.record({ operator: fc.constantFrom("*" as const, "/" as const), factor: inner }), {
          minLength: 1,
          maxLength: 3,
        }),
      )
      .map(([first, rest]): Expression => ({
        kind: "product",
        factors: [{ operator: "*", factor: first }, ...rest],
        range,
      })),
    fc
      .tuple(fc.constantFrom(...binaries), inner, inner)
      .map(([operator, left, right]): Expression => ({ kind: "binary", operator, left, right, range })),
    fc
      .tuple(fc.constantFrom(...relations), inner, inner)
      .map(([operator, left, right]): Expression => ({ kind: "relation", operator, left, right, range })),
    fc.tuple(inner, inner).map(([from, to]): Expression => ({ kind: "range", from, to, range })),
    fc.tuple(maybe, inner).map(([body, over]): Expression => ({ kind: "repetition", body, over, range })),
    inner.map((operand): Expression => ({ kind: "not", operand, range })),
    inner.map((operand): Expression => ({ kind: "factorial", operand, range })),
    inner.map((operand): Expression => ({ kind: "unevaluated", operand, range })),
    fc
      .tuple(tie("callee"), several(inner, 0))
      .map(([callee, args]): Expression => ({ kind: "call", callee, arguments: args, range })),
    fc
      .tuple(
        tie("callee"),
        fc.oneof(
          several(inner, 0),
          inner.map((to): Expression[] => [{ kind: "range", from: null, to, range }]),
        ),
      )
      .map(([object, indices]): Expression => ({ kind: "indexed", object, indices, range })),
    fc.tuple(tie("callee"), name).map(([object, each]): Expression => ({ kind: "member", object, name: each, range })),
    fc.tuple(parameters, fc.option(nameNode, { nil: null }), inner).map(([names, type, body]): Expression => ({
      kind: "lambda",
      parameters: names.map((each) => parameterOf(each, type, null)),
      body,
      range,
    })),
    fc
      .tuple(
        fc.uniqueArray(name, { maxLength: 5 }),
        fc.nat(5),
        fc.option(nameNode, { nil: null }),
        maybe,
        fc.option(words, { nil: null }),
        statements,
      )
      .map(([names, cut, type, value, description, body]): Expression => ({
        kind: "procedure",
        parameters: names.slice(0, cut).map((each) => parameterOf(each, type, value)),
        returnType: type,
        locals: names.slice(cut).map(localOf),
        globals: [],
        options: value === null ? [] : [{ kind: "name", name: "remember", range }],
        description,
        body: blockOf(body),
        range,
      })),
    fc
      .tuple(
        fc.array(fc.record({ condition: inner, body: tie("block") }), { minLength: 1, maxLength: 2 }),
        fc.option(tie("block"), { nil: null }),
      )
      .map(([branches, otherwise]): Expression => ({ kind: "if", branches, otherwise, range })),
    fc.tuple(name, inner, maybe, tie("loopBlock")).map(([each, over, test, body]): Expression => ({
      kind: "loop",
      variable: { name: each, range },
      in: over,
      from: null,
      by: null,
      to: null,
      while: test,
      body,
      range,
    })),
    fc
      .tuple(fc.option(name, { nil: null }), maybe, maybe, maybe, maybe, tie("loopBlock"))
      .map(([each, from, by, to, test, body]): Expression => ({
        kind: "loop",
        variable: each === null ? null : { name: each, range },
        in: null,
        from,
        by,
        to,
        while: test,
        body,
        range,
      })),
  ]
  const target = fc.oneof(
    nameNode,
    fc
      .tuple(nameNode, several(inner, 1))
      .map(([object, indices]): Expression => ({ kind: "indexed", object, indices, range })),
    fc
      .tuple(nameNode, several(inner, 0))
      .map(([callee, args]): Expression => ({ kind: "call", callee, arguments: args, range })),
  )
  return {
    expression: fc.oneof({ maxDepth: 4, depthSize: "small" }, leaf, ...composite),
    callee: fc.oneof({ maxDepth: 4, depthSize: "small" }, nameNode, inner.filter(isCallable)),
    items: several(inner, 0),
    block: statements.map(blockOf),
    loopBlock: fc
      .tuple(statements, fc.option(fc.constantFrom("break" as const, "next" as const), { nil: null }))
      .map(([list, kind]) =>
        blockOf(kind === null ? list : [...list, { action: { kind, range }, hidden: false, range }]),
      ),
    action: fc.oneof(
      { maxDepth: 4, depthSize: "small" },
      { weight: 6, arbitrary: inner },
      {
        weight: 3,
        arbitrary: fc
          .tuple(fc.array(target, { minLength: 1, maxLength: 3 }), inner)
          .map(([targets, value]): Action => ({ kind: "assignment", targets, value, range })),
      },
      maybe.map((value): Action => ({ kind: "error", value, range })),
      inner.map((file): Action => ({ kind: "read", file, range })),
      fc
        .tuple(
          tie("block"),
          fc.array(fc.record({ messages: fc.array(words, { maxLength: 2 }), body: tie("block") }), { maxLength: 2 }),
          fc.option(tie("block"), { nil: null }),
        )
        .map(([body, catches, last]): Action => ({ kind: "try", body, catches, finally: last, range })),
      fc
        .tuple(fc.array(nameNode, { minLength: 1, maxLength: 2 }), tie("block"))
        .map(([packages, body]): Action => ({ kind: "use", packages, body, range })),
    ),
    statement: fc.record({ action: tie("action"), hidden: fc.boolean(), range: fc.constant(range) }),
    program: fc.array(tie("statement"), { maxLength: 4 }).map(blockOf),
  }
})

export { expression, program }

/** The time a property may take; it grows with TEST_MULTIPLIER. */
export const patience = { timeout: 30_000 * Math.max(1, Number(process.env["TEST_MULTIPLIER"] ?? "1")) }

/** How often a property is tried; TEST_MULTIPLIER scales it. */
export function runs(count: number): number {
  return Math.ceil(count * Number(process.env["TEST_MULTIPLIER"] ?? "1"))
}
