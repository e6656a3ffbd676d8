import { z } from "zod"
import { binnedCell, cellId, cellOutput, documentContent, documentId, operation, outputId } from "./document"
import { failure } from "./failure"
import { dialect, output, pictureView, rowChoice, tableRow, term, viewChoice } from "./outputs"

/** What the page asks of the main process. Each procedure: input, progress items streamed while it runs, output. */

const none = z.strictObject({})
const never = z.never()
const ofDocument = z.strictObject({ documentId })

/** Where a document's file stands. */
export const fileState = z.strictObject({
  /** File name without folders; null while untitled. Paths stay in the main process. */
  fileName: z.string().nullable(),
  title: z.string(),
  dirty: z.boolean(),
  /** True when every acknowledged edit is in the journal ("all changes kept"). */
  kept: z.boolean(),
  savedAt: z.number().nullable(),
  readOnly: z.boolean(),
  /** Why the document cannot be written, or a banner to show. */
  notice: z.string().nullable(),
  /** The file was changed, or removed, by another program. */
  conflict: z.enum(["none", "changed", "removed"]),
  /** The file could not be read as a notebook; see `files.repairView`. */
  needsRepair: z.boolean(),
})
export type FileState = z.infer<typeof fileState>

export const cellRunState = z.strictObject({
  cellId,
  state: z.enum(["idle", "queued", "running", "done", "failed", "stopped", "lost"]),
  /** 1 for the next to run. */
  queuePosition: z.number().int().positive().optional(),
  startedAt: z.number().optional(),
  milliseconds: z.number().nonnegative().optional(),
  work: z
    .strictObject({ stage: z.string(), done: z.number(), total: z.number().nullable(), unit: z.string().optional() })
    .optional(),
  /** The text that was run, so that the page can tell whether the cell changed since. */
  ranSource: z.string().optional(),
  /** Names the cell defined and used when it ran. */
  defines: z.array(z.string()).optional(),
  uses: z.array(z.string()).optional(),
  failure: failure.optional(),
})
export type CellRunState = z.infer<typeof cellRunState>

export const sessionState = z.strictObject({
  state: z.enum(["none", "starting", "idle", "busy", "stopping", "unresponsive", "lost"]),
  /** The queue waits after a stop or an error. */
  paused: z.boolean(),
  queued: z.number().int().nonnegative(),
  memoryBytes: z.number().nonnegative(),
  memoryLimit: z.number().positive(),
  /** Counts the session processes this document has had. */
  generation: z.number().int().nonnegative(),
  lostBecause: z.string().nullable(),
  /** Names restored after a loss, and names that could not be. */
  restored: z.array(z.string()).optional(),
  notRestored: z.array(z.strictObject({ name: z.string(), why: z.string() })).optional(),
})
export type SessionState = z.infer<typeof sessionState>

export const variable = z.strictObject({
  name: z.string(),
  /** One line, at most 200 characters. */
  text: z.string(),
  kind: z.string(),
  order: z.string().nullable(),
  bytes: z.number().nonnegative(),
  setBy: cellId.nullable(),
})
export type Variable = z.infer<typeof variable>

/** A running cell wants to read a file of the notebook's folder, and the notebook may not do so yet. */
export const readQuestion = z.strictObject({
  questionId: z.string().max(64),
  cellId,
  /** From the notebook's folder. */
  fileName: z.string(),
  /** Without the folders above it. */
  folderName: z.string(),
})
export type ReadQuestion = z.infer<typeof readQuestion>

/** Everything a page needs to follow one document; a page that reconnects starts from a new snapshot. */
export const documentEvent = z.discriminatedUnion("event", [
  z.strictObject({
    event: z.literal("snapshot"),
    revision: z.number().int().nonnegative(),
    content: documentContent,
    file: fileState,
    session: sessionState,
    runs: z.array(cellRunState),
    variables: z.array(variable),
    question: readQuestion.nullable(),
  }),
  z.strictObject({
    event: z.literal("changed"),
    revision: z.number().int().nonnegative(),
    operations: z.array(operation),
    /** The page that asked for it; null when the main process did (a run's outputs). */
    by: z.string().nullable(),
    label: z.string(),
  }),
  z.strictObject({ event: z.literal("file"), file: fileState }),
  z.strictObject({ event: z.literal("session"), session: sessionState }),
  z.strictObject({ event: z.literal("run"), run: cellRunState }),
  /** A running cell's outputs so far; they become a setOutputs change when the cell ends. */
  z.strictObject({ event: z.literal("outputs"), cellId, outputs: z.array(cellOutput) }),
  z.strictObject({ event: z.literal("variables"), variables: z.array(variable) }),
  /** Null once the question is answered, by whichever page, or its cell was stopped. */
  z.strictObject({ event: z.literal("question"), question: readQuestion.nullable() }),
])
export type DocumentEvent = z.infer<typeof documentEvent>

