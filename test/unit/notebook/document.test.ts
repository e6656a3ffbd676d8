import { existsSync } from "node:fs"
import {
  chmod,
  link,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  unlink,
  utimes,
  writeFile,
} from "node:fs/promises"
import { join } from "node:path"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { cellId, type Operation } from "../../../app/contract"
import { DocumentStore, newCell } from "../../../app/main/notebook/document-store"
import { realFileSystem, type FileSystem } from "../../../app/main/notebook/file-system"
import type { OpenDocument } from "../../../app/main/notebook/open-document"
import { intercepted, SystemError } from "../../support/documents/file-systems"
import { scratchFolder } from "../../support/documents/scratch"

let folder: string
let target: string
const stores: DocumentStore[] = []

const notebook = (...sources: string[]) =>
  JSON.stringify({
    cells: sources.map((source, i) => ({
      cell_type: "code",
      execution_count: null,
      id: `cell-${i}`,
      metadata: {},
      outputs: [{ output_type: "display_data", data: { "text/x-strange": source }, metadata: { kept: 1 } }],
      source: [source],
    })),
    metadata: { kernelspec: { display_name: "q-series", language: "durfee", name: "durfee" } },
    nbformat: 4,
    nbformat_minor: 5,
  })

beforeEach(async () => {
  folder = await scratchFolder("document")
  target = join(folder, "files", "a.ipynb")
  await mkdir(join(folder, "files"))
  await writeFile(target, notebook("one", "two"))
})
afterEach(async () => {
  for (const store of stores.splice(0)) await store.closeAll()
  await rm(folder, { recursive: true, force: true })
})

async function openStore(fs: FileSystem = realFileSystem, name = "data"): Promise<DocumentStore> {
  const store = await DocumentStore.open({ fs, folder: join(folder, name), app: "1.0.0" })
  stores.push(store)
  return store
}

const openTarget = async (fs?: FileSystem) => await (await openStore(fs)).openFile(target)
const sources = (document: OpenDocument) => document.content.cells.map((cell) => cell.source)
const onDisk = async (path = target): Promise<string[]> =>
  (JSON.parse(await readFile(path, "utf8")) as { cells: { source: string[] }[] }).cells.map((cell) =>
    cell.source.join(""),
  )

function change(document: OpenDocument, ...operations: Operation[]): void {
  document.change("page", document.revision, operations, "Change")
}
const setSource = (n: number, source: string): Operation => ({
  type: "setSource",
  cellId: cellId.parse(`cell-${n}`),
  source,
})

async function until(condition: () => boolean): Promise<void> {
  for (let i = 0; i < 4_000 && !condition(); i++) await new Promise((resolve) => setTimeout(resolve, 5))
  if (!condition()) throw new Error("it did not come to pass")
}

