import type { FunctionData, SourceRange } from "../../contract"
import { KEYWORDS } from "../tree"
import type { KnownVariable } from "./completion"
import { caretContext, wordAt } from "./scan"
import { findFunction, signatureText } from "./signature"

export type Hover = { readonly range: SourceRange } & (
  | { readonly kind: "function"; readonly function: FunctionData; readonly signatures: readonly string[] }
  | { readonly kind: "variable"; readonly variable: KnownVariable }
  | { readonly kind: "keyword"; readonly sentence: string }
)

const SENTENCES: ReadonlyMap<string, string> = new Map([
  ["for", "for i from 1 to 10 do … od repeats; for x in L do … od runs over members"],
  ["from", "The first value of a loop's variable; 1 when left out"],
  ["by", "The step of a loop's variable; 1 when left out"],
  ["to", "The last value of a loop's variable"],
  ["while", "while condition do … od repeats as long as the condition holds"],
  ["in", "x in L: membership, or the members that a loop runs over"],
  ["do", "Begins a loop's body; od or end do ends it"],
  ["od", "Ends a loop"],
  ["if", "if condition then … elif … else … fi chooses"],
  ["then", "Begins what is done when the condition holds"],
  ["elif", "A further condition, when those before fail"],
  ["else", "What is done when no condition holds"],
  ["fi", "Ends an if"],
  ["end", "Ends the innermost if, loop or procedure"],
  ["proc", "proc(x, y) local a; … end is a procedure; its value is its last statement's or return's"],
  ["local", "Names that belong to the procedure"],
  ["global", "Names of the session that the procedure sets"],
  ["option", "option remember keeps the procedure's results"],
  ["options", "options remember keeps the procedure's results"],
  ["description", "Words about the procedure"],
  ["return", "Ends the procedure with a value"],
  ["break", "Ends the loop"],
  ["next", "Goes on with the loop's next pass"],
  ["error", "Stops with a message; try … catch … end try meets it"],
  ["catch", "What is done after an error whose message begins so"],
  ["finally", "What is done in any case"],
  ["mod", "a mod m: the remainder from 0 to m - 1; for polynomials and series, of each coefficient"],
  ["and", "Both hold"],
  ["or", "One of the two holds, or both"],
  ["xor", "One of the two holds, but not both"],
  ["implies", "The second holds when the first does"],
  ["not", "The contrary"],
  ["union", "Members of either set"],
  ["intersect", "Members of both sets"],
  ["minus", "Members of the first set that are not in the second"],
  ["subset", "Whether all members of the first set are in the second"],
  ["use", "use package in … end use"],
])

/** What the word at a place is; null for what needs no words. */
export function hover(
  text: string,
  at: number,
  functions: readonly FunctionData[],
  variables: readonly KnownVariable[],
): Hover | null {
  const word = wordAt(text, at)
  if (word.text === "" || caretContext(text, word.to).inside !== "code") return null
  const range = { from: word.from, to: word.to }
  if (KEYWORDS.has(word.text)) {
    const sentence = SENTENCES.get(word.text)
    return sentence === undefined ? null : { kind: "keyword", sentence, range }
  }
  const variable = variables.find((each) => each.name === word.text)
  if (variable !== undefined) return { kind: "variable", variable, range }
  const found = findFunction(word.text, functions)
  if (found === undefined) return null
  return {
    kind: "function",
    function: found,
    signatures: found.signatures.map((each) => signatureText(word.text, each)),
    range,
  }
}
