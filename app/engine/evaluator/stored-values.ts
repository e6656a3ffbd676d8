import { EngineError } from "../errors"
import { symbol, type QExpr } from "../symbolic/expression"
import { seriesExpression } from "../symbolic/from-series"
import type { Value } from "../values"
import type { Replacement } from "./context"
import { indexValue } from "./indexing"
import type { SessionState } from "./session-state"
import { substituteValue } from "./substitute"

/** What evaluating anew may call. */
export interface Calls {
  isFunction(name: string): boolean
  callNamed(name: string, values: readonly Value[]): Value
}

/** The values of the session's names, evaluated to the end: what was stored while other names had no value is evaluated anew once they have one. */
export class StoredValues {
  private readonly state: SessionState
  private readonly calls: Calls
  private readonly resolving = new Set<string>()

  constructor(state: SessionState, calls: Calls) {
    this.state = state
    this.calls = calls
  }

  /** The value of a session's name, evaluated to the end; undefined for a name without value. */
  value(name: string): Value | undefined {
    const { names } = this.state
    const value = names.get(name)
    if (value === undefined || !names.isStale(name)) return value
    if (!this.mentionsAssigned(value, name)) {
      names.markClean(name)
      return value
    }
    if (this.resolving.has(name)) {
      throw new EngineError("name", `${name} is defined by itself.`, {
        hint: `Write ${name} := '${name}' to take its value away.`,
      })
    }
    this.resolving.add(name)
    try {
      return this.resolve(value)
    } finally {
      this.resolving.delete(name)
    }
  }

  /** Whether a stored value holds names that have values now, or calls of functions that the session has since defined. */
  private mentionsAssigned(value: Value, besides: string): boolean {
    switch (value.kind) {
      case "expr":
        if (value.isNumber()) return false
        return (
          value
            .freeSymbols()
            .some((each) => this.state.names.has(each) && (each !== besides || !value.isSymbol(each))) ||
          this.appliesAssigned(value)
        )
      case "list":
      case "set":
      case "sequence":
        return value.items.some((item) => this.mentionsAssigned(item, besides))
      case "relation":
        return this.mentionsAssigned(value.left, besides) || this.mentionsAssigned(value.right, besides)
      case "range":
        return this.mentionsAssigned(value.from, besides) || this.mentionsAssigned(value.to, besides)
      default:
        return false
    }
  }

  private appliesAssigned(value: QExpr): boolean {
    if (value.isNumber() || value.isSymbol()) return false
    if (value.head === "function" && value.name !== undefined && this.state.names.has(value.name)) return true
    if (!this.state.definesFunctions()) return false
    return value.args.some((part) => this.appliesAssigned(part))
  }

  /** Evaluates a stored value anew. */
  resolve(value: Value): Value {
    const pairs = this.state.names.names().flatMap((name) => {
      const stored = this.state.names.get(name)
      const relevant =
        stored !== undefined && stored.kind !== "procedure" && stored.kind !== "table" && freeNames(value).has(name)
      return relevant ? [{ from: symbol(name), to: this.value(name) ?? stored }] : []
    })
    return this.substitute(value, pairs, true)
  }

  /** Replaces parts of a value; with `evaluate`, what contains them is evaluated anew. */
  substitute(value: Value, pairs: readonly Replacement[], evaluate: boolean): Value {
    const rebuilding = {
      call: (name: string, values: readonly Value[]) =>
        this.calls.isFunction(name) ? this.calls.callNamed(name, values) : undefined,
      index: (name: QExpr, indices: readonly Value[]) => {
        const object = name.isSymbol() ? this.value(name.name ?? "") : undefined
        return object === undefined ? undefined : indexValue(object, indices, name)
      },
    }
    return substituteValue(value, pairs, evaluate ? rebuilding : null, seriesExpression)
  }
}

function freeNames(value: Value): Set<string> {
  switch (value.kind) {
    case "expr":
      return new Set(value.freeSymbols())
    case "list":
    case "set":
    case "sequence":
      return new Set(value.items.flatMap((item) => [...freeNames(item)]))
    case "relation":
      return new Set([...freeNames(value.left), ...freeNames(value.right)])
    case "range":
      return new Set([...freeNames(value.from), ...freeNames(value.to)])
    default:
      return new Set()
  }
}
