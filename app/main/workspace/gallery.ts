import { join } from "node:path"
import type { z } from "zod"
import type { galleryEntry } from "../../contract"
import { RemoteError } from "../../contract/rpc"
import { ifThere, readFile, type FileSystem } from "../notebook/file-system"
import { JsonNumber, type Json, type JsonObject } from "../notebook/json"
import { readNotebook, type NotebookFile } from "../notebook/notebook-file"

export type GalleryEntry = z.infer<typeof galleryEntry>

const child = (node: Json | undefined, key: string): Json | undefined =>
  node instanceof Map ? node.get(key) : undefined

/** The notebooks that people learn from: files of a folder of the app that say so in metadata.durfee.gallery. They are opened as copies. */
export class Gallery {
  readonly #fs: FileSystem
  readonly #folder: string

  constructor(fs: FileSystem, folder: string) {
    this.#fs = fs
    this.#folder = folder
  }

  async #read(name: string): Promise<NotebookFile | undefined> {
    const bytes = await ifThere(readFile(this.#fs, join(this.#folder, `${name}.ipynb`)))
    const outcome = bytes === undefined ? undefined : readNotebook(bytes)
    return outcome?.ok === true ? outcome.file : undefined
  }

  /** In the order that the notebooks ask for. */
  async entries(): Promise<GalleryEntry[]> {
    const found: { order: number; entry: GalleryEntry }[] = []
    for (const file of (await ifThere(this.#fs.readdir(this.#folder))) ?? []) {
      if (!file.endsWith(".ipynb")) continue
      const name = file.slice(0, -".ipynb".length)
      const about = aboutOf(await this.#read(name))
      if (about !== undefined) found.push({ order: about.order, entry: { name, ...about.entry } })
    }
    return found.sort((a, b) => a.order - b.order || a.entry.name.localeCompare(b.entry.name)).map(({ entry }) => entry)
  }

  /** A gallery notebook as a new document of the reader's. Throws RemoteError "notFound". */
  async copy(name: string): Promise<{ title: string; file: NotebookFile }> {
    const known = /^[a-z0-9-]{1,100}$/.test(name)
    const file = known ? await this.#read(name) : undefined
    const about = aboutOf(file)
    if (file === undefined || about === undefined)
      throw RemoteError.of("notFound", "The gallery has no notebook of this name")
    return {
      title: about.entry.title,
      file: { ...file, originals: { ...file.originals, root: withoutGallery(file.originals.root) } },
    }
  }
}

function aboutOf(file: NotebookFile | undefined): { order: number; entry: Omit<GalleryEntry, "name"> } | undefined {
  const about = child(child(file?.originals.root.get("metadata"), "durfee"), "gallery")
  const text = (key: string): string => {
    const value = child(about, key)
    return typeof value === "string" ? value : ""
  }
  const number = (key: string): number => {
    const value = child(about, key)
    return value instanceof JsonNumber ? value.value : 0
  }
  if (about === undefined || text("title") === "") return undefined
  return {
    order: number("order"),
    entry: {
      title: text("title"),
      line: text("line"),
      minutes: number("minutes"),
      still: stillOf(child(about, "still")),
    },
  }
}

/** The small picture's rows; none when they are not what a picture is made of. */
function stillOf(rows: Json | undefined): string[] {
  if (!Array.isArray(rows)) return []
  const read = rows.flatMap((row) => (typeof row === "string" && /^[.#1-4]{1,12}$/.test(row) ? [row] : []))
  return read.length === rows.length && read.length <= 12 ? read : []
}

/** A copy is no lesson of the gallery any more. */
function withoutGallery(root: JsonObject): JsonObject {
  const metadata = root.get("metadata")
  const durfee = child(metadata, "durfee")
  if (!(metadata instanceof Map) || !(durfee instanceof Map)) return root
  const rest = new Map([...durfee].filter(([key]) => key !== "gallery"))
  return new Map([...root, ["metadata", new Map([...metadata, ["durfee", rest]])]])
}
