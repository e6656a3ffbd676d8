import { readFileSync } from "node:fs"
import { verifyText } from "../engine/proofs/check/verify"
import type { Command } from "./command"

const HELP = `durfee verify CERTIFICATE.json …

  Checks the certificates of proofs: every figure of the argument is computed anew, by a program that shares nothing with the one that found the proof.
  - reads standard input. A certificate comes from the function certificate(…) of the language. Exit status 0 when all of them hold.
`

export const verifyCommand: Command = {
  help: HELP,
  options: {},
  run: ({ positionals }) => {
    if (positionals.length === 0) {
      process.stderr.write(HELP)
      return Promise.resolve(2)
    }
    return Promise.resolve(Math.max(...positionals.map(verifyFile)))
  },
}

function verifyFile(path: string): number {
  let text: string
  try {
    text = readFileSync(path === "-" ? 0 : path, "utf8")
  } catch (error) {
    process.stderr.write(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}\n`)
    return 1
  }
  const result = verifyText(unquoted(text))
  if (!result.valid) {
    process.stdout.write(`${path}: not proved: ${result.reason}\n`)
    return 1
  }
  process.stdout.write(`${path}: proved: ${result.statement}\n  resting on: ${result.theorems.join("; ")}\n`)
  return 0
}

/** The JSON text itself, also when it comes as the language prints a string: in quotes. */
function unquoted(text: string): string {
  const trimmed = text.trim()
  if (!trimmed.startsWith('"')) return trimmed
  try {
    const inner: unknown = JSON.parse(trimmed)
    return typeof inner === "string" ? inner : trimmed
  } catch {
    return trimmed
  }
}
