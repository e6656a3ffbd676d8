import { randomBytes } from "node:crypto"
import { basename, dirname, join } from "node:path"
import { cellId, documentId, type Cell, type DocumentContent, type DocumentId } from "../../contract"
import { RemoteError } from "../../contract/rpc"
import { seenOf, sweepTemporaries, type Seen } from "./atomic-save"
import { errorCode, ifThere, readFile, type FileStat, type FileSystem } from "./file-system"
import { fileFailure } from "./file-trouble"
import { replay, type Recovered } from "./journal-entries"
import { readJournal } from "./journal"
import { acquireLock, lockKey, type Lock, type LockOwner } from "./lock"
import {
  DEFAULT_ORDER,
  MAX_FILE_BYTES,
  NO_ORIGINALS,
  readNotebook,
  sha256,
  type NotebookFile,
  type Originals,
} from "./notebook-file"
import { OpenDocument, titleOf, type Opening, type Surroundings } from "./open-document"
import { recoverNotebook } from "./repair"
import { VersionStore } from "./versions"

/**
 * All open documents of this process, one for each file however it is named, and the way back after a crash. A journal that a dead process left is a
 * document with unsaved changes: it is opened again with those changes in it, and says so.
 */

export interface StoreOptions {
  readonly fs: FileSystem
  /** The app's data folder. */
  readonly folder: string
  readonly app: string
  readonly now?: () => number
}

const EMPTY_LANGUAGE = { ours: true, name: "q-series" }
const NO_CONTENT: DocumentContent = { cells: [], order: DEFAULT_ORDER, language: EMPTY_LANGUAGE }

const newDocumentId = (): DocumentId => documentId.parse(randomBytes(9).toString("hex"))

/** An empty cell with a new id. */
export function newCell(kind: Cell["kind"], source = ""): Cell {
  return {
    id: cellId.parse(randomBytes(4).toString("hex")),
    kind,
    source,
    outputs: [],
    executionCount: null,
    view: {},
    metadata: "{}",
    attachments: null,
  }
}

/** An unsaved document found in a journal whose owner is gone. */
export interface Unsaved {
  readonly documentId: DocumentId
  readonly path: string | null
  readonly title: string
  readonly at: number
  /** The reader closed it; after a crash this is false. */
  readonly closed: boolean
}

export class DocumentStore {
  readonly fs: FileSystem
  readonly versions: VersionStore
  readonly #folder: string
  readonly #around: Surroundings
  readonly #documents = new Map<DocumentId, OpenDocument>()
  /** Opening in progress or done, by real path. */
  readonly #byPath = new Map<string, Promise<OpenDocument>>()
  #unsaved: Unsaved[] = []

