import { randomBytes } from "node:crypto"
import { basename, dirname, join, relative, sep } from "node:path"
import type { z } from "zod"
import type { fileEntry } from "../../contract"
import { RemoteError } from "../../contract/rpc"
import { ifThere, type FileSystem } from "../notebook/file-system"
import { fileFailure } from "../notebook/file-trouble"
import { sha256 } from "../notebook/notebook-file"

/**
 * Files and folders as a page may name them: by ids that mean nothing outside this process. A page never sends a path, and what an id stands for lies, links
 * resolved, inside one of the roots, or is a file that the reader opened before.
 */

export type FileEntry = z.infer<typeof fileEntry>

export interface Folder {
  folder: string
  parent: string | null
  entries: FileEntry[]
}

const MAX_ENTRIES = 5_000
const IMPORTABLE = /\.(qs|md|markdown|txt|mpl)$/i
// Refused on every system, so that a notebook can travel: Windows has none of these.
const BAD_NAME = /[<>:"/\\|?*\u0000-\u001f]|[. ]$|^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)/i

/** A file name that every system takes, with the notebook ending; throws RemoteError otherwise. */
export function notebookName(name: string): string {
  const full = /\.ipynb$/i.test(name) ? name : `${name}.ipynb`
  if (name.trim() === "" || name.startsWith(".") || BAD_NAME.test(name) || Buffer.byteLength(full) > 200)
    throw RemoteError.of("invalidInput", `${JSON.stringify(name.slice(0, 80))} cannot be a file name on every system`, {
      hint: 'Leave out < > : " / \\ | ? *, a dot or space at the end, and names such as CON',
    })
  return full
}

export class Places {
  readonly #fs: FileSystem
  readonly #roots: readonly string[]
  readonly #secret = randomBytes(16).toString("hex")
  readonly #paths = new Map<string, string>()
  /** Files that the reader opened before: they may lie anywhere. */
  readonly #opened = new Set<string>()

  constructor(fs: FileSystem, roots: readonly string[]) {
    this.#fs = fs
    this.#roots = roots
  }

  /** The id under which pages know a path. */
  idOf(path: string): string {
    const id = sha256(`${this.#secret}${path}`).slice(0, 32)
    this.#paths.set(id, path)
    return id
  }

  /** The path that an id of ours stands for. Throws RemoteError for any other text. */
  pathOf(id: string): string {
    const path = this.#paths.get(id)
    if (path === undefined)
      throw RemoteError.of("notFound", "This file is not in the list any more", { hint: "Look at the folder again" })
    return path
  }

  async #isInside(real: string): Promise<boolean> {
    for (const root of this.#roots) {
      const realRoot = await ifThere(this.#fs.realpath(root))
      if (realRoot === undefined) continue
      const way = relative(realRoot, real)
      if (way === "" || (way !== ".." && !way.startsWith(".." + sep) && !way.startsWith(sep) && !/^[a-z]:/i.test(way)))
        return true
    }
    return false
  }

  /** A folder by id, links resolved; the first root for null. Throws RemoteError when it is outside the roots. */
  async folder(id: string | null): Promise<string> {
    const path = id === null ? (this.#roots[0] ?? "/") : this.pathOf(id)
    try {
      const real = await this.#fs.realpath(path)
      if (!(await this.#isInside(real)))
        throw RemoteError.of("notFound", "This folder is outside the folders that are shown here")
      return real
    } catch (error) {
      throw error instanceof RemoteError ? error : new RemoteError(fileFailure(error, "The folder could not be opened"))
    }
  }

  /** A file by id, links resolved: inside the roots, or opened by the reader before. */
  async file(id: string): Promise<string> {
    const path = this.pathOf(id)
    const real = await ifThere(this.#fs.realpath(path))
    if (real === undefined) throw RemoteError.of("file", `“${basename(path)}” is not there any more (ENOENT).`)
    if (!this.#opened.has(id) && !(await this.#isInside(real)))
      throw RemoteError.of("notFound", "This file is outside the folders that are shown here")
    return real
  }

  async browse(id: string | null): Promise<Folder> {
    const folder = await this.folder(id)
    let names: string[]
    try {
      names = await this.#fs.readdir(folder)
    } catch (error) {
      throw new RemoteError(fileFailure(error, `“${basename(folder)}” could not be opened`))
    }
    const entries: FileEntry[] = []
    for (const name of names.filter((text) => !text.startsWith(".")).sort((a, b) => a.localeCompare(b))) {
      if (entries.length >= MAX_ENTRIES) break
      const entry = await this.entry(join(folder, name))
      if (entry !== undefined) entries.push(entry)
    }
    const order = { folder: 0, notebook: 1, other: 2 }
    entries.sort((a, b) => order[a.kind] - order[b.kind])
    const up = dirname(folder)
    const parent = up !== folder && (await this.#isInside(up)) ? this.idOf(up) : null
    return { folder: basename(folder) || folder, parent, entries }
  }

  /** What a page is shown of a file that the reader opened before. */
  async openedEntry(path: string): Promise<FileEntry | undefined> {
    const entry = await this.entry(path)
    if (entry !== undefined) this.#opened.add(entry.fileId)
    return entry
  }

  /** What a page is shown of a path; undefined for what it can do nothing with. */
  async entry(path: string): Promise<FileEntry | undefined> {
    let stat
    try {
      stat = await ifThere(this.#fs.stat(path))
    } catch (error) {
      // Links in a circle, folders that may not be searched: not shown.
      fileFailure(error, "")
      return undefined
    }
    if (stat === undefined || (stat.kind !== "file" && stat.kind !== "folder")) return undefined
    const name = basename(path)
    const kind = stat.kind === "folder" ? "folder" : /\.ipynb$/i.test(name) ? "notebook" : "other"
    if (kind === "other" && !IMPORTABLE.test(name)) return undefined
    return {
      fileId: this.idOf(path),
      name,
      kind,
      modified: stat.mtimeMs,
      bytes: stat.kind === "folder" ? 0 : stat.size,
    }
  }
}
