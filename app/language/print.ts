import type { Action, Block, Expression, LocalName, Loop, Parameter, Procedure, Program, Statement } from "./tree"
import { KEYWORDS } from "./tree"

/** From the tree back to text. Parsing the text gives the tree again, but for its ranges. */

/** Rows of the precedence table; an operand of a looser row than its place allows gets parentheses. */
const LEVEL = {
  primary: 0,
  postfix: 1,
  concatenation: 2,
  factorial: 3,
  power: 4,
  product: 5,
  sum: 7,
  range: 8,
  relation: 9,
  repetition: 10,
  not: 11,
  and: 12,
  or: 13,
  xor: 14,
  implies: 15,
  expression: 16,
  sequence: 17,
} as const

const BINARY_LEVEL = {
  "||": LEVEL.concatenation,
  "^": LEVEL.power,
  "@@": LEVEL.power,
  ".": LEVEL.product,
  "@": LEVEL.product,
  intersect: LEVEL.product,
  mod: LEVEL.sum,
  union: LEVEL.sum,
  minus: LEVEL.sum,
  subset: LEVEL.range,
  in: LEVEL.relation,
  and: LEVEL.and,
  or: LEVEL.or,
  xor: LEVEL.xor,
  implies: LEVEL.implies,
} as const

/** The level of an operator's right operand, and of both operands where it does not associate. */
const TIGHTER: Readonly<Record<number, number>> = {
  [LEVEL.concatenation]: LEVEL.postfix,
  [LEVEL.power]: LEVEL.factorial,
  [LEVEL.product]: LEVEL.power,
  [LEVEL.sum]: LEVEL.product,
  [LEVEL.range]: LEVEL.sum,
  [LEVEL.relation]: LEVEL.range,
  [LEVEL.and]: LEVEL.not,
  [LEVEL.or]: LEVEL.and,
  [LEVEL.xor]: LEVEL.or,
  [LEVEL.implies]: LEVEL.xor,
}
const NOT_ASSOCIATIVE = new Set<string>(["^", "@@", "subset", "in"])
const TIGHT = new Set<string>(["^", "@@", "||", "@"])

function levelOf(node: Expression): number {
  switch (node.kind) {
    case "binary":
      return BINARY_LEVEL[node.operator]
    case "sum":
      return LEVEL.sum
    case "product":
      return LEVEL.product
    case "relation":
      return LEVEL.relation
    case "range":
      return LEVEL.range
    case "repetition":
      return LEVEL.repetition
    case "not":
      return LEVEL.not
    case "factorial":
      return LEVEL.factorial
    case "call":
    case "indexed":
    case "member":
      return LEVEL.postfix
    case "lambda":
    case "if":
    case "loop":
      return LEVEL.expression
    case "sequence":
      return node.items.length === 0 ? LEVEL.primary : LEVEL.sequence
    default:
      return LEVEL.primary
  }
}

function within(node: Expression, level: number): string {
  const text = bare(node)
  return levelOf(node) > level ? `(${text})` : text
}

function items(nodes: readonly Expression[]): string {
  return nodes.map((node) => within(node, LEVEL.expression)).join(", ")
}

function bare(node: Expression): string {
  switch (node.kind) {
    case "integer":
      return node.digits
    case "decimal":
      return node.text
    case "string":
      return printString(node.text)
    case "name":
      return printName(node.name)
    case "ditto":
      return "%".repeat(node.depth)
    case "list":
      return `[${items(node.items)}]`
    case "set":
      return `{${items(node.items)}}`
    case "sequence":
      return node.items.length === 0 ? "()" : items(node.items)
    case "sum":
      return printSum(node.terms)
    case "product":
      return node.factors
        .map(({ operator, factor }, i) => (i === 0 ? "" : operator) + within(factor, LEVEL.power))
        .join("")
    case "binary": {
      const level = BINARY_LEVEL[node.operator]
      const tighter = TIGHTER[level] ?? LEVEL.primary
      const left = within(node.left, NOT_ASSOCIATIVE.has(node.operator) ? tighter : level)
      const operator = TIGHT.has(node.operator) ? node.operator : ` ${node.operator} `
      return left + operator + within(node.right, tighter)
    }
    case "relation":
      return `${within(node.left, LEVEL.range)} ${node.operator} ${within(node.right, LEVEL.range)}`
    case "range":
      return `${end(node.from)}..${end(node.to)}`
    case "repetition": {
      const body = node.body === null ? "" : `${within(node.body, LEVEL.relation)} `
      return `${body}$ ${within(node.over, LEVEL.relation)}`
    }
    case "not":
      return `not ${within(node.operand, LEVEL.not)}`
    case "factorial":
      return `${within(node.operand, LEVEL.factorial)}!`
    case "call":
      return `${within(node.callee, LEVEL.postfix)}(${items(node.arguments)})`
    case "indexed":
      return `${within(node.object, LEVEL.postfix)}[${items(node.indices)}]`
    case "member":
      return `${within(node.object, LEVEL.postfix)}:-${printName(node.name)}`
    case "unevaluated":
      return `'${within(node.operand, LEVEL.sequence)}'`
    case "lambda":
      return `${printHead(node.parameters)} -> ${within(node.body, LEVEL.expression)}`
    case "procedure":
      return printProcedure(node)
    case "if":
      return printIf(node)
    case "loop":
      return printLoop(node)
  }
}

