import { z } from "zod"
import { failure } from "./failure"
import { PICTURE_VIEWS } from "./picture-views"

/** How sure a shown value is. The states are never drawn alike. */
export const certainty = z.enum(["exact", "order", "checked", "proved", "numerical"])
export type Certainty = z.infer<typeof certainty>

/** What a guess rests on: coefficients used to find it, and those beyond on which it was checked. */
export const evidence = z.strictObject({
  certainty,
  /** One sentence for the reader. */
  sentence: z.string(),
  used: z.number().int().nonnegative().optional(),
  beyond: z.number().int().nonnegative().optional(),
})
export type Evidence = z.infer<typeof evidence>

/** Numbers are decimal text: coefficients outgrow every number type that crosses a process boundary. */
export const term = z.strictObject({
  /** "12", "-3" or "-5/24". */
  exponent: z.string(),
  /** The coefficient in the notebook's own syntax; shortened in the middle when `digits` is given. */
  coefficient: z.string(),
  /** Set when `coefficient` is shortened: how many digits the whole has. */
  digits: z.number().int().positive().optional(),
  /** TeX of the coefficient when it is not a number; no delimiters. */
  latex: z.string().optional(),
})
export type Term = z.infer<typeof term>

export const VALUE_KINDS = [
  "integer",
  "rational",
  "series",
  "polynomial",
  "expression",
  "equation",
  "list",
  "set",
  "sequence",
  "boolean",
  "string",
  "name",
  "procedure",
  "table",
  "picture",
  "null",
] as const
export const valueKind = z.enum(VALUE_KINDS)
export type ValueKind = z.infer<typeof valueKind>

const shown = {
  /** The name it was assigned to, if the statement was an assignment. */
  name: z.string().optional(),
  /** The value in the notebook's own syntax; re-parsable; first terms only when long. */
  text: z.string(),
  evidence: evidence.optional(),
  /** Names the value in the session that computed it; null once that session is gone. */
  handle: z.string().nullable(),
}

/** A series or polynomial in one variable, laid out term by term by the page. */
export const seriesOutput = z.strictObject({
  kind: z.literal("series"),
  ...shown,
  variable: z.string(),
  /** T of O(q^T) as text; null for an exact polynomial. */
  order: z.string().nullable(),
  /** The first non-zero terms, ascending, at most 60. */
  terms: z.array(term).max(60),
  /** Non-zero terms in all. */
  termCount: z.number().int().nonnegative(),
  certainty,
  /** TeX of the shown terms, at most 60, no delimiters. */
  latex: z.string(),
  /** A closed form the series was expanded from, e.g. \frac{1}{(q;q)_\infty}; TeX. */
  closedForm: z.string().optional(),
  bytes: z.number().nonnegative().optional(),
})

/** A formula of bounded length: products, quotients, numbers, relations, names. */
export const formulaOutput = z.strictObject({
  kind: z.literal("formula"),
  ...shown,
  valueKind,
  /** TeX pieces; the page may break a line between two of them. */
  latex: z.array(z.string()),
  certainty,
  /** Decimal digits when the value is an integer shown shortened. */
  digits: z.number().int().positive().optional(),
})

export const listOutput = z.strictObject({
  kind: z.literal("list"),
  ...shown,
  valueKind: z.enum(["list", "set", "sequence"]),
  /** The first items, at most 20. */
  items: z.array(z.strictObject({ text: z.string(), latex: z.string() })).max(20),
  count: z.number().int().nonnegative(),
})

/** Words: what print and friends wrote, strings, help texts. Drawn in monospace, never interpreted. */
export const textOutput = z.strictObject({ kind: z.literal("text"), text: z.string() })

export const warningOutput = z.strictObject({ kind: z.literal("warning"), text: z.string() })

export const errorOutput = z.strictObject({ kind: z.literal("error"), failure })

/** Rows and columns of text. */
export const tableOutput = z.strictObject({
  kind: z.literal("table"),
  ...shown,
  caption: z.string(),
  columns: z.array(z.strictObject({ title: z.string(), align: z.enum(["left", "right", "center"]) })),
  rows: z.array(z.array(z.string())).max(200),
  rowCount: z.number().int().nonnegative(),
})

const exact = z.string() // decimal text
const ferrersDiagram = {
  parts: z.array(z.number().int()),
  durfee: z.number().int(),
  rank: z.number().int(),
  crank: z.number().int(),
  conjugate: z.array(z.number().int()),
  /** The two rows of Frobenius's symbol. */
  frobenius: z.tuple([z.array(z.number().int()), z.array(z.number().int())]).optional(),
}
/** Exponents are counted in steps of 1/denominator; whole ones when it is left out. `from` is the first, 0 when left out. */
const denominator = z.number().int().positive().optional()

