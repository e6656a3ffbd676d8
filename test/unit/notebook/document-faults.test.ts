import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises"
import { dirname, join } from "node:path"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { cellId } from "../../../app/contract"
import { RemoteError } from "../../../app/contract/rpc"
import { DocumentStore } from "../../../app/main/notebook/document-store"
import { realFileSystem, type FileSystem } from "../../../app/main/notebook/file-system"
import type { OpenDocument } from "../../../app/main/notebook/open-document"
import { crashState, faulty, Recording, seeded } from "../../support/documents/file-systems"
import { seed } from "../../support/seed"
import { multiplier, scratchFolder } from "../../support/documents/scratch"

/**
 * One life of a document: edits, keeps, saves, a close and an untitled document beside it. Each edit has a number; what the program said was kept or
 * saved is noted. Whatever happens to the disk, the next start must find at least that.
 */

// Every third call by default, beginning anywhere; every call in the long run.
const STEP = multiplier > 1 ? 1 : 3
const FIRST = 1 + (Date.now() % STEP)

let folder: string
let target: string
const A = cellId.parse("a")

const notebook = (n: number) =>
  `{\n "cells": [\n  {\n   "cell_type": "code",\n   "execution_count": null,\n   "id": "a",\n   "metadata": {},\n   "outputs": [],\n   "source": [\n    "edit ${n}"\n   ]\n  }\n ],\n "metadata": {\n  "kernelspec": {\n   "display_name": "Python 3",\n   "language": "python",\n   "name": "python3"\n  }\n },\n "nbformat": 4,\n "nbformat_minor": 5\n}\n`

