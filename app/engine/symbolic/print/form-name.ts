import { HEADS, HEAD_NAMES } from "../heads"

/** The name of a field form in the notebook's syntax. */
export function formName(head: number): string {
  const builtin = HEADS[head]
  return builtin === undefined ? "" : (HEAD_NAMES[builtin] ?? builtin)
}