describe("saving", () => {
  test("a document that was not edited is never written", async () => {
    const document = await openTarget()
    const before = await stat(target)
    await document.save()
    expect((await stat(target)).ino).toBe(before.ino)
  })

  test("an edit and its undo leave the bytes of other cells alone", async () => {
    const document = await openTarget()
    change(document, setSource(0, "other"))
    change(document, setSource(0, "one"))
    await document.save()
    const cells = (text: string) => (JSON.parse(text) as { cells: unknown }).cells
    expect(cells(await readFile(target, "utf8"))).toEqual(cells(notebook("one", "two")))
  })

  test("a deleted cell that was brought back has its foreign outputs again, also after a crash in between", async () => {
    const document = await openTarget()
    const cell = document.content.cells[1]
    if (cell === undefined) throw new Error("no cell")
    change(document, { type: "deleteCell", cellId: cell.id })
    await document.save()
    change(document, { type: "insertCell", index: 0, cell })
    await document.close(false)
    const [again] = await (await openStore()).recoverAll()
    await again?.save()
    const written = JSON.parse(await readFile(target, "utf8")) as { cells: { outputs: unknown }[] }
    expect(written.cells[0]?.outputs).toEqual([
      { output_type: "display_data", data: { "text/x-strange": "two" }, metadata: { kept: 1 } },
    ])
  })

  test("saves that overlap follow one another, and the last one wins", async () => {
    const document = await openTarget()
    const saves: Promise<void>[] = []
    for (let i = 0; i < 10; i++) {
      change(document, setSource(0, `edit ${i}`))
      saves.push(document.save())
    }
    await Promise.all(saves)
    expect(await onDisk()).toEqual(["edit 9", "two"])
    expect(await readdir(join(folder, "files"))).toEqual(["a.ipynb"])
    expect(document.dirty).toBe(false)
  })

  test("a new name is shown once its file is there", async () => {
    const document = await openTarget()
    const copy = join(folder, "files", "copy.ipynb")
    const seen: boolean[] = []
    document.listen((event) => {
      if (event.event === "file" && event.file.fileName === "copy.ipynb") seen.push(existsSync(copy))
    })
    change(document, setSource(0, "other"))
    const saved = document.saveAs(copy, null, false)
    change(document, setSource(1, "while it is saved"))
    await saved
    expect(new Set(seen)).toEqual(new Set([true]))
  })

  test("an edit during a save stays unsaved and kept", async () => {
    const slow = intercepted(() => undefined)
    let during: (() => void) | null = null
    const document = await openTarget({
      ...slow,
      rename: async (from, to) => {
        if (to === target) during?.()
        await slow.rename(from, to)
      },
    })
    during = () => {
      during = null
      change(document, setSource(1, "late"))
    }
    change(document, setSource(0, "early"))
    await document.save()
    expect(await onDisk()).toEqual(["early", "two"])
    expect(document.dirty).toBe(true)
    await document.close(false)
    const [again] = await (await openStore()).recoverAll()
    expect(again && sources(again)).toEqual(["early", "late"])
    expect(again?.fileState().conflict).toBe("none")
  })

  test("a full disk is told in a sentence, the file stays as it was, and the edit is kept", async () => {
    const fs = { ...realFileSystem, statfs: async () => 10 }
    const document = await openTarget({ ...fs })
    change(document, setSource(0, "new"))
    await expect(document.save()).rejects.toMatchObject({
      failure: { code: "file", message: expect.stringContaining("disk is full") },
    })
    expect(await onDisk()).toEqual(["one", "two"])
  })

  test("a hard-linked file is replaced and the reader is told once", async () => {
    await link(target, join(folder, "other.ipynb"))
    const document = await openTarget()
    change(document, setSource(0, "new"))
    await document.save()
    expect(document.fileState().notice).toContain("hard links")
    expect(await onDisk(join(folder, "other.ipynb"))).toEqual(["one", "two"])
  })
})

