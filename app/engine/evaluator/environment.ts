import { EngineError } from "../errors"
import type { Value } from "../values"

/** Names and what they stand for: the session's, and those of the procedures that are running. */

export interface Variable {
  readonly name: string
  readonly value: Value
  /** Who ran the assignment: a cell's id. */
  readonly setBy: string | null
}

interface Entry {
  value: Value
  setBy: string | null
  /** The session's version at which the value was seen to mention no assigned name. */
  clean: number
}

/** Names that stand for themselves for ever. */
export const CONSTANTS: ReadonlySet<string> = new Set([
  "true",
  "false",
  "FAIL",
  "NULL",
  "infinity",
  "Pi",
  "gamma",
  "Catalan",
])

export class SessionNames {
  private readonly entries = new Map<string, Entry>()
  /** Rises when a name without value gets one: stored expressions may then mean something else. */
  version = 0
  /** Written beside each assignment. */
  setBy: string | null = null

  get(name: string): Value | undefined {
    return this.entries.get(name)?.value
  }

  has(name: string): boolean {
    return this.entries.has(name)
  }

  /** Whether the value may mention names that were assigned after it was stored. */
  isStale(name: string): boolean {
    const entry = this.entries.get(name)
    return entry !== undefined && entry.clean !== this.version
  }

  markClean(name: string): void {
    const entry = this.entries.get(name)
    if (entry !== undefined) entry.clean = this.version
  }

  /** @param clean the value was evaluated just now, so it mentions no name that has a value */
  set(name: string, value: Value, clean = false): void {
    refuseConstant(name)
    const entry = this.entries.get(name)
    if (entry === undefined) {
      this.version++
      this.entries.set(name, { value, setBy: this.setBy, clean: clean ? this.version : -1 })
      return
    }
    entry.value = value
    entry.setBy = this.setBy
    entry.clean = clean ? this.version : -1
  }

  delete(name: string): void {
    this.entries.delete(name)
  }

  clear(): void {
    this.entries.clear()
    this.version++
  }

  names(): string[] {
    return [...this.entries.keys()].sort()
  }

  variables(): Variable[] {
    return this.names().map((name) => {
      const entry = this.entries.get(name) as Entry
      return { name, value: entry.value, setBy: entry.setBy }
    })
  }
}

export function refuseConstant(name: string): void {
  if (!CONSTANTS.has(name)) return
  throw new EngineError("name", `${name} is a constant and keeps its value.`, { hint: "Choose another name." })
}

/** What the call of a procedure of the language knows about itself. */
export interface Activation {
  readonly name: string | null
  readonly args: readonly Value[]
  readonly parameterCount: number
  /** Parameters that the call does not give. */
  readonly missing: ReadonlySet<string>
}

/** The names bound by one call, or by one index; those outside are those of the text around the procedure, not of the caller. */
export class Frame {
  readonly parent: Frame | null
  readonly names: ReadonlySet<string>
  readonly globals: ReadonlySet<string>
  readonly values = new Map<string, Value>()
  readonly activation: Activation | null

  constructor(
    parent: Frame | null,
    names: ReadonlySet<string>,
    globals: ReadonlySet<string> = NO_NAMES,
    activation: Activation | null = null,
  ) {
    this.parent = parent
    this.names = names
    this.globals = globals
    this.activation = activation
  }
}

const NO_NAMES: ReadonlySet<string> = new Set()

/** The frame that binds a name; null when the session does. */
export function frameOf(frame: Frame | null, name: string): Frame | null {
  for (let each = frame; each !== null; each = each.parent) {
    if (each.names.has(name)) return each
    if (each.globals.has(name)) return null
  }
  return null
}

/** The innermost procedure that is running in this text. */
export function activationOf(frame: Frame | null): Activation | null {
  for (let each = frame; each !== null; each = each.parent) if (each.activation !== null) return each.activation
  return null
}
