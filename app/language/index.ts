/**
 * The notebook's language: one grammar for the editor and the evaluator. The services read a text and the table of declared functions,
 * never the session.
 */
export * from "./tree"
export { parse, syntaxTree, type Parsed } from "./parse"
export { print, printExpression, printName, printString } from "./print"
export {
  assignedNames,
  boundIndex,
  forEachPart,
  INDEX_FORMS,
  occurrences,
  procedureNames,
  type Occurrence,
  type Scope,
} from "./scopes"
export { cellNames, renameLocal, type CellNames, type Edit, type Renaming } from "./services/names"
export { completion, type Completion, type CompletionOption, type KnownVariable } from "./services/completion"
export { arity, findFunction, signatureHelp, signatureText, type SignatureHelp } from "./services/signature"
export { hover, type Hover } from "./services/hover"
export { diagnostics, type Diagnostic } from "./services/diagnostics"
export { FOLDABLE, foldingRanges } from "./services/folding"
