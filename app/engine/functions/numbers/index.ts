import type { DeclaredFunction } from "../declare"
import { integerFunctions } from "./integers"
import { residueFunctions } from "./residues"
import { roundingFunctions } from "./rounding"

export { totientSignature } from "./integers"

/** Numbers: rounding, remainders, elementary number theory. */
export const numberFunctions: readonly DeclaredFunction[] = [
  ...roundingFunctions,
  ...integerFunctions,
  ...residueFunctions,
]
