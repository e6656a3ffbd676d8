import type { OutputOf, ParsedInputOf } from "../../contract/rpc"
import type { SessionContract, SnapshotEntry } from "../../contract/session"
import { EngineError } from "../../engine/errors"
import type { Evaluator, Variable } from "../../engine/evaluator"
import { UserProcedure } from "../../engine/evaluator/procedure"
import { NotKept, packValue, unpackValue } from "../../engine/outputs/snapshot"
import type { Arena } from "../../engine/symbolic/expression"
import type { Procedure, Value } from "../../engine/values"
import type { Emit } from "./engine"

/** A procedure made at top level: its text says all about it. */
function isSelfContained({ callable }: Procedure): boolean {
  return callable instanceof UserProcedure && callable.frame === null
}

type Why = { name: string; why: string }

/** What the supervisor already has of the variables, and how to make them again in another process. */
export class VariableSnapshots {
  readonly #evaluator: Evaluator
  /** The value that was last sent under each name, and how large its copy is. */
  readonly #sent = new Map<string, { readonly value: Value; readonly size: number; readonly why: string | null }>()

  constructor(evaluator: Evaluator) {
    this.#evaluator = evaluator
  }

  /** Sends copies of the variables that are new or changed. */
  take(
    variables: readonly Variable[],
    { bytesEach, bytesInAll }: ParsedInputOf<SessionContract["session.snapshot"]>,
    emit: Emit<SnapshotEntry>,
  ): OutputOf<SessionContract["session.snapshot"]> {
    const names = new Set(variables.map(({ name }) => name))
    for (const name of [...this.#sent.keys()]) if (!names.has(name)) this.#sent.delete(name)
    for (const { name, value } of variables) {
      // Values are immutable, so the same value needs no second copy; tables are the exception.
      if (this.#sent.get(name)?.value === value && value.kind !== "table") continue
      this.#sent.delete(name)
      const room = Math.min(bytesEach, bytesInAll - this.#size())
      this.#send(name, value, room, room < bytesEach, emit)
    }
    const notKept = [...this.#sent].flatMap(([name, { why }]): Why[] => (why === null ? [] : [{ name, why }]))
    return { names: [...names], notKept }
  }

  #send(name: string, value: Value, room: number, isFull: boolean, emit: Emit<SnapshotEntry>): void {
    try {
      const data = packValue(value, room, isSelfContained)
      this.#sent.set(name, { value, size: data.length, why: null })
      emit({ name, data })
    } catch (error) {
      if (!(error instanceof NotKept)) throw error
      const why = isFull ? "the copies of all variables together reached their limit" : error.message
      this.#sent.set(name, { value, size: 0, why })
    }
  }

  #size(): number {
    return [...this.#sent.values()].reduce((sum, { size }) => sum + size, 0)
  }

  /** Assigns the values of copies; what cannot be made again is named with the reason. */
  restore(entries: readonly SnapshotEntry[], arena: Arena): { restored: string[]; notRestored: Why[] } {
    const restored: string[] = []
    const notRestored: Why[] = []
    for (const { name, data } of entries) {
      try {
        this.#evaluator.assign(
          name,
          unpackValue(data, arena, (source) => this.#procedure(source)),
        )
        restored.push(name)
      } catch (error) {
        if (!(error instanceof NotKept) && !(error instanceof EngineError)) throw error
        notRestored.push({ name, why: error.message })
      }
    }
    return { restored, notRestored }
  }

  /** The procedure of a source text; null when the text is none. */
  #procedure(source: string): Value | null {
    const value = this.#evaluator.run(`${source}:`)[0]?.value
    return value?.kind === "procedure" ? value : null
  }
}
