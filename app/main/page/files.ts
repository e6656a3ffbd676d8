import { createHash } from "node:crypto"
import { readFileSync, readdirSync } from "node:fs"
import { extname, join, relative, sep } from "node:path"

/**
 * The page's built files. Both doors serve these and nothing else: the list is made once, from the build folder, and a request can only
 * name an entry of it, so no form of path can reach another file.
 */
export interface PageFile {
  /** "/assets/index-1a2b.js" */
  readonly path: string
  readonly mime: string
  readonly bytes: Buffer
  readonly sha256: string
}

export type PageFiles = ReadonlyMap<string, PageFile>

const mimeTypes: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff": "font/woff",
  ".woff2": "font/woff2",
}

/** Reads every file below `folder` whose type we serve. Throws RangeError for a file of another type: it would be missing in use. */
export function readPageFiles(folder: string): PageFiles {
  const files = new Map<string, PageFile>()
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || entry.name.endsWith(".map")) continue
    const file = join(entry.parentPath, entry.name)
    const path = `/${relative(folder, file).split(sep).join("/")}`
    const mime = mimeTypes[extname(file)]
    if (mime === undefined) throw new RangeError(`The page holds ${path}, a file of a type that is not served`)
    const bytes = readFileSync(file)
    files.set(path, { path, mime, bytes, sha256: createHash("sha256").update(bytes).digest("hex") })
  }
  return files
}

/**
 * The file that a request's path names, or null. `target` is the raw path and query as they arrived; only the exact spelling of a known
 * path is admitted: nothing is decoded, so encoded dots, slashes, backslashes and NUL name nothing.
 */
export function resolvePagePath(target: string, files: PageFiles): PageFile | null {
  const query = target.indexOf("?")
  const path = query < 0 ? target : target.slice(0, query)
  return files.get(path === "/" ? "/index.html" : path) ?? null
}
