import { cellsOf, type Operation } from "../../contract"

/** Changes remembered; a page that is further behind must look at the document anew. */
const REMEMBERED = 1_000

interface Past {
  readonly revision: number
  readonly by: string | null
  readonly cells: ReadonlySet<string>
}

/** Which page changed which cells of late, to tell whether a change meets one that its page had not seen. */
export class ChangeLog {
  readonly #past: Past[] = []

  remember(revision: number, by: string | null, operations: readonly Operation[]): void {
    this.#past.push({ revision, by, cells: new Set(operations.flatMap(cellsOf)) })
    if (this.#past.length > REMEMBERED) this.#past.shift()
  }

  /**
   * Whether another page changed one of the operations' cells after `revision`. Pages may change different cells at once, and outputs give way
   * to later ones.
   */
  clashes(page: string, revision: number, operations: readonly Operation[]): boolean {
    const oldest = this.#past[0]?.revision
    if (oldest !== undefined && revision + 1 < oldest) return true
    const cells = operations.filter((operation) => operation.type !== "setOutputs").flatMap(cellsOf)
    return this.#past.some(
      (past) =>
        past.revision > revision && past.by !== null && past.by !== page && cells.some((id) => past.cells.has(id)),
    )
  }
}
