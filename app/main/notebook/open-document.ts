import { isDeepStrictEqual } from "node:util"
import { basename, dirname, join } from "node:path"
import {
  applyOperations,
  differenceOf,
  type Cell,
  type DocumentContent,
  type DocumentEvent,
  type DocumentId,
  type FileState,
  type Operation,
  type OutputId,
} from "../../contract"
import { RemoteError } from "../../contract/rpc"
import { ChangeLog } from "./change-log"
import { ChangedOnDisk, saveAtomically, seenOf, stillSeen, type Seen } from "./atomic-save"
import { errorCode, ifThere, readFile, type FileSystem } from "./file-system"
import { fileFailure } from "./file-trouble"
import { Keeping, type Kept } from "./keeping"
import type { Lock } from "./lock"
import {
  joinOriginals,
  MAX_FILE_BYTES,
  parseMetadata,
  readNotebook,
  sha256,
  readNotebookSteps,
  writeNotebook,
  writeNotebookSteps,
  type BrokenFile,
  type Originals,
} from "./notebook-file"
import { inSlices, type Steps } from "./slices"
import type { StoredTerms } from "./output-bundles"
import type { VersionStore } from "./versions"

/**
 * One notebook in memory, and all that keeps it: its journal, its file, its versions. The document is changed by operations only; each change is
 * a revision, told to every watcher and journalled. What is said to the reader as "kept" is on the disk.
 *
 * Saving is one at a time. The file's hash is held against what was last read or written; when another program changed it, an unedited
 * document follows it (as operations, so that undo stays good), an edited one becomes a conflict that the reader decides.
 */

export interface Surroundings {
  readonly fs: FileSystem
  readonly journals: string
  readonly versions: VersionStore
  /** Version of the app, noted in new files. */
  readonly app: string
  readonly now: () => number
}

export interface Opening {
  readonly id: DocumentId
  readonly path: string | null
  readonly title: string
  readonly content: DocumentContent
  readonly originals: Originals
  readonly seen: Seen | null
  readonly lock: Lock | null
  readonly readOnly: string | null
  readonly notice: string | null
  readonly broken: BrokenFile | null
  /** It holds changes that its file has not: recovered, imported, or opened as a copy. */
  readonly edited: boolean
  readonly written?: readonly string[]
}

type DiskEvent = Extract<DocumentEvent, { event: "changed" | "file" }>
export type Listener = (event: DiskEvent | { readonly event: "replaced" }) => void

const WATCH_DELAY = 150
const VERSION_INTERVAL = 600_000
export class OpenDocument {
  readonly id: DocumentId
  readonly #around: Surroundings
  readonly #listeners = new Set<Listener>()
  readonly broken: BrokenFile | null
  #path: string | null
  #title: string
  #content: DocumentContent
  #originals: Originals
  #revision = 0
  #saved: DocumentContent | null
  #savedAt: number | null = null
  #seen: Seen | null
  #lock: Lock | null
  #readOnly: string | null
  #notice: string | null
  #conflict: FileState["conflict"] = "none"
  readonly #keeping: Keeping
  readonly #log = new ChangeLog()
  #saving: Promise<void> = Promise.resolve()
  #watcher: { close(): void } | null = null
  #watchTimer: NodeJS.Timeout | null = null
  #versionAt: number
  #told = ""
  #closed = false

