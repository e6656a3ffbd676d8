import { z } from "zod"
import { PROFILES } from "../commands/keys"

/** What the reader set, as it is stored. Unknown keys are kept, so that an older version does not lose a later one's settings. */
export const THEMES = ["system", "light", "dark", "contrast", "contrast-dark"] as const
export const settingsSchema = z.looseObject({
  theme: z.enum(THEMES).default("system"),
  zoom: z.number().min(80).max(200).default(100),
  wide: z.boolean().default(false),
  leftOpen: z.boolean().default(true),
  leftWidth: z.number().min(180).max(360).default(232),
  rightOpen: z.boolean().default(true),
  rightWidth: z.number().min(240).max(480).default(300),
  profile: z.enum(PROFILES).default("default"),
  /** Command to key, in the form "Mod+Shift+B"; the empty text takes the key away. */
  keys: z.record(z.string(), z.string()).default({}),
  notices: z.boolean().default(true),
  autosave: z.boolean().default(false),
  liveChecks: z.boolean().default(true),
  foldDigits: z.number().int().min(12).max(100_000).default(30),
  phaseSafe: z.boolean().default(false),
  /** The version whose self-test passed here. */
  selfTested: z.string().default(""),
  tabNoteSeen: z.boolean().default(false),
})
export type Settings = z.infer<typeof settingsSchema>

export const defaultSettings: Settings = settingsSchema.parse({})

export type ReadSettings =
  { readonly ok: true; readonly settings: Settings } | { readonly ok: false; readonly message: string }

export function readSettings(json: string): ReadSettings {
  try {
    const parsed = settingsSchema.safeParse(JSON.parse(json === "" ? "{}" : json))
    if (parsed.success) return { ok: true, settings: parsed.data }
    const issue = parsed.error.issues[0]
    return {
      ok: false,
      message: `${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}`,
    }
  } catch (error) {
    if (error instanceof SyntaxError) return { ok: false, message: error.message }
    throw error
  }
}

export function writeSettings(settings: Settings): string {
  return JSON.stringify(settings, null, 2)
}
