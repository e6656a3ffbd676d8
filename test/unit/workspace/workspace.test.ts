import { mkdtemp, readFile, rm, symlink, writeFile, mkdir } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import {
  notebookContract,
  PROTOCOL_VERSION,
  type DocumentEvent,
  type DocumentId,
  type Operation,
} from "../../../app/contract"
import { connect, memoryPair, serve } from "../../../app/contract/rpc"
import { newCell } from "../../../app/main/notebook/document-store"
import { Workspace, type WorkspaceOptions } from "../../../app/main/workspace"
import { FakeSession } from "../../support/documents/fake-session"

let folder: string
let files: string
let sessions: FakeSession[]
const open: Workspace[] = []

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "durfee-workspace-"))
  files = join(folder, "files")
  await mkdir(join(folder, "gallery"), { recursive: true })
  await mkdir(files)
  sessions = []
})

afterEach(async () => {
  for (const workspace of open.splice(0)) await workspace.shutDown()
  await rm(folder, { recursive: true, force: true })
})

async function start(more: Partial<WorkspaceOptions> = {}) {
  const workspace = await Workspace.start({
    folder: join(folder, "data"),
    gallery: join(folder, "gallery"),
    version: "1.0.0",
    door: "memory",
    memoryLimit: 10 ** 9,
    roots: [files],
    makeSession: (events, order) => {
      const session = new FakeSession(events, order)
      sessions.push(session)
      return session
    },
    ...more,
  })
  open.push(workspace)
  return { workspace, page: page(workspace) }
}

/** A page as the window has it: typed calls over a transport that carries text. */
function page(workspace: Workspace) {
  const [client, server] = memoryPair()
  serve(notebookContract, workspace.handlers, server)
  return connect(notebookContract, client)
}

type Page = ReturnType<typeof page>

function watch(client: Page, documentId: DocumentId, name = "page") {
  const events: DocumentEvent[] = []
  const stop = new AbortController()
  const call = client["notebook.watch"]({ documentId, page: name }, { signal: stop.signal })
  call.result.catch(() => undefined)
  void (async () => {
    try {
      for await (const event of call) events.push(event)
    } catch {
      // Cancelled at the end of the test.
    }
  })()
  return { events, stop: () => stop.abort() }
}

async function until(condition: () => boolean): Promise<void> {
  for (let i = 0; i < 4_000 && !condition(); i++) await new Promise((resolve) => setTimeout(resolve, 5))
  if (!condition()) throw new Error("it did not come to pass")
}

const nameOf = <E extends DocumentEvent["event"]>(events: readonly DocumentEvent[], name: E) =>
  events.filter((event): event is Extract<DocumentEvent, { event: E }> => event.event === name)

async function newDocument(client: Page) {
  const { documentId } = await client["files.new"]({}).result
  const watching = watch(client, documentId)
  await until(() => watching.events.length > 0)
  const [snapshot] = nameOf(watching.events, "snapshot")
  const cell = snapshot?.content.cells[0]
  if (cell === undefined) throw new Error("a new document has a cell")
  const change = (revision: number, ...operations: Operation[]) =>
    client["notebook.change"]({ documentId, page: "page", revision, operations, label: "Typing" }).result
  return { documentId, cell, change, ...watching }
}