describe("keeping", () => {
  test("when the journal cannot be written the reader is told, and told again when it can", async () => {
    let full = true
    const fs = intercepted((call, _n, [path]) => {
      if (full && call === "open" && String(path).includes("journals")) throw new SystemError("ENOSPC", call)
    })
    const store = await openStore(realFileSystem)
    stores.pop()
    await store.closeAll()
    const document = await (await openStore({ ...fs, readdir: realFileSystem.readdir })).openFile(target)
    change(document, setSource(0, "new"))
    await document.keep()
    expect(document.fileState()).toMatchObject({
      kept: false,
      notice: expect.stringMatching(/^Changes are not being kept: the disk is full/),
    })
    full = false
    change(document, setSource(0, "newer"))
    await document.keep()
    expect(document.fileState()).toMatchObject({ kept: true, notice: null })
  })

  test("typing in one cell is one record in the journal, however many keys", async () => {
    const document = await openTarget()
    change(document, setSource(0, "x"))
    await document.keep()
    const journal = join(folder, "data", "journals", (await readdir(join(folder, "data", "journals")))[0] ?? "")
    const before = (await stat(journal)).size
    for (let i = 0; i < 1_000; i++) change(document, setSource(0, `typed ${i}`))
    await document.keep()
    expect((await stat(journal)).size - before).toBeLessThan(1_000)
    await document.close(false)
    const [again] = await (await openStore()).recoverAll()
    expect(again && sources(again)).toEqual(["typed 999", "two"])
  })

  test("recovery says so in one line, can be repeated, and ends with a save", async () => {
    const first = await openTarget()
    change(first, setSource(0, "unsaved"))
    await first.close(false)
    for (let i = 0; i < 3; i++) {
      const store = await openStore()
      const [document] = await store.recoverAll()
      expect(document && sources(document)).toEqual(["unsaved", "two"])
      expect(document?.fileState()).toMatchObject({ dirty: true, notice: expect.stringContaining("brought back") })
      expect(await store.openFile(target)).toBe(document)
      if (i === 2) await document?.save()
      await store.closeAll()
    }
    expect(await onDisk()).toEqual(["unsaved", "two"])
    expect(await (await openStore()).recoverAll()).toEqual([])
    expect(await readdir(join(folder, "data", "journals"))).toEqual([])
  })

  test("recovered work over a file that another program changed meanwhile is a conflict", async () => {
    const first = await openTarget()
    change(first, setSource(0, "unsaved"))
    await first.close(false)
    await writeFile(target, notebook("theirs", "two"))
    const [document] = await (await openStore()).recoverAll()
    expect(document?.fileState().conflict).toBe("changed")
    expect(document && sources(document)).toEqual(["unsaved", "two"])
    await expect(document?.save()).rejects.toMatchObject({ failure: { code: "conflict" } })
    expect(await onDisk()).toEqual(["theirs", "two"])
  })

  test("recovered work whose file is gone is still there", async () => {
    const first = await openTarget()
    change(first, setSource(0, "unsaved"))
    await first.close(false)
    await unlink(target)
    const [document] = await (await openStore()).recoverAll()
    expect(document?.fileState().conflict).toBe("removed")
    await document?.resolveConflict("keepMine")
    expect(await onDisk()).toEqual(["unsaved", "two"])
  })

  test("a second process has the document read-only, and says who holds it", async () => {
    const first = await openTarget()
    change(first, setSource(0, "mine"))
    // The same data folder, as a second process sees it.
    const second = await (await openStore()).openFile(target)
    expect(second.fileState()).toMatchObject({
      readOnly: true,
      notice: expect.stringContaining(`number ${process.pid}`),
    })
    expect(() => change(second, setSource(0, "theirs"))).toThrow(/read-only/)
    await expect(second.save()).rejects.toMatchObject({ failure: { code: "file" } })
  })
})

