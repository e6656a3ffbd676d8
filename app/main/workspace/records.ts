import { z } from "zod"
import { RemoteError } from "../../contract/rpc"
import { saveAtomically } from "../notebook/atomic-save"
import { errorCode, ifThere, readFile, type FileSystem } from "../notebook/file-system"
import { fileFailure } from "../notebook/file-trouble"

/** A small JSON file of the app's own. One that cannot be read counts as absent: it holds conveniences, never work. */
export class JsonRecord<T> {
  readonly #fs: FileSystem
  readonly #path: string
  readonly #schema: z.ZodType<T>
  readonly #absent: T
  #writing: Promise<void> = Promise.resolve()

  constructor(fs: FileSystem, path: string, schema: z.ZodType<T>, absent: T) {
    this.#fs = fs
    this.#path = path
    this.#schema = schema
    this.#absent = absent
  }

  async read(): Promise<T> {
    const bytes = await ifThere(readFile(this.#fs, this.#path))
    if (bytes === undefined) return this.#absent
    const parsed = this.#schema.safeParse(parse(Buffer.from(bytes).toString("utf8")))
    return parsed.success ? parsed.data : this.#absent
  }

  /** Replaces the record by what `change` makes of it, as far as the disk allows; changes are applied one after the other. */
  update(change: (value: T) => T): Promise<void> {
    const done = this.#writing.then(async () => {
      const text = JSON.stringify(change(await this.read()), null, 2) + "\n"
      try {
        await saveAtomically(this.#fs, this.#path, Buffer.from(text), { expected: "any", permissions: 0o600 })
      } catch (error) {
        // A convenience that cannot be written must not fail the save or the opening that it accompanies.
        if (!(error instanceof RemoteError) && errorCode(error) === undefined) throw error
      }
    })
    this.#writing = done.catch(() => undefined)
    return done
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** The settings file: JSON text that the reader may edit by hand, kept as it was written. */
export class SettingsFile {
  readonly #fs: FileSystem
  readonly #path: string

  constructor(fs: FileSystem, path: string) {
    this.#fs = fs
    this.#path = path
  }

  /** The text, "{}" when there is none. */
  async read(): Promise<string> {
    const bytes = await ifThere(readFile(this.#fs, this.#path))
    const text = bytes === undefined ? "{}" : Buffer.from(bytes).toString("utf8")
    return isObject(parse(text)) ? text : "{}"
  }

  async write(json: string): Promise<void> {
    if (!isObject(parse(json))) throw RemoteError.of("invalidInput", "Settings must be a JSON object")
    try {
      await saveAtomically(this.#fs, this.#path, Buffer.from(json), { expected: "any", permissions: 0o600 })
    } catch (error) {
      throw new RemoteError(fileFailure(error, "The settings could not be saved"))
    }
  }
}

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}

export const recentSchema = z.array(z.object({ path: z.string(), at: z.number() })).max(100)
export type Recent = z.infer<typeof recentSchema>
export const lastSessionSchema = z.object({ paths: z.array(z.string()) })
