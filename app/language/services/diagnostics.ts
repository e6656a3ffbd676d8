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

/** Sequences among the arguments make their number unknown until the call is run. */
function countable(call: Call): boolean {
  return call.arguments.every(
    (argument) => !["call", "name", "ditto", "sequence", "repetition", "indexed", "if", "loop"].includes(argument.kind),
  )
}

function wrongCount(call: Call, functions: readonly FunctionData[]): Failure | null {
  if (call.callee.kind !== "name") return null
  const found = findFunction(call.callee.name, functions)
  if (found === undefined) return null
  const count = call.arguments.length
  const bounds = found.signatures.map(arity)
  const tooMany = bounds.every(({ most }) => count > most)
  const tooFew = countable(call) && bounds.every(({ least }) => count < least)
  if (!(tooMany && countable(call)) && !tooFew) return null
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
  const own = new Set(
    occurrences(program).flatMap(({ name, role }) => (role === "write" || role === "declare" ? [name] : [])),
  )
  return calls(program).flatMap((call): Diagnostic[] => {
    if (call.callee.kind === "name" && (own.has(call.callee.name) || assigned.has(call.callee.name))) return []
    const failure = wrongCount(call, functions)
    return failure === null ? [] : [{ severity: "warning", failure }]
  })
}
