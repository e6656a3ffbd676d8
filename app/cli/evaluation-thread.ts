import { parentPort, workerData } from "node:worker_threads"
import { EngineError } from "../engine/errors"
import { Evaluator } from "../engine/evaluator"
import { registry } from "../engine/functions"
import { loadAddon } from "../engine/native/load"
import { valueJson } from "../engine/outputs/json"
import { RemoteError } from "../contract/rpc"
import { stopRaised } from "../main/session/control"
import { readInFolder } from "../main/session/read-file"
import type { EvaluationReport, EvaluationTask } from "./evaluation-messages"

/** Runs the task this thread was started with, and tells each displayed value as soon as it is there. */
export function evaluateInThread(): void {
  const task = workerData as EvaluationTask
  try {
    const { system } = loadAddon()
    system.attachControl(task.control)
    system.setMemoryLimit(task.memoryLimit)
    evaluate(task)
    report({ type: "end", failure: null })
  } catch (error) {
    if (error instanceof EngineError) report({ type: "end", failure: error.toFailure() })
    else report({ type: "fault", text: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  }
}

function evaluate({ source, order, control, folder }: EvaluationTask): void {
  const checkStop = (): void => {
    if (stopRaised(control)) throw new EngineError("cancelled", "The computation was stopped")
  }
  const evaluator = new Evaluator({
    functions: registry,
    checkStop,
    displayOrder: order,
    readFile: (name) => readForEvaluation(folder, name),
  })
  evaluator.run(source, {
    result: ({ hidden, value, name, evidence }) => {
      if (!hidden) report({ type: "value", value: valueJson(value, order, { name, evidence }) })
    },
    print: (text) => report({ type: "printed", text }),
    warn: (text) => report({ type: "warning", text }),
  })
}

function readForEvaluation(folder: string, name: string): string {
  try {
    return readInFolder(folder, name)
  } catch (error) {
    if (error instanceof RemoteError) throw EngineError.of(error.failure)
    throw error
  }
}

function report(message: EvaluationReport): void {
  parentPort?.postMessage(message)
}