describe("a page and its document", () => {
  test("a change is told to every page with its author, and a run's outputs become a change", async () => {
    const { workspace, page: client } = await start()
    const { documentId, cell, change, events } = await newDocument(client)
    const second = watch(page(workspace), documentId, "other")
    await until(() => second.events.length > 0)
    expect(await change(0, { type: "setSource", cellId: cell.id, source: "1+1;" })).toEqual({ revision: 1 })
    await client["run.cells"]({ documentId, cellIds: [cell.id] }).result
    await until(() => nameOf(second.events, "changed").length === 2)
    expect(nameOf(second.events, "changed").map(({ by, label, revision }) => [by, label, revision])).toEqual([
      ["page", "Typing", 1],
      [null, "Run", 2],
    ])
    const [ran] = nameOf(second.events, "changed").at(-1)?.operations ?? []
    expect(ran).toMatchObject({ type: "setOutputs", cellId: cell.id, executionCount: 1 })
    await until(() => nameOf(events, "run").some(({ run }) => run.state === "done"))
    expect(sessions).toHaveLength(1)
    const outputs = workspace.documents.find((document) => document.id === documentId)?.content.cells[0]?.outputs ?? []
    expect(outputs.map(({ output }) => output.kind === "formula" && output.text)).toEqual(["1+1;"])
    const outputId = outputs[0]?.id ?? ("" as never)
    const { terms } = await client["output.terms"]({ documentId, outputId, from: 0, count: 5 }).result
    expect(terms[0]?.coefficient).toBe("h1.0")
    expect((await client["output.copy"]({ documentId, outputId, dialect: "maple", terms: null }).result).text).toBe(
      "maple",
    )
  })

  test("of two pages that change the same cell at once the second is told so; different cells both change", async () => {
    const { workspace, page: client } = await start()
    const { documentId, cell, change } = await newDocument(client)
    const other = page(workspace)
    const added = newCell("code")
    await change(0, { type: "insertCell", index: 1, cell: added })
    await change(1, { type: "setSource", cellId: cell.id, source: "mine" })
    const late = (cellId: typeof cell.id) =>
      other["notebook.change"]({
        documentId,
        page: "other",
        revision: 1,
        operations: [{ type: "setSource", cellId, source: "theirs" }],
        label: "Typing",
      }).result
    await expect(late(cell.id)).rejects.toMatchObject({ failure: { code: "conflict" } })
    expect(await late(added.id)).toEqual({ revision: 3 })
  })

  test("what does not fit is refused and changes nothing", async () => {
    const { workspace, page: client } = await start()
    const { documentId, change, cell } = await newDocument(client)
    await expect(change(0, { type: "deleteCell", cellId: newCell("code").id })).rejects.toMatchObject({
      failure: { code: "invalidInput" },
    })
    await expect(change(7, { type: "deleteCell", cellId: cell.id })).rejects.toMatchObject({
      failure: { code: "invalidInput" },
    })
    await expect(
      change(0, { type: "setMetadata", cellId: cell.id, metadata: "[]", attachments: null }),
    ).rejects.toMatchObject({ failure: { code: "invalidInput" } })
    expect(workspace.documents.find((document) => document.id === documentId)?.revision).toBe(0)
  })

  test("a page that comes back gets a snapshot with everything in it", async () => {
    const { page: client } = await start()
    const { documentId, cell, change, stop } = await newDocument(client)
    await change(0, { type: "setSource", cellId: cell.id, source: "2;" })
    stop()
    const again = watch(client, documentId)
    await until(() => again.events.length > 0)
    const [snapshot] = nameOf(again.events, "snapshot")
    expect(snapshot?.revision).toBe(1)
    expect(snapshot?.content.cells[0]?.source).toBe("2;")
  })

  test("the file state says when every change is kept", async () => {
    const { page: client } = await start()
    const { events, cell, change } = await newDocument(client)
    await change(0, { type: "setSource", cellId: cell.id, source: "2;" })
    await until(() => nameOf(events, "file").some(({ file }) => file.dirty && file.kept))
  })

  test("values of a cell's older runs are let go, those that undo may bring back are not", async () => {
    const { page: client } = await start()
    const { documentId, cell } = await newDocument(client)
    for (let i = 0; i < 5; i++) await client["run.cells"]({ documentId, cellIds: [cell.id] }).result
    await until(() => (sessions[0]?.released.length ?? 0) >= 2)
    expect(sessions[0]?.released).toEqual(["h1", "h2"])
  })
})

