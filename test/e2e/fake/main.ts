import "../../../app/renderer/plain-schemas"
import { createRoot } from "react-dom/client"
import { applyOperations } from "../../../app/contract/document-operations"
import { documentId, type CellId, type DocumentContent, type DocumentId } from "../../../app/contract/document"
import {
  notebookContract,
  type CellRunState,
  type DocumentEvent,
  type SessionState,
} from "../../../app/contract/notebook"
import { PROTOCOL_VERSION } from "../../../app/contract/version"
import { memoryPair, RemoteError, serve, type CallScope } from "../../../app/contract/rpc"
import "../../../app/renderer/styles/index"
import { start } from "../../../app/renderer/start"
import { guardSinks } from "../../../app/renderer/trusted"
import {
  cell,
  content,
  growthPicture,
  P,
  ramanujan,
  residuePicture,
  seriesOutput,
  stemsPicture,
  terms,
} from "./documents"

/** The contract served inside the page from canned values, to look at the window without a session behind it. */
const query = new URLSearchParams(location.hash.slice(1))
const id: DocumentId = documentId.parse("doc")
let revision = 1
let now: DocumentContent = firstDocument()
const watchers = new Set<CallScope<DocumentEvent>>()

function firstDocument(): DocumentContent {
  if (query.get("doc") === "empty") return content([cell("code", "")])
  if (query.get("doc") === "many")
    return content(
      Array.from({ length: 500 }, (_, i) =>
        i % 3 === 0
          ? cell("text", `## Section ${i}\n\nText with $q^{${i}}$.`)
          : cell("code", `x${i} := aqprod(q, q, ${i});`, [seriesOutput], i),
      ),
    )
  return ramanujan()
}

const session: SessionState = {
  state: "busy",
  paused: false,
  queued: 1,
  memoryBytes: 212e6,
  memoryLimit: 8e9,
  generation: 1,
  lostBecause: null,
}
const runs = new Map<CellId, CellRunState>()
if (query.get("doc") === null) {
  const ids = now.cells.map((each) => each.id)
  const run = (index: number, state: Omit<CellRunState, "cellId">): void => {
    const at = ids[index]
    if (at !== undefined) runs.set(at, { cellId: at, ...state })
  }
  run(1, {
    state: "done",
    milliseconds: 41,
    ranSource: now.cells[1]?.source ?? "",
    defines: ["P"],
    uses: [],
  })
  run(2, {
    state: "done",
    milliseconds: 12,
    ranSource: now.cells[2]?.source ?? "",
    defines: [],
    uses: ["P"],
  })
  run(3, {
    state: "running",
    startedAt: Date.now() - 3100,
    defines: ["P", "D"],
    work: { stage: "Matching exponents", done: 186, total: 300 },
  })
  run(4, {
    state: "failed",
    milliseconds: 2,
    ranSource: now.cells[4]?.source ?? "",
  })
  run(6, { state: "done", milliseconds: 2, ranSource: "something else" })
  run(7, { state: "queued", queuePosition: 1 })
}

function tell(event: DocumentEvent): void {
  for (const watcher of watchers) void watcher.emit(event)
}

const gone = (): never => {
  throw RemoteError.of("notFound", "No such thing in the fake")
}
const none = {}
const notebook = { documentId: id }
const [near, far] = memoryPair()

