import fc from "fast-check"
import { expect, test } from "vitest"
import {
  applyOperation,
  applyOperations,
  applyWithInverse,
  invert,
  type Cell,
  type CellId,
  type DocumentContent,
  type Operation,
} from "../../../app/contract"
import { cell as cellSchema, cellId, operation as operationSchema } from "../../../app/contract"

const runs = 200 * Number(process.env.TEST_MULTIPLIER ?? 1)
const ids = ["a", "b", "c", "d", "e", "f"].map((text) => cellId.parse(text))
const anId = fc.constantFrom(...ids)
const outputs = fc.array(
  fc.record({
    id: fc.string({ minLength: 1, maxLength: 4 }),
    output: fc.record({ kind: fc.constant("text"), text: fc.string({ maxLength: 5 }) }),
  }),
  { maxLength: 2 },
)

function aCell(id: fc.Arbitrary<CellId>): fc.Arbitrary<Cell> {
  return fc
    .record({
      id,
      kind: fc.constantFrom("code", "text", "raw"),
      source: fc.string({ maxLength: 8 }),
      outputs,
      executionCount: fc.option(fc.nat(9)),
      view: fc.record({ codeHidden: fc.boolean(), locked: fc.boolean() }, { requiredKeys: [] }),
      metadata: fc.constantFrom("{}", '{"tags": ["x"]}', '{"n": 1.0}'),
      attachments: fc.option(fc.constant("{}")),
    })
    .map((value) => cellSchema.parse(value))
}

const content: fc.Arbitrary<DocumentContent> = fc.record({
  cells: fc.uniqueArray(aCell(anId), { selector: (cell) => cell.id, maxLength: 5 }),
  order: fc.integer({ min: 1, max: 99 }),
  language: fc.constant({ ours: true, name: "q-series" }),
})

const anOperation: fc.Arbitrary<Operation> = fc
  .oneof(
    fc.record({ type: fc.constant("insertCell"), index: fc.nat(5), cell: aCell(anId) }),
    fc.record({ type: fc.constant("deleteCell"), cellId: anId }),
    fc.record({ type: fc.constant("moveCell"), cellId: anId, index: fc.nat(5) }),
    fc.record({ type: fc.constant("setSource"), cellId: anId, source: fc.string() }),
    fc.record({ type: fc.constant("setKind"), cellId: anId, kind: fc.constantFrom("code", "text", "raw") }),
    fc.record({ type: fc.constant("setOutputs"), cellId: anId, outputs, executionCount: fc.option(fc.nat(9)) }),
    fc.record({ type: fc.constant("setView"), cellId: anId, view: fc.record({ outputFolded: fc.boolean() }) }),
    fc.record({
      type: fc.constant("setMetadata"),
      cellId: anId,
      metadata: fc.string(),
      attachments: fc.option(fc.string()),
    }),
    fc.record({ type: fc.constant("setOrder"), order: fc.integer({ min: 1, max: 99 }) }),
  )
  .map((value) => operationSchema.parse(value))

test("random changes and undos, in any interleaving, give back the very document", () => {
  let applied = 0
  fc.assert(
    fc.property(content, fc.array(fc.tuple(anOperation, fc.boolean()), { maxLength: 30 }), (start, steps) => {
      let current = start
      const states: DocumentContent[] = []
      const undo: Operation[] = []
      for (const [operation, takeBack] of steps) {
        const back = invert(current, operation)
        const next = applyOperation(current, operation)
        expect(back.ok).toBe(next.ok)
        if (back.ok && next.ok) {
          states.push(current)
          undo.push(back.value)
          current = next.value
          applied++
        }
        if (takeBack && undo.length > 0) {
          const outcome = applyOperation(current, undo.pop() as Operation)
          if (!outcome.ok) throw new Error(outcome.refusal.message)
          current = outcome.value
          expect(JSON.stringify(current)).toBe(JSON.stringify(states.pop()))
        }
      }
      const all = applyOperations(current, undo.reverse())
      if (!all.ok) throw new Error(all.refusal.message)
      expect(JSON.stringify(all.value)).toBe(JSON.stringify(start))
    }),
    { numRuns: runs },
  )
  expect(applied).toBeGreaterThan(runs)
})

test("applyWithInverse leads back in one step, and a refused list changes nothing", () => {
  fc.assert(
    fc.property(content, fc.array(anOperation, { maxLength: 8 }), (start, operations) => {
      const before = JSON.stringify(start)
      const outcome = applyWithInverse(start, operations)
      expect(JSON.stringify(start)).toBe(before)
      expect(outcome.ok).toBe(applyOperations(start, operations).ok)
      if (!outcome.ok) return
      const back = applyOperations(outcome.value.content, outcome.value.inverse)
      expect(back.ok && JSON.stringify(back.value)).toBe(before)
    }),
    { numRuns: runs },
  )
})

test("cells that an operation does not touch keep their identity", () => {
  fc.assert(
    fc.property(content, anOperation, (start, operation) => {
      const next = applyOperation(start, operation)
      if (!next.ok) return
      const touched =
        operation.type === "insertCell" ? operation.cell.id : "cellId" in operation ? operation.cellId : ""
      for (const cell of next.value.cells) if (cell.id !== touched) expect(start.cells.includes(cell)).toBe(true)
    }),
    { numRuns: runs },
  )
})

test("each refusal names its reason", () => {
  const [a, b] = ids as [CellId, CellId]
  const cell = (id: CellId): Cell => ({
    id,
    kind: "code",
    source: "",
    outputs: [],
    executionCount: null,
    view: {},
    metadata: "{}",
    attachments: null,
  })
  const start: DocumentContent = { cells: [cell(a)], order: 50, language: { ours: true, name: "q-series" } }
  const reason = (operation: Operation) => {
    const outcome = applyOperation(start, operation)
    return outcome.ok ? "applied" : outcome.refusal.reason
  }
  expect(reason({ type: "insertCell", index: 0, cell: cell(a) })).toBe("cellExists")
  expect(reason({ type: "insertCell", index: 2, cell: cell(b) })).toBe("indexOutOfRange")
  expect(reason({ type: "moveCell", cellId: a, index: 1 })).toBe("indexOutOfRange")
  expect(reason({ type: "deleteCell", cellId: b })).toBe("noSuchCell")
  expect(reason({ type: "setSource", cellId: b, source: "" })).toBe("noSuchCell")
  expect(reason({ type: "insertCell", index: 1, cell: cell(b) })).toBe("applied")
})
