import { z } from "zod"
import { output } from "./outputs"

/**
 * The notebook as both ends see it. The main process owns the document; a page keeps a copy and proposes changes. What the
 * page need not understand (metadata, attachments, foreign outputs) travels as text or by id, so that nothing is lost on the way
 * to the file: JSON numbers such as 1.0 and key orders do not survive JavaScript objects.
 */
export const cellId = z
  .string()
  .regex(/^[a-zA-Z0-9-_]{1,64}$/)
  .brand<"CellId">()
export type CellId = z.infer<typeof cellId>
export const documentId = z.string().min(1).max(64).brand<"DocumentId">()
export type DocumentId = z.infer<typeof documentId>
export const outputId = z.string().min(1).max(64).brand<"OutputId">()
export type OutputId = z.infer<typeof outputId>

export const cellKind = z.enum(["code", "text", "raw"])
export type CellKind = z.infer<typeof cellKind>

export const cellOutput = z.strictObject({ id: outputId, output })
export type CellOutput = z.infer<typeof cellOutput>

/** How the reader wants a cell shown; in the file these are Jupyter's own keys and metadata.durfee. */
export const cellView = z.strictObject({
  codeHidden: z.boolean().optional(),
  outputFolded: z.boolean().optional(),
  locked: z.boolean().optional(),
  /** Series view chosen per output position. */
  views: z.record(z.string(), z.string()).optional(),
})
export type CellView = z.infer<typeof cellView>

export const cell = z.strictObject({
  id: cellId,
  kind: cellKind,
  source: z.string(),
  outputs: z.array(cellOutput),
  /** Order of its run in the session, or as the file has it. */
  executionCount: z.number().int().nonnegative().nullable(),
  view: cellView,
  /** The file's metadata object, as JSON text whose bytes are kept. */
  metadata: z.string(),
  /** The file's attachments object as JSON text; null when the cell has none. */
  attachments: z.string().nullable(),
})
export type Cell = z.infer<typeof cell>

/** A deleted cell, where it was and when it went. */
export const binnedCell = z.strictObject({ cell, index: z.number().int().nonnegative(), at: z.number() })
export type BinnedCell = z.infer<typeof binnedCell>

export const notebookLanguage = z.strictObject({
  /** False for a notebook of another language: cells can be read and edited, not run. */
  ours: z.boolean(),
  /** "q-series", "Python 3", … */
  name: z.string(),
})

export const documentContent = z.strictObject({
  cells: z.array(cell),
  /** The notebook's default display order T. */
  order: z.number().int().positive(),
  language: notebookLanguage,
})
export type DocumentContent = z.infer<typeof documentContent>

export const operation = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("insertCell"), index: z.number().int().nonnegative(), cell }),
  z.strictObject({ type: z.literal("deleteCell"), cellId }),
  z.strictObject({ type: z.literal("moveCell"), cellId, index: z.number().int().nonnegative() }),
  z.strictObject({ type: z.literal("setSource"), cellId, source: z.string() }),
  z.strictObject({ type: z.literal("setKind"), cellId, kind: cellKind }),
  z.strictObject({
    type: z.literal("setOutputs"),
    cellId,
    outputs: z.array(cellOutput),
    executionCount: z.number().int().nonnegative().nullable(),
  }),
  z.strictObject({ type: z.literal("setView"), cellId, view: cellView }),
  z.strictObject({ type: z.literal("setMetadata"), cellId, metadata: z.string(), attachments: z.string().nullable() }),
  z.strictObject({ type: z.literal("setOrder"), order: z.number().int().positive() }),
])
export type Operation = z.infer<typeof operation>
