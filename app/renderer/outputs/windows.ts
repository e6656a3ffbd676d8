import type { OutputId } from "../../contract/document"
import type { SeriesOutput, Term } from "../../contract/outputs"
import type { Page } from "../page"

/**
 * Terms beyond those an output carries, asked for in windows and kept while the output is shown. A value's terms never change, so what was
 * fetched stays true; the oldest outputs are forgotten first.
 */
export const WINDOW = 200
const MAX_OUTPUTS = 60

export class TermWindows {
  readonly #terms = new Map<OutputId, readonly Term[]>()
  readonly #asking = new Map<OutputId, Promise<readonly Term[]>>()

  constructor(private readonly page: Page) {}

  known(id: OutputId, output: SeriesOutput): readonly Term[] {
    return this.#terms.get(id) ?? output.terms
  }

  /** At least the first `count` terms, or all there are. Rejects when the session that has them is gone. */
  async upTo(id: OutputId, output: SeriesOutput, count: number): Promise<readonly Term[]> {
    const wanted = Math.min(count, output.termCount)
    const known = this.known(id, output)
    if (known.length >= wanted) return known
    const earlier = this.#asking.get(id)
    if (earlier !== undefined) {
      await earlier
      return this.upTo(id, output, count)
    }
    const asking = this.#fetch(id, known, wanted).finally(() => this.#asking.delete(id))
    this.#asking.set(id, asking)
    return asking
  }

  async #fetch(id: OutputId, known: readonly Term[], wanted: number): Promise<readonly Term[]> {
    const { documentId } = this.page.state.notebook
    if (documentId === null) return known
    const from = known.length
    const count = Math.min(4096, wanted - from)
    const answer = await this.page.client["output.terms"]({
      documentId,
      outputId: id,
      from,
      count,
    }).result
    const terms = [...known, ...answer.terms]
    this.#terms.delete(id)
    this.#terms.set(id, terms)
    const oldest = this.#terms.keys().next()
    if (this.#terms.size > MAX_OUTPUTS && oldest.done !== true) this.#terms.delete(oldest.value)
    const isWhole = answer.terms.length === 0 || terms.length >= wanted
    return isWhole ? terms : this.#fetch(id, terms, wanted)
  }
}