serve(
  notebookContract,
  {
    "app.hello": () => ({
      protocol: PROTOCOL_VERSION,
      version: "0",
      platform: "linux" as const,
      door: "memory" as const,
      open: [id],
    }),
    "app.settings": () => ({
      json: JSON.stringify({ theme: query.get("theme") ?? "light" }),
    }),
    "app.saveSettings": () => none,
    "files.new": () => notebook,
    "files.recent": () => ({
      entries: ["mock-theta-order-3", "crank-vs-rank", "eta-quotients-level-25"].map((name) => ({
        fileId: name,
        name: `${name}.ipynb`,
        kind: "notebook" as const,
        modified: Date.now() - 4e6,
        bytes: 12_000,
      })),
    }),
    "files.browse": () => ({ folder: "notebooks", parent: null, entries: [] }),
    "files.open": () => notebook,
    "files.openDialog": () => ({ documentId: id }),
    "files.gallery": () => ({
      entries: ["Start here: ten minutes", "Rogers–Ramanujan", "Cranks and congruences"].map((title) => ({
        name: title,
        title,
        line: "A first tour",
        minutes: 10,
        still: ["##2", "##.", "1.."],
      })),
    }),
    "files.openGallery": () => notebook,
    "files.import": () => notebook,
    "files.save": () => ({ saved: true }),
    "files.saveAs": () => ({ saved: true }),
    "files.resolveConflict": () => none,
    "files.repairView": gone,
    "files.recover": () => notebook,
    "app.selfTest": () => ({ passed: true, report: "Self-test passed" }),
    "files.bin": () => ({ entries: [] }),
    "files.versions": () => ({
      versions: [
        {
          versionId: "v",
          at: Date.now() - 9e5,
          why: "saved",
          bytes: 1000,
          cells: 3,
        },
      ],
    }),
    "files.version": () => ({
      content: content(
        now.cells.slice(0, 3).map((each, i) =>
          i === 1
            ? {
                ...each,
                source: "P := series(1/aqprod(q,q,infinity), q, 100)",
              }
            : each,
        ),
      ),
    }),
    "files.openVersion": () => notebook,
    "files.export": gone,
    "files.close": () => none,
    "notebook.watch": async (_input, scope) => {
      watchers.add(scope)
      await scope.emit({
        event: "snapshot",
        revision,
        content: now,
        file: {
          fileName: "r.ipynb",
          title: "Ramanujan congruences",
          dirty: true,
          kept: true,
          savedAt: Date.now() - 1e6,
          readOnly: false,
          notice: null,
          conflict: query.has("conflict") ? "changed" : "none",
          needsRepair: false,
        },
        session: query.get("doc") === null ? session : { ...session, state: "idle", queued: 0 },
        runs: [...runs.values()],
        question: null,
        variables: [
          {
            name: "P",
            text: "1 + q + 2*q^2 + 3*q^3 + …",
            kind: "series",
            order: "1500",
            bytes: 52_000,
            setBy: now.cells[1]?.id ?? null,
          },
          {
            name: "D",
            text: "5 + 30*q + 135*q^2 + …",
            kind: "series",
            order: "300",
            bytes: 9000,
            setBy: null,
          },
          {
            name: "N",
            text: "1500",
            kind: "integer",
            order: null,
            bytes: 8,
            setBy: null,
          },
        ],
      })
      await new Promise<void>((resolve) => scope.signal.addEventListener("abort", () => resolve(), { once: true }))
      watchers.delete(scope)
      return none
    },
    "notebook.change": ({ operations, label, page }) => {
      const outcome = applyOperations(now, operations)
      if (!outcome.ok) throw RemoteError.of("invalidInput", outcome.refusal.message)
      now = outcome.value
      revision += 1
      tell({ event: "changed", revision, operations, by: page, label })
      return { revision }
    },
    "run.cells": async ({ cellIds }) => {
      for (const cellId of cellIds) {
        tell({
          event: "run",
          run: { cellId, state: "running", startedAt: Date.now() },
        })
        await new Promise((resolve) => setTimeout(resolve, 5))
        const source = now.cells.find((each) => each.id === cellId)?.source ?? ""
        const [made] = cell("code", "", [
          {
            kind: "formula",
            text: source,
            handle: null,
            valueKind: "integer",
            latex: ["2"],
            certainty: "exact",
          },
        ]).outputs
        if (made === undefined) return none
        const operations = [
          {
            type: "setOutputs" as const,
            cellId,
            outputs: [made],
            executionCount: revision,
          },
        ]
        const outcome = applyOperations(now, operations)
        if (outcome.ok) now = outcome.value
        revision += 1
        tell({
          event: "changed",
          revision,
          operations,
          by: null,
          label: "run",
        })
        tell({
          event: "run",
          run: { cellId, state: "done", milliseconds: 5, ranSource: source },
        })
      }
      return none
    },
    "run.dequeue": () => none,
    "run.continue": () => none,
    "run.stop": () => none,
    "run.forceStop": () => none,
    "run.restart": () => none,
    "run.answer": () => none,
    "run.setMemoryLimit": () => none,
    "output.terms": ({ from, count }) => ({
      terms: terms.slice(from, from + count),
      total: terms.length,
    }),
    "output.rows": ({ from, count, choice: { modulus } }) => ({
      rows: P.slice(from, from + count).map((a, i) => ({
        n: String(from + i),
        coefficient: String(a),
        digits: String(a).length,
        sign: 1,
        residue: modulus === null ? null : String(a % BigInt(modulus)),
      })),
      total: P.length,
    }),
    "output.items": ({ from, count }) => ({
      items: P.slice(from, from + count)
        .slice(0, 31 - from)
        .map((a) => ({ text: String(a), latex: String(a) })),
      total: 31,
    }),
    "output.coefficient": ({ exponent }) => ({
      text: String(P[Number(exponent)] ?? 0),
    }),
    "output.copy": ({ dialect }) => ({
      text: `${dialect}: 1 + q + 2q^2`,
      characters: 5210,
    }),
    "variable.copy": ({ name, dialect }) => ({ text: `${dialect}: ${name}`, characters: 5210 }),
    "output.view": ({ view, modulus, columns }) => ({
      output: {
        kind: "picture" as const,
        text: view,
        handle: null,
        caption: view,
        description: `${view}. Described.`,
        picture:
          view === "residues"
            ? residuePicture(modulus ?? 5, columns ?? 20)
            : view === "growth"
              ? growthPicture
              : view === "product"
                ? {
                    type: "product" as const,
                    exponents: Array.from({ length: 60 }, () => "-1"),
                    period: 1,
                  }
                : stemsPicture,
      },
    }),
  },
  far,
)

guardSinks()
const host = document.getElementById("root")
if (host !== null) start(createRoot(host), near)
