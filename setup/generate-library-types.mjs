// Writes the types of the library's methods from the declarations: app/engine/functions -> app/engine/generated/functions.ts
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath, pathToFileURL } from "node:url"

const root = fileURLToPath(new URL("..", import.meta.url))
const target = join(root, "app/engine/generated/functions.ts")

/** The data of all declarations, without the implementations. */
export async function functionData() {
  const { rolldown } = await import("rolldown")
  const build = await rolldown({
    input: join(root, "app/engine/functions/index.ts"),
    platform: "node",
    external: [/^node:/],
    logLevel: "silent",
  })
  const folder = mkdtempSync(join(root, "build", "declarations-"))
  try {
    await build.write({ dir: folder, format: "esm", entryFileNames: "functions.js" })
    const { registry, declarationData } = await import(pathToFileURL(join(folder, "functions.js")).href)
    return registry.all().map(declarationData)
  } finally {
    await build.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

const INPUTS = [
  [/^an? (safe )?integer|^integers?\b/, "IntegerInput"],
  [/^a rational/, "RationalInput"],
  [/^a name\b(?!, or a list)/, "NameInput"],
  [/^a (list|partition)/, "ListInput"],
]

function inputType(domain) {
  if (/\bor\b/.test(domain) && !/^an? integer/.test(domain)) return "Input"
  return INPUTS.find(([words]) => words.test(domain))?.[1] ?? "Input"
}

const RESERVED = new Set(
  (
    "arguments await break case catch class const continue debugger default delete do else enum eval export extends finally for function if " +
    "implements import in instanceof interface let new null package private protected public return static super switch this throw try typeof " +
    "var void while with yield true false"
  ).split(" "),
)
const identifier = (name) => {
  const plain = name.replace(/\W/g, "_")
  return RESERVED.has(plain) || /^\d/.test(plain) ? `_${plain}` : plain
}

/** What a function's words about its result promise; anything else is some value of the language. */
const OUTPUTS = [
  [/^(a|the) series\b(?!.*\bor\b)/, "QSeries"],
  [/^(an integer|a rational|a polynomial)\b(?!.* or )/, "QExpr"],
  [/^(a|the) list\b(?!.* or )/, "List"],
  [/^true or false$/, "BooleanValue"],
]

function outputType(returns) {
  return OUTPUTS.find(([words]) => words.test(returns))?.[1] ?? "Value"
}

function parameterText({ domain, default: given, rest }, name, mayBeLeftOut) {
  const type = inputType(domain)
  if (rest) return `...${name}: readonly ${type}[]`
  return `${name}${given !== undefined && mayBeLeftOut ? "?" : ""}: ${type}`
}

/** Names of the parameters, numbered where one occurs twice. */
function distinctNames(parameters) {
  const names = parameters.map(({ name }) => identifier(name))
  return names.map((name, i) => (names.indexOf(name) === i ? name : `${name}_${i + 1}`))
}

/** An optional parameter may be left out only when all after it may be. */
function parametersText(parameters) {
  const names = distinctNames(parameters)
  return parameters
    .map((parameter, i) =>
      parameterText(
        parameter,
        names[i],
        parameters.slice(i).every((later) => later.default !== undefined || later.rest),
      ),
    )
    .join(", ")
}

function methodText(name, { summary, signatures }) {
  const overloads = [
    ...new Set(
      signatures.map(({ parameters, returns }) => `  ${name}(${parametersText(parameters)}): ${outputType(returns)}`),
    ),
  ]
  return `  /** ${summary.replaceAll("*/", "* /")} */\n${overloads.join("\n")}\n`
}

/** The text of the generated module. */
export function libraryTypes(declarations, ownNames) {
  const methods = declarations.flatMap((data) =>
    [data.name, ...data.aliases].filter((name) => !ownNames.has(name)).map((name) => methodText(name, data)),
  )
  return `// Written by setup/generate-library-types.mjs from the declarations in app/engine/functions. Do not edit.
import type { Input } from "../library-values"
import type { QSeries } from "../series/series"
import type { QExpr } from "../symbolic/expression"
import type { BooleanValue, List, StringValue, Value } from "../values"

export type IntegerInput = bigint | number | QExpr
export type RationalInput = bigint | number | QExpr
export type NameInput = QExpr | StringValue
export type ListInput = readonly Input[] | List

/** Every declared function as a method of a session. */
export interface DeclaredFunctions {
${methods.join("")}}
`
}

/** Names that the session has for itself. */
export const OWN_NAMES = new Set(
  "arena symbols symbol integer rational infinity run evaluate lookup assign call stats compact disposed dispose constructor batch".split(
    " ",
  ),
)

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(target, libraryTypes(await functionData(), OWN_NAMES))
}
