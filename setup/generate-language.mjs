// Writes the parser's tables from the grammar: app/language/q.grammar -> app/language/generated/{parser,terms}.ts, and a stamp by which a
// test can tell in no time whether they are current.
import { createHash } from "node:crypto"
import { readFileSync, writeFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { buildParserFile } from "@lezer/generator"

const grammar = fileURLToPath(new URL("../app/language/q.grammar", import.meta.url))
const target = fileURLToPath(new URL("../app/language/generated/", import.meta.url))

/** Names the grammar and the version of the generator that reads it. */
export function grammarStamp() {
  const { version } = JSON.parse(
    readFileSync(new URL("../node_modules/@lezer/generator/package.json", import.meta.url), "utf8"),
  )
  return `${version} ${createHash("sha256").update(readFileSync(grammar)).digest("hex")}\n`
}

/** The two files' texts. */
export function generateLanguage() {
  const { parser, terms } = buildParserFile(readFileSync(grammar, "utf8"), {
    fileName: "q.grammar",
    typeScript: true,
    warn(message) {
      throw new Error(message)
    },
  })
  return { parser: parser.replace("./parser.terms", "./terms"), terms }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { parser, terms } = generateLanguage()
  writeFileSync(`${target}parser.ts`, parser)
  writeFileSync(`${target}terms.ts`, terms)
  writeFileSync(`${target}grammar.stamp`, grammarStamp())
}
