import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { cellId, type ReadQuestion } from "../../../app/contract"
import { RemoteError } from "../../../app/contract/rpc"
import { ReadingConsent } from "../../../app/main/workspace/reading-consent"

let folder: string
/** What the pages were told, in order. */
let told: (ReadQuestion | null)[]
let path: string | null
let consent: ReadingConsent

beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), "durfee-reading-")), "notebooks")
  mkdirSync(join(folder, "parts"), { recursive: true })
  writeFileSync(join(folder, "lib.qs"), "x := 1:")
  writeFileSync(join(folder, "parts", "more.txt"), "y := 2:")
  writeFileSync(join(folder, "key.pem"), "secret")
  symlinkSync(join(folder, "key.pem"), join(folder, "key.qs"))
  path = join(folder, "a.ipynb")
  told = []
  consent = new ReadingConsent(
    () => path,
    (question) => told.push(question),
  )
})

afterEach(() => rmSync(join(folder, ".."), { recursive: true }))

const cell = cellId.parse("c1")
const read = (name: string, signal = new AbortController().signal): Promise<string> => consent.read(name, cell, signal)

const failureOf = (reading: Promise<string>) =>
  reading.then(
    (text) => expect.fail(`read ${text}`),
    (error: unknown) => (error instanceof RemoteError ? error.failure : expect.fail(String(error))),
  )

function answer(allow: boolean): void {
  consent.answer(consent.question?.questionId ?? "", allow)
}

describe("a notebook that reads a file", () => {
  test("asks with the names of file and folder, once", async () => {
    const first = read("./parts/../lib.qs")
    expect(told).toEqual([
      { questionId: expect.any(String), cellId: "c1", fileName: "lib.qs", folderName: "notebooks" },
    ])
    answer(true)
    expect(await first).toBe("x := 1:")
    expect(told.at(-1)).toBeNull()
    expect(await read("parts/more.txt")).toBe("y := 2:")
    expect(told).toHaveLength(2)
  })

  test("gives nothing before the answer, and what the file says after it", async () => {
    const waiting = read("lib.qs")
    writeFileSync(join(folder, "lib.qs"), "x := 2:")
    answer(true)
    expect(await waiting).toBe("x := 2:")
  })

  test("a refusal is told as one, and holds until the session is started anew", async () => {
    const refused = failureOf(read("lib.qs"))
    answer(false)
    expect(await refused).toMatchObject({ code: "file", given: "lib.qs", hint: expect.stringContaining("Restart") })
    expect((await failureOf(read("parts/more.txt"))).message).toContain("refused")
    expect(told).toHaveLength(2)
    consent.forgetRefusal()
    const again = read("lib.qs")
    answer(true)
    expect(await again).toBe("x := 1:")
    consent.forgetRefusal()
    expect(await read("lib.qs")).toBe("x := 1:")
  })

  test("a notebook saved in another folder asks again", async () => {
    const here = read("lib.qs")
    answer(true)
    await here
    mkdirSync(join(folder, "other"))
    writeFileSync(join(folder, "other", "lib.qs"), "z := 3:")
    path = join(folder, "other", "a.ipynb")
    const there = read("lib.qs")
    expect(consent.question).toMatchObject({ folderName: "other" })
    answer(true)
    expect(await there).toBe("z := 3:")
  })

  test("a stopped cell takes its question back, and its answer is for nobody", async () => {
    const stop = new AbortController()
    const waiting = failureOf(read("lib.qs", stop.signal))
    const asked = consent.question?.questionId ?? ""
    stop.abort()
    expect((await waiting).code).toBe("file")
    expect(told.at(-1)).toBeNull()
    consent.answer(asked, true)
    void failureOf(read("lib.qs"))
    expect(consent.question).not.toBeNull()
    answer(false)
  })

  test("an answer to another question changes nothing", async () => {
    const waiting = read("lib.qs")
    consent.answer("made-up", true)
    expect(consent.question).not.toBeNull()
    answer(true)
    expect(await waiting).toBe("x := 1:")
  })

  test.each([
    ["key.pem", /\.qs or \.txt/],
    ["key.qs", /link leads to another/],
    ["../notebooks.txt", /no such file/],
    ["nowhere.qs", /no such file/],
    ["a\0.qs", /no such file/],
    [`${"a".repeat(5000)}.qs`, /no such file/],
  ])("refuses %j without a question", async (name, sentence) => {
    expect((await failureOf(read(name))).message).toMatch(sentence)
    expect(told).toEqual([])
  })

  test("a notebook without a file has no folder to read from", async () => {
    path = null
    expect(await failureOf(read("lib.qs"))).toMatchObject({ code: "file", hint: expect.stringContaining("Save") })
    path = join(folder, "gone", "a.ipynb")
    expect((await failureOf(read("lib.qs"))).message).toContain("no such file")
  })

  // The superuser may read everything.
  test.skipIf(process.getuid?.() === 0)("a file that the system keeps shut is an error of the cell", async () => {
    chmodSync(join(folder, "lib.qs"), 0)
    const waiting = failureOf(read("lib.qs"))
    answer(true)
    expect((await waiting).message).toContain("EACCES")
  })
})