/** What a picture shows, as data: the page draws it, so it follows theme and reader. */
export const picture = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("stems"),
    points: z.array(z.strictObject({ n: exact, value: exact, log10: z.number().nullable(), sign: z.number() })),
  }),
  z.strictObject({
    type: z.literal("growth"),
    points: z.array(z.strictObject({ n: z.number(), log10: z.number() })),
    asymptotic: z.array(z.strictObject({ n: z.number(), log10: z.number() })).optional(),
    ratio: z.array(z.strictObject({ n: z.number(), value: z.number() })).optional(),
    asymptoticName: z.string().optional(),
  }),
  z.strictObject({
    type: z.literal("residues"),
    modulus: z.number().int(),
    columns: z.number().int(),
    from: z.number().int(),
    residues: z.array(z.number().int()),
    zeroColumns: z.array(z.number().int()),
    denominator,
  }),
  z.strictObject({
    type: z.literal("congruences"),
    cells: z.array(
      z.strictObject({
        modulus: z.number(),
        residue: z.number(),
        /** 0 when the values themselves are all 0. */
        prime: z.number(),
        tested: z.number(),
        /** Follows from a congruence on a progression that holds this one. */
        follows: z.boolean().optional(),
      }),
    ),
    maxModulus: z.number(),
  }),
  z.strictObject({
    type: z.literal("signs"),
    columns: z.number().int(),
    signs: z.array(z.number().int()),
    period: z.number().nullable(),
    from: z.number().int().optional(),
    denominator,
  }),
  z.strictObject({
    type: z.literal("zeros"),
    length: z.number(),
    nonzero: z.array(z.number()),
    overlay: z.string().nullable(),
    from: z.number().int().optional(),
    denominator,
  }),
  z.strictObject({
    type: z.literal("product"),
    exponents: z.array(exact),
    period: z.number().nullable(),
    /** n of the first exponent; 1 when left out. */
    first: z.number().int().positive().optional(),
  }),
  z.strictObject({
    type: z.literal("ferrers"),
    ...ferrersDiagram,
    /** All partitions of one number, the first of them above: the reader steps through them. */
    all: z.array(z.strictObject(ferrersDiagram)).optional(),
  }),
  z.strictObject({
    type: z.literal("heat"),
    rowTitle: z.string(),
    columnTitle: z.string(),
    rows: z.array(z.number().int()),
    columns: z.array(z.number().int()),
    values: z.array(z.array(exact)),
  }),
  z.strictObject({
    type: z.literal("roots"),
    roots: z.array(
      z.strictObject({
        re: z.number(),
        im: z.number(),
        /** Distance from 0. */
        radius: z.number(),
        /** The truncation it belongs to. */
        order: z.number(),
        /** A true zero lies within this distance. */
        error: z.number().optional(),
      }),
    ),
  }),
  z.strictObject({
    type: z.literal("dissection"),
    step: z.number().int(),
    modulus: z.number().int(),
    rows: z.array(
      z.strictObject({
        residue: z.number().int(),
        /** First terms of the class's series, in the notebook's syntax and in TeX. */
        text: z.string(),
        latex: z.string(),
        /** TeX of a product that fits all known coefficients; null when none was seen. */
        product: z.string().nullable(),
        residues: z.array(z.number().int()),
      }),
    ),
  }),
  z.strictObject({
    type: z.literal("phase"),
    radius: z.number(),
    coefficients: z.array(z.number()),
    valuation: z.number(),
  }),
  z.strictObject({
    type: z.literal("circle"),
    /** |q| on the circle, and log10 |f| at q = radius e^(2 pi i t), t = 0, 1/n, …, (n-1)/n; null at a zero. */
    radius: z.number(),
    log10: z.array(z.number().nullable()),
    /** The Farey fractions h/k, and log10 |f| there. */
    fractions: z.array(z.strictObject({ h: z.number().int(), k: z.number().int(), log10: z.number().nullable() })),
  }),
  z.strictObject({
    type: z.literal("halfplane"),
    form: z.union([
      /** Product of the eta(d tau)^r, as pairs d, r. */
      z.strictObject({ eta: z.array(z.tuple([z.number().int(), z.number().int()])) }),
      /** A form of the full modular group: q^valuation times a series that is taken where |q| < 0.0044. */
      z.strictObject({ weight: z.number().int(), valuation: z.number().int(), coefficients: z.array(z.number()) }),
    ]),
  }),
  z.strictObject({
    type: z.literal("domain"),
    level: z.number().int(),
    index: z.number().int(),
    /** a, b, c, d of matrices that carry the fundamental domain of SL2(Z) to a piece each of that of Gamma_0(level). */
    tiles: z.array(z.tuple([z.number().int(), z.number().int(), z.number().int(), z.number().int()])),
    cusps: z.array(
      z.strictObject({
        /** "oo", "0" or "1/2". */
        cusp: z.string(),
        width: z.number().int(),
        /** Rational numbers at which the pieces touch the real line in this cusp. */
        places: z.array(z.string()),
        /** Order of the eta quotient there, a rational number; null without one. */
        order: exact.nullable(),
      }),
    ),
    /** Of the eta quotient: its weight k, the sum of its orders, and k * index / 12, which the sum must be. */
    valence: z.strictObject({ quotient: z.string(), weight: exact, sum: exact, expected: exact }).nullable(),
  }),
  z.strictObject({
    type: z.literal("hecke"),
    weight: z.number().int(),
    /** Pairs and powers on which Hecke's relations were tried, and the first that fails. */
    tested: z.number().int(),
    failure: z.string().nullable(),
    /** a(p) of the primes, and a(p) / (2 p^((weight-1)/2)). */
    rows: z.array(z.strictObject({ p: z.number().int(), a: exact, x: z.number() })),
  }),
])
export type Picture = z.infer<typeof picture>

