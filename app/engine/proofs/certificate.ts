import { z } from "zod"

/**
 * Certificates: what a proof found leaves behind, as JSON that a small program re-checks without trusting the finder. A certificate holds the statement
 * itself, so that it cannot be passed off for another, and every figure the argument rests on, so that a reader can follow it on paper.
 */

/** A rational number as "p" or "p/q" in lowest terms. */
export const rationalText = z.string().regex(/^-?\d+(\/\d+)?$/)

/** prod of eta(d tau)^r: pairs [d, r], d ascending, r non-zero. */
export const etaFactors = z.array(z.tuple([z.number().int().positive(), z.number().int()]))

/**
 * "The sum of coefficient * prod eta(d tau)^r is zero", proved by the valence formula on Gamma_0(N): divided by its first term, the sum is a modular
 * function whose poles outside infinity number at most -B; having a zero of higher order at infinity, it vanishes.
 */
export const valenceCertificate = z.strictObject({
  certificate: z.literal("valence"),
  format: z.literal(1),
  group: z.literal("Gamma0"),
  level: z.number().int().positive(),
  terms: z.array(z.strictObject({ coefficient: rationalText, eta: etaFactors })).min(2),
  /** One representative a/c of each cusp, with its width; infinity is 1/N. */
  cusps: z.array(z.strictObject({ a: z.number().int(), c: z.number().int(), width: z.number().int() })),
  /** orders[i][j]: order of term i over the first term at cusp j, in the local parameter. */
  orders: z.array(z.array(z.number().int())),
  /** B: the sum over cusps other than infinity of the least order, or 0 where that is positive. */
  bound: z.number().int().nonpositive(),
  /** Coefficients of q^n of the normalised sum are zero for all n up to this. */
  checkedTo: z.number().int(),
  theorems: z.array(z.string()),
})
export type ValenceCertificate = z.infer<typeof valenceCertificate>

export const certificate = z.discriminatedUnion("certificate", [valenceCertificate])
export type Certificate = z.infer<typeof certificate>

/** A term of a sum of eta quotients. */
export interface EtaTerm {
  readonly numerator: bigint
  readonly denominator: bigint
  /** [d, r] with d ascending and r non-zero. */
  readonly eta: readonly (readonly [number, number])[]
}

/** What an attempt at a proof can end in. `unknown` is never shown as false, and `checked` never as proved. */
export type Verdict =
  | { readonly verdict: "proved"; readonly certificate: Certificate }
  | { readonly verdict: "disproved"; readonly exponent: string; readonly coefficient: string }
  | { readonly verdict: "unknown"; readonly reason: string }
