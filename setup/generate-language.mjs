// Writes the parser's tables from the grammar: app/language/q.grammar -> app/language/generated/{parser,terms}.ts
import { readFileSync, writeFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { buildParserFile } from "@lezer/generator"

const grammar = fileURLToPath(new URL("../app/language/q.grammar", import.meta.url))
const target = fileURLToPath(new URL("../app/language/generated/", import.meta.url))

/** The two files' texts, for writing and for the test that compares them with what is in the tree. */
export function generateLanguage() {
  const { parser, terms } = buildParserFile(readFileSync(grammar, "utf8"), {
    fileName: "q.grammar",
    typeScript: true,
    warn(message) {
      throw new Error(message)
    },
  })
  return { parser, terms }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { parser, terms } = generateLanguage()
  writeFileSync(`${target}parser.ts`, parser.replace("./parser.terms", "./terms"))
  writeFileSync(`${target}terms.ts`, terms)
}
