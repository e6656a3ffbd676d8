import { expect, it } from "vitest"
import type { Output } from "../../../app/contract"
import { OutputCap } from "../../../app/main/session/output-cap"

const value = (text: string): Output => ({
  kind: "formula",
  valueKind: "integer",
  text,
  latex: [text],
  certainty: "exact",
  handle: null,
})

it("gathers printed lines until a value comes", () => {
  const sent: Output[] = []
  const cap = new OutputCap((output) => sent.push(output))
  cap.put({ kind: "text", text: "a" })
  cap.put({ kind: "text", text: "b" })
  cap.put(value("1"))
  cap.put({ kind: "text", text: "c" })
  expect(sent).toEqual([{ kind: "text", text: "a\nb" }, value("1")])
  cap.end()
  expect(sent.at(-1)).toEqual({ kind: "text", text: "c" })
})

it("counts what is beyond 10,000 outputs", () => {
  const sent: Output[] = []
  const cap = new OutputCap((output) => sent.push(output))
  for (let n = 0; n < 12_000; n++) {
    if (cap.isFull) cap.drop()
    else cap.put(value(String(n)))
  }
  cap.end()
  expect(sent.length).toBe(10_001)
  expect(sent.at(-1)).toEqual({ kind: "warning", text: expect.stringContaining("2000 further outputs") })
})

it("counts what is beyond 10 million characters", () => {
  const sent: Output[] = []
  const cap = new OutputCap((output) => sent.push(output))
  for (let n = 0; n < 30; n++) cap.put({ kind: "text", text: "x".repeat(1_000_000) })
  cap.end()
  const characters = sent.reduce((sum, output) => sum + (output.kind === "text" ? output.text.length : 0), 0)
  expect(characters).toBe(10_000_000)
  expect(sent.at(-1)).toMatchObject({ kind: "warning", text: expect.stringContaining("20 further") })
})