/** What a reader chooses of a view. */
export const viewChoice = {
  modulus: z.number().int().min(2).optional(),
  columns: z.number().int().positive().optional(),
  /** The first exponent shown, where a view shows a part of the series. */
  from: z.number().int().optional(),
}
export type ViewChoice = { [Name in keyof typeof viewChoice]?: number | undefined }

/** The part of a series that a view shows: exponents from `from` on, of those from `first` to `last`. */
export const viewWindow = z.strictObject({
  from: z.number().int(),
  count: z.number().int().positive(),
  first: z.number().int(),
  last: z.number().int(),
})
export type ViewWindow = z.infer<typeof viewWindow>

export const pictureOutput = z.strictObject({
  kind: z.literal("picture"),
  ...shown,
  picture,
  /** There when the picture shows a part of what there is. */
  window: viewWindow.optional(),
  caption: z.string(),
  /** Two sentences: kind and range, extremes and pattern found. */
  description: z.string(),
})

/** An output of another program, or of a later version of ours: drawn from an allowlist, kept byte for byte in the file. */
export const foreignOutput = z.strictObject({
  kind: z.literal("foreign"),
  shown: z.discriminatedUnion("as", [
    z.strictObject({ as: z.literal("text"), text: z.string() }),
    z.strictObject({ as: z.literal("latex"), latex: z.string() }),
    z.strictObject({
      as: z.literal("image"),
      mime: z.enum(["image/png", "image/jpeg", "image/gif", "image/svg+xml"]),
      base64: z.string(),
      alt: z.string(),
    }),
    z.strictObject({ as: z.literal("source"), mime: z.string(), text: z.string() }),
  ]),
})

export const output = z.discriminatedUnion("kind", [
  seriesOutput,
  formulaOutput,
  listOutput,
  textOutput,
  warningOutput,
  errorOutput,
  tableOutput,
  pictureOutput,
  foreignOutput,
])
export type Output = z.infer<typeof output>
export type SeriesOutput = z.infer<typeof seriesOutput>
export type FormulaOutput = z.infer<typeof formulaOutput>
export type ListOutput = z.infer<typeof listOutput>
export type TableOutput = z.infer<typeof tableOutput>
export type PictureOutput = z.infer<typeof pictureOutput>
export type ForeignOutput = z.infer<typeof foreignOutput>

/** Dialects in which a value can be copied. */
export const dialect = z.enum([
  "latex",
  "plain",
  "unicode",
  "maple",
  "mathematica",
  "sage",
  "pari",
  "mathml",
  "list",
  "csv",
  "tsv",
  "bfile",
])
export type Dialect = z.infer<typeof dialect>

export const pictureView = z.enum(PICTURE_VIEWS)
export type PictureViewName = z.infer<typeof pictureView>

/** Which rows of the table of coefficients, and in which order. */
export const rowChoice = z.strictObject({
  /** At least 2 for a column of residues; coefficients that are no integers have none. */
  modulus: z.number().int().min(2).max(2_000_000_000).nullable(),
  /** Only exponents n with n = residue mod modulus. */
  only: z
    .strictObject({ residue: z.number().int().nonnegative(), modulus: z.number().int().min(1).max(1_000_000_000) })
    .nullable(),
  /** "size" is the absolute value; null is the order of the exponents. */
  sort: z.strictObject({ by: z.enum(["n", "coefficient", "size", "residue"]), descending: z.boolean() }).nullable(),
})
export type RowChoice = z.infer<typeof rowChoice>

export const tableRow = z.strictObject({
  n: z.string(),
  coefficient: z.string(),
  digits: z.number().int().nonnegative(),
  sign: z.number().int(),
  residue: z.string().nullable(),
})
export type TableRow = z.infer<typeof tableRow>
