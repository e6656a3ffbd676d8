import { homedir } from "node:os"
import { basename, join } from "node:path"
import { PROTOCOL_VERSION, type DocumentContent, type DocumentId, type NotebookContract } from "../../contract"
import { RemoteError, type Handlers } from "../../contract/rpc"
import { DocumentStore } from "../notebook/document-store"
import { readFile, realFileSystem, type FileSystem } from "../notebook/file-system"
import { fileFailure } from "../notebook/file-trouble"
import { readNotebook } from "../notebook/notebook-file"
import type { OpenDocument } from "../notebook/open-document"
import { recoverable } from "../notebook/repair"
import { selfTest } from "./self-test"
import { Bins, putIn, takenOut } from "./bin"
import { writeHtml } from "./export/html"
import { writeLatex } from "./export/latex"
import { writeMarkdown } from "./export/markdown"
import { writeScript } from "./export/script"
import { Gallery } from "./gallery"
import { DocumentHub, type MakeSession } from "./hub"
import { importText } from "./import"
import { notebookName, Places, type FileEntry } from "./places"
import { JsonRecord, lastSessionSchema, recentSchema, SettingsFile, type Recent } from "./records"
import { coefficientOf, copyOf, copyOfVariable, itemsOf, rowsOf, termsOf, viewOf } from "./windows"

/**
 * What the pages talk to: one Workspace serves all pages of a main process, whatever door they came through. It joins the documents (app/main/notebook) with
 * their sessions (app/main/session) and answers every procedure of `notebookContract`; it knows nothing of transports. A document that two pages
 * open is one document with one session.
 */

export interface Dialogs {
  /** The path of a file to open, or null when the reader cancelled. */
  open(): Promise<string | null>
  /** The path to save under, or null; the system asks before a file is replaced. */
  save(suggested: string): Promise<string | null>
}

export interface WorkspaceOptions {
  /** The app's data folder: journals, versions, locks, settings. */
  readonly folder: string
  /** The folder of the gallery's notebooks. */
  readonly gallery: string
  readonly version: string
  readonly door: "desktop" | "browser" | "memory"
  readonly makeSession: MakeSession
  /** Bytes a session may use until the reader says otherwise. */
  readonly memoryLimit: number
  /** Folders that a page may browse; the first is shown first. The default is the home folder. */
  readonly roots?: readonly string[]
  /** Files named when the program was started. */
  readonly open?: readonly string[]
  readonly dialogs?: Dialogs
  /** Prints an HTML page to PDF, where a door can. */
  readonly print?: (html: string) => Promise<Uint8Array>
  readonly fs?: FileSystem
}

const RECENT = 30
const MAX_IMPORT = 16 * 2 ** 20
const FIRST_NOTEBOOK = "start-here"

export class Workspace {
  readonly handlers: Handlers<NotebookContract>
  readonly #options: WorkspaceOptions
  readonly #fs: FileSystem
  readonly #store: DocumentStore
  readonly #places: Places
  readonly #gallery: Gallery
  readonly #settings: SettingsFile
  readonly #recent: JsonRecord<Recent>
  readonly #lastSession: JsonRecord<{ paths: string[] }>
  readonly #bins: Bins
  readonly #hubs = new Map<DocumentId, DocumentHub>()
  #closing = false

  private constructor(options: WorkspaceOptions, fs: FileSystem, store: DocumentStore) {
    this.#options = options
    this.#fs = fs
    this.#store = store
    this.#places = new Places(fs, options.roots ?? [homedir()])
    this.#gallery = new Gallery(fs, options.gallery)
    this.#settings = new SettingsFile(fs, join(options.folder, "settings.json"))
    this.#recent = new JsonRecord(fs, join(options.folder, "recent.json"), recentSchema, [])
    this.#lastSession = new JsonRecord(fs, join(options.folder, "last-session.json"), lastSessionSchema, { paths: [] })
    this.#bins = new Bins(fs, join(options.folder, "bin"))
    this.handlers = this.#makeHandlers()
  }

