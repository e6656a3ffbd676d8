import type { Tree } from "@lezer/common"
import type { Failure } from "../contract"
import { Builder, MAX_NESTING } from "./build"
import { concreteTree, leaves, type Concrete } from "./concrete"
import { explain } from "./explain"
import { parser } from "./generated/parser"
import { questions, withoutQuestions, withQuestions } from "./questions"
import type { Program } from "./tree"

/**
 * The language's front door: a text becomes a program, or failures that say what to write. Parsing is linear in the text's length and
 * never throws; a text with a failure has no program, so nothing of it runs.
 */

export interface Parsed {
  /** Null when there are failures. */
  readonly program: Program | null
  readonly failures: readonly Failure[]
}

/** A cell is text that somebody reads; data of this size belongs in a file. */
const MAX_LENGTH = 8_000_000

const strict = parser.configure({ strict: true })

/** The grammar's tree of any text, with error nodes where it is no program; for the editor's services. */
export function syntaxTree(text: string): Tree {
  return parser.parse(text)
}

/** The first place at which no program can go on; null for a program. */
function firstFault(text: string): { tree: Tree } | { place: number } {
  try {
    return { tree: strict.parse(text) }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return { place: Number(/\d+$/.exec(error.message)?.[0] ?? "0") }
  }
}

const NESTS = new Set([
  "Parenthesised",
  "List",
  "Set",
  "Unevaluated",
  "Body",
  "Lambda",
  "Not",
  "Signed",
  "Assignment",
  "Factorial",
  "Call",
  "Indexed",
  "Member",
  "Concatenation",
  "Implication",
])

/** Where a tree nests too deeply to be walked; null when it does not. */
function tooDeep(root: Concrete): Concrete | null {
  const rest: { node: Concrete; depth: number }[] = [{ node: root, depth: 0 }]
  for (let each = rest.pop(); each !== undefined; each = rest.pop()) {
    const depth = each.depth + (NESTS.has(each.node.name) ? 1 : 0)
    if (depth > MAX_NESTING) return each.node
    for (const child of each.node.children) rest.push({ node: child, depth })
  }
  return null
}

/** Chains of operators that pair up make a deep tree without brackets. */
function longChain(root: Concrete): Concrete | null {
  const rest: Concrete[] = [root]
  for (let node = rest.pop(); node !== undefined; node = rest.pop()) {
    if (node.name !== "Arithmetic" && node.name !== "Product" && !node.name.endsWith("ion")) {
      rest.push(...node.children)
      continue
    }
    let pairs = 0
    for (const child of node.children) {
      rest.push(child)
      if (/^[a-z]|^ConcatOp$|Sign$/.test(child.name)) pairs++
    }
    if (pairs > 4 * MAX_NESTING) return node
  }
  return null
}

function limits(root: Concrete): Failure | null {
  const deep = tooDeep(root)
  if (deep !== null) {
    const message = `An expression may nest ${MAX_NESTING} deep at most`
    return { code: "tooLarge", message, hint: "Assign inner parts to names", range: { from: deep.from, to: deep.to } }
  }
  const chain = longChain(root)
  if (chain === null) return null
  const message = `A chain of such operators may have ${4 * MAX_NESTING} members at most`
  return { code: "tooLarge", message, hint: "Use a set, or a loop", range: { from: chain.from, to: chain.to } }
}

/** Reads a program in which a line may be a question; one that stands inside a statement or a comment is none. */
function read(text: string): Parsed {
  if (!text.includes("?")) return readStatements(text)
  const tree = syntaxTree(text)
  const asked = questions(text).filter(({ from }) => tree.resolveInner(from, 1).name !== "BlockComment")
  if (asked.length === 0) return readStatements(text)
  const { program, failures } = readStatements(withoutQuestions(text, asked))
  if (program === null) return { program, failures }
  const whole = withQuestions(program, asked)
  return whole === null ? readStatements(text) : { program: whole, failures }
}

function readStatements(text: string): Parsed {
  if (text.length > MAX_LENGTH) {
    const message = `A program may have ${MAX_LENGTH} characters at most`
    return { program: null, failures: [{ code: "tooLarge", message, given: `${text.length} characters` }] }
  }
  const outcome = firstFault(text)
  if ("place" in outcome) {
    // What stands before the fault is faultless, so its tokens need no recovery.
    const before = concreteTree(parser.parse(text.slice(0, outcome.place)))
    return { program: null, failures: [limits(before) ?? explain(text, leaves(before), outcome.place)] }
  }
  const root = concreteTree(outcome.tree)
  const limit = limits(root)
  if (limit !== null) return { program: null, failures: [limit] }
  const builder = new Builder(text)
  const program = builder.program(root)
  return builder.failures.length === 0 ? { program, failures: [] } : { program: null, failures: builder.failures }
}

/** Whether replacing the failure's range mends it: the new text's first failure, if any, lies behind the mended place. */
function mends(text: string, failure: Failure, failures: readonly Failure[]): boolean {
  const { fix, range } = failure
  if (fix === undefined || range === undefined) return false
  const after = read(text.slice(0, range.from) + fix + text.slice(range.to)).failures
  if (after.length === 0) return true
  const end = range.from + fix.length
  return failures.length > 1 ? after.length < failures.length : after.every((each) => (each.range?.from ?? 0) >= end)
}

/** Texts beyond this length are not parsed again to try a fix. */
const MAX_MENDED_LENGTH = 100_000

/** The failure in sentences: the rule ends with a full stop, and so does the advice unless it ends with a piece of a program. */
function inSentences(failure: Failure): Failure {
  const { message, hint } = failure
  return {
    ...failure,
    message: `${message}.`,
    ...(hint === undefined ? {} : { hint: /\p{L}$/u.test(hint) ? `${hint}.` : hint }),
  }
}

/** Parses a program. Failures come with a fix only where the fixed text parses. */
export function parse(text: string): Parsed {
  const { program, failures } = read(text)
  const checked = failures.slice(0, 20).map((told, index): Failure => {
    const failure = inSentences(told)
    if (failure.fix === undefined) return failure
    if (index < 5 && text.length <= MAX_MENDED_LENGTH && mends(text, failure, failures)) return failure
    const { fix: _fix, ...rest } = failure
    return rest
  })
  return { program, failures: checked }
}