export const fileEntry = z.strictObject({
  /** Opaque: the page never sees or makes a path. */
  fileId: z.string(),
  name: z.string(),
  kind: z.enum(["folder", "notebook", "other"]),
  modified: z.number(),
  bytes: z.number(),
})

export const galleryEntry = z.strictObject({
  name: z.string(),
  title: z.string(),
  line: z.string(),
  minutes: z.number(),
  /** A small still picture: rows of squares, "." for none, "1" to "4" darker and darker, "#" in the accent. */
  still: z.array(z.string().max(12)).max(12),
})

export const versionEntry = z.strictObject({
  versionId: z.string(),
  at: z.number(),
  why: z.string(),
  bytes: z.number(),
  cells: z.number().int().nonnegative(),
})

export const windowed = {
  documentId,
  outputId,
  from: z.number().int().nonnegative(),
  count: z.number().int().positive().max(4096),
}

export const notebookContract = {
  "app.hello": {
    input: z.strictObject({ protocol: z.number().int() }),
    progress: never,
    output: z.strictObject({
      protocol: z.number().int(),
      version: z.string(),
      platform: z.enum(["linux", "darwin", "win32"]),
      door: z.enum(["desktop", "browser", "memory"]),
      /** Documents to open at start: the last session's, or "Start here". */
      open: z.array(documentId),
    }),
  },
  "app.settings": { input: none, progress: never, output: z.strictObject({ json: z.string() }) },
  /** Computes known values in a session of its own; the report is for the reader to copy. */
  "app.selfTest": { input: none, progress: never, output: z.strictObject({ passed: z.boolean(), report: z.string() }) },
  "app.saveSettings": { input: z.strictObject({ json: z.string().max(1_000_000) }), progress: never, output: none },

  "files.new": { input: none, progress: never, output: ofDocument },
  "files.recent": { input: none, progress: never, output: z.strictObject({ entries: z.array(fileEntry) }) },
  "files.browse": {
    input: z.strictObject({ fileId: z.string().nullable() }),
    progress: never,
    output: z.strictObject({ folder: z.string(), parent: z.string().nullable(), entries: z.array(fileEntry) }),
  },
  "files.open": { input: z.strictObject({ fileId: z.string() }), progress: never, output: ofDocument },
  /** Desktop: asks with the system's dialog. Null when the reader cancelled. */
  "files.openDialog": { input: none, progress: never, output: z.strictObject({ documentId: documentId.nullable() }) },
  "files.gallery": { input: none, progress: never, output: z.strictObject({ entries: z.array(galleryEntry) }) },
  "files.openGallery": { input: z.strictObject({ name: z.string() }), progress: never, output: ofDocument },
  "files.import": {
    input: z.strictObject({ name: z.string(), text: z.string() }),
    progress: never,
    output: ofDocument,
  },
  "files.save": { input: ofDocument, progress: never, output: z.strictObject({ saved: z.boolean() }) },
  /** `folderId` and `name` in the browser; both null on the desktop, which asks with the system's dialog. */
  "files.saveAs": {
    input: z.strictObject({ documentId, folderId: z.string().nullable(), name: z.string().nullable() }),
    progress: never,
    output: z.strictObject({ saved: z.boolean() }),
  },
  "files.resolveConflict": {
    input: z.strictObject({ documentId, choice: z.enum(["keepMine", "takeTheirs", "saveCopy"]) }),
    progress: never,
    output: none,
  },
  "files.repairView": {
    input: ofDocument,
    progress: never,
    output: z.strictObject({
      text: z.string(),
      problem: z.string(),
      at: z.number().int().nonnegative(),
      recoverable: z.number().int(),
    }),
  },
  "files.recover": { input: ofDocument, progress: never, output: ofDocument },
  /** Cells deleted in the last 30 days, in this session and earlier ones, the latest first. */
  "files.bin": { input: ofDocument, progress: never, output: z.strictObject({ entries: z.array(binnedCell) }) },
  "files.versions": { input: ofDocument, progress: never, output: z.strictObject({ versions: z.array(versionEntry) }) },
  "files.version": {
    input: z.strictObject({ documentId, versionId: z.string() }),
    progress: never,
    output: z.strictObject({ content: documentContent }),
  },
  "files.openVersion": {
    input: z.strictObject({ documentId, versionId: z.string() }),
    progress: never,
    output: ofDocument,
  },
  "files.export": {
    input: z.strictObject({ documentId, format: z.enum(["html", "latex", "markdown", "script", "pdf"]) }),
    progress: never,
    output: z.strictObject({ name: z.string(), mime: z.string(), base64: z.string(), notes: z.array(z.string()) }),
  },
  "files.close": { input: ofDocument, progress: never, output: none },

  "notebook.watch": { input: z.strictObject({ documentId, page: z.string() }), progress: documentEvent, output: none },
  "notebook.change": {
    input: z.strictObject({
      documentId,
      page: z.string(),
      revision: z.number().int().nonnegative(),
      operations: z.array(operation).max(10_000),
      label: z.string(),
    }),
    progress: never,
    output: z.strictObject({ revision: z.number().int().nonnegative() }),
  },

  "run.cells": {
    input: z.strictObject({ documentId, cellIds: z.array(cellId).max(100_000) }),
    progress: never,
    output: none,
  },
  "run.dequeue": { input: z.strictObject({ documentId, cellId }), progress: never, output: none },
  "run.continue": { input: ofDocument, progress: never, output: none },
  "run.stop": { input: ofDocument, progress: never, output: none },
  "run.forceStop": { input: ofDocument, progress: never, output: none },
  "run.restart": { input: ofDocument, progress: never, output: none },
  "run.setMemoryLimit": {
    input: z.strictObject({ documentId, bytes: z.number().positive() }),
    progress: never,
    output: none,
  },

  /** The reader's answer to a question of the document; an answer to one that is over changes nothing. */
  "run.answer": {
    input: z.strictObject({ documentId, questionId: z.string().max(64), allow: z.boolean() }),
    progress: never,
    output: none,
  },

  "output.terms": {
    input: z.strictObject(windowed),
    progress: never,
    output: z.strictObject({ terms: z.array(term).max(4096), total: z.number().int().nonnegative() }),
  },
  "output.rows": {
    input: z.strictObject({ ...windowed, choice: rowChoice }),
    progress: never,
    output: z.strictObject({ rows: z.array(tableRow).max(4096), total: z.number().int().nonnegative() }),
  },
  "output.items": {
    input: z.strictObject(windowed),
    progress: never,
    output: z.strictObject({
      items: z.array(z.strictObject({ text: z.string(), latex: z.string() })).max(4096),
      total: z.number().int().nonnegative(),
    }),
  },
  /** A coefficient in full. */
  "output.coefficient": {
    input: z.strictObject({ documentId, outputId, exponent: z.string() }),
    progress: never,
    output: z.strictObject({ text: z.string() }),
  },
  "output.copy": {
    input: z.strictObject({ documentId, outputId, dialect, terms: z.number().int().positive().nullable() }),
    progress: never,
    output: z.strictObject({ text: z.string(), characters: z.number().int().nonnegative() }),
  },
  /** A variable's value in a dialect, made in the session. */
  "variable.copy": {
    input: z.strictObject({
      documentId,
      name: z.string().max(10_000),
      dialect,
      terms: z.number().int().positive().nullable(),
    }),
    progress: never,
    output: z.strictObject({ text: z.string(), characters: z.number().int().nonnegative() }),
  },
  /** Another view of a series, made in the session. */
  "output.view": {
    input: z.strictObject({
      documentId,
      outputId,
      view: pictureView,
      ...viewChoice,
    }),
    progress: never,
    output: z.strictObject({ output }),
  },
} as const
export type NotebookContract = typeof notebookContract