function end(node: Expression | null): string {
  return node === null ? "" : within(node, LEVEL.sum)
}

function printSum(terms: readonly { readonly sign: 1 | -1; readonly term: Expression }[]): string {
  return terms
    .map(({ sign, term }, i) => {
      const operator = i === 0 ? (sign < 0 ? "-" : "") : sign < 0 ? " - " : " + "
      return operator + within(term, LEVEL.product)
    })
    .join("")
}

function printHead(parameters: readonly Parameter[]): string {
  const [only] = parameters
  if (parameters.length === 1 && only !== undefined && only.type === null) return printName(only.name)
  return `(${parameters.map(printParameter).join(", ")})`
}

function printParameter(parameter: Parameter): string {
  return printDeclared(parameter.name, parameter.type, parameter.default)
}

function printDeclared(name: string, type: Expression | null, value: Expression | null): string {
  const typed = type === null ? "" : `::${within(type, LEVEL.concatenation)}`
  return `${printName(name)}${typed}${value === null ? "" : ` := ${within(value, LEVEL.expression)}`}`
}

function printLocal(local: LocalName): string {
  return printDeclared(local.name, local.type, local.initial)
}

function printProcedure(node: Procedure): string {
  const returns = node.returnType === null ? "" : `::${within(node.returnType, LEVEL.concatenation)};`
  const declarations = [
    node.locals.length === 0 ? "" : `local ${node.locals.map(printLocal).join(", ")};`,
    node.globals.length === 0 ? "" : `global ${node.globals.map(printLocal).join(", ")};`,
    node.options.length === 0 ? "" : `option ${items(node.options)};`,
    node.description === null ? "" : `description ${printString(node.description)};`,
  ]
  const parts = [...declarations, printBlock(node.body)].filter((part) => part !== "")
  return `proc(${node.parameters.map(printParameter).join(", ")})${returns} ${parts.join(" ")} end`.replace(
    / {2}end$/,
    " end",
  )
}

function printIf(node: Extract<Expression, { kind: "if" }>): string {
  const branches = node.branches.map(
    ({ condition, body }, i) =>
      `${i === 0 ? "if" : "elif"} ${within(condition, LEVEL.expression)} then ${printBlock(body)}`,
  )
  if (node.otherwise !== null) branches.push(`else ${printBlock(node.otherwise)}`)
  return `${branches.join(" ")} fi`
}

function printLoop(node: Loop): string {
  const clause = (word: string, value: Expression | null): string =>
    value === null ? "" : `${word} ${within(value, LEVEL.expression)} `
  const head = node.variable === null ? "" : `for ${printName(node.variable.name)} `
  const clauses =
    clause("in", node.in) +
    clause("from", node.from) +
    clause("by", node.by) +
    clause("to", node.to) +
    clause("while", node.while)
  return `${head}${clauses}do ${printBlock(node.body)} od`
}

const IDENTIFIER = /^[A-Za-z_À-ÖØ-öø-ɏͰ-ͳͶ-ͽͿ-ΆΈ-ορ-Ͽ][0-9A-Za-z_À-ÖØ-öø-ɏͰ-ͳͶ-ͽͿ-ΆΈ-Ͽ]*$/

/** A name as it is written: in back quotes when it is no identifier. */
export function printName(name: string): string {
  if (IDENTIFIER.test(name) && !KEYWORDS.has(name)) return name
  return `\`${name.replace(/[`\\]/g, "\\$&")}\``
}

export function printString(text: string): string {
  const escaped = text
    .replace(/[\\"\u201c-\u201f]/g, "\\$&")
    .replace(/\n/g, "\\n")
    .replace(/\t/g, "\\t")
    .replace(/\r/g, "\\r")
  return `"${escaped}"`
}

export function printExpression(node: Expression): string {
  return within(node, LEVEL.sequence)
}

function printAction(node: Action): string {
  switch (node.kind) {
    case "assignment": {
      const targets = items(node.targets)
      return `${node.targets.length === 1 ? targets : `(${targets})`} := ${printAction(node.value)}`
    }
    case "return":
    case "error":
      return node.value === null ? node.kind : `${node.kind} ${printExpression(node.value)}`
    case "break":
    case "next":
      return node.kind
    case "read":
      return `read ${within(node.file, LEVEL.expression)}`
    case "try": {
      const catches = node.catches.map(
        ({ messages, body }) => ` catch ${messages.map(printString).join(", ")}: ${printBlock(body)}`,
      )
      const last = node.finally === null ? "" : ` finally ${printBlock(node.finally)}`
      return `try ${printBlock(node.body)}${catches.join("")}${last} end try`
    }
    case "use":
      return `use ${node.packages.map((each) => within(each, LEVEL.postfix)).join(", ")} in ${printBlock(node.body)} end use`
    default:
      return printExpression(node)
  }
}

function printStatement(statement: Statement): string {
  return printAction(statement.action) + (statement.hidden ? ":" : ";")
}

function printBlock(block: Block): string {
  return block.statements.map(printStatement).join(" ")
}

/** A program, a statement a line. */
export function print(program: Program): string {
  return program.statements.map(printStatement).join("\n")
}