  constructor(around: Surroundings, opening: Opening) {
    this.#around = around
    this.id = opening.id
    this.broken = opening.broken
    this.#path = opening.path
    this.#title = opening.title
    this.#content = opening.content
    this.#originals = opening.originals
    this.#seen = opening.seen
    this.#lock = opening.lock
    this.#readOnly = opening.readOnly
    this.#notice = opening.notice
    this.#saved = opening.edited ? null : opening.content
    this.#versionAt = around.now()
    const journal = join(around.journals, `${this.id}.journal`)
    this.#keeping = new Keeping(
      around.fs,
      journal,
      around.app,
      () => this.#kept(),
      opening.written ?? [],
      () => this.#tell(),
    )
    if (opening.edited) this.#keeping.begin()
    this.#watch()
  }

  get content(): DocumentContent {
    return this.#content
  }
  get revision(): number {
    return this.#revision
  }
  get path(): string | null {
    return this.#path
  }
  get title(): string {
    return this.#title
  }
  get dirty(): boolean {
    return this.#saved !== this.#content
  }
  /** The name under which versions of this document are kept. */
  get versionsKey(): string {
    return this.#path === null ? this.id : sha256(this.#path).slice(0, 32)
  }

  /** The bytes that a save would write. */
  bytes(): Uint8Array {
    return writeNotebook(this.#content, this.#originals, this.#around.app)
  }

  /** The same, made while the process answers: of the document as it is at the call. */
  #bytesInSlices(): Promise<Uint8Array> {
    return inSlices(writeNotebookSteps(this.#content, this.#originals, this.#around.app))
  }

  get originals(): Originals {
    return this.#originals
  }

  fileState(): FileState {
    return {
      fileName: this.#path === null ? null : basename(this.#path),
      title: this.#title,
      dirty: this.dirty,
      kept: this.#keeping.kept,
      savedAt: this.#savedAt,
      readOnly: this.#readOnly !== null,
      notice: this.#keeping.trouble ?? this.#readOnly ?? this.#notice ?? this.#foreignNotice,
      conflict: this.#conflict,
      needsRepair: this.broken !== null,
    }
  }

  get #foreignNotice(): string | null {
    const { ours, name } = this.#content.language
    return ours ? null : `This notebook is made for ${name}: its cells can be read, edited and saved, not run here.`
  }

  /** Calls back for each change and each new state of the file, until the returned function is called. */
  listen(listener: Listener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  #emit(event: Parameters<Listener>[0]): void {
    for (const listener of [...this.#listeners]) listener(event)
  }

  #tell(): void {
    const file = this.fileState()
    const text = JSON.stringify(file)
    if (text === this.#told) return
    this.#told = text
    this.#emit({ event: "file", file })
  }

  // ---- changes

  /** A change that a page asks for, made against `revision`. Throws RemoteError when it does not fit the document as it is now. */
  change(page: string, revision: number, operations: readonly Operation[], label: string): number {
    this.#refuseEdits()
    if (revision > this.#revision)
      throw RemoteError.of("invalidInput", `Revision ${revision} is ahead of the document's ${this.#revision}`)
    if (revision < this.#revision && this.#log.clashes(page, revision, operations))
      throw RemoteError.of("conflict", "Another window changed this cell at the same time", {
        hint: "Look at the cell as it is now and make the change again",
      })
    return this.#apply(operations, page, label)
  }

  /** A change by the main process: outputs of a run, a reload. */
  changeByMain(operations: readonly Operation[], label: string, originals?: Originals): number {
    if (originals !== undefined) this.#originals = joinOriginals(this.#originals, originals)
    return this.#apply(operations, null, label)
  }

  /** Keeps terms of a series with the output that shows its first ones; they go into the file with it. */
  keepTerms(outputId: OutputId, terms: StoredTerms): void {
    this.#originals = { ...this.#originals, terms: new Map([...this.#originals.terms, [outputId, terms]]) }
  }

  /** Lets terms go whose outputs are beyond undo. */
  forgetTerms(outputIds: readonly OutputId[]): void {
    const gone = new Set(outputIds)
    const terms = new Map([...this.#originals.terms].filter(([id]) => !gone.has(id)))
    this.#originals = { ...this.#originals, terms }
  }

  #refuseEdits(): void {
    if (this.broken !== null)
      throw RemoteError.of("file", "A file that is no notebook cannot be edited", {
        hint: "Recover it into a new notebook",
      })
    if (this.#readOnly !== null && this.#lock === null && this.#path !== null)
      throw RemoteError.of("file", this.#readOnly, { hint: "Save a copy to edit it" })
  }

  #apply(operations: readonly Operation[], by: string | null, label: string): number {
    if (operations.length === 0) return this.#revision
    for (const operation of operations) refuseBadMetadata(operation)
    const outcome = applyOperations(this.#content, operations)
    if (!outcome.ok) throw RemoteError.of("invalidInput", outcome.refusal.message)
    if (by !== null && deletesWork(this.#content, operations)) this.#keepVersionAside("deleted")
    this.#content = outcome.value
    this.#revision++
    this.#log.remember(this.#revision, by, operations)
    this.#keeping.change(operations, this.#originals)
    this.#emit({ event: "changed", revision: this.#revision, operations: [...operations], by, label })
    this.#tell()
    this.#keepWorkVersion()
    return this.#revision
  }

  // ---- keeping

  #kept(): Kept {
    return {
      documentId: this.id,
      path: this.#path,
      title: this.#title,
      seen: this.#seen,
      content: this.#content,
      originals: this.#originals,
    }
  }

  /** Resolves once every change so far is on the disk, or the state of the file says that it is not. */
  async keep(): Promise<void> {
    await this.#keeping.flush()
  }

  // ---- versions

  async keepVersion(why: string): Promise<void> {
    if (this.broken !== null) return
    const about = { why, cells: this.#content.cells.length, at: this.#around.now() }
    const key = this.versionsKey
    await this.#around.versions.keep(key, await this.#bytesInSlices(), about)
  }

  /** Keeps the document as it is now while work goes on. What is told of trouble is the versions' trouble: the work is in the journal. */
  #keepVersionAside(why: string): void {
    this.keepVersion(why).catch((error: unknown) => {
      this.#notice = fileFailure(error, "A version could not be kept").message
      this.#tell()
    })
  }

  #keepWorkVersion(): void {
    if (this.#around.now() - this.#versionAt < VERSION_INTERVAL) return
    this.#versionAt = this.#around.now()
    this.#keepVersionAside("work")
  }

  // ---- saving

  /** Serialises what touches the file. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#saving.then(work)
    this.#saving = result.then(
      () => undefined,
      () => undefined,
    )
    return result
  }

  /** Writes the document to its file. Nothing is written when it was not edited. Rejects with RemoteError. */
  save(): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#path === null)
        throw RemoteError.of("file", "The notebook has no file yet", { hint: "Save it under a name" })
      if (this.#readOnly !== null) throw RemoteError.of("file", this.#readOnly, { hint: "Save it under another name" })
      if (!this.dirty && this.#conflict !== "removed") return
      await this.#write(this.#path, this.#conflict === "removed" ? null : this.#seen, "save")
    })
  }

  /** `written` is called once the file is there. */
  async #write(
    path: string,
    expected: Seen | null | "any",
    why: string,
    written: () => void = () => undefined,
  ): Promise<void> {
    if (this.broken !== null) throw RemoteError.of("file", "A file that is no notebook is never overwritten")
    const { fs, versions } = this.#around
    const content = this.#content
    const bytes = await this.#checkedBytes()
    const hash = sha256(bytes)
    const name = basename(path)
    try {
      await this.#keeping.announce(hash)
      const saved = await saveAtomically(fs, path, bytes, {
        expected,
        permissions: 0o644,
        backup: async (old) =>
          versions.keep(sha256(path).slice(0, 32), old, {
            why: "before",
            cells: await countCells(old),
            at: this.#around.now(),
          }),
      })
      this.#seen = saved.seen
      this.#notice =
        saved.otherNames > 0 ? `“${name}” had other names (hard links); they keep the version before this one.` : null
    } catch (error) {
      await this.#learnWhatIsThere(path, hash)
      if (error instanceof ChangedOnDisk && expected !== null) {
        this.#conflict = error.found === "removed" ? "removed" : "changed"
        this.#tell()
        throw RemoteError.of("conflict", `“${name}” was ${this.#conflict} by another program since it was read`, {
          hint: "Choose which version to keep",
        })
      }
      if (error instanceof ChangedOnDisk)
        throw RemoteError.of("conflict", `There is a file “${name}” already`, { hint: "Choose another name" })
      throw new RemoteError(fileFailure(error, `“${name}” could not be saved`))
    }
    written()
    this.#saved = content
    this.#savedAt = this.#around.now()
    this.#conflict = "none"
    await this.#afterSave(bytes, why, content)
    this.#tell()
  }

  /** The document's bytes, read back and compared: a fault in the writer must not reach the disk. */
  async #checkedBytes(): Promise<Uint8Array> {
    const { cells } = this.#content
    const bytes = await this.#bytesInSlices()
    const back = await inSlices(readNotebookSteps(bytes))
    if (!back.ok || !(await inSlices(sameEssence(back.file.content.cells, cells))))
      throw RemoteError.of("internal", "The notebook's bytes do not read back as the notebook; nothing was written", {
        hint: "Export it as a script to keep the text",
      })
    return bytes
  }

  /** After a failed save: when the new version did reach its place (the last step failed), it is ours. */
  async #learnWhatIsThere(path: string, hash: string): Promise<void> {
    try {
      const stat = await this.#around.fs.stat(path)
      if (sha256(await readFile(this.#around.fs, path)) === hash) this.#seen = seenOf(stat, hash)
    } catch (error) {
      // The failure being reported says more than this one would.
      if (errorCode(error) === undefined) throw error
    }
  }

  /** The file is safe: versions and the journal follow, and trouble with them does not undo the save. */
  async #afterSave(bytes: Uint8Array, why: string, content: DocumentContent): Promise<void> {
    try {
      await this.#around.versions.keep(this.versionsKey, bytes, {
        why,
        cells: content.cells.length,
        at: this.#around.now(),
      })
      this.#versionAt = this.#around.now()
      if (this.#content === content) await this.#keeping.drop()
      else await this.#keeping.rebase()
    } catch (error) {
      this.#notice = fileFailure(error, "The notebook was saved, but no version of it could be kept").message
    }
  }

  /** Saves under another name; the document is that file's from then on. `replace`: the reader agreed to replace a file of that name. */
  async saveAs(path: string, lock: Lock | null, replace: boolean): Promise<void> {
    await this.#inTurn(async () => {
      const before = { path: this.#path, lock: this.#lock, readOnly: this.#readOnly, key: this.versionsKey }
      await this.#writeAs(path, replace)
      this.#lock = lock
      if (before.lock !== lock) await before.lock?.release()
      this.#watch()
      try {
        await this.#around.versions.copy(before.key, this.versionsKey)
      } catch (error) {
        this.#notice = fileFailure(error, "Earlier versions could not be taken along").message
      }
      this.#tell()
    })
  }

  /** The document is the new file's once that is there: a name that is shown is a file that can be read. */
  async #writeAs(path: string, replace: boolean): Promise<void> {
    const before = this.#seen
    try {
      await this.#write(path, replace ? "any" : null, "save", () => {
        this.#path = path
        this.#title = titleOf(path)
        this.#readOnly = null
      })
    } catch (error) {
      this.#seen = before
      throw error
    }
  }

  // ---- the file, as others change it

  #watch(): void {
    this.#watcher?.close()
    this.#watcher = null
    if (this.#path === null || this.#closed) return
    const name = basename(this.#path)
    try {
      this.#watcher = this.#around.fs.watch(dirname(this.#path), (changed) => {
        if (changed !== null && changed !== name) return
        if (this.#watchTimer !== null) clearTimeout(this.#watchTimer)
        this.#watchTimer = setTimeout(() => void this.lookAtFile(), WATCH_DELAY)
      })
    } catch (error) {
      // No watcher to be had (limits of the system, network folders): the file is looked at before each save.
      if (errorCode(error) === undefined) throw error
    }
  }

  /** Compares the file with what was last seen and follows it, or raises a conflict. */
  lookAtFile(): Promise<void> {
    return this.#inTurn(async () => {
      const path = this.#path
      if (path === null || this.#seen === null || this.broken !== null || this.#closed) return
      try {
        const found = await stillSeen(this.#around.fs, path, this.#seen)
        if (found === "removed") this.#conflict = "removed"
        else if (found === "same") this.#conflict = "none"
        else if (this.dirty) this.#conflict = "changed"
        else await this.#follow(path)
      } catch (error) {
        this.#notice = fileFailure(error, `“${basename(path)}” could not be looked at`).message
      }
      this.#tell()
    })
  }

  /** Takes over the file's present content, as a change that can be undone. */
  async #follow(path: string): Promise<boolean> {
    const { fs } = this.#around
    const stat = await fs.stat(path)
    const bytes = await readFile(fs, path, MAX_FILE_BYTES)
    const outcome = readNotebook(bytes)
    if (!outcome.ok) {
      this.#conflict = "changed"
      this.#notice = `“${basename(path)}” was changed by another program and is no notebook now: ${outcome.broken.problem}`
      return false
    }
    const { content, originals } = outcome.file
    const sameLanguage = isDeepStrictEqual(content.language, this.#content.language)
    const operations = differenceOf(this.#content, content)
    this.#seen = seenOf(stat, sha256(bytes))
    this.#originals = joinOriginals(originals, this.#originals)
    this.#conflict = "none"
    this.#notice = `“${basename(path)}” was changed by another program; this is the new version.`
    const outcomeOfChange = applyOperations(this.#content, operations)
    if (!outcomeOfChange.ok) throw new TypeError(outcomeOfChange.refusal.message)
    this.#content = { ...outcomeOfChange.value, language: content.language }
    this.#saved = this.#content
    if (operations.length > 0 || !sameLanguage) {
      this.#revision++
      this.#log.remember(this.#revision, null, operations)
      if (sameLanguage)
        this.#emit({ event: "changed", revision: this.#revision, operations, by: null, label: "Changed on disk" })
      else this.#emit({ event: "replaced" })
    }
    await this.#keeping.drop()
    return true
  }

  /** What the reader chose when the file had been changed by another program. */
  resolveConflict(choice: "keepMine" | "takeTheirs" | "saveCopy"): Promise<void> {
    return this.#inTurn(async () => {
      const path = this.#path
      if (path === null || this.#conflict === "none") return
      const removed = this.#conflict === "removed"
      if (choice === "keepMine") return await this.#write(path, removed ? null : "any", "save")
      if (choice === "saveCopy") await this.#saveCopy(path)
      if (removed) this.#becomeUntitled()
      else {
        await this.keepVersion("mine")
        await this.#takeTheirs(path)
      }
      this.#tell()
    })
  }

  async #takeTheirs(path: string): Promise<void> {
    try {
      if (await this.#follow(path)) return
    } catch (error) {
      throw new RemoteError(fileFailure(error, `“${basename(path)}” could not be read`))
    }
    throw RemoteError.of("file", `“${basename(path)}” is no notebook now`, {
      hint: "Keep your version, or save it as a copy",
    })
  }

  /** Writes this version beside the file, under the first free name. */
  async #saveCopy(path: string): Promise<void> {
    const stem = join(dirname(path), titleOf(path))
    for (let n = 1; n <= 1_000; n++) {
      const copy = `${stem} (my version${n === 1 ? "" : ` ${n}`}).ipynb`
      if ((await ifThere(this.#around.fs.lstat(copy))) !== undefined) continue
      try {
        await saveAtomically(this.#around.fs, copy, await this.#checkedBytes(), { expected: null, permissions: 0o644 })
      } catch (error) {
        if (error instanceof ChangedOnDisk) continue
        throw error instanceof RemoteError
          ? error
          : new RemoteError(fileFailure(error, `“${basename(copy)}” could not be saved`))
      }
      this.#notice = `Your version is in “${basename(copy)}”.`
      return
    }
    throw RemoteError.of("file", "No free name for a copy was found", { hint: "Save it under another name" })
  }

  /** After a recovery that found the file to hold everything already: there is nothing unsaved. */
  async settled(seen: Seen): Promise<void> {
    this.#seen = seen
    this.#saved = this.#content
    this.#conflict = "none"
    this.#notice = null
    await this.#keeping.drop()
    this.#tell()
  }

  #becomeUntitled(): void {
    this.#path = null
    this.#seen = null
    this.#saved = null
    this.#conflict = "none"
    void this.#lock?.release()
    this.#lock = null
    this.#watch()
    void this.#keeping.restart()
  }

  // ---- the end

  /** The work is in the journal too, so a version that cannot be written is no reason to keep the document open. */
  async #keepClosingVersion(): Promise<void> {
    try {
      await this.keepVersion("close")
    } catch (error) {
      if (!(error instanceof RemoteError) && errorCode(error) === undefined) throw error
    }
  }

  /** A document that never was a file and holds nothing. */
  get #blank(): boolean {
    return (
      this.#path === null && this.#content.cells.every((cell) => cell.source.trim() === "" && cell.outputs.length === 0)
    )
  }

  /**
   * Lets the document go. Unsaved changes stay in the journal and come back when the file is opened again; `ended` is false when the
   * program itself ends, and then they come back at the next start.
   */
  async close(ended = true): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    this.#watcher?.close()
    if (this.#watchTimer !== null) clearTimeout(this.#watchTimer)
    await this.#saving
    try {
      if (this.#blank) await this.#keeping.drop()
      else if (this.dirty) await this.#keepClosingVersion()
    } finally {
      await this.#keeping.close(ended)
      await this.#lock?.release()
    }
  }
}

/** A file's name without folders and ending. */
export function titleOf(path: string): string {
  return basename(path).replace(/\.ipynb$/i, "")
}

/** Whether what must not be lost is the same in both lists of cells. */
function* sameEssence(a: readonly Cell[], b: readonly Cell[]): Steps<boolean> {
  if (a.length !== b.length) return false
  for (const [i, cell] of a.entries()) {
    const other = b[i]
    if (other === undefined || !isDeepStrictEqual(essenceOf(cell), essenceOf(other))) return false
    yield
  }
  return true
}

function essenceOf({ id, kind, source, outputs, executionCount }: Cell) {
  return kind === "code" ? { id, kind, source, outputs: outputs.length, executionCount } : { id, kind, source }
}

async function countCells(bytes: Uint8Array): Promise<number> {
  const outcome = await inSlices(readNotebookSteps(bytes))
  return outcome.ok ? outcome.file.content.cells.length : 0
}

/** A change takes away a cell with something in it: the document before it is kept, so that the cell is found again in the versions. */
function deletesWork(content: DocumentContent, operations: readonly Operation[]): boolean {
  const deleted = new Set(
    operations.flatMap((operation) => (operation.type === "deleteCell" ? [operation.cellId] : [])),
  )
  return deleted.size > 0 && content.cells.some((cell) => deleted.has(cell.id) && cell.source.trim() !== "")
}

function refuseBadMetadata(operation: Operation): void {
  if (operation.type !== "setMetadata" && operation.type !== "insertCell") return
  const { metadata, attachments } = operation.type === "insertCell" ? operation.cell : operation
  if (parseMetadata(metadata) === undefined || (attachments !== null && parseMetadata(attachments) === undefined))
    throw RemoteError.of("invalidInput", "A cell's metadata and attachments must be JSON objects")
}
