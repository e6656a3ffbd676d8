import type { Dialect, Output, OutputId, RowChoice, SeriesOutput, TableRow, Term, ViewChoice } from "../../contract"
import { RemoteError } from "../../contract/rpc"
import type { Session } from "../session"
import type { DocumentHub } from "./hub"

/**
 * Windows onto a result: from the session that computed it while that lives, else from what the file keeps of it. A file keeps the first terms;
 * beyond them the answer is that the cell must be run again, never a guess.
 */

const gone = () =>
  RemoteError.of(
    "notFound",
    "The session that computed this result has ended, and the notebook keeps only its beginning",
    {
      hint: "Run the cell again",
    },
  )

const wrongKind = (what: string) => RemoteError.of("domain", `This result has no ${what}`)

/** The living session and the value's name in it, or null when only the stored output is left. */
function living(hub: DocumentHub, output: Output): { session: Session; handle: string } | null {
  const session = hub.running
  if (!("handle" in output) || output.handle === null || session === null) return null
  return { session, handle: output.handle }
}

/** Asks the session; a handle of an earlier host counts as none. */
async function ask<T>(
  live: { session: Session; handle: string } | null,
  question: (session: Session, handle: string) => Promise<T>,
): Promise<T | null> {
  if (live === null) return null
  try {
    return await question(live.session, live.handle)
  } catch (error) {
    if (error instanceof RemoteError && (error.code === "notFound" || error.code === "sessionLost")) return null
    throw error
  }
}

export async function termsOf(
  hub: DocumentHub,
  id: OutputId,
  from: number,
  count: number,
): Promise<{ terms: Term[]; total: number }> {
  const { output } = hub.output(id)
  const answer = await ask(living(hub, output), (session, handle) => session.terms(handle, from, count))
  if (answer !== null) return answer
  if (output.kind !== "series") throw wrongKind("terms")
  const terms = storedTerms(hub, id, output)
  if (from >= terms.length && terms.length < output.termCount) throw gone()
  return { terms: terms.slice(from, from + count), total: output.termCount }
}

/** The terms that the notebook keeps: those shown, or more. */
function storedTerms(hub: DocumentHub, id: OutputId, output: SeriesOutput): readonly Term[] {
  const stored = hub.document.originals.terms.get(id) ?? []
  return stored.length > output.terms.length ? stored : output.terms
}

export async function rowsOf(
  hub: DocumentHub,
  id: OutputId,
  from: number,
  count: number,
  choice: RowChoice,
): Promise<{ rows: TableRow[]; total: number }> {
  const { output } = hub.output(id)
  const answer = await ask(living(hub, output), (session, handle) => session.rows(handle, from, count, choice))
  if (answer === null) throw gone()
  return answer
}

export async function itemsOf(hub: DocumentHub, id: OutputId, from: number, count: number) {
  const { output } = hub.output(id)
  const answer = await ask(living(hub, output), (session, handle) => session.items(handle, from, count))
  if (answer !== null) return answer
  if (output.kind !== "list") throw wrongKind("items")
  if (from >= output.items.length && output.items.length < output.count) throw gone()
  return { items: output.items.slice(from, from + count), total: output.count }
}

export async function coefficientOf(hub: DocumentHub, id: OutputId, exponent: string): Promise<{ text: string }> {
  const { output } = hub.output(id)
  const answer = await ask(living(hub, output), (session, handle) => session.coefficient(handle, exponent))
  if (answer !== null) return answer
  if (output.kind !== "series") throw wrongKind("coefficients")
  const term = storedTerms(hub, id, output).find((item) => item.exponent === exponent)
  if (term === undefined || term.digits !== undefined) throw gone()
  return { text: term.coefficient }
}

export async function copyOf(hub: DocumentHub, id: OutputId, dialect: Dialect, terms: number | null) {
  const { output } = hub.output(id)
  const answer = await ask(living(hub, output), (session, handle) => session.copy(handle, dialect, terms))
  if (answer !== null) return answer
  const text = storedCopy(output, dialect)
  if (text === null) throw gone()
  return { text, characters: text.length }
}

export async function copyOfVariable(hub: DocumentHub, name: string, dialect: Dialect, terms: number | null) {
  const session = hub.running
  if (session === null) throw gone()
  return session.copyVariable(name, dialect, terms)
}

/** The dialects in which an output is stored: the notebook's own text, and TeX. */
function storedCopy(output: Output, dialect: Dialect): string | null {
  if (dialect === "plain" && "text" in output) return output.text
  if (dialect !== "latex") return null
  if (output.kind === "series") return output.latex
  return output.kind === "formula" ? output.latex.join(" ") : null
}

export async function viewOf(hub: DocumentHub, id: OutputId, view: Parameters<Session["view"]>[1], choice: ViewChoice) {
  const { output } = hub.output(id)
  const answer = await ask(living(hub, output), (session, handle) => session.view(handle, view, choice))
  if (answer === null) throw gone()
  return answer
}
