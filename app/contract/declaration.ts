import { z } from "zod"

/** The data of a function's declaration: everything but its implementation. The build extracts it from app/engine/functions. */
export const parameterData = z.strictObject({
  name: z.string(),
  /** In words: "integer, at least 1". */
  domain: z.string(),
  /** The default in the notebook's syntax, when it may be left out. */
  default: z.string().optional(),
  /** One clause about its meaning. */
  meaning: z.string(),
  /** Takes any number of further arguments. */
  rest: z.boolean().optional(),
})
export type ParameterData = z.infer<typeof parameterData>

export const signatureData = z.strictObject({ parameters: z.array(parameterData), returns: z.string() })
export type SignatureData = z.infer<typeof signatureData>

export const exampleData = z.strictObject({
  input: z.string(),
  /** The value's text, as the tests compare it. */
  result: z.string(),
  /** Where the result comes from: a book, a table, a second algorithm. */
  source: z.string(),
})
export type ExampleData = z.infer<typeof exampleData>

export const functionData = z.strictObject({
  name: z.string(),
  aliases: z.array(z.string()),
  family: z.string(),
  signatures: z.array(signatureData).min(1),
  /** One sentence. */
  summary: z.string(),
  /** What it computes, as TeX without delimiters. */
  definition: z.string(),
  /** Book and equation, or paper. */
  source: z.string(),
  /** To what order the result is known. */
  precision: z.string(),
  cost: z.string().optional(),
  examples: z.array(exampleData),
  seeAlso: z.array(z.string()),
  /** Its name in Garvan's Maple packages, when that differs. */
  mapleName: z.string().optional(),
  /** Sentences it can fail with. */
  errors: z.array(z.string()),
})
export type FunctionData = z.infer<typeof functionData>