  /**
   * Opens the data folder, brings back what a crash left unsaved, and opens the files of `options.open`, else those of the last session, else the
   * first notebook of the gallery. Files that cannot be opened any more are passed over, but for those that were named.
   */
  static async start(options: WorkspaceOptions): Promise<Workspace> {
    const fs = options.fs ?? realFileSystem
    await fs.mkdir(options.folder)
    await fs.mkdir(join(options.folder, "bin"))
    const store = await DocumentStore.open({ fs, folder: options.folder, app: options.version })
    const workspace = new Workspace(options, fs, store)
    await workspace.#openFirst()
    return workspace
  }

  async #openFirst(): Promise<void> {
    await this.#store.recoverAll()
    const named = this.#options.open ?? []
    for (const path of named) await this.openPath(path)
    if (named.length === 0) for (const path of (await this.#lastSession.read()).paths) await this.#openIfPossible(path)
    await this.#openSomething()
  }

  /** A window is never empty: without a document the first notebook of the gallery is opened, or a new one. */
  async #openSomething(): Promise<void> {
    if (this.#store.documents.length > 0) return
    const entries = await this.#gallery.entries()
    if (entries.some((entry) => entry.name === FIRST_NOTEBOOK)) await this.#openGallery(FIRST_NOTEBOOK)
    else await this.#store.create("Untitled")
  }

  async #openIfPossible(path: string): Promise<void> {
    try {
      await this.#store.openFile(path)
    } catch (error) {
      if (!(error instanceof RemoteError)) throw error
    }
  }

  /** The documents that are open, in the order of opening. */
  get documents(): readonly OpenDocument[] {
    return this.#store.documents
  }

  /** Opens a notebook, or imports a script, worksheet or Markdown file, by its path: for the command line and the desktop's events. */
  async openPath(path: string): Promise<DocumentId> {
    if (!/\.(qs|md|markdown|txt|mpl)$/i.test(path)) return await this.#openNotebook(path)
    try {
      return await this.#import(
        basename(path),
        Buffer.from(await readFile(this.#fs, path, MAX_IMPORT)).toString("utf8"),
      )
    } catch (error) {
      throw error instanceof RemoteError
        ? error
        : new RemoteError(fileFailure(error, `“${basename(path)}” could not be read`))
    }
  }

  async #openNotebook(path: string): Promise<DocumentId> {
    const document = await this.#store.openFile(path)
    await this.#note(document)
    return document.id
  }

