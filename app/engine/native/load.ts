import { existsSync } from "node:fs"
import { constants } from "node:os"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import type { Addon } from "./addon"
import { NativeError } from "./error"

// The only place that loads the addon. Memory hooks, control words and kernels belong to the process, so one thread may load it: the
// evaluator's (or a test's). The addon itself refuses a second one.

const fileName = "durfee.node"

interface NativeModule {
  open(errorClass: typeof NativeError): Addon
}

let addon: Addon | undefined

/** The engine's native half, loaded on first use. Throws an Error that says where it was looked for and how to build it. */
export function loadAddon(): Addon {
  addon ??= open(find())
  return addon
}

/** Puts what `wrap` makes of the addon in its place, for all who load it later; a session sends its long calls to a helper this way. */
export function wrapAddon(wrap: (addon: Addon) => Addon): void {
  addon = wrap(loadAddon())
}

/** The path of the addon: DURFEE_ADDON, else the packaged program's resources, else the build folder of the package that holds this file. */
function find(): string {
  const named = process.env["DURFEE_ADDON"]
  if (named !== undefined && named !== "") return named
  const candidates = [...packaged(), ...built()]
  const path = candidates.find((candidate) => existsSync(candidate))
  if (path === undefined) {
    throw new Error(
      `The native engine ${fileName} is not built. Run "npm run build" in Durfee's folder, or name a built one in DURFEE_ADDON. ` +
        `Looked for: ${candidates.join(", ")}.`,
    )
  }
  return path
}

/** In a packaged program native files lie beside the archive, where the system's loader can read them. */
function packaged(): string[] {
  const resources: unknown = Reflect.get(process, "resourcesPath")
  return typeof resources === "string" ? [join(resources, "native", fileName)] : []
}

/** CMake's output folder, seen from every folder above this file: it runs as a source file, as a bundle in build/node, and from a test. */
function built(): string[] {
  return [...ancestors(dirname(fileURLToPath(import.meta.url)))].map((folder) =>
    join(folder, "build", "native", "release", fileName),
  )
}

function* ancestors(start: string): Generator<string> {
  for (let folder = start; ; folder = dirname(folder)) {
    yield folder
    if (dirname(folder) === folder) return
  }
}

function open(path: string): Addon {
  const module: { exports: unknown } = { exports: {} }
  try {
    process.dlopen(module, path, constants.dlopen.RTLD_NOW)
  } catch (error) {
    throw new Error(`The native engine ${path} could not be loaded: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    })
  }
  if (!isNativeModule(module.exports)) throw new Error(`${path} is not Durfee's native engine.`)
  return module.exports.open(NativeError)
}

function isNativeModule(value: unknown): value is NativeModule {
  return typeof value === "object" && value !== null && "open" in value && typeof value.open === "function"
}
