import type { DeclaredFunction } from "../declare"
import { calculusFunctions } from "./calculus"
import { conversionFunctions } from "./conversion"
import { formFunctions } from "./forms"
import { indeterminateFunctions } from "./indeterminates"
import { matrixFunctions } from "./matrices"
import { numericalFunctions } from "./numerical"
import { partFunctions } from "./parts"
import { polynomialFunctions } from "./polynomials"
import { substitutionFunctions } from "./substitution"

/** Symbolic algebra: forms, parts, polynomials, substitution, calculus, conversion. */
export const algebraFunctions: readonly DeclaredFunction[] = [
  ...formFunctions,
  ...partFunctions,
  ...indeterminateFunctions,
  ...polynomialFunctions,
  ...substitutionFunctions,
  ...calculusFunctions,
  ...conversionFunctions,
  ...numericalFunctions,
  ...matrixFunctions,
]
