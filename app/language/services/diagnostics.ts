import type { Failure, FunctionData } from "../../contract"
import { parse } from "../parse"
import { forEachPart, occurrences } from "../scopes"
import type { Action, Call, Program } from "../tree"
import { arity, findFunction, signatureText } from "./signature"

export interface Diagnostic {
  readonly severity: "error" | "warning"
  readonly failure: Failure
}

function calls(program: Program): Call[] {
  const found: Call[] = []
  const visit = (node: Action): void => {
    if (node.kind === "call") found.push(node)
    forEachPart(node, visit)
  }
  for (const { action } of program.statements) visit(action)
  return found
}

const UNCOUNTABLE = new Set(["call", "ditto", "sequence", "repetition", "indexed", "if", "loop"])
const SEQUENCES = new Set(["args", "_passed", "_rest", "NULL"])

/** Sequences among the arguments make their number unknown until the call is run; a name without value is one argument. */
function countable(call: Call, assigned: ReadonlySet<string>): boolean {
  return call.arguments.every((argument) => {
    if (argument.kind === "name") return !SEQUENCES.has(argument.name) && !assigned.has(argument.name)
    return !UNCOUNTABLE.has(argument.kind)
  })
}

function wrongCount(call: Call, functions: readonly FunctionData[], assigned: ReadonlySet<string>): Failure | null {
  if (call.callee.kind !== "name") return null
  const found = findFunction(call.callee.name, functions)
  if (found === undefined) return null
  const count = call.arguments.length
  const bounds = found.signatures.map(arity)
  const possible = bounds.some(({ least, most }) => count >= least && count <= most)
  if (possible || !countable(call, assigned)) return null
  const { name } = call.callee
  const shapes = found.signatures.map((each) => signatureText(name, each)).join(" or ")
  return {
    code: "argument",
    message: `${name} is called as ${shapes}`,
    given: `${count} ${count === 1 ? "argument" : "arguments"}`,
    range: call.range,
    help: found.name,
  }
}

/**
 * Marks for a text while it is typed: what is no program, and calls with an impossible number of arguments of functions that neither the
 * text nor the session (`assigned`) redefines.
 */
export function diagnostics(
  text: string,
  functions: readonly FunctionData[],
  assigned: ReadonlySet<string>,
): readonly Diagnostic[] {
  const { program, failures } = parse(text)
  if (program === null) return failures.map((failure) => ({ severity: "error", failure }))
  const own = occurrences(program).flatMap(({ name, role }) => (role === "write" || role === "declare" ? [name] : []))
  const held = new Set([...own, ...assigned])
  return calls(program).flatMap((call): Diagnostic[] => {
    if (call.callee.kind === "name" && held.has(call.callee.name)) return []
    const failure = wrongCount(call, functions, held)
    return failure === null ? [] : [{ severity: "warning", failure }]
  })
}
