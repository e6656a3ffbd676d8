import { hasType } from "../../evaluator/types"
import type { QExpr } from "../../symbolic/expression"
import { symbol } from "../../symbolic/expression"
import { dependsOn, subexpressions } from "../../symbolic/rewrite"
import type { Value } from "../../values"
import { declare, signature } from "../declare"
import { anyValue } from "../parameters"
import { setOf, truth } from "../results"
import { MAPLE, made, polynomial, unknowns } from "./common"

export const indets = declare({
  name: "indets",
  family: "algebra",
  summary: "The set of names that occur, and of indexed names and function values; or of the subexpressions of a type.",
  definition: "\\{x : x \\text{ occurs in } f\\}",
  source: MAPLE,
  precision: "Exact.",
  signatures: [
    signature([anyValue("expression", "any value")], "a set", ([value]) => setOf(indeterminates(value))),
    signature(
      [anyValue("expression", "any value"), anyValue("type", "a type, as type takes it")],
      "the set of the subexpressions of this type",
      ([value, type]) => setOf(subvalues(value).filter((part) => hasType(part, type))),
    ),
  ],
  examples: [
    { input: "indets(x^2*y+f(z))", result: "{x, y, z, f(z)}", source: "read off" },
    { input: "indets(x^2*y+f(z),name)", result: "{x, y, z}", source: "read off" },
    { input: "indets(x^2*y+f(z),function)", result: "{f(z)}", source: "read off" },
  ],
  seeAlso: ["has"],
})

/** All expressions inside a value, itself among them. */
function subvalues(value: Value): QExpr[] {
  switch (value.kind) {
    case "expr":
      return subexpressions(value.arena, value.ref).map((ref) => made(value, ref))
    case "list":
    case "set":
    case "sequence":
      return distinct(value.items.flatMap(subvalues))
    case "relation":
      return distinct([...subvalues(value.left), ...subvalues(value.right)])
    default:
      return indeterminates(value)
  }
}

function indeterminates(value: Value): QExpr[] {
  switch (value.kind) {
    case "expr":
      return subexpressions(value.arena, value.ref)
        .map((ref) => made(value, ref))
        .filter((found) => found.isSymbol() || found.head === "indexed" || found.head === "function")
        .filter((found, _, all) => !found.isSymbol() || !isHeadOfIndexed(found, all))
        .sort((a, b) => (a.toString() < b.toString() ? -1 : 1))
    case "series":
      return [
        symbol(value.variable),
        ...(value.ring.kind === "laurent" || value.ring.kind === "ratfun" ? value.ring.variables.map(symbol) : []),
      ]
    case "list":
    case "set":
    case "sequence":
      return distinct(value.items.flatMap(indeterminates))
    case "relation":
      return distinct([...indeterminates(value.left), ...indeterminates(value.right)])
    default:
      return []
  }
}

/** X alone is no indeterminate of X[1]. */
function isHeadOfIndexed(name: QExpr, all: readonly QExpr[]): boolean {
  return all.some((other) => other.head === "indexed" && other.args[0]?.equals(name) === true)
}

function distinct(values: readonly QExpr[]): QExpr[] {
  return values.filter((value, i) => values.findIndex((other) => other.equals(value)) === i)
}

export const has = declare({
  name: "has",
  family: "algebra",
  summary: "Whether an expression contains a name or another expression.",
  definition: "x \\in f",
  source: MAPLE,
  precision: "Exact.",
  signatures: [
    signature(
      [anyValue("expression", "where to look"), polynomial("part", "what to look for")],
      "true or false",
      ([value, sought]) => truth(contains(value, sought)),
    ),
    signature(
      [anyValue("expression", "where to look"), unknowns("parts", "what to look for, any of them")],
      "true or false",
      ([value, parts]) => truth(parts.some((sought) => contains(value, sought))),
    ),
  ],
  examples: [
    { input: "has(x^2+f(y),y)", result: "true", source: "read off" },
    { input: "has(x^2,y)", result: "false", source: "definition" },
    { input: "has([x,y],{y,z})", result: "true", source: "definition" },
  ],
  seeAlso: ["indets"],
})

function contains(value: Value, sought: QExpr): boolean {
  switch (value.kind) {
    case "expr":
      return dependsOn(value.arena, value.ref, sought.ref)
    case "series":
      return sought.isSymbol(value.variable)
    case "list":
    case "set":
    case "sequence":
      return value.items.some((item) => contains(item, sought))
    case "relation":
      return contains(value.left, sought) || contains(value.right, sought)
    default:
      return false
  }
}

export const indeterminateFunctions = [indets, has]