describe("another program changes the file", () => {
  const styles: Record<string, (text: string) => Promise<void>> = {
    "in place": (text) => writeFile(target, text),
    "rename over": async (text) => {
      await writeFile(target + ".x", text)
      await rename(target + ".x", target)
    },
    "delete, then create": async (text) => {
      await unlink(target)
      await writeFile(target, text)
    },
    "with the old time": async (text) => {
      const { atime, mtime } = await stat(target)
      await writeFile(target, text)
      await utimes(target, atime, mtime)
    },
  }

  test.each(Object.entries(styles))(
    "%s: an unedited document follows, as a change that can be undone",
    async (_, write) => {
      const document = await openTarget()
      const changes: unknown[] = []
      document.listen((event) => event.event === "changed" && changes.push(event.label))
      await write(notebook("ONE", "two", "three"))
      await until(() => changes.length > 0)
      expect(sources(document)).toEqual(["ONE", "two", "three"])
      expect(changes).toEqual(["Changed on disk"])
      expect(document.fileState()).toMatchObject({
        dirty: false,
        conflict: "none",
        notice: expect.stringContaining("another program"),
      })
    },
  )

  test.each(Object.entries(styles))("%s: an edited document becomes a conflict", async (_, write) => {
    const document = await openTarget()
    change(document, setSource(0, "mine"))
    await write(notebook("ONE", "two", "three"))
    await until(() => document.fileState().conflict === "changed")
    await expect(document.save()).rejects.toMatchObject({ failure: { code: "conflict" } })
    expect(await onDisk()).toEqual(["ONE", "two", "three"])
  })

  test("a touched file is no change", async () => {
    const document = await openTarget()
    await utimes(target, 1, 1)
    await document.lookAtFile()
    change(document, setSource(0, "mine"))
    await document.save()
    expect(await onDisk()).toEqual(["mine", "two"])
  })

  async function conflicting(): Promise<OpenDocument> {
    const document = await openTarget()
    change(document, setSource(0, "mine"))
    await writeFile(target, notebook("theirs", "two"))
    await document.lookAtFile()
    return document
  }

  test("keep mine: theirs goes into the versions", async () => {
    const document = await conflicting()
    await document.resolveConflict("keepMine")
    expect(await onDisk()).toEqual(["mine", "two"])
    const versions = await stores[0]?.versions.list(document.versionsKey)
    const kept = await stores[0]?.versions.read(document.versionsKey, versions?.[0]?.id ?? "")
    expect(Buffer.from(kept ?? []).toString()).toBe(notebook("theirs", "two"))
    expect(document.fileState()).toMatchObject({ conflict: "none", dirty: false })
  })

  test("take theirs: mine goes into the versions", async () => {
    const document = await conflicting()
    await document.resolveConflict("takeTheirs")
    expect(sources(document)).toEqual(["theirs", "two"])
    expect(await onDisk()).toEqual(["theirs", "two"])
    const versions = await stores[0]?.versions.list(document.versionsKey)
    const kept = await stores[0]?.versions.read(document.versionsKey, versions?.[0]?.id ?? "")
    expect(Buffer.from(kept ?? []).toString()).toContain('"mine"')
    expect(document.fileState()).toMatchObject({ conflict: "none", dirty: false })
  })

  test("save a copy: both are files, under different names", async () => {
    await writeFile(join(folder, "files", "a (my version).ipynb"), "taken")
    const document = await conflicting()
    await document.resolveConflict("saveCopy")
    expect(await onDisk(join(folder, "files", "a (my version 2).ipynb"))).toEqual(["mine", "two"])
    expect(await onDisk()).toEqual(["theirs", "two"])
    expect(sources(document)).toEqual(["theirs", "two"])
    expect(document.fileState().conflict).toBe("none")
  })

  test("theirs is no notebook: mine stays, and taking theirs is refused", async () => {
    const document = await openTarget()
    await writeFile(target, "{")
    await document.lookAtFile()
    expect(document.fileState()).toMatchObject({
      conflict: "changed",
      notice: expect.stringContaining("is no notebook"),
    })
    expect(sources(document)).toEqual(["one", "two"])
    await expect(document.resolveConflict("takeTheirs")).rejects.toMatchObject({ failure: { code: "file" } })
    await document.resolveConflict("keepMine")
    expect(await onDisk()).toEqual(["one", "two"])
  })

  test("the file is deleted: the document stays, and can be saved again", async () => {
    const document = await openTarget()
    await unlink(target)
    await until(() => document.fileState().conflict === "removed")
    await document.save()
    expect(await onDisk()).toEqual(["one", "two"])
  })

  test("the folder is deleted: saving says so, the work stays kept", async () => {
    const document = await openTarget()
    change(document, setSource(0, "mine"))
    await rm(join(folder, "files"), { recursive: true })
    await expect(document.save()).rejects.toMatchObject({ failure: { code: "conflict" } })
    await expect(document.save()).rejects.toMatchObject({
      failure: { message: expect.stringContaining("folder is not there") },
    })
    await document.keep()
    expect(document.fileState().kept).toBe(true)
  })
})

