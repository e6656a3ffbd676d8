import { setFlagsFromString } from "node:v8"
import { createContext, runInNewContext, Script, type Context } from "node:vm"

/**
 * Two things that a synchronous program cannot otherwise ask of the JavaScript engine.
 *
 * A weak reference keeps its target alive until the running job ends, which for an evaluation of the language is the whole loop. A context with a
 * microtask queue of its own ends a job when its script returns: after `endJob` what nothing else holds can be collected. `collectGarbage` asks
 * for that at once; it is used before a compaction, which is rare, so that the compaction finds what is dead.
 */
let jobContext: Context | undefined
let jobScript: Script | undefined

export function endJob(): void {
  jobContext ??= createContext({}, { microtaskMode: "afterEvaluate" })
  jobScript ??= new Script("0")
  jobScript.runInContext(jobContext)
}

let collector: (() => void) | null | undefined

/** A full collection; nothing happens where the engine does not offer one. */
export function collectGarbage(): void {
  collector ??= findCollector()
  collector?.()
}

function findCollector(): (() => void) | null {
  setFlagsFromString("--expose-gc")
  const found: unknown = runInNewContext("typeof gc === 'function' ? gc : null")
  if (typeof found !== "function") return null
  return () => {
    Reflect.apply(found, undefined, [])
  }
}
