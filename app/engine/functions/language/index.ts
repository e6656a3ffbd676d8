import type { DeclaredFunction } from "../declare"
import { listFunctions } from "./lists"
import { programFunctions } from "./programs"
import { wordFunctions } from "./words"

/** The language's own functions: lists, words, printing, types, names. */
export const languageFunctions: readonly DeclaredFunction[] = [...listFunctions, ...wordFunctions, ...programFunctions]