  private constructor(options: StoreOptions) {
    this.fs = options.fs
    this.#folder = options.folder
    this.versions = new VersionStore(options.fs, join(options.folder, "versions"))
    this.#around = {
      fs: options.fs,
      journals: join(options.folder, "journals"),
      versions: this.versions,
      app: options.app,
      now: options.now ?? Date.now,
    }
  }

  /** Makes the data folder where it is missing, and finds what earlier processes left unsaved. */
  static async open(options: StoreOptions): Promise<DocumentStore> {
    const store = new DocumentStore(options)
    await options.fs.mkdir(store.#around.journals)
    await options.fs.mkdir(store.#locks)
    await options.fs.mkdir(join(options.folder, "versions"))
    await sweepTemporaries(options.fs, store.#around.journals)
    await store.#findUnsaved()
    return store
  }

  get #locks(): string {
    return join(this.#folder, "locks")
  }

  get documents(): readonly OpenDocument[] {
    return [...this.#documents.values()]
  }

  /** Throws RemoteError "notFound". */
  get(id: DocumentId): OpenDocument {
    const document = this.#documents.get(id)
    if (document === undefined) throw RemoteError.of("notFound", "This notebook is not open", { hint: "Open it again" })
    return document
  }

  /** Unsaved documents that no living process holds, latest first. */
  get unsaved(): readonly Unsaved[] {
    return this.#unsaved
  }

  #add(opening: Opening): OpenDocument {
    const document = new OpenDocument(this.#around, opening)
    this.#documents.set(document.id, document)
    return document
  }

  /** A new document without a file. `edited`: it holds what would be lost without its journal, which is begun at once. */
  async create(
    title: string,
    file: { content: DocumentContent; originals: Originals } | null = null,
    about: { edited: boolean; notice?: string } = { edited: file !== null },
  ): Promise<OpenDocument> {
    const id = newDocumentId()
    return this.#add({
      id,
      path: null,
      title,
      content: file?.content ?? { ...NO_CONTENT, cells: [newCell("code")] },
      originals: file?.originals ?? NO_ORIGINALS,
      seen: null,
      lock: await this.#lockOrNull(id),
      readOnly: null,
      notice: about.notice ?? null,
      broken: null,
      edited: about.edited,
    })
  }

  async #lockOrNull(identity: string): Promise<Lock | null> {
    const outcome = await acquireLock(this.fs, this.#locks, lockKey(identity))
    return outcome.ok ? outcome.lock : null
  }

  /** Opens a file, or gives the document that is open on it already. Throws RemoteError when it cannot be read. */
  async openFile(path: string): Promise<OpenDocument> {
    let real: string
    try {
      real = await this.fs.realpath(path)
    } catch (error) {
      throw new RemoteError(fileFailure(error, `“${basename(path)}” could not be opened`))
    }
    const open = this.#byPath.get(real)
    if (open !== undefined) return open
    const opening = this.#openReal(real)
    this.#byPath.set(real, opening)
    opening.catch(() => this.#byPath.delete(real))
    return opening
  }

  async #openReal(path: string): Promise<OpenDocument> {
    const { bytes, stat } = await this.#readRegular(path)
    const seen = seenOf(stat, sha256(bytes))
    await this.#sweep(dirname(path))
    const unsaved = this.#unsaved.find((item) => item.path === path)
    if (unsaved !== undefined) return await this.#reopen(unsaved, { bytes, seen })
    return await this.#openBytes(path, bytes, seen)
  }

  /** Removes what a killed save left beside the file; a folder that does not allow it is left alone. */
  async #sweep(folder: string): Promise<void> {
    try {
      await sweepTemporaries(this.fs, folder)
    } catch (error) {
      if (errorCode(error) === undefined) throw error
    }
  }

  async #readRegular(path: string): Promise<{ bytes: Uint8Array; stat: FileStat }> {
    const name = basename(path)
    try {
      const stat = await this.fs.stat(path)
      if (stat.kind !== "file") throw RemoteError.of("file", `“${name}” is no file`)
      if (stat.size > MAX_FILE_BYTES)
        throw RemoteError.of(
          "tooLarge",
          `“${name}” has ${stat.size} bytes; notebooks up to ${MAX_FILE_BYTES} bytes can be opened`,
        )
      return { bytes: await readFile(this.fs, path, MAX_FILE_BYTES), stat }
    } catch (error) {
      throw error instanceof RemoteError ? error : new RemoteError(fileFailure(error, `“${name}” could not be read`))
    }
  }

  async #openBytes(path: string, bytes: Uint8Array, seen: Seen): Promise<OpenDocument> {
    const outcome = readNotebook(bytes)
    if (!outcome.ok)
      return this.#add({
        ...this.#plainOpening(path, seen),
        content: NO_CONTENT,
        originals: NO_ORIGINALS,
        broken: outcome.broken,
        notice: outcome.broken.problem,
      })
    const { content, originals, readOnly: newer } = outcome.file
    const locked = newer === null ? await acquireLock(this.fs, this.#locks, lockKey(path)) : null
    const readOnly = newer ?? (locked?.ok === false ? heldBy(locked.owner) : await this.#whyNotWritable(path))
    return this.#add({
      ...this.#plainOpening(path, seen),
      content,
      originals,
      lock: locked?.ok === true ? locked.lock : null,
      readOnly,
      notice: null,
    })
  }

  #plainOpening(path: string, seen: Seen) {
    return {
      id: newDocumentId(),
      path,
      title: titleOf(path),
      seen,
      lock: null,
      readOnly: null,
      broken: null,
      edited: false,
    }
  }

  async #whyNotWritable(path: string): Promise<string | null> {
    try {
      await this.fs.close(await this.fs.open(path, "update"))
      return null
    } catch (error) {
      return fileFailure(error, `“${basename(path)}” can be read but not written`).message
    }
  }

  // ---- what earlier processes left

  async #findUnsaved(): Promise<void> {
    for (const name of await this.fs.readdir(this.#around.journals)) {
      if (!name.endsWith(".journal")) continue
      const found = await this.#readUnsaved(name)
      if (found !== undefined) this.#unsaved.push(found)
    }
    this.#unsaved.sort((a, b) => b.at - a.at)
  }

  #journalPath(id: string): string {
    return join(this.#around.journals, `${id}.journal`)
  }

  async #replay(id: string): Promise<Recovered | undefined> {
    const bytes = await ifThere(readJournal(this.fs, this.#journalPath(id)))
    return bytes === undefined ? undefined : replay(bytes)
  }

  async #readUnsaved(name: string): Promise<Unsaved | undefined> {
    const id = name.slice(0, -".journal".length)
    if (this.#documents.has(documentId.parse(id))) return undefined
    const recovered = await this.#replay(id)
    if (recovered === undefined) return undefined
    const { base, closed } = recovered
    // The lock shows whether a living process holds it; it is taken again when the document is opened.
    const lock = await this.#lockOrNull(base.path ?? id)
    if (lock === null) return undefined
    await lock.release()
    const stat = await ifThere(this.fs.stat(this.#journalPath(id)))
    return {
      documentId: documentId.parse(id),
      path: base.path,
      title: base.title,
      at: stat?.mtimeMs ?? base.at,
      closed,
    }
  }

  /** Opens the documents that a crash left unsaved; those that the reader had closed wait until they are asked for. */
  async recoverAll(): Promise<OpenDocument[]> {
    const recovered: OpenDocument[] = []
    for (const item of [...this.#unsaved]) {
      if (item.closed) continue
      try {
        recovered.push(await this.openUnsaved(item.documentId))
      } catch (error) {
        // Another process was quicker, or the disk refuses: the journal stays, and the document is among the unsaved ones.
        if (!(error instanceof RemoteError)) throw error
      }
    }
    return recovered
  }

  /** Opens one of `unsaved`. */
  async openUnsaved(id: DocumentId): Promise<OpenDocument> {
    const item = this.#unsaved.find((unsaved) => unsaved.documentId === id)
    if (item === undefined) return this.get(id)
    if (item.path === null) return await this.#reopen(item, null)
    const path = item.path
    const open = this.#byPath.get(path)
    if (open !== undefined) return open
    const opening = this.#currentFile(path).then((file) => this.#reopen(item, file))
    this.#byPath.set(path, opening)
    opening.catch(() => this.#byPath.delete(path))
    return opening
  }

  async #currentFile(path: string): Promise<{ bytes: Uint8Array; seen: Seen } | null> {
    try {
      const { bytes, stat } = await this.#readRegular(path)
      return { bytes, seen: seenOf(stat, sha256(bytes)) }
    } catch (error) {
      if (error instanceof RemoteError) return null
      throw error
    }
  }

  /**
   * The document of a journal, over its file as it is now. A file that is what we last read, wrote or were writing is ours; one that
   * equals the journal's end needs no recovery; any other is a conflict for the reader.
   */
  async #reopen(item: Unsaved, file: { bytes: Uint8Array; seen: Seen } | null): Promise<OpenDocument> {
    const recovered = await this.#replay(item.documentId)
    const { path } = item
    const forget = (): void => {
      this.#unsaved = this.#unsaved.filter((unsaved) => unsaved !== item)
    }
    if (recovered === undefined) {
      forget()
      if (path !== null && file !== null) return await this.#openBytes(path, file.bytes, file.seen)
      throw RemoteError.of("notFound", `The unsaved changes of “${item.title}” can no longer be read`)
    }
    const lock = await this.#lockOrNull(path ?? item.documentId)
    if (lock === null) throw RemoteError.of("conflict", heldBy(null), { hint: "Go on in the window that has it" })
    forget()
    const { content, originals, base, written } = recovered
    const known = file !== null && (file.seen.hash === base.seen?.hash || written.includes(file.seen.hash))
    const document = this.#add({
      id: item.documentId,
      path,
      title: item.title,
      content,
      originals,
      seen: known ? file.seen : (base.seen ?? file?.seen ?? null),
      lock,
      readOnly: null,
      notice: recoveredNotice(item),
      broken: null,
      edited: true,
      written,
    })
    if (file !== null && sha256(document.bytes()) === file.seen.hash) await document.settled(file.seen)
    else if (path !== null && !known) await document.lookAtFile()
    return document
  }

  // ---- the repair of broken files, and the end

  /** A new document of what can be read of a broken one. */
  async recover(id: DocumentId): Promise<OpenDocument> {
    const { broken, title } = this.get(id)
    if (broken === null) throw RemoteError.of("invalidInput", "This notebook needs no repair")
    const file: NotebookFile = recoverNotebook(broken, this.#around.app)
    const count = file.content.cells.length
    return await this.create(`${title} (recovered)`, file, {
      edited: true,
      notice: `${count} ${count === 1 ? "cell was" : "cells were"} recovered from “${title}”; that file was left as it is.`,
    })
  }

  /** Saves a document under a path. Throws RemoteError; a file of that name that is open elsewhere is refused. */
  async saveAs(id: DocumentId, path: string, replace: boolean): Promise<void> {
    const document = this.get(id)
    const real = (await ifThere(this.fs.realpath(path))) ?? path
    if (real === document.path) return await document.save()
    const other = this.#byPath.get(real)
    if (other !== undefined)
      throw RemoteError.of("conflict", `“${basename(path)}” is open in another tab`, { hint: "Choose another name" })
    const outcome = await acquireLock(this.fs, this.#locks, lockKey(real))
    if (!outcome.ok) throw RemoteError.of("conflict", heldBy(outcome.owner), { hint: "Choose another name" })
    const before = document.path
    try {
      await document.saveAs(real, outcome.lock, replace)
    } catch (error) {
      await outcome.lock.release()
      throw error
    }
    if (before !== null) this.#byPath.delete(before)
    this.#byPath.set(real, Promise.resolve(document))
  }

  async close(id: DocumentId): Promise<void> {
    const document = this.get(id)
    this.#documents.delete(id)
    await document.close()
    for (const [path, opening] of this.#byPath) if ((await opening) === document) this.#byPath.delete(path)
    const left = await this.#readUnsaved(`${id}.journal`)
    if (left !== undefined) this.#unsaved.unshift(left)
  }

  /** The program ends: documents with unsaved changes come back at its next start. */
  async closeAll(): Promise<void> {
    const documents = this.documents
    this.#documents.clear()
    this.#byPath.clear()
    const outcomes = await Promise.allSettled(documents.map((document) => document.close(false)))
    for (const outcome of outcomes) if (outcome.status === "rejected") throw outcome.reason
  }
}

function recoveredNotice(item: Unsaved): string {
  const name = `“${item.title}”`
  return item.closed
    ? `${name} was closed with changes that were not saved; here they are.`
    : `The program ended without saving ${name}; all kept changes were brought back.`
}

function heldBy(owner: LockOwner | null): string {
  if (owner === null) return "The notebook is open in another process of this program, so it is read-only here."
  const since = new Date(owner.at).toISOString().replace("T", " ").slice(0, 16)
  return `The notebook is open in another process of this program (number ${owner.pid} on ${owner.host}, since ${since} UTC), so it is read-only here.`
}