describe("files", () => {
  const ours = { kernelspec: { display_name: "q-series", language: "durfee", name: "durfee" } }
  const notebook = (metadata: object, source = "1;") =>
    JSON.stringify({
      cells: [{ cell_type: "code", execution_count: null, id: "a", metadata: {}, outputs: [], source: [source] }],
      metadata,
      nbformat: 4,
      nbformat_minor: 5,
    })

  async function fileId(client: Page, name: string): Promise<string> {
    const { entries } = await client["files.browse"]({ fileId: null }).result
    const entry = entries.find((item) => item.name === name)
    if (entry === undefined) throw new Error(`${name} is not listed`)
    return entry.fileId
  }

  test("browsing shows folders, notebooks and texts to import, by ids that hold no path", async () => {
    await writeFile(join(files, "b.ipynb"), notebook(ours))
    await writeFile(join(files, "a.qs"), "1;")
    await writeFile(join(files, "secret.exe"), "")
    await writeFile(join(files, ".hidden.ipynb"), "")
    await mkdir(join(files, "sub"))
    await symlink("/", join(files, "root"))
    const { page: client } = await start()
    const { entries, parent } = await client["files.browse"]({ fileId: null }).result
    expect(entries.map((entry) => [entry.name, entry.kind])).toEqual([
      ["root", "folder"],
      ["sub", "folder"],
      ["b.ipynb", "notebook"],
      ["a.qs", "other"],
    ])
    expect(parent).toBeNull()
    expect(JSON.stringify(entries)).not.toContain(files)
    const root = entries.find((entry) => entry.name === "root")?.fileId ?? ""
    await expect(client["files.browse"]({ fileId: root }).result).rejects.toMatchObject({
      failure: { code: "notFound" },
    })
    await expect(client["files.open"]({ fileId: "/etc/passwd" }).result).rejects.toMatchObject({
      failure: { code: "notFound" },
    })
  })

  test("a link out of the shown folders is not followed; a file that was opened before is found wherever it lies", async () => {
    const outside = join(folder, "outside.ipynb")
    await writeFile(outside, notebook(ours))
    await symlink(outside, join(files, "link.ipynb"))
    const { workspace, page: client } = await start()
    const linked = client["files.open"]({ fileId: await fileId(client, "link.ipynb") }).result
    await expect(linked).rejects.toMatchObject({ failure: { code: "notFound" } })
    await workspace.close(await workspace.openPath(outside))
    const [recent] = (await client["files.recent"]({}).result).entries
    expect(recent?.name).toBe("outside.ipynb")
    const { documentId } = await client["files.open"]({ fileId: recent?.fileId ?? "" }).result
    expect(workspace.documents.map((document) => document.id)).toContain(documentId)
  })

  test("a deleted cell is found again in the versions, also before the first save", async () => {
    const { page: client } = await start()
    const { documentId, cell, change } = await newDocument(client)
    await change(0, { type: "setSource", cellId: cell.id, source: "precious;" })
    await change(1, { type: "deleteCell", cellId: cell.id })
    const list = () => client["files.versions"]({ documentId }).result
    while ((await list()).versions.length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
    const [version] = (await list()).versions
    expect(version?.why).toBe("deleted")
    const { content } = await client["files.version"]({ documentId, versionId: version?.versionId ?? "" }).result
    expect(content.cells.map((item) => item.source)).toEqual(["precious;"])
  })

  test("a page that finds every document closed gets a new one", async () => {
    const { workspace, page: client } = await start()
    for (const { id } of workspace.documents) await client["files.close"]({ documentId: id }).result
    expect(workspace.documents).toEqual([])
    expect((await client["app.hello"]({ protocol: PROTOCOL_VERSION }).result).open).toHaveLength(1)
  })

  test("a file opened by two names is one document", async () => {
    await writeFile(join(files, "b.ipynb"), notebook(ours))
    await symlink(join(files, "b.ipynb"), join(files, "link.ipynb"))
    const { page: client } = await start()
    const first = await client["files.open"]({ fileId: await fileId(client, "b.ipynb") }).result
    const second = await client["files.open"]({ fileId: await fileId(client, "link.ipynb") }).result
    expect(second).toEqual(first)
  })

  test("saving an untitled document asks for a place; names that some system refuses are refused", async () => {
    const { page: client } = await start()
    const { documentId, cell, change } = await newDocument(client)
    await change(0, { type: "setSource", cellId: cell.id, source: "etaq(q,1,20);" })
    expect(await client["files.save"]({ documentId }).result).toEqual({ saved: false })
    const saveAs = (name: string) => client["files.saveAs"]({ documentId, folderId: null, name }).result
    for (const name of ["a/b", "CON", "x.", "a:b", "..", ".x", " ", "n\n", "e".repeat(250)])
      await expect(saveAs(name)).rejects.toMatchObject({ failure: { code: "invalidInput" } })
    expect(await saveAs("Ramanujan η #1 %20")).toEqual({ saved: true })
    const text = await readFile(join(files, "Ramanujan η #1 %20.ipynb"), "utf8")
    expect(JSON.parse(text).cells[0].source).toEqual(["etaq(q,1,20);"])
    expect((await client["files.recent"]({}).result).entries.map((entry) => entry.name)).toEqual([
      "Ramanujan η #1 %20.ipynb",
    ])
    const { documentId: another } = await client["files.new"]({}).result
    await expect(
      client["files.saveAs"]({ documentId: another, folderId: null, name: "Ramanujan η #1 %20" }).result,
    ).rejects.toMatchObject({ failure: { code: "conflict" } })
  })

  test("a notebook of another language is edited and saved with its kernel untouched, and not run", async () => {
    const python = { kernelspec: { display_name: "Python 3", language: "python", name: "python3" } }
    await writeFile(join(files, "py.ipynb"), notebook(python))
    const { page: client } = await start()
    const { documentId } = await client["files.open"]({ fileId: await fileId(client, "py.ipynb") }).result
    const { events } = watch(client, documentId)
    await until(() => events.length > 0)
    const [snapshot] = nameOf(events, "snapshot")
    expect(snapshot?.content.language).toEqual({ ours: false, name: "Python 3" })
    expect(snapshot?.file.notice).toContain("not run here")
    const cellId = snapshot?.content.cells[0]?.id ?? ("" as never)
    await expect(client["run.cells"]({ documentId, cellIds: [cellId] }).result).rejects.toMatchObject({
      failure: { code: "domain" },
    })
    await client["notebook.change"]({
      documentId,
      page: "page",
      revision: 0,
      operations: [{ type: "setSource", cellId, source: "print(2)" }],
      label: "Typing",
    }).result
    expect(await client["files.save"]({ documentId }).result).toEqual({ saved: true })
    expect(JSON.parse(await readFile(join(files, "py.ipynb"), "utf8")).metadata).toEqual(python)
  })

  test("a broken file opens in the repair view and is never written", async () => {
    const text = notebook(ours).slice(0, -40)
    await writeFile(join(files, "torn.ipynb"), text)
    const { page: client } = await start()
    const { documentId } = await client["files.open"]({ fileId: await fileId(client, "torn.ipynb") }).result
    const view = await client["files.repairView"]({ documentId }).result
    expect(view).toMatchObject({ text, at: text.length, recoverable: 1 })
    await client["files.save"]({ documentId }).result.catch(() => undefined)
    const { documentId: recovered } = await client["files.recover"]({ documentId }).result
    const { events } = watch(client, recovered)
    await until(() => events.length > 0)
    expect(nameOf(events, "snapshot")[0]?.content.cells.map((cell) => cell.source)).toEqual(["1;"])
    expect(await readFile(join(files, "torn.ipynb"), "utf8")).toBe(text)
  })

  test("versions are listed, shown and opened as new documents", async () => {
    await writeFile(join(files, "v.ipynb"), notebook(ours, "first;"))
    const { page: client } = await start()
    const { documentId } = await client["files.open"]({ fileId: await fileId(client, "v.ipynb") }).result
    const cellId = "a" as never
    const change = (revision: number, source: string) =>
      client["notebook.change"]({
        documentId,
        page: "p",
        revision,
        operations: [{ type: "setSource", cellId, source }],
        label: "",
      }).result
    await change(0, "second;")
    await client["files.save"]({ documentId }).result
    await client["notebook.change"]({
      documentId,
      page: "p",
      revision: 1,
      operations: [{ type: "deleteCell", cellId }],
      label: "",
    }).result
    await client["files.save"]({ documentId }).result
    const { versions } = await client["files.versions"]({ documentId }).result
    expect(versions.map((version) => [version.why, version.cells])).toEqual([
      ["save", 0],
      ["save", 1],
      ["before", 1],
    ])
    const shown = await Promise.all(
      versions.map(
        async ({ versionId }) =>
          (await client["files.version"]({ documentId, versionId }).result).content.cells[0]?.source,
      ),
    )
    expect(shown).toEqual([undefined, "second;", "first;"])
    const opened = await client["files.openVersion"]({ documentId, versionId: versions[2]?.versionId ?? "" }).result
    expect(opened.documentId).not.toBe(documentId)
    await expect(client["files.version"]({ documentId, versionId: "../../x" }).result).rejects.toMatchObject({
      failure: { code: "notFound" },
    })
  })

  test("settings are kept as they were written, and only as an object", async () => {
    const { page: client } = await start()
    expect(await client["app.settings"]({}).result).toEqual({ json: "{}" })
    await client["app.saveSettings"]({ json: '{ "theme": "dark" }\n' }).result
    expect(await client["app.settings"]({}).result).toEqual({ json: '{ "theme": "dark" }\n' })
    await expect(client["app.saveSettings"]({ json: "[1]" }).result).rejects.toMatchObject({
      failure: { code: "invalidInput" },
    })
  })

  test("the gallery is listed in its order and opened as copies", async () => {
    const lesson = (title: string, order: number, still: unknown = undefined) =>
      notebook({
        ...ours,
        durfee: { format: 1, app: "1.0.0", order: 30, gallery: { title, line: `${title}.`, minutes: 5, order, still } },
      })
    await writeFile(join(folder, "gallery", "start-here.ipynb"), lesson("Start here", 1, ["##.", "1234"]))
    await writeFile(join(folder, "gallery", "another.ipynb"), lesson("Another", 2, ["##", "<b>"]))
    await writeFile(join(folder, "gallery", "no-lesson.ipynb"), notebook(ours))
    const { workspace, page: client } = await start()
    const { entries } = await client["files.gallery"]({}).result
    expect(entries.map((entry) => entry.name)).toEqual(["start-here", "another"])
    expect(entries.map((entry) => entry.still)).toEqual([["##.", "1234"], []])
    expect(workspace.documents.map((document) => document.title)).toEqual(["Start here"])
    const { documentId } = await client["files.openGallery"]({ name: "another" }).result
    const document = workspace.documents.find((item) => item.id === documentId)
    expect(document?.dirty).toBe(false)
    expect(document?.content.order).toBe(30)
    expect(JSON.parse(Buffer.from(document?.bytes() ?? []).toString()).metadata.durfee).toEqual({
      app: "1.0.0",
      format: 1,
      order: 30,
    })
    await expect(client["files.openGallery"]({ name: "../files/x" }).result).rejects.toMatchObject({
      failure: { code: "notFound" },
    })
  })
})

describe("results without a session", () => {
  test("more terms than the output shows come back with the file; beyond what it keeps the reader is told to run", async () => {
    const first = await start()
    const { documentId, cell, change } = await newDocument(first.page)
    await change(0, { type: "setSource", cellId: cell.id, source: "series" })
    await first.page["run.cells"]({ documentId, cellIds: [cell.id] }).result
    const document = first.workspace.documents.find((item) => item.id === documentId)
    await until(() => (document?.originals.terms.size ?? 0) > 0)
    await first.page["files.saveAs"]({ documentId, folderId: null, name: "series" }).result
    await first.workspace.shutDown()
    const { page: client } = await start()
    const { entries } = await client["files.browse"]({ fileId: null }).result
    const opened = await client["files.open"]({ fileId: entries[0]?.fileId ?? "" }).result
    const { events } = watch(client, opened.documentId)
    await until(() => events.length > 0)
    const [output] = nameOf(events, "snapshot")[0]?.content.cells[0]?.outputs ?? []
    if (output === undefined) throw new Error("the output is not there")
    expect(output.output).toMatchObject({ kind: "series", handle: null, termCount: 100 })
    const of = { documentId: opened.documentId, outputId: output.id }
    const { terms, total } = await client["output.terms"]({ ...of, from: 90, count: 20 }).result
    expect([terms.length, terms.at(-1), total]).toEqual([10, { exponent: "99", coefficient: "h1.99" }, 100])
    expect(await client["output.coefficient"]({ ...of, exponent: "70" }).result).toEqual({ text: "h1.70" })
    await expect(client["output.view"]({ ...of, view: "plot" }).result).rejects.toMatchObject({
      failure: { code: "notFound", hint: "Run the cell again" },
    })
    expect(await client["output.copy"]({ ...of, dialect: "plain", terms: null }).result).toMatchObject({
      text: "1 + q + O(q^100)",
    })
  })
})

describe("the next start", () => {
  test("opens what was open, and unsaved work with it", async () => {
    const first = await start()
    const { documentId, cell, change } = await newDocument(first.page)
    await change(0, { type: "setSource", cellId: cell.id, source: "work;" })
    await first.page["files.saveAs"]({ documentId, folderId: null, name: "w" }).result
    await change(1, { type: "setSource", cellId: cell.id, source: "more work;" })
    const untitled = await newDocument(first.page)
    await untitled.change(0, { type: "setSource", cellId: untitled.cell.id, source: "untitled work;" })
    await first.workspace.shutDown()
    const second = await start()
    const texts = second.workspace.documents.map((document) => document.content.cells[0]?.source)
    expect(texts.sort()).toEqual(["more work;", "untitled work;"])
    expect(second.workspace.documents.every((document) => document.fileState().notice?.includes("brought back"))).toBe(
      true,
    )
    expect(JSON.parse(await readFile(join(files, "w.ipynb"), "utf8")).cells[0].source).toEqual(["work;"])
  })

  test("a document closed with unsaved changes waits among the recent ones", async () => {
    const first = await start()
    const { documentId, cell, change } = await newDocument(first.page)
    await change(0, { type: "setSource", cellId: cell.id, source: "kept;" })
    await first.page["files.close"]({ documentId }).result
    await first.workspace.shutDown()
    const second = await start()
    const [entry] = (await second.page["files.recent"]({}).result).entries
    expect(entry?.name).toBe("Untitled (not saved)")
    const opened = await second.page["files.open"]({ fileId: entry?.fileId ?? "" }).result
    const document = second.workspace.documents.find((item) => item.id === opened.documentId)
    expect(document?.content.cells[0]?.source).toBe("kept;")
  })
})
