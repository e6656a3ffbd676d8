import type { CellId, Variable } from "../../contract"
import type { Client } from "../../contract/rpc"
import type { SessionContract, SessionVariable, SnapshotEntry } from "../../contract/session"

/** Bytes of packed values that main keeps of one session: of each, and in all. */
const BYTES_EACH = 10 * 1024 ** 2
const BYTES_IN_ALL = 100 * 1024 ** 2

export interface NotKept {
  readonly name: string
  readonly why: string
}

/**
 * Copies of a session's variables, taken after each cell and kept by the main process, so that a host that dies takes only the running cell's work with it.
 * Values are immutable, so the host sends only what changed since the last time.
 */
export class Snapshots {
  readonly #kept = new Map<string, string>()
  #notKept: readonly NotKept[] = []

  /** Takes what changed. All or nothing: a host that dies meanwhile leaves the earlier snapshot. */
  async take(client: Client<SessionContract>): Promise<void> {
    const call = client["session.snapshot"]({ bytesEach: BYTES_EACH, bytesInAll: BYTES_IN_ALL })
    const changed: SnapshotEntry[] = []
    for await (const entry of call) changed.push(entry)
    const { names, notKept } = await call.result
    const existing = new Set(names)
    for (const name of [...this.#kept.keys()]) if (!existing.has(name)) this.#kept.delete(name)
    for (const { name } of notKept) this.#kept.delete(name)
    for (const { name, data } of changed) this.#kept.set(name, data)
    this.#notKept = notKept
  }

  /** Gives the kept values to a new host. `known` are the variables the lost one had. */
  async restore(
    client: Client<SessionContract>,
    known: readonly string[],
  ): Promise<{ restored: string[]; notRestored: NotKept[] }> {
    const entries = [...this.#kept].map(([name, data]) => ({ name, data }))
    const { restored, notRestored } = await client["session.restore"]({ entries }).result
    const reasons = new Map([...this.#notKept, ...notRestored].map(({ name, why }) => [name, why]))
    const missing = known.filter((name) => !restored.includes(name))
    return {
      restored,
      notRestored: missing.map((name) => ({ name, why: reasons.get(name) ?? "no copy of it was taken" })),
    }
  }

  get empty(): boolean {
    return this.#kept.size === 0
  }

  clear(): void {
    this.#kept.clear()
    this.#notKept = []
  }
}

/** Which cell set each variable last, and in what order they were set. */
export class Setters {
  /** In the order of the last setting. */
  readonly #setBy = new Map<string, CellId>()

  /** @param inOrder names in the order in which the cell's text sets them; what else it assigned follows */
  note(assigned: readonly string[], inOrder: readonly string[], cellId: CellId): void {
    const set = new Set(assigned)
    for (const name of [
      ...inOrder.filter((name) => set.has(name)),
      ...assigned.filter((name) => !inOrder.includes(name)),
    ]) {
      this.#setBy.delete(name)
      this.#setBy.set(name, cellId)
    }
  }

  /** The variables with their cells, the one that was set longest ago first; those nobody is known to have set come before all. */
  byAge(variables: readonly SessionVariable[]): Variable[] {
    const ages = new Map([...this.#setBy.keys()].map((name, age) => [name, age]))
    return variables
      .map((variable) => ({ ...variable, setBy: this.of(variable.name) }))
      .toSorted((a, b) => (ages.get(a.name) ?? -1) - (ages.get(b.name) ?? -1))
  }

  of(name: string): CellId | null {
    return this.#setBy.get(name) ?? null
  }

  clear(): void {
    this.#setBy.clear()
  }
}