beforeEach(async () => {
  folder = await scratchFolder("faults")
  target = join(folder, "files", "a.ipynb")
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function reset(): Promise<void> {
  await rm(folder, { recursive: true, force: true })
  for (const name of ["files", "data/journals", "data/locks", "data/versions"])
    await mkdir(join(folder, name), { recursive: true })
  await writeFile(target, notebook(0))
}

const openStore = (fs: FileSystem) => DocumentStore.open({ fs, folder: join(folder, "data"), app: "1.0.0" })

interface Promises {
  kept: number
  saved: number
  untitled: number
}

type Note = (what: keyof Promises, n: number) => void

/** Trouble that the reader is told of is part of life; anything else fails the test. */
async function tolerant(step: () => Promise<unknown>): Promise<void> {
  try {
    await step()
  } catch (error) {
    if (!(error instanceof RemoteError) || error.failure.code === "internal") throw error
  }
}

const edit = (document: OpenDocument, n: number) =>
  document.change(
    "page",
    document.revision,
    [{ type: "setSource", cellId: document.content.cells[0]?.id ?? A, source: `edit ${n}` }],
    "Typing",
  )

async function live(fs: FileSystem, note: Note): Promise<void> {
  const store = await openStore(fs)
  const keep = async (document: OpenDocument, n: number, what: "kept" | "untitled") => {
    edit(document, n)
    await document.keep()
    if (document.fileState().kept) note(what, n)
  }
  const save = async (document: OpenDocument, n: number) => {
    await document.save()
    note("saved", n)
    note("kept", n)
  }
  let document: OpenDocument | undefined
  await tolerant(async () => (document = await store.openFile(target)))
  const open = document
  if (open === undefined) return
  await tolerant(() => keep(open, 1, "kept"))
  await tolerant(() => keep(open, 2, "kept"))
  await tolerant(() => save(open, 2))
  await tolerant(() => keep(open, 3, "kept"))
  const untitled = await store.create("Untitled")
  await tolerant(() => keep(untitled, 1, "untitled"))
  await tolerant(() => save(open, 3))
  await tolerant(() => keep(open, 4, "kept"))
  await store.closeAll()
}

const numberIn = (text: string | undefined): number => Number(/edit (\d+)/.exec(text ?? "")?.[1] ?? -1)

/** The next start, on a sound disk: I1 what was kept is there, I2 the file is a whole version, I4 the document can be edited and saved. */
async function checkNextStart(promised: Promises, about: string): Promise<void> {
  const onDisk = await readFile(target, "utf8")
  const version = numberIn(onDisk)
  expect(onDisk, about).toBe(notebook(version))
  expect(version, about).toBeGreaterThanOrEqual(promised.saved)
  // The simulated process is this one, which lives; a dead one's locks are succeeded.
  await rm(join(folder, "data", "locks"), { recursive: true, force: true })
  const store = await openStore(realFileSystem)
  const recovered = await store.recoverAll()
  const document = await store.openFile(target)
  expect(numberIn(document.content.cells[0]?.source), about).toBeGreaterThanOrEqual(promised.kept)
  expect(document.fileState().conflict, about).toBe("none")
  const untitled = recovered.find((item) => item.path === null)
  expect(numberIn(untitled?.content.cells[0]?.source) >= promised.untitled || promised.untitled === 0, about).toBe(true)
  edit(document, 9)
  await document.save()
  expect(await readFile(target, "utf8"), about).toBe(notebook(9))
  await store.closeAll()
}

const nothing = (): Promises => ({ kept: 0, saved: 0, untitled: 0 })

describe("the life of a document", () => {
  test("without faults everything is kept and saved", async () => {
    await reset()
    const promised = nothing()
    await live(realFileSystem, (what, n) => (promised[what] = n))
    expect(promised).toEqual({ kept: 4, saved: 3, untitled: 1 })
    await checkNextStart(promised, "no fault")
  })

  test("dying at any call loses nothing that was acknowledged", { timeout: 120_000 }, async () => {
    let n = FIRST
    for (; ; n += STEP) {
      await reset()
      const promised = nothing()
      const fault = faulty(n, "dies")
      await Promise.race([fault.death, live(fault.fs, (what, edit) => (promised[what] = edit))])
      await checkNextStart(promised, `died at call ${n} (${fault.fired})`)
      if (fault.fired === null) break
    }
    expect(n).toBeGreaterThan(100)
  })

  const codes = [
    "ENOSPC",
    "EIO",
    "EACCES",
    "EPERM",
    "EROFS",
    "EMFILE",
    "EDQUOT",
    "EFBIG",
    "EXDEV",
    "ENAMETOOLONG",
    "ETXTBSY",
    "ESTALE",
  ]
  // By default one sweep that goes through the codes in turn; every code at every call in the long run.
  const sweeps = multiplier > 1 ? codes.map((_, i) => i) : [0]
  test.each(sweeps)(
    "any call failing loses nothing that was acknowledged (sweep %i)",
    { timeout: 300_000 },
    async (sweep) => {
      let n = FIRST
      for (; ; n += STEP) {
        const code = codes[(n + sweep) % codes.length] ?? "EIO"
        await reset()
        const promised = nothing()
        const fault = faulty(n, code)
        const about = () => `${code} at call ${n} (${fault.fired})`
        await live(fault.fs, (what, edit) => (promised[what] = edit)).catch((error: unknown) => {
          // The data folder itself cannot be opened, or cannot be left in order: told to whoever starts or ends the program.
          if (!(error instanceof Error && "code" in error && error.code === code)) throw error
        })
        await checkNextStart(promised, about())
        if (fault.fired !== "unlink") expect(await readdir(dirname(target)), about()).toEqual(["a.ipynb"])
        if (fault.fired === null) break
      }
      expect(n).toBeGreaterThan(100)
    },
  )
})

test("no state that a power cut may leave loses what was acknowledged", { timeout: 300_000 }, async () => {
  await reset()
  const recording = new Recording()
  await live(recording.fs, (what, n) => recording.note(`${what} ${n}`))
  const { operations } = recording
  const initial = new Map([[target, new Uint8Array(Buffer.from(notebook(0)))]])
  const random = seeded(seed)
  const states = 60 * multiplier
  for (let i = 0; i < states; i++) {
    const length = Math.floor(random() * (operations.length + 1))
    const state = crashState(operations, length, initial, random)
    await reset()
    await rm(target)
    for (const [path, bytes] of state.files) {
      await mkdir(dirname(path), { recursive: true })
      await writeFile(path, bytes)
    }
    const promised = nothing()
    for (const note of state.notes) {
      const [what, n] = note.split(" ")
      if (what === "kept" || what === "saved" || what === "untitled") promised[what] = Number(n)
    }
    await checkNextStart(promised, `seed ${seed}, state ${i} after ${length} of ${operations.length} operations`)
  }
})
