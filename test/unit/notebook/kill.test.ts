import { spawn, type ChildProcess } from "node:child_process"
import { once } from "node:events"
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises"
import { dirname, join } from "node:path"
import { createInterface } from "node:readline"
import { fileURLToPath } from "node:url"
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest"
import { DocumentStore } from "../../../app/main/notebook/document-store"
import { realFileSystem } from "../../../app/main/notebook/file-system"
import { readNotebook } from "../../../app/main/notebook/notebook-file"
import { bundle } from "../../support/bundle"
import { multiplier, scratchFolder } from "../../support/documents/scratch"

let built: Awaited<ReturnType<typeof bundle>>
let folder: string
let target: string
let data: string

beforeAll(async () => {
  built = await bundle({ writer: fileURLToPath(new URL("../../support/documents/writer.ts", import.meta.url)) })
})
afterAll(() => built.remove())
beforeEach(async () => {
  folder = await scratchFolder("kill")
  target = join(folder, "files", "a.ipynb")
  data = join(folder, "data")
  await mkdir(dirname(target))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

function child(mode: string): { process: ChildProcess; lines: string[]; next: () => Promise<void> } {
  const writer = spawn(process.execPath, [join(built.folder, "writer.js"), mode, target, data], {
    stdio: ["pipe", "pipe", "inherit"],
  })
  const lines: string[] = []
  let wake: () => void = () => undefined
  createInterface({ input: writer.stdout }).on("line", (line) => {
    lines.push(line)
    wake()
  })
  const next = () => new Promise<void>((resolve) => (wake = resolve))
  return { process: writer, lines, next }
}

/** Runs a writer until some time after its first promise and kills it. Returns what it had promised. */
async function killSoon(mode: string): Promise<{ kept: number; saved: number }> {
  const writer = child(mode)
  await writer.next()
  await new Promise((resolve) => setTimeout(resolve, Math.random() * 60))
  const closed = once(writer.process.stdout ?? writer.process, "close")
  writer.process.kill("SIGKILL")
  await closed
  const last = (what: string) =>
    Math.max(0, ...writer.lines.filter((line) => line.startsWith(what)).map((line) => Number(line.split(" ")[1])))
  return { kept: last("kept"), saved: last("saved") }
}

const numberOf = (text: string | undefined) => Number(/^edit (\d+)/.exec(text ?? "")?.[1] ?? -1)

test(`after kill -9 at any moment the file is whole and every kept edit is there`, { timeout: 600_000 }, async () => {
  const empty = {
    cells: [{ cell_type: "code", execution_count: null, id: "a", metadata: {}, outputs: [], source: ["edit 0"] }],
    metadata: {},
    nbformat: 4,
    nbformat_minor: 5,
  }
  await writeFile(target, JSON.stringify(empty))
  const kills = 20 * multiplier
  let recovered = 0
  for (let i = 0; i < kills; i++) {
    const promised = await killSoon("write")
    const onDisk = readNotebook(await readFile(target))
    if (!onDisk.ok) throw new Error(`kill ${i}: ${onDisk.broken.problem}`)
    const saved = numberOf(onDisk.file.content.cells[0]?.source)
    expect(saved).toBeGreaterThanOrEqual(promised.saved)
    const store = await DocumentStore.open({ fs: realFileSystem, folder: data, app: "1.0.0" })
    await store.recoverAll()
    const document = await store.openFile(target)
    expect(document.fileState().conflict).toBe("none")
    const source = document.content.cells[0]?.source
    const n = numberOf(source)
    expect(n).toBeGreaterThanOrEqual(promised.kept)
    expect(source).toBe(`edit ${n}\n` + `# ${n}\n`.repeat(20_000))
    if (n > saved) recovered++
    // Half of the time the unsaved work goes on into the next life; else it is saved.
    if (i % 2 === 0) await document.save()
    await store.closeAll()
  }
  expect(recovered).toBeGreaterThan(0)
  const left = (await readdir(dirname(target))).filter((name) => name !== "a.ipynb")
  expect(left.length).toBeLessThanOrEqual(kills)
  expect(left.every((name) => name.startsWith(".~durfee-"))).toBe(true)
})

test("the control: a file written in place is torn by the same kills", { timeout: 120_000 }, async () => {
  let torn = 0
  // Few of the kills meet the file half written.
  for (let i = 0; i < 200 && torn === 0; i++) {
    await killSoon("in-place")
    const text = await readFile(target, "utf8")
    if (!text.endsWith(`end ${numberOf(text)}\n`)) torn++
  }
  expect(torn).toBeGreaterThan(0)
})

test(
  "of processes that race for a lock exactly one has it, also when the last owner was killed",
  { timeout: 300_000 },
  async () => {
    const racers = Array.from({ length: 4 }, () => child("race"))
    await Promise.all(racers.map((racer) => racer.next()))
    const round = async () => {
      const answers = racers.map(async (racer) => {
        const answer = racer.next()
        racer.process.stdin?.write("go\n")
        await answer
        return racer.lines.at(-1)
      })
      return await Promise.all(answers)
    }
    for (let i = 0; i < 50 * multiplier; i++) {
      const results = await round()
      expect(results.filter((line) => line === "won")).toHaveLength(1)
      const winner = racers[results.indexOf("won")]
      const released = winner?.next()
      winner?.process.stdin?.write("go\n")
      await released
    }
    for (let i = 0; i < 5; i++) {
      const results = await round()
      expect(results.filter((line) => line === "won")).toHaveLength(1)
      const [dead] = racers.splice(results.indexOf("won"), 1)
      if (dead === undefined) break
      const gone = once(dead.process, "exit")
      dead.process.kill("SIGKILL")
      await gone
      const next = child("race")
      await next.next()
      racers.push(next)
    }
    for (const racer of racers) racer.process.kill("SIGKILL")
  },
)