  /** Puts a file at the head of the recent ones, and the open files into the last session. */
  async #note(document: OpenDocument): Promise<void> {
    const { path } = document
    if (path !== null)
      await this.#recent.update((list) =>
        [{ path, at: Date.now() }, ...list.filter((item) => item.path !== path)].slice(0, RECENT),
      )
    await this.#noteSession()
  }

  async #noteSession(): Promise<void> {
    if (this.#closing) return
    const paths = this.#store.documents.flatMap((document) => (document.path === null ? [] : [document.path]))
    await this.#lastSession.update(() => ({ paths }))
  }

  #hub(id: DocumentId): DocumentHub {
    const document = this.#store.get(id)
    const open = this.#hubs.get(id)
    if (open !== undefined) return open
    const hub = new DocumentHub(document, this.#options.makeSession, this.#options.memoryLimit)
    this.#hubs.set(id, hub)
    return hub
  }

  // ---- files

  async #recentEntries(): Promise<FileEntry[]> {
    const unsaved = this.#store.unsaved.map((item) => ({
      fileId: `unsaved-${item.documentId}`,
      name: `${item.title} (not saved)`,
      kind: "notebook" as const,
      modified: item.at,
      bytes: 0,
    }))
    const entries: FileEntry[] = []
    for (const { path, at } of await this.#recent.read()) {
      const entry = await this.#places.openedEntry(path)
      if (entry !== undefined) entries.push({ ...entry, modified: at })
    }
    return [...unsaved, ...entries]
  }

  async #open(fileId: string): Promise<DocumentId> {
    if (!fileId.startsWith("unsaved-")) return await this.openPath(await this.#places.file(fileId))
    const id = fileId.slice("unsaved-".length)
    const item = this.#store.unsaved.find((unsaved) => unsaved.documentId === id)
    if (item === undefined) throw RemoteError.of("notFound", "These unsaved changes were opened already")
    return (await this.#store.openUnsaved(item.documentId)).id
  }

  async #openGallery(name: string): Promise<DocumentId> {
    const { title, file } = await this.#gallery.copy(name)
    return (await this.#store.create(title, file, { edited: false })).id
  }

  async #import(name: string, text: string): Promise<DocumentId> {
    if (text.length > MAX_IMPORT)
      throw RemoteError.of("tooLarge", `Texts up to ${MAX_IMPORT} characters can be imported`)
    const { title, content, originals, notice } = importText(name, text)
    const document = await this.#store.create(
      title,
      { content, originals },
      { edited: true, ...(notice === null ? {} : { notice }) },
    )
    return document.id
  }

  async #save(id: DocumentId): Promise<boolean> {
    const document = this.#store.get(id)
    if (document.path === null) return false
    await document.save()
    await this.#note(document)
    return true
  }

  async #saveAs(id: DocumentId, folderId: string | null, name: string | null): Promise<boolean> {
    const document = this.#store.get(id)
    const asked = folderId === null && name === null
    const path = asked
      ? await this.#askWhere(document)
      : join(await this.#places.folder(folderId), notebookName(name ?? document.title))
    if (path === null) return false
    const before = document.versionsKey
    await this.#store.saveAs(id, path, asked)
    await this.#bins.copy(before, document.versionsKey)
    await this.#note(document)
    return true
  }

  async #askWhere(document: OpenDocument): Promise<string | null> {
    const { dialogs } = this.#options
    if (dialogs === undefined)
      throw RemoteError.of("invalidInput", "A folder and a name are needed to save the notebook")
    const path = await dialogs.save(`${document.title}.ipynb`)
    return path === null || /\.ipynb$/i.test(path) ? path : `${path}.ipynb`
  }

  async #version(id: DocumentId, versionId: string) {
    const document = this.#store.get(id)
    const bytes = await this.#store.versions.read(document.versionsKey, versionId)
    if (bytes === undefined)
      throw RemoteError.of("notFound", "This version is not kept any more", { hint: "Choose another one" })
    const outcome = readNotebook(bytes)
    if (!outcome.ok) throw RemoteError.of("file", `This version is no notebook: ${outcome.broken.problem}`)
    return { document, file: outcome.file }
  }

  async #versions(id: DocumentId) {
    const document = this.#store.get(id)
    const versions = await this.#store.versions.list(document.versionsKey)
    return versions
      .toReversed()
      .map(({ id: versionId, at, why, bytes, cells }) => ({ versionId, at, why, bytes, cells }))
  }

  async #export(id: DocumentId, format: "html" | "latex" | "markdown" | "script" | "pdf") {
    const document = this.#store.get(id)
    const { content, title } = document
    const file = (ending: string, mime: string, bytes: string | Uint8Array) => ({
      name: `${title}.${ending}`,
      mime,
      base64: Buffer.from(bytes).toString("base64"),
      notes: exportNotes(content, this.#hubs.get(id), Buffer.byteLength(bytes)),
    })
    switch (format) {
      case "html":
        return file("html", "text/html", writeHtml(content, title))
      case "latex":
        return file("tex", "application/x-tex", writeLatex(content, title))
      case "markdown":
        return file("md", "text/markdown", writeMarkdown(content))
      case "script":
        return file("qs", "text/x-durfee", writeScript(content))
      case "pdf": {
        if (this.#options.print === undefined)
          throw RemoteError.of("unable", "A PDF is made by printing the page", {
            hint: "Print, and choose PDF as the printer",
          })
        return file("pdf", "application/pdf", await this.#options.print(writeHtml(content, title)))
      }
    }
  }

  /** Closes a document and its session; unsaved changes stay kept. */
  async close(id: DocumentId): Promise<void> {
    const hub = this.#hubs.get(id)
    this.#hubs.delete(id)
    await hub?.close()
    await this.#store.close(id)
    await this.#noteSession()
  }

  /** The program ends: sessions are ended, everything unsaved stays in the journals and comes back at the next start. */
  async shutDown(): Promise<void> {
    this.#closing = true
    const hubs = [...this.#hubs.values()]
    this.#hubs.clear()
    await Promise.all(hubs.map((hub) => hub.close()))
    await this.#store.closeAll()
  }

  #makeHandlers(): Handlers<NotebookContract> {
    return { ...this.#appHandlers(), ...this.#fileHandlers(), ...this.#notebookHandlers(), ...this.#outputHandlers() }
  }

  #appHandlers() {
    return {
      "app.hello": async () => {
        await this.#openSomething()
        return {
          protocol: PROTOCOL_VERSION,
          version: this.#options.version,
          platform: platformOf(process.platform),
          door: this.#options.door,
          open: this.#store.documents.map((document) => document.id),
        }
      },
      "app.selfTest": async () => {
        const { makeSession, folder, version, door } = this.#options
        return await selfTest({ makeSession, folder, version, door, fs: this.#fs })
      },
      "app.settings": async () => ({ json: await this.#settings.read() }),
      "app.saveSettings": async ({ json }) => {
        await this.#settings.write(json)
        return {}
      },
    } satisfies Partial<Handlers<NotebookContract>>
  }

  #fileHandlers() {
    return {
      "files.new": async () => ({ documentId: (await this.#store.create("Untitled")).id }),
      "files.recent": async () => ({ entries: await this.#recentEntries() }),
      "files.browse": ({ fileId }) => this.#places.browse(fileId),
      "files.open": async ({ fileId }) => ({ documentId: await this.#open(fileId) }),
      "files.openDialog": async () => {
        const path = (await this.#options.dialogs?.open()) ?? null
        return { documentId: path === null ? null : await this.openPath(path) }
      },
      "files.gallery": async () => ({ entries: await this.#gallery.entries() }),
      "files.openGallery": async ({ name }) => ({ documentId: await this.#openGallery(name) }),
      "files.import": async ({ name, text }) => ({ documentId: await this.#import(name, text) }),
      "files.save": async ({ documentId }) => ({ saved: await this.#save(documentId) }),
      "files.saveAs": async ({ documentId, folderId, name }) => ({
        saved: await this.#saveAs(documentId, folderId, name),
      }),
      "files.resolveConflict": async ({ documentId, choice }) => {
        await this.#store.get(documentId).resolveConflict(choice)
        return {}
      },
      "files.repairView": ({ documentId }) => {
        const { broken } = this.#store.get(documentId)
        if (broken === null) throw RemoteError.of("invalidInput", "This notebook needs no repair")
        return { ...broken, recoverable: recoverable(broken) }
      },
      "files.recover": async ({ documentId }) => ({ documentId: (await this.#store.recover(documentId)).id }),
      "files.bin": async ({ documentId }) => ({
        entries: await this.#bins.entries(this.#store.get(documentId).versionsKey),
      }),
      "files.versions": async ({ documentId }) => ({ versions: await this.#versions(documentId) }),
      "files.version": async ({ documentId, versionId }) => ({
        content: (await this.#version(documentId, versionId)).file.content,
      }),
      "files.openVersion": async ({ documentId, versionId }) => {
        const { document, file } = await this.#version(documentId, versionId)
        return { documentId: (await this.#store.create(`${document.title} (earlier)`, file)).id }
      },
      "files.export": ({ documentId, format }) => this.#export(documentId, format),
      "files.close": async ({ documentId }) => {
        await this.close(documentId)
        return {}
      },
    } satisfies Partial<Handlers<NotebookContract>>
  }

  #notebookHandlers() {
    return {
      "notebook.watch": async ({ documentId }, scope) => {
        await this.#hub(documentId).watch(scope)
        return {}
      },
      "notebook.change": async ({ documentId, page, revision, operations, label }) => {
        const { document } = this.#hub(documentId)
        const gone = takenOut(document.content, operations, Date.now())
        const made = document.change(page, revision, operations, label)
        const back = putIn(operations)
        if (gone.length + back.length > 0) await this.#bins.change(document.versionsKey, gone, back)
        return { revision: made }
      },
      "run.cells": ({ documentId, cellIds }) => {
        this.#hub(documentId).run(cellIds)
        return {}
      },
      "run.dequeue": ({ documentId, cellId }) => {
        this.#hub(documentId).running?.dequeue(cellId)
        return {}
      },
      "run.continue": ({ documentId }) => {
        this.#hub(documentId).running?.continueQueue()
        return {}
      },
      "run.stop": ({ documentId }) => {
        this.#hub(documentId).running?.stop()
        return {}
      },
      "run.forceStop": ({ documentId }) => {
        this.#hub(documentId).running?.forceStop()
        return {}
      },
      "run.restart": ({ documentId }) => {
        this.#hub(documentId).restart()
        return {}
      },
      "run.answer": ({ documentId, questionId, allow }) => {
        this.#hub(documentId).consent.answer(questionId, allow)
        return {}
      },
      "run.setMemoryLimit": ({ documentId, bytes }) => {
        this.#hub(documentId).setMemoryLimit(bytes)
        return {}
      },
    } satisfies Partial<Handlers<NotebookContract>>
  }

  #outputHandlers() {
    return {
      "output.terms": ({ documentId, outputId, from, count }) => termsOf(this.#hub(documentId), outputId, from, count),
      "output.rows": ({ documentId, outputId, from, count, choice }) =>
        rowsOf(this.#hub(documentId), outputId, from, count, choice),
      "output.items": ({ documentId, outputId, from, count }) => itemsOf(this.#hub(documentId), outputId, from, count),
      "output.coefficient": ({ documentId, outputId, exponent }) =>
        coefficientOf(this.#hub(documentId), outputId, exponent),
      "output.copy": ({ documentId, outputId, dialect, terms }) =>
        copyOf(this.#hub(documentId), outputId, dialect, terms),
      "variable.copy": ({ documentId, name, dialect, terms }) =>
        copyOfVariable(this.#hub(documentId), name, dialect, terms),
      "output.view": ({ documentId, outputId, view, ...choice }) =>
        viewOf(this.#hub(documentId), outputId, view, choice),
    } satisfies Partial<Handlers<NotebookContract>>
  }
}

function platformOf(platform: NodeJS.Platform): "linux" | "darwin" | "win32" {
  return platform === "darwin" || platform === "win32" ? platform : "linux"
}

/** What a reader should know before passing the file on. */
function exportNotes(content: DocumentContent, hub: DocumentHub | undefined, bytes: number): string[] {
  const runs = new Map((hub?.running?.runs ?? []).map((run) => [run.cellId, run]))
  const names = { failed: 0, stale: 0, empty: 0 }
  for (const cell of content.cells) {
    if (cell.kind !== "code" || cell.source.trim() === "") continue
    const run = runs.get(cell.id)
    if (cell.outputs.some(({ output }) => output.kind === "error")) names.failed++
    else if (run?.ranSource !== undefined && run.ranSource !== cell.source) names.stale++
    else if (cell.outputs.length === 0 && run === undefined) names.empty++
  }
  const counted = (count: number, what: string): string[] =>
    count === 0 ? [] : [`${count} ${count === 1 ? "cell" : "cells"} ${what}`]
  return [
    ...counted(names.failed, "ended with an error"),
    ...counted(names.stale, "changed since the results were made"),
    ...counted(names.empty, "without a result"),
    `${Math.max(1, Math.round(bytes / 1024))} kB`,
  ]
}
