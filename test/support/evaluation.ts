import { expect } from "vitest"
import { EngineError } from "../../app/engine/errors"
import { Evaluator, valueText, type EvaluatorOptions } from "../../app/engine/evaluator"
import { registry } from "../../app/engine/functions"
import type { Failure } from "../../app/contract"

/** A session for a test, with what it printed and warned. */
export class Session {
  readonly printed: string[] = []
  readonly warnings: string[] = []
  readonly evaluator: Evaluator

  constructor(options: Partial<EvaluatorOptions> = {}) {
    this.evaluator = new Evaluator({ functions: registry, ...options })
  }

  /** The displayed values of a text; assignments as "name := value". */
  shown(text: string): string[] {
    const results = this.evaluator.run(text, {
      print: (line) => this.printed.push(line),
      warn: (line) => this.warnings.push(line),
    })
    return results
      .filter(({ hidden }) => !hidden)
      .map(({ name, value }) => (name === undefined ? "" : `${name} := `) + valueText(value))
  }

  /** The last displayed value. */
  value(text: string): string {
    return this.shown(text).at(-1) ?? ""
  }

  /** The failure of a text that must fail, with the text its range marks. */
  failure(text: string): Failure & { marked: string } {
    try {
      this.shown(text)
    } catch (error) {
      if (!(error instanceof EngineError)) throw error
      const failure = error.toFailure()
      return { ...failure, marked: failure.range === undefined ? "" : text.slice(failure.range.from, failure.range.to) }
    }
    expect.fail(`${text} has a value`)
  }
}

export function value(text: string): string {
  return new Session().value(text)
}

export function shown(text: string): string[] {
  return new Session().shown(text)
}

export function failure(text: string): Failure & { marked: string } {
  return new Session().failure(text)
}
