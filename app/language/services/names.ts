import type { Failure, SourceRange } from "../../contract"
import { parse } from "../parse"
import { printName } from "../print"
import { occurrences, type Occurrence } from "../scopes"

export interface CellNames {
  /** Names of the session that running the cell would set. */
  readonly defines: readonly string[]
  /** Names of the session it reads before it has set them itself. */
  readonly uses: readonly string[]
}

/** What a cell defines and uses, for marking others as stale; empty for a text that is no program. */
export function cellNames(text: string): CellNames {
  const { program } = parse(text)
  const defines = new Set<string>()
  const uses = new Set<string>()
  if (program === null) return { defines: [], uses: [] }
  for (const { name, role, scope } of occurrences(program)) {
    if (scope !== null) continue
    if (role === "write") defines.add(name)
    else if (role === "read" && !defines.has(name)) uses.add(name)
  }
  return { defines: [...defines], uses: [...uses] }
}

export interface Edit {
  readonly range: SourceRange
  readonly text: string
}

export type Renaming = { readonly edits: readonly Edit[] } | { readonly failure: Failure }

function refusal(message: string, hint: string): Renaming {
  return { failure: { code: "name", message, hint } }
}

function sameBinding(a: Occurrence, b: Occurrence): boolean {
  return a.name === b.name && a.scope === b.scope
}

/**
 * Renames the parameter, local or index at a place, everywhere in its scope and nowhere else. Names of the session are not renamed,
 * for other cells may use them. Refused when the new name would mean something else somewhere in the scope.
 */
export function renameLocal(text: string, at: number, newName: string): Renaming {
  const { program } = parse(text)
  if (program === null)
    return refusal("A name can be changed only in a text without errors", "Mend the marked error first")
  const all = occurrences(program)
  const chosen = all.find(({ range }) => range.from <= at && at <= range.to)
  if (chosen === undefined) return refusal("No name stands here", "Put the caret into a name")
  if (chosen.scope === null) {
    return refusal(
      `${chosen.name} is a name of the session, not a local`,
      "Other cells may use it: search and replace there",
    )
  }
  if (newName.trim() === "") return refusal("A name has at least one letter", "Write the new name")
  const { from, to } = chosen.scope.range
  const inside = all.filter(({ range }) => range.from >= from && range.to <= to)
  if (newName !== chosen.name && inside.some(({ name }) => name === newName)) {
    return refusal(`${newName} is used in the same procedure already`, "Choose another name")
  }
  const edits = all
    .filter((each) => sameBinding(each, chosen))
    .map(({ range }) => ({ range, text: printName(newName) }))
  return { edits: edits.sort((a, b) => a.range.from - b.range.from) }
}
