import { randomUUID } from "node:crypto"
import { outputId, type CellId, type CellOutput, type CellRunState, type Failure, type Output } from "../../contract"
import type { LongCallMessage, Work } from "../../contract/session"
import type { Host } from "./host-connection"
import type { HostPool } from "./pool"
import type { FileReader } from "./read-file"
import { RemoteError } from "../../contract/rpc"

type Answer = { ok: true; value: string } | { ok: false; failure: Failure }

/** Characters of one printed output; a file cuts at a few more. */
const PRINTED = 500_000

async function answerOf(work: () => Promise<string>): Promise<Answer> {
  try {
    return { ok: true, value: await work() }
  } catch (error) {
    if (!(error instanceof RemoteError)) throw error
    return { ok: false, failure: error.failure }
  }
}

/** The cell that is being evaluated: what it has put out, how far it is, and the helpers that compute for it. */
export class RunningCell {
  readonly cellId: CellId
  readonly source: string
  readonly startedAt = Date.now()
  readonly #begun = performance.now()
  readonly outputs: CellOutput[] = []
  /** How to end what works for this cell, by the number of the question it answers. */
  readonly #helpers = new Map<number, () => void>()
  work: Work | null = null
  stopAsked = false

  constructor(cellId: CellId, source: string) {
    this.cellId = cellId
    this.source = source
  }

  get milliseconds(): number {
    return Math.round(performance.now() - this.#begun)
  }

  /** Printed lines come in pieces and are one output, as long as a file keeps it whole. */
  add(output: Output): void {
    const last = this.outputs.at(-1)
    const before = output.kind === "text" && last?.output.kind === "text" ? last.output.text : null
    if (last === undefined || before === null || output.kind !== "text" || before.length + output.text.length > PRINTED)
      this.outputs.push({ id: outputId.parse(randomUUID()), output })
    else
      this.outputs[this.outputs.length - 1] = {
        id: last.id,
        output: { kind: "text", text: `${before}\n${output.text}` },
      }
  }

  state(): CellRunState {
    const { cellId, startedAt, source } = this
    const work = this.work === null ? {} : { work: this.work }
    return { cellId, state: "running", startedAt, milliseconds: this.milliseconds, ranSource: source, ...work }
  }

  /** Runs an uninterruptible library call of this cell in a helper process and gives the host its answer. */
  async help(call: LongCallMessage, pool: HostPool, host: Host, memoryLimit: number): Promise<void> {
    const helper = pool.take(memoryLimit)
    this.#helpers.set(call.id, () => helper.kill({ why: "closed" }))
    await this.#answer(call.id, async () => (await helper.client["session.longCall"](call).result).value, host)
  }

  /** Gives the host the text of a file that a read statement names. */
  async read(id: number, name: string, reader: FileReader, host: Host): Promise<void> {
    const given = new AbortController()
    this.#helpers.set(id, () => given.abort())
    await this.#answer(id, () => reader(name, this.cellId, given.signal), host)
  }

  async #answer(id: number, work: () => Promise<string>, host: Host): Promise<void> {
    const result = await answerOf(work)
    this.endHelp(id)
    await host.client["session.answer"]({ id, result }).result.catch(() => undefined)
  }

  endHelp(id: number): void {
    this.#helpers.get(id)?.()
    this.#helpers.delete(id)
  }

  endAllHelp(): void {
    for (const id of [...this.#helpers.keys()]) this.endHelp(id)
  }
}