describe("names, places and permissions", () => {
  test.each(["NFC é", "NFD e\u0301", "emoji 🧮", "#%20 & ?", "new\nline", "quote ' \"", ".. x", "x".repeat(240)])(
    "%j opens, saves and opens again",
    async (name) => {
      const path = join(folder, "files", `${name}.ipynb`)
      await writeFile(path, notebook("one", "two"))
      const store = await openStore()
      const document = await store.openFile(path)
      change(document, setSource(0, "new"))
      await document.save()
      await store.close(document.id)
      expect(sources(await store.openFile(path))).toEqual(["new", "two"])
    },
  )

  test("a linked notebook is one document and is saved at its target", async () => {
    const name = join(folder, "link.ipynb")
    await symlink(target, name)
    const store = await openStore()
    const document = await store.openFile(name)
    expect(await store.openFile(target)).toBe(document)
    change(document, setSource(0, "new"))
    await document.save()
    expect(await onDisk()).toEqual(["new", "two"])
  })

  test("a folder, a device and a missing file are refused with a sentence", async () => {
    const store = await openStore()
    await expect(store.openFile(folder)).rejects.toMatchObject({
      failure: { message: expect.stringContaining("is no file") },
    })
    await expect(store.openFile("/dev/null")).rejects.toMatchObject({
      failure: { message: expect.stringContaining("is no file") },
    })
    await expect(store.openFile(join(folder, "x"))).rejects.toMatchObject({ failure: { code: "file" } })
  })

  test("a file that may not be written can be edited and saved elsewhere", async () => {
    const fs = intercepted((call, _n, [path, mode]) => {
      if (call === "open" && path === target && mode === "update") throw new SystemError("EACCES", call)
    })
    await chmod(target, 0o444)
    const store = await openStore(fs)
    const document = await store.openFile(target)
    expect(document.fileState()).toMatchObject({ readOnly: true, notice: expect.stringContaining("EACCES") })
    change(document, setSource(0, "new"))
    await expect(document.save()).rejects.toMatchObject({ failure: { hint: expect.stringContaining("another name") } })
    await store.saveAs(document.id, join(folder, "files", "copy.ipynb"), false)
    expect(await onDisk(join(folder, "files", "copy.ipynb"))).toEqual(["new", "two"])
    expect(await onDisk()).toEqual(["one", "two"])
    expect(document.fileState()).toMatchObject({ readOnly: false, fileName: "copy.ipynb", dirty: false })
  })

  test("a later format is shown and not written", async () => {
    await writeFile(target, notebook("one").replace('"nbformat":4', '"nbformat":5'))
    const document = await openTarget()
    expect(document.fileState()).toMatchObject({ readOnly: true, notice: expect.stringContaining("format 5") })
    expect(() => change(document, setSource(0, "x"))).toThrow(/format 5/)
  })

  test("a file that was saved under another name keeps its history", async () => {
    const store = await openStore()
    const document = await store.openFile(target)
    change(document, setSource(0, "new"))
    await document.save()
    await store.saveAs(document.id, join(folder, "files", "b.ipynb"), false)
    const whys = (await store.versions.list(document.versionsKey)).map((version) => version.why)
    expect(whys).toEqual(expect.arrayContaining(["before", "save"]))
    await expect(store.saveAs(document.id, target, false)).rejects.toMatchObject({ failure: { code: "conflict" } })
  })

  test("a document without a file and without content leaves nothing behind", async () => {
    const store = await openStore()
    const document = await store.create("Untitled")
    change(document, { type: "insertCell", index: 0, cell: newCell("text") })
    await store.close(document.id)
    expect(await readdir(join(folder, "data", "journals"))).toEqual([])
    expect(store.unsaved).toEqual([])
  })
})
